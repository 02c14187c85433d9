/**
 * The proof of fixes that are computed of one state and merged into another one, where somebody works: they may not touch
 * what is changed there.
 */
import type { FilePath } from "../../../base/text/span.js";
import { sinceStart } from "../candidate.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Candidate, Proof, Refusal } from "../proof.js";

/** Each test is a few runs of git, and most culprits are found by themselves. */
const MOST_TESTS = 60;

/** Merges what differs between the two texts of a file. @returns why that cannot be */
export type TryMerge = (file: FilePath, before: string, after: string) => Promise<string | undefined>;

export function mergeProof(merge: TryMerge): Proof {
  return async (candidate) => {
    const refusals = new Map<Group, Refusal>();
    for (const file of sinceStart(candidate, candidate.groups).keys()) {
      const reason = await obstacle(candidate, candidate.groups, file, merge);
      if (reason === undefined) continue;
      for (const group of await culprits(candidate, file, merge)) refusals.set(group, { group, reason });
    }
    return [...refusals.values()];
  };
}

async function culprits(candidate: Candidate, file: FilePath, merge: TryMerge): Promise<readonly Group[]> {
  const editing = candidate.groups.filter(({ fix }) => fix.edits.some((edit) => edit.file === file));
  const suspects = editing.length > 0 ? editing : candidate.groups;
  const passes = async (groups: readonly Group[]) => (await obstacle(candidate, groups, file, merge)) === undefined;
  const { kept } = await isolate(suspects, passes, { mostTests: MOST_TESTS });
  return suspects.filter((group) => !kept.includes(group));
}

async function obstacle(
  candidate: Candidate,
  groups: readonly Group[],
  file: FilePath,
  merge: TryMerge,
): Promise<string | undefined> {
  const after = sinceStart(candidate, groups).get(file);
  return after === undefined ? undefined : merge(file, candidate.originals.get(file) ?? "", after);
}
