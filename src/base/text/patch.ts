/** Writes patches that `git apply` accepts, from texts before and after. */
import { formatPatch, structuredPatch } from "diff";
import { compareText, type FilePath } from "./span.js";

/** `before` is absent for a file that is made, `after` for one that is removed. */
export interface FileChange {
  readonly file: FilePath;
  readonly before?: string;
  readonly after?: string;
}

/** One patch for all changes, in the order of paths; files that stay as they are take no part. */
export function gitPatch(changes: readonly FileChange[]): string {
  return [...changes]
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => compareText(a.file, b.file))
    .map(filePatch)
    .join("");
}

function filePatch({ file, before, after }: FileChange): string {
  const isCreate = before === undefined;
  const isDelete = after === undefined;
  const oldName = isCreate ? "/dev/null" : `a/${file}`;
  const newName = isDelete ? "/dev/null" : `b/${file}`;
  // Line endings are part of a line here: a change from CRLF to LF is a change.
  const patch = structuredPatch(oldName, newName, before ?? "", after ?? "", undefined, undefined, { context: 3 });
  return formatPatch({ ...patch, isGit: true, isCreate, isDelete });
}

/** Lines that a change replaces. */
export interface ChangedLines {
  /** Of the first of them in the text before, from 1; of the line in front of which something is added. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** In the order of lines, without those around them. */
export function changedLines({ before = "", after = "" }: FileChange): readonly ChangedLines[] {
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: 0 });
  const side = (lines: readonly string[], mark: string): readonly string[] =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(1).replace(/\r$/, ""));
  return hunks.map(({ oldStart, lines }) => {
    return { line: oldStart, before: side(lines, "-"), after: side(lines, "+") };
  });
}
