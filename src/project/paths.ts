/** Parts of paths inside the project. Paths use `/`; the root is the empty path. */
import type { FilePath } from "../text/span.js";

export function parentOf(path: FilePath): FilePath {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function nameOf(path: FilePath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function join(directory: FilePath, name: string): FilePath {
  return directory === "" ? name : `${directory}/${name}`;
}

/** The path is the directory itself or lies below it. */
export function isWithin(directory: FilePath, path: FilePath): boolean {
  return directory === "" || path === directory || path.startsWith(`${directory}/`);
}
