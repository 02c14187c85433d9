/** A group: the edits that fix one finding, under the name that `--only` takes. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { Fix } from "../../base/edits/edit.js";

export interface Group {
  /**
   * The place of the finding before any fix, as `check` prints it: `src/routes/health.ts:14:29`. Two findings at one place
   * have the same name.
   */
  readonly name: string;
  /** The finding before any fix, if it existed then. */
  readonly diagnostic: Diagnostic;
  /** The finding in the texts of the round that proposed the fix. */
  readonly finding: Diagnostic;
  /** Its edits count from the texts of that round. */
  readonly fix: Fix;
  /** The line of the finding before any fix, from 1. */
  readonly line: number;
}

/** Identifies a group over all rounds of a run. */
export function groupKey({ name, finding }: Pick<Group, "name" | "finding">): string {
  return JSON.stringify([name, finding.rule, finding.symbol]);
}
