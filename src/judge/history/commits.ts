/** Which revisions of a history are judged, and which of them have the same input. */
import { baseName } from "../../base/text/paths.js";
import type { LineCommit } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import { isInput } from "../check/staged.js";

/** `points`: so many, evenly spread; `every`: each so many commits, back from the last one; `months`: the last commit of each month. */
export type RevisionStep = { readonly kind: "points" | "every"; readonly count: number } | { readonly kind: "months" };

/**
 * The commits from the last one back, newest first.
 *
 * @param since  a day, whose commits are in; or a revision, and where the last commit parted from it is in
 * @throws {GitError} where there is no such revision
 */
export async function commitsSince({ git }: Pick<World, "git">, since?: string): Promise<readonly LineCommit[]> {
  if (since === undefined) return git.history.line();
  if (/^\d{4}-\d{2}-\d{2}$/.test(since)) {
    const line = await git.history.line();
    const end = line.findIndex(({ committed }) => committed < since);
    return end < 0 ? line : line.slice(0, end);
  }
  const [later, line] = await Promise.all([
    git.mergeBase(since).then((base) => git.history.line(base)),
    git.history.line(),
  ]);
  return line.slice(0, later.length + 1);
}

/** @returns their places in the line, oldest first; the first and the last commit are always among them */
export function chosenAmong(line: readonly LineCommit[], step: RevisionStep): readonly number[] {
  const last = line.length - 1;
  return [...new Set([0, ...placesOf(line, step), last])].sort((a, b) => b - a);
}

function placesOf(line: readonly LineCommit[], step: RevisionStep): readonly number[] {
  const all = [...line.keys()];
  if (step.kind === "every") return all.filter((index) => index % step.count === 0);
  if (step.kind === "months") return all.filter((index) => monthOf(line[index]) !== monthOf(line[index - 1]));
  const points = all.slice(0, step.count);
  return points.map((point) => Math.round((point * (line.length - 1)) / Math.max(points.length - 1, 1)));
}

function monthOf(commit: LineCommit | undefined): string | undefined {
  return commit?.committed.slice(0, 7);
}

/** For each commit the oldest one since which nothing has changed that a check reads. */
export function statesOf(line: readonly LineCommit[]): readonly number[] {
  const states: number[] = [];
  for (let index = line.length - 1; index >= 0; index -= 1) {
    const isSame = index < line.length - 1 && !line[index]?.changes.some(matters);
    states[index] = isSame ? (states[index + 1] ?? index) : index;
  }
  return states;
}

/** A file that comes or goes may be one that an import asks for; a name without an ending may be a link to a folder. */
function matters({ kind, file }: LineCommit["changes"][number]): boolean {
  return kind !== "changed" || isInput(file) || !baseName(file).includes(".");
}
