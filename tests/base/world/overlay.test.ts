import { expect, it } from "vitest";
import { overlay } from "../../../src/base/world/overlay.js";
import { memoryWorld } from "../../support/memory-world.js";

const { files } = memoryWorld({ "a.ts": "old", "b.ts": "as it was" });
const changed = overlay(files, new Map([["a.ts", "new é"]]));

const textOf = (path: string) => new TextDecoder().decode(changed.read(path));

it("reads the changed text, with its size, and every other file as it is", () => {
  expect([textOf("a.ts"), textOf("b.ts")]).toEqual(["new é", "as it was"]);
  expect(changed.stat("a.ts")).toEqual({ kind: "file", size: 6 });
  expect(changed.stat("b.ts")).toEqual({ kind: "file", size: 9 });
});

it("lists what is there and leaves the files below alone", async () => {
  expect((await changed.list({ patterns: ["**"], ignore: [] })).files).toEqual(["a.ts", "b.ts"]);
  expect(new TextDecoder().decode(files.read("a.ts"))).toBe("old");
});
