/** The first proof: what parsed before parses afterwards, in its own language. */
import type { LoadedLanguage } from "../../languages/language.js";
import { Lines } from "../../text/lines.js";
import type { FilePath } from "../../text/span.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Candidate, Proof, Refusal, Texts } from "../proof.js";

/** A round of more fixes in one file than this can judge one by one keeps the fixes that were judged. */
const MOST_TESTS = 200;

export function parseProof(language: (file: FilePath) => LoadedLanguage | undefined): Proof {
  return async (candidate) => {
    const after = candidate.apply(candidate.groups);
    const refusals = new Map<Group, Refusal>();
    for (const [file, text] of after) {
      const reason = newProblem(language, file, candidate.before, text);
      if (reason === undefined) continue;
      for (const group of await culprits(candidate, language, file)) refusals.set(group, { group, reason });
    }
    return [...refusals.values()];
  };
}

/** What does not parse now and did before. */
function newProblem(
  language: (file: FilePath) => LoadedLanguage | undefined,
  file: FilePath,
  before: Texts,
  text: string,
): string | undefined {
  const loaded = language(file);
  const problems = loaded?.extract(file, text).problems ?? [];
  const [first] = problems;
  if (first === undefined) return undefined;
  if (problems.length <= (loaded?.extract(file, before.get(file) ?? "").problems.length ?? 0)) return undefined;
  const { line, column } = new Lines(text).positionOf(first.range.start);
  return `the result would not parse at ${line}:${column}: ${first.message}`;
}

async function culprits(
  candidate: Candidate,
  language: (file: FilePath) => LoadedLanguage | undefined,
  file: FilePath,
): Promise<readonly Group[]> {
  const suspects = candidate.groups.filter(({ fix }) => fix.edits.some((edit) => edit.file === file));
  const passes = async (groups: readonly Group[]): Promise<boolean> => {
    const text = candidate.apply(groups).get(file);
    return text === undefined || newProblem(language, file, candidate.before, text) === undefined;
  };
  const { kept } = await isolate(suspects, passes, { mostTests: MOST_TESTS });
  return suspects.filter((group) => !kept.includes(group));
}
