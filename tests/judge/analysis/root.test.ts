import { describe, expect, it } from "vitest";
import { relativePath, resolvePath } from "../../../src/base/text/paths.js";
import type { FileSystem } from "../../../src/base/world/world.js";
import { findRoot, type Root } from "../../../src/judge/analysis/root.js";
import { memoryWorld } from "../../support/memory-world.js";

type Files = Readonly<Record<string, string>>;

/** Asks in `directory`, with files whose paths count from the top. */
function rootFrom(directory: string, files: Files): Promise<Root> {
  return findRoot(filesAt(directory, files), (root) => filesAt(resolvePath(directory, root), files));
}

function filesAt(directory: string, files: Files): FileSystem {
  const seen = Object.entries(files).map(([path, text]) => [relativePath(directory, path), text]);
  return memoryWorld(Object.fromEntries(seen), { root: `/top/${directory}`.replace(/\/$/, "") }).files;
}

const GIT = { ".git/HEAD": "ref: refs/heads/main" };

describe("the root of a project, looked for from below", () => {
  it("is the outermost configured directory up to the top of the repository", async () => {
    const files = { ...GIT, "db-ssot.json": "{}", "packages/api/db-ssot.json": "{}", "packages/api/src/a.ts": "" };
    expect(await rootFrom("packages/api/src", files)).toEqual({ path: "../../..", directory: "packages/api/src" });
    expect(await rootFrom("packages/api", files)).toEqual({ path: "../..", directory: "packages/api" });
    expect(await rootFrom("", files)).toEqual({ path: "", directory: "" });
  });

  it("may be configured in a package.json", async () => {
    const files = { ...GIT, "package.json": '{ "db-ssot": {} }', "src/a.ts": "" };
    expect(await rootFrom("src", files)).toEqual({ path: "..", directory: "src" });
  });

  it("does not lie above the repository", async () => {
    const files = { "db-ssot.json": "{}", "package.json": "{}", "app/.git": "gitdir: elsewhere", "app/src/a.ts": "" };
    expect(await rootFrom("app/src", files)).toEqual({ path: "..", directory: "src" });
  });

  it("is the nearest one that says that it is a root", async () => {
    const files = { ...GIT, "db-ssot.json": "{}", "a/db-ssot.json": '{ "root": true }', "a/b/db-ssot.json": "{}" };
    expect(await rootFrom("a/b", files)).toEqual({ path: "..", directory: "b" });
  });

  it.each([
    ["its configuration ignores", { "db-ssot.json": '{ "ignore": ["./fixtures/**"] }' }],
    [
      "what its configuration extends ignores",
      { "db-ssot.json": '{ "extends": "./b.json" }', "b.json": '{ "ignore": ["fixtures"] }' },
    ],
    ["git ignores", { "db-ssot.json": "{}", ".gitignore": "fixtures/" }],
  ])("is not one that leaves the directory out: what %s", async (_what, configured) => {
    const files = { ...GIT, ...configured, "fixtures/one/db-ssot.json": "{}", "fixtures/one/src/a.ts": "" };
    expect(await rootFrom("fixtures/one/src", files)).toEqual({ path: "..", directory: "src" });
  });

  it("is that of a project of its own where the configuration leaves it out", async () => {
    const files = {
      ...GIT,
      "db-ssot.json": '{ "ignore": ["fixtures/**"] }',
      "fixtures/one/package.json": "{}",
      "fixtures/one/src/a.ts": "",
    };
    expect(await rootFrom("fixtures/one/src", files)).toEqual({ path: "..", directory: "src" });
    expect(await rootFrom("fixtures/one", files)).toEqual({ path: "", directory: "" });
    expect(await rootFrom("fixtures", files)).toEqual({ path: "", directory: "" });
  });

  it("looks like the beginning of a project, where there is no repository", async () => {
    const files = { "db-ssot.json": "{}", "src/a.ts": "" };
    expect(await rootFrom("src", files)).toEqual({ path: "", directory: "" });
    expect(await rootFrom("src", { ...files, "pyproject.toml": "" })).toEqual({ path: "..", directory: "src" });
  });

  it("is the top of the repository or workspace where nothing is configured", async () => {
    const up = { path: "../..", directory: "a/b" };
    expect(await rootFrom("a/b", { ...GIT, "a/b/c.ts": "", "a/package.json": "{}" })).toEqual(up);
    expect(await rootFrom("", { ...GIT, "src/a.ts": "" })).toEqual({ path: "", directory: "" });
    expect(await rootFrom("a/b", { "pnpm-workspace.yaml": "", "a/b/c.ts": "", "a/package.json": "{}" })).toEqual(up);
    expect(await rootFrom("a/b", { "pyproject.toml": "", "a/b/c.py": "" })).toEqual(up);
  });

  it("is the working directory where the project leaves it out, and names the project", async () => {
    const files = { ...GIT, ".gitignore": "tmp/", "node_modules/pg/a.js": "", "tmp/a.ts": "", "src/a.ts": "" };
    const alone = { path: "", directory: "" };
    expect(await rootFrom("node_modules/pg", files)).toEqual({ ...alone, above: "../.." });
    expect(await rootFrom("tmp", files)).toEqual({ ...alone, above: ".." });
  });

  it("is the working directory where nothing says that the project begins above it", async () => {
    expect(await rootFrom("a/b", { "a/b/c.ts": "" })).toEqual({ path: "", directory: "" });
    expect(await rootFrom("a", { "package.json": "{}", "a/package.json": "{}" })).toEqual({ path: "", directory: "" });
  });
});
