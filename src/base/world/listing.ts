/** Lists known paths in the way the disk is listed: by globs, without ignored directories, in order. */
import picomatch from "picomatch";
import { ancestorsOf, directoryOf } from "../text/paths.js";
import { compareText, type FilePath } from "../text/span.js";
import type { Listing, ListQuery } from "./world.js";

/** @param unreadable directories that are there and cannot be read */
export function listAmong(
  files: readonly FilePath[],
  query: ListQuery,
  unreadable: ReadonlySet<FilePath> = new Set(),
): Listing {
  const matches = picomatch([...query.patterns], { dot: true });
  const ignores = query.ignore.length === 0 ? () => false : picomatch([...query.ignore], { dot: true });
  const entered = new Set([""]);
  const refused: { path: FilePath; reason: string }[] = [];
  for (const directory of directoriesOf(files)) {
    if (!entered.has(directoryOf(directory)) || ignores(directory) || query.enter?.(directory) === false) continue;
    if (unreadable.has(directory)) refused.push({ path: directory, reason: "permission denied" });
    else entered.add(directory);
  }
  return {
    files: files.filter((file) => entered.has(directoryOf(file)) && matches(file) && !ignores(file)).sort(compareText),
    unreadable: refused,
  };
}

/** Parents before what is in them. */
function directoriesOf(files: readonly FilePath[]): readonly FilePath[] {
  const directories = new Set<FilePath>();
  for (const directory of new Set(files.map(directoryOf))) {
    for (const each of ancestorsOf(directory)) if (each !== "") directories.add(each);
  }
  return [...directories].sort(compareText);
}
