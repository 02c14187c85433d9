/**
 * Fixes in rounds: a fix that overlaps another waits for the next round, where it is computed anew from the new text.
 * Takes texts and a way to compute fixes, gives the last texts; reading, checking and writing are left to others.
 */
import type { FilePath } from "../text/span.js";
import { applyFixes, type LeftFix } from "./apply.js";
import type { Fix } from "./edit.js";

/** More rounds than overlapping fixes need: they nest a few levels at most. Guards against our own bugs. */
export const MOST_ROUNDS = 10;

export interface RoundsResult {
  /** Texts of the files that differ from what they were at the start. */
  readonly texts: ReadonlyMap<FilePath, string>;
  /** What each round applied; no round is empty. */
  readonly rounds: readonly (readonly Fix[])[];
  /** What the last round could not apply. */
  readonly left: readonly LeftFix[];
  /** False when fixes kept coming until the bound, or came back to a text that was there before. */
  readonly settled: boolean;
}

/**
 * @param texts    every file that a fix may edit
 * @param propose  the fixes that the given state of the files calls for, in the order in which they are to win
 */
export async function applyInRounds(
  texts: ReadonlyMap<FilePath, string>,
  propose: (texts: ReadonlyMap<FilePath, string>) => Promise<readonly Fix[]>,
  mostRounds = MOST_ROUNDS,
): Promise<RoundsResult> {
  const rounds: (readonly Fix[])[] = [];
  const seen = new Set([fingerprint(new Map())]);
  let current = texts;
  for (;;) {
    const round = applyFixes(current, await propose(current));
    const done = (settled: boolean): RoundsResult => {
      return { texts: difference(texts, current), rounds, left: round.left, settled };
    };
    if (round.texts.size === 0) return done(true);
    if (rounds.length === mostRounds) return done(false);
    const next = new Map([...current, ...round.texts]);
    const print = fingerprint(difference(texts, next));
    if (seen.has(print)) return done(false);
    seen.add(print);
    rounds.push(round.applied);
    current = next;
  }
}

function fingerprint(texts: ReadonlyMap<FilePath, string>): string {
  return JSON.stringify([...texts]);
}

function difference(
  before: ReadonlyMap<FilePath, string>,
  after: ReadonlyMap<FilePath, string>,
): ReadonlyMap<FilePath, string> {
  return new Map([...after].filter(([file, text]) => before.get(file) !== text));
}
