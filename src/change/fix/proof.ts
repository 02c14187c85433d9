/**
 * Proofs: what a set of fixes has to hold up to before it may be written. Each proof is asked about all fixes of a round
 * together and names those that may not stand; it reads texts and writes nothing.
 */
import type { FilePath, Span } from "../../base/text/span.js";
import type { Group } from "./group.js";

/** Texts by path. Of a file that is not in it nothing is said. */
export type Texts = ReadonlyMap<FilePath, string>;

export interface Candidate {
  /** In the order in which they win against each other; each edits `before`. */
  readonly groups: readonly Group[];
  /** All files of the project as they were when the run began. */
  readonly originals: Texts;
  /** All files of the project as they are before this round. */
  readonly before: Texts;
  /** The files that differ from `before` once these of `groups` are applied together. */
  apply(groups: readonly Group[]): Texts;
  /** Where a place of the texts that `apply` gives was in `before`: its offset there. */
  trace(groups: readonly Group[]): (span: Span) => number;
}

export interface Refusal {
  readonly group: Group;
  /** One line, as messages are: `the result would not parse at 3:1: …`. */
  readonly reason: string;
}

/**
 * @returns the groups that may not stand; the others are judged again without them, until there are none
 * @throws {Fault} where the proof itself cannot be had
 */
export type Proof = (candidate: Candidate) => Promise<readonly Refusal[]>;
