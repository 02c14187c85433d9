import { expect, test } from "vitest";
import { encode } from "../../src/base/text/encoding.js";
import { UnreadableError, UnwritableError } from "../../src/base/world/world.js";
import { memoryWorld } from "./memory-world.js";

test("refuses what was said to be unreadable, files and directories", async () => {
  const { files } = memoryWorld({ "a.ts": "", "closed/b.ts": "" }, { unreadable: ["a.ts", "closed"] });
  expect(() => files.read("a.ts")).toThrow(UnreadableError);
  expect(() => files.read("closed/b.ts")).toThrow(UnreadableError);
  expect(await files.list({ patterns: ["**"], ignore: [] })).toEqual({
    files: ["a.ts"],
    unreadable: [{ path: "closed", reason: "permission denied" }],
  });
});

test("refuses to write what was said to be read-only", async () => {
  const world = memoryWorld({ "a.ts": "old" }, { readOnly: ["a.ts"] });
  await expect(world.files.write("a.ts", encode("new"))).rejects.toThrow(UnwritableError);
  expect(world.textOf("a.ts")).toBe("old");
});

test("keeps what was printed, and a clock that only the test moves", () => {
  const world = memoryWorld({});
  world.terminal.write("out");
  world.terminal.writeError("err");
  world.pass(250);
  expect([world.output(), world.errors(), world.clock.now()]).toEqual(["out", "err", 250]);
});
