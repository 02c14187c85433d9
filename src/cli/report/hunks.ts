/** A fix as people read it: the lines that it changes, before and after, without those around them. */
import { applyEdits, editsByFile } from "../../base/edits/apply.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import type { Lines } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { Places } from "./places.js";

export interface Hunk {
  readonly file: FilePath;
  /** Of the first of the lines, as the file is before. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** In the order of files in the fix, then of lines; nothing of a file whose text is not at hand. */
export function hunksOf({ edits }: Fix, places: Places): readonly Hunk[] {
  return [...editsByFile(edits)].flatMap(([file, own]) => {
    const lines = places.lines(file);
    return lines === undefined ? [] : neighbours(own, lines).map((near) => hunkOf(file, near, lines));
  });
}

/** Edits that touch the same line, or lines next to each other, are read as one. */
function neighbours(edits: readonly Edit[], lines: Lines): readonly (readonly Edit[])[] {
  const groups: Edit[][] = [];
  let lastLine = Number.NEGATIVE_INFINITY;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const isNear = lines.positionOf(edit.start).line <= lastLine + 1;
    if (isNear) groups.at(-1)?.push(edit);
    else groups.push([edit]);
    lastLine = Math.max(lastLine, lines.positionOf(edit.end).line);
  }
  return groups;
}

function hunkOf(file: FilePath, edits: readonly Edit[], lines: Lines): Hunk {
  const least = Math.min(...edits.map(({ start }) => start));
  const most = Math.max(...edits.map(({ end }) => end));
  const { line } = lines.positionOf(least);
  const start = Math.min(lines.rangeOf(line)?.start ?? least, least);
  const end = Math.max(lines.rangeOf(lines.positionOf(most).line)?.end ?? most, most);
  const text = lines.text.slice(start, end);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return trimmed({ file, line, before: linesOf(text), after: linesOf(applyEdits(text, moved).text) });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Without the lines at both ends that stay as they are. */
function trimmed({ file, line, before, after }: Hunk): Hunk {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const cut = (all: readonly string[]) => all.slice(head, all.length - tail);
  return { file, line: line + head, before: cut(before), after: cut(after) };
}
