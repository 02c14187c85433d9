/** The new text of a baseline. It grows only on request. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { type BaselineEntry, entryOf, type PlacedEntry, withoutEntries, writeEntries } from "./entry.js";

/** Findings that say something of the baseline itself are not accepted by it. */
export function acceptable(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ rule }) => rule !== "unused-baseline-entry");
}

/** A baseline of these findings, where they are now, and of entries that could not be judged. */
export function accept(findings: readonly Diagnostic[], unjudged: readonly BaselineEntry[] = []): string {
  return writeEntries([...acceptable(findings).map(entryOf), ...unjudged]);
}

/** Without the entries whose findings are gone; the same text where there are none. */
export function shrink({ text, dead }: { readonly text: string; readonly dead: readonly PlacedEntry[] }): string {
  return dead.length === 0 ? text : withoutEntries(text, dead);
}
