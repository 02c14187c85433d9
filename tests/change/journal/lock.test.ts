import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { World } from "../../../src/base/world/world.js";
import { holdingLock } from "../../../src/change/journal/lock.js";
import { undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { memoryWorld } from "../../support/memory-world.js";
import { tempProject } from "../../support/temp-project.js";
import { CHANGES, FILES, faultsOf, journalOf, REQUEST, treeOf } from "./support.js";

/** The same files, seen by a process of its own; those of `alive` run. */
function process(world: World, own: number, alive: readonly number[]): World {
  const processes = { ...world.processes, own, isAlive: (id: number) => alive.includes(id) };
  return { ...world, files: { ...world.files, root: `${world.files.root} of ${own}` }, processes };
}

describe("the lock", () => {
  it("keeps a second run out, which names the process that is at work", async () => {
    const world = memoryWorld(FILES);
    const [first, second] = [process(world, 7, [7, 8]), process(world, 8, [7, 8])];
    const faults = await holdingLock(first, () => faultsOf(() => writeChanges(second, CHANGES, REQUEST)));
    expect(faults).toEqual(["already-running: db-ssot is already running on these files, as process 7"]);
    expect([await treeOf(world), await journalOf(world)]).toEqual([FILES, []]);
    await writeChanges(second, CHANGES, REQUEST);
    expect(world.textOf("a.ts")).toBe("new a");
  });

  it("keeps a second run of the same process out", async () => {
    const world = memoryWorld(FILES);
    const other = { ...world, files: { ...world.files } };
    const faults = await holdingLock(world, () => faultsOf(() => writeChanges(other, CHANGES, REQUEST)));
    expect(faults).toEqual(["already-running: db-ssot is already running on these files, as process 1"]);
  });

  it("is held once by a run that writes while it holds it", async () => {
    const world = memoryWorld(FILES);
    await holdingLock(world, async () => {
      await writeChanges(world, CHANGES, REQUEST);
      await undo(world);
    });
    expect([await treeOf(world), await journalOf(world)]).toEqual([FILES, []]);
  });

  it("is given back where the work fails", async () => {
    const world = memoryWorld(FILES);
    await expect(holdingLock(world, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await journalOf(world)).toEqual([]);
  });

  it.each([
    ["has ended", "99\n"],
    ["had our own number", "7\n"],
    ["did not write its number", ""],
  ])("is taken over from a process that %s", async (_, text) => {
    const world = memoryWorld({ ...FILES, ".db-ssot/lock": text, ".db-ssot/claim-98": "" });
    await writeChanges(process(world, 7, [7]), CHANGES, REQUEST);
    expect(await journalOf(world)).toEqual([".db-ssot/.gitignore", ".db-ssot/runs/1.json"]);
  });

  it("is left to the process with the lower number, of two that would take it over at once", async () => {
    const world = memoryWorld({ ...FILES, ".db-ssot/lock": "99\n", ".db-ssot/claim-6": "" });
    expect(await faultsOf(() => writeChanges(process(world, 7, [6, 7]), CHANGES, REQUEST))).toEqual([
      "already-running: db-ssot is already running on these files, as process 99",
    ]);
    expect(world.textOf(".db-ssot/lock")).toBe("99\n");
  });
});

describe("real processes that write at once", () => {
  const DRIVER = fileURLToPath(new URL("driver.mjs", import.meta.url));

  function drive(root: string, changes: string): Promise<string> {
    return new Promise((resolve) => {
      const child = spawn("node", [DRIVER, JSON.stringify({ root, changes, action: "write" })]);
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
      });
      child.on("close", () => resolve(output.replace("go\n", "")));
    });
  }

  it.each([
    ["where no lock is there", undefined],
    ["where all find the lock of a process that has ended", "4194304\n"],
  ])("do so one after the other, %s", async (_, lock) => {
    const count = 6;
    const root = tempProject({ "a.ts": "old", ...(lock && { ".db-ssot/lock": lock }) });
    const orders = Array.from({ length: count }, (_, index) =>
      JSON.stringify([
        { file: "a.ts", before: "old", after: `new of ${index}` },
        { file: `made-${index}.ts`, after: "made" },
      ]),
    );
    const folder = tempProject(Object.fromEntries(orders.map((order, index) => [`${index}.json`, order])));
    const said = await Promise.all(orders.map((_, index) => drive(root, join(folder, `${index}.json`))));
    const winners = said.flatMap((each, index) => (each === "done\n" ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe(`new of ${winners[0]}`);
    expect(readdirSync(root).sort()).toEqual([".db-ssot", "a.ts", `made-${winners[0]}.ts`]);
    expect(readdirSync(join(root, ".db-ssot")).sort()).toEqual([".gitignore", "runs"]);
    for (const [index, each] of said.entries()) {
      if (!winners.includes(index))
        expect(each).toMatch(/^(already-running|unwritable-file: .*it was changed during this run)/);
    }
    expect(existsSync(join(root, ".db-ssot/lock"))).toBe(false);
  });
});
