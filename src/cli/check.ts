/** `db-ssot check`: reports findings. */
import type { Command } from "commander";
import { createStopwatch, type Measure, type Stopwatch, unmeasured } from "../base/world/timing.js";
import type { World } from "../base/world/world.js";
import { planFixes } from "../change/rewrite/fixes.js";
import { NOTHING_FOUND } from "../judge/check/earlier.js";
import type { CommandContext } from "./command.js";
import { type Output, outputsFrom, writeReports } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addFindingOptions, detailFrom, type FindingOptions, requestFrom } from "./options.js";
import { createProgress } from "./progress.js";
import { stoppedCommit } from "./report/stopped.js";
import {
  addStateOptions,
  checkState,
  checkStateOptions,
  NOTHING_TO_CHECK,
  type Planning,
  type StateOptions,
} from "./states.js";
import { checkStatusOptions, statusOf } from "./status.js";
import { addSummaryOption, type SummaryOptions, writeSummary } from "./summary.js";

interface CheckOptions extends FindingOptions, StateOptions, SummaryOptions {
  readonly timing?: boolean;
  /** False: nothing is taken from the cache, and nothing is kept. */
  readonly cache?: boolean;
}

export function addCheck(program: Command, { run }: CommandContext): void {
  const command = program
    .command("check")
    .summary("report what bypasses the accessor")
    .description("Reports every place that reaches the database without its accessor.")
    .argument("[paths...]", "files and directories (default: the whole project)");
  addSummaryOption(addFindingOptions(addStateOptions(command)))
    .option("--no-cache", "read every file anew, and keep nothing")
    .option("--timing", "print how long each phase took, on standard error")
    .addHelpText("after", EXAMPLES)
    .action((paths: string[], options: CheckOptions) => run((invocation) => runCheck(invocation, paths, options)));
}

async function runCheck(
  invocation: CommandInvocation,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitStatus> {
  const { terminal, clock } = invocation.world;
  const outputs = outputsFrom(options.format);
  checkStatusOptions(options);
  checkStateOptions(options);
  const detail = detailFrom(options);
  const progress = createProgress(terminal, clock);
  try {
    const stopwatch = options.timing ? createStopwatch(clock) : undefined;
    const measure = stopwatch?.measure ?? unmeasured;
    // A summary asks the program itself, which a report of an earlier run does not have.
    const isCached = options.cache !== false && options.summary === undefined && mayKeep(invocation.world);
    const cached = isCached ? ({ cached: "load-when-needed" } as const) : {};
    const request = { ...requestFrom(invocation, paths, options, progress), ...cached, measure };
    const checked = await checkState(
      invocation.world,
      request,
      options,
      planning(showsFixes(outputs) || options.summary !== undefined, measure),
    );
    progress.erase();
    if (checked.kind === "nothing") return await tellNothing(invocation, outputs, options, checked.missing);
    const { report, texts } = checked;
    const results = { report, texts, detail, fixCommand: options.staged ? FIX_STAGED : undefined };
    await measure("report", () => writeReports(invocation, outputs, results));
    if (checked.result !== undefined) writeSummary(invocation, options, checked.result);
    const status = statusOf(checked, options, terminal);
    if (options.staged && status === 1) terminal.writeError(stoppedCommit((await checked.withFixes()).report));
    if (isCached) await measure("write the cache", async () => invocation.world.cache?.save());
    if (stopwatch !== undefined) terminal.writeError(timingTable(stopwatch.phases()));
    return status;
  } finally {
    progress.erase();
  }
}

/** A machine of CI begins with nothing and ends with nothing, unless it is told where to keep things. */
function mayKeep({ environment }: World): boolean {
  return environment("DB_SSOT_CACHE_DIR") !== undefined || environment("CI") === undefined;
}

/** Only what writes edits needs a parser in any case. */
function planning(isShown: boolean, measure: Measure): Planning {
  return {
    isShown,
    async plan(checked) {
      const { diagnostics, known, suppressed } = checked.report;
      if (diagnostics.length + known.length + suppressed.length === 0) return checked;
      await checked.analysis.gathered.loadParsers();
      return measure("plan fixes", () => planFixes(checked));
    },
  };
}

/** `list files     12.3 ms   4 %` */
function timingTable(phases: ReturnType<Stopwatch["phases"]>): string {
  const totalMs = phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const width = Math.max(...phases.map(({ phase }) => phase.length));
  const line = (phase: string, durationMs: number): string => {
    const share = totalMs === 0 ? 0 : Math.round((100 * durationMs) / totalMs);
    return `${phase.padEnd(width)}  ${durationMs.toFixed(1).padStart(9)} ms  ${String(share).padStart(3)} %\n`;
  };
  return [...phases.map(({ phase, durationMs }) => line(phase, durationMs)), line("total", totalMs)].join("");
}

/** Where all reports go into files, the terminal gets a sentence that counts the fixes. */
function showsFixes(outputs: readonly Output[]): boolean {
  return outputs.some(({ reporter }) => !reporter.hidesFixes) || outputs.every(({ file }) => file !== undefined);
}

/** Plain `fix` would refuse to write into what is not committed. */
const FIX_STAGED = "db-ssot fix --staged";

/** Other programs wait for a report, whatever is staged. */
async function tellNothing(
  invocation: CommandInvocation,
  outputs: readonly Output[],
  { format }: CheckOptions,
  missing: keyof typeof NOTHING_TO_CHECK,
): Promise<ExitStatus> {
  if (format === undefined) invocation.world.terminal.write(`${NOTHING_TO_CHECK[missing]}\n`);
  else await writeReports(invocation, outputs, { report: NOTHING_FOUND, texts: new Map() });
  return 0;
}

const EXAMPLES = `
Examples:
  db-ssot check                              the whole project
  db-ssot check src tests/orders.test.ts     a directory and a file
  db-ssot check --rule missing-member        one rule
  db-ssot check --staged                     what would be committed, for a pre-commit hook
  db-ssot check --since origin/main          what is new on this branch, for CI
  db-ssot check --rev v1.4.0                 another revision
  db-ssot check --max-warnings 0             warnings fail the run
  db-ssot check --statistics                 counts by rule
  db-ssot check --summary summary.md         a document for people, beside the report
  db-ssot check --format json > report.json  for another program
  db-ssot check --format pretty --format sarif=report.sarif --format html=report.html
                                             for the log, and into files

Exit status: 0 no errors, 1 errors, 2 usage or configuration, 3 internal or I/O failure.
Warnings fail the run only with --fail-on or --max-warnings. Files that do not parse are reported and never fail the run.`;
