/** `db-ssot history`: how the accesses and findings of a project have changed over its revisions. */
import type { Command } from "commander";
import { type HistoryRequest, takeHistory } from "../judge/history/history.js";
import { fault } from "../read/config/faults.js";
import type { CommandContext } from "./command.js";
import { chooseFormat, reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, typedPath } from "./options.js";
import { createProgress } from "./progress.js";
import { historyJson, historyTable } from "./report/history.js";
import { historyPage, historySvg } from "./report/html/history.js";
import { wholeNumber } from "./status.js";

interface HistoryOptions extends ProjectOptions {
  readonly since?: string;
  readonly every?: number;
  readonly points?: number;
  readonly months?: boolean;
  readonly format: string;
  readonly authors?: boolean;
}

const WRITERS = { table: historyTable, json: historyJson, html: historyPage, svg: historySvg };
export const FORMATS = Object.keys(WRITERS) as readonly (keyof typeof WRITERS)[];

/** Where nothing else is asked for. */
const POINTS = 25;

export function addHistory(program: Command, { run }: CommandContext): void {
  const command = program
    .command("history")
    .summary("show how the accesses have changed over the revisions")
    .description(
      "Counts accesses by pattern and findings by rule at revisions of the last commit's history, and names the commits with which a pattern came in (+) or was gone (-). Follows first parents, so that a merge counts as one commit. Every revision is judged by the configuration of today, or by its own where that of today names what was not there yet. Findings in the baseline count. Reads the objects of the repository and checks nothing out.",
    );
  addConfigOption(command)
    .option("--since <revision>", "only what came since the merge base with this revision, or since a day, 2026-01-31")
    .option("--every <number>", "each so many commits, back from the last one", countOf("--every", 10))
    .option("--points <number>", `so many revisions, evenly spread (default: ${POINTS})`, countOf("--points", 50))
    .option("--months", "the last commit of each month")
    .option("--format <name>", `output format: ${FORMATS.join(", ")}`, "table")
    .option("--authors", "also name the authors of commits")
    .addHelpText("after", EXAMPLES)
    .action((options: HistoryOptions) => run((invocation) => runHistory(invocation, options)));
}

function countOf(option: string, example: number): (value: string) => number {
  return (value) => wholeNumber(value, { option, least: 1, example: `${example}\`` });
}

async function runHistory(invocation: CommandInvocation, options: HistoryOptions): Promise<ExitStatus> {
  const { world } = invocation;
  const format = chooseFormat(options.format, FORMATS) as keyof typeof WRITERS;
  const step = stepFrom(options);
  const progress = createProgress(world.terminal, world.clock);
  try {
    const report = await takeHistory(world, {
      step,
      since: options.since,
      ...(options.config === undefined ? {} : { config: typedPath(invocation, options.config) }),
      judging: ({ date, id }) => progress.tell(`judging ${id.slice(0, 10)} of ${date}`),
    });
    progress.erase();
    if (report === undefined) throw fault("no-commits", { since: options.since ?? "" });
    const context = reportContext(invocation, new Map());
    world.terminal.write(WRITERS[format](report, context, { authors: options.authors === true }));
    await world.cache?.save();
    return 0;
  } finally {
    progress.erase();
  }
}

/** @throws {Fault} where several are given */
function stepFrom({ every, points, months }: HistoryOptions): HistoryRequest["step"] {
  const given: HistoryRequest["step"][] = [
    ...(every === undefined ? [] : [{ kind: "every" as const, count: every }]),
    ...(points === undefined ? [] : [{ kind: "points" as const, count: points }]),
    ...(months ? [{ kind: "months" as const }] : []),
  ];
  if (given.length > 1) throw fault("several-steps", { options: given.map(({ kind }) => `--${kind}`) });
  return given[0] ?? { kind: "points", count: POINTS };
}

const EXAMPLES = `
Examples:
  db-ssot history                                     25 revisions from the first commit to the last
  db-ssot history --months                            the last commit of each month
  db-ssot history --since main --every 1              each commit of this branch
  db-ssot history --since 2026-01-31 --points 50      50 revisions since a day
  db-ssot history --format html > history.html        a page with the curves, to show to others

Exit status: 0 printed, 2 usage or configuration, 3 git does not answer.`;
