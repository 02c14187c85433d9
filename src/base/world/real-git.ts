/** What git knows of the files below a root, asked of the command `git`. Nothing is changed, and nothing of git's own either. */
import { type Git, GitError, type GitState } from "./git.js";
import { realFiles } from "./real-files.js";
import { findIndexPlace, type IndexPlace } from "./real-index-place.js";
import { type Objects, objectsOf } from "./real-objects.js";
import { fromRoot } from "./real-place.js";
import { headOf, mergeBaseOf, treeOf } from "./real-revisions.js";
import { snapshotOf } from "./real-snapshots.js";
import { stagedIn } from "./real-staged.js";
import { readIndex, readRevision, type Tree } from "./real-trees.js";
import { prefixOf, uncommittedIn } from "./real-uncommitted.js";
import { untrackedIn } from "./real-untracked.js";
import type { FileSystem } from "./world.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realGit(directory: string): Git {
  const objects = objectsOf(directory);
  return {
    uncommitted: (files) => uncommittedIn(directory, files),
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
