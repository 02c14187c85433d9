/** What git knows: states of the files other than the work tree, and the differences between them. */
import type { FilePath } from "../text/span.js";
import type { FileSystem } from "./world.js";

export interface Git {
  /**
   * Of these files, those that differ from the last commit, staged or not, and those that git does not track; none of those
   * outside any repository.
   * @throws {GitError} where a file lies in a repository and git does not answer
   */
  uncommitted(files: readonly FilePath[]): Promise<readonly FilePath[]>;
  /**
   * The way from the top of the repository to the root, with a slash at its end: `packages/app/`; empty at the top.
   * @returns `undefined` where the root lies in no repository, or where there is no git to ask
   */
  prefix(): Promise<string | undefined>;
  /** The last commit, as a name for `snapshot`; `undefined` before the first one. @throws {GitError} */
  head(): Promise<string | undefined>;
  /**
   * Where the histories of this revision and of the last commit parted, as a name for `snapshot`.
   * @throws {GitError} `unknown-revision`, `shallow-clone`, `unrelated-history` among others
   */
  mergeBase(revision: string): Promise<string>;
  /** The files below the root that a commit would change, in the order of paths. @throws {GitError} */
  staged(): Promise<readonly StagedFile[]>;
  /**
   * The files as they are in another state. All that git tracks there, and nothing that it does not; only what it ignores,
   * such as installed packages, is read from the disk, and never listed. Nothing can be written.
   * @throws {GitError} `unmerged-index`, `unknown-revision` among others
   */
  snapshot(state: GitState): Promise<FileSystem>;
  readonly history: History;
}

/** What commits did to files below the root. Read from the objects; nothing is checked out. @throws {GitError} */
export interface History {
  /**
   * The commits that made a file what it is at a revision, children before parents; what a merge dropped has no part in it. Renames are not
   * followed.
   */
  of(file: FilePath, revision: string): Promise<readonly FileCommit[]>;
  /** All that a commit did to files, compared with its first parent, with renames and copies. */
  changes(commit: string): Promise<readonly TreeChange[]>;
  /**
   * The last commit and those that it followed upon by first parents, newest first, each with what it changed.
   * @param since  leave out this commit and its ancestors
   */
  line(since?: string): Promise<readonly LineCommit[]>;
  /** Where the history of a revision begins: a commit without parents, or one whose parents were not fetched. */
  first(revision: string): Promise<Commit | undefined>;
  /** Whether one commit is among the ancestors of the other, or the same. */
  isAncestor(commit: string, of: string): Promise<boolean>;
  /** The bytes of a blob. */
  content(blob: string): Uint8Array;
  /** Reads these in one go, so that `content` finds them. */
  fetch(blobs: Iterable<string>): Promise<void>;
}

export interface Commit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Of the author: `2026-01-31`. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** Its parents were not fetched: all of its files seem to begin here. */
  readonly isCut: boolean;
}

export interface LineCommit extends Commit {
  /** Of the committer: when it came in. */
  readonly committed: string;
  /** What it did to files, compared with its first parent; a rename is a removal and an addition. Links are files, too. */
  readonly changes: readonly TreeChange[];
}

export interface FileCommit extends Commit {
  /** The blob of each parent that differs; `undefined` for one without the file. */
  readonly before: readonly (string | undefined)[];
  /** `undefined` where the commit removes the file. */
  readonly after: string | undefined;
}

export interface TreeChange {
  readonly kind: "added" | "removed" | "changed" | "renamed" | "copied";
  readonly file: FilePath;
  /** Of what is renamed or copied. */
  readonly from?: FilePath;
  /** Blobs. */
  readonly before?: string;
  readonly after?: string;
}

/** `index`: what a commit would hold. */
export type GitState = { readonly kind: "index" } | { readonly kind: "revision"; readonly name: string };

export type StagedFile =
  | { readonly kind: "added" | "changed" | "removed"; readonly file: FilePath }
  | { readonly kind: "renamed"; readonly file: FilePath; readonly from: FilePath };

/** Why git gives no answer. */
export type GitProblem =
  | { readonly kind: "no-git" }
  | { readonly kind: "no-repository"; readonly root: string }
  /** It belongs to somebody else, and git heeds no configuration of theirs. */
  | { readonly kind: "distrusted-repository"; readonly root: string }
  | { readonly kind: "unknown-revision"; readonly name: string }
  /** The place where the histories part was not fetched. */
  | { readonly kind: "shallow-clone"; readonly name: string }
  /** It was made without the contents of old files, which git would fetch when they are asked for. */
  | { readonly kind: "partial-clone" }
  | { readonly kind: "unrelated-history"; readonly name: string }
  /** A merge left these files in several versions. */
  | { readonly kind: "unmerged-index"; readonly files: readonly FilePath[] }
  /** In the words of git itself. */
  | { readonly kind: "git-failed"; readonly command: string; readonly reason: string };

export class GitError extends Error {
  constructor(readonly problem: GitProblem) {
    super(`git gives no answer: ${problem.kind}`);
    this.name = "GitError";
  }
}
