/** One run of the command `git`, with bytes in and bytes out. */
import { spawn } from "node:child_process";
import process from "node:process";
import { reasonOf } from "./real-errors.js";
import { StagingError } from "./staging.js";

export interface GitOrder {
  readonly input?: Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends of git, besides 0, that are an answer. */
  readonly accepts?: (status: number) => boolean;
}

export interface GitAnswer {
  readonly status: number;
  readonly output: Buffer;
}

export type RunGit = (words: readonly string[], order?: GitOrder) => Promise<Buffer>;

/** @returns a function that runs git there. @throws {StagingError} where it gives no answer */
export function gitIn(directory: string) {
  return (words: readonly string[], { input, environment, accepts = () => false }: GitOrder = {}): Promise<GitAnswer> =>
    new Promise((resolve, reject) => {
      const fail = (reason: string): void => reject(new StagingError({ kind: "git-failed", reason }));
      const child = spawn("git", [...ALWAYS, ...words], {
        cwd: directory,
        env: { ...ownEnvironment(), ...environment },
      });
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
      child.stderr.on("data", (bytes: Buffer) => errors.push(bytes));
      child.on("error", (error) => fail(reasonOf(error)));
      // It may end before it has read everything, and says why itself.
      child.stdin.on("error", () => {});
      child.stdin.end(input);
      child.on("close", (status) => {
        if (status === 0 || (status !== null && accepts(status))) resolve({ status, output: Buffer.concat(output) });
        else fail(firstLine(Buffer.concat(errors).toString("utf8")));
      });
    });
}

/** A configuration of the repository may name a program to ask about changes. */
const ALWAYS = ["-c", "core.fsmonitor=false", "--literal-pathspecs"];

/** A hook that started us has told git of its own repository; here it has to look for the one of the directory. */
const OF_HOOKS = new Set(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"]);

function ownEnvironment(): Record<string, string | undefined> {
  const entries = Object.entries(process.env).filter(([name]) => !OF_HOOKS.has(name));
  // Without the last, git would refresh the index while it looks, and stand in the way of another git.
  return { ...Object.fromEntries(entries), LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0" };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.replace(/^(?:fatal|error): /, "") || "it says nothing";
}
