/**
 * Finds the root of the project around the working directory: the outermost configured directory below the top of the
 * repository, or that top if nothing is configured. So a run in one directory uses the same rules and the same knowledge as
 * a run of the whole.
 */

import { childPath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { readBounds } from "../../read/config/bounds.js";
import { scopeOf } from "../../read/project/scope.js";
import type { ALL_RULES } from "../rules/index.js";

export interface Root {
  /** From the working directory: empty, `..`, `../..`. */
  readonly path: FilePath;
  /** From there back to the working directory. */
  readonly directory: FilePath;
  /** The top of the repository or workspace, where it leaves the working directory out: installed packages, build output. */
  readonly above?: FilePath;
}

/**
 * @param files   with the working directory as their root
 * @param filesAt the same from another root, which is named from the present one
 * @throws {Fault} where one of the configurations cannot be read
 */
export async function findRoot(files: FileSystem, filesAt: (root: FilePath) => FileSystem): Promise<Root> {
  const { levels, isRepository } = levelsUpwards(files);
  let found: FilePath | undefined;
  let below = levels.length;
  for (const [index, level] of levels.entries()) {
    // Outside of a repository, a directory that only happens to lie above has to look like the beginning of a project.
    if (level !== "" && !isRepository && !hasManifest(files, level)) continue;
    const bounds = await readBounds(files, loadRules, level);
    if (bounds === undefined) continue;
    if (level === "" || isInside(filesAt(level), bounds.ignore, wayBack(files, level))) found = level;
    else below = Math.min(below, index);
    if (bounds.root) break;
  }
  // A directory that the configuration ignores is a project of its own, with its root below that configuration.
  const isLeftOut = below < levels.length;
  const top = found ?? topOf(files, levels.slice(0, below), isRepository && !isLeftOut);
  const isPart = found !== undefined || top === "" || isLeftOut || isInside(filesAt(top), [], wayBack(files, top));
  return isPart ? { path: top, directory: wayBack(files, top) } : { path: "", directory: "", above: top };
}

/** Not with this file: commands that run no rule look for their root, too. */
async function loadRules(): Promise<typeof ALL_RULES> {
  return (await import("../rules/index.js")).ALL_RULES;
}

interface Levels {
  /** The working directory and those above it, up to the top of the repository, or of the disk where there is none. */
  readonly levels: readonly FilePath[];
  readonly isRepository: boolean;
}

function levelsUpwards(files: FileSystem): Levels {
  const all = [...namesIn(files.root), ""].map((_, level) => Array(level).fill("..").join("/"));
  const top = all.findIndex((level) => isThere(files, childPath(level, ".git")));
  return top < 0 ? { levels: all, isRepository: false } : { levels: all.slice(0, top + 1), isRepository: true };
}

/** A configuration that leaves the directory out does not mean it: a fixture, an example, another project in the same tree. */
function isInside(files: FileSystem, ignore: readonly string[], directory: FilePath): boolean {
  return scopeOf(files, ignore, []).enters(directory);
}

function topOf(files: FileSystem, levels: readonly FilePath[], isRepository: boolean): FilePath {
  if (isRepository) return levels.at(-1) ?? "";
  // Outside a repository, what lies above is as likely somebody's home as the project that this one belongs to.
  if (hasManifest(files, "")) return "";
  const isWorkspace = (level: FilePath): boolean => WORKSPACES.some((name) => isThere(files, childPath(level, name)));
  return levels.findLast(isWorkspace) ?? levels.find((level) => hasManifest(files, level)) ?? "";
}

const WORKSPACES = [
  "pnpm-workspace.yaml",
  "package-lock.json",
  "yarn.lock",
  "bun.lock",
  "nx.json",
  "lerna.json",
  "uv.lock",
];
const MANIFESTS = ["package.json", "pyproject.toml", "setup.py", "requirements.txt", ...WORKSPACES];

function hasManifest(files: FileSystem, level: FilePath): boolean {
  return MANIFESTS.some((name) => isThere(files, childPath(level, name)));
}

function wayBack({ root }: FileSystem, level: FilePath): FilePath {
  return level === "" ? "" : namesIn(root).slice(-level.split("/").length).join("/");
}

function namesIn(root: string): readonly string[] {
  return root.split(/[\\/]/).filter((name) => name !== "");
}

function isThere(files: FileSystem, path: FilePath): boolean {
  try {
    return files.stat(path) !== undefined;
  } catch (error) {
    if (error instanceof UnreadableError) return false;
    throw error;
  }
}
