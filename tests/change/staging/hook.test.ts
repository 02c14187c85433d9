/** The built command in a hook of git: what is committed, for every way to commit. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runOnDisk } from "../../support/cli-on-disk.js";
import { makeRepository } from "./repository.js";

const COMMAND = fileURLToPath(new URL("../../../bin/db-ssot.js", import.meta.url));

const BAD = `import { DatabaseManager } from "./db/database-manager.js";

export async function ready() {
  const db = DatabaseManager.getAsyncSession();
  await db.query("select 1");
}
`;
const FIXED = `import { getDb } from "./database/index.js";

export async function ready() {
  const db = getDb();
  await db.query("select 1");
}
`;
const FILE = "src/health.ts";

function hooked(command: string, kind: Parameters<typeof makeRepository>[0] = "as-written") {
  const repository = makeRepository(kind);
  const { root, top, git } = repository;
  const hook = join(top, ".git/hooks/pre-commit");
  writeFileSync(hook, `#!/bin/sh\n${command.replaceAll("db-ssot", `"${process.execPath}" "${COMMAND}"`)}\n`);
  chmodSync(hook, 0o755);
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  const commit = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync("git", ["commit", "-q", "-m", "x", ...words], {
      cwd: root,
      encoding: "utf8",
    });
    return { status, said: stdout + stderr };
  };
  const read = (path = FILE): string => readFileSync(join(root, path), "utf8");
  return { ...repository, write, commit, read, committed: (path = FILE) => git("show", `HEAD:./${path}`) };
}

const HOOK = "db-ssot fix --staged && db-ssot check --staged";

describe("a commit with `db-ssot fix --staged` in its hook", () => {
  it("holds the fixed text, and the work tree has it beside what is not staged", async () => {
    const { write, git, commit, committed, read } = hooked(HOOK);
    write(FILE, BAD);
    git("add", FILE);
    write(FILE, `${BAD}// mine\n`);
    expect(commit()).toMatchObject({ status: 0, said: expect.stringContaining("fixed 1 finding in 1 file") });
    expect([committed(), read()]).toEqual([FIXED, `${FIXED}// mine\n`]);
    expect(git("diff", "-U0").split("\n").slice(-2)).toEqual(["+// mine", ""]);
  });

  it("holds as well if `git commit -a` stages the files", async () => {
    const { write, git, commit, committed, read } = hooked(HOOK);
    write(FILE, "export const ready = 1;\n");
    git("add", FILE);
    git("commit", "-q", "--no-verify", "-m", "before");
    write(FILE, BAD);
    expect(commit("-a").status).toBe(0);
    expect([committed(), read(), git("status", "--short")]).toEqual([FIXED, FIXED, ""]);
  });

  it("is stopped where it names its files, since git would take the fix back, and says what to do", async () => {
    const { write, git, commit, read } = hooked(HOOK);
    write(FILE, BAD);
    git("add", FILE);
    expect(commit(FILE)).toMatchObject({ status: 1, said: expect.stringContaining("partial-commit") });
    expect([read(), git("show", `:${FILE}`), git("rev-list", "--count", "HEAD").trim()]).toEqual([BAD, BAD, "1"]);
  });

  it("goes through where it names files and there is nothing to fix", async () => {
    const { write, git, commit, committed } = hooked(HOOK);
    write(FILE, FIXED);
    git("add", FILE);
    expect(commit(FILE).status).toBe(0);
    expect(committed()).toBe(FIXED);
  });

  it("keeps CRLF in a work tree whose index has none", async () => {
    const { write, git, commit, committed, read } = hooked(HOOK, "autocrlf");
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    write(FILE, crlf(BAD));
    git("add", FILE);
    write(FILE, crlf(`${BAD}// mine\n`));
    expect(commit().status).toBe(0);
    expect([committed(), read()]).toEqual([FIXED, crlf(`${FIXED}// mine\n`)]);
  });

  it("works in a project below the top of the repository", async () => {
    const { write, git, commit, committed } = hooked(`cd packages/app && ${HOOK}`, "below");
    write(FILE, BAD);
    git("add", FILE);
    expect(commit().status).toBe(0);
    expect(committed()).toBe(FIXED);
  });

  it("is stopped where a fix is of a file that a sparse checkout leaves out, and says so", async () => {
    const { write, git, commit } = hooked(HOOK);
    write(FILE, BAD);
    git("add", FILE);
    git("update-index", "--skip-worktree", FILE);
    expect(commit()).toMatchObject({ status: 1, said: expect.stringContaining("is excluded from the work tree") });
    expect(git("show", `:${FILE}`)).toBe(BAD);
  });

  it("is stopped where a fix meets what is not staged, and index and work tree stay as they are", async () => {
    const { write, git, commit, read } = hooked(HOOK);
    write(FILE, BAD);
    git("add", FILE);
    const mine = BAD.replace("select 1", "select 2");
    write(FILE, mine);
    expect(commit()).toMatchObject({ status: 1, said: expect.stringContaining("touch the same or adjacent lines") });
    expect([read(), git("show", `:${FILE}`)]).toEqual([mine, BAD]);
  });
});

describe("undo after `fix --staged`", () => {
  it("takes back index and work tree, and tells of what was staged since", async () => {
    const { root, write, git, read } = hooked("true");
    write(FILE, BAD);
    git("add", FILE);
    await runOnDisk(root, "fix --staged");
    expect([git("show", `:${FILE}`), read()]).toEqual([FIXED, FIXED]);
    expect((await runOnDisk(root, "undo")).output).toContain("in the index");
    expect([git("show", `:${FILE}`), read()]).toEqual([BAD, BAD]);
    await runOnDisk(root, "fix --staged");
    const id = execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: root, input: "other\n", encoding: "utf8" });
    git("update-index", "--cacheinfo", `100644,${id.trim()},${FILE}`);
    expect((await runOnDisk(root, "undo")).output).toContain("kept: something else was staged since");
    expect([git("show", `:${FILE}`), read(), existsSync(join(root, ".db-ssot"))]).toEqual(["other\n", BAD, false]);
  });
});
