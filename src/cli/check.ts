/** `db-ssot check`: what is wrong. */
import type { Command } from "commander";
import { check } from "../check/check.js";
import type { CommandContext } from "./command.js";
import { outputsFrom, writeReports } from "./formats.js";
import type { ExitStatus, Invocation } from "./invocation.js";
import { addFindingOptions, type FindingOptions, requestFrom } from "./options.js";
import { createProgress } from "./progress.js";
import { checkStatusOptions, statusOf } from "./status.js";

export function addCheck(program: Command, { run }: CommandContext): void {
  const command = program
    .command("check")
    .summary("report what bypasses the way in to the database")
    .description("Reports every place that reaches the database and does not go through its one accessor.")
    .argument("[paths...]", "files and directories; the whole project where none is given");
  addFindingOptions(command)
    .addHelpText("after", EXAMPLES)
    .action((paths: string[], options: FindingOptions) => run((invocation) => runCheck(invocation, paths, options)));
}

async function runCheck(
  invocation: Invocation,
  paths: readonly string[],
  options: FindingOptions,
): Promise<ExitStatus> {
  const { terminal, clock } = invocation.world;
  const outputs = outputsFrom(options.format);
  checkStatusOptions(options);
  const progress = createProgress(terminal, clock);
  try {
    const result = await check(invocation.world, requestFrom(invocation, paths, options, progress));
    progress.erase();
    await writeReports(invocation, outputs, { report: result.report, texts: result.analysis.gathered.texts });
    return statusOf(result, options, terminal);
  } finally {
    progress.erase();
  }
}

const EXAMPLES = `
Examples:
  db-ssot check                              the whole project
  db-ssot check src tests/orders.test.ts     a directory and a file
  db-ssot check --rule missing-member        one rule
  db-ssot check --max-warnings 0             warnings fail, too
  db-ssot check --format json > report.json  for another program
  db-ssot check --format pretty --format sarif=report.sarif --format html=report.html
                                             for the log, and into files

Exit status: 0 no errors, 1 errors (or what --fail-on and --max-warnings say), 2 usage or configuration, 3 it could not do its work.
Warnings, and files that do not parse, are shown and do not fail the run.`;
