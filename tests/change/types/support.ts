/** What the tests of the type layer share: a project in memory, and the new errors of a change in a line each. */
import { describeProblem, newProblems } from "../../../src/change/types/compare.js";
import { loadTypes } from "../../../src/change/types/types.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

export const STRICT = '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2022" } }';

/** The errors that come when some files of a project get other texts; all files of the change are judged, and those named. */
export async function newErrors(
  project: MemoryFiles,
  change: Readonly<Record<string, string>>,
  alsoJudged: readonly string[] = [],
): Promise<readonly string[]> {
  const layer = await loadTypes(memoryWorld(project).files);
  const judged = [...Object.keys(change), ...alsoJudged];
  const before = layer.judge(new Map(), judged);
  const after = layer.judge(new Map(Object.entries(change)), judged);
  return newProblems(before.problems, after.problems).map(describeProblem);
}

/** The errors of files as they are, and the notes. */
export async function judgment(project: MemoryFiles, judged: readonly string[]): Promise<readonly string[]> {
  const { problems, notes } = (await loadTypes(memoryWorld(project).files)).judge(new Map(), judged);
  return [...problems.map(describeProblem), ...notes];
}
