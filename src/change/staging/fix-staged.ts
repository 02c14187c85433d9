/**
 * Plans fixes of staged files: computed from the index, to be written to it and merged into the work tree without losing
 * unstaged changes. src/change/journal writes them.
 */

import type { FilePath } from "../../base/text/span.js";
import type { World } from "../../base/world/world.js";
import type { CheckResult } from "../../judge/check/check.js";
import { withCaused } from "../../judge/check/staged.js";
import { fault } from "../../read/config/faults.js";
import { mergeProof, type TryMerge } from "../fix/proofs/merge.js";
import { type FixOutcome, type FixRequest, fix } from "../fix/run.js";
import { mergingInto, type WorkTreeOutcome } from "./work-tree.js";

export type StagedFixRequest = Omit<FixRequest, "proofs" | "verify">;

/** What `fix` tells, of the index: `changes` are the texts that it is to hold. */
export interface StagedFixResult extends FixOutcome {
  /** What becomes of each change in the work tree. */
  readonly workTree: readonly StagedFixOutcome[];
}

export type StagedFixOutcome = Exclude<WorkTreeOutcome, { readonly kind: "refused" }>;

/**
 * @throws {Fault} as `fix`
 * @throws {GitError} where git does not tell what is staged
 */
export async function fixStaged(world: World, request: StagedFixRequest): Promise<StagedFixResult> {
  const staged = new Set((await world.git.staged()).map(({ file }) => file));
  const isStaged = (file: FilePath): boolean => staged.has(file);
  const files = await world.git.snapshot({ kind: "index" });
  const mergingWith = (before: CheckResult) =>
    mergingInto({ world, isStaged, language: before.analysis.gathered.language });
  const result = await fix(
    { ...world, files },
    {
      ...request,
      // A commit gets what its author works on, and nothing that was accepted before in the same file.
      leaveKnown: true,
      choose: async (groups, candidate) => {
        const own = groups.filter(({ diagnostic }) => isStaged(diagnostic.span.file));
        return request.choose ? request.choose(own, candidate) : own;
      },
      proofs: (before) => [mergeProof(tryingWith(mergingWith(before)))],
    },
  );
  const broughtBy = async (found: CheckResult): Promise<CheckResult> => {
    return { ...found, report: await withCaused(world, request, found, staged) };
  };
  const workTree = await landings(result.changes, mergingWith(result.before));
  const isUnverified = result.changes.length > 0 && result.before.analysis.config.verify !== undefined;
  return {
    ...result,
    workTree,
    notes: isUnverified ? [...result.notes, NOT_VERIFIED] : result.notes,
    before: await broughtBy(result.before),
    after: await broughtBy(result.after),
  };
}

const NOT_VERIFIED = "the `verify` command was not run: it would test the work tree, not the index";

type Merging = ReturnType<typeof mergingInto>;

function tryingWith(merge: Merging): TryMerge {
  return async (file, before, after) => {
    const outcome = await merge({ file, before, after });
    return outcome.kind === "refused" ? outcome.reason : undefined;
  };
}

/** Merged once more, since each change has been proved: what is no longer so was changed while the run went on. */
async function landings(changes: StagedFixResult["changes"], merge: Merging): Promise<readonly StagedFixOutcome[]> {
  const landed: StagedFixOutcome[] = [];
  for (const change of changes) {
    const outcome = await merge(change);
    if (outcome.kind === "refused")
      throw fault("unwritable-file", { path: change.file, reason: outcome.reason, written: [] });
    landed.push(outcome);
  }
  return landed;
}
