/** Maps an offset in an edited text back to its offset before the edits. */
import type { TextEdit } from "./apply.js";

/**
 * @param offset  in the text as it is with the edits
 * @param edits   applied together to one text; they do not overlap
 * @returns the offset in the text before; of what an edit wrote, the start of that edit
 */
export function offsetBefore(offset: number, edits: readonly TextEdit[]): number {
  let shift = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const start = edit.start + shift;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.start;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset - shift;
}

/**
 * What an edit really changes: without what the old text and the new have in common at both ends. An edit that takes a
 * long range with it to change a word at its start then leaves the places behind that word where they were.
 */
export function narrowEdit<Some extends TextEdit>(text: string, edit: Some): Some {
  const before = text.slice(edit.start, edit.end);
  const most = Math.min(before.length, edit.text.length);
  let head = 0;
  while (head < most && before[head] === edit.text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === edit.text.at(-1 - tail)) tail += 1;
  const written = edit.text.slice(head, edit.text.length - tail);
  return { ...edit, start: edit.start + head, end: edit.end - tail, text: written };
}
