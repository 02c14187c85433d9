/** Parses a place as `check` prints it: `src/routes/health.ts:14:29`. */
import type { Lines } from "../base/text/lines.js";
import type { Range } from "../base/text/span.js";
import { fault } from "../read/config/faults.js";

export interface TypedPlace {
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column?: number;
}

/** @returns `undefined` for a text that does not end in a line */
export function readPlace(text: string): TypedPlace | undefined {
  const [, path, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(text) ?? [];
  if (path === undefined || line === undefined) return undefined;
  return { path, line: Number(line), column: column === undefined ? undefined : Number(column) };
}

/**
 * The offset of a place with a column, the whole line of a place without one.
 *
 * @throws {Fault} if the file has no such line or column
 */
export function rangeAt({ path, line, column }: TypedPlace, lines: Lines): Range {
  const found = lines.rangeOf(line);
  if (found === undefined) throw fault("no-such-place", { path, most: count(lines.count, "line") });
  if (column === undefined) return found;
  const length = found.end - found.start;
  if (column < 1 || column > length + 1)
    throw fault("no-such-place", { path: `${path}:${line}`, most: count(length, "column") });
  const offset = found.start + column - 1;
  return { start: offset, end: offset };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
