import { renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { commitAll, committed, git, put, repository } from "../support/repository.js";
import { BAD, CONFIG, GOOD, POOL, SHOP } from "../support/shop.js";
import { tempProject } from "../support/temp-project.js";

/** The places of the findings, and how the command ended. */
async function checked(root: string, words: string): Promise<readonly [number, ...string[]]> {
  const { status, output, errors } = await runOnDisk(root, `check ${words} --format concise`);
  expect(errors).toBe("");
  const places = output.matchAll(/^([^:\n]+:\d+:\d+).*?\b(missing-(?:member|export)|direct-\w+)\b/gm);
  return [status, ...[...places].map(([, place, rule]) => `${place} ${rule}`)];
}

/** A repository whose branch `main` has an old finding, and a branch `side` that has parted from it. */
function branched(): string {
  const root = committed({ ...SHOP, "src/old.ts": BAD });
  git(root, "checkout", "-q", "-b", "side");
  return root;
}

describe("check --since", () => {
  test("tells what the branch brings, committed or not, and leaves alone what was there", async () => {
    const root = branched();
    put(root, { "src/new.ts": BAD });
    commitAll(root, "new");
    put(root, { "src/orders.ts": BAD.replace("orders", "todo") });
    expect(await checked(root, "--since main")).toEqual([
      1,
      "src/new.ts:4:30 missing-member",
      "src/orders.ts:4:30 missing-member",
    ]);
    expect((await checked(root, "")).length).toBe(4);
  });

  test("leaves what was there alone where it is moved, renamed or reformatted", async () => {
    const root = branched();
    put(root, {
      "src/old.ts": BAD.replace("export", "// moved\n\nexport").replace('("default")', '(\n    "default",\n  )'),
    });
    renameSync(join(root, "src/old.ts"), join(root, "src/renamed.ts"));
    expect(await checked(root, "--since main")).toEqual([0]);
  });

  test("tells what the branch causes in files that it did not touch", async () => {
    const caller = GOOD.replace('query("select 1")', "close()");
    const root = committed({ ...SHOP, "src/caller.ts": caller });
    git(root, "checkout", "-q", "-b", "side");
    put(root, { "src/db/pool.ts": POOL.replace(/\n {2}async close[^}]*}\n/, "") });
    commitAll(root, "without close");
    expect(await checked(root, "--since main")).toEqual([1, "src/caller.ts:4:18 missing-member"]);
  });

  test("counts from where the two parted: what main has fixed or added since is not held against the branch", async () => {
    const root = branched();
    put(root, { "src/side.ts": GOOD });
    commitAll(root, "side");
    git(root, "checkout", "-q", "main");
    put(root, { "src/old.ts": GOOD });
    commitAll(root, "fixed on main");
    git(root, "checkout", "-q", "side");
    expect(await checked(root, "--since main")).toEqual([0]);
  });

  describe("says how the share of canonical accesses has changed", () => {
    const trend = async (root: string): Promise<unknown> => {
      const { output } = await runOnDisk(root, "check --since main --format json");
      return JSON.parse(output).statistics.canonical;
    };

    test("where the branch brings an access, and where it finds nothing", async () => {
      const root = branched();
      const before = await trend(root);
      expect(before).toEqual({ count: 1, total: 2, before: { count: 1, total: 2 } });
      put(root, { "src/old.ts": GOOD });
      expect(await trend(root)).toEqual({ count: 2, total: 2, before: { count: 1, total: 2 } });
      const { status, output } = await runOnDisk(root, "check --since main");
      expect(status).toBe(0);
      expect(output.replace(/\s+/g, " ")).toContain(
        "no findings 3 files, 3 parsed; 7 accesses, none unknown; canonical 50 % → 100 % in this branch",
      );
    });

    test("and says nothing where what was there is judged by another configuration, or nothing reaches a database", async () => {
      const root = branched();
      put(root, {
        "src/db/index.ts": 'export { getDb } from "./pool.js";\n',
        "db-ssot.json": CONFIG.replace("src/db/pool.ts", "src/db/index.ts"),
      });
      expect(await trend(root)).not.toHaveProperty("before");
      const plain = committed({ "package.json": "{}", "src/a.ts": "export const a = 1;\n" });
      const { output } = await runOnDisk(plain, "check --since main");
      expect(output).not.toContain("canonical");
    });
  });

  test("judges both by the configuration of today", async () => {
    const root = branched();
    const off = JSON.stringify({ ...JSON.parse(CONFIG), rules: { "missing-member": "off" } });
    put(root, { "db-ssot.json": off });
    commitAll(root, "off");
    git(root, "branch", "lax");
    put(root, { "db-ssot.json": CONFIG });
    expect(await checked(root, "--since lax")).toEqual([0]);
  });

  test("judges what was there by its own configuration where the accessor came later", async () => {
    const root = branched();
    put(root, {
      "src/db/index.ts": 'export { getDb } from "./pool.js";\n',
      "db-ssot.json": CONFIG.replace("src/db/pool.ts", "src/db/index.ts"),
    });
    commitAll(root, "an accessor of its own");
    const places = await checked(root, "--since main");
    expect(places.filter((place) => String(place).startsWith("src/old.ts"))).toEqual([]);
  });

  test("says so where what was there cannot be judged, and counts everything as new", async () => {
    const root = repository({ ...SHOP, "db-ssot.json": "{ broken", "src/old.ts": BAD });
    commitAll(root, "broken");
    git(root, "checkout", "-q", "-b", "side");
    put(root, {
      "src/db/index.ts": 'export { getDb } from "./pool.js";\n',
      "db-ssot.json": CONFIG.replace("src/db/pool.ts", "src/db/index.ts"),
    });
    const { status, output } = await runOnDisk(root, "check --since main");
    expect([status, output]).toEqual([
      1,
      expect.stringContaining("all findings count as new, because the state at `main`"),
    ]);
    expect(output).toContain("src/old.ts:4:30");
  });

  test("counts everything as new where nothing was there", async () => {
    const root = committed({ "README.txt": "soon" });
    git(root, "checkout", "-q", "-b", "side");
    put(root, { ...SHOP, "src/old.ts": BAD });
    expect(await checked(root, "--since main")).toEqual([1, "src/old.ts:4:30 missing-member"]);
  });

  test("says what to do where CI fetched too little", async () => {
    const origin = branched();
    put(origin, { "src/new.ts": BAD });
    commitAll(origin, "new");
    const root = join(tempProject({}), "clone");
    git(origin, "clone", "-q", "--depth=1", "--branch=side", `file://${origin}`, root);
    const unfetched = await runOnDisk(root, "check --since origin/main");
    expect([unfetched.status, unfetched.errors]).toEqual([2, expect.stringContaining("`fetch-depth: 0`")]);
    put(origin, { "src/new.ts": undefined });
    git(origin, "checkout", "-q", "-f", "main");
    put(origin, { "a.txt": "a" });
    commitAll(origin, "later");
    git(root, "fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main");
    const shallow = await runOnDisk(root, "check --since origin/main");
    expect([shallow.status, shallow.errors]).toEqual([3, expect.stringMatching(/too shallow[\s\S]*`fetch-depth: 0`/)]);
  });

  test("tells a name that leads nowhere, and histories that have nothing in common", async () => {
    const root = branched();
    const unknown = await runOnDisk(root, "check --since nowhere");
    expect([unknown.status, unknown.errors]).toEqual([2, expect.stringContaining("there is no revision `nowhere`")]);
    const option = await runOnDisk(root, "check --since=--help");
    expect([option.status, option.errors]).toEqual([2, expect.stringContaining("there is no revision `--help`")]);
    git(root, "checkout", "-q", "--orphan", "lone");
    commitAll(root, "lone");
    const lone = await runOnDisk(root, "check --since main");
    expect([lone.status, lone.errors]).toEqual([2, expect.stringContaining("have no common history")]);
  });
});

describe("check --rev", () => {
  test("judges a revision whole, whatever the work tree holds", async () => {
    const root = branched();
    git(root, "tag", "v1");
    put(root, {
      "src/old.ts": undefined,
      "src/new.ts": BAD,
      "db-ssot.json": '{ "rules": { "missing-member": "off" } }',
    });
    commitAll(root, "later");
    put(root, { "src/orders.ts": BAD });
    expect(await checked(root, "--rev v1")).toEqual([1, "src/old.ts:4:30 missing-member"]);
    const { output } = await runOnDisk(root, "check --rev v1");
    expect(output).toContain('4 |   const db = DatabaseManager.getSession("default");');
  });
});
