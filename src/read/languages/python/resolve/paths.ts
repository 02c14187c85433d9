/** Arithmetic on paths of the project: text in, text out. The root is the empty string. */
import type { FilePath } from "../../../../base/text/span.js";

/** How many directories two paths have in common from the root down. */
export function sharedDepth(a: FilePath, b: FilePath): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const parting = left.findIndex((name, index) => name !== right[index]);
  return a === "" ? 0 : parting < 0 ? left.length : parting;
}

export function depthOf(directory: FilePath): number {
  return directory === "" ? 0 : directory.split("/").length;
}
