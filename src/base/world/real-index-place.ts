/** Which file is the index: that of the repository, or the one that a commit works on which has started us as its hook. */
import fs from "node:fs";
import { basename, dirname, resolve } from "node:path";
import process from "node:process";
import { GitError } from "./git.js";
import { askGit } from "./real-git-command.js";

export interface IndexPlace {
  /** The file of the index. */
  readonly index: string;
  /** `of-commit-all`: of `git commit -a`, which puts it in the place of the index; `of-partial-commit`: of `git commit PATH`, which does not. */
  readonly kind: "own" | "of-commit-all" | "of-partial-commit";
  /** The top of the work tree. */
  readonly top: string;
  /** From the top to the root: `packages/app/`. */
  readonly prefix: string;
}

/** @returns `undefined` where the directory lies in no repository with a work tree, or where there is no git to ask */
export async function indexPlaceOf(directory: string): Promise<IndexPlace | undefined> {
  try {
    return await findIndexPlace(directory);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** @throws {GitError} where `indexPlaceOf` gives nothing */
export async function findIndexPlace(directory: string): Promise<IndexPlace> {
  const words = ["rev-parse", "--show-toplevel", "--show-prefix", "--git-path", "index"];
  const { output } = await askGit(directory, words);
  const [top = "", prefix = "", path = ""] = output.toString("utf8").split("\n");
  const own = resolve(directory, path);
  const index = indexOfHook(top, own) ?? own;
  return { index, kind: kindOf(index), top, prefix };
}

/** A hook of another repository may have started us as well. */
function indexOfHook(top: string, own: string): string | undefined {
  const told = process.env.GIT_INDEX_FILE;
  if (told === undefined || told === "") return undefined;
  const index = resolve(top, told);
  return fs.existsSync(index) && realDirectoryOf(index) === realDirectoryOf(own) ? index : undefined;
}

function realDirectoryOf(path: string): string | undefined {
  try {
    return fs.realpathSync(dirname(path));
  } catch {
    return undefined;
  }
}

function kindOf(index: string): IndexPlace["kind"] {
  const name = basename(index);
  if (name === "index") return "own";
  return name.startsWith("next-index-") ? "of-partial-commit" : "of-commit-all";
}
