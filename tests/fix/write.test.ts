import { expect, it } from "vitest";
import { writeChanges } from "../../src/fix/write.js";
import { memoryWorld } from "../../src/world/memory.js";

const CHANGES = ["a.ts", "b.ts", "c.ts"].map((file) => ({ file, before: "old", after: "new" }));
const FILES = { "a.ts": "old", "b.ts": "old", "c.ts": "old" };

it("writes every file", async () => {
  const world = memoryWorld(FILES);
  await writeChanges(world.files, CHANGES);
  expect(Object.keys(FILES).map(world.textOf)).toEqual(["new", "new", "new"]);
});

it("says what was written before a file that cannot be, and leaves the rest alone", async () => {
  const world = memoryWorld(FILES, { readOnly: ["b.ts"] });
  await expect(writeChanges(world.files, CHANGES)).rejects.toMatchObject({
    exitStatus: 3,
    rows: [
      {
        code: "unwritable-file",
        what: "cannot write `b.ts`: permission denied",
        why: "changed before it: `a.ts`; every other file is as it was",
      },
    ],
  });
  expect(Object.keys(FILES).map(world.textOf)).toEqual(["new", "old", "old"]);
});

it("does not overwrite what somebody saved meanwhile", async () => {
  const world = memoryWorld({ ...FILES, "a.ts": "saved by its author" });
  await expect(writeChanges(world.files, CHANGES)).rejects.toThrow(
    "cannot write `a.ts`: it was changed during this run",
  );
  expect(world.textOf("a.ts")).toBe("saved by its author");
});
