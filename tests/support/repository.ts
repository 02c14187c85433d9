/** A real repository in a real folder, without anything of this machine's own configuration of git. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tempProject } from "./temp-project.js";

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Makes a folder with these files and a repository without any commit in it. */
export function repository(files: Contents = {}): string {
  const root = tempProject(files);
  git(root, "init", "-q", "-b", "main");
  return root;
}

/** A repository in which these files are committed. */
export function committed(files: Contents): string {
  const root = repository(files);
  commitAll(root, "first");
  return root;
}

export function commitAll(root: string, message: string): void {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
}

/** @returns what git wrote to standard output */
export function git(root: string, ...words: readonly string[]): string {
  return execFileSync("git", words, { cwd: root, env: GIT_ENVIRONMENT, stdio: "pipe", encoding: "utf8" });
}

/** Writes files into the work tree; `undefined` takes one away. */
export function put(root: string, files: Readonly<Record<string, string | Uint8Array | undefined>>): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    if (content === undefined) rmSync(target, { force: true });
    else {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
}

/** Stages these contents, and leaves the work tree alone. */
export function stage(root: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) git(root, "update-index", "--force-remove", "--", path);
    else {
      const options = { cwd: root, env: GIT_ENVIRONMENT, input: content, encoding: "utf8" } as const;
      const id = execFileSync("git", ["hash-object", "-w", "--stdin"], options).trim();
      git(root, "update-index", "--add", "--cacheinfo", `100644,${id},${path}`);
    }
  }
}

const PERSON = { NAME: "a", EMAIL: "a@example.com", DATE: "2026-01-01T00:00:00Z" };

/** Nothing of the machine, nothing of a hook that may have started the tests. */
export const GIT_ENVIRONMENT: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  ...Object.fromEntries(
    Object.entries(PERSON).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  ),
};
