import { describe, expect, it } from "vitest";
import type { Report } from "../../src/base/diagnostics/diagnostic.js";
import { type StatusOptions, statusOf } from "../../src/cli/status.js";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import { reportOf, times } from "./report/many.js";
import { clean, report as sample } from "./report/sample.js";

function ended(report: Report, options: StatusOptions = {}): { readonly status: number; readonly said: string } {
  let said = "";
  const selected = ["src/broken.ts", "src/private.ts"];
  const status = statusOf({ report, selected }, options, {
    writeError: (text) => {
      said += text;
    },
  });
  return { status, said };
}

const errors = reportOf(times(2, { severity: "error" }));
const warnings = reportOf(times(3, { severity: "warning" }));
const infos = reportOf(times(1, { severity: "info" }));

describe("without options", () => {
  it("errors fail a run, and nothing is said of it beyond the report", () => {
    expect(ended(errors)).toEqual({ status: 1, said: "" });
  });

  it.each([
    ["warnings", warnings],
    ["infos", infos],
    ["nothing", clean],
  ])("%s do not", (_what, report) => {
    expect(ended(report)).toEqual({ status: 0, said: "" });
  });
});

describe("--fail-on", () => {
  it.each([
    [errors, "error", "2 errors"],
    [errors, "warning", "2 errors"],
    [warnings, "warning", "3 warnings"],
    [infos, "info", "1 info"],
    [reportOf([{ severity: "warning" }, { severity: "info" }]), "info", "1 warning, 1 info"],
  ] as const)("fails a run by what is that bad or worse, and says so", (report, failOn, found) => {
    expect(ended(report, { failOn })).toEqual({ status: 1, said: `failed: ${found} (--fail-on ${failOn})\n` });
  });

  it.each([
    [warnings, "error"],
    [infos, "warning"],
    [errors, "none"],
    [warnings, "none"],
  ] as const)("leaves what is less bad alone", (report, failOn) => {
    expect(ended(report, { failOn })).toEqual({ status: 0, said: "" });
  });
});

describe("--max-warnings", () => {
  it("fails a run with more warnings, and says how many there are", () => {
    const said = "failed: 3 warnings, more than --max-warnings 2 allows\n";
    expect(ended(warnings, { maxWarnings: 2 })).toEqual({ status: 1, said });
    expect(ended(warnings, { maxWarnings: 0 }).status).toBe(1);
  });

  it("lets as many pass as it says", () => {
    expect(ended(warnings, { maxWarnings: 3 })).toEqual({ status: 0, said: "" });
    expect(ended(infos, { maxWarnings: 0 }).status).toBe(0);
  });

  it("does not stand against errors", () => {
    expect(ended(errors, { maxWarnings: 5 })).toEqual({ status: 1, said: "failed: 2 errors (--fail-on error)\n" });
  });
});

it("fails no run by what the baseline knows or a comment allows", () => {
  const suppression = { span: { file: "a.ts", start: 0, end: 1 }, reason: "r" };
  const known = errors.diagnostics;
  const accepted = { ...clean, known, suppressed: known.map((diagnostic) => ({ diagnostic, suppression })) };
  expect(ended(accepted, { failOn: "info" })).toEqual({ status: 0, said: "" });
  expect(ended(accepted, { maxWarnings: 0 }).status).toBe(0);
});

it("is 3 where nothing that was asked about could be read, and 0 where a part of it could", () => {
  const unreadable = { kind: "unreadable" as const, message: "permission denied" };
  const problems = [
    { ...unreadable, file: "src/private.ts" },
    { ...unreadable, file: "src/broken.ts" },
  ];
  expect(ended({ ...clean, problems }).status).toBe(3);
  expect(ended({ ...clean, problems: sample.problems }).status).toBe(0);
});

describe("the commands", () => {
  it.each([
    ["--fail-on warnings", "`warnings` is not a value of `--fail-on`", "did you mean `warning`?"],
    ["--max-warnings many", "`many` is not a value of `--max-warnings`", "write `--max-warnings 0`"],
    ["--max-warnings -1", "`-1` is not a value of `--max-warnings`", "write `--max-warnings 0`"],
    ["--max-warnings 1.5", "`1.5` is not a value of `--max-warnings`", "write `--max-warnings 0`"],
    ["--fail-on none --max-warnings 3", "contradict each other", "leave one of them out"],
  ])("refuse %s before they begin, and say how to fix it", async (options, what, fix) => {
    for (const command of ["check", "fix"]) {
      const { status, output, errors: said, world } = await runCli(`${command} ${options}`, INCIDENT);
      expect({ status, output }).toEqual({ status: 2, output: "" });
      expect(said).toContain(what);
      expect(said).toContain(fix);
      expect(world.textOf("src/health.ts")).toBe(INCIDENT["src/health.ts"]);
    }
  });

  it("take both into account", async () => {
    expect((await runCli("check --fail-on none", INCIDENT)).status).toBe(0);
    expect((await runCli("check", INCIDENT)).status).toBe(1);
    const left = await runCli("fix --diff --fail-on none", INCIDENT);
    expect(left.status).toBe(0);
  });
});
