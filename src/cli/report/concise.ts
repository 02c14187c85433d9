/** One line per finding, for editors and `grep`. */
import type { Diagnostic, Problem, Report } from "../../base/diagnostics/diagnostic.js";
import { withoutCommands } from "../../base/text/commands.js";
import { visible } from "../../base/text/width.js";
import { type Palette, paletteFor } from "./palette.js";
import { type Places, readPlaces } from "./places.js";
import type { Reporter } from "./reporter.js";
import { acceptedSentence, summarize } from "./summary.js";

export const concise: Reporter = {
  name: "concise",
  summary: "one line per finding: file:line:column severity rule message",
  hidesFixes: true,
  render(report, context) {
    const palette = paletteFor(context.colour);
    const places = readPlaces(context, context.directory);
    const isQuiet = context.detail === "quiet";
    const shown = report.diagnostics.filter(({ severity }) => !isQuiet || severity === "error");
    const lines = [
      ...(isQuiet ? [] : report.problems.map((problem) => problemLine(problem, palette, places))),
      ...shown.map((diagnostic) => diagnosticLine(diagnostic, palette, places)),
      ...acceptedLines(report, palette),
    ];
    return withoutCommands(lines.map((line) => `${line}\n`).join(""));
  },
};

/** Accepted findings are counted, so that no output means no findings. */
function acceptedLines(report: Report, palette: Palette): readonly string[] {
  const accepted = acceptedSentence(summarize(report));
  return accepted === "" ? [] : [palette.dim(accepted)];
}

function problemLine({ kind, file, span, message }: Problem, palette: Palette, places: Places): string {
  const place = span === undefined ? places.file(file) : places.name(span);
  return `${palette.place(place)} ${palette.severity("problem", "problem")} ${kind} ${visible(message)}`;
}

function diagnosticLine(diagnostic: Diagnostic, palette: Palette, places: Places): string {
  const { severity, rule, message, span } = diagnostic;
  return `${palette.place(places.name(span))} ${palette.severity(severity, severity)} ${rule} ${visible(message)}`;
}
