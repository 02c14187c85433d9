/** The directories that absolute imports start from: those that are on Python's path when a file runs, if known. */

import { ancestorsOf, baseName, childPath, directoryOf } from "../../../../base/text/paths.js";
import { compareText, type FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import { depthOf, sharedDepth } from "./paths.js";
import type { PythonProject } from "./project.js";

export interface Roots {
  /** Around a file, nearest first; then the folders for sources that stand in one of these. */
  own(directory: FilePath): readonly FilePath[];
  /**
   * Other directories that hold a module or package of the first name, likeliest first. For a name alone, those where
   * programs start: a path of several names tells more of what is meant.
   */
  elsewhere(directory: FilePath, segments: readonly string[]): readonly FilePath[];
  /** The outermost package around a file: on the path when a script in it is run as such. */
  outermostPackage(directory: FilePath): FilePath | undefined;
  /** Programs start here, by all signs: not merely a folder without an `__init__.py`. */
  isStrong(directory: FilePath): boolean;
}

const SOURCE_FOLDERS = ["src", "lib", "python"];

export function createRoots(project: PythonProject): Roots {
  const isStrong = remember(
    (directory: FilePath) => directory === "" || project.isMarked(directory) || isSourceFolder(directory, project),
  );
  const own = remember((directory: FilePath) => {
    const around = ancestorsOf(directory).filter((each) => !project.isPackage(each) || isStrong(each));
    const sources = around.filter(isStrong).flatMap((each) => SOURCE_FOLDERS.map((name) => childPath(each, name)));
    return [...new Set([...around, ...sources.filter((each) => isSourceFolder(each, project))])];
  });

  const elsewhereOf = remember((directory: FilePath) => {
    const known = new Set(own(directory));
    return remember((name: string) =>
      project
        .holders(name)
        .filter((each) => !known.has(each))
        .map((each) => ({ each, shared: sharedDepth(directory, each), rank: rankOf(each), depth: depthOf(each) }))
        .sort((a, b) => b.rank - a.rank || b.shared - a.shared || a.depth - b.depth || compareText(a.each, b.each))
        .map(({ each }) => each),
    );
  });

  function elsewhere(directory: FilePath, segments: readonly string[]): readonly FilePath[] {
    const all = elsewhereOf(directory)(segments[0] ?? "");
    return segments.length > 1 ? all : all.filter(isLikely);
  }

  function isLikely(directory: FilePath): boolean {
    return isStrong(directory) || SOURCE_FOLDERS.includes(baseName(directory));
  }

  /** A directory inside a package is hardly ever on the path. */
  function rankOf(directory: FilePath): number {
    return isLikely(directory) ? 2 : project.isPackage(directory) ? 0 : 1;
  }

  const outermostPackage = remember((directory: FilePath) =>
    ancestorsOf(directory)
      .filter((each) => each !== "" && project.isPackage(each))
      .find((each) => !project.isPackage(directoryOf(each))),
  );

  return { own, elsewhere, outermostPackage, isStrong };
}

/** `src` beside a manifest, or at the top; where it is a package itself, it is imported by its own name. */
function isSourceFolder(directory: FilePath, project: PythonProject): boolean {
  if (!SOURCE_FOLDERS.includes(baseName(directory))) return false;
  if (!project.directories.has(directory) || project.isPackage(directory)) return false;
  const around = directoryOf(directory);
  return around === "" || project.isMarked(around);
}
