/**
 * Findings, and files that could not be read in full, as one list: for platforms that know only one kind of entry, and that
 * count paths from the top of the repository.
 */
import type { Diagnostic, Problem, Report, Severity } from "../../base/diagnostics/diagnostic.js";
import { groupBy } from "../../base/text/group.js";
import type { Position } from "../../base/text/lines.js";
import type { FilePath, Span } from "../../base/text/span.js";
import { type Places, readPlaces } from "./places.js";
import type { ReportContext } from "./reporter.js";

export interface Remark {
  /** Id of the rule, or the kind of problem. */
  readonly rule: string;
  /** A file that could not be read is worth a warning: what it holds was not judged. */
  readonly severity: Severity;
  /** From the top of the repository. */
  readonly file: FilePath;
  /** Absent where the text was not at hand. */
  readonly start?: Position;
  readonly end?: Position;
  readonly message: string;
  /** Absent for a problem. */
  readonly diagnostic?: Diagnostic;
}

/** Problems first, then findings, each in the order of the report. */
export function remarksOf(report: Report, context: ReportContext): readonly Remark[] {
  const places = readPlaces(context);
  const { prefix } = context;
  return [
    ...report.problems.map((problem) => remarkOfProblem(problem, prefix, places)),
    ...report.diagnostics.map((diagnostic) => remarkOfFinding(diagnostic, prefix, places)),
  ];
}

export function byFile(remarks: readonly Remark[]): ReadonlyMap<FilePath, readonly Remark[]> {
  return groupBy(remarks, ({ file }) => file);
}

function remarkOfProblem({ kind, file, span, message }: Problem, prefix: string, places: Places): Remark {
  const place = span === undefined ? {} : positionsOf(span, places);
  return { rule: kind, severity: "warning", file: prefix + file, ...place, message };
}

function remarkOfFinding(diagnostic: Diagnostic, prefix: string, places: Places): Remark {
  const { rule, severity, span, message } = diagnostic;
  return { rule, severity, file: prefix + span.file, ...positionsOf(span, places), message, diagnostic };
}

function positionsOf(span: Span, places: Places): Pick<Remark, "start" | "end"> {
  const lines = places.lines(span.file);
  return lines === undefined ? {} : { start: lines.positionOf(span.start), end: lines.positionOf(span.end) };
}
