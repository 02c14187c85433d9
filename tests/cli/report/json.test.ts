import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inventoryJson, reporters } from "../../../src/cli/report/index.js";
import { inventorySchema } from "../../../src/cli/report/inventory.schema.js";
import { type JsonReport, json } from "../../../src/cli/report/json.js";
import { reportSchema } from "../../../src/cli/report/json.schema.js";
import { anyReport, contextOfAny } from "./any-report.js";
import { contracts, inventory } from "./inventory.sample.js";
import { accepted, clean, contextOf, report } from "./sample.js";

const isReport = new Ajv({ strictTypes: true }).compile<JsonReport>(reportSchema);

describe("json", () => {
  it.each([
    ["a report with everything", report, contextOf()],
    ["a clean report", clean, contextOf()],
    ["a report with findings that do not count", accepted, contextOf()],
    ["a report whose texts are not at hand", report, contextOf({ texts: () => undefined })],
  ])("gives %s as its schema says", (_what, given, context) => {
    isReport(JSON.parse(json.render(given, context)));
    expect(isReport.errors).toBeNull();
  });

  it("gives any report as its schema says", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        isReport(JSON.parse(json.render(any.report, contextOfAny(any))));
        expect(isReport.errors).toBeNull();
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("gives places as offsets, lines and columns", () => {
    const [, finding] = parsed(json.render(report, contextOf())).diagnostics;
    expect(finding).toMatchObject({
      rule: "missing-member",
      file: "src/routes/health.ts",
      start: { offset: 152, line: 4, column: 42 },
      end: { offset: 167, line: 4, column: 57 },
      fix: {
        applicability: "safe",
        edits: [{ file: "src/routes/health.ts", text: "getDb", start: { line: 4, column: 26 } }],
      },
    });
  });

  it("tells what a finding is known by, and which package it is in", () => {
    const { diagnostics, known } = parsed(json.render(accepted, contextOf()));
    expect(diagnostics).toMatchObject([
      { within: "ready", package: "api", fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(known[0]).not.toHaveProperty("package");
  });

  it("keeps what does not count apart, with the reason", () => {
    const { suppressed, known, summary } = parsed(json.render(accepted, contextOf()));
    expect(suppressed).toMatchObject([
      {
        diagnostic: { rule: "direct-manager" },
        suppression: {
          file: "src/routes/health.ts",
          start: { line: 3, column: 1 },
          reason: "the probe runs before the pool is there",
          until: "2027-03-01",
          owner: "@platform",
        },
      },
    ]);
    expect(known).toMatchObject([{ rule: "direct-manager" }]);
    expect(summary).toMatchObject({ errors: 1, warnings: 0, suppressed: 1, known: 1 });
  });

  it("tells apart findings that say the same, and keeps the name of one when the other is allowed", () => {
    const prints = (given: typeof report) => {
      const { diagnostics, suppressed, known } = parsed(json.render(given, contextOf()));
      return [...diagnostics, ...suppressed.map(({ diagnostic }) => diagnostic), ...known].map(
        (one) => one.fingerprint,
      );
    };
    const [first] = report.diagnostics;
    if (first === undefined) throw new Error("the sample has findings");
    const second = { ...first, span: { ...first.span, start: first.span.start + 100, end: first.span.end + 100 } };
    const both = prints({ ...report, diagnostics: [first, second] });
    expect(new Set(both).size).toBe(2);
    const [allowed] = accepted.suppressed;
    if (allowed === undefined) throw new Error("the sample has a suppression");
    const one = prints({ ...report, diagnostics: [second], suppressed: [{ ...allowed, diagnostic: first }] });
    expect(one).toEqual([...both].reverse());
  });

  it("gives no orders to a CI system that prints it", () => {
    const [first] = report.diagnostics;
    if (first === undefined) throw new Error("the sample has findings");
    const hostile = { ...first, message: "##[error]::set-output::" };
    const printed = json.render({ ...report, diagnostics: [hostile] }, contextOf());
    expect(printed).not.toContain("##[");
    expect(parsed(printed).diagnostics[0]?.message).toBe(hostile.message);
  });

  it("counts what it found", () => {
    expect(parsed(json.render(report, contextOf()))).toMatchObject({
      version: 1,
      tool: { name: "db-ssot", version: "1.2.3" },
      summary: { errors: 1, warnings: 1, infos: 0, files: 1, safeFixes: 1, unsafeFixes: 0, problems: 2 },
    });
  });

  it("never holds colour", () => {
    expect(json.render(report, contextOf({ colour: true }))).toBe(json.render(report, contextOf()));
  });
});

describe("the report's schema", () => {
  it.each([
    ["another version", { version: 2 }],
    ["an unknown key", { extra: true }],
    ["a severity that is none", { diagnostics: [{ ...firstDiagnostic(), severity: "off" }] }],
  ])("refuses %s", (_what, change) => {
    expect(isReport({ ...parsed(json.render(report, contextOf())), ...change })).toBe(false);
  });
});

describe("inventoryJson", () => {
  it("gives the inventory as its schema says", () => {
    const isInventory = new Ajv({ strictTypes: true }).compile(inventorySchema);
    const value: unknown = JSON.parse(inventoryJson(inventory, contracts, contextOf()));
    isInventory(value);
    expect(isInventory.errors).toBeNull();
    expect(value).toMatchObject({ version: 1, patterns: [{ pattern: "getDb()", count: 14, canonical: true }, {}, {}] });
    expect(value).toMatchObject({
      contracts: [{ name: "getDb()", line: 4, contract: "closes (:9); does not commit" }, {}],
    });
  });
});

describe("reporters", () => {
  it("are found by their names", () => {
    expect([...reporters.keys()].join(" ")).toBe(
      "pretty concise json jsonl sarif sarif-all github gitlab junit checkstyle rdjson markdown html",
    );
    expect(reporters.get("json")).toBe(json);
  });

  it("give the same text every time", () => {
    for (const reporter of reporters.values()) {
      expect(reporter.render(report, contextOf())).toBe(reporter.render(structuredClone(report), contextOf()));
    }
  });
});

function parsed(text: string): JsonReport {
  return JSON.parse(text) as JsonReport;
}

function firstDiagnostic(): JsonReport["diagnostics"][number] | undefined {
  return parsed(json.render(report, contextOf())).diagnostics[0];
}
