import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gitlab } from "../../../src/cli/report/gitlab.js";
import { hostileReport, reportOf, times } from "./many.js";
import { clean, contextOf, report } from "./sample.js";

/** Source: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format": what GitLab asks of each entry. */
const CODE_QUALITY = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        additionalProperties: false,
        properties: {
          path: { type: "string", pattern: "^(?!\\./)" },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const isCodeQuality = new Ajv().compile<readonly Entry[]>(CODE_QUALITY);

function entriesOf(text: string): readonly Entry[] {
  const value: unknown = JSON.parse(text);
  expect(isCodeQuality(value), JSON.stringify(isCodeQuality.errors)).toBe(true);
  return value as readonly Entry[];
}

describe("gitlab", () => {
  it("gives each finding with its severity, and its place from the top of the repository", () => {
    const entries = entriesOf(gitlab.render(report, contextOf({ prefix: "packages/app/" })));
    expect(entries.map(({ check_name, severity, location }) => [check_name, severity, location])).toEqual([
      ["syntax", "minor", { path: "packages/app/src/broken.ts", lines: { begin: 1, end: 1 } }],
      ["unreadable", "minor", { path: "packages/app/src/private.ts", lines: { begin: 1, end: 1 } }],
      ["direct-manager", "minor", { path: "packages/app/src/routes/health.ts", lines: { begin: 1, end: 1 } }],
      ["missing-member", "major", { path: "packages/app/src/routes/health.ts", lines: { begin: 4, end: 4 } }],
    ]);
    expect(entries[3]?.description).toMatch(/^`DatabaseManager` has no member `getAsyncSession`: `await using db/);
  });

  it("takes an info for an info", () => {
    expect(entriesOf(gitlab.render(reportOf([{ severity: "info" }]), contextOf()))).toMatchObject([
      { severity: "info" },
    ]);
  });

  it("is an empty array where there is nothing", () => {
    expect(gitlab.render(clean, contextOf())).toBe("[]\n");
  });

  it("knows a finding again in another file and on another line", () => {
    const here = entriesOf(gitlab.render(reportOf([{ file: "a.ts" }]), contextOf({ texts: () => "x" })));
    const there = entriesOf(
      gitlab.render(reportOf([{ file: "b.ts" }]), contextOf({ texts: () => "\n\nx", prefix: "p/" })),
    );
    expect(there[0]?.fingerprint).toBe(here[0]?.fingerprint);
  });

  it("gives no two entries one fingerprint, since only the first of them would be shown", () => {
    const twins = reportOf(times(5, {}));
    const same = { ...twins, diagnostics: twins.diagnostics.map((each) => ({ ...each, symbol: "same" })) };
    const problems = [...report.problems, ...report.problems];
    const entries = entriesOf(gitlab.render({ ...same, problems }, contextOf()));
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(9);
  });

  it("is valid whatever the report holds", () => {
    fc.assert(
      fc.property(hostileReport, ({ report: hostile, text }) => {
        entriesOf(gitlab.render(hostile, contextOf({ texts: () => text })));
      }),
    );
  });
});
