/** Edits that remove a statement. */
import type { TextEdit } from "../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine, skipSpaces, startsLine } from "../../../base/text/offsets.js";
import type { Range } from "../../../base/text/span.js";

/** Comments that speak to tools about one line, and are removed with it. */
export interface LineDirectives {
  /** Matches the rest of the line. */
  readonly sameLine: RegExp;
  /** Matches the line before. */
  readonly lineBefore?: RegExp;
}

/** The rest of a line is blank, or a directive about this line. */
export function goesWithLine({ sameLine }: LineDirectives, rest: string): boolean {
  return isBlank(rest) || sameLine.test(rest);
}

/**
 * Removes a statement, with its line if nothing else is on it and with directives about it. Other comments stay: they may head
 * a group or a file, or say more than the statement did.
 *
 * @param opensBlock  a blank line after the statement is removed too
 */
export function removeStatementLine(
  text: string,
  range: Range,
  directives: LineDirectives,
  opensBlock = false,
): TextEdit {
  if (!startsLine(text, range.start) || !goesWithLine(directives, text.slice(range.end, lineEnd(text, range.end)))) {
    return { start: range.start, end: skipSpaces(text, range.end), text: "" };
  }
  const start = startOfDirectives(text, lineStart(text, range.start), directives);
  const end = nextLine(text, range.end);
  // Of two blank lines around it, one is enough.
  const isFirst = opensBlock || start === lineStart(text, 0);
  const blankBefore = isFirst || isBlank(text.slice(lineStart(text, start - 1), start));
  const blankAfter = end < text.length && isBlank(text.slice(end, nextLine(text, end)));
  return { start, end: blankBefore && blankAfter ? nextLine(text, end) : end, text: "" };
}

/** The start of the directives above a line. */
export function startOfDirectives(text: string, line: number, directives: LineDirectives): number {
  if (line === 0) return line;
  const above = lineStart(text, line - 1);
  const isAbout = directives.lineBefore?.test(text.slice(above, line)) === true;
  return isAbout ? startOfDirectives(text, above, directives) : line;
}
