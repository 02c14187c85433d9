/** What every world promises, asked of the real one in a temporary folder and of the one in memory. */
import { describe, expect, test } from "vitest";
import { decode, encode } from "../../../src/base/text/encoding.js";
import { realFiles } from "../../../src/base/world/real/files.js";
import { type FileSystem, UnreadableError, UnwritableError } from "../../../src/base/world/world.js";
import { memoryWorld } from "../../support/memory-world.js";
import { tempProject } from "../../support/temp-project.js";

type Files = Readonly<Record<string, string | Uint8Array>>;

const worlds: readonly { name: string; make: (files: Files) => FileSystem }[] = [
  { name: "the disk", make: (files) => realFiles(tempProject(files)) },
  { name: "memory", make: (files) => memoryWorld(files).files },
];

const everything = { patterns: ["**"], ignore: [] };

describe.each(worlds)("files in $name", ({ make }) => {
  test("are listed in the order of code units, dot files and odd names included", async () => {
    const names = [".env.ts", "B.ts", "a b.ts", "a/(x)/[id].ts", "a/b.ts", "a-b/c.ts", "é.ts", "{a,b}.ts", "!a.ts"];
    const files = make(Object.fromEntries(names.map((name) => [name, ""])));
    expect(await files.list(everything)).toEqual({ files: [...names].sort(), unreadable: [] });
  });

  test("are listed by pattern, at any depth", async () => {
    const files = make({ "a.ts": "", "b.js": "", "src/c.ts": "", "src/.d/e.ts": "", "src/f.tsx": "" });
    const { files: found } = await files.list({ patterns: ["**/*.ts", "*.js"], ignore: [] });
    expect(found).toEqual(["a.ts", "b.js", "src/.d/e.ts", "src/c.ts"]);
  });

  test("are left out where a glob to ignore matches them or their directory", async () => {
    const files = make({ "a.ts": "", "a.test.ts": "", "node_modules/x/i.ts": "", "p/node_modules/y.ts": "" });
    const { files: found } = await files.list({ patterns: ["**"], ignore: ["**/node_modules/**", "**/*.test.ts"] });
    expect(found).toEqual(["a.ts"]);
  });

  test("are not looked for in a directory that may not be entered", async () => {
    const files = make({ "a.ts": "", "out/b.ts": "", "out/deep/c.ts": "", "src/d.ts": "" });
    const asked: string[] = [];
    const enter = (directory: string) => asked.push(directory) > 0 && directory !== "out";
    expect((await files.list({ ...everything, enter })).files).toEqual(["a.ts", "src/d.ts"]);
    expect(asked.sort()).toEqual(["out", "src"]);
  });

  test("are told with the directories beside them, one level at a time", () => {
    const files = make({ "a.ts": "", "src/b.ts": "", "src/deep/c.ts": "" });
    const told = (directory: string) =>
      files
        .entries(directory)
        .map(({ name, kind }) => `${name}: ${kind}`)
        .sort();
    expect(told("")).toEqual(["a.ts: file", "src: directory"]);
    expect(told("src")).toEqual(["b.ts: file", "deep: directory"]);
    expect([told("none"), told("a.ts")]).toEqual([[], []]);
  });

  test("have another stamp after a change, or none yet, and an empty one where nothing is", async () => {
    const files = make({ "src/a.ts": "1", "src/b.ts": "1" });
    const before = [files.stamp("src/a.ts"), files.stamp("src")];
    await files.write("src/a.ts", encode("2"));
    await files.write("src/c.ts", encode("1"));
    const after = [files.stamp("src/a.ts"), files.stamp("src")];
    for (const [index, stamp] of after.entries()) expect(stamp ?? "a moment ago").not.toBe(before[index]);
    expect([files.stamp("src/none.ts"), files.stamp("src/a.ts/none.ts")]).toEqual(["", ""]);
  });

  test("lie where their path says, as long as there is no link", () => {
    const files = make({ "src/a.ts": "" });
    expect([files.realPath("src/a.ts"), files.realPath("src/none.ts")]).toEqual(["src/a.ts", "src/none.ts"]);
  });

  test("are none in an empty project", async () => {
    expect(await make({}).list(everything)).toEqual({ files: [], unreadable: [] });
  });

  test("are read byte for byte", () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0xff, 0x00]);
    expect(Uint8Array.from(make({ "a.bin": bytes }).read("a.bin") ?? [])).toEqual(bytes);
  });

  test("are absent, not faulty, where there is none", () => {
    const files = make({ "a.ts": "" });
    expect([files.read("b.ts"), files.read("a.ts/b.ts"), files.read("no/b.ts")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([files.stat("b.ts"), files.stat("a.ts/b.ts")]).toEqual([undefined, undefined]);
  });

  test("are told from directories, and have a size in bytes", () => {
    const files = make({ "src/é.ts": "é" });
    expect(files.stat("src/é.ts")).toMatchObject({ kind: "file", size: 2 });
    expect(files.stat("src")?.kind).toBe("directory");
    expect(() => files.read("src")).toThrow(UnreadableError);
  });

  test("hold what was written last", async () => {
    const files = make({ "a.ts": "old" });
    await files.write("a.ts", encode("new"));
    await files.write("deep/er/b.ts", encode("made"));
    expect(["a.ts", "deep/er/b.ts"].map((path) => decode(files.read(path) ?? new Uint8Array()))).toEqual([
      { kind: "text", text: "new" },
      { kind: "text", text: "made" },
    ]);
    expect((await files.list(everything)).files).toEqual(["a.ts", "deep/er/b.ts"]);
  });

  test("are not written outside of the root", async () => {
    await expect(make({ "a.ts": "" }).write("../b.ts", encode("x"))).rejects.toThrow(UnwritableError);
  });

  test("are made only where there is nothing, by one of those who want to", async () => {
    const files = make({ "a.ts": "old", "src/b.ts": "" });
    expect(await Promise.all([files.create("a.ts", encode("x")), files.create("src", encode("x"))])).toEqual([
      false,
      false,
    ]);
    const made = await Promise.all(["1", "2", "3"].map((text) => files.create("deep/new.ts", encode(text))));
    expect(made.filter((each) => each)).toHaveLength(1);
    expect((await files.list(everything)).files).toEqual(["a.ts", "deep/new.ts", "src/b.ts"]);
    await expect(files.create("../b.ts", encode("x"))).rejects.toThrow(UnwritableError);
  });

  test("are removed with the directories that then hold nothing, and need not be there", async () => {
    const files = make({ "a.ts": "", "src/b.ts": "", "src/deep/er/c.ts": "" });
    await files.remove("src/deep/er/c.ts");
    await files.remove("src/none.ts");
    expect(files.stat("src/deep")).toBeUndefined();
    expect((await files.list(everything)).files).toEqual(["a.ts", "src/b.ts"]);
    await expect(files.remove("src")).rejects.toThrow(UnwritableError);
    await expect(files.remove("../b.ts")).rejects.toThrow(UnwritableError);
  });

  test("say beforehand what cannot be written, and stay as they are", async () => {
    const files = make({ "a.ts": "", "src/b.ts": "" });
    for (const path of ["a.ts", "new.ts", "deep/new.ts"]) expect(files.checkWritable(path)).toBeUndefined();
    for (const path of ["../b.ts", "src"]) expect(() => files.checkWritable(path)).toThrow(UnwritableError);
    expect((await files.list(everything)).files).toEqual(["a.ts", "src/b.ts"]);
  });
});
