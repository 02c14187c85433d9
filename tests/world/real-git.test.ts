import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { realGit } from "../../src/world/real-git.js";
import { tempProject } from "../support/temp-project.js";

const AUTHOR = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];

function git(root: string, ...words: readonly string[]): void {
  execFileSync("git", [...AUTHOR, ...words], { cwd: root, stdio: "pipe" });
}

/** @returns the folder of a repository in which these files are committed */
function committed(files: Readonly<Record<string, string>>): string {
  const root = tempProject(files);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "first");
  return root;
}

test("names what differs from the last commit: changed, staged, removed, untracked or ignored", async () => {
  const names = ["same.ts", "changed.ts", "staged.ts", "removed.ts"];
  const root = committed({ ...Object.fromEntries(names.map((name) => [name, "old"])), ".gitignore": "ignored/\n" });
  writeFileSync(join(root, "changed.ts"), "new");
  writeFileSync(join(root, "staged.ts"), "new");
  git(root, "add", "staged.ts");
  rmSync(join(root, "removed.ts"));
  writeFileSync(join(root, "untracked.ts"), "new");
  mkdirSync(join(root, "ignored"));
  writeFileSync(join(root, "ignored/a.ts"), "new");
  const asked = [...names, "untracked.ts", "ignored/a.ts", "none.ts"];
  expect(await realGit(root).uncommitted(asked)).toEqual([
    "changed.ts",
    "ignored/a.ts",
    "removed.ts",
    "staged.ts",
    "untracked.ts",
  ]);
});

test("names only files that were asked for, by their paths from a root below the top of the repository", async () => {
  const root = committed({ "app/src/a.ts": "old", "app/b.ts": "old", "other/a.ts": "old" });
  for (const file of ["app/src/a.ts", "app/b.ts", "other/a.ts"]) writeFileSync(join(root, file), "new");
  expect(await realGit(join(root, "app")).uncommitted(["src/a.ts"])).toEqual(["src/a.ts"]);
});

test("takes odd names as they are", async () => {
  const names = ["[id].ts", "*.ts", "é ü.ts", ":(top)a.ts", "-a.ts", 'quo"te.ts'];
  const root = committed({ ...Object.fromEntries(names.map((name) => [name, "old"])), "i.ts": "old" });
  for (const name of [...names, "i.ts"]) writeFileSync(join(root, name), "new");
  expect(await realGit(root).uncommitted(names)).toEqual([...names].sort());
});

test("asks about more files than one command line takes", async () => {
  const root = committed({ "a.ts": "old" });
  writeFileSync(join(root, "a.ts"), "new");
  const many = Array.from({ length: 2000 }, (_, index) => `src/some/rather/long/directory/name/file-${index}.ts`);
  expect(await realGit(root).uncommitted([...many, "a.ts"])).toEqual(["a.ts"]);
});

test("says nothing where there is no repository, and nothing where there is no directory", async () => {
  expect(await realGit(tempProject({ "a.ts": "" })).uncommitted(["a.ts"])).toBeUndefined();
  expect(await realGit(join(tempProject({}), "none")).uncommitted(["a.ts"])).toBeUndefined();
});

test("says how far below the top of its repository the root lies", async () => {
  const root = committed({ "app/src/a.ts": "" });
  expect(await realGit(join(root, "app")).prefix()).toBe("app/");
  expect(await realGit(root).prefix()).toBe("");
  expect(await realGit(tempProject({ "a.ts": "" })).prefix()).toBeUndefined();
});
