import { rdformatSchema } from "@umbrelladocs/rdformat-validator";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic, Report } from "../../../src/base/diagnostics/diagnostic.js";
import { rdjson } from "../../../src/cli/report/rdjson.js";
import { anyReport, contextOfAny } from "./any-report.js";
import { accepted, clean, contextOf, report } from "./sample.js";

describe("rdjson", () => {
  it("gives problems and findings with their places, and a suggestion for a fix", () => {
    expect(parsed(report)).toEqual({
      source: { name: "db-ssot" },
      diagnostics: [
        {
          message: "variable declaration expected",
          location: { path: "src/broken.ts", range: range([1, 7], [1, 8]) },
          severity: "WARNING",
          code: { value: "syntax" },
        },
        {
          message: "permission denied",
          location: { path: "src/private.ts" },
          severity: "WARNING",
          code: { value: "unreadable" },
        },
        {
          message: "`DatabaseManager` is used where `getDb` serves",
          location: { path: "src/routes/health.ts", range: range([1, 10], [1, 25]) },
          severity: "WARNING",
          code: { value: "direct-manager" },
        },
        {
          message: [
            "`DatabaseManager` has no member `getAsyncSession` (not on the class, not on its instances)",
            "note: `DatabaseManager` has `getSession`, `initialize` (src/db/database-manager.ts:2:14)",
            "note: the accessor of `primary` is `getDb` of src/database/index.ts",
            'help: `await using db = await getDb()`; safe fix: `"default"` names the default database and is dropped',
          ].join("\n"),
          location: { path: "src/routes/health.ts", range: range([4, 42], [4, 57]) },
          severity: "ERROR",
          code: { value: "missing-member" },
          suggestions: [{ range: range([4, 26], [4, 57]), text: "getDb" }],
        },
      ],
    });
  });

  it("leaves out what does not count", () => {
    expect(parsed(accepted).diagnostics.map(({ code }) => code.value)).toEqual([
      "syntax",
      "unreadable",
      "missing-member",
    ]);
  });

  it("names files as they are called where it runs", () => {
    const { diagnostics } = JSON.parse(rdjson.render(accepted, contextOf({ directory: "src/db" })));
    expect(diagnostics[2].location.path).toBe("../routes/health.ts");
  });

  it("counts columns in bytes of UTF-8, as reviewdog does", () => {
    const text = "é = '𐐀'; db()\n";
    const start = text.indexOf("db");
    const [finding] = parsedWith(text, { span: { file: "a.ts", start, end: start + 2 } });
    expect(finding?.location.range).toEqual(range([1, 14], [1, 16]));
  });

  describe("makes of a fix", () => {
    const text = "import { A } from 'a';\nconst x = A.b();\n";
    const edit = (old: string, by: string) => {
      const start = text.indexOf(old);
      return { file: "a.ts", start, end: start + old.length, text: by };
    };
    const both = [edit("A.b", "b"), edit("{ A }", "{ b }")];
    const suggestions = (fix: Partial<Diagnostic["fix"]>, source = text) =>
      parsedWith(source, { fix: { title: "call `b()`", applicability: "safe", edits: both, ...fix } })[0]?.suggestions;

    it("one suggestion, so that nobody takes half of it", () => {
      expect(suggestions({})).toEqual([{ range: range([1, 8], [2, 14]), text: "{ b } from 'a';\nconst x = b" }]);
    });

    it("none where its edits are in two files", () => {
      expect(suggestions({ edits: [...both, { file: "b.ts", start: 0, end: 0, text: "" }] })).toBeUndefined();
    });

    it("none where its edits are far apart", () => {
      const far = `${text}${"\n".repeat(60)}A`;
      const last = { file: "a.ts", start: far.length - 1, end: far.length, text: "b" };
      expect(suggestions({ edits: [...both, last] }, far)).toBeUndefined();
      expect(suggestions({ edits: [last] }, far)).toHaveLength(1);
    });

    it("none where it is shown and never applied", () => {
      expect(suggestions({ applicability: "suggestion" })).toBeUndefined();
    });
  });

  it.each([
    ["a report with everything", report, contextOf()],
    ["a clean report", clean, contextOf()],
    ["a report whose texts are not at hand", report, contextOf({ texts: () => undefined })],
  ])("gives %s in reviewdog's format", (_what, given, context) => {
    expect(faultsOf(rdjson.render(given, context))).toEqual([]);
  });

  it("gives any report in reviewdog's format, and nothing that UTF-8 cannot hold", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        const text = rdjson.render(any.report, contextOfAny(any));
        expect(faultsOf(text)).toEqual([]);
        expect(text).not.toMatch(/\\ud[89a-f]/i);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("is held to a format that refuses what is none", () => {
    expect(faultsOf('{ "diagnostics": [{ "message": "m", "location": {} }] }')).not.toEqual([]);
  });
});

interface Remark {
  readonly message: string;
  readonly location: { readonly path: string; readonly range?: unknown };
  readonly code: { readonly value: string };
  readonly suggestions?: readonly unknown[];
}

function parsed(given: Report): { readonly diagnostics: readonly Remark[] } {
  return JSON.parse(rdjson.render(given, contextOf()));
}

function parsedWith(text: string, parts: Partial<Diagnostic>): readonly Remark[] {
  const diagnostic: Diagnostic = {
    rule: "missing-member",
    severity: "error",
    span: { file: "a.ts", start: 0, end: 0 },
    message: "m",
    notes: [],
    symbol: "s",
    identity: { within: "", code: "" },
    ...parts,
  };
  const context = contextOf({ texts: (file) => (file === "a.ts" ? text : undefined) });
  return JSON.parse(rdjson.render({ ...clean, diagnostics: [diagnostic] }, context)).diagnostics;
}

function range([line, column]: readonly [number, number], [endLine, endColumn]: readonly [number, number]) {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

const isResult = new Ajv({ allErrors: true }).compile(rdformatSchema);

function faultsOf(text: string): readonly unknown[] {
  isResult(JSON.parse(text));
  return isResult.errors ?? [];
}
