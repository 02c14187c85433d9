/** Lines as a file of Python has them: what they are indented and broken with. */
import { isBlank, lineStart } from "../../../../base/text/offsets.js";

/** Spaces, tabs and form feeds before the first word of a line. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** Nothing but spaces stands before `offset` in its line. */
export function startsLine(text: string, offset: number): boolean {
  return isBlank(text.slice(lineStart(text, offset), offset));
}

/** Offset after the last character before `offset` that is no space or tab. */
export function skipSpacesBack(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === " " || text[at - 1] === "\t") at--;
  return at;
}

export function newlineOf(text: string): "\n" | "\r\n" {
  const all = text.split("\n").length - 1;
  return (text.split("\r\n").length - 1) * 2 > all ? "\r\n" : "\n";
}
