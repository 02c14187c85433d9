/**
 * For programs: a shape of its own, with a version, so that the inner types stay free to change. Fields may be added within
 * a version; json.schema.ts describes it.
 */
import type { Diagnostic, Note, Problem, Report } from "../diagnostics/diagnostic.js";
import type { Edit, Fix } from "../edits/edit.js";
import type { FilePath, Range } from "../text/span.js";
import { type Places, readPlaces } from "./places.js";
import type { Reporter } from "./reporter.js";
import { type Summary, summarize } from "./summary.js";

export const JSON_VERSION = 1;

export interface JsonReport {
  readonly version: typeof JSON_VERSION;
  readonly tool: { readonly name: "db-ssot"; readonly version: string };
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly problems: readonly JsonProblem[];
  readonly summary: Summary;
  readonly statistics: Report["statistics"];
}

export interface JsonDiagnostic extends JsonPlace {
  readonly rule: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
  readonly label?: string;
  readonly notes: readonly (Partial<JsonPlace> & { readonly message: string })[];
  readonly help?: string;
  readonly symbol: string;
  readonly source?: string;
  readonly fix?: JsonFix;
}

export interface JsonFix {
  readonly title: string;
  readonly applicability: Fix["applicability"];
  readonly reason?: string;
  readonly edits: readonly (JsonPlace & { readonly text: string })[];
}

export interface JsonProblem {
  readonly kind: Problem["kind"];
  readonly file: FilePath;
  readonly message: string;
  readonly start?: JsonPosition;
  readonly end?: JsonPosition;
}

export interface JsonPlace {
  readonly file: FilePath;
  readonly start: JsonPosition;
  /** Exclusive. */
  readonly end: JsonPosition;
}

export interface JsonPosition {
  /** In UTF-16 code units, from 0. */
  readonly offset: number;
  /** From 1; absent, as is `column`, where the text was not at hand. */
  readonly line?: number;
  readonly column?: number;
}

export const json: Reporter = {
  name: "json",
  summary: "the whole report for programs, versioned, with a schema",
  render: (report, context) => `${JSON.stringify(jsonReport(report, readPlaces(context), context.version), null, 2)}\n`,
};

export function jsonReport(report: Report, places: Places, version: string): JsonReport {
  return {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version },
    assumptions: report.assumptions,
    diagnostics: report.diagnostics.map((diagnostic) => jsonDiagnostic(diagnostic, places)),
    problems: report.problems.map((problem) => jsonProblem(problem, places)),
    summary: summarize(report),
    statistics: jsonStatistics(report.statistics),
  };
}

/** Field by field, so that the shape does not follow the inner types. Absent values leave no key in the JSON. */
function jsonDiagnostic(diagnostic: Diagnostic, places: Places): JsonDiagnostic {
  const { rule, severity, message, span, label, notes, help, symbol, source, fix } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...placeOf(span.file, span, places),
    ...(label !== undefined && { label }),
    notes: notes.map((note) => jsonNote(note, places)),
    ...(help !== undefined && { help }),
    symbol,
    ...(source !== undefined && { source }),
    ...(fix !== undefined && { fix: jsonFix(fix, places) }),
  };
}

function jsonNote({ message, span }: Note, places: Places): JsonDiagnostic["notes"][number] {
  return span === undefined ? { message } : { message, ...placeOf(span.file, span, places) };
}

function jsonFix({ title, applicability, reason, edits }: Fix, places: Places): JsonFix {
  const jsonEdit = (edit: Edit) => ({ ...placeOf(edit.file, edit, places), text: edit.text });
  return { title, applicability, ...(reason !== undefined && { reason }), edits: edits.map(jsonEdit) };
}

function jsonProblem({ kind, file, message, span }: Problem, places: Places): JsonProblem {
  return span === undefined ? { kind, file, message } : { kind, message, ...placeOf(file, span, places) };
}

function jsonStatistics({ files, parsed, sites, unknownReasons }: Report["statistics"]): Report["statistics"] {
  return {
    files,
    parsed,
    sites: { known: sites.known, unknown: sites.unknown },
    unknownReasons: unknownReasons.map(({ reason, count }) => ({ reason, count })),
  };
}

function placeOf(file: FilePath, range: Range, places: Places): JsonPlace {
  return { file, start: positionOf(file, range.start, places), end: positionOf(file, range.end, places) };
}

function positionOf(file: FilePath, offset: number, places: Places): JsonPosition {
  const position = places.lines(file)?.positionOf(offset);
  return position === undefined ? { offset } : { offset, line: position.line, column: position.column };
}
