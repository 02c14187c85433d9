import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic, Report } from "../../../../src/base/diagnostics/diagnostic.js";
import { sarif, sarifAll } from "../../../../src/cli/report/sarif/sarif.js";
import { anyReport, contextOfAny } from "../any-report.js";
import { accepted, clean, contextOf, report } from "../sample.js";
import { sarifFaults } from "./schema.js";

const PAGE =
  "# missing-member\n\n## What it does\n\nReports a call, as [the\nlist](../list.md) says.\n\nMore.\n\n```ts\nx();\n```\n";
const described = contextOf({ page: (rule) => (rule === "missing-member" ? PAGE : undefined) });

describe("sarif", () => {
  it("describes every rule, with its page as help", () => {
    const { rules } = runOf(report, described).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(described.rules.map(({ id }) => id));
    expect(rules[0]).toMatchObject({
      id: "missing-member",
      name: "MissingMember",
      shortDescription: { text: "A call or access of a member that the manager does not have." },
      fullDescription: { text: "Reports a call, as the list says." },
      help: { text: expect.stringContaining("  x();\n"), markdown: expect.stringContaining("```ts\nx();\n```") },
      defaultConfiguration: { level: "error" },
    });
    expect(rules[0]).not.toHaveProperty("helpUri");
  });

  it("gives a finding with its place, its code, its notes and what it is known by", () => {
    const result = resultsOf(report).find(({ ruleId }) => ruleId === "missing-member");
    expect(result).toMatchObject({
      ruleIndex: 0,
      level: "error",
      message: {
        text: [
          "`DatabaseManager` has no member `getAsyncSession` (not on the class, not on its instances)",
          "note: `DatabaseManager` has `getSession`, `initialize` ([src/db/database-manager.ts:2:14](1))",
          "note: the accessor of `primary` is `getDb` of src/database/index.ts",
          'help: `await using db = await getDb()`; safe fix: `"default"` names the default database and is dropped',
        ].join("\n"),
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "src/routes/health.ts", uriBaseId: "%SRCROOT%" },
            region: { startLine: 4, startColumn: 42, endLine: 4, endColumn: 57, snippet: { text: "getAsyncSession" } },
          },
          logicalLocations: [{ fullyQualifiedName: "ready" }],
        },
      ],
      partialFingerprints: { "dbSsot/v1": expect.stringMatching(/^[0-9a-f]{64}$/) },
      properties: { symbol: "DatabaseManager.getAsyncSession", source: "primary" },
    });
  });

  it("shows the way from another file to the finding, and where there is no other file, none", () => {
    const flows = resultsOf(report).map(({ codeFlows }) => codeFlows);
    expect(flows).toMatchObject([
      undefined,
      [{ threadFlows: [{ locations: [stepIn("src/db/database-manager.ts"), stepIn("src/routes/health.ts")] }] }],
    ]);
  });

  it("offers what fix would do, and leaves out what is never applied", () => {
    const [, finding] = report.diagnostics;
    if (finding?.fix === undefined) throw new Error("the sample has a fix");
    const fixesOf = (fix: Diagnostic["fix"]) => resultsOf({ ...report, diagnostics: [{ ...finding, fix }] })[0]?.fixes;
    const insert = { file: "src/db/database-manager.ts", start: 1, end: 1, text: "// gone\n" };
    expect(fixesOf({ ...finding.fix, edits: [...finding.fix.edits, insert] })).toEqual([
      {
        description: { text: 'call `getDb()`; safe; `"default"` names the default database and is dropped' },
        artifactChanges: [
          change("src/routes/health.ts", [4, 26, 4, 57], "getDb"),
          change("src/db/database-manager.ts", [2, 1, 2, 1], "// gone\n"),
        ],
      },
    ]);
    expect(fixesOf({ ...finding.fix, applicability: "suggestion" })).toBeUndefined();
  });

  it("tells of files that were not read, and of what was assumed", () => {
    const [invocation] = runOf(report).invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          descriptor: { id: "syntax" },
          level: "warning",
          message: { text: "variable declaration expected" },
          locations: [{ physicalLocation: { region: { startLine: 1, startColumn: 7 } } }],
        },
        { locations: [{ physicalLocation: { artifactLocation: { uri: "src/private.ts" } } }] },
        { level: "note", message: { text: expect.stringMatching(/^assumed `getDb`/) } },
      ],
    });
  });

  it("writes paths from the top of the repository, as relative addresses", () => {
    const uriOf = (file: string) => {
      const diagnostic = { ...first(report), span: { file, start: 0, end: 0 } };
      const [result] = resultsOf({ ...clean, diagnostics: [diagnostic] }, contextOf({ prefix: "packages/a b/" }));
      return result?.locations[0]?.physicalLocation.artifactLocation.uri;
    };
    expect(uriOf("src/ü#1.ts")).toBe("packages/a%20b/src/%C3%BC%231.ts");
    expect(uriOf("c:/x%20?.ts")).toBe("packages/a%20b/c%3A/x%2520%3F.ts");
  });

  it("does not take code in a message for a link", () => {
    const diagnostic = { ...first(report), message: "`handlers[0](1)` bypasses it" };
    expect(resultsOf({ ...clean, diagnostics: [diagnostic] })[0]?.message.text).toBe("`handlers[0\\](1)` bypasses it");
  });

  it("leaves out what does not count, and says how much that is", () => {
    const run = runOf(accepted);
    expect(run.results.map(({ ruleId }) => ruleId)).toEqual(["missing-member"]);
    expect(run.results[0]).not.toHaveProperty("suppressions");
    expect(JSON.stringify(run.invocations)).toContain(
      "not among the results: 1 finding that the baseline knows, 1 finding that comments allow",
    );
  });
});

describe("sarif-all", () => {
  it("marks what a comment allows and what the baseline knows, and every other result as counting", () => {
    const { results, invocations } = runOf(accepted, contextOf(), sarifAll);
    expect(results.map(({ suppressions, baselineState }) => [suppressions, baselineState])).toMatchObject([
      [[], "new"],
      [
        [
          {
            kind: "inSource",
            status: "accepted",
            justification: "the probe runs before the pool is there",
            properties: { until: "2027-03-01", owner: "@platform" },
            location: { physicalLocation: { region: { startLine: 3 } } },
          },
        ],
        "new",
      ],
      [[{ kind: "external", status: "accepted", justification: "in the baseline" }], "unchanged"],
    ]);
    expect(JSON.stringify(invocations)).not.toContain("not among the results");
  });

  it("is the same as sarif where everything counts", () => {
    expect(sarifAll.render(report, contextOf())).toBe(sarif.render(report, contextOf()));
  });
});

describe("the official schema", () => {
  it.each([
    ["a report with everything", report, described],
    ["a report with findings that do not count", accepted, described],
    ["a clean report", clean, contextOf()],
    ["a report whose texts are not at hand", report, contextOf({ texts: () => undefined })],
  ])("takes %s", (_what, given, context) => {
    expect(sarifFaults(sarif.render(given, context))).toEqual([]);
    expect(sarifFaults(sarifAll.render(given, context))).toEqual([]);
  });

  it("takes any report, and finds nothing in it that UTF-8 cannot hold", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        const text = sarifAll.render(any.report, contextOfAny(any));
        expect(sarifFaults(text)).toEqual([]);
        expect(text).not.toMatch(/\\ud[89a-f]/i);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("refuses what is none", () => {
    const log = JSON.parse(sarif.render(report, contextOf()));
    log.runs[0].results[0].level = "info";
    expect(sarifFaults(JSON.stringify(log))).not.toEqual([]);
  });
});

describe("the platform's limits", () => {
  const severities = ["info", "warning", "error"] as const;
  const many = (count: number): Report => ({
    ...clean,
    diagnostics: Array.from({ length: count }, (_, index) => ({
      ...first(report),
      severity: severities[index % 3] ?? "info",
      symbol: `symbol${index}`,
    })),
  });

  it("leave a report that is seen whole in its order", () => {
    const { results, invocations } = runOf(many(30));
    expect(results.slice(0, 3).map(({ level }) => level)).toEqual(["note", "warning", "error"]);
    expect(invocations[0]?.toolExecutionNotifications).toEqual([]);
  });

  it("put the worst first where only the first 5,000 are kept", () => {
    const levels = runOf(many(6_000)).results.map(({ level }) => level);
    expect(levels).toHaveLength(6_000);
    expect(new Set(levels.slice(0, 2_000))).toEqual(new Set(["error"]));
    expect(new Set(levels.slice(4_000))).toEqual(new Set(["note"]));
  });

  it("cut what is least severe at 25,000 results, and say so; the file stays below 10 MB", () => {
    const text = sarif.render(many(25_300), contextOf());
    const [run] = JSON.parse(text).runs;
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe(
      "300 more results are left out, the least severe: a run holds at most 25,000",
    );
    expect(gzipSync(text).length).toBeLessThan(10_000_000);
  });
});

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
  readonly results: readonly Result[];
}

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
  readonly codeFlows?: unknown;
  readonly fixes?: unknown;
  readonly suppressions?: unknown;
  readonly baselineState?: string;
}

function runOf(given: Report, context = contextOf(), reporter = sarif): Run {
  return JSON.parse(reporter.render(given, context)).runs[0];
}

function resultsOf(given: Report, context = contextOf()): readonly Result[] {
  return runOf(given, context).results;
}

function first({ diagnostics: [diagnostic] }: Report): Diagnostic {
  if (diagnostic === undefined) throw new Error("the report has no finding");
  return diagnostic;
}

function stepIn(uri: string) {
  return { location: { physicalLocation: { artifactLocation: { uri } } } };
}

function change(uri: string, [startLine, startColumn, endLine, endColumn]: readonly number[], text: string) {
  const deletedRegion = { startLine, startColumn, endLine, endColumn };
  return {
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    replacements: [{ deletedRegion, insertedContent: { text } }],
  };
}
