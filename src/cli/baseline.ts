/** `db-ssot baseline`: accepts the present findings, so that only new ones fail. */
import { type Command, Option } from "commander";
import { encode } from "../base/text/encoding.js";
import { relativePath } from "../base/text/paths.js";
import type { FilePath } from "../base/text/span.js";
import { BASELINE_FILE, baselinePath } from "../judge/baseline/read.js";
import { accept, acceptable, shrink } from "../judge/baseline/update.js";
import type { JudgedBaseline } from "../judge/check/baseline.js";
import { type CheckResult, check } from "../judge/check/check.js";
import type { CommandContext } from "./command.js";
import { reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, requestFrom } from "./options.js";
import { createProgress } from "./progress.js";
import { concise } from "./report/concise.js";
import { counted } from "./report/summary.js";

interface BaselineOptions extends ProjectOptions {
  readonly accept?: boolean;
  readonly prune?: boolean;
}

export function addBaseline(program: Command, { run }: CommandContext): void {
  const command = program
    .command("baseline")
    .summary("accept the present findings, so that only new ones fail")
    .description(
      `Writes the present findings of the whole project to ${BASELINE_FILE}; check then reports only new ones. If the file exists, entries of findings that are gone are removed, and new findings are listed but not added.`,
    )
    .option("--accept", "also add new findings")
    .addOption(new Option("--prune", "only remove entries whose findings are gone").conflicts("accept"));
  addConfigOption(command)
    .addHelpText("after", EXAMPLES)
    .action((options: BaselineOptions) => run((invocation) => runBaseline(invocation, options)));
}

async function runBaseline(invocation: CommandInvocation, options: BaselineOptions): Promise<ExitStatus> {
  const { terminal, clock } = invocation.world;
  const progress = createProgress(terminal, clock);
  try {
    // Of the whole project, wherever in it the command is run: what is dead can be told of no part.
    const { paths: _, ...request } = requestFrom(invocation, [], options, progress);
    const result = await check(invocation.world, request);
    progress.erase();
    const { baseline } = result;
    if (baseline === undefined) return begin(invocation, result, options);
    if (options.prune) return prune(invocation, baseline);
    return options.accept ? grow(invocation, result, baseline) : hold(invocation, result, baseline);
  } finally {
    progress.erase();
  }
}

/** There is none. */
async function begin(
  invocation: CommandInvocation,
  result: CheckResult,
  { prune: isPruning }: BaselineOptions,
): Promise<ExitStatus> {
  const { terminal } = invocation.world;
  const { diagnostics } = result.report;
  const path = baselinePath(result.analysis.config);
  const shown = asSeen(invocation, path);
  if (isPruning || diagnostics.length === 0) {
    terminal.write(isPruning ? `there is no ${shown}\n` : "there are no findings, and nothing to accept\n");
    return 0;
  }
  await write(invocation, path, accept(diagnostics));
  terminal.write(`wrote ${shown}: ${counted(diagnostics.length, "finding")} accepted\n`);
  return 0;
}

async function prune(invocation: CommandInvocation, baseline: JudgedBaseline): Promise<ExitStatus> {
  await write(invocation, baseline.path, shrink(baseline), baseline.text);
  invocation.world.terminal.write(`${asSeen(invocation, baseline.path)}: ${whatIsLeft(baseline)}\n`);
  return 0;
}

async function grow(
  invocation: CommandInvocation,
  { report }: CheckResult,
  baseline: JudgedBaseline,
): Promise<ExitStatus> {
  const fresh = acceptable(report.diagnostics);
  const text = accept([...report.known, ...fresh], baseline.unjudged);
  await write(invocation, baseline.path, text, baseline.text);
  const added = fresh.length === 0 ? "" : `, ${counted(fresh.length, "new finding")} accepted`;
  invocation.world.terminal.write(`${asSeen(invocation, baseline.path)}: ${whatIsLeft(baseline)}${added}\n`);
  return 0;
}

/** It shrinks, and what is new stays out. */
async function hold(
  invocation: CommandInvocation,
  { report, analysis }: CheckResult,
  baseline: JudgedBaseline,
): Promise<ExitStatus> {
  await prune(invocation, baseline);
  const diagnostics = acceptable(report.diagnostics);
  if (diagnostics.length === 0) return 0;
  const context = reportContext(invocation, analysis.gathered.texts);
  const left = diagnostics.length === 1 ? "was not added; add it" : "were not added; add them";
  invocation.world.terminal.write(
    `\n${concise.render({ ...report, diagnostics, problems: [] }, context)}
${counted(diagnostics.length, "new finding")} ${left} with \`db-ssot baseline --accept\`\n`,
  );
  return 1;
}

/** Paths are printed from where the command is run; the baseline may lie above. */
function asSeen({ directory = "" }: CommandInvocation, path: FilePath): string {
  return relativePath(directory, path);
}

function whatIsLeft({ entries, dead }: JudgedBaseline): string {
  const left = entries.length - dead.length;
  const isGone = `${counted(dead.length, "entry", "entries")} removed, `;
  return `${dead.length === 0 ? "" : isGone}${counted(left, "entry", "entries")} left`;
}

/** What is as it was is not touched. */
async function write({ world }: CommandInvocation, path: FilePath, text: string, before?: string): Promise<void> {
  if (text !== before) await world.files.write(path, encode(text));
}

const EXAMPLES = `
Examples:
  db-ssot baseline                 accept all findings; later: remove those that are fixed
  db-ssot baseline --accept        also add new findings
  db-ssot baseline --prune         only remove findings that are fixed
  db-ssot check --no-baseline      everything, also what was accepted

Exit status: 0 written or unchanged, 1 there are new findings, which were not added, 2 usage or configuration,
3 internal or I/O failure.`;
