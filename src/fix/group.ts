/** A group: the edits that mend one finding, with the name by which people speak of them. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Fix } from "../edits/edit.js";

export interface Group {
  /**
   * Where its finding was before any fix, as `check` prints it: `src/routes/health.ts:14:29`. Two groups of one name are two
   * findings at one place.
   */
  readonly name: string;
  /** As it was before any fix, as far as it was there. */
  readonly diagnostic: Diagnostic;
  /** Its edits count from the texts of the round that proposed it. */
  readonly fix: Fix;
  /** Of the finding, from 1, before any fix. */
  readonly line: number;
}
