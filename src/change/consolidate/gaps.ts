/** Removes statements with the blank lines around them, so that no gap becomes wider. */
import type { TextEdit } from "../../base/edits/apply.js";
import { isBlank, lineStart, nextLine } from "../../base/text/offsets.js";
import type { Range } from "../../base/text/span.js";

/**
 * Statements with nothing but blank lines between them go as one. Of the gaps above and below, the wider one stays.
 *
 * @param others edits of what stands around, which may take blank lines too
 */
export function removals(text: string, wholes: readonly Range[], others: readonly Range[]): readonly TextEdit[] {
  return runsOf(text, wholes).map(({ start, end }) => {
    const taken = others.filter((each) => each.end <= start).map((each) => each.end);
    const above = Math.max(blankAbove(text, start), ...taken);
    const below = blankBelow(text, end);
    if (below === text.length) return { start: above, end: below, text: "" };
    const isWiderAbove = text.slice(above, start).length >= text.slice(end, below).length;
    return isWiderAbove ? { start, end: below, text: "" } : { start: above, end, text: "" };
  });
}

function runsOf(text: string, wholes: readonly Range[]): readonly Range[] {
  const runs: Range[] = [];
  for (const whole of [...wholes].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last !== undefined && isBlank(text.slice(last.end, whole.start))) {
      runs[runs.length - 1] = { start: last.start, end: whole.end };
    } else runs.push(whole);
  }
  return runs;
}

/** Where the blank lines above a line begin. */
function blankAbove(text: string, start: number): number {
  let line = start;
  while (line > lineStart(text, 0)) {
    const above = lineStart(text, line - 1);
    if (!isBlank(text.slice(above, line))) break;
    line = above;
  }
  return line;
}

function blankBelow(text: string, end: number): number {
  let line = end;
  while (line < text.length && isBlank(text.slice(line, nextLine(text, line)))) line = nextLine(text, line);
  return line;
}
