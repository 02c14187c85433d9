/** Paths from the top of a repository, as paths from a root below it. */
import { directoryOf, relativePath } from "../text/paths.js";
import type { FilePath } from "../text/span.js";

/** @param prefix from the top to the root: `packages/app/`; empty where they are one */
export function fromRoot(prefix: string, path: FilePath): FilePath {
  const written = relativePath(directoryOf(prefix), path);
  return written === "." ? "" : written.replace(/\/$/, "");
}
