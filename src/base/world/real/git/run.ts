/** Runs `git` without network, so that it starts no program that a configuration names. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import process from "node:process";
import { GitError } from "../../git.js";
import { StagingError } from "../../staging.js";
import { codeOf, reasonOf } from "../errors.js";

export interface GitOptions {
  /** Standard input. */
  readonly input?: string | Uint8Array;
  /** The file of the index, if it is not the repository's own. */
  readonly index?: string;
  /** The directory of the object store, if it is not the repository's own. */
  readonly objects?: string;
  /** Exit statuses other than 0 that are an answer. */
  readonly accepts?: readonly number[];
}

export interface GitAnswer {
  readonly status: number;
  readonly output: Buffer;
}

/** @throws {GitError} if git gives no answer */
export async function askGit(
  directory: string,
  words: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const ended = await runGit(directory, words, options);
  return answerOf(ended, options) ?? fail(ended, directory, words);
}

/** @throws {GitError} if git gives no answer */
export function askGitNow(directory: string, words: readonly string[], options: GitOptions = {}): GitAnswer {
  const { status, error, stdout, stderr } = spawnSync("git", [...ALWAYS, ...words], {
    cwd: directory,
    env: environmentFor(options),
    input: options.input,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const ended: EndedGit = { status, error, output: stdout, errors: stderr };
  return answerOf(ended, options) ?? fail(ended, directory, words);
}

/** For work on the index. @throws {StagingError} if git gives no answer */
export async function askGitForIndex(
  directory: string,
  words: readonly string[],
  options: GitOptions = {},
): Promise<GitAnswer> {
  const ended = await runGit(directory, words, options);
  const answer = answerOf(ended, options);
  if (answer !== undefined) return answer;
  const reason = ended.error ? reasonOf(ended.error) : firstLine(ended).replace(/^(?:fatal|error): /, "");
  throw new StagingError({ kind: "git-failed", reason: reason || "it says nothing" });
}

interface EndedGit {
  /** `null` if it was killed, or never started. */
  readonly status: number | null;
  readonly error?: Error | undefined;
  readonly output: Buffer;
  readonly errors: Buffer;
}

async function runGit(directory: string, words: readonly string[], options: GitOptions): Promise<EndedGit> {
  const child = spawn("git", [...ALWAYS, ...words], { cwd: directory, env: environmentFor(options) });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => errors.push(bytes));
  // Git may end before it has read everything, and says why itself.
  child.stdin.on("error", () => {});
  child.stdin.end(options.input);
  const ended = await new Promise<Pick<EndedGit, "status" | "error">>((resolve) => {
    child.on("error", (error) => resolve({ status: null, error }));
    child.on("close", (status) => resolve({ status }));
  });
  return { ...ended, output: Buffer.concat(output), errors: Buffer.concat(errors) };
}

/** Arguments before the command. */
const ALWAYS: readonly string[] = [
  // A configuration of the repository may name a program to ask about changes.
  "-c",
  "core.fsmonitor=false",
  // Files of a work tree may look like a repository, with a configuration that somebody else wrote.
  "-c",
  "safe.bareRepository=explicit",
  // A path is the name of one file, whatever characters are in it.
  "--literal-pathspecs",
];

/** Set by a hook that started us, for its own repository. Git has to find the repository of the directory instead. */
const OF_HOOKS = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_PREFIX",
  "GIT_OBJECT_DIRECTORY",
]);

function environmentFor({ index, objects }: GitOptions): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...withoutHookVariables(),
    // Without this, git would refresh its index while it reads, and block another git.
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
    // A clone without all objects would fetch what is missing; every git understands the second.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
  if (index !== undefined) environment.GIT_INDEX_FILE = index;
  if (objects !== undefined) environment.GIT_OBJECT_DIRECTORY = objects;
  return environment;
}

/** The environment without the variables by which a git hook tells git its repository. */
export function withoutHookVariables(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_HOOKS.has(name)));
}

function answerOf({ status, error, output }: EndedGit, { accepts = [] }: GitOptions): GitAnswer | undefined {
  if (error !== undefined || status === null) return undefined;
  return status === 0 || accepts.includes(status) ? { status, output } : undefined;
}

function fail(ended: EndedGit, directory: string, words: readonly string[]): never {
  const { status, error } = ended;
  if (error !== undefined) throw new GitError(notStarted(error, directory, words));
  const message = ended.errors.toString("utf8");
  if (/not a git repository|must be run in a work tree/.test(message)) {
    throw new GitError({ kind: "no-repository", root: directory });
  }
  if (message.includes("dubious ownership")) throw new GitError({ kind: "distrusted-repository", root: directory });
  // From a git that does not know GIT_NO_LAZY_FETCH.
  if (/transport '.*' not allowed|from promisor remote/.test(message)) throw new GitError({ kind: "partial-clone" });
  throw new GitError(failed(words, firstLine(ended) || `it ended with ${status}`));
}

function firstLine({ errors }: EndedGit): string {
  return errors.toString("utf8").split("\n", 1)[0] ?? "";
}

function notStarted(error: Error, directory: string, words: readonly string[]): GitError["problem"] {
  if (codeOf(error) !== "ENOENT") return failed(words, error.message);
  return fs.existsSync(directory) ? { kind: "no-git" } : { kind: "no-repository", root: directory };
}

function failed(words: readonly string[], reason: string): GitError["problem"] {
  return { kind: "git-failed", command: ["git", ...words].join(" "), reason };
}
