/** Finds the most similar known name, for messages that say what was probably meant. */
import { distance } from "fastest-levenshtein";
import { compareText } from "./span.js";

/**
 * Case, `_` and `-` do not count: `get_session` is as near to `getSession` as can be. Two neighbours that changed places are
 * one change, since that is how most words are mistyped.
 *
 * @returns nothing where no candidate is near: more than a third of the letters would have to change
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = letters(name);
  const allowed = Math.max(wanted.length > 2 ? 1 : 0, Math.floor(wanted.length / 3));
  return [...candidates]
    .filter((candidate) => candidate !== name)
    .map((candidate) => ({
      candidate,
      byLetters: changes(wanted, letters(candidate)),
      bySpelling: changes(name, candidate),
    }))
    .filter(({ byLetters }) => byLetters <= allowed)
    .sort(
      (a, b) => a.byLetters - b.byLetters || a.bySpelling - b.bySpelling || compareText(a.candidate, b.candidate),
    )[0]?.candidate;
}

function changes(before: string, after: string): number {
  return isSwapped(before, after) ? 1 : distance(before, after);
}

function isSwapped(before: string, after: string): boolean {
  const at = [...before].findIndex((letter, index) => letter !== after[index]);
  const swapped = before.slice(0, at) + before.slice(at + 1, at + 2) + before.slice(at, at + 1) + before.slice(at + 2);
  return at >= 0 && swapped === after;
}

function letters(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}
