/**
 * Which code a comment for a line applies to: the line, and the statement that begins on it (or ends on it, if a formatter
 * moved a trailing comment there).
 */

import { Lines } from "../../base/text/lines.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { Comment, CommentRanges } from "../../read/languages/comments.js";
import type { Directive } from "./directive.js";

export interface DirectivePlace {
  readonly file: FilePath;
  readonly text: string;
  readonly directive: Directive;
  readonly comments: readonly Comment[];
  readonly commentRanges: CommentRanges;
}

export function lineRanges({ file, text, directive, comments, commentRanges }: DirectivePlace): readonly Range[] {
  const lines = new Lines(text);
  const line = lines.rangeOf(lines.positionOf(directive.start).line);
  if (line === undefined) return [];
  const last = lastCode(text, line.start, wholeOf(directive.comment).start, comments);
  if (last === undefined) return [line];
  const ends = /[,;]/.test(text[last - 1] ?? "") ? [last, last - 1] : [last];
  const [first = 0] = [text.slice(line.start, line.end).search(/\S/)];
  return [
    line,
    ...commentRanges.from(file, text, line.start + first),
    ...ends.flatMap((offset) => commentRanges.to(file, text, offset)),
  ];
}

/** Where the last code before a comment ends; nothing where there is none on its line. */
function lastCode(text: string, start: number, end: number, comments: readonly Comment[]): number | undefined {
  const last = start + text.slice(start, end).trimEnd().length;
  const comment = comments.find((each) => each.end === last);
  if (comment !== undefined) return lastCode(text, start, Math.max(start, comment.start), comments);
  return last > start ? last : undefined;
}

/** Empty lines and further comments do not count. */
export function nextLineRanges({ file, text, directive, comments, commentRanges }: DirectivePlace): readonly Range[] {
  const lines = new Lines(text);
  const { line } = lines.positionOf(wholeOf(directive.comment).end);
  const below = lines.rangeOf(line + 1);
  const offset = below && firstCode(text, below.start, comments);
  const found = offset === undefined ? undefined : lines.rangeOf(lines.positionOf(offset).line);
  return offset === undefined || found === undefined ? [] : [found, ...commentRanges.from(file, text, offset)];
}

function firstCode(text: string, start: number, comments: readonly Comment[]): number | undefined {
  const blank = text.slice(start).search(/\S/);
  if (blank < 0) return undefined;
  const comment = comments.find((each) => wholeOf(each).start === start + blank);
  return comment === undefined ? start + blank : firstCode(text, wholeOf(comment).end, comments);
}

export function wholeOf(comment: Comment): Range {
  return comment.whole ?? comment;
}
