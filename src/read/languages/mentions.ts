/** Finds where a text mentions a word, without parsing; the language says what a comment is. */
import { escaped } from "../../base/text/regexp.js";

/**
 * @param token  what may hide a word, longest first: strings as well as comments, so that neither is taken for the other
 * @param isHidden  whether such a range is ignored
 */
export function mentionsIn(
  text: string,
  word: string,
  token: RegExp,
  isHidden: (code: string, start: number) => boolean,
): readonly number[] {
  if (!text.includes(word)) return [];
  const hidden = [...text.matchAll(token)]
    .filter((match) => isHidden(match[0], match.index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const found = new RegExp(`(?<![\\w$])${escaped(word)}(?![\\w$])`, "g");
  return [...text.matchAll(found)]
    .map((match) => match.index)
    .filter((at) => !hidden.some(({ start, end }) => start <= at && at < end));
}
