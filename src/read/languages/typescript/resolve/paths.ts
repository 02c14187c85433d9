/** Arithmetic on paths of the project: text in, text out. The root is the empty string. */
import type { FilePath } from "../../../../base/text/span.js";

/** `undefined` when the result lies outside the project. A leading `/` of `relative` counts for nothing. */
export function joinPath(directory: FilePath, relative: string): FilePath | undefined {
  const parts = directory === "" ? [] : directory.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** What of `path` lies below `directory`; `undefined` when it does not lie there. */
export function relativeTo(directory: FilePath, path: FilePath): string | undefined {
  if (directory === "") return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
}

/** The package that a path into node_modules belongs to, with the rest of the path. */
export function installedName(path: FilePath): string | undefined {
  return /(?:^|\/)node_modules\/(?!.*\/node_modules\/)(.+)$/.exec(path)?.[1];
}
