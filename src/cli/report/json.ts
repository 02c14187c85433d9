/**
 * For programs: a shape of its own, with a version, so that the inner types stay free to change. Fields may be added within
 * a version; json.schema.ts describes it.
 */
import type { Diagnostic, Note, Problem, Report, Share, Suppressed } from "../../base/diagnostics/diagnostic.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import { jsonWithoutCommands } from "../../base/text/commands.js";
import type { FilePath, Range } from "../../base/text/span.js";
import { fingerprintsOf } from "./fingerprints.js";
import { type Places, readPlaces } from "./places.js";
import type { Reporter } from "./reporter.js";
import { type Summary, summarize } from "./summary.js";

export const JSON_VERSION = 1;

export interface JsonReport {
  readonly version: typeof JSON_VERSION;
  readonly tool: { readonly name: "db-ssot"; readonly version: string };
  readonly assumptions: readonly string[];
  readonly diagnostics: readonly JsonDiagnostic[];
  /** What comments allow; it does not count. */
  readonly suppressed: readonly JsonSuppressed[];
  /** What the baseline has accepted; it does not count either. */
  readonly known: readonly JsonDiagnostic[];
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
  /** The same for the same finding in every report, wherever its code moves; unlike for all findings of one report. */
  readonly fingerprint: string;
  /** The definitions around it, from the outside in: `HealthRoutes.ready`; empty at the top of a module. */
  readonly within: string;
  readonly source?: string;
  /** Where there are several. */
  readonly package?: string;
  readonly fix?: JsonFix;
}

export interface JsonSuppressed {
  readonly diagnostic: JsonDiagnostic;
  /** The comment. */
  readonly suppression: JsonPlace & { readonly reason: string; readonly until?: string; readonly owner?: string };
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
  render(report, context) {
    const value = jsonReport(report, readPlaces(context), context.version);
    return `${jsonWithoutCommands(JSON.stringify(value, null, 2))}\n`;
  },
};

export function jsonReport(report: Report, places: Places, version: string): JsonReport {
  const finding = jsonFindings(report, places);
  return {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version },
    assumptions: report.assumptions,
    diagnostics: report.diagnostics.map(finding),
    suppressed: report.suppressed.map((each) => jsonSuppressed(each, finding, places)),
    known: report.known.map(finding),
    problems: report.problems.map((problem) => jsonProblem(problem, places)),
    summary: summarize(report),
    statistics: jsonStatistics(report.statistics),
  };
}

/** What turns the findings of one report into JSON. */
function jsonFindings(report: Report, places: Places): (diagnostic: Diagnostic) => JsonDiagnostic {
  const fingerprints = fingerprintsOf(report);
  return (diagnostic) => jsonDiagnostic(diagnostic, fingerprints.get(diagnostic) ?? "", places);
}

/** Field by field, so that the shape does not follow the inner types. Absent values leave no key in the JSON. */
function jsonDiagnostic(diagnostic: Diagnostic, fingerprint: string, places: Places): JsonDiagnostic {
  const { rule, severity, message, span, label, notes, help, symbol, identity, source, fix } = diagnostic;
  return {
    rule,
    severity,
    message,
    ...placeOf(span.file, span, places),
    ...(label !== undefined && { label }),
    notes: notes.map((note) => jsonNote(note, places)),
    ...(help !== undefined && { help }),
    symbol,
    fingerprint,
    within: identity.within,
    ...(source !== undefined && { source }),
    ...(diagnostic.package !== undefined && { package: diagnostic.package }),
    ...(fix !== undefined && { fix: jsonFix(fix, places) }),
  };
}

function jsonSuppressed(
  { diagnostic, suppression }: Suppressed,
  finding: (diagnostic: Diagnostic) => JsonDiagnostic,
  places: Places,
): JsonSuppressed {
  const { span, reason, until, owner } = suppression;
  const said = { reason, ...(until !== undefined && { until }), ...(owner !== undefined && { owner }) };
  return { diagnostic: finding(diagnostic), suppression: { ...placeOf(span.file, span, places), ...said } };
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

function jsonStatistics({
  files,
  parsed,
  sites,
  unknownReasons,
  canonical,
}: Report["statistics"]): Report["statistics"] {
  const share = ({ count, total }: Share): Share => ({ count, total });
  return {
    files,
    parsed,
    sites: { known: sites.known, unknown: sites.unknown },
    unknownReasons: unknownReasons.map(({ reason, count }) => ({ reason, count })),
    canonical: { ...share(canonical), ...(canonical.before && { before: share(canonical.before) }) },
  };
}

function placeOf(file: FilePath, range: Range, places: Places): JsonPlace {
  return { file, start: positionOf(file, range.start, places), end: positionOf(file, range.end, places) };
}

function positionOf(file: FilePath, offset: number, places: Places): JsonPosition {
  const position = places.lines(file)?.positionOf(offset);
  return position === undefined ? { offset } : { offset, line: position.line, column: position.column };
}
