import { expect, test } from "vitest";
import type { Diagnostic, Report } from "../../../src/base/diagnostics/diagnostic.js";
import { type Findings, newFindings, newSince } from "../../../src/judge/check/compare.js";

function finding(file: string, code: string, start = 0): Diagnostic {
  return {
    rule: "missing-member",
    severity: "error",
    span: { file, start, end: start + 1 },
    message: "m",
    notes: [],
    symbol: "DatabaseManager.getSession",
    identity: { within: "ready", code },
  };
}

test("leaves alone what was there, wherever it has moved", () => {
  const before = [finding("a.ts", "one()"), finding("a.ts", "two()", 9)];
  const now = [finding("renamed.ts", "two()", 40), finding("a.ts", "one()", 70)];
  expect(newFindings(before, now)).toEqual([]);
});

test("tells what was not there, and how often", () => {
  const now = [finding("a.ts", "one()", 1), finding("a.ts", "one()", 2), finding("a.ts", "three()", 3)];
  expect(newFindings([finding("a.ts", "one()")], now)).toEqual(now.slice(1));
});

test("tells it of the file that has come to it, and not of the one that had it", () => {
  const now = [finding("a.ts", "one()"), finding("b.ts", "one()")];
  expect(newFindings([finding("b.ts", "one()")], now)).toEqual([now[0]]);
  expect(newFindings([finding("a.ts", "one()")], now)).toEqual([now[1]]);
});

test("tells a finding that takes the place of another", () => {
  expect(newFindings([finding("a.ts", "one()")], [finding("a.ts", "two()")])).toHaveLength(1);
});

const NOTHING: Findings = { diagnostics: [], suppressed: [], known: [], problems: [] };
const STATISTICS = {
  files: 1,
  parsed: 1,
  sites: { known: 0, unknown: 0 },
  unknownReasons: [],
  canonical: { count: 0, total: 0 },
};

test("counts what is accepted, and what cannot be read, in the same way", () => {
  const suppression = { span: { file: "a.ts", start: 0, end: 1 }, reason: "legacy" };
  const problem = { kind: "syntax", file: "a.ts", message: "unexpected `}`" } as const;
  const now: Report = {
    diagnostics: [],
    suppressed: [{ diagnostic: finding("a.ts", "one()"), suppression }],
    known: [finding("a.ts", "two()")],
    problems: [problem, { ...problem, file: "b.ts" }],
    assumptions: ["an assumption"],
    statistics: STATISTICS,
  };
  expect(newSince(NOTHING, now)).toEqual(now);
  expect(newSince({ ...NOTHING, known: [finding("b.ts", "one()")], problems: [problem] }, now)).toEqual({
    ...now,
    suppressed: [],
    problems: [{ ...problem, file: "b.ts" }],
  });
});
