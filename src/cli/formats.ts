/** `--format NAME[=FILE]`: which reports a run writes, and where to. The reporters make the text. */
import type { Command } from "commander";
import { nearest } from "../base/text/nearest.js";
import { visible } from "../base/text/width.js";
import { UnwritableError } from "../base/world/world.js";
import { ALL_RULES } from "../judge/rules/index.js";
import { Fault, type FaultRow } from "../read/config/fault.js";
import { fault, faultRow } from "../read/config/faults.js";
import type { CommandInvocation } from "./invocation.js";
import { type ReportContext, type Reporter, reporters } from "./report/index.js";
import { summarize, summarySentence } from "./report/summary.js";
import { repositoryPrefix } from "./repository.js";

/** One `--format`. */
export interface Output {
  readonly reporter: Reporter;
  /** As it was typed; standard output where absent. */
  readonly file?: string;
}

/** What goes into the reports of one run. */
export interface Results {
  readonly report: Parameters<Reporter["render"]>[0];
  readonly texts: ReadonlyMap<string, string>;
  /** As in a report's context. */
  readonly fixCommand?: string;
  /** As in a report's context. */
  readonly detail?: ReportContext["detail"];
  /** For a command that has more to say than its report; the reporter's own text where absent. */
  readonly render?: (reporter: Reporter, context: ReportContext) => string;
}

export function addFormatOption(command: Command): Command {
  const names = [...reporters.keys()].join(", ");
  return command.option("--format <name>", `output format, NAME or NAME=FILE; repeatable: ${names}`, collect);
}

export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

/** @throws {Fault} for a format that there is not, and where two reports would get into each other */
export function outputsFrom(formats: readonly string[] = ["pretty"]): readonly Output[] {
  const outputs = formats.map(outputFrom);
  const printed = outputs.filter(({ file }) => file === undefined).map(({ reporter }) => reporter.name);
  if (printed.length > 1) throw fault("formats-in-one-place", { formats: printed });
  for (const { file } of outputs) {
    const rivals = outputs.filter((other) => file !== undefined && other.file === file);
    if (rivals.length > 1) {
      throw fault("formats-in-one-place", { formats: rivals.map(({ reporter }) => reporter.name), file });
    }
  }
  return outputs;
}

/** @throws {Fault} where `name` is none of `known` */
export function chooseFormat(name: string, known: readonly string[]): string {
  if (!known.includes(name)) throw fault("unknown-format", { value: name, known, nearest: nearest(name, known) });
  return name;
}

/**
 * @param texts   of the files that a report may speak of
 * @param prefix  from the top of the repository to the project's root; only formats for other programs make use of it
 */
export function reportContext(
  { world, pages, circumstances, directory = "" }: Omit<CommandInvocation, "words">,
  texts: ReadonlyMap<string, string>,
  prefix = "",
): ReportContext {
  const { colour, width } = world.terminal;
  const page = (rule: string): string | undefined => {
    const bytes = pages.read(`${rule}.md`);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  const { version } = circumstances;
  return { texts: (file) => texts.get(file), rules: ALL_RULES, page, prefix, directory, colour, width, version };
}

/**
 * Writes every report to where it is to go. Where all of them go into files, standard output stays empty, so that nothing
 * there has to be filtered; standard error then says in one line what was found and where it stands.
 *
 * @throws {Fault} with a row for each file that cannot be written; the others are written all the same
 */
export async function writeReports(
  invocation: CommandInvocation,
  outputs: readonly Output[],
  results: Results,
): Promise<void> {
  const { terminal } = invocation.world;
  const { fixCommand, detail } = results;
  const countsFromTop = outputs.some(({ reporter }) => reporter.countsFromTop);
  const prefix = countsFromTop ? await repositoryPrefix(invocation.world) : "";
  const own = reportContext(invocation, results.texts, prefix);
  const context = { ...own, fixCommand, detail };
  const failures = outputs.flatMap((output) => writeReport(invocation, output, results, context));
  if (outputs.length > 0 && outputs.every(({ file }) => file !== undefined)) {
    terminal.writeError(
      `${summarySentence(summarize(results.report), fixCommand)}; ${whereItStands(outputs, failures)}\n`,
    );
  }
  if (failures.length > 0) throw new Fault(failures.map(failureRow));
}

interface Failure {
  readonly format: string;
  readonly path: string;
  readonly reason: string;
}

function outputFrom(words: string): Output {
  const end = words.indexOf("=");
  const name = end < 0 ? words : words.slice(0, end);
  const reporter = reporters.get(chooseFormat(name, [...reporters.keys()]));
  if (reporter === undefined) throw new Error(`no reporter for the format ${name}`);
  if (end < 0) return { reporter };
  const file = words.slice(end + 1);
  if (file === "") throw fault("format-without-file", { format: name });
  return { reporter, file };
}

/** A page has no colour, and its own width. */
const PAGE = { colour: false, width: 120 };

function writeReport(
  { world }: CommandInvocation,
  { reporter, file }: Output,
  results: Results,
  ownContext: ReportContext,
): readonly Failure[] {
  const { outputs, terminal, environment } = world;
  const context = file === undefined ? ownContext : { ...ownContext, ...PAGE };
  const text = results.render?.(reporter, context) ?? reporter.render(results.report, context);
  const { besides } = reporter;
  const appended = besides && environment(besides.variable);
  return [
    ...attempt(reporter, () => (file === undefined ? terminal.write(text) : outputs.write(file, text))),
    ...attempt(reporter, () => {
      if (appended) outputs.append(appended, besides.render(results.report, { ...ownContext, ...PAGE }));
    }),
  ];
}

function attempt({ name }: Reporter, write: () => void): readonly Failure[] {
  try {
    write();
    return [];
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    return [{ format: name, path: error.path, reason: error.reason }];
  }
}

function failureRow(failure: Failure): FaultRow {
  return faultRow("unwritable-report", failure);
}

/** `report in a.sarif and b.html` */
function whereItStands(outputs: readonly Output[], failures: readonly Failure[]): string {
  const failed = new Set(failures.map(({ path }) => path));
  const files = outputs.flatMap(({ file }) => (file === undefined || failed.has(file) ? [] : [visible(file)]));
  return files.length === 0 ? "no report was written" : `reported in ${files.join(", ")}`;
}
