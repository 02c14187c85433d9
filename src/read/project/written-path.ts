/** Converts paths as people and other programs write them to paths of the project. */
import { resolvePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";

/**
 * Hooks and editors pass absolute paths, and Windows has its own separator. What lies outside the root is left as it is,
 * for the fault to show.
 *
 * @param directory that a relative path is meant from, itself from the root
 */
export function projectPath(root: string, path: string, directory: FilePath = ""): FilePath {
  const base = withSlashes(root, root).replace(/\/$/, "");
  const given = withSlashes(root, path);
  if (given === base) return ".";
  if (given.startsWith(`${base}/`)) return given.slice(base.length + 1);
  return directory === "" || isAbsolute(given) ? given : resolvePath(directory, given) || ".";
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

/** A backslash is a letter of a name everywhere but on Windows, where a root begins with a drive or a share. */
function withSlashes(root: string, path: string): string {
  return /^(?:[A-Za-z]:|\\\\)/.test(root) ? path.replaceAll("\\", "/") : path;
}
