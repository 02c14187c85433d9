/** Reading text without a tree: comments and the insides of strings blanked out, every offset kept. */

const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/;
const QUOTED_OR_COMMENT = new RegExp(`${QUOTED.source}|${COMMENT.source}`, "g");

/**
 * The text with comments as spaces, the insides of strings as `x`, and line breaks as they were. Regular expressions are
 * not known, so it is for import statements and what stands between them, not for any code.
 */
export function mask(text: string): string {
  return text.replace(QUOTED_OR_COMMENT, (found) => {
    if (found.startsWith("/")) return found.replace(/[^\r\n]/g, " ");
    return `${found[0]}${found.slice(1, -1).replace(/[^\r\n]/g, "x")}${found.at(-1)}`;
  });
}

/** Offset of the first character of the line that `offset` is in; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  const feed = text.lastIndexOf("\n", offset - 1);
  return feed < 0 && text.startsWith("\uFEFF") ? 1 : feed + 1;
}

/** Offset of the end of the line that `offset` is in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  if (feed < 0) return text.length;
  return feed > offset && text[feed - 1] === "\r" ? feed - 1 : feed;
}

/** Offset of the line after the one that `offset` is in. */
export function nextLine(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? text.length : feed + 1;
}

/** Offset of the first character from `offset` on that is no space or tab. */
export function skipSpaces(text: string, offset: number): number {
  let at = offset;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

export function isBlank(text: string): boolean {
  return text.trim() === "";
}
