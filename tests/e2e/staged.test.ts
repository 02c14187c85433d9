import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { commitAll, committed, git, put, repository, stage } from "../support/repository.js";
import { BAD, GOOD, POOL, SHOP } from "../support/shop.js";
import { tempProject } from "../support/temp-project.js";

const COMMAND = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));

/** The places of the findings, and how the command ended. */
async function checked(root: string, words = "--staged"): Promise<readonly [number, ...string[]]> {
  const { status, output, errors } = await runOnDisk(root, `check ${words} --format concise`);
  expect(errors).toMatch(status === 1 && words.includes("--staged") ? /^db-ssot stopped the commit\./ : /^$/);
  const places = output
    .split("\n")
    .flatMap((line) => /^([^:]+:\d+:\d+)\b.*?\b([a-z]+-[a-z-]+)\b/.exec(line)?.slice(1).join(" ") ?? []);
  return [status, ...places];
}

const FOUND = "src/orders.ts:4:30 missing-member";

describe("a file that is staged in part", () => {
  test("is judged as it will be committed: what is bad only in the index is found", async () => {
    const root = committed(SHOP);
    stage(root, { "src/orders.ts": BAD });
    expect(await checked(root)).toEqual([1, FOUND]);
    expect(await checked(root, "")).toEqual([0]);
  });

  test("is judged as it will be committed: what is bad only in the work tree is not found", async () => {
    const root = committed(SHOP);
    stage(root, { "src/orders.ts": `${GOOD}\nexport const more = 1;\n` });
    put(root, { "src/orders.ts": BAD });
    expect(await checked(root)).toEqual([0]);
    expect(await checked(root, "")).toEqual([1, FOUND]);
  });

  test("is told of the command that fixes what is staged, which plain `fix` would refuse", async () => {
    const root = committed(SHOP);
    put(root, { "src/orders.ts": BAD });
    stage(root, { "src/orders.ts": BAD });
    expect((await runOnDisk(root, "check --staged")).output).toContain("1 fix is safe (`db-ssot fix --staged`)");
    expect((await runOnDisk(root, "check")).output).toContain("1 fix is safe (`db-ssot fix`)");
    expect((await runOnDisk(root, "fix --staged")).status).toBe(0);
    expect(await checked(root)).toEqual([0]);
  });

  test("keeps what the baseline has accepted when the rest of it is fixed", async () => {
    const root = committed({ ...SHOP, "src/orders.ts": BAD });
    expect((await runOnDisk(root, "baseline")).status).toBe(0);
    const twice = `${BAD}\nexport async function more() {\n  const db = DatabaseManager.getSession("default");\n  return db.query("select 2");\n}\n`;
    put(root, { "src/orders.ts": twice });
    stage(root, { "db-ssot-baseline.jsonl": readFileSync(join(root, "db-ssot-baseline.jsonl"), "utf8") });
    stage(root, { "src/orders.ts": twice });
    expect((await checked(root)).length).toBe(2);
    await runOnDisk(root, "fix --staged");
    const fixed = readFileSync(join(root, "src/orders.ts"), "utf8");
    expect(fixed.split("\n")[3]).toBe(BAD.split("\n")[3]);
    expect(await checked(root)).toEqual([0]);
  });

  test("is shown with the text of the index", async () => {
    const root = committed(SHOP);
    stage(root, { "src/orders.ts": BAD });
    put(root, { "src/orders.ts": "// nothing of it is left\n" });
    const { output } = await runOnDisk(root, "check --staged");
    expect(output).toContain('4 |   const db = DatabaseManager.getSession("default");');
  });
});

describe("what a staged change causes in a file that nobody touched", () => {
  const CALLER = GOOD.replace("query", "close").replace('"select 1"', "");
  const WITHOUT_CLOSE = POOL.replace(/\n {2}async close[^}]*}\n/, "");

  test("is found: a member is removed, and its callers are not touched", async () => {
    const root = committed({ ...SHOP, "src/orders.ts": CALLER });
    stage(root, { "src/db/pool.ts": WITHOUT_CLOSE });
    expect(await checked(root)).toEqual([1, "src/orders.ts:4:18 missing-member"]);
  });

  test("is left alone where the caller is staged with its cure", async () => {
    const root = committed({ ...SHOP, "src/orders.ts": CALLER });
    stage(root, { "src/db/pool.ts": WITHOUT_CLOSE, "src/orders.ts": GOOD });
    expect(await checked(root)).toEqual([0]);
  });

  test("is found where a file is deleted that others import", async () => {
    const index = 'export { DatabaseManager } from "./pool.js";\n';
    const importer =
      'import { DatabaseManager } from "./db/index.js";\n\nexport const manager = new DatabaseManager();\n';
    const root = committed({ ...SHOP, "src/db/index.ts": index, "src/importer.ts": importer });
    stage(root, { "src/db/index.ts": undefined });
    expect(await checked(root)).toEqual([1, "src/importer.ts:1:34 missing-export"]);
  });

  test("is not told of findings that the last commit had already", async () => {
    const root = committed({ ...SHOP, "src/old.ts": BAD });
    stage(root, { "src/orders.ts": `${GOOD}\n` });
    expect(await checked(root)).toEqual([0]);
    stage(root, { "src/old.ts": `\n${BAD}` });
    expect(await checked(root)).toEqual([1, "src/old.ts:5:30 missing-member"]);
  });
});

test("new files, renamed files and files of a first commit are judged", async () => {
  const root = committed({ ...SHOP, "src/old.ts": BAD });
  stage(root, { "src/new.ts": BAD });
  expect(await checked(root)).toEqual([1, "src/new.ts:4:30 missing-member"]);
  git(root, "commit", "-q", "-m", "second");
  renameSync(join(root, "src/old.ts"), join(root, "src/renamed.ts"));
  git(root, "add", "-A");
  expect(await checked(root)).toEqual([1, "src/renamed.ts:4:30 missing-member"]);
  const first = repository({ ...SHOP, "src/bad.ts": BAD, "src/unstaged.ts": BAD });
  git(first, "add", "src/db", "db-ssot.json", "package.json", "src/bad.ts");
  expect(await checked(first)).toEqual([1, "src/bad.ts:4:30 missing-member"]);
});

describe("where there is nothing to judge", () => {
  test("the command says so and passes", async () => {
    const root = committed({ ...SHOP, "README.txt": "old", "src/old.ts": BAD });
    const run = async (words = "") => runOnDisk(root, `check --staged ${words}`);
    expect(await run()).toEqual({ status: 0, output: "nothing is staged\n", errors: "" });
    stage(root, { "README.txt": "new" });
    expect(await run()).toEqual({ status: 0, output: "nothing is staged that db-ssot reads\n", errors: "" });
    stage(root, { "src/orders.ts": undefined });
    const { output } = await run("src/orders.ts");
    expect(output).toBe("none of these paths is in the index\n");
  });

  test("other programs get a report all the same", async () => {
    const { output } = await runOnDisk(committed(SHOP), "check --staged --format json");
    expect(JSON.parse(output)).toMatchObject({ diagnostics: [] });
  });
});

test("paths narrow it down, relative or absolute; those that are not in the index are passed over", async () => {
  const root = committed({ ...SHOP, "src/gone.ts": GOOD });
  stage(root, { "src/a.ts": BAD, "src/b.ts": BAD, "src/gone.ts": undefined });
  expect(await checked(root, "--staged src/a.ts src/gone.ts")).toEqual([1, "src/a.ts:4:30 missing-member"]);
  expect(await checked(root, `--staged ${root}/src/b.ts /elsewhere/c.ts`)).toEqual([1, "src/b.ts:4:30 missing-member"]);
  expect(await checked(root, "--staged src/db")).toEqual([0]);
});

describe("a hook of git", () => {
  const HOOK = (directory = ".") =>
    `#!/bin/sh\ncd '${directory}' && exec '${process.execPath}' '${COMMAND}' check --staged --format concise\n`;

  function withHook(root: string, directory?: string): void {
    writeFileSync(join(root, git(root, "rev-parse", "--git-path", "hooks").trim(), "pre-commit"), HOOK(directory), {
      mode: 0o755,
    });
  }

  function commit(root: string, ...words: readonly string[]): string {
    try {
      git(root, "commit", "-q", "-m", "next", ...words);
      return "committed";
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      const text = stdout + stderr;
      return text.includes("missing-member") ? "blocked" : text;
    }
  }

  test("blocks `git commit -a` of a bad file, and lets a good one pass", async () => {
    const root = committed(SHOP);
    withHook(root);
    put(root, { "src/orders.ts": BAD });
    expect(commit(root, "-a")).toBe("blocked");
    put(root, { "src/orders.ts": `${GOOD}\n` });
    expect(commit(root, "-a")).toBe("committed");
  });

  test("judges `git commit PATH` by what is committed: that path, and nothing else that is staged", async () => {
    const root = committed(SHOP);
    withHook(root);
    put(root, { "src/new.ts": BAD });
    git(root, "add", "src/new.ts");
    put(root, { "src/orders.ts": `${GOOD}\n` });
    expect(commit(root, "src/orders.ts")).toBe("committed");
    put(root, { "src/orders.ts": BAD });
    git(root, "rm", "-q", "--cached", "src/new.ts");
    expect(commit(root, "src/orders.ts")).toBe("blocked");
    expect(commit(root, "--allow-empty")).toBe("committed");
  });

  test("works from a project below the top of the repository, and in a linked worktree", async () => {
    const below = Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`packages/my shop/${path}`, text]));
    const root = committed({ ...below, "packages/other/src/old.ts": BAD });
    withHook(root, "packages/my shop");
    const other = join(tempProject({}), "linked tree");
    git(root, "worktree", "add", "-q", "-b", "side", other);
    for (const tree of [root, other]) {
      put(tree, { "packages/my shop/src/orders.ts": BAD });
      expect(commit(tree, "-a")).toBe("blocked");
      expect(commit(tree, "packages/my shop/src/orders.ts")).toBe("blocked");
      put(tree, { "packages/my shop/src/orders.ts": `${GOOD}\n`, "packages/other/src/old.ts": `\n${BAD}` });
      expect(commit(tree, "-a")).toBe("committed");
    }
  });

  test("of another repository leaves this one its own index", async () => {
    const root = committed(SHOP);
    const other = committed({ "a.txt": "a" });
    stage(root, { "src/orders.ts": BAD });
    withHook(other, root);
    put(other, { "a.txt": "b" });
    expect(commit(other, "-a")).toBe("blocked");
    expect(commit(other, "a.txt")).toBe("blocked");
  });
});

test("odd names and line ends are taken as they are", async () => {
  const root = repository(SHOP);
  git(root, "config", "core.autocrlf", "true");
  commitAll(root, "first");
  const names = ["src/a b.ts", "src/über.ts", "src/quo'te.ts", 'src/double".ts'];
  put(root, Object.fromEntries(names.map((name) => [name, BAD.replaceAll("\n", "\r\n")])));
  git(root, "add", "-A");
  const [status, ...places] = await checked(root);
  expect([status, places.length]).toEqual([1, 4]);
  expect(places.sort()).toEqual(names.map((name) => `${name}:4:30 missing-member`).sort());
});

test("a link that is staged is followed, and the file it leads to is told once", async () => {
  const root = committed(SHOP);
  symlinkSync("orders.ts", join(root, "src/link.ts"));
  put(root, { "src/orders.ts": BAD });
  git(root, "add", "-A");
  rmSync(join(root, "src/link.ts"));
  expect(await checked(root)).toEqual([1, FOUND]);
});

test("conflicts and places without a repository are told with what to do", async () => {
  const root = committed(SHOP);
  git(root, "checkout", "-q", "-b", "side");
  put(root, { "src/orders.ts": `${GOOD}// side\n` });
  commitAll(root, "side");
  git(root, "checkout", "-q", "main");
  put(root, { "src/orders.ts": `${GOOD}// main\n` });
  commitAll(root, "main");
  expect(() => git(root, "merge", "side")).toThrow();
  const conflict = await runOnDisk(root, "check --staged");
  expect([conflict.status, conflict.errors]).toEqual([
    2,
    expect.stringContaining("there are merge conflicts in `src/orders.ts`"),
  ]);
  const nowhere = await runOnDisk(tempProject(SHOP), "check --staged");
  expect([nowhere.status, nowhere.errors]).toEqual([2, expect.stringContaining("is not in a git repository")]);
  const both = await runOnDisk(root, "check --staged --since main");
  expect([both.status, both.errors]).toEqual([2, expect.stringContaining("`--staged`, `--since` cannot be combined")]);
});
