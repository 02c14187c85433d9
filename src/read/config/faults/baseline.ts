/** Errors in the baseline file. A baseline that is only partly understood is not used. */
import { usage } from "./entry.js";

export interface Details {
  readonly path: string;
  readonly message: string;
}

const WHY = "without it, accepted findings would be reported as new";

export const BASELINE_FAULTS = {
  "malformed-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` cannot be parsed: ${d.message}`,
    why: WHY,
    fix: "restore the line from git, or remove it, then run `db-ssot baseline`",
  })),
  "conflicted-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` cannot be parsed: ${d.message}`,
    why: WHY,
    fix: "remove the conflict markers, keep the lines of both sides, then run `db-ssot baseline --prune`",
  })),
  "newer-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` was written by another version of db-ssot: ${d.message}`,
    why: WHY,
    fix: "use that version, or remove the file and run `db-ssot baseline`",
  })),
};
