/**
 * For reviewdog, which comments on the lines that a pull request touches. It takes paths as they are meant where it runs,
 * which is where this ran, too.
 *
 * Source: reviewdog, proto/rdf/reviewdog.proto: columns count bytes of UTF-8 from 1, ends are exclusive. Its field for related
 * locations is left out, since older versions refuse a report that has it; the message names those places.
 */
import type { Diagnostic, Problem, Report, Severity } from "../../base/diagnostics/diagnostic.js";
import { applyEdits } from "../../base/edits/apply.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import { jsonWithoutCommands } from "../../base/text/commands.js";
import type { Lines } from "../../base/text/lines.js";
import { relativePath } from "../../base/text/paths.js";
import type { FilePath, Range } from "../../base/text/span.js";
import { wellFormed } from "../../base/text/well-formed.js";
import { visible } from "../../base/text/width.js";
import { type Places, readPlaces } from "./places.js";
import { proseOf } from "./prose.js";
import type { Reporter } from "./reporter.js";

export const rdjson: Reporter = {
  name: "rdjson",
  summary: "for reviewdog, with suggestions",
  render(report, context) {
    const diagnostics = remarks(report, { places: readPlaces(context), directory: context.directory ?? "" });
    const result = { source: { name: "db-ssot" }, diagnostics };
    return `${jsonWithoutCommands(JSON.stringify(result, null, 2))}\n`;
  },
};

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "ERROR", warning: "WARNING", info: "INFO" };

interface Page {
  readonly places: Places;
  /** The working directory, from the root. */
  readonly directory: FilePath;
}

function remarks(report: Report, page: Page): readonly object[] {
  return [
    ...report.problems.map((problem) => problemRemark(problem, page)),
    ...report.diagnostics.map((diagnostic) => diagnosticRemark(diagnostic, page)),
  ];
}

function problemRemark({ kind, file, span, message }: Problem, page: Page): object {
  const said = messageOf(visible(message), kind);
  return { message: said, location: locationOf(file, span, page), severity: "WARNING", code: { value: kind } };
}

function diagnosticRemark(diagnostic: Diagnostic, page: Page): object {
  const { places } = page;
  const { rule, severity, span, fix } = diagnostic;
  const suggestion = fix && suggestionOf(fix, places);
  const said = proseOf(diagnostic, { words: (text) => text, place: places.name });
  return {
    message: messageOf(said, rule),
    location: locationOf(span.file, span, page),
    severity: SEVERITIES[severity],
    code: { value: rule },
    ...(suggestion && { suggestions: [suggestion] }),
  };
}

function messageOf(said: string, otherwise: string): string {
  return wellFormed(said) || otherwise;
}

function locationOf(file: FilePath, range: Range | undefined, { places, directory }: Page): object {
  const lines = range && places.lines(file);
  return { path: wellFormed(relativePath(directory, file)), ...(range && lines && { range: rangeOf(range, lines) }) };
}

/** Further apart than this, what lies between two edits is too much to read in a suggestion. */
const MOST_LINES = 40;

/**
 * A reviewer can accept one suggestion and not another, and half of a fix breaks the code. So a fix is one suggestion that
 * includes the text between its edits, or none if they are in several files or far apart.
 */
function suggestionOf({ applicability, edits }: Fix, places: Places): object | undefined {
  const [first] = edits;
  const lines = first && places.lines(first.file);
  if (first === undefined || lines === undefined || applicability === "suggestion") return undefined;
  if (edits.some(({ file }) => file !== first.file)) return undefined;
  const whole = around(edits);
  if (lines.positionOf(whole.end).line - lines.positionOf(whole.start).line >= MOST_LINES) return undefined;
  const inside = edits.map((edit) => ({ ...edit, start: edit.start - whole.start, end: edit.end - whole.start }));
  const { text, overlapping } = applyEdits(lines.text.slice(whole.start, whole.end), inside);
  return overlapping.length > 0 ? undefined : { range: rangeOf(whole, lines), text: wellFormed(text) };
}

function around(edits: readonly Edit[]): Range {
  return { start: Math.min(...edits.map(({ start }) => start)), end: Math.max(...edits.map(({ end }) => end)) };
}

function rangeOf({ start, end }: Range, lines: Lines): object {
  return { start: positionOf(start, lines), end: positionOf(end, lines) };
}

function positionOf(offset: number, lines: Lines): object {
  const { line, column } = lines.positionOf(offset);
  const lineStart = lines.rangeOf(line)?.start ?? 0;
  return { line, column: bytes.encode(lines.text.slice(lineStart, lineStart + column - 1)).length + 1 };
}

const bytes = new TextEncoder();
