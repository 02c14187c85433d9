/** Removes a directive, or some of its rules, from a text without changing any code. */
import type { TextEdit } from "../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine } from "../../base/text/offsets.js";
import type { Range } from "../../base/text/span.js";
import type { Directive, RuleName } from "./directive.js";
import { wholeOf } from "./scopes.js";

/** @param rules of the directive; with all of them the directive goes */
export function removeRules(text: string, directive: Directive, rules: readonly RuleName[]): TextEdit {
  const ids = rules.map(({ id }) => id);
  const left = directive.rules.filter(
    (rule) => !rules.includes(rule) && !(directive.kind === "end" && ids.includes(rule.id)),
  );
  const [first, second] = directive.rules;
  const last = directive.rules.at(-1);
  if (first === undefined || last === undefined || left.length === 0) return removeDirective(text, directive);
  const separator = text.slice(first.end, second?.start);
  return { start: first.start, end: last.end, text: left.map(({ id }) => id).join(separator) };
}

/** The comment, or what the directive has of one that says more than it. */
function removeDirective(text: string, { start, end, comment }: Directive): TextEdit {
  if (start > comment.start) return { start: start - blanksBefore(text, start), end, text: "" };
  if (end < comment.end) return { start, end: end + blanksAfter(text, end), text: "" };
  return removeComment(text, wholeOf(comment));
}

function removeComment(text: string, range: Range): TextEdit {
  const before = text.slice(lineStart(text, range.start), range.start);
  const after = text.slice(range.end, lineEnd(text, range.end));
  if (isBlank(before) && isBlank(after)) return removeLines(text, range);
  if (isBlank(before)) return { ...range, end: range.end + blanksAfter(text, range.end), text: "" };
  const start = range.start - blanksBefore(text, range.start);
  if (isBlank(after)) return { start, end: range.end + after.length, text: "" };
  return { start, end: range.end + blanksAfter(text, range.end), text: between(text, range) };
}

/** Empty lines stay where they are, but for one that would come to be the first of the file. */
function removeLines(text: string, range: Range): TextEdit {
  const start = lineStart(text, range.start);
  const end = nextLine(text, range.end);
  // The last line has no line break behind it: the one before it goes, so that the text ends as it ended.
  if (lineEnd(text, range.end) === end) return { start: lineBreakBefore(text, start), end, text: "" };
  const isFirst = isBlank(text.slice(0, start));
  const isEmptyBelow = end < text.length && isBlank(text.slice(end, lineEnd(text, end)));
  return { start, end: isFirst && isEmptyBelow ? nextLine(text, end) : end, text: "" };
}

/** What keeps the code before and behind a comment apart, and on as many lines as it was. */
function between(text: string, { start, end }: Range): string {
  const written = text.slice(start, end);
  if (written.includes("\n")) return written.includes("\r\n") ? "\r\n" : "\n";
  const isApart = /[ \t]/.test(text[start - 1] ?? "") || /[ \t]/.test(text[end] ?? "");
  return isApart || (/[\w$]/.test(text[start - 1] ?? "") && /[\w$]/.test(text[end] ?? "")) ? " " : "";
}

function lineBreakBefore(text: string, offset: number): number {
  if (text[offset - 1] !== "\n") return offset;
  return text[offset - 2] === "\r" ? offset - 2 : offset - 1;
}

function blanksBefore(text: string, offset: number): number {
  return /(?<![ \t])[ \t]*$/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
}

function blanksAfter(text: string, offset: number): number {
  return /^[ \t]*/.exec(text.slice(offset, lineEnd(text, offset)))?.[0].length ?? 0;
}
