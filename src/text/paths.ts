/** Arithmetic on paths of the project: text in, text out. Paths use `/`; the root is the empty path. */
import type { FilePath } from "./span.js";

export function childPath(directory: FilePath, name: string): FilePath {
  return directory === "" ? name : `${directory}/${name}`;
}

export function directoryOf(path: FilePath): FilePath {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function baseName(path: FilePath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The directory itself, then each one around it, the root last. */
export function ancestorsOf(directory: FilePath): readonly FilePath[] {
  return directory === "" ? [""] : [directory, ...ancestorsOf(directoryOf(directory))];
}

/** The path is the directory itself or lies below it. */
export function isWithin(directory: FilePath, path: FilePath): boolean {
  return directory === "" || path === directory || path.startsWith(`${directory}/`);
}
