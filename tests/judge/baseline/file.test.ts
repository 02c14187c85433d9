/** The file of the baseline: what is written, and what is understood of what editors and git make of it. */
import { describe, expect, it, test } from "vitest";
import { type BaselineEntry, withoutEntries, writeEntries } from "../../../src/judge/baseline/entry.js";
import { parseBaseline } from "../../../src/judge/baseline/parse.js";

function entry(code: string, path = "src/a.ts"): BaselineEntry {
  return { rule: "direct-client", symbol: "new Pool", within: "open", code, path };
}

const TEXT = writeEntries([entry("c"), entry("a"), entry("b")]);
const codesOf = (text: string) => parseBaseline(text).entries.map(({ code }) => code);
const flawsOf = (text: string) => parseBaseline(text).flaws.map(({ kind, line }) => `${kind} ${line}`);

test("entries stand one a line, sorted, with an empty line between any two", () => {
  const line = (code: string) =>
    `{"rule":"direct-client","symbol":"new Pool","within":"open","code":"${code}","path":"src/a.ts"}`;
  expect(TEXT).toBe(`{"version":1}\n\n${line("a")}\n\n${line("b")}\n\n${line("c")}\n`);
});

test("the order in which findings come changes no byte", () => {
  expect(writeEntries([entry("b"), entry("c"), entry("a")])).toBe(TEXT);
});

test("what is written is read again, whatever characters it holds", () => {
  const codes = ['"\\\n', "\u2028 \u0000", "😀 \ud83d", "<<<<<<< x", "=======", "\uFEFF", "", "a\r\nb"];
  const text = writeEntries(codes.map((code) => entry(code)));
  expect(codesOf(text).sort()).toEqual([...codes].sort());
  expect(parseBaseline(Buffer.from(text, "utf8").toString("utf8")).entries).toHaveLength(codes.length);
});

describe("what else is understood", () => {
  it.each([
    ["carriage returns", TEXT.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${TEXT}`],
    ["no final newline", TEXT.trimEnd()],
    ["no empty lines", TEXT.replaceAll("\n\n", "\n")],
    ["more empty lines, and spaces at the end", TEXT.replaceAll("\n", "  \n\n")],
    ["no version", TEXT.slice(TEXT.indexOf("\n"))],
  ])("%s", (_, text) => {
    expect({ codes: codesOf(text), flaws: flawsOf(text) }).toEqual({ codes: ["a", "b", "c"], flaws: [] });
  });

  it("another order, and entries that stand twice", () => {
    const [version = "", a = "", b = "", c = ""] = TEXT.split("\n\n");
    expect(codesOf([version, c.trim(), a, b, a].join("\n"))).toEqual(["c", "a", "b", "a"]);
  });
});

describe("what is not", () => {
  it.each([
    [
      "markers of a merge",
      `{"version":1}\n<<<<<<< HEAD\n=======\n>>>>>>> other\n`,
      ["conflicted 2", "conflicted 3", "conflicted 4"],
    ],
    ["another version", `{"version":2}\n`, ["newer 1"]],
    ["a line cut in two", `{"version":1}\n\n{"rule":"x",\n`, ["malformed 3"]],
    ["an entry without its code", `{"rule":"x","symbol":"y","within":"","path":"a.ts"}\n`, ["malformed 1"]],
    [
      "an entry whose code is a number",
      `{"rule":"x","symbol":"y","within":"","code":1,"path":"a.ts"}`,
      ["malformed 1"],
    ],
    ["other JSON", `[]\n\nnull\n`, ["malformed 1", "malformed 3"]],
  ])("%s", (_, text, flaws) => {
    expect(flawsOf(text)).toEqual(flaws);
  });
});

describe("taking entries away", () => {
  const without = (text: string, ...codes: readonly string[]) =>
    withoutEntries(
      text,
      parseBaseline(text).entries.filter(({ code }) => codes.includes(code)),
    );

  it("leaves the empty lines around them", () => {
    expect(
      without(TEXT, "b")
        .split("\n")
        .map((line) => /"code":"(.)"/.exec(line)?.[1] ?? ""),
    ).toEqual(["", "", "a", "", "", "c", ""]);
  });

  it("takes the first, the last and all of them", () => {
    expect(codesOf(without(TEXT, "a", "c"))).toEqual(["b"]);
    expect(without(TEXT, "a", "b", "c").trim()).toBe('{"version":1}');
  });

  it("leaves line feeds and no byte order mark, on every system", () => {
    expect(without(`\uFEFF${TEXT}`.replaceAll("\n", "\r\n"), "b")).toBe(without(TEXT, "b"));
  });
});
