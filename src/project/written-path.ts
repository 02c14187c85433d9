/** Paths as people and other programs write them, into paths of the project. */
import type { FilePath } from "../text/span.js";

/**
 * Hooks and editors pass absolute paths, and Windows has its own separator. What lies outside the root is left as it is,
 * for the fault to show.
 */
export function projectPath(root: string, path: string): FilePath {
  const base = withSlashes(root, root).replace(/\/$/, "");
  const given = withSlashes(root, path);
  if (given === base) return ".";
  return given.startsWith(`${base}/`) ? given.slice(base.length + 1) : given;
}

/** A backslash is a letter of a name everywhere but on Windows, where a root begins with a drive or a share. */
function withSlashes(root: string, path: string): string {
  return /^(?:[A-Za-z]:|\\\\)/.test(root) ? path.replaceAll("\\", "/") : path;
}
