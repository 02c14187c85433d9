/** A real repository whose history a test writes down, with a fixed date for each commit. */
import { execFileSync } from "node:child_process";
import { GIT_ENVIRONMENT, git, put, repository } from "./repository.js";

/** Files as a commit leaves them; `undefined` removes one. */
export type CommittedFiles = Readonly<Record<string, string | undefined>>;

export interface WrittenHistory {
  readonly root: string;
  /** The ids of the commits, in the order in which they were made. */
  readonly ids: readonly string[];
}

/** One commit a day from 2026-03-01 on, by `Ada <ada@example.com>`. */
export function history(commits: readonly CommittedFiles[], subjects: readonly string[] = []): WrittenHistory {
  const root = repository();
  const ids = commits.map((files, index) => commitOn(root, index, files, subjects[index] ?? `commit ${index + 1}`));
  return { root, ids };
}

export function commitOn(root: string, day: number, files: CommittedFiles, subject: string): string {
  put(root, files);
  git(root, "add", "-A");
  const date = `2026-03-${String(day + 1).padStart(2, "0")}T12:00:00Z`;
  const env = {
    ...GIT_ENVIRONMENT,
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  execFileSync("git", ["commit", "-q", "--allow-empty", "-m", subject], { cwd: root, env, stdio: "pipe" });
  return git(root, "rev-parse", "HEAD").trim();
}
