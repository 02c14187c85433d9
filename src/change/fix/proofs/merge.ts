/** The proof for fixes that are merged into the work tree: they must not touch lines with unstaged changes. */
import type { FilePath } from "../../../base/text/span.js";
import { sinceStart } from "../batch.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Batch, Proof, Refusal } from "../proof.js";

/** Each test is a few runs of git, and most culprits are found by themselves. */
const MOST_TESTS = 60;

/** Merges what differs between the two texts of a file. @returns why that cannot be */
export type TryMerge = (file: FilePath, before: string, after: string) => Promise<string | undefined>;

export function mergeProof(merge: TryMerge): Proof {
  return async (batch) => {
    const refusals = new Map<Group, Refusal>();
    for (const file of sinceStart(batch, batch.groups).keys()) {
      const reason = await obstacle(batch, batch.groups, file, merge);
      if (reason === undefined) continue;
      for (const group of await culprits(batch, file, merge)) refusals.set(group, { group, reason });
    }
    return [...refusals.values()];
  };
}

async function culprits(batch: Batch, file: FilePath, merge: TryMerge): Promise<readonly Group[]> {
  const editing = batch.groups.filter(({ fix }) => fix.edits.some((edit) => edit.file === file));
  const suspects = editing.length > 0 ? editing : batch.groups;
  const passes = async (groups: readonly Group[]) => (await obstacle(batch, groups, file, merge)) === undefined;
  const { kept } = await isolate(suspects, passes, { mostTests: MOST_TESTS });
  return suspects.filter((group) => !kept.includes(group));
}

async function obstacle(
  batch: Batch,
  groups: readonly Group[],
  file: FilePath,
  merge: TryMerge,
): Promise<string | undefined> {
  const after = sinceStart(batch, groups).get(file);
  return after === undefined ? undefined : merge(file, batch.originals.get(file) ?? "", after);
}
