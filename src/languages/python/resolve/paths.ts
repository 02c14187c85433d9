/** Arithmetic on paths of the project: text in, text out. The root is the empty string. */
import type { FilePath } from "../../../text/span.js";

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

/** How many directories two paths have in common from the root down. */
export function sharedDepth(a: FilePath, b: FilePath): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const parting = left.findIndex((name, index) => name !== right[index]);
  return a === "" ? 0 : parting < 0 ? left.length : parting;
}

export function depthOf(directory: FilePath): number {
  return directory === "" ? 0 : directory.split("/").length;
}
