/** Comments and docstrings as blocks: comments on lines of their own that follow each other are one. */
import { isBlank, startsLine } from "../../base/text/offsets.js";
import type { Range } from "../../base/text/span.js";
import type { TextBlock } from "./block.js";

/** @param comments  in the order of the text */
export function commentBlocks(
  text: string,
  comments: readonly Range[],
  docstrings: readonly Range[],
): readonly TextBlock[] {
  const joined: Range[] = [];
  for (const comment of comments) {
    const last = joined.at(-1);
    if (last !== undefined && continues(text, last, comment))
      joined.splice(-1, 1, { start: last.start, end: comment.end });
    else joined.push(comment);
  }
  return [
    ...joined.map((range) => blockAt(text, range, "comment")),
    ...docstrings.map((range) => blockAt(text, range, "docstring")),
  ].sort((a, b) => a.start - b.start);
}

function continues(text: string, last: Range, { start }: Range): boolean {
  const between = text.slice(last.end, start);
  const isNext = isBlank(between) && between.split("\n").length === 2;
  return isNext && startsLine(text, last.start) && startsLine(text, start) && !text.startsWith("/*", start);
}

function blockAt(text: string, { start, end }: Range, kind: TextBlock["kind"]): TextBlock {
  const written = text.slice(start, end);
  const code = [...written.matchAll(CODE)].map(({ 0: whole, index }) => ({
    start: start + index,
    end: start + index + whole.length,
  }));
  return { kind, start, end, code, links: [], past: false };
}

/** A fence, `` ``code`` ``, `` `code` ``, `{@link code}`, a line of a console session. */
const CODE = /```[\s\S]*?```|``[^`\n]+``|`[^`\n]+`|\{@\w+ [^}\n]+\}|>>> [^\n]*/g;
