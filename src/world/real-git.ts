/** What git knows of the files below a root, asked of the command `git`. Nothing is changed, and nothing of git's own either. */
import { compareText, type FilePath } from "../text/span.js";
import { type Git, GitError, type GitState } from "./git.js";
import { realFiles } from "./real-files.js";
import { askGit } from "./real-git-command.js";
import { findIndexPlace, type IndexPlace } from "./real-index-place.js";
import { type Objects, objectsOf } from "./real-objects.js";
import { fromRoot } from "./real-place.js";
import { headOf, mergeBaseOf, treeOf } from "./real-revisions.js";
import { snapshotOf } from "./real-snapshots.js";
import { stagedIn } from "./real-staged.js";
import { readIndex, readRevision, type Tree } from "./real-trees.js";
import { untrackedIn } from "./real-untracked.js";
import type { FileSystem } from "./world.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realGit(directory: string): Git {
  const objects = objectsOf(directory);
  return {
    uncommitted: (files) => uncommitted(directory, files),
    prefix: () => prefixOf(directory),
    head: () => headOf(directory),
    mergeBase: (revision) => mergeBaseOf(directory, revision),
    staged: async () => stagedIn(directory, await findIndexPlace(directory)),
    snapshot: (state) => snapshot(directory, state, objects),
  };
}

async function snapshot(directory: string, state: GitState, objects: Objects): Promise<FileSystem> {
  const place = await findIndexPlace(directory);
  const { top, prefix, index } = place;
  const [tree, untracked] = await Promise.all([
    state.kind === "index"
      ? indexIn(directory, place)
      : treeOf(directory, state.name).then((id) => readRevision(directory, id)),
    untrackedIn(top, index),
  ]);
  return snapshotOf({ tree, untracked, objects, disk: realFiles(directory), top, prefix });
}

async function indexIn(directory: string, { index, prefix }: IndexPlace): Promise<Tree> {
  const { tree, unmerged } = await readIndex(directory, index);
  if (unmerged.length === 0) return tree;
  throw new GitError({ kind: "unmerged-index", files: unmerged.map((path) => fromRoot(prefix, path)) });
}

async function prefixOf(directory: string): Promise<string | undefined> {
  return (await ask(directory, ["rev-parse", "--show-prefix"]))?.replace(/\n$/, "");
}

async function uncommitted(directory: string, files: readonly FilePath[]): Promise<readonly FilePath[] | undefined> {
  // Git counts from the top of the repository.
  const prefix = await prefixOf(directory);
  if (prefix === undefined) return undefined;
  const found: FilePath[] = [];
  for (const part of inParts(files)) {
    const answer = await ask(directory, [...STATUS, "--", ...part]);
    if (answer === undefined) return undefined;
    found.push(...pathsIn(answer, prefix));
  }
  return [...new Set(found)].sort(compareText);
}

const STATUS = [
  "status",
  "--porcelain=v1",
  "-z",
  "--no-renames",
  // What git ignores it does not track either, and could not bring back.
  "--untracked-files=all",
  "--ignored=traditional",
];

/** A system takes only so much in one command line; Windows the least, 32 thousand characters. */
function inParts(files: readonly FilePath[]): readonly (readonly FilePath[])[] {
  const parts: FilePath[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const file of files) {
    if (length + file.length > MOST_CHARACTERS) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(file);
    length += file.length + 1;
  }
  return parts;
}

const MOST_CHARACTERS = 16_000;

/** Each entry is two letters, a space and the path; a zero byte ends it. */
function pathsIn(answer: string, prefix: string): readonly FilePath[] {
  return answer
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => entry.slice(3))
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}

async function ask(directory: string, words: readonly string[]): Promise<string | undefined> {
  try {
    return (await askGit(directory, words)).output.toString("utf8");
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
