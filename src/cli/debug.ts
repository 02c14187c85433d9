/** `db-ssot debug`: shows what the tool sees in a file, to explain a finding or its absence. */
import type { Command } from "commander";
import { withoutCommands } from "../base/text/commands.js";
import { Lines } from "../base/text/lines.js";
import type { FilePath } from "../base/text/span.js";
import { visible } from "../base/text/width.js";
import { type AnalyseRequest, type Analysis, analyse } from "../judge/analysis/analyse.js";
import { fault } from "../read/config/faults.js";
import type { CommandContext } from "./command.js";
import { whyLeftOut } from "./config.js";
import { factsText } from "./debug/facts.js";
import { readReport, readText } from "./debug/read.js";
import { evaluation, evaluationText, placeAt, placesIn } from "./debug/value.js";
import { chooseFormat } from "./formats.js";
import type { CommandInvocation } from "./invocation.js";
import { addConfigOption, type ProjectOptions, requestFrom, typedPath } from "./options.js";
import { rangeAt, readPlace } from "./place.js";
import { createProgress } from "./progress.js";
import { type Places, readPlaces } from "./report/places.js";

interface DebugOptions extends ProjectOptions {
  readonly format: string;
}

export function addDebug(program: Command, context: CommandContext): void {
  const debug = program
    .command("debug")
    .summary("show what the tool sees in a file")
    .description("Shows the facts of a file, what an expression evaluates to, or why a file was parsed.")
    .helpCommand(false)
    .addHelpText("after", EXAMPLES);
  addOne(debug, context, {
    name: "facts",
    summary: "print everything that was read from a file",
    description:
      "Prints the facts of one file: imports, exports, bindings, classes, functions, and every site with the term that stands for its target.",
    argument: ["<file>", "the file to read"],
    examples: "db-ssot debug facts src/db.ts",
    run: debugFacts,
  });
  addOne(debug, context, {
    name: "value",
    summary: "print what an expression evaluates to, and why",
    description:
      "Prints what the name or expression at a place evaluates to, with each step: declarations, exports, members and results of functions.",
    argument: ["<place>", "file, line and column, as findings show them"],
    examples: "db-ssot debug value src/routes/health.ts:14:29",
    run: debugValue,
  });
  addOne(debug, context, {
    name: "read",
    summary: "print why a file was parsed or was not",
    description:
      "Prints why a file was parsed or was not, what it imports by its text alone, which files import it, and how many files each round parsed.",
    argument: ["<file>", "the file that is asked about"],
    examples: "db-ssot debug read src/routes/health.ts",
    run: debugRead,
  });
}

/** What a subcommand prints, in both formats. */
interface Answer {
  readonly data: unknown;
  readonly text: string;
}

interface Subcommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly argument: readonly [string, string];
  readonly examples: string;
  readonly run: (invocation: CommandInvocation, word: string, options: ProjectOptions) => Promise<Answer>;
}

function addOne(debug: Command, { run }: CommandContext, subcommand: Subcommand): void {
  const { name, summary, description, argument, examples } = subcommand;
  const command = debug
    .command(name)
    .summary(summary)
    .description(description)
    .argument(...argument);
  addConfigOption(command)
    .option("--format <name>", `how to print it: ${FORMATS.join(", ")}`, "text")
    .addHelpText("after", `\nExamples:\n  ${examples}\n  ${examples} --format json\n\n${EXIT_STATUS}`)
    .action((word: string, { format, ...options }: DebugOptions) =>
      run(async (invocation) => {
        const isJson = chooseFormat(format, FORMATS) === "json";
        const { data, text } = await subcommand.run(invocation, word, options);
        const { terminal } = invocation.world;
        terminal.write(isJson ? `${JSON.stringify(data, null, 2)}\n` : withoutCommands(text));
        return 0;
      }),
    );
}

const FORMATS = ["text", "json"];

async function debugFacts(invocation: CommandInvocation, word: string, options: ProjectOptions): Promise<Answer> {
  const path = existingFile(invocation, word);
  const { facts, text, analysis } = await parsed(invocation, path, options);
  return { data: { ...facts, code: analysis.gathered.program.codeOf(path) }, text: factsText(facts, new Lines(text)) };
}

async function debugValue(invocation: CommandInvocation, word: string, options: ProjectOptions): Promise<Answer> {
  const place = readPlace(word);
  if (place?.column === undefined) throw fault("malformed-place", { value: word });
  const path = existingFile(invocation, place.path);
  const { facts, text, analysis } = await parsed(invocation, path, options);
  const lines = new Lines(text);
  const { start } = rangeAt(place, lines);
  const found = placeAt(facts, start);
  if (found === undefined) {
    const onLine = placesIn(facts).filter(({ range }) => lines.positionOf(range.start).line === place.line);
    const columns = [...new Set(onLine.map(({ range }) => lines.positionOf(range.start).column))].sort((a, b) => a - b);
    throw fault("nothing-at-place", {
      value: word,
      others: columns.map((column) => `${place.path}:${place.line}:${column}`),
    });
  }
  const { program } = analysis.gathered;
  const result = evaluation(program, placesFor(invocation, analysis), path, found.term);
  return { data: result, text: withVisibleLines(evaluationText(result)) };
}

async function debugRead(invocation: CommandInvocation, word: string, options: ProjectOptions): Promise<Answer> {
  const path = existingFile(invocation, word);
  const analysis = await analysisFor(invocation, options, {});
  const places = placesFor(invocation, analysis);
  if (!analysis.discovery.files.includes(path)) {
    const left = whyLeftOut(analysis, path);
    return { data: { file: path, left }, text: `${places.file(path)}: not read: ${left}\n` };
  }
  const report = readReport(analysis.gathered, path);
  return { data: report, text: readText(report, places) };
}

/** @throws {Fault} if it does not exist */
function existingFile(invocation: CommandInvocation, word: string): FilePath {
  const path = typedPath(invocation, word);
  if (invocation.world.files.stat(path)?.kind !== "file") throw fault("no-such-path", { path: word });
  return path;
}

async function analysisFor(
  invocation: CommandInvocation,
  options: ProjectOptions,
  request: AnalyseRequest,
): Promise<Analysis> {
  const { world } = invocation;
  const progress = createProgress(world.terminal, world.clock);
  try {
    return await analyse(world, { ...requestFrom(invocation, [], options, progress), paths: [], ...request });
  } finally {
    progress.erase();
  }
}

/** @throws {Fault} if the file is one that no run reads */
async function parsed(invocation: CommandInvocation, path: FilePath, options: ProjectOptions) {
  const analysis = await analysisFor(invocation, options, { paths: [path], also: () => [path] });
  const { program, texts, problems } = analysis.gathered;
  const [facts, text] = [program.facts(path), texts.get(path)];
  if (facts !== undefined && text !== undefined) return { facts, text, analysis };
  const problem = problems.find(({ file }) => file === path);
  throw fault("unread-file", { path, reason: problem?.message ?? whyLeftOut(analysis, path) });
}

function placesFor({ directory }: CommandInvocation, { gathered }: Analysis): Places {
  return readPlaces({ texts: (file) => gathered.allTexts.get(file) }, directory);
}

function withVisibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

const EXIT_STATUS = "Exit status: 0 printed, 2 usage or configuration, 3 internal or I/O failure.";

const EXAMPLES = `
Examples:
  db-ssot debug facts src/db.ts
  db-ssot debug value src/routes/health.ts:14:29
  db-ssot debug read src/routes/health.ts

${EXIT_STATUS}`;
