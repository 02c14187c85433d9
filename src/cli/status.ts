/** The exit status of a run, decided once, from what it found and from what the user calls a failure. */
import type { Command } from "commander";
import { nearest } from "../base/text/nearest.js";
import type { FilePath } from "../base/text/span.js";
import type { Terminal } from "../base/world/world.js";
import type { CheckResult } from "../judge/check/check.js";
import { fault } from "../read/config/faults.js";
import type { ExitStatus } from "./invocation.js";
import { counted, summarize } from "./report/summary.js";

export interface StatusOptions {
  /** The least severity that fails a run; errors where absent. */
  readonly failOn?: FailOn;
  /** More warnings than these fail a run as well. */
  readonly maxWarnings?: number;
}

type Report = CheckResult["report"];

export interface Outcome {
  readonly report: Report;
  /** The files that were asked for; those that could be read need not be among them. */
  readonly selected: readonly FilePath[];
}

type Severity = Report["diagnostics"][number]["severity"];

const FAIL_ON = ["error", "warning", "info", "none"] as const;
type FailOn = (typeof FAIL_ON)[number];

export function addStatusOptions(command: Command): Command {
  return command
    .option(
      "--fail-on <severity>",
      `lowest severity that makes the run fail: ${FAIL_ON.join(", ")} (default: error)`,
      aSeverity,
    )
    .option("--max-warnings <number>", "fail also if there are more warnings than this", aCount);
}

export function outcomeOf({ report, analysis }: CheckResult): Outcome {
  return { report, selected: analysis.discovery.selected };
}

/** @throws {Fault} where the options contradict each other; to be asked before the work begins */
export function checkStatusOptions({ failOn, maxWarnings }: StatusOptions): void {
  if (failOn === "none" && maxWarnings !== undefined) throw fault("contradicting-limits", { maxWarnings });
}

/**
 * Errors give 1; warnings do not fail a run, unless the user says so. What the baseline knows and what comments allow never
 * does. A file that could not be read or parsed is reported and does not fail the run, since other tools report that better.
 * If none of the requested files could be read, the run fails with 3.
 */
export function statusOf(
  { report, selected }: Outcome,
  options: StatusOptions,
  terminal: Pick<Terminal, "writeError">,
): ExitStatus {
  const failure = failureOf(report, options);
  if (failure !== undefined) {
    // A run that fails by its errors says so in its last line already.
    if (options.failOn !== undefined || options.maxWarnings !== undefined) terminal.writeError(`failed: ${failure}\n`);
    return 1;
  }
  const unread = new Set(report.problems.flatMap(({ kind, file }) => (kind === "syntax" ? [] : [file])));
  return selected.length > 0 && selected.every((file) => unread.has(file)) ? 3 : 0;
}

/** Why the run fails: `2 errors, 1 warning (--fail-on warning)`; `undefined` where it does not. */
function failureOf(report: Report, { failOn = "error", maxWarnings }: StatusOptions): string | undefined {
  const { errors, warnings, infos } = summarize(report);
  const counts: Readonly<Record<Severity, string>> = {
    error: counted(errors, "error"),
    warning: counted(warnings, "warning"),
    info: counted(infos, "info", "infos"),
  };
  const found = FAILING[failOn].map((severity) => counts[severity]).filter((text) => !text.startsWith("0 "));
  if (found.length > 0) return `${found.join(", ")} (--fail-on ${failOn})`;
  const isTooMuch = maxWarnings !== undefined && warnings > maxWarnings;
  return isTooMuch ? `${counts.warning}, more than --max-warnings ${maxWarnings} allows` : undefined;
}

const FAILING: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  info: ["error", "warning", "info"],
  none: [],
};

function aSeverity(value: string): FailOn {
  const found = FAIL_ON.find((each) => each === value);
  if (found === undefined) {
    throw fault("malformed-fail-on", { value, known: FAIL_ON, nearest: nearest(value, [...FAIL_ON]) });
  }
  return found;
}

function aCount(value: string): number {
  return wholeNumber(value, { option: "--max-warnings", least: 0, example: "0` to fail on any warning" });
}

/** @throws {Fault} where the value of an option is none, or too small */
export function wholeNumber(value: string, asked: { option: string; least: number; example: string }): number {
  const count = Number(value);
  const isWhole = /^\d+$/.test(value) && Number.isSafeInteger(count) && count >= asked.least;
  if (!isWhole) throw fault("malformed-count", { value, ...asked });
  return count;
}
