/** Turns errors of the disk, the index and git into errors for the user. */

import type { FilePath } from "../../base/text/span.js";
import type { GitProblem } from "../../base/world/git.js";
import { StagingError, type StagingProblem } from "../../base/world/staging.js";
import { UnwritableError } from "../../base/world/world.js";
import type { FaultRow } from "../../read/config/fault.js";
import { faultRow } from "../../read/config/faults.js";

export type WriteRefusal = UnwritableError | StagingError;

export function isRefusal(error: unknown): error is WriteRefusal {
  return error instanceof UnwritableError || error instanceof StagingError;
}

export interface Written {
  /** Files that stay as they were written. */
  readonly written: readonly FilePath[];
  /** Files that are as they were again. */
  readonly restored?: readonly FilePath[];
}

export function refusalRow(refusal: WriteRefusal, { written, restored = [] }: Written): FaultRow {
  if (refusal instanceof UnwritableError) return faultRow("unwritable-file", { ...told(refusal), written, restored });
  const { problem } = refusal;
  if (problem.kind === "partial-commit") return faultRow("partial-commit", {});
  return faultRow("unwritable-index", { reason: reasonOf(problem), fix: fixOf(problem) });
}

export function gitRow(problem: GitProblem): FaultRow {
  switch (problem.kind) {
    case "no-git":
    case "partial-clone":
      return faultRow(problem.kind, {});
    case "no-repository":
    case "distrusted-repository":
      return faultRow(problem.kind, problem);
    case "unknown-revision":
    case "shallow-clone":
    case "unrelated-history":
      return faultRow(problem.kind, problem);
    case "unmerged-index":
      return faultRow(problem.kind, problem);
    case "git-failed":
      return faultRow(problem.kind, problem);
  }
}

/** What could not be written, and why. */
export function told(refusal: WriteRefusal): { readonly path: string; readonly reason: string } {
  if (refusal instanceof UnwritableError) return { path: refusal.path, reason: refusal.reason };
  return { path: "the index", reason: reasonOf(refusal.problem) };
}

function reasonOf(problem: StagingProblem): string {
  if (problem.kind === "changed-entry") return `\`${problem.file}\` was staged again during this run`;
  if (problem.kind === "locked-index") return `another git process is using it: \`.git/${problem.lock}\` exists`;
  if (problem.kind === "partial-commit") return "it belongs to a commit that names files";
  return problem.reason;
}

function fixOf({ kind }: StagingProblem): string {
  if (kind === "locked-index")
    return "wait until it ends, then run the same command again; if none is running, remove that file";
  return "fix the cause, then run the same command again";
}
