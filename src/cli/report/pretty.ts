/** For people at a terminal: findings by cause, the first of each with its code, the reason and how to fix it. */
import type { Diagnostic, Note, Problem, Report } from "../../base/diagnostics/diagnostic.js";
import { withoutCommands } from "../../base/text/commands.js";
import { codeFrame, type Mark } from "../../base/text/frame.js";
import type { Span } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import { type Cause, causesOf, countByRule, extentOf, legend } from "./causes.js";
import { helpClauses } from "./help.js";
import { isShared, sharedNotes } from "./notes.js";
import { type Palette, paletteFor } from "./palette.js";
import { type Places, readPlaces } from "./places.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { coverageSentence, summarize, summarySentence } from "./summary.js";
import { shortened, wrapped } from "./wrap.js";

export const pretty: Reporter = {
  name: "pretty",
  summary: "findings with code frames, notes and help",
  render(report, context) {
    const page = pageOf(context);
    const blocks = [...blocksOf(report, page, context), closingLines(report, page, context)];
    const filled = blocks.filter((lines) => lines.length > 0);
    return withoutCommands(`${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`);
  },
};

/** One finding alone, with all its notes. */
export function prettyFinding(diagnostic: Diagnostic, context: ReportContext): string {
  return withoutCommands(`${diagnosticLines(diagnostic, diagnostic.notes, pageOf(context)).join("\n")}\n`);
}

interface Page {
  readonly palette: Palette;
  readonly places: Places;
  readonly width: ReportContext["width"];
}

function pageOf(context: ReportContext): Page {
  return {
    palette: paletteFor(context.colour),
    places: readPlaces(context, context.directory),
    width: context.width,
  };
}

type Block = readonly string[];

function blocksOf(report: Report, page: Page, { detail }: ReportContext): readonly Block[] {
  const { diagnostics } = report;
  if (detail === "statistics") return [statisticsLines(diagnostics, page)];
  if (detail === "quiet") return findingBlocks(causesOf(diagnostics.filter(isError)), page);
  const causes =
    detail === "verbose" ? diagnostics.map((first): Cause => ({ first, others: [] })) : causesOf(diagnostics);
  return [
    report.assumptions.flatMap((assumption) => wrapped(page.palette.dim(visible(assumption)), page.width)),
    ...report.problems.map((problem) => problemLines(problem, page)),
    ...findingBlocks(causes, page),
    causeLines(causesOf(diagnostics), page),
  ];
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

/** Findings, then the notes that all of them share. A note is shown once, under the first finding that has it. */
function findingBlocks(causes: readonly Cause[], page: Page): readonly Block[] {
  const seen = new Set<string>();
  const isNew = (note: Note): boolean => {
    const isFirst = !isShared(note) && !seen.has(note.message);
    seen.add(note.message);
    return isFirst;
  };
  const blocks = causes.map((cause) => [
    ...diagnosticLines(cause.first, cause.first.notes.filter(isNew), page),
    ...otherPlaces(cause, page),
  ]);
  const shared = sharedNotes(causes.map(({ first }) => first));
  return [...blocks, shared.flatMap((note) => noteLines(note, page, ""))];
}

/** More places would hide the next finding. */
const MOST_PLACES = 10;

/** The other places of a cause, each with its line of code, and with its own fix if that is of another kind. */
function otherPlaces({ first, others }: Cause, page: Page): Block {
  if (others.length === 0) return [];
  const { palette, places, width } = page;
  const shown = others.slice(0, MOST_PLACES).map((each) => ({
    name: places.name(each.span),
    code: codeAt(each.span, places),
    mark: fixKind(each) === fixKind(first) ? "" : `  (${fixKind(each)})`,
  }));
  const column = Math.max(...shown.map(({ name }) => name.length));
  const more = others.length - shown.length;
  return [
    `  ${palette.dim(`the same in ${others.length === 1 ? "1 more place" : `${others.length} more places`}:`)}`,
    ...shown.map(({ name, code, mark }) => {
      const line = code === "" ? "" : `  ${shortened(code, width - column - mark.length - 6)}`;
      return `    ${palette.place(name)}${" ".repeat(line === "" ? 0 : column - name.length)}${line}${palette.dim(mark)}`;
    }),
    ...(more === 0 ? [] : [`    ${palette.dim(`and ${more} more (--verbose shows all)`)}`]),
  ];
}

function fixKind({ fix }: Diagnostic): string {
  return fix === undefined || fix.applicability === "suggestion" ? "no fix" : `${fix.applicability} fix`;
}

function codeAt(span: Span, places: Places): string {
  const lines = places.lines(span.file);
  const range = lines?.rangeOf(lines.positionOf(span.start).line);
  return lines === undefined || range === undefined ? "" : visible(lines.text.slice(range.start, range.end).trim());
}

/** More causes would hide the summary. */
const MOST_CAUSES = 10;

/** Rules, and below them the causes that have several places; nothing if no cause has. */
function causeLines(causes: readonly Cause[], page: Page): Block {
  const repeated = causes
    .filter(({ others }) => others.length > 0)
    .sort((one, other) => other.others.length - one.others.length);
  if (repeated.length === 0) return [];
  const { palette, width } = page;
  const shown = new Set(repeated.slice(0, MOST_CAUSES));
  const more = repeated.length - shown.size;
  const rules = countByRule(causes.flatMap(({ first, others }) => [first, ...others]));
  return [
    ...rules.flatMap(({ rule, line }) => [
      palette.strong(line),
      ...[...shown]
        .filter(({ first }) => first.rule === rule)
        .flatMap((cause) => wrapped(`${visible(cause.first.message)}: ${extentOf(cause)}`, width, "    ", 6)),
    ]),
    ...(more === 0 ? [] : [palette.dim(`and ${more} more causes with several places`)]),
    ...wrapped(palette.dim(legend(rules)), width),
  ];
}

function statisticsLines(diagnostics: readonly Diagnostic[], { palette, width }: Page): Block {
  if (diagnostics.length === 0) return [];
  const rules = countByRule(diagnostics);
  return [...rules.map(({ line }) => palette.strong(line)), ...wrapped(palette.dim(legend(rules)), width)];
}

function problemLines(problem: Problem, page: Page): Block {
  const { palette, places, width } = page;
  const place = problem.span === undefined ? places.file(problem.file) : places.name(problem.span);
  return [
    `${palette.place(place)}  ${palette.severity("problem", "problem")}  ${problem.kind}`,
    ...wrapped(palette.strong(visible(problem.message)), width, "  "),
    ...(problem.span === undefined ? [] : frameLines(problem.span, problem.span, page)),
  ];
}

function diagnosticLines(diagnostic: Diagnostic, notes: readonly Note[], page: Page): Block {
  const { palette, places, width } = page;
  const { span, label, severity } = diagnostic;
  const owner = diagnostic.package === undefined ? "" : `  ${palette.dim(visible(diagnostic.package))}`;
  return [
    `${palette.place(places.name(span))}  ${palette.severity(severity, severity)}  ${diagnostic.rule}${owner}`,
    ...wrapped(palette.strong(visible(diagnostic.message)), width, "  "),
    ...frameLines(span, label === undefined ? span : { ...span, label }, page),
    ...notes.flatMap((note) => noteLines(note, page, "  ")),
    ...helpClauses(diagnostic).flatMap((clause, index) => {
      return wrapped(visible(clause), width, index === 0 ? `  ${palette.good("help:")} ` : " ".repeat(8), 8);
    }),
  ];
}

function noteLines(note: Note, { palette, places, width }: Page, margin: string): Block {
  return wrapped(noteText(note, places), width, `${margin}${palette.dim("note:")} `, margin.length + 6);
}

function noteText({ message, span }: Note, places: Places): string {
  const isPlaced = span === undefined || message.includes(span.file);
  return isPlaced ? visible(message) : `${visible(message)} (${places.name(span)})`;
}

/** Below this a frame shows too little to help. */
const LEAST_WIDTH = 40;
/** The indentation, the line number and its bar. */
const FRAME_EDGE = 12;

function frameLines(span: Span, mark: Mark, { palette, places, width }: Page): Block {
  const lines = places.lines(span.file);
  if (lines === undefined) return [];
  const options = { width: Math.max(width - FRAME_EDGE, LEAST_WIDTH), paint: palette.frame };
  return codeFrame(lines, [mark], options)
    .split("\n")
    .map((line) => `  ${line}`);
}

function closingLines(report: Report, { palette, width }: Page, { fixCommand, detail }: ReportContext): Block {
  const sentence = summarySentence(summarize(report), fixCommand);
  const isClean = report.diagnostics.length === 0 && report.problems.length === 0;
  const paint = isClean ? palette.good : palette.strong;
  const coverage = detail === "quiet" ? [] : wrapped(palette.dim(visible(coverageSentence(report.statistics))), width);
  return [...wrapped(paint(sentence), width), ...coverage];
}
