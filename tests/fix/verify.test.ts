import { expect, it } from "vitest";
import type { Fix } from "../../src/edits/edit.js";
import { verify } from "../../src/fix/verify.js";
import { languageOf } from "../../src/languages/index.js";
import type { FilePath } from "../../src/text/span.js";

const typescript = await languageOf("a.ts")?.load();

it("lets a text pass that parses", () => {
  const { sound, kept } = judge({ "a.ts": ["f();", "g();"] });
  expect([...sound]).toEqual([["a.ts", "g();"]]);
  expect(kept.size).toBe(0);
});

it("keeps the old text where the new one does not parse, and says where", () => {
  const { sound, kept } = judge({ "a.ts": ["f();", "f(;"], "b.ts": ["f();", "g();"] });
  expect([...sound.keys()]).toEqual(["b.ts"]);
  expect(kept.get("a.ts")).toMatch(/^the result would not parse at 1:3: /);
});

it("leaves a file alone that did not parse before either", () => {
  expect(judge({ "a.ts": ["f(; // old", "f(; // new"] }).kept.size).toBe(0);
});

it("keeps every file that a fix ties to a broken one, also over several fixes", () => {
  const files = {
    "a.ts": ["f();", "f(;"],
    "b.ts": ["f();", "g();"],
    "c.ts": ["f();", "g();"],
    "d.ts": ["f();", "g();"],
  };
  const { sound, kept } = judge(files, [fixOf("b.ts", "c.ts"), fixOf("a.ts", "b.ts"), fixOf("d.ts")]);
  expect([...sound.keys()]).toEqual(["d.ts"]);
  expect(kept.get("c.ts")).toBe("it goes together with b.ts, which is kept");
});

it("keeps the old text of Python where a block would have nothing in it", async () => {
  const python = await languageOf("a.py")?.load();
  const before = new Map([["a.py", "if x:\n    import a\n"]]);
  const { kept } = verify({ before, after: new Map([["a.py", "if x:\n"]]), applied: [], language: () => python });
  expect(kept.get("a.py")).toMatch(/an indented block is missing$/);
});

it("keeps a file whose fixes would not come to an end", () => {
  const files = { "a.ts": ["f();", "g();"], "b.ts": ["f();", "g();"] };
  const side = (index: number) => new Map(Object.entries(files).map(([file, texts]) => [file, texts[index] ?? ""]));
  const endless = [fixOf("a.ts")];
  const request = { before: side(0), after: side(1), applied: endless, endless, language: () => typescript };
  const { sound, kept } = verify(request);
  expect([...sound.keys()]).toEqual(["b.ts"]);
  expect(kept.get("a.ts")).toBe("its fixes would not come to an end");
});

function judge(files: Readonly<Record<FilePath, readonly string[]>>, applied: readonly Fix[] = []) {
  const side = (index: number) => new Map(Object.entries(files).map(([file, texts]) => [file, texts[index] ?? ""]));
  return verify({ before: side(0), after: side(1), applied, language: () => typescript });
}

function fixOf(...files: readonly FilePath[]): Fix {
  return { title: "", applicability: "safe", edits: files.map((file) => ({ file, start: 0, end: 1, text: "g" })) };
}
