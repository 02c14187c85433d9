/**
 * Matches findings with baseline entries. Equal ones are counted, so a second finding like an accepted one is new. A finding
 * at the place of its entry is matched first; elsewhere, an entry matches only if its place is gone, because then the code
 * has moved. If the place still exists, it was fixed there, and a finding elsewhere is new.
 */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { identityKey } from "../../base/diagnostics/fingerprint.js";
import { groupBy } from "../../base/text/group.js";
import { type BaselineEntry, entryKey } from "./entry.js";

export interface Matched<Each extends BaselineEntry, Found extends Diagnostic> {
  /** In the order given. */
  readonly known: readonly Found[];
  /** In the order given. */
  readonly fresh: readonly Found[];
  /** Entries that no finding took. */
  readonly remaining: readonly Each[];
}

/** @param isGone  whether the file of an entry, or the definition in which it stood, is there no more */
export function matchEntries<Each extends BaselineEntry, Found extends Diagnostic>(
  entries: readonly Each[],
  diagnostics: readonly Found[],
  isGone: (entry: Each) => boolean,
): Matched<Each, Found> {
  const remaining = new Set(entries);
  const known = new Set<Found>();
  const take = (keys: Keys<Each>, candidates: readonly Each[]): void => {
    const waiting = groupBy(candidates, keys.ofEntry);
    for (const diagnostic of diagnostics) {
      const entry = known.has(diagnostic) ? undefined : waiting.get(keys.ofDiagnostic(diagnostic))?.shift();
      if (entry === undefined) continue;
      known.add(diagnostic);
      remaining.delete(entry);
    }
  };
  take(IN_PLACE, entries);
  const wanted = new Set(diagnostics.filter((each) => !known.has(each)).map(identityKey));
  take(
    ANYWHERE,
    [...remaining].filter((entry) => wanted.has(entryKey(entry)) && isGone(entry)),
  );
  return {
    known: diagnostics.filter((each) => known.has(each)),
    fresh: diagnostics.filter((each) => !known.has(each)),
    remaining: [...remaining],
  };
}

interface Keys<Each> {
  readonly ofEntry: (entry: Each) => string;
  readonly ofDiagnostic: (diagnostic: Diagnostic) => string;
}

const IN_PLACE: Keys<BaselineEntry> = {
  ofEntry: (entry) => `${entry.path}\n${entryKey(entry)}`,
  ofDiagnostic: (diagnostic) => `${diagnostic.span.file}\n${identityKey(diagnostic)}`,
};

const ANYWHERE: Keys<BaselineEntry> = { ofEntry: entryKey, ofDiagnostic: identityKey };
