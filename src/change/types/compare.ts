/** Finds the errors that a change adds. */
import type { TypeProblem } from "./types.js";

/**
 * Compared by file, code and message, and by how often each is there; lines move with every edit. An error that was unreliable before
 * is no new one where a fix has resolved what made it unreliable.
 *
 * @returns in the order of `after`; of equal errors the last ones, since nothing distinguishes the new from the old
 */
export function newProblems(before: readonly TypeProblem[], after: readonly TypeProblem[]): readonly TypeProblem[] {
  const left = new Map<string, number>();
  for (const problem of before) left.set(keyOf(problem), (left.get(keyOf(problem)) ?? 0) + 1);
  return after.filter((problem) => {
    if (problem.isUnreliable) return false;
    const count = left.get(keyOf(problem)) ?? 0;
    left.set(keyOf(problem), count - 1);
    return count <= 0;
  });
}

/** `src/a.ts:3:7: Property 'x' does not exist on type 'Y'`. */
export function describeProblem({ file, line, column, message }: TypeProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

function keyOf({ file, code, message }: TypeProblem): string {
  return JSON.stringify([file, code, message]);
}
