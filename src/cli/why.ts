/** `db-ssot why FINDING|NAME`: why something is called that is not there, from the history and the code. */
import type { Command } from "commander";
import { Lines } from "../base/text/lines.js";
import { nearest } from "../base/text/nearest.js";
import { contains } from "../base/text/span.js";
import { type CheckResult, check, type FixableDiagnostic } from "../judge/check/check.js";
import { EXPLAINED, findingsIn, subjectOf } from "../judge/why/subject.js";
import { explainWhy } from "../judge/why/why.js";
import { fault } from "../read/config/faults.js";
import type { CommandContext } from "./command.js";
import { chooseFormat, reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, typedPath } from "./options.js";
import { rangeAt, readPlace } from "./place.js";
import { createProgress } from "./progress.js";
import { whyJson, whyMarkdown, whyText } from "./report/why.js";

interface WhyCommandOptions extends ProjectOptions {
  readonly format: string;
  readonly authors?: boolean;
}

const WRITERS = { text: whyText, markdown: whyMarkdown, json: whyJson };
export const FORMATS = Object.keys(WRITERS) as readonly (keyof typeof WRITERS)[];

export function addWhy(program: Command, { run }: CommandContext): void {
  const command = program
    .command("why")
    .summary("explain how a finding came about, from the history")
    .description(
      "Answers five whys about something that is not there: why the call fails, which commit took the name away or wrote the call, who calls it, why no test failed, and why nothing stopped it. Reads commits from the repository and checks nothing out. What neither the history nor the code says is unknown.",
    )
    .argument("<finding>", "a finding's place, file, line and, if wanted, column, or the missing name");
  addConfigOption(command)
    .option("--format <name>", `output format: ${FORMATS.join(", ")}`, "text")
    .option("--authors", "also name the authors of commits")
    .addHelpText("after", EXAMPLES)
    .action((finding: string, options: WhyCommandOptions) => run((invocation) => runWhy(invocation, finding, options)));
}

async function runWhy(invocation: CommandInvocation, wanted: string, options: WhyCommandOptions): Promise<ExitStatus> {
  const { world } = invocation;
  const { terminal, clock } = world;
  const format = chooseFormat(options.format, FORMATS) as keyof typeof WRITERS;
  const progress = createProgress(terminal, clock);
  try {
    const config = options.config === undefined ? {} : { config: typedPath(invocation, options.config) };
    const checked = await check(world, { ...config, progress: progress.report });
    const finding = findingOf(invocation, checked, wanted);
    const subject = subjectOf(checked, finding);
    if (subject === undefined)
      throw fault("unexplained-finding", { place: wanted, rule: finding.rule, known: EXPLAINED });
    const report = await explainWhy(world, checked, subject);
    progress.erase();
    const context = reportContext(invocation, checked.analysis.gathered.allTexts);
    terminal.write(WRITERS[format](report, context, { authors: options.authors === true }));
    return 0;
  } finally {
    progress.erase();
  }
}

/** @throws {Fault} where there is none */
function findingOf(invocation: CommandInvocation, checked: CheckResult, wanted: string): FixableDiagnostic {
  const all = findingsIn(checked);
  const found = readPlace(wanted) === undefined ? byName(all, wanted) : byPlace(invocation, checked, all, wanted);
  const [first] = [...found].sort((a, b) => Number(isExplained(b)) - Number(isExplained(a)));
  if (first !== undefined) return first;
  const known = [...new Set(all.filter(isExplained).map(({ symbol }) => symbol))];
  throw fault("no-such-finding", { value: wanted, known, nearest: nearest(wanted, known) });
}

function isExplained({ rule }: FixableDiagnostic): boolean {
  return EXPLAINED.includes(rule);
}

/** A whole name, or the end of one: `getAsyncSession`. */
function byName(all: readonly FixableDiagnostic[], name: string): readonly FixableDiagnostic[] {
  const whole = all.filter(({ symbol }) => symbol === name);
  return whole.length > 0
    ? whole
    : all.filter(({ symbol }) => /[.#]/.test(symbol) && symbol.split(/[.#]/).at(-1) === name);
}

function byPlace(
  invocation: CommandInvocation,
  { analysis }: CheckResult,
  all: readonly FixableDiagnostic[],
  wanted: string,
): readonly FixableDiagnostic[] {
  const place = readPlace(wanted);
  if (place === undefined) return [];
  const file = typedPath(invocation, place.path);
  const text = analysis.gathered.allTexts.get(file);
  if (text === undefined) throw fault("no-such-path", { path: place.path });
  const lines = new Lines(text);
  const range = rangeAt(place, lines);
  const inFile = all.filter(({ span }) => span.file === file);
  const exact = inFile.filter(({ span }) => range.start === range.end && contains(span, range));
  const { line } = lines.positionOf(range.start);
  return exact.length > 0 ? exact : inFile.filter(({ span }) => lines.positionOf(span.start).line === line);
}

const EXAMPLES = `
Examples:
  db-ssot why src/routes/health.ts:14:29          a finding, at the place that check prints
  db-ssot why DatabaseManager.getAsyncSession     all calls of a missing method
  db-ssot why src/db/index.ts#getDbSession        a name that a module does not export
  db-ssot why getAsyncSession --format markdown > why.md
                                                  a document for others

Exit status: 0 printed, 2 usage, configuration or no such finding, 3 git does not answer.`;
