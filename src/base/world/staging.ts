/**
 * The index as something that can be written: its contents, changes of several files in one step, and the conversion between
 * its texts and those of the work tree. `Git` says what differs from a commit.
 */
import type { FilePath } from "../text/span.js";

export interface Staging {
  /**
   * What the index holds of these files, without what it does not hold as a plain file that is checked out: links,
   * submodules, files in conflict, files outside of a sparse checkout. Nothing where there is no repository.
   */
  read(files: readonly FilePath[]): Promise<ReadonlyMap<FilePath, Uint8Array>>;
  /** Whether git throws the index away, or puts it in the place of the real one, when the commit that started us has ended. */
  isTemporary(): Promise<boolean>;
  /**
   * Does all that can fail, and changes nothing yet.
   * @throws {StagingError} where an entry is no longer what is to be replaced, or what is written would not stay
   */
  prepare(changes: readonly IndexChange[]): Promise<PreparedIndex>;
  /** Clears away what a killed run left beside the index. */
  clear(): Promise<void>;
  /**
   * The bytes that git would write into the work tree for each of these of the index: line endings are made, `$Id$` is filled.
   * @returns `undefined` where a program of the user's makes them
   */
  checkedOut(file: FilePath, texts: readonly Uint8Array[]): Promise<readonly Uint8Array[] | undefined>;
  /** `ours` with what differs between `base` and `theirs`; `undefined` where both touch the same or adjacent lines. */
  mergeTexts(texts: MergeInput): Promise<Uint8Array | undefined>;
}

/** The mode of the file is kept. */
export interface IndexChange {
  readonly file: FilePath;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface PreparedIndex {
  /** Puts it in the place of the index in one step. @throws {StagingError} as `prepare`, and where another git holds the index */
  commit(): Promise<void>;
  /** To be called whatever came of it. */
  end(): void;
}

export interface MergeInput {
  readonly base: Uint8Array;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
}

export type StagingProblem =
  /** The index holds something else of this file than what is to be replaced. */
  | { readonly kind: "changed-entry"; readonly file: FilePath }
  /** `git commit PATH` commits an index of its own, and puts another one in the place of the index. */
  | { readonly kind: "partial-commit" }
  | { readonly kind: "locked-index"; readonly lock: string }
  /** In the words of git, or of the system. */
  | { readonly kind: "git-failed"; readonly reason: string };

export class StagingError extends Error {
  constructor(readonly problem: StagingProblem) {
    super(`the index cannot be written: ${problem.kind}`);
    this.name = "StagingError";
  }
}
