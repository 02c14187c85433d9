import { describe, expect, it } from "vitest";
import { encode } from "../../../src/base/text/encoding.js";
import { recover, undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { memoryWorld } from "../../support/memory-world.js";
import { CHANGES, FILES, failing, faultsOf, journalOf, REQUEST, treeOf } from "./support.js";

/** A world whose last run is unfinished, with these files as it left them. */
async function interrupted(files: Readonly<Record<string, string>>) {
  const world = memoryWorld(FILES);
  await writeChanges(world, CHANGES, REQUEST);
  await world.files.create(".db-ssot/runs/1.writing", encode(""));
  for (const [path, text] of Object.entries(files)) await world.files.write(path, encode(text));
  return world;
}

describe("undo", () => {
  it("keeps byte order marks and line endings of all kinds", async () => {
    const before = "\uFEFFone\r\ntwo\rthree\nfour\u2028é\u{1F600}";
    const world = memoryWorld({ "a.ts": before });
    await writeChanges(world, [{ file: "a.ts", before, after: "one\n" }], REQUEST);
    await undo(world);
    expect(world.files.read("a.ts")).toEqual(encode(before));
  });

  it("leaves no journal when all runs are taken back", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, CHANGES, REQUEST);
    await undo(world);
    expect([await treeOf(world), await journalOf(world)]).toEqual([FILES, []]);
  });

  it("writes nothing where one of the files is read-only", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, CHANGES, REQUEST);
    const checkWritable = memoryWorld(FILES, { readOnly: ["c.ts"] }).files.checkWritable;
    const protecting = { ...world, files: { ...world.files, checkWritable } };
    expect(await faultsOf(() => undo(protecting))).toEqual(["unwritable-file: cannot write `c.ts`: permission denied"]);
    expect(world.textOf("a.ts")).toBe("new a");
    expect(await undo(world)).toMatchObject({ interrupted: false });
  });

  it("goes on the next time where the disk refused in the middle", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, CHANGES, REQUEST);
    const broken = failing(world, (path) => path === "b.ts");
    await expect(undo(broken)).rejects.toMatchObject({
      rows: [{ code: "half-written", why: expect.stringContaining("`b.ts`, `c.ts`") }],
    });
    expect(await treeOf(world)).toEqual({ "a.ts": "old a", "b.ts": "new b", "c.ts": "new c" });
    await undo(world);
    expect(await treeOf(world)).toEqual(FILES);
  });

  it("says what is wrong with a record that it cannot trust, and touches nothing", async () => {
    const step = { file: ".git/config", before: "[core]\nfsmonitor = evil\n" };
    const record = { version: 3, command: "x", steps: [step], neighbours: [], staged: [] };
    const { machine } = memoryWorld({});
    const cases: readonly (readonly [string, unknown])[] = [
      ["it is not a JSON object", "nonsense"],
      ["another version of db-ssot wrote it", { ...record, version: 1 }],
      ["its content is not what db-ssot writes", { ...record, staged: [step] }],
      ["its content is not what db-ssot writes", { ...record, steps: [{ file: 1 }] }],
      ["its content is not what db-ssot writes", { ...record, steps: [{ file: "tool", before: "", mode: 0o4755 }] }],
      ["`.git/config` is not a file of the project", record],
      [
        "`sub/.GIT/hooks/x` is not a file of the project",
        { ...record, steps: [{ ...step, file: "sub/.GIT/hooks/x" }] },
      ],
      ["`../x` is not a file of the project", { ...record, steps: [{ ...step, file: "../x" }] }],
      ["`/x` is not a file of the project", { ...record, steps: [{ ...step, file: "/x" }] }],
    ];
    for (const [problem, content] of cases) {
      const sealed = typeof content === "object" && { ...content, seal: await machine.seal(JSON.stringify(content)) };
      const world = memoryWorld({ ...FILES, ".db-ssot/runs/1.json": JSON.stringify(sealed || content) });
      expect(await faultsOf(() => undo(world))).toEqual([
        `unreadable-journal: cannot read \`.db-ssot/runs/1.json\`: ${problem}`,
      ]);
      expect(await treeOf(world)).toEqual(FILES);
    }
  });
});

describe("a journal that came with the repository", () => {
  const foreign = {
    version: 3,
    command: "x",
    steps: [{ file: "a.ts", before: "evil", after: "old a" }],
    seal: "guess",
  };
  const record = JSON.stringify({ ...foreign, neighbours: [], staged: [] });
  const REFUSED =
    "unreadable-journal: cannot read `.db-ssot/runs/1.json`: it was written on another machine or by another user";

  it("is neither taken back nor completed", async () => {
    const ended = memoryWorld({ ...FILES, ".db-ssot/runs/1.json": record });
    const interrupted = memoryWorld({ ...FILES, ".db-ssot/runs/1.json": record, ".db-ssot/runs/1.writing": "" });
    expect(await faultsOf(() => undo(ended))).toEqual([REFUSED]);
    expect(await faultsOf(() => recover(interrupted))).toEqual([REFUSED]);
    expect([await treeOf(ended), await treeOf(interrupted)]).toEqual([FILES, FILES]);
  });

  it("makes no change of somebody else pass for one of db-ssot", async () => {
    const files = { ...FILES, ".db-ssot/runs/1.json": record };
    const world = memoryWorld(files, { committed: { ...FILES, "a.ts": "committed" } });
    expect(await faultsOf(() => writeChanges(world, CHANGES, REQUEST))).toEqual([
      "uncommitted-changes: uncommitted changes in `a.ts`",
    ]);
  });
});

describe("recover", () => {
  it("gives the old text to the files that hold the new one, and leaves the others alone", async () => {
    const world = await interrupted({ "b.ts": "old b" });
    expect(await recover(world)).toEqual({
      command: "db-ssot fix",
      interrupted: true,
      index: [],
      files: [
        { file: "a.ts", did: "restored" },
        { file: "b.ts", did: "kept" },
        { file: "c.ts", did: "restored" },
      ],
    });
    expect([await treeOf(world), await journalOf(world)]).toEqual([FILES, []]);
  });

  it("touches nothing where a file holds neither text, and names it with a way out", async () => {
    const world = await interrupted({ "b.ts": "edited since" });
    await expect(recover(world)).rejects.toMatchObject({
      exitStatus: 3,
      rows: [{ code: "changed-after-interruption", fix: expect.stringContaining("remove `.db-ssot/runs/1.json`") }],
    });
    expect(await treeOf(world)).toEqual({ "a.ts": "new a", "b.ts": "edited since", "c.ts": "new c" });
    await world.files.remove(".db-ssot/runs/1.json");
    expect(await recover(world)).toBeUndefined();
    expect(await treeOf(world)).toEqual({ "a.ts": "new a", "b.ts": "edited since", "c.ts": "new c" });
  });

  it("removes what a killed write left beside a file, and nothing that only looks like it", async () => {
    const world = await interrupted({
      "a.ts.4021": "new",
      "a.ts.77": "",
      "a.ts.5": "somebody's notes",
      "a.ts.bak": "old a",
      "none.ts.1": "",
    });
    await recover(world);
    expect(Object.keys(await treeOf(world))).toEqual(["a.ts", "a.ts.5", "a.ts.bak", "b.ts", "c.ts", "none.ts.1"]);
  });

  it("keeps a file that was there before the run, though it looks like a leftover", async () => {
    const world = memoryWorld({ ...FILES, "a.ts.20260101": "old a" });
    await writeChanges(world, CHANGES, REQUEST);
    await world.files.create(".db-ssot/runs/1.writing", encode(""));
    await recover(world);
    expect(await treeOf(world)).toEqual({ ...FILES, "a.ts.20260101": "old a" });
  });

  it("does nothing, and takes no run back, where the last one has ended", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, CHANGES, REQUEST);
    expect(await recover(world)).toBeUndefined();
    expect(world.textOf("a.ts")).toBe("new a");
  });
});
