/**
 * Finds the repository and its index: the repository's own index file, or that of the commit whose hook started this
 * process.
 */
import fs from "node:fs";
import { basename, dirname, resolve } from "node:path";
import process from "node:process";
import { directoryOf, relativePath } from "../../../text/paths.js";
import type { FilePath } from "../../../text/span.js";
import { GitError } from "../../git.js";
import { askGit } from "./run.js";

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

/** @returns `undefined` without a repository with a work tree, or without git */
export async function indexPlaceOf(directory: string): Promise<IndexPlace | undefined> {
  try {
    return await findIndexPlace(directory);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** @throws {GitError} if `indexPlaceOf` gives nothing */
export async function findIndexPlace(directory: string): Promise<IndexPlace> {
  const words = ["rev-parse", "--show-toplevel", "--show-prefix", "--git-path", "index"];
  const { output } = await askGit(directory, words);
  const [top = "", prefix = "", path = ""] = output.toString("utf8").split("\n");
  const own = resolve(directory, path);
  const index = indexOfHook(top, own) ?? own;
  return { index, kind: kindOf(index), top, prefix };
}

/** The hook that started us may belong to another repository. */
function indexOfHook(top: string, own: string): string | undefined {
  const named = process.env.GIT_INDEX_FILE;
  if (named === undefined || named === "") return undefined;
  const index = resolve(top, named);
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

/** From the top of the repository to the directory; `undefined` without a repository or without git. */
export async function prefixOf(directory: string): Promise<string | undefined> {
  try {
    return await readPrefix(directory);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** @throws {GitError} if `prefixOf` gives nothing */
export async function readPrefix(directory: string): Promise<string> {
  const { output } = await askGit(directory, ["rev-parse", "--show-prefix"]);
  return output.toString("utf8").replace(/\n$/, "");
}

/**
 * A path from the top of the repository, as a path from the root.
 *
 * @param prefix from the top to the root: `packages/app/`
 */
export function fromRoot(prefix: string, path: FilePath): FilePath {
  const written = relativePath(directoryOf(prefix), path);
  return written === "." ? "" : written.replace(/\/$/, "");
}
