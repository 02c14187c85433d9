/** One run of the command `git`, with bytes in and bytes out. */
import { spawn } from "node:child_process";
import { reasonOf } from "./real-errors.js";
import { ALWAYS, gitEnvironment } from "./real-git-environment.js";
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
        env: { ...gitEnvironment(), ...environment },
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

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.replace(/^(?:fatal|error): /, "") || "it says nothing";
}
