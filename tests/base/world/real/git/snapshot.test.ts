import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { decode } from "../../../../../src/base/text/encoding.js";
import { GitError, type GitState } from "../../../../../src/base/world/git.js";
import { realFiles } from "../../../../../src/base/world/real/files.js";
import { realGit } from "../../../../../src/base/world/real/git/git.js";
import { type FileSystem, UnreadableError, UnwritableError } from "../../../../../src/base/world/world.js";
import { commitAll, committed, git, put, repository, stage } from "../../../../support/repository.js";
import { tempProject } from "../../../../support/temp-project.js";

const INDEX: GitState = { kind: "index" };
const HEAD: GitState = { kind: "revision", name: "HEAD" };
const EVERYTHING = { patterns: ["**"], ignore: [] };

function textIn(files: FileSystem, path: string): string | undefined {
  const bytes = files.read(path);
  const decoded = bytes && decode(bytes);
  return decoded?.kind === "text" ? decoded.text : undefined;
}

async function textsIn(files: FileSystem): Promise<Readonly<Record<string, string | undefined>>> {
  const { files: paths } = await files.list(EVERYTHING);
  return Object.fromEntries(paths.map((path) => [path, textIn(files, path)]));
}

test("the index is what is staged, whatever the work tree holds", async () => {
  const root = committed({ "both.ts": "old", "index.ts": "old", "tree.ts": "old", "gone.ts": "old", "kept.ts": "old" });
  stage(root, { "both.ts": "staged", "index.ts": "staged", "gone.ts": undefined, "new.ts": "staged" });
  put(root, { "both.ts": "later", "tree.ts": "later", "untracked.ts": "later", "kept.ts": undefined });
  const files = await realGit(root).snapshot(INDEX);
  const staged = { "both.ts": "staged", "index.ts": "staged", "kept.ts": "old", "new.ts": "staged", "tree.ts": "old" };
  expect(await textsIn(files)).toEqual(staged);
  expect([files.read("gone.ts"), files.stat("untracked.ts"), files.read("none/x.ts")]).toEqual(
    Array(3).fill(undefined),
  );
});

test("a revision is what was committed, whatever came later", async () => {
  const root = committed({ "a.ts": "first", "gone.ts": "first" });
  git(root, "tag", "-a", "-m", "x", "v1");
  put(root, { "a.ts": "second", "gone.ts": undefined, "new.ts": "second" });
  commitAll(root, "second");
  put(root, { "a.ts": "third" });
  const textsAt = async (name: string) => textsIn(await realGit(root).snapshot({ kind: "revision", name }));
  expect(await textsAt("v1")).toEqual({ "a.ts": "first", "gone.ts": "first" });
  expect(await textsAt("HEAD~1")).toEqual(await textsAt("v1"));
  expect(await textsAt("main")).toEqual({ "a.ts": "second", "new.ts": "second" });
});

test("odd names, line ends and bytes that are no text are as git holds them", async () => {
  const names = ["a b.ts", "é ü.ts", 'quo"te.ts', "it's.ts", "[id].ts", ":(top).ts", "-x.ts", "tab\t.ts", "$a.ts"];
  const root = repository({
    ...Object.fromEntries(names.map((name) => [name, name])),
    "two\nlines.ts": "two",
    "bytes.ts": Buffer.from([0, 255, 10]),
  });
  git(root, "config", "core.autocrlf", "true");
  put(root, { "crlf.ts": "a\r\nb\r\n" });
  commitAll(root, "first");
  for (const state of [INDEX, HEAD]) {
    const files = await realGit(root).snapshot(state);
    const texts = await textsIn(files);
    for (const name of names) expect(texts[name]).toBe(name);
    expect(texts["crlf.ts"]).toBe("a\nb\n");
    expect(textIn(files, "two\nlines.ts")).toBe("two");
    expect([...(files.read("bytes.ts") ?? [])]).toEqual([0, 255, 10]);
  }
});

test("a clean checkout and what git holds of it give the same answers", async () => {
  const contents = {
    ".gitignore": "dist/\n*.log\n",
    "package.json": "{}",
    "src/a.ts": "a",
    "src/deep/er/b.test.ts": "b",
    "src/.hidden/c.ts": "c",
    "docs/read.md": "d",
    "lib/big.js": "x".repeat(100_000),
    "build/out.js": "out",
    "empty/__init__.py": "",
  };
  const root = tempProject(contents);
  symlinkSync("src", join(root, "linked"));
  symlinkSync("../src/a.ts", join(root, "docs/a.ts"));
  symlinkSync("nowhere", join(root, "broken.ts"));
  symlinkSync("circle.ts", join(root, "circle.ts"));
  symlinkSync(join(root, "lib"), join(root, "absolute"));
  chmodSync(join(root, "src/a.ts"), 0o755);
  git(root, "init", "-q");
  commitAll(root, "first");
  const disk = realFiles(root);
  const queries = [
    EVERYTHING,
    { patterns: ["**/*.ts", "*.json"], ignore: ["**/*.test.ts"] },
    { patterns: ["**/*.{ts,js}"], ignore: ["lib/**"], enter: (directory: string) => basename(directory) !== "build" },
  ];
  const paths = [
    ...Object.keys(contents),
    "src",
    "",
    ".",
    "linked/a.ts",
    "linked/deep/../a.ts",
    "docs/a.ts",
    "broken.ts",
  ];
  const probes = [...paths, "circle.ts", "absolute/big.js", "src/a.ts/x", "none", "./src//a.ts", "linked", "src/deep/"];
  for (const state of [INDEX, HEAD]) {
    const files = await realGit(root).snapshot(state);
    for (const query of queries) {
      const { files: onDisk } = await disk.list({ ...query, ignore: [...query.ignore, ".git/**"] });
      expect((await files.list(query)).files).toEqual(onDisk);
    }
    for (const path of probes) expect(answers(files, path), path).toEqual(answers(disk, path));
  }
});

/** All that can be asked of a path, but for the size of a directory. */
function answers(files: FileSystem, path: string): Readonly<Record<string, unknown>> {
  const attempt = <Result>(ask: () => Result): Result | string => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof UnreadableError) return error.message;
      throw error;
    }
  };
  const entries = files.entries(path).filter(({ name }) => name !== ".git");
  return {
    text: attempt(() => textIn(files, path)),
    stat: attempt(() => {
      const stat = files.stat(path);
      return stat?.kind === "file" ? { size: stat.size, mode: (stat.mode ?? 0) & 0o100 } : stat?.kind;
    }),
    entries: entries.map(({ name, kind }) => `${name}: ${kind}`).sort(),
    isDeadLink: files.isDeadLink(path),
    realPath: files.realPath(path),
  };
}

describe("of the disk", () => {
  const FILES = { ".gitignore": ".venv/\n/generated/\n*.local.ts\n", "packages/shared/index.ts": "old", "a.ts": "old" };

  test("a snapshot has what git ignores, and what is installed", async () => {
    const root = committed(FILES);
    const untracked = {
      "node_modules/pg/package.json": "pg",
      ".venv/lib/x.py": "x",
      "generated/client.ts": "made",
      "b.local.ts": "local",
      "only/c.local.ts": "local",
    };
    put(root, untracked);
    const files = await realGit(root).snapshot(INDEX);
    for (const [path, text] of Object.entries(untracked)) expect(textIn(files, path)).toBe(text);
    expect(files.stat("node_modules/pg")?.kind).toBe("directory");
    expect(files.entries("").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["a.ts", "packages", "node_modules", ".venv", "generated", "b.local.ts", "only"]),
    );
    expect(files.entries("node_modules")).toEqual([{ name: "pg", kind: "directory" }]);
    expect(Object.keys(await textsIn(files))).toEqual([".gitignore", "a.ts", "packages/shared/index.ts"]);
  });

  test("it has no file that is only untracked", async () => {
    const root = committed(FILES);
    put(root, { "new.ts": "new", "fresh/a.ts": "new", "packages/shared/more.ts": "new" });
    const files = await realGit(root).snapshot(INDEX);
    for (const path of ["new.ts", "fresh/a.ts", "fresh", "packages/shared/more.ts"]) {
      expect([files.read(path), files.stat(path), files.entries(path)]).toEqual([undefined, undefined, []]);
    }
    expect(files.entries("packages/shared")).toEqual([{ name: "index.ts", kind: "file" }]);
  });

  test("an installed link into the project leads to what git holds there", async () => {
    const root = committed(FILES);
    mkdirSync(join(root, "node_modules/@x"), { recursive: true });
    symlinkSync("../../packages/shared", join(root, "node_modules/@x/shared"));
    stage(root, { "packages/shared/index.ts": "staged", "packages/shared/extra.ts": "staged" });
    const files = await realGit(root).snapshot(INDEX);
    expect(textIn(files, "node_modules/@x/shared/index.ts")).toBe("staged");
    expect(textIn(files, "node_modules/@x/shared/extra.ts")).toBe("staged");
    expect(files.realPath("node_modules/@x/shared/index.ts")).toBe("packages/shared/index.ts");
  });

  test("it has what lies above the repository, and git's own files", async () => {
    const outer = tempProject({ "above.json": "above" });
    const root = join(outer, "repository");
    mkdirSync(root);
    git(root, "init", "-q");
    put(root, { "a.ts": "old" });
    commitAll(root, "first");
    const files = await realGit(root).snapshot(HEAD);
    expect(textIn(files, "../above.json")).toBe("above");
    expect(textIn(files, "../repository/a.ts")).toBe("old");
    expect(files.stat(".git")?.kind).toBe("directory");
    expect(textIn(files, ".git/info/exclude")).toContain("git");
  });
});

describe("a root below the top of the repository", () => {
  test("has its own files, and reaches those above it within the same state", async () => {
    const root = committed({ "packages/app/a.ts": "old", "packages/lib/b.ts": "old", "tsconfig.base.json": "old" });
    put(root, { "tsconfig.base.json": "later", "packages/lib/b.ts": "later", "packages/lib/c.ts": "later" });
    const files = await realGit(join(root, "packages/app")).snapshot(INDEX);
    expect(await textsIn(files)).toEqual({ "a.ts": "old" });
    expect(textIn(files, "../../tsconfig.base.json")).toBe("old");
    expect(textIn(files, "../lib/b.ts")).toBe("old");
    expect(files.read("../lib/c.ts")).toBeUndefined();
    expect(files.entries("../lib")).toEqual([{ name: "b.ts", kind: "file" }]);
    expect(files.realPath("../lib/b.ts")).toBe("../lib/b.ts");
  });
});

test("a linked worktree has an index of its own", async () => {
  const root = committed({ "a.ts": "old" });
  const other = join(tempProject({}), "other");
  git(root, "worktree", "add", "-q", "-b", "side", other);
  stage(root, { "a.ts": "staged here" });
  stage(other, { "a.ts": "staged there" });
  const textAt = async (directory: string) => textIn(await realGit(directory).snapshot(INDEX), "a.ts");
  expect([await textAt(root), await textAt(other)]).toEqual(["staged here", "staged there"]);
});

describe("entries of the index that are no files of a commit", () => {
  test("a file that is only to be added later is left out, and an empty file is not", async () => {
    const root = committed({ "a.ts": "", "pkg/__init__.py": "" });
    put(root, { "later.ts": "later" });
    git(root, "add", "--intent-to-add", "later.ts");
    const files = await realGit(root).snapshot(INDEX);
    expect(await textsIn(files)).toEqual({ "a.ts": "", "pkg/__init__.py": "" });
    expect(files.stat("later.ts")).toBeUndefined();
  });

  test("a submodule is left out", async () => {
    const inner = committed({ "inner.ts": "inner" });
    const root = committed({ "a.ts": "old" });
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, "sub");
    commitAll(root, "with a submodule");
    for (const state of [INDEX, HEAD]) {
      const files = await realGit(root).snapshot(state);
      expect(Object.keys(await textsIn(files))).toEqual([".gitmodules", "a.ts"]);
      expect(files.read("sub/inner.ts")).toBeUndefined();
    }
  });

  test("what a sparse checkout leaves out of the work tree is there all the same", async () => {
    for (const words of [["--cone"], ["--cone", "--sparse-index"]]) {
      const root = committed({ "in/a.ts": "old", "out/b.ts": "old", "out/deep/c.ts": "old" });
      git(root, "sparse-checkout", "set", ...words, "in");
      const files = await realGit(root).snapshot(INDEX);
      expect(Object.keys(await textsIn(files))).toEqual(["in/a.ts", "out/b.ts", "out/deep/c.ts"]);
      expect(await realGit(root).staged()).toEqual([]);
    }
  });
});

test("nothing of it can be written", async () => {
  const root = committed({ "a.ts": "old" });
  const files = await realGit(root).snapshot(INDEX);
  const bytes = new Uint8Array();
  await expect(files.write("a.ts", bytes)).rejects.toThrow(UnwritableError);
  await expect(files.create("b.ts", bytes)).rejects.toThrow(UnwritableError);
  await expect(files.remove("a.ts")).rejects.toThrow(UnwritableError);
  expect(() => files.checkWritable("a.ts")).toThrow(UnwritableError);
});

test("no program that a configuration names is started", async () => {
  const root = committed({ "a.ts": "old", ".gitattributes": "*.ts filter=x diff=x\n" });
  const trace = join(root, ".git/started");
  const program = join(root, ".git/program.sh");
  writeFileSync(program, `#!/bin/sh\necho "$0 $@" >> '${trace}'\ncat\n`, { mode: 0o755 });
  put(root, { "a.ts": "later", "b.ts": "new" });
  stage(root, { "a.ts": "staged", "moved.ts": "old" });
  for (const key of [
    "core.fsmonitor",
    "filter.x.smudge",
    "filter.x.clean",
    "filter.x.process",
    "diff.x.textconv",
    "diff.x.command",
    "diff.external",
  ]) {
    git(root, "config", key, program);
  }
  const repository = realGit(root);
  expect(Object.keys(await textsIn(await repository.snapshot(INDEX)))).toContain("a.ts");
  expect(Object.keys(await textsIn(await repository.snapshot(HEAD)))).toContain("a.ts");
  await repository.staged();
  expect(realFiles(root).read(".git/started")).toBeUndefined();
});

test("contents that a partial clone did not fetch cannot be read, and are not fetched", async () => {
  const origin = committed({ "a.ts": "first" });
  put(origin, { "a.ts": "second" });
  commitAll(origin, "second");
  git(origin, "config", "uploadpack.allowFilter", "true");
  const root = join(tempProject({}), "clone");
  git(origin, "clone", "-q", "--filter=blob:none", `file://${origin}`, root);
  const before = await realGit(root).snapshot({ kind: "revision", name: "HEAD~1" });
  await expect(before.list(EVERYTHING)).rejects.toMatchObject({ problem: { kind: "partial-clone" } });
  expect(() => before.read("a.ts")).toThrow(GitError);
  expect(textIn(await realGit(root).snapshot(HEAD), "a.ts")).toBe("second");
});
