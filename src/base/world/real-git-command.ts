/** One run of the command `git`, for reading: nothing is changed, no network is used, no program of a configuration starts. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { GitError } from "./git.js";
import { codeOf } from "./real-errors.js";
import { ALWAYS, gitEnvironment } from "./real-git-environment.js";

export interface Asking {
  /** What git reads from its standard input. */
  readonly input?: string;
  /** The file of the index, where it is not the repository's own. */
  readonly index?: string | undefined;
  /** Ends of git, besides 0, that are an answer. */
  readonly accepts?: readonly number[];
}

export interface Answer {
  readonly status: number;
  readonly output: Buffer;
}

/** @throws {GitError} where git gives no answer */
export async function askGit(directory: string, words: readonly string[], asking: Asking = {}): Promise<Answer> {
  const child = spawn("git", [...ALWAYS, ...words], { cwd: directory, env: environmentFor(asking) });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => errors.push(bytes));
  // It may end before it has read everything, and says why itself.
  child.stdin.on("error", () => {});
  child.stdin.end(asking.input);
  const ended = await new Promise<Pick<Ended, "status" | "error">>((resolve) => {
    child.on("error", (error) => resolve({ status: null, error }));
    child.on("close", (status) => resolve({ status }));
  });
  return judge({ ...ended, output: Buffer.concat(output), errors: Buffer.concat(errors) }, directory, words, asking);
}

/** @throws {GitError} where git gives no answer */
export function askGitNow(directory: string, words: readonly string[], asking: Asking = {}): Answer {
  const options = {
    cwd: directory,
    env: environmentFor(asking),
    input: asking.input,
    maxBuffer: Number.POSITIVE_INFINITY,
  };
  const { status, error, stdout, stderr } = spawnSync("git", [...ALWAYS, ...words], options);
  return judge({ status, output: stdout, errors: stderr, ...(error ? { error } : {}) }, directory, words, asking);
}

function environmentFor({ index }: Asking): NodeJS.ProcessEnv {
  return {
    ...gitEnvironment(),
    ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
    // A clone without all objects would fetch what is missing; the second is understood by every git.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}

interface Ended {
  /** `null` where it was killed, or never started. */
  readonly status: number | null;
  readonly error?: Error;
  readonly output: Buffer;
  readonly errors: Buffer;
}

function judge(ended: Ended, directory: string, words: readonly string[], { accepts = [] }: Asking): Answer {
  const { status, output, error } = ended;
  if (error !== undefined) throw new GitError(notStarted(error, directory, words));
  if (status !== null && (status === 0 || accepts.includes(status))) return { status, output };
  const said = ended.errors.toString("utf8");
  if (/not a git repository|must be run in a work tree/.test(said)) {
    throw new GitError({ kind: "no-repository", root: directory });
  }
  if (said.includes("dubious ownership")) throw new GitError({ kind: "distrusted-repository", root: directory });
  // By a git that does not know the variable above.
  if (/transport '.*' not allowed|from promisor remote/.test(said)) throw new GitError({ kind: "partial-clone" });
  throw failed(words, said.split("\n", 1)[0] || `it ended with ${status}`);
}

function notStarted(error: Error, directory: string, words: readonly string[]): GitError["problem"] {
  if (codeOf(error) !== "ENOENT") return failed(words, error.message).problem;
  return fs.existsSync(directory) ? { kind: "no-git" } : { kind: "no-repository", root: directory };
}

function failed(words: readonly string[], reason: string): GitError {
  return new GitError({ kind: "git-failed", command: ["git", ...words].join(" "), reason });
}
