/**
 * What git ignores, by the `.gitignore` files of every level and `.git/info/exclude`. The user's global ignore file is not
 * read: the same project must give the same result on every machine.
 */

import { childPath, directoryOf } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { type IgnoreRules, noRules } from "./ignore-rules.js";

export interface GitIgnore {
  ignores(path: FilePath, kind: "file" | "directory"): boolean;
}

/** Ignore files are read when a path below them is first asked for; those in ignored directories never are. */
export function gitIgnore(files: FileSystem): GitIgnore {
  const above = rulesAbove(files);
  const known = new Map<FilePath, Inside>();

  function inside(directory: FilePath): Inside {
    const found = known.get(directory);
    if (found !== undefined) return found;
    const made = look(directory);
    known.set(directory, made);
    return made;
  }

  function look(directory: FilePath): Inside {
    const around = directory === "" ? { ignored: false, rules: above.rules } : inside(directoryOf(directory));
    if (around.ignored) return around;
    const path = above.prefix + directory;
    if (directory !== "" && around.rules.ignores(`${path}/`)) return { ignored: true, rules: around.rules };
    const text = readText(files, childPath(directory, ".gitignore"));
    return text === undefined ? around : { ignored: false, rules: around.rules.with(text, path.replace(/\/$/, "")) };
  }

  return {
    ignores: (path, kind) => {
      if (kind === "directory") return inside(path).ignored;
      const around = inside(directoryOf(path));
      return around.ignored || around.rules.ignores(above.prefix + path);
    },
  };
}

/** What holds for the entries of one directory. */
interface Inside {
  /** The directory itself is ignored, and git never looks into it. */
  readonly ignored: boolean;
  readonly rules: IgnoreRules;
}

interface Above {
  readonly rules: IgnoreRules;
  /** From the top of the repository to the root: `packages/app/`; empty when they are the same. */
  readonly prefix: string;
}

/** The rules that hold before the root's own: the repository may begin above the root. */
function rulesAbove(files: FileSystem): Above {
  const names = files.root.split(/[\\/]/).filter((name) => name !== "");
  const levels = levelsToRepository(files, names.length);
  const up = (level: number): string => "../".repeat(level);
  const prefixAt = (level: number): string => names.slice(names.length - levels, names.length - level).join("/");
  let rules = noRules.with(readText(files, `${up(levels)}.git/info/exclude`) ?? "", "");
  for (let level = levels; level > 0; level--) {
    // A user who runs the tool inside an ignored folder wants that folder checked.
    if (level < levels && rules.ignores(`${prefixAt(level)}/`)) return { rules: noRules, prefix: "" };
    rules = rules.with(readText(files, `${up(level)}.gitignore`) ?? "", prefixAt(level));
  }
  const prefix = levels === 0 ? "" : `${prefixAt(0)}/`;
  return levels > 0 && rules.ignores(prefix) ? { rules: noRules, prefix: "" } : { rules, prefix };
}

/** How many levels above the root the repository begins; 0 also where there is none. */
function levelsToRepository(files: FileSystem, most: number): number {
  for (let level = 0; level <= most; level++) if (exists(files, `${"../".repeat(level)}.git`)) return level;
  return 0;
}

function readText(files: FileSystem, path: FilePath): string | undefined {
  if (!exists(files, path)) return undefined;
  try {
    return new TextDecoder().decode(files.read(path));
  } catch (error) {
    // Git goes on without an ignore file that it cannot read, and so do we.
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function exists(files: FileSystem, path: FilePath): boolean {
  try {
    return files.stat(path) !== undefined;
  } catch (error) {
    if (error instanceof UnreadableError) return false;
    throw error;
  }
}
