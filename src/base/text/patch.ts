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
