/**
 * Places in a file. Offsets are for the program; lines and columns (see lines.ts) are for people.
 */

/** Path of a file, relative to the project's root, with `/` on every operating system and no leading `./`. */
export type FilePath = string;

/** A range of a text whose file is known from the context: UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A range of a named file. */
export interface Span extends Range {
  readonly file: FilePath;
}

/** Identifies a place in words that survive moves, renamed files and reformatting; no line, no path. */
export interface Identity {
  /** The definitions around it, from the outside in: `HealthRoutes.ready`; empty at the top of a module. */
  readonly within: string;
  /** The code around it, without what reformatting changes. */
  readonly code: string;
}

export function spanOf(file: FilePath, range: Range): Span {
  return { file, start: range.start, end: range.end };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The one order in which places are listed: by file (code units, never the machine's locale), then by offset. */
export function compareSpans(a: Span, b: Span): number {
  return compareText(a.file, b.file) || a.start - b.start || a.end - b.end;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
