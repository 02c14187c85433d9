import { describe, expect, it } from "vitest";
import { encode } from "../../../src/base/text/encoding.js";
import { undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { memoryWorld } from "../../support/memory-world.js";
import { CHANGES, FILES, failing, faultsOf, journalOf, REQUEST, treeOf } from "./support.js";

const LANDED = { "a.ts": "new a", "b.ts": "new b", "c.ts": "new c" };

describe("write", () => {
  it("writes, makes and removes files, and hides its journal from git", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(
      world,
      [
        { file: "a.ts", before: "old a", after: "new a" },
        { file: "b.ts", before: "old b" },
        { file: "src/d.ts", after: "new d" },
      ],
      REQUEST,
    );
    expect(await treeOf(world)).toEqual({ "a.ts": "new a", "c.ts": "old c", "src/d.ts": "new d" });
    expect(await journalOf(world)).toEqual([".db-ssot/.gitignore", ".db-ssot/runs/1.json"]);
    expect(world.textOf(".db-ssot/.gitignore")).toBe("*\n");
  });

  it("leaves no trace where there is nothing to write", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, [{ file: "a.ts", before: "old a", after: "old a" }], REQUEST);
    await writeChanges(world, [], REQUEST);
    expect(await journalOf(world)).toEqual([]);
  });

  it("writes nothing where files were changed, removed or made meanwhile, and names them all", async () => {
    const world = memoryWorld({ "a.ts": "saved by its author", "c.ts": "old c", "d.ts": "made by somebody" });
    const changes = [...CHANGES, { file: "d.ts", after: "new d" }];
    expect(await faultsOf(() => writeChanges(world, changes, REQUEST))).toEqual(
      ["a.ts", "b.ts", "d.ts"].map(
        (file) => `unwritable-file: cannot write \`${file}\`: it was changed during this run`,
      ),
    );
    expect(await treeOf(world)).toEqual({ "a.ts": "saved by its author", "c.ts": "old c", "d.ts": "made by somebody" });
    expect(await journalOf(world)).toEqual([]);
  });

  it("writes nothing where a file is read-only, the last one too", async () => {
    const world = memoryWorld(FILES, { readOnly: ["c.ts"] });
    await expect(writeChanges(world, CHANGES, REQUEST)).rejects.toMatchObject({
      exitStatus: 3,
      rows: [{ code: "unwritable-file", what: "cannot write `c.ts`: permission denied", why: "no file was changed" }],
    });
    expect(await treeOf(world)).toEqual(FILES);
    expect(await journalOf(world)).toEqual([]);
  });

  it("takes back what it has written where the disk refuses in the middle, and says so", async () => {
    const world = memoryWorld(FILES);
    const full = failing(world, (path) => path === "c.ts");
    await expect(writeChanges(full, CHANGES, REQUEST)).rejects.toMatchObject({
      rows: [
        {
          code: "unwritable-file",
          what: "cannot write `c.ts`: no space left on the device",
          why: "files written before were restored: `a.ts`, `b.ts`",
        },
      ],
    });
    expect(await treeOf(world)).toEqual(FILES);
    expect(await journalOf(world)).toEqual([]);
  });

  it("leaves the old tree wherever the disk refuses once", async () => {
    for (let count = 1; ; count++) {
      const world = memoryWorld(FILES);
      let calls = 0;
      const full = failing(world, (_, call) => {
        calls = call;
        return call === count;
      });
      const faults = await writeChanges(full, CHANGES, REQUEST).then(
        () => false,
        () => true,
      );
      const tree = await treeOf(world);
      expect([FILES, LANDED], `the ${count}th call refused`).toContainEqual(tree);
      if (faults) expect(tree, `the ${count}th call refused`).toEqual(FILES);
      if (calls < count) return expect(count).toBeGreaterThan(8);
    }
  });

  it("keeps the journal where the disk refuses to take back, so that `undo` can, later", async () => {
    const world = memoryWorld(FILES);
    let written = 0;
    const broken = failing(world, (path) => /^[a-c]\.ts$/.test(path) && ++written > 2);
    expect(await faultsOf(() => writeChanges(broken, CHANGES, REQUEST))).toEqual([
      "half-written: cannot write `c.ts`: no space left on the device",
    ]);
    expect(await treeOf(world)).toEqual({ ...LANDED, "c.ts": "old c" });
    expect(await undo(world)).toMatchObject({ interrupted: true });
    expect(await treeOf(world)).toEqual(FILES);
  });

  it("keeps room for the largest text of before while it writes, and gives it back before taking back", async () => {
    const world = memoryWorld({ ...FILES, "b.ts": "old b".repeat(100) });
    const changes = [
      { file: "a.ts", before: "old a", after: "new a" },
      { file: "b.ts", before: "old b".repeat(100), after: "" },
    ];
    const reserved: (number | undefined)[] = [];
    const full = failing(world, (path) => {
      if (path === "a.ts" || path === "b.ts") reserved.push(world.files.stat(".db-ssot/reserve")?.size);
      return path === "b.ts";
    });
    await faultsOf(() => writeChanges(full, changes, REQUEST));
    expect(reserved).toEqual([500, 500, undefined]);
  });

  it("makes an interrupted run whole first", async () => {
    const world = memoryWorld(FILES);
    await writeChanges(world, CHANGES, REQUEST);
    await world.files.create(".db-ssot/runs/1.writing", encode(""));
    await writeChanges(world, [{ file: "a.ts", before: "old a", after: "newest a" }], REQUEST);
    expect(await treeOf(world)).toEqual({ ...FILES, "a.ts": "newest a" });
  });

  it("remembers the last 20 runs", async () => {
    const world = memoryWorld({ "a.ts": "0" });
    for (let run = 1; run <= 25; run++) {
      await writeChanges(world, [{ file: "a.ts", before: String(run - 1), after: String(run) }], REQUEST);
    }
    let undone = 0;
    while ((await undo(world)) !== undefined) undone += 1;
    expect([undone, world.textOf("a.ts")]).toEqual([20, "5"]);
  });
});

describe("files that are not committed", () => {
  const committed = { ...FILES, "b.ts": "another b" };

  it("are named and not written into", async () => {
    const world = memoryWorld(FILES, { committed });
    await expect(writeChanges(world, CHANGES, REQUEST)).rejects.toMatchObject({
      exitStatus: 2,
      rows: [
        {
          code: "uncommitted-changes",
          what: "uncommitted changes in `b.ts`",
          fix: expect.stringContaining("--allow-dirty"),
        },
      ],
    });
    expect(await treeOf(world)).toEqual(FILES);
  });

  it("are written into where that is asked for", async () => {
    const world = memoryWorld(FILES, { committed });
    await writeChanges(world, CHANGES, { ...REQUEST, allowDirty: true });
    expect(await treeOf(world)).toEqual(LANDED);
  });

  it("are no matter where the run leaves them alone, makes them, or there is no repository", async () => {
    const inRepository = memoryWorld(FILES, { committed });
    await writeChanges(
      inRepository,
      [...CHANGES.filter(({ file }) => file !== "b.ts"), { file: "d.ts", after: "d" }],
      REQUEST,
    );
    const outside = memoryWorld(FILES);
    await writeChanges(outside, CHANGES, REQUEST);
    expect([inRepository.textOf("a.ts"), outside.textOf("b.ts")]).toEqual(["new a", "new b"]);
  });

  it("are written into where they are just as a run left them, so that one fix may follow another", async () => {
    const world = memoryWorld(FILES, { committed: FILES });
    await writeChanges(world, CHANGES, REQUEST);
    await writeChanges(world, [{ file: "b.ts", before: "new b", after: "newer b" }], REQUEST);
    await writeChanges(world, [{ file: "a.ts", before: "new a", after: "newer a" }], REQUEST);
    await world.files.write("c.ts", encode("new c, and more"));
    const again = [{ file: "c.ts", before: "new c, and more", after: "newest c" }];
    expect(await faultsOf(() => writeChanges(world, again, REQUEST))).toEqual([
      "uncommitted-changes: uncommitted changes in `c.ts`",
    ]);
    expect(await treeOf(world)).toEqual({ "a.ts": "newer a", "b.ts": "newer b", "c.ts": "new c, and more" });
  });
});
