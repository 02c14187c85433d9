/** Three-way merges of texts by lines. Takes three texts, gives one, or says that two changes meet. */
import { diffArrays } from "diff";

/**
 * @returns `ours` with what differs between `base` and `theirs`; `undefined` where both change the same or adjacent lines in
 *   different ways
 */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  const lines = linesOf(base);
  const changes = [...changesOf(lines, linesOf(ours)), ...changesOf(lines, linesOf(theirs))].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  );
  const merged: string[] = [];
  let last: Change = { start: -1, end: -1, lines: [] };
  let next = 0;
  for (const change of changes) {
    if (isSame(change, last)) continue;
    if (change.start <= last.end) return undefined;
    merged.push(...lines.slice(next, change.start), ...change.lines);
    next = change.end;
    last = change;
  }
  return [...merged, ...lines.slice(next)].join("");
}

/** The lines from `start` to before `end` of the base are replaced. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Each with its ending: another ending is another line. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesOf(base: string[], text: string[]): readonly Change[] {
  const changes: Change[] = [];
  let position = 0;
  for (const { added, removed, value } of diffArrays(base, text)) {
    const before = changes.at(-1);
    const isOpen = before !== undefined && before.end === position && (added || removed);
    const start = isOpen ? before.start : position;
    if (removed || !added) position += value.length;
    if (!added && !removed) continue;
    if (isOpen) changes.pop();
    const lines = [...(isOpen ? before.lines : []), ...(added ? value : [])];
    changes.push({ start, end: position, lines });
  }
  return changes;
}

function isSame(one: Change, other: Change): boolean {
  return one.start === other.start && one.end === other.end && one.lines.join("") === other.lines.join("");
}
