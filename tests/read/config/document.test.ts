import { describe, expect, it } from "vitest";
import { parseDocument, placeOf, writeKeyPath } from "../../../src/read/config/document.js";
import { faultsOfText } from "./support.js";

describe("reading the text of a configuration", () => {
  it.each([
    ["comments", '// why\n{ /* none */ "sources": [] }\n// end'],
    ["trailing commas", '{ "ignore": ["a/**",], }'],
    ["a byte order mark", '\uFEFF{ "sources": [] }'],
    ["CRLF", '{\r\n  "sources": []\r\n}\r\n'],
  ])("accepts %s", async (_what, text) => {
    expect(await faultsOfText(text)).toEqual([]);
  });

  it.each([
    ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', "db-ssot.json:3:3", "comma expected"],
    ["a missing brace", '{\n  "a": 1\n', "db-ssot.json:3:1", "close brace expected"],
    ["a single quote", "{\r\n\r\n  'a': 1 }", "db-ssot.json:3:3", "invalid symbol"],
    ["a broken line", '{ "a": "b\n" }', "db-ssot.json:1:8", "unexpected end of string"],
    ["a second value", "{} {}", "db-ssot.json:1:4", "end of file expected"],
    ["an empty file", "", "db-ssot.json:1:1", "value expected"],
    ["nothing but a comment", "// soon\n", "db-ssot.json:2:1", "value expected"],
    ["a place after a byte order mark", "\uFEFF{,}", "db-ssot.json:1:2", "value expected"],
  ])("reports %s at its place", async (_what, text, place, problem) => {
    expect(await faultsOfText(text)).toEqual([`${place} invalid-json | ${problem} | fix the syntax at this place`]);
  });

  it("reports values that are nested beyond measure", async () => {
    const text = "[".repeat(200_000) + "]".repeat(200_000);
    expect(await faultsOfText(text)).toEqual([
      "db-ssot.json:1:1 invalid-json | the values are nested too deeply | fix the syntax at this place",
    ]);
  });

  it("reports a key that is given twice, also deep inside", async () => {
    expect(await faultsOfText('{ "overrides": [\n  { "files": [],\n    "files": [] }\n] }')).toEqual([
      "db-ssot.json:3:5 duplicate-key | `overrides[0].files` is given twice | keep one of the two",
    ]);
  });

  it("leaves equal keys of different objects alone", async () => {
    const parsed = await parseDocument("db-ssot.json", '[{ "a": 1 }, { "a": 1 }]');
    expect(parsed.kind).toBe("document");
  });

  it("takes the value of one key, and reports nothing of the rest of that file", async () => {
    const parsed = await parseDocument("package.json", '{ "a": 1, "a": 2, "db-ssot": { "ignore": [] } }', "db-ssot");
    expect(parsed).toMatchObject({ kind: "document", document: { value: { ignore: [] } } });
  });

  it("says that the key is absent", async () => {
    expect(await parseDocument("package.json", "[]", "db-ssot")).toEqual({ kind: "absent" });
  });
});

describe("places of values", () => {
  it("finds a value, its key, and nothing where nothing stands", async () => {
    const parsed = await parseDocument("c.json", '{\n  "a": [10,\n    { "b": 20 }]\n}');
    if (parsed.kind !== "document") throw new Error(parsed.kind);
    expect(placeOf(parsed.document, ["a", 1, "b"], "value")).toEqual({ file: "c.json", line: 3, column: 12 });
    expect(placeOf(parsed.document, ["a", 1, "b"], "key")).toEqual({ file: "c.json", line: 3, column: 7 });
    expect(placeOf(parsed.document, ["a", 0], "key")).toEqual({ file: "c.json", line: 2, column: 9 });
    expect(placeOf(parsed.document, [], "value")).toEqual({ file: "c.json", line: 1, column: 1 });
    expect(placeOf(parsed.document, ["a", 2], "value")).toBeUndefined();
    expect(placeOf(parsed.document, ["a", "b"], "value")).toBeUndefined();
    expect(placeOf(parsed.document, [0], "value")).toBeUndefined();
  });

  it("writes a path as people do", () => {
    expect(writeKeyPath(["sources", 0, "accessor", "module"])).toBe("sources[0].accessor.module");
    expect(writeKeyPath(["rules", "missing-member"])).toBe("rules.missing-member");
    expect(writeKeyPath(["a b", "$schema"])).toBe('["a b"].$schema');
  });
});
