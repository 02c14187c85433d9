/**
 * Code frames: the lines around marked ranges with their numbers, the ranges underlined and labelled. Colour is added by a
 * function that the caller passes.
 */
import type { Lines } from "./lines.js";
import type { Range } from "./span.js";
import { columnsOf, visible } from "./width.js";

export interface Mark extends Range {
  /** The label of the range. */
  readonly label?: string;
}

export type FramePart = "gutter" | "code" | "mark" | "label";

export interface FrameOptions {
  /** Columns of code to show; a longer line is cut around its marks. */
  readonly width?: number;
  /** Puts colour on a part of the frame. */
  readonly paint?: (part: FramePart, text: string) => string;
}

/**
 * Draws the marked lines, each with the line before it.
 *
 * @param marks in any order; one that spans lines is underlined to the end of its first line
 * @returns lines without a final line feed; empty where there are no marks
 */
export function codeFrame(lines: Lines, marks: readonly Mark[], options: FrameOptions = {}): string {
  const byLine = marksByLine(lines, marks);
  const shown = shownLines(lines, [...byLine.keys()]);
  const pen = { paint: options.paint ?? ((_part: FramePart, text: string) => text), width: options.width ?? 120 };
  const gutter = String(shown.at(-1) ?? 0).length;
  return shown
    .flatMap((line, index) => [
      ...(index > 0 && shown[index - 1] !== line - 1 ? [pen.paint("gutter", `${" ".repeat(gutter)} ...`)] : []),
      ...drawLine(lines, line, byLine, pen).map(({ head, body }) =>
        `${pen.paint("gutter", `${head.padStart(gutter)} |`)} ${body}`.trimEnd(),
      ),
    ])
    .join("\n");
}

interface Pen {
  readonly paint: (part: FramePart, text: string) => string;
  readonly width: number;
}

interface Row {
  /** The line's number, or nothing. */
  readonly head: string;
  readonly body: string;
}

function marksByLine(lines: Lines, marks: readonly Mark[]): Map<number, Mark[]> {
  const byLine = new Map<number, Mark[]>();
  for (const mark of [...marks].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const { line } = lines.positionOf(mark.start);
    byLine.set(line, [...(byLine.get(line) ?? []), mark]);
  }
  return byLine;
}

function shownLines(lines: Lines, marked: readonly number[]): number[] {
  const shown = new Set(marked);
  for (const line of marked) if (textOf(lines, line - 1).trim() !== "") shown.add(line - 1);
  return [...shown].sort((a, b) => a - b);
}

function textOf(lines: Lines, line: number): string {
  const range = lines.rangeOf(line);
  return range === undefined ? "" : lines.text.slice(range.start, range.end);
}

function drawLine(lines: Lines, line: number, byLine: ReadonlyMap<number, readonly Mark[]>, pen: Pen): Row[] {
  const marks = byLine.get(line);
  // A line of context is cut like the marked line below it, so that the two stay aligned.
  const cut = cutAround(lines, marks === undefined ? line + 1 : line, marks ?? byLine.get(line + 1) ?? [], pen.width);
  const row = { head: String(line), body: pen.paint("code", cut.show(textOf(lines, line))) };
  return marks === undefined ? [row] : [row, ...underline(lines, line, marks, cut, pen)];
}

/** The part of a line that is shown, as offsets in the line. */
interface Cut extends Range {
  show(text: string): string;
}

const ellipsis = "…";

function cutAround(lines: Lines, line: number, marks: readonly Mark[], width: number): Cut {
  const { start: lineStart, end: lineEnd } = lines.rangeOf(line) ?? { start: 0, end: 0 };
  const first = (marks[0]?.start ?? lineStart) - lineStart;
  const last = Math.min(marks.at(-1)?.end ?? lineStart, lineEnd) - lineStart;
  const fits = last <= width;
  const start = fits ? 0 : wholeCharacter(lines.text, lineStart + first - Math.floor(width / 4), lineStart) - lineStart;
  const end = start + width;
  return {
    start,
    end,
    show: (text) =>
      `${start > 0 ? ellipsis : ""}${visible(text.slice(start, end))}${text.length > end ? ellipsis : ""}`,
  };
}

function wholeCharacter(text: string, offset: number, least: number): number {
  const inside = Math.max(offset, least);
  const code = text.charCodeAt(inside);
  return code >= 0xdc00 && code <= 0xdfff ? inside - 1 : inside;
}

function underline(lines: Lines, line: number, marks: readonly Mark[], cut: Cut, pen: Pen): Row[] {
  const placed = marks.map((mark) => place(lines, line, mark, cut));
  const carets: string[] = [];
  for (const { column, columns } of placed) {
    for (let index = column; index < column + columns; index++) carets[index] = "^";
  }
  const drawn = Array.from(carets, (caret) => caret ?? " ").join("");
  const labels = placed.filter(({ label }) => label !== undefined);
  // The last mark's label is beside the underline, if it fits; the others are below their marks, from right to left.
  const last = placed.at(-1)?.label;
  const beside = last !== undefined && columnsOf(drawn) + 1 + columnsOf(last) <= pen.width ? last : undefined;
  const below = (beside === undefined ? labels : labels.slice(0, -1)).reverse();
  const first = pen.paint("mark", drawn) + (beside === undefined ? "" : ` ${pen.paint("label", beside)}`);
  return [
    { head: "", body: first },
    ...below.map(({ column, label = "" }) => {
      const margin = Math.max(0, Math.min(column, pen.width - columnsOf(label)));
      return { head: "", body: " ".repeat(margin) + pen.paint("label", label) };
    }),
  ];
}

interface Placed {
  readonly column: number;
  readonly columns: number;
  readonly label?: string;
}

function place(lines: Lines, line: number, mark: Mark, cut: Cut): Placed {
  const range = lines.rangeOf(line) ?? { start: 0, end: 0 };
  const text = lines.text.slice(range.start, range.end);
  const start = Math.max(mark.start - range.start, cut.start);
  const end = Math.min(mark.end - range.start, text.length, cut.end);
  const before = columnsOf(visible(text.slice(cut.start, start)));
  return {
    column: before + (cut.start > 0 ? 1 : 0),
    columns: Math.max(1, columnsOf(visible(text.slice(start, end)))),
    ...(mark.label === undefined ? {} : { label: visible(mark.label) }),
  };
}
