import { expect, it } from "vitest";
import type { Edit } from "../../../../src/base/edits/edit.js";
import { parseProof } from "../../../../src/change/fix/proofs/parse.js";
import { languageOf } from "../../../../src/read/languages/index.js";
import { candidateOf } from "./batch.js";

const typescript = await languageOf("a.ts")?.load();
const python = await languageOf("a.py")?.load();
const proof = parseProof((file) => (file.endsWith(".py") ? python : typescript));

it("lets a text pass that parses", async () => {
  expect(await refused({ "a.ts": "f();" }, { one: [replace("a.ts", "f", "g")] })).toEqual({});
});

it("refuses the fix after which its file does not parse, says where, and lets the others in the file stand", async () => {
  const fixes = { good: [replace("a.ts", "f", "h")], bad: [{ file: "a.ts", start: 2, end: 3, text: "" }] };
  expect(await refused({ "a.ts": "f();\ng();" }, fixes)).toEqual({
    bad: expect.stringMatching(/^the result would not parse at 1:3: /),
  });
});

it("refuses a fix whole when one of its files does not parse", async () => {
  const fixes = { wide: [replace("a.ts", "f", "h"), { file: "b.ts", start: 2, end: 3, text: "" }] };
  expect(Object.keys(await refused({ "a.ts": "f();", "b.ts": "f();" }, fixes))).toEqual(["wide"]);
});

it("says nothing of a file that did not parse before either", async () => {
  expect(await refused({ "a.ts": "f(; // old" }, { one: [replace("a.ts", "old", "new")] })).toEqual({});
});

it("refuses what leaves a block of Python with nothing in it", async () => {
  const text = "if x:\n    import a\n";
  const { empty } = await refused(
    { "a.py": text },
    { empty: [{ file: "a.py", start: 6, end: text.length, text: "" }] },
  );
  expect(empty).toMatch(/an indented block is missing$/);
});

async function refused(
  texts: Readonly<Record<string, string>>,
  fixes: Readonly<Record<string, readonly Edit[]>>,
): Promise<Readonly<Record<string, string>>> {
  const refusals = await proof(candidateOf(texts, fixes));
  return Object.fromEntries(refusals.map(({ group, reason }) => [group.name, reason]));
}

function replace(file: string, from: string, text: string): Edit {
  const start = file.endsWith(".ts") && from === "old" ? "f(; // ".length : 0;
  return { file, start, end: start + from.length, text };
}
