import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { inventoryJson, reporters } from "../../src/report/index.js";
import { type JsonReport, json } from "../../src/report/json.js";
import { inventorySchema, reportSchema } from "../../src/report/json.schema.js";
import { contracts, inventory } from "./inventory.sample.js";
import { clean, contextOf, report } from "./sample.js";

const isReport = new Ajv({ strictTypes: true }).compile<JsonReport>(reportSchema);

describe("json", () => {
  it.each([
    ["a report with everything", report, contextOf()],
    ["a clean report", clean, contextOf()],
    ["a report whose texts are not at hand", report, contextOf({ texts: () => undefined })],
  ])("gives %s as its schema says", (_what, given, context) => {
    isReport(JSON.parse(json.render(given, context)));
    expect(isReport.errors).toBeNull();
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
    expect([...reporters.keys()]).toEqual(["pretty", "concise", "json"]);
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
