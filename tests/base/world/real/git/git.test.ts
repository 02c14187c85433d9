import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { GitError } from "../../../../../src/base/world/git.js";
import { realGit } from "../../../../../src/base/world/real/git/git.js";
import { commitAll, committed, git, put, repository, stage } from "../../../../support/repository.js";
import { tempProject } from "../../../../support/temp-project.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

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

test("names what differs in a submodule or in a clone within the work tree, as seen from the root", async () => {
  const files = { "a.ts": "old", "b.ts": "old" };
  const root = committed({ "app/plain.ts": "old" });
  for (const inner of ["app/tracked", "app/apart"]) {
    put(join(root, inner), files);
    git(join(root, inner), "init", "-q", "-b", "main");
    commitAll(join(root, inner), "first");
  }
  git(root, "add", "app/tracked");
  git(root, "commit", "-q", "-m", "second");
  const asked = ["app/apart/a.ts", "app/apart/b.ts", "app/plain.ts", "app/tracked/a.ts", "app/tracked/b.ts"];
  expect(await realGit(root).uncommitted(asked)).toEqual([]);
  for (const inner of ["app/tracked", "app/apart"]) writeFileSync(join(root, inner, "a.ts"), "new");
  expect(await realGit(root).uncommitted(asked)).toEqual(["app/apart/a.ts", "app/tracked/a.ts"]);
  expect(await realGit(join(root, "app")).uncommitted(["tracked/a.ts", "plain.ts"])).toEqual(["tracked/a.ts"]);
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

test("names no file where there is no repository, and none where there is no directory", async () => {
  expect(await realGit(tempProject({ "a.ts": "" })).uncommitted(["a.ts"])).toEqual([]);
  expect(await realGit(join(tempProject({}), "none")).uncommitted(["a.ts"])).toEqual([]);
});

describe("where there is a repository and git does not answer, it says so and names no file as committed", () => {
  const problemOf = (root: string) =>
    realGit(root)
      .uncommitted(["a.ts"])
      .then(
        () => "answered",
        ({ problem }: GitError) => problem,
      );

  test("in a repository that belongs to somebody else", async () => {
    const root = committed({ "a.ts": "" });
    vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    expect(await problemOf(root)).toEqual({ kind: "distrusted-repository", root });
  });

  test("in one with a damaged index", async () => {
    const root = committed({ "a.ts": "" });
    writeFileSync(join(root, ".git/index"), "DIRC, damaged");
    expect(await problemOf(root)).toMatchObject({ kind: "git-failed", reason: expect.stringMatching(/index/) });
  });

  test("in one whose configuration is damaged", async () => {
    const root = committed({ "a.ts": "" });
    writeFileSync(join(root, ".git/config"), "[core");
    expect(await problemOf(root)).toMatchObject({ kind: "git-failed" });
  });

  test("in what only looks like one", async () => {
    const root = tempProject({ ".git/HEAD": "nonsense", "a.ts": "" });
    expect(await problemOf(root)).toMatchObject({
      kind: "git-failed",
      reason: "the directory `.git` is not a repository",
    });
  });

  test("where there is no git, also below the top", async () => {
    const root = committed({ "app/a.ts": "" });
    vi.stubEnv("PATH", "/nowhere");
    expect(await problemOf(join(root, "app"))).toEqual({ kind: "no-git" });
  });
});

describe("a filter that the configuration of the repository names", () => {
  /** A work tree in which git has to look into the file, since its time is not that of the index. */
  function withFilter(name: string, key: string): { readonly root: string; readonly trace: string } {
    const root = committed({ "a.ts": "old", ".gitattributes": "*.ts filter=evil\n" });
    const trace = join(tempProject({}), "started");
    git(root, "config", `filter.${name}.${key}`, `touch '${trace}'; cat`);
    writeFileSync(join(root, "a.ts"), "new");
    return { root, trace };
  }

  test.each(["clean", "process"])("is not started: %s", async (key) => {
    const { root, trace } = withFilter("evil", key);
    git(root, "config", "filter.evil.required", "true");
    expect(await realGit(root).uncommitted(["a.ts"])).toEqual(["a.ts"]);
    expect(existsSync(trace)).toBe(false);
  });

  test("is not started in a configuration that it includes, nor in that of a work tree", async () => {
    const { root, trace } = withFilter("other", "clean");
    writeFileSync(join(root, ".git/more"), `[filter "evil"]\n\tclean = touch '${trace}'; cat\n`);
    git(root, "config", "include.path", "more");
    expect(await realGit(root).uncommitted(["a.ts"])).toEqual(["a.ts"]);
    git(root, "config", "--unset", "include.path");
    git(root, "config", "extensions.worktreeConfig", "true");
    git(root, "config", "--worktree", "filter.evil.clean", `touch '${trace}'; cat`);
    expect(await realGit(root).uncommitted(["a.ts"])).toEqual(["a.ts"]);
    expect(existsSync(trace)).toBe(false);
  });

  test("is an obstacle where it cannot be switched off", async () => {
    const { root, trace } = withFilter("a=b", "clean");
    await expect(realGit(root).uncommitted(["a.ts"])).rejects.toMatchObject({ problem: { kind: "git-failed" } });
    expect(existsSync(trace)).toBe(false);
  });
});

test("takes no files of a work tree for a repository, whatever they look like", async () => {
  const root = committed({
    "kit/HEAD": "ref: refs/heads/main\n",
    "kit/config": "[core]\n\trepositoryformatversion = 0\n\tworktree = .\n",
    "kit/objects/info/.keep": "",
    "kit/refs/heads/.keep": "",
    "kit/a.ts": "",
  });
  expect(git(join(root, "kit"), "rev-parse", "--show-prefix").trim()).toBe("");
  expect(await realGit(join(root, "kit")).prefix()).toBeUndefined();
  expect(await realGit(root).uncommitted(["kit/a.ts"])).toEqual([]);
});

test("says how far below the top of its repository the root lies", async () => {
  const root = committed({ "app/src/a.ts": "" });
  expect(await realGit(join(root, "app")).prefix()).toBe("app/");
  expect(await realGit(root).prefix()).toBe("");
  expect(await realGit(tempProject({ "a.ts": "" })).prefix()).toBeUndefined();
});

describe("what is staged", () => {
  test("is told with what becomes of each file", async () => {
    const long = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join("");
    const root = committed({ "changed.ts": "old", "gone.ts": "old", "moved.ts": long, "same.ts": "old" });
    stage(root, { "changed.ts": "new", "gone.ts": undefined, "moved.ts": undefined, "to/moved é.ts": `${long}x` });
    stage(root, { "new.ts": "fresh" });
    writeFileSync(join(root, "same.ts"), "only in the work tree");
    writeFileSync(join(root, "later.ts"), "later");
    git(root, "add", "--intent-to-add", "later.ts");
    expect(await realGit(root).staged()).toEqual([
      { kind: "changed", file: "changed.ts" },
      { kind: "removed", file: "gone.ts" },
      { kind: "added", file: "new.ts" },
      { kind: "renamed", file: "to/moved é.ts", from: "moved.ts" },
    ]);
  });

  test("is told of the files below the root, as seen from there", async () => {
    const text = (name: string) => `${name}\n`.repeat(40);
    const root = committed({ "app/in.ts": text("in"), "out.ts": text("out"), "app/a.ts": text("a") });
    stage(root, { "app/in.ts": undefined, "in.ts": text("in"), "out.ts": undefined, "app/out.ts": text("out") });
    stage(root, { "app/a.ts": undefined, "app/b/a.ts": text("a"), "other.ts": "other" });
    expect(await realGit(join(root, "app")).staged()).toEqual([
      { kind: "renamed", file: "b/a.ts", from: "a.ts" },
      { kind: "removed", file: "in.ts" },
      { kind: "added", file: "out.ts" },
    ]);
  });

  test("is everything before the first commit, and nothing after it", async () => {
    const root = repository({ "a.ts": "a" });
    git(root, "add", "-A");
    expect(await realGit(root).head()).toBeUndefined();
    expect(await realGit(root).staged()).toEqual([{ kind: "added", file: "a.ts" }]);
    commitAll(root, "first");
    expect(await realGit(root).head()).toMatch(/^[0-9a-f]{40}$/);
    expect(await realGit(root).staged()).toEqual([]);
  });
});

describe("an index that a hook is told of", () => {
  test("is the one that counts where it is one of this repository, and no other is", async () => {
    const root = committed({ "app/a.ts": "old" });
    const other = committed({ "app/a.ts": "old" });
    for (const [repo, text] of [
      [root, "this"],
      [other, "other"],
    ] as const) {
      copyFileSync(join(repo, ".git/index"), join(repo, ".git/before"));
      stage(repo, { "app/a.ts": text });
      copyFileSync(join(repo, ".git/index"), join(repo, ".git/next-index-1.lock"));
      copyFileSync(join(repo, ".git/before"), join(repo, ".git/index"));
    }
    const textWith = async (index: string) => {
      vi.stubEnv("GIT_INDEX_FILE", index);
      const files = await realGit(join(root, "app")).snapshot({ kind: "index" });
      vi.unstubAllEnvs();
      return new TextDecoder().decode(files.read("a.ts"));
    };
    expect(await textWith(join(root, ".git/next-index-1.lock"))).toBe("this");
    expect(await textWith(".git/next-index-1.lock")).toBe("this");
    expect(await textWith(join(other, ".git/next-index-1.lock"))).toBe("old");
    expect(await textWith(".git/none.lock")).toBe("old");
  });
});

describe("where git gives no answer", () => {
  const problemOf = async (asked: Promise<unknown>) => {
    const error = await asked.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof GitError ? error.problem : error;
  };

  test("it is said that there is no repository, or no such revision", async () => {
    const nowhere = tempProject({ "a.ts": "" });
    const missing = { kind: "no-repository", root: nowhere };
    expect(await problemOf(realGit(nowhere).staged())).toEqual(missing);
    expect(await problemOf(realGit(nowhere).snapshot({ kind: "revision", name: "HEAD" }))).toEqual(missing);
    expect(await problemOf(realGit(nowhere).mergeBase("main"))).toEqual(missing);
    const root = committed({ "a.ts": "old" });
    for (const name of ["none", "-x", "", "HEAD~9"]) {
      expect(await problemOf(realGit(root).mergeBase(name))).toEqual({ kind: "unknown-revision", name });
    }
  });

  test("it is said that git is not there, or that it does not trust the repository", async () => {
    const root = committed({ "a.ts": "old" });
    vi.stubEnv("PATH", "/nowhere");
    expect(await problemOf(realGit(root).staged())).toEqual({ kind: "no-git" });
    vi.unstubAllEnvs();
    vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    expect(await problemOf(realGit(root).head())).toEqual({ kind: "distrusted-repository", root });
    vi.unstubAllEnvs();
  });
});
