/** Which files differ from the last commit. Each file is looked up in its own repository. */
import fs from "node:fs";
import { dirname, join } from "node:path";
import { ancestorsOf, directoryOf } from "../../../text/paths.js";
import { compareText, type FilePath } from "../../../text/span.js";
import { GitError } from "../../git.js";
import { readPrefix } from "./repository.js";
import { askGit } from "./run.js";

/** @throws {GitError} if a file lies in a repository and git does not answer */
export async function uncommittedIn(directory: string, files: readonly FilePath[]): Promise<readonly FilePath[]> {
  const found: (readonly FilePath[])[] = [];
  for (const [inner, own] of byRepository(directory, files)) {
    const below = inner === "" ? "" : `${inner}/`;
    const names = own.map((file) => file.slice(below.length));
    found.push((await uncommittedOf(join(directory, inner), names)).map((name) => below + name));
  }
  return [...new Set(found.flat())].sort(compareText);
}

/** Groups files by their submodule or nested clone: git reports nothing about files of another repository. */
function byRepository(directory: string, files: readonly FilePath[]): ReadonlyMap<FilePath, readonly FilePath[]> {
  const known = new Map<FilePath, boolean>();
  const isRepository = (inner: FilePath): boolean => {
    const answer = known.get(inner) ?? (inner === "" || fs.existsSync(join(directory, inner, ".git")));
    known.set(inner, answer);
    return answer;
  };
  const groups = new Map<FilePath, FilePath[]>();
  for (const file of files) {
    const inner = ancestorsOf(directoryOf(file)).find(isRepository) ?? "";
    const group = groups.get(inner);
    if (group === undefined) groups.set(inner, [file]);
    else group.push(file);
  }
  return groups;
}

async function uncommittedOf(directory: string, files: readonly FilePath[]): Promise<readonly FilePath[]> {
  if (!fs.existsSync(directory) || !liesInRepository(fs.realpathSync(directory))) return [];
  // Git counts from the top of the repository.
  const prefix = await readPrefix(directory).catch(asBroken);
  const withoutFilters = await filtersOff(directory);
  const found: FilePath[] = [];
  for (const part of inParts(files)) {
    const { output } = await askGit(directory, [...withoutFilters, ...STATUS, "--", ...part]);
    found.push(...pathsIn(output.toString("utf8"), prefix));
  }
  return found;
}

/** The directory `.git` is damaged, or of a kind that this git does not know. */
function asBroken(error: unknown): never {
  if (!(error instanceof GitError) || error.problem.kind !== "no-repository") throw error;
  const command = `git -C ${error.problem.root} status`;
  throw new GitError({ kind: "git-failed", command, reason: "the directory `.git` is not a repository" });
}

/** Searched without git, which may be missing, or may refuse to read a repository of another user. */
function liesInRepository(directory: string): boolean {
  const above = dirname(directory);
  return fs.existsSync(join(directory, ".git")) || (above !== directory && liesInRepository(above));
}

/**
 * Options that switch off the filters of the repository's own configuration: git would start them to compare a file with
 * the index. Filters of the user's own configuration may run.
 */
async function filtersOff(directory: string): Promise<readonly string[]> {
  const keys = new Set<string>();
  for (const scope of ["--local", "--worktree"]) {
    const words = ["config", scope, "--includes", "--null", "--name-only", "--get-regexp", "^filter\\."];
    // 1: there is none; 128: this repository has no configuration of that scope.
    const { output } = await askGit(directory, words, { accepts: [1, 128] });
    for (const key of output.toString("utf8").split("\0")) if (key !== "") keys.add(key);
  }
  return [...keys].flatMap((key) => ["-c", `${keyOf(directory, key)}=${key.endsWith(".required") ? "false" : ""}`]);
}

/** In an option the key ends at the first `=`. */
function keyOf(directory: string, key: string): string {
  if (!key.includes("=")) return key;
  const reason = `the configuration of the repository names the filter \`${key}\`, which cannot be switched off`;
  throw new GitError({ kind: "git-failed", command: `git -C ${directory} status`, reason });
}

const STATUS = [
  "status",
  "--porcelain=v1",
  "-z",
  "--no-renames",
  // Git does not track what it ignores, and could not restore it.
  "--untracked-files=all",
  "--ignored=traditional",
];

/** A command line is limited; on Windows to 32 thousand characters. */
function inParts(files: readonly FilePath[]): readonly (readonly FilePath[])[] {
  const parts: FilePath[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const file of files) {
    if (length + file.length > MOST_CHARACTERS) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(file);
    length += file.length + 1;
  }
  return parts;
}

const MOST_CHARACTERS = 16_000;

/** Each entry is two letters, a space and the path; a zero byte ends it. */
function pathsIn(answer: string, prefix: string): readonly FilePath[] {
  return answer
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => entry.slice(3))
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length));
}
