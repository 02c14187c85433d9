/** The nearest spelling of a name among known ones, for messages that say what was probably meant. */
import { distance } from "fastest-levenshtein";
import { compareText } from "./span.js";

/**
 * Case, `_` and `-` do not count: `get_session` is as near to `getSession` as can be.
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
      byLetters: distance(wanted, letters(candidate)),
      bySpelling: distance(name, candidate),
    }))
    .filter(({ byLetters }) => byLetters <= allowed)
    .sort(
      (a, b) => a.byLetters - b.byLetters || a.bySpelling - b.bySpelling || compareText(a.candidate, b.candidate),
    )[0]?.candidate;
}

function letters(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}
