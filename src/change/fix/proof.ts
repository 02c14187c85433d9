/**
 * Proofs: the checks that a set of fixes has to pass before it is written. A proof gets all fixes of a round together and
 * names those that fail; it reads texts and writes nothing.
 */
import type { FilePath, Span } from "../../base/text/span.js";
import type { Group } from "./group.js";

/** Texts by path. A file that is missing is unchanged, or was not read. */
export type Texts = ReadonlyMap<FilePath, string>;

export interface Batch {
  /** In the order in which they win against each other; each edits `before`. */
  readonly groups: readonly Group[];
  /** All files of the project as they were when the run began. */
  readonly originals: Texts;
  /** All files of the project as they are before this round. */
  readonly before: Texts;
  /** The files that differ from `before` once these of `groups` are applied together. */
  apply(groups: readonly Group[]): Texts;
  /** Maps a place in the texts of `apply` to its offset in `before`. */
  sourceMap(groups: readonly Group[]): (span: Span) => number;
}

export interface Refusal {
  readonly group: Group;
  /** One line, as messages are: `the result would not parse at 3:1: …`. */
  readonly reason: string;
}

/**
 * @returns the groups that fail; the others are judged again without them, until none fails
 * @throws {Fault} if the proof itself cannot run
 */
export type Proof = (batch: Batch) => Promise<readonly Refusal[]>;
