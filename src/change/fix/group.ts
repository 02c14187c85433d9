/** A group: the edits that mend one finding, with the name by which people speak of them. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { Fix } from "../../base/edits/edit.js";

export interface Group {
  /**
   * Where its finding was before any fix, as `check` prints it: `src/routes/health.ts:14:29`. Two groups of one name are two
   * findings at one place.
   */
  readonly name: string;
  /** As it was before any fix, as far as it was there. */
  readonly diagnostic: Diagnostic;
  /** As it is in the texts of the round that proposed it. */
  readonly finding: Diagnostic;
  /** Its edits count from the texts of that round, too. */
  readonly fix: Fix;
  /** Of the finding, from 1, before any fix. */
  readonly line: number;
}

/** Tells groups apart over all rounds of a run. */
export function groupKey({ name, finding }: Pick<Group, "name" | "finding">): string {
  return JSON.stringify([name, finding.rule, finding.symbol]);
}
