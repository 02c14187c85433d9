/** What git knows of the files below a root, asked of the command `git`. Nothing is changed, and nothing of git's own either. */
import { execFile } from "node:child_process";
import process from "node:process";
import { compareText, type FilePath } from "../text/span.js";
import type { Git } from "./git.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realGit(directory: string): Git {
  const later = async () => {
    throw new Error("the states of a real repository are read from the next commit on");
  };
  return {
    uncommitted: (files) => uncommitted(directory, files),
    prefix: () => prefixOf(directory),
    head: later,
    mergeBase: later,
    staged: later,
    snapshot: later,
  };
}

async function prefixOf(directory: string): Promise<string | undefined> {
  return (await ask(directory, ["rev-parse", "--show-prefix"]))?.replace(/\n$/, "");
}

async function uncommitted(directory: string, files: readonly FilePath[]): Promise<readonly FilePath[] | undefined> {
  // Git counts from the top of the repository.
  const prefix = await prefixOf(directory);
  if (prefix === undefined) return undefined;
  const found: FilePath[] = [];
  for (const part of inParts(files)) {
    const answer = await ask(directory, [...STATUS, "--", ...part]);
    if (answer === undefined) return undefined;
    found.push(...pathsIn(answer, prefix));
  }
  return [...new Set(found)].sort(compareText);
}

const STATUS = [
  // A path is the name of one file, whatever characters are in it.
  "--literal-pathspecs",
  // A configuration of the repository may name a program to ask about changes.
  "-c",
  "core.fsmonitor=false",
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

/** A hook that started us has told git of its own repository; here it has to look for the one of the directory. */
const OF_HOOKS = new Set(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"]);

function ask(directory: string, words: readonly string[]): Promise<string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !OF_HOOKS.has(name));
  // Without this, git would refresh its index while it looks, and stand in the way of another git.
  const env = { ...Object.fromEntries(entries), GIT_OPTIONAL_LOCKS: "0" };
  return new Promise((resolve) => {
    try {
      execFile("git", [...words], { cwd: directory, env, maxBuffer: 2 ** 26 }, (error, output) => {
        resolve(error === null ? output : undefined);
      });
    } catch {
      // The directory is gone, or no process can be started.
      resolve(undefined);
    }
  });
}
