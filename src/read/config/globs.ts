/** How the globs of the configuration are matched. */
import picomatch from "picomatch";
import type { FilePath } from "../../base/text/span.js";

/**
 * Whether a file is meant by a list of globs. A glob with `!` in front takes away; a list of only such globs takes away
 * from all files. A file's own path always means that file, though it may hold brackets or parentheses.
 */
export function matchFiles(globs: readonly string[]): (file: FilePath) => boolean {
  const taken = globs.filter((glob) => !isExclusion(glob));
  const excluded = globs.filter(isExclusion).map((glob) => glob.slice(1));
  const isTaken = taken.length === 0 && excluded.length > 0 ? () => true : matchAny(taken);
  const isExcluded = matchAny(excluded);
  return (file) => isTaken(file) && !isExcluded(file);
}

/** `!src/**`; but `!(a|b)` is a pattern of its own. */
export function isExclusion(glob: string): boolean {
  return glob.startsWith("!") && !glob.startsWith("!(");
}

function matchAny(globs: readonly string[]): (file: FilePath) => boolean {
  const paths = new Set(globs);
  // Paths are written with `/` on every system, so a backslash is always an escape.
  const matchesGlob = picomatch([...globs], { dot: true, windows: false });
  return (file) => paths.has(file) || matchesGlob(file);
}
