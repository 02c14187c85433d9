/** Scripted histories, whose every revision is compared with a checkout of it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { historySchema } from "../../../src/cli/report/history.schema.js";
import { runOnDisk } from "../../support/cli-on-disk.js";
import { type CommittedFiles, commitOn, history } from "../../support/history.js";
import { committed, GIT_ENVIRONMENT, git, put } from "../../support/repository.js";
import { BAD, CONFIG, GOOD, POOL, SHOP } from "../../support/shop.js";
import { tempProject } from "../../support/temp-project.js";

const CLIENT =
  'import { Pool } from "pg";\n\nconst pool = new Pool();\n\nexport const rows = () => pool.query("select 1");\n';

/** A client of its own, an accessor beside it, calls of what is not there, and the accessor alone. */
const STORY: readonly CommittedFiles[] = [
  { "package.json": SHOP["package.json"], "src/rows.ts": CLIENT },
  { "src/db/pool.ts": POOL, "src/orders.ts": GOOD },
  { "README.md": "The shop.\n" },
  { "src/bad.ts": BAD, "src/worse.ts": BAD },
  { "db-ssot.json": CONFIG },
  { "src/worse.ts": undefined },
  { "src/rows.ts": GOOD.replaceAll("orders", "rows"), "logo.svg": "<svg/>" },
  { "src/bad.ts": GOOD.replaceAll("orders", "bad") },
];

interface Told {
  readonly complete: boolean;
  readonly points: readonly {
    readonly commit: { readonly id: string; readonly date: string; readonly author?: string };
    readonly configuration: string;
    readonly patterns: readonly { readonly pattern: string; readonly count: number }[];
    readonly canonical: object;
    readonly findings: readonly { readonly rule: string; readonly count: number }[];
  }[];
  readonly turns: readonly {
    readonly commit: { readonly id: string };
    readonly brought: readonly string[];
    readonly removed: readonly string[];
  }[];
}

async function told(root: string, words = ""): Promise<Told> {
  const { status, output, errors } = await runOnDisk(root, `history --format json ${words}`);
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  const value = JSON.parse(output);
  const validate = new Ajv({ strict: true }).compile(historySchema);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return value;
}

describe("history", () => {
  it("says of each revision what a check of its checkout says, by the configuration of today", async () => {
    const { root, ids } = history(STORY);
    const index = readFileSync(join(root, ".git/index"));
    const { points } = await told(root, "--every 1");
    expect(points.map(({ commit }) => commit.id)).toEqual(ids);
    expect(readFileSync(join(root, ".git/index"))).toEqual(index);
    expect(git(root, "status", "--porcelain")).toBe("");
    for (const { commit, configuration, ...point } of points) {
      git(root, "checkout", "-q", commit.id);
      if (configuration === "today") put(root, { "db-ssot.json": CONFIG });
      const checked = JSON.parse((await runOnDisk(root, "check --no-baseline --format json")).output);
      const taken = JSON.parse((await runOnDisk(root, "inventory --format json")).output);
      git(root, "checkout", "-q", "-f", "main");
      const rules = checked.diagnostics.map(({ rule }: { rule: string }) => rule);
      expect(point).toEqual({
        canonical: checked.statistics.canonical,
        patterns: taken.patterns.map((row: { files: string[] }) => ({ ...row, files: row.files.length })),
        findings: expect.toSatisfy((all: Told["points"][number]["findings"]) =>
          all.every(({ rule, count }) => rules.filter((each: string) => each === rule).length === count),
        ),
      });
      expect(point.findings.reduce((sum, { count }) => sum + count, 0)).toBe(rules.length);
    }
  });

  it("names the commits with which a pattern came in or was gone, however few revisions were asked for", async () => {
    const { root, ids } = history(STORY);
    const expected = [
      [ids[1], ["getDb()"], []],
      [ids[3], ["DatabaseManager.getSession()"], []],
      [ids[6], [], ["new Pool()"]],
      [ids[7], [], ["DatabaseManager.getSession()"]],
    ];
    for (const words of ["--every 1", "--every 3", "--points 3"]) {
      const { turns } = await told(root, words);
      expect(turns.map(({ commit, brought, removed }) => [commit.id, brought, removed])).toEqual(expected);
    }
    expect((await told(root, "--since 2026-03-08 --every 1")).turns).toEqual([]);
  });

  it("takes the revisions that were asked for", async () => {
    const { root, ids } = history(STORY);
    const asked = async (words: string): Promise<readonly number[]> => {
      const { points } = await told(root, words);
      return points.map(({ commit }) => ids.indexOf(commit.id));
    };
    expect(await asked("--points 3")).toEqual([0, 3, 7]);
    expect(await asked("--points 1")).toEqual([0, 7]);
    expect(await asked("--points 99")).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await asked("--every 5")).toEqual([0, 2, 7]);
    expect(await asked("--months")).toEqual([0, 7]);
    expect(await asked(`--since ${ids[5]} --every 1`)).toEqual([5, 6, 7]);
    expect(await asked("--since 2026-03-07 --every 1")).toEqual([6, 7]);
    expect(await asked("--since HEAD")).toEqual([7]);
  });

  it("follows first parents: a merge counts as one commit, and a branch that it did not come from not at all", async () => {
    const { root, ids } = history([{ ...SHOP }, { "a.md": "a" }]);
    git(root, "checkout", "-q", "-b", "side");
    commitOn(root, 3, { "src/rows.ts": CLIENT }, "a client");
    git(root, "checkout", "-q", "main");
    commitOn(root, 4, { "b.md": "b" }, "main");
    execFileSync("git", ["merge", "-q", "--no-ff", "-m", "merge side", "side"], { cwd: root, env: GIT_ENVIRONMENT });
    const { points, turns } = await told(root, "--every 1");
    expect(points).toHaveLength(4);
    expect(points[0]?.commit.id).toBe(ids[0]);
    expect(turns).toMatchObject([{ commit: { subject: "merge side" }, brought: ["new Pool()"] }]);
  });

  it("leaves authors out, unless they are asked for", async () => {
    const { root } = history(STORY.slice(0, 2));
    for (const format of ["table", "json", "html", "svg"]) {
      expect((await runOnDisk(root, `history --format ${format}`)).output).not.toContain("Ada");
      expect((await runOnDisk(root, `history --format ${format} --authors`)).output).toContain("Ada");
    }
  });

  it("says that a clone is shallow, and counts what is there", async () => {
    const { root, ids } = history(STORY);
    const clone = tempProject({});
    execFileSync("git", ["clone", "-q", "--depth", "2", `file://${root}`, "."], { cwd: clone, env: GIT_ENVIRONMENT });
    const { complete, points } = await told(clone);
    expect({ complete, ids: points.map(({ commit }) => commit.id) }).toEqual({ complete: false, ids: ids.slice(-2) });
    expect((await runOnDisk(clone, "history")).output).toContain("was not fetched: `git fetch --unshallow`");
    expect((await runOnDisk(root, "history")).output).not.toContain("unshallow");
  });

  it("prints a table", async () => {
    const { root } = history(STORY, ["one", "two", "three", "four", "five", "six", "seven", "eight"]);
    const { output } = await runOnDisk(root, "history --every 2");
    await expect(output.replace(/\b[0-9a-f]{10}\b/g, "##########")).toMatchFileSnapshot("expected/table.txt");
  });

  it("shows what a history says as text, and runs nothing of it", async () => {
    const subject = '</title><script>alert(1)</script> \u001b[31m" onload="x';
    const { root } = history([SHOP, { "src/rows.ts": CLIENT }], ["first", subject]);
    for (const format of ["html", "svg"]) {
      const { output } = await runOnDisk(root, `history --format ${format}`);
      expect(output).toContain("&lt;script&gt;");
      for (const live of ["<script", "\u001b", '" onload']) expect(output).not.toContain(live);
    }
    expect((await runOnDisk(root, "history")).output).not.toContain("\u001b");
  });
});

describe("what cannot be answered", () => {
  it.each([
    ["history --every 0", 2, "`0` is not a value of `--every`"],
    ["history --points x", 2, "`x` is not a value of `--points`"],
    ["history --every 2 --months", 2, "`--every`, `--months` cannot be combined"],
    ["history --since nowhere", 2, "there is no revision `nowhere`"],
    ["history --since 2030-01-01", 2, "there is no commit since 2030-01-01"],
    ["history --format pdf", 2, "there is no format `pdf`"],
  ])("%s: %i, %s", async (words, status, message) => {
    const root = committed(SHOP);
    expect(await runOnDisk(root, words)).toEqual({ status, output: "", errors: expect.stringContaining(message) });
  });

  it("is said where there is no repository, or no commit", async () => {
    expect((await runOnDisk(tempProject(SHOP), "history")).status).toBe(2);
    const empty = tempProject(SHOP);
    execFileSync("git", ["init", "-q"], { cwd: empty, env: GIT_ENVIRONMENT });
    expect(await runOnDisk(empty, "history")).toMatchObject({ status: 2, output: "" });
  });
});
