/** The faults of the baseline's file: nothing is judged by a list that is only understood in part. */
import { usage } from "./entry.js";

export interface Details {
  readonly path: string;
  readonly message: string;
}

const WHY = "findings that were accepted would be reported as new, or new ones accepted by mistake";

export const BASELINE_FAULTS = {
  "malformed-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` cannot be understood: ${d.message}`,
    why: WHY,
    fix: "bring the line back from git, or remove it, then run `db-ssot baseline`",
  })),
  "conflicted-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` cannot be understood: ${d.message}`,
    why: WHY,
    fix: "remove the lines of the markers and keep those of both sides, then run `db-ssot baseline --prune`",
  })),
  "newer-baseline": usage((d: Details) => ({
    what: `\`${d.path}\` is of another db-ssot: ${d.message}`,
    why: WHY,
    fix: "use the version of db-ssot that wrote it; or remove the file and run `db-ssot baseline`",
  })),
};
