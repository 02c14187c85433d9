/** Which files differ from the last commit. Each is asked of the repository that it lies in, which may be one in another. */
import fs from "node:fs";
import { join } from "node:path";
import { ancestorsOf, directoryOf } from "../text/paths.js";
import { compareText, type FilePath } from "../text/span.js";
import { GitError } from "./git.js";
import { askGit } from "./real-git-command.js";

/** From the top of the repository; `undefined` where there is none, or no git to ask. */
export async function prefixOf(directory: string): Promise<string | undefined> {
  return (await ask(directory, ["rev-parse", "--show-prefix"]))?.replace(/\n$/, "");
}

/** @returns `undefined` where nobody can tell of any of them */
export async function uncommittedIn(
  directory: string,
  files: readonly FilePath[],
): Promise<readonly FilePath[] | undefined> {
  const found: (readonly FilePath[])[] = [];
  for (const [inner, own] of byRepository(directory, files)) {
    const below = inner === "" ? "" : `${inner}/`;
    const names = own.map((file) => file.slice(below.length));
    const answer = await uncommittedOf(join(directory, inner), names);
    if (answer !== undefined) found.push(answer.map((name) => below + name));
  }
  return found.length === 0 && files.length > 0 ? undefined : [...new Set(found.flat())].sort(compareText);
}

/** By the directory below the root that is a submodule, or a clone in a clone; git says nothing of files beyond its own. */
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

async function uncommittedOf(directory: string, files: readonly FilePath[]): Promise<readonly FilePath[] | undefined> {
  // Git counts from the top of the repository.
  const prefix = await prefixOf(directory);
  if (prefix === undefined) return undefined;
  const found: FilePath[] = [];
  for (const part of inParts(files)) {
    const answer = await ask(directory, [...STATUS, "--", ...part]);
    if (answer === undefined) return undefined;
    found.push(...pathsIn(answer, prefix));
  }
  return found;
}

const STATUS = [
  "status",
  "--porcelain=v1",
  "-z",
  "--no-renames",
  // What git ignores it does not track either, and could not bring back.
  "--untracked-files=all",
  "--ignored=traditional",
];

/** A system takes only so much in one command line; Windows the least, 32 thousand characters. */
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

async function ask(directory: string, words: readonly string[]): Promise<string | undefined> {
  try {
    return (await askGit(directory, words)).output.toString("utf8");
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
