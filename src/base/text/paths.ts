/** Arithmetic on project paths. Paths use `/`; the root is the empty path. */
import { escaped } from "./regexp.js";
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

/** Where a path leads that is written in a directory; without `.` and `..`, save that what lies above the root begins with `../`. */
export function resolvePath(directory: FilePath, path: string): FilePath {
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** A path as it is written in a directory: `../db/index.ts`. */
export function relativePath(directory: FilePath, path: FilePath): string {
  const shared = ancestorsOf(directory).find((ancestor) => isWithin(ancestor, path)) ?? "";
  const levels = directory === shared ? 0 : segments(directory) - segments(shared);
  const below = shared === "" ? path : path.slice(shared.length + 1);
  return `${"../".repeat(levels)}${below}` || ".";
}

function segments(path: FilePath): number {
  return path === "" ? 0 : path.split("/").length;
}

/**
 * The path leads into a directory of git, whose files decide which programs git starts. With the other names that Windows
 * knows such a directory by.
 */
export function isInGit(path: string): boolean {
  return path.split(/[/\\]/).some((part) => /^(\.git[. ]*|git~\d+)$/i.test(part));
}

/** Replaces the path `from`, and paths below it, in a text; `from` has no `/` at its end. */
export function retargetPaths(text: string, from: string, to: string): string {
  if (!text.includes(from)) return text;
  return text.replace(new RegExp(`(?<![\\w.-])${escaped(from)}(?![\\w.-])`, "g"), () => to);
}
