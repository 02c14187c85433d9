/** For people at a terminal: every finding with its code, why it is one and how to mend it. */
import type { Diagnostic, Note, Problem, Report } from "../../base/diagnostics/diagnostic.js";
import { withoutCommands } from "../../base/text/commands.js";
import { codeFrame, type Mark } from "../../base/text/frame.js";
import type { Span } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import { helpText } from "./help.js";
import { type Palette, paletteFor } from "./palette.js";
import { type Places, readPlaces } from "./places.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { coverageSentence, summarize, summarySentence } from "./summary.js";

export const pretty: Reporter = {
  name: "pretty",
  summary: "findings with code frames, notes and help",
  render(report, context) {
    const page: Page = {
      palette: paletteFor(context.colour),
      places: readPlaces(context, context.directory),
      width: context.width,
    };
    const blocks = [
      assumptionLines(report, page),
      ...report.problems.map((problem) => problemLines(problem, page)),
      ...report.diagnostics.map((diagnostic) => diagnosticLines(diagnostic, page)),
      closingLines(report, page, context.fixCommand),
    ];
    const filled = blocks.filter((lines) => lines.length > 0);
    return withoutCommands(`${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`);
  },
};

/** One finding alone, as `pretty` shows it. */
export function prettyFinding(diagnostic: Diagnostic, context: ReportContext): string {
  const page: Page = {
    palette: paletteFor(context.colour),
    places: readPlaces(context, context.directory),
    width: context.width,
  };
  return withoutCommands(`${diagnosticLines(diagnostic, page).join("\n")}\n`);
}

interface Page {
  readonly palette: Palette;
  readonly places: Places;
  readonly width: ReportContext["width"];
}

function assumptionLines(report: Report, { palette }: Page): readonly string[] {
  return report.assumptions.map((assumption) => palette.dim(visible(assumption)));
}

function problemLines(problem: Problem, page: Page): readonly string[] {
  const { palette, places } = page;
  const place = problem.span === undefined ? places.file(problem.file) : places.name(problem.span);
  return [
    `${palette.place(place)}  ${palette.severity("problem", "problem")}  ${problem.kind}`,
    ...indented(palette.strong(visible(problem.message))),
    ...(problem.span === undefined ? [] : frameLines(problem.span, problem.span, page)),
  ];
}

function diagnosticLines(diagnostic: Diagnostic, page: Page): readonly string[] {
  const { palette, places } = page;
  const { span, label, severity } = diagnostic;
  const help = helpText(diagnostic);
  const owner = diagnostic.package === undefined ? "" : `  ${palette.dim(visible(diagnostic.package))}`;
  return [
    `${palette.place(places.name(span))}  ${palette.severity(severity, severity)}  ${diagnostic.rule}${owner}`,
    ...indented(palette.strong(visible(diagnostic.message))),
    ...frameLines(span, label === undefined ? span : { ...span, label }, page),
    ...diagnostic.notes.flatMap((note) => indented(`${palette.dim("note:")} ${noteText(note, places)}`)),
    ...(help === undefined ? [] : indented(`${palette.good("help:")} ${visible(help)}`)),
  ];
}

function noteText({ message, span }: Note, places: Places): string {
  const isPlaced = span === undefined || message.includes(span.file);
  return isPlaced ? visible(message) : `${visible(message)} (${places.name(span)})`;
}

/** Below this a frame shows too little to help. */
const LEAST_WIDTH = 40;
/** The indentation, the line number and its bar. */
const FRAME_EDGE = 12;

function frameLines(span: Span, mark: Mark, { palette, places, width }: Page): readonly string[] {
  const lines = places.lines(span.file);
  if (lines === undefined) return [];
  const options = { width: Math.max(width - FRAME_EDGE, LEAST_WIDTH), paint: palette.frame };
  return indented(codeFrame(lines, [mark], options));
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `  ${line}`);
}

function closingLines(report: Report, { palette }: Page, fixCommand: string | undefined): readonly string[] {
  const sentence = summarySentence(summarize(report), fixCommand);
  const isClean = report.diagnostics.length === 0 && report.problems.length === 0;
  return [
    isClean ? palette.good(sentence) : palette.strong(sentence),
    palette.dim(visible(coverageSentence(report.statistics))),
  ];
}
