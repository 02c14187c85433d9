/** Questions about offsets in a text that need no index of lines: where a line begins and ends, what is blank. */

/** Offset of the first character of the line that `offset` is in; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  const feed = offset === 0 ? -1 : text.lastIndexOf("\n", offset - 1);
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

/** Spaces, tabs and form feeds before the first word of the line that `offset` is in. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** Only white space is before `offset` in its line. */
export function startsLine(text: string, offset: number): boolean {
  return isBlank(text.slice(lineStart(text, offset), offset));
}

/** Offset after the last character before `offset` that is no space or tab. */
export function skipSpacesBack(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === " " || text[at - 1] === "\t") at--;
  return at;
}

/** The line break that most lines of a text end with. */
export function newlineOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  return (text.split("\r\n").length - 1) * 2 > all ? "\r\n" : "\n";
}

/** A comment on its line or the line above, in TypeScript or Python: without the code it would end up beside other code. */
export function hasCommentBeside(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const line = lineStart(text, start);
  const above = line === 0 ? "" : text.slice(lineStart(text, line - 1), line).trim();
  return !isBlank(text.slice(end, lineEnd(text, end))) || /^(?:\/\/|#|\/\*)|\*\/$/.test(above);
}
