/**
 * What lies in the work tree and belongs to no state of it, because git ignores it: installed packages, virtual
 * environments, generated clients. A snapshot reads it from the disk.
 */
import { ancestorsOf, directoryOf } from "../text/paths.js";
import type { FilePath } from "../text/span.js";
import { askGit } from "./real-git-command.js";

export interface Untracked {
  /** The path, which need not exist, is one that git ignores, or lies in such a directory. Paths count from the top. */
  holds(path: FilePath): boolean;
  /** Something that it holds lies in this directory, which may be untracked itself. */
  liesIn(directory: FilePath): boolean;
}

/** @param top of the work tree */
export async function untrackedIn(top: string, index: string): Promise<Untracked> {
  const { output } = await askGit(top, IGNORED, { index });
  const paths = output
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "");
  const ignored = new Set(paths.map((path) => path.replace(/\/$/, "")));
  const around = new Set([...ignored].flatMap((path) => ancestorsOf(directoryOf(path))));
  return {
    holds: (path) => INSTALLED.test(path) || ancestorsOf(path).some((each) => each !== "" && ignored.has(each)),
    liesIn: (directory) => around.has(directory),
  };
}

const IGNORED = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];

/** Where nobody told git to ignore it, it is installed all the same. The history itself is part of no state either. */
const INSTALLED = /^\.git(\/|$)|(^|\/)node_modules(\/|$)/;
