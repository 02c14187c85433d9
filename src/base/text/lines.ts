/** Converts between offsets and the lines and columns that people read. */
import type { Range } from "./span.js";

/** Both from 1. Columns count UTF-16 code units, as editors do; a byte order mark takes no column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text with the starts of its lines. Lines end in CRLF, LF or a lone CR. */
export class Lines {
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    this.#starts = lineStarts(text);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** @param offset clamped to the text, so that the end of a file always has a position */
  positionOf(offset: number): Position {
    const inside = Math.min(Math.max(offset, this.#startOf(1)), this.text.length);
    const line = this.#lineAt(inside);
    return { line, column: inside - this.#startOf(line) + 1 };
  }

  /** The range of a line without its ending, or `undefined` when there is no such line. */
  rangeOf(line: number): Range | undefined {
    if (line < 1 || line > this.count) return undefined;
    const start = this.#startOf(line);
    let end = line < this.count ? this.#startOf(line + 1) : this.text.length;
    while (end > start && isLineEnd(this.text.charCodeAt(end - 1))) end--;
    return { start, end };
  }

  #startOf(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  #lineAt(offset: number): number {
    let low = 1;
    let high = this.count;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What the line of an offset says, its indentation left out. */
export function lineAround(text: string, offset: number): string {
  const lines = new Lines(text);
  const { start, end } = lines.rangeOf(lines.positionOf(offset).line) ?? { start: offset, end: offset };
  return text.slice(start, end).trim().replaceAll(/\s+/g, " ");
}

const byteOrderMark = 0xfeff;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The lines of each file, which are counted once, however often they are asked for. */
export function linesByFile<File>(textOf: (file: File) => string): (file: File) => Lines {
  const known = new Map<File, Lines>();
  return (file) => {
    const lines = known.get(file) ?? new Lines(textOf(file));
    known.set(file, lines);
    return lines;
  };
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === byteOrderMark ? 1 : 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === carriageReturn && text.charCodeAt(index + 1) === lineFeed) continue;
    if (isLineEnd(code)) starts.push(index + 1);
  }
  return starts;
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn;
}
