import { describe, expect, test } from "vitest";
import { GitError } from "../../../src/base/world/git.js";
import { checkSince } from "../../../src/judge/check/since.js";
import { checkStaged } from "../../../src/judge/check/staged.js";
import { type MemoryFiles, type MemoryOptions, memoryWorld } from "../../support/memory-world.js";
import { BAD, CONFIG, GOOD, SHOP } from "../../support/shop.js";

async function stagedFindings(options: MemoryOptions, files: MemoryFiles = SHOP, paths: readonly string[] = []) {
  const checked = await checkStaged(memoryWorld(files, options), { paths });
  return checked.kind === "nothing" ? checked.missing : placesIn(checked.report.diagnostics);
}

function placesIn(diagnostics: readonly { readonly rule: string; readonly span: { readonly file: string } }[]) {
  return diagnostics.map(({ rule, span }) => `${span.file} ${rule}`);
}

describe("what is staged", () => {
  const committed = SHOP;

  test("is judged by what the index holds", async () => {
    const index = { ...SHOP, "src/orders.ts": BAD };
    expect(await stagedFindings({ committed, index })).toEqual(["src/orders.ts missing-member"]);
    expect(await stagedFindings({ committed, index: { ...SHOP, "src/more.ts": GOOD } }, index)).toEqual([]);
  });

  test("is judged before the first commit, too", async () => {
    expect(await stagedFindings({ index: { ...SHOP, "src/a.ts": BAD } })).toEqual(["src/a.ts missing-member"]);
  });

  test("brings findings elsewhere only where the last commit did not have them", async () => {
    const old = { ...SHOP, "src/old.ts": BAD };
    const options = { committed: old, index: { ...old, "src/more.ts": GOOD } };
    expect(await stagedFindings(options, old)).toEqual([]);
  });

  test("has its numbers from the files that are staged", async () => {
    const broken = "import { getDb } from './db/pool.js';\nexport const = getDb();\n";
    const old = { ...SHOP, "src/broken.ts": broken };
    const options = { committed: old, index: { ...old, "src/more.ts": BAD } };
    const checked = await checkStaged(memoryWorld(old, options), {});
    expect(checked).toMatchObject({ kind: "checked", report: { problems: [], suppressed: [], known: [] } });
    const own = await checkStaged(memoryWorld(old, { committed, index: old }), {});
    expect(own).toMatchObject({ report: { problems: [{ file: "src/broken.ts" }] } });
  });

  test("may be nothing, nothing that is read, or nothing that was named", async () => {
    expect(await stagedFindings({ committed })).toBe("staged");
    expect(await stagedFindings({ committed, index: { ...SHOP, "notes.txt": "x" } })).toBe("read");
    const index = { ...SHOP, "src/a.ts": BAD };
    for (const path of ["none.ts", "/elsewhere/a.ts", "../a.ts", "C:/a.ts"]) {
      expect(await stagedFindings({ committed, index }, SHOP, [path])).toBe("named");
    }
    const found = await stagedFindings({ committed, index }, SHOP, ["none.ts", "src/a.ts"]);
    expect(found).toEqual(["src/a.ts missing-member"]);
  });

  test("is compared by one configuration: a rule that is turned on makes nothing new elsewhere", async () => {
    const lax = { ...SHOP, "db-ssot.json": '{ "rules": { "missing-member": "off" } }', "src/orders.ts": BAD };
    const index = { ...lax, "db-ssot.json": CONFIG };
    expect(await stagedFindings({ committed: lax, index }, index)).toEqual([]);
  });

  test("is judged without a configuration that git does not know yet, which is said", async () => {
    const { "db-ssot.json": _, ...without } = SHOP;
    const remarks = async (index: MemoryFiles) => {
      const checked = await checkStaged(memoryWorld(SHOP, { committed: without, index }), {});
      return checked.kind === "nothing" ? checked.missing : checked.report.assumptions.join("\n");
    };
    expect(await remarks({ ...without, "src/a.ts": GOOD })).toContain(
      "which is not in the index: `git add db-ssot.json`",
    );
    expect(await remarks({ ...SHOP, "src/a.ts": GOOD })).not.toContain("index");
  });

  test("is told as new throughout where the last commit cannot be judged, with the reason", async () => {
    const broken = { ...SHOP, "db-ssot.json": "{ broken", "src/old.ts": BAD };
    const index = {
      ...broken,
      "src/db/index.ts": 'export { getDb } from "./pool.js";\n',
      "db-ssot.json": CONFIG.replace("src/db/pool.ts", "src/db/index.ts"),
    };
    const checked = await checkStaged(memoryWorld(index, { committed: broken, index }), {});
    if (checked.kind === "nothing") throw new Error("nothing was checked");
    expect(placesIn(checked.report.diagnostics)).toContain("src/old.ts missing-member");
    expect(checked.report.assumptions[0]).toMatch(/count as new, because the last commit could not be judged: /);
  });

  test("is nothing that a place without a repository could tell", async () => {
    await expect(checkStaged(memoryWorld(SHOP), {})).rejects.toThrow(GitError);
  });
});

describe("what a branch brings", () => {
  test("is counted from where the histories parted", async () => {
    const files = { ...SHOP, "src/old.ts": BAD, "src/new.ts": BAD };
    const revisions = { main: SHOP, parted: { ...SHOP, "src/old.ts": BAD } };
    const world = memoryWorld(files, { committed: files, revisions, mergeBases: { main: "parted" } });
    const { report } = await checkSince(world, "main", {});
    expect(placesIn(report.diagnostics)).toEqual(["src/new.ts missing-member"]);
  });

  test("is narrowed down by paths, also by those that were not there before", async () => {
    const files = { ...SHOP, "src/a/new.ts": BAD.replace("./", "../"), "src/new.ts": BAD };
    const world = memoryWorld(files, { committed: files, revisions: { main: SHOP } });
    const { report } = await checkSince(world, "main", { paths: ["src/a"] });
    expect(placesIn(report.diagnostics)).toEqual(["src/a/new.ts missing-member"]);
  });

  test("asks for the revision before anything is read", async () => {
    const files = { ...SHOP, "db-ssot.json": "{ broken" };
    await expect(checkSince(memoryWorld(files, { committed: files }), "nowhere", {})).rejects.toThrow(GitError);
  });
});
