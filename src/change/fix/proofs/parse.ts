/** The first proof: a file that parsed before parses afterwards. */

import type { FilePath } from "../../../base/text/span.js";
import type { LoadedLanguage } from "../../../read/languages/language.js";
import { newProblem } from "../../../read/languages/problems.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Batch, Proof, Refusal } from "../proof.js";

/** A round of more fixes in one file than this can judge one by one keeps the fixes that were judged. */
const MOST_TESTS = 200;

export function parseProof(language: (file: FilePath) => LoadedLanguage | undefined): Proof {
  return async (batch) => {
    const after = batch.apply(batch.groups);
    const refusals = new Map<Group, Refusal>();
    for (const [file, text] of after) {
      const problem = newProblem(language(file), file, batch.before.get(file) ?? "", text);
      if (problem === undefined) continue;
      const reason = `the result would not parse at ${problem}`;
      for (const group of await culprits(batch, language, file)) refusals.set(group, { group, reason });
    }
    return [...refusals.values()];
  };
}

async function culprits(
  batch: Batch,
  language: (file: FilePath) => LoadedLanguage | undefined,
  file: FilePath,
): Promise<readonly Group[]> {
  const suspects = batch.groups.filter(({ fix }) => fix.edits.some((edit) => edit.file === file));
  const before = batch.before.get(file) ?? "";
  const passes = async (groups: readonly Group[]): Promise<boolean> => {
    const text = batch.apply(groups).get(file);
    return text === undefined || newProblem(language(file), file, before, text) === undefined;
  };
  const { kept } = await isolate(suspects, passes, { mostTests: MOST_TESTS });
  return suspects.filter((group) => !kept.includes(group));
}
