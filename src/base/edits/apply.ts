/** Applies edits to texts. Edits that cannot be applied are part of the result. */
import type { FilePath, Range } from "../text/span.js";
import type { Edit, Fix } from "./edit.js";

/** An edit of a text whose file is known from the context. */
export type TextEdit = Range & { readonly text: string };

export interface EditedText {
  readonly text: string;
  /** Edits that were not applied because they overlap an earlier one in the order given. */
  readonly overlapping: readonly TextEdit[];
}

export interface AppliedFixes {
  /** New texts of the files that changed. */
  readonly texts: ReadonlyMap<FilePath, string>;
  readonly applied: readonly Fix[];
  readonly remaining: readonly RemainingFix[];
}

/** A fix that was not applied; none of its edits was. */
export type RemainingFix =
  /** Its edits conflict with those of `winner`; it may be possible in the next round, on the new text. */
  | { readonly kind: "waiting"; readonly fix: Fix; readonly winner: Fix }
  /** It cannot be applied to these texts at all. */
  | { readonly kind: "impossible"; readonly fix: Fix; readonly reason: string };

/**
 * Applies edits to the text of one file.
 *
 * @param text   the whole file as read; line endings and a byte order mark are kept
 * @param edits  in any order; inserts at the same offset keep the order given, and stand before a replacement that
 *               starts there; an edit given twice is applied once
 * @throws never; an overlap is a result, not an error
 * Source: sorting and overlap follow ruff.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): EditedText {
  const taken: TextEdit[] = [];
  const overlapping: TextEdit[] = [];
  for (const edit of edits) {
    if (taken.some((other) => isSameEdit(other, edit))) continue;
    (taken.some((other) => overlaps(other, edit)) ? overlapping : taken).push(edit);
  }
  return { text: replaceRanges(text, taken), overlapping };
}

/**
 * Applies edits of several files, those of each as `applyEdits` does.
 *
 * @returns the texts of all files that the edits name, also if they do not change
 */
export function applyToFiles(texts: ReadonlyMap<FilePath, string>, edits: readonly Edit[]): Map<FilePath, string> {
  return new Map([...editsByFile(edits)].map(([file, own]) => [file, applyEdits(texts.get(file) ?? "", own).text]));
}

/** Keeps the order given, of the files and of the edits of each. */
export function editsByFile(edits: readonly Edit[]): ReadonlyMap<FilePath, readonly Edit[]> {
  const byFile = new Map<FilePath, Edit[]>();
  for (const edit of edits) {
    const own = byFile.get(edit.file);
    if (own === undefined) byFile.set(edit.file, [edit]);
    else own.push(edit);
  }
  return byFile;
}

/**
 * Applies fixes, each whole or not at all. If two overlap, declare one name in two ways, or make the same insert that is not
 * shared, the first in the order given wins. The same replacement in two fixes (an import that both leave unused) is no conflict.
 *
 * @param texts  every file that a fix edits
 * @throws never
 */
export function applyFixes(texts: ReadonlyMap<FilePath, string>, fixes: readonly Fix[]): AppliedFixes {
  const taken = new Map<FilePath, OwnedEdit[]>();
  const applied: Fix[] = [];
  const remaining: RemainingFix[] = [];
  for (const fix of fixes) {
    const reason = whyImpossible(texts, fix);
    const winner = reason === undefined ? findWinner(taken, fix) : undefined;
    if (reason !== undefined) remaining.push({ kind: "impossible", fix, reason });
    else if (winner !== undefined) remaining.push({ kind: "waiting", fix, winner });
    else {
      take(taken, fix);
      applied.push(fix);
    }
  }
  return { texts: changedTexts(texts, taken), applied, remaining };
}

interface OwnedEdit {
  readonly edit: Edit;
  readonly owner: Fix;
}

function whyImpossible(texts: ReadonlyMap<FilePath, string>, fix: Fix): string | undefined {
  for (const [index, edit] of fix.edits.entries()) {
    const text = texts.get(edit.file);
    if (text === undefined) return `it edits \`${edit.file}\`, which was not read`;
    if (edit.start < 0 || edit.start > edit.end || edit.end > text.length) {
      return `it edits a place outside \`${edit.file}\``;
    }
    const earlier = fix.edits.slice(0, index).filter((other) => other.file === edit.file);
    if (earlier.some((other) => !isSameEdit(other, edit) && overlaps(other, edit))) {
      return `two of its edits of \`${edit.file}\` overlap`;
    }
  }
  return undefined;
}

function findWinner(taken: ReadonlyMap<FilePath, readonly OwnedEdit[]>, fix: Fix): Fix | undefined {
  for (const edit of fix.edits) {
    const rival = taken.get(edit.file)?.find((other) => isConflict(other.edit, edit));
    if (rival !== undefined) return rival.owner;
  }
  return undefined;
}

function isConflict(taken: Edit, edit: Edit): boolean {
  if (isSameEdit(taken, edit)) return isInsert(edit) && !(taken.shared && edit.shared);
  const isDeclaredTwice = edit.brings !== undefined && edit.brings === taken.brings;
  return isDeclaredTwice || overlaps(taken, edit);
}

function take(taken: Map<FilePath, OwnedEdit[]>, fix: Fix): void {
  for (const edit of fix.edits) {
    const edits = taken.get(edit.file) ?? [];
    edits.push({ edit, owner: fix });
    taken.set(edit.file, edits);
  }
}

function changedTexts(
  texts: ReadonlyMap<FilePath, string>,
  taken: ReadonlyMap<FilePath, readonly OwnedEdit[]>,
): ReadonlyMap<FilePath, string> {
  const changed = new Map<FilePath, string>();
  for (const [file, text] of texts) {
    const edits = taken.get(file);
    if (edits === undefined) continue;
    const edited = applyEdits(
      text,
      edits.map(({ edit }) => edit),
    ).text;
    if (edited !== text) changed.set(file, edited);
  }
  return changed;
}

function isInsert(edit: Range): boolean {
  return edit.start === edit.end;
}

function isSameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** An insert overlaps only what it would split; two inserts never overlap. */
function overlaps(a: Range, b: Range): boolean {
  if (isInsert(a) && isInsert(b)) return false;
  return a.start < b.end && b.start < a.end;
}

function replaceRanges(text: string, edits: readonly TextEdit[]): string {
  // The sort is stable, which keeps inserts at one offset in order.
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let kept = 0;
  for (const edit of sorted) {
    pieces.push(text.slice(kept, edit.start), edit.text);
    kept = edit.end;
  }
  return pieces.join("") + text.slice(kept);
}
