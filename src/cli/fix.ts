/** `db-ssot fix`: applies fixes and reports the remaining findings. */
import { type Command, InvalidArgumentError } from "commander";
import type { Terminal } from "../base/world/world.js";
import type { CommandRun } from "../change/fix/proofs/command-runs.js";
import { type Choose, type FixOutcome, type FixRequest, fix } from "../change/fix/run.js";
import { fixStaged } from "../change/staging/fix-staged.js";
import { fault } from "../read/config/faults.js";
import { askAboutEach, askToRun, chooseOnly, type Only } from "./choosing.js";
import type { CommandContext } from "./command.js";
import { renderFault } from "./faults.js";
import { collect, type Output, outputsFrom, reportContext, writeReports } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addFindingOptions, detailFrom, type FindingOptions, requestFrom, typedPath } from "./options.js";
import { createProgress, type Progress } from "./progress.js";
import { type ChangesResult, changesPatch, changesReport, patchSummary } from "./report/changes.js";
import type { ReportContext, Reporter } from "./report/index.js";
import { stoppedCommit } from "./report/stopped.js";
import { checkStatusOptions, outcomeOf, type StatusOptions, statusOf } from "./status.js";
import { addSummaryOption, type SummaryOptions, writeSummary } from "./summary.js";
import { addWritingOptions, recoverInterrupted, type WritingOptions, writeAndReport } from "./writing.js";

interface FixOptions extends FindingOptions, WritingOptions, SummaryOptions {
  readonly staged?: boolean;
  readonly unsafe?: boolean;
  readonly only?: readonly string[];
  readonly interactive?: boolean;
  /** True where no command follows: that of the configuration is meant. */
  readonly verify?: string | true;
}

export function addFix(program: Command, { run }: CommandContext): void {
  const command = program
    .command("fix")
    .summary("rewrite violations to use the accessor")
    .description(
      "Rewrites what bypasses the accessor, removes imports that are no longer used, and prints the remaining findings.",
    )
    .argument("[paths...]", "files and directories (default: the whole project)")
    .option("--staged", "fix the index, and merge the fixes into the work tree")
    .option("--unsafe", "also apply fixes that may change behaviour")
    .option("--only <place>", "only the fix of the finding at this place; repeatable", collect)
    .option("--interactive", "ask about each fix")
    .option(
      "--verify [command]",
      "keep only fixes with which this command passes in a copy of the project (default: `verify` of the configuration)",
      aCommand,
    );
  addSummaryOption(addFindingOptions(addWritingOptions(command)))
    .addHelpText("after", EXAMPLES)
    .action((paths: string[], options: FixOptions) => run((invocation) => runFix(invocation, paths, options)));
}

function aCommand(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("It has to name a command.");
  return value;
}

async function runFix(
  invocation: CommandInvocation,
  paths: readonly string[],
  options: FixOptions,
): Promise<ExitStatus> {
  const { terminal, clock } = invocation.world;
  const outputs = outputsFrom(options.format);
  checkStatusOptions(options);
  const detail = detailFrom(options);
  if (options.staged && options.verify !== undefined) throw fault("staged-verify", {});
  const progress = createProgress(terminal, clock);
  try {
    await recoverInterrupted(invocation, options);
    const request = requestFrom(invocation, paths, options, progress);
    const { choose, demandAll } = choosing(invocation, options, progress);
    const wanted = { ...request, unsafe: options.unsafe === true, choose };
    const result: ChangesResult = options.staged
      ? await fixStaged(invocation.world, wanted)
      : await fix(invocation.world, { ...wanted, ...verifying(invocation, options, progress) });
    progress.erase();
    demandAll(result);
    demandCommand(result, options);
    await writeResult(invocation, result, options);
    await print(invocation, outputs, result, { ...options, detail });
    writeSummary(invocation, options, result.after, { result, written: !options.diff });
    if (hasNowhereToLead(result)) {
      const nowhere = fault("no-accessor", {});
      terminal.writeError(renderFault(nowhere));
      return nowhere.exitStatus;
    }
    if (isAllRefused(result)) return 4;
    if (options.diff) return statusOfDiff(result, options, terminal);
    const status = statusOf(outcomeOf(result.after), options, terminal);
    if (options.staged && status === 1) terminal.writeError(stoppedCommit(result.after.report));
    return status;
  } finally {
    progress.erase();
  }
}

/** 1 if something would change. With `--fail-on` or `--max-warnings` the present findings decide instead. */
function statusOfDiff({ before, changes }: FixOutcome, options: StatusOptions, terminal: Terminal): ExitStatus {
  const isAsked = options.failOn !== undefined || options.maxWarnings !== undefined;
  if (!isAsked && changes.length > 0) return 1;
  return statusOf(outcomeOf(before), isAsked ? options : { failOn: "none" }, terminal);
}

/** What is only looked at is verified where that is asked for: a fix that was left out has to be seen, too. */
function verifying(
  invocation: CommandInvocation,
  { verify, diff }: FixOptions,
  progress: Progress,
): Pick<FixRequest, "verify"> {
  if (diff && verify === undefined) return {};
  const report = (run: CommandRun) =>
    progress.tell(`run ${run.number} of at most ${run.most} of \`${run.command}\`, with ${run.fixes} fixes`);
  const mayRun = async (command: string): Promise<boolean> => {
    progress.erase();
    return verify === true || askToRun(invocation.world, command);
  };
  return { verify: { command: verify === true ? undefined : verify, report, mayRun } };
}

/** @throws {Fault} where `--verify` stands alone, and there was something to verify and no command */
function demandCommand({ before, applied, verification }: FixOutcome, { verify }: FixOptions): void {
  if (verify !== true || before.analysis.config.verify !== undefined) return;
  if (applied.length > 0 && verification === undefined) throw fault("no-command", {});
}

/** The command passes without any fix and with none of them. */
function isAllRefused({ applied, verification }: FixOutcome): boolean {
  return applied.length === 0 && verification !== undefined && verification.runs > 0;
}

function choosing(invocation: CommandInvocation, { only, interactive }: FixOptions, progress: Progress): Only {
  const texts = new Map<string, string>();
  const ask = interactive && askAboutEach(invocation.world, reportContext(invocation, texts));
  const then: Choose = async (groups, candidate) => {
    if (!ask) return groups;
    progress.erase();
    for (const [file, text] of candidate.originals) texts.set(file, text);
    return ask(groups, candidate);
  };
  return only === undefined
    ? { choose: then, demandAll: () => {} }
    : chooseOnly(
        only.map((place) => typedPath(invocation, place)),
        then,
      );
}

/** What is staged is merged beside what is not, so that nothing of either has to be committed first. */
async function writeResult(invocation: CommandInvocation, result: ChangesResult, options: FixOptions): Promise<void> {
  if (result.workTree === undefined) return writeAndReport(invocation, result.changes, options);
  const changes = result.workTree.flatMap((outcome) => (outcome.kind === "written" ? [outcome.change] : []));
  await writeAndReport(invocation, changes, { ...options, allowDirty: true }, result.changes);
}

/** With `--diff` the patch alone goes to standard output, so that `git apply` can read it from there. */
async function print(
  invocation: CommandInvocation,
  outputs: readonly Output[],
  result: ChangesResult,
  { diff = false, detail }: Pick<FixOptions, "diff"> & Pick<ReportContext, "detail">,
): Promise<void> {
  const { terminal } = invocation.world;
  const { report, analysis } = result.after;
  const { texts } = analysis.gathered;
  const reports = diff
    ? outputs.filter(({ reporter, file }) => file !== undefined || reporter.name === "json")
    : outputs;
  if (diff && reports.every(({ file }) => file !== undefined)) {
    terminal.write(changesPatch(result, reportContext(invocation, texts)));
    terminal.writeError(patchSummary(result));
  }
  const render = (reporter: Reporter, context: ReportContext) => changesReport(result, !diff, reporter, context);
  await writeReports(invocation, reports, { report, texts, render, detail });
}

/** There are findings, and no accessor that any of them could be rewritten to. */
function hasNowhereToLead({ before, applied }: FixOutcome): boolean {
  const { report, analysis } = before;
  const hasAccessor = analysis.subject.sources.some((source) => source.accessor !== undefined);
  return report.diagnostics.length > 0 && applied.length === 0 && !hasAccessor;
}

const EXAMPLES = `
Examples:
  db-ssot fix --diff               what would change
  db-ssot fix                      change it
  db-ssot fix src/routes           one directory
  db-ssot fix --unsafe --diff      also the unsafe ones
  db-ssot fix --diff | git apply   the same as a patch
  db-ssot fix --interactive        ask about each
  db-ssot fix --verify "npm test"  only fixes that the tests pass with
  db-ssot fix --summary fixed.md   also write what was found and done, for people
  db-ssot fix --verify             the same with the configured command
  db-ssot fix --staged             staged files, for a pre-commit hook
  db-ssot undo                     undo it
  db-ssot fix --only src/routes/health.ts:14:29 --diff
                                   one of them, at the place that check prints

Exit status: 0 no errors are left, 1 errors are left, 2 usage or configuration, 3 internal or I/O failure,
4 no fix passed --verify, and nothing was written.
With --diff: 0 nothing would change, 1 something would. With --fail-on or --max-warnings the present findings decide.
Findings in the baseline are fixed too, except with --staged; \`db-ssot baseline --prune\` then removes their entries.

With --staged, db-ssot reads the index and fixes the findings of staged files there. Unstaged changes stay in the work tree;
a fix that touches the same or the next line is not applied. No stash is used. --verify is not allowed, since the command
would run on the work tree.`;
