/** What a report comes to: its numbers, and the sentences that close it. */
import type { Report, Severity, Share, Statistics } from "../../base/diagnostics/diagnostic.js";

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Files with findings. */
  readonly files: number;
  /** Findings whose fix `db-ssot fix` applies, and those that it applies with `--unsafe`. */
  readonly safeFixes: number;
  readonly unsafeFixes: number;
  /** Files that were not read or parsed in full. */
  readonly problems: number;
  /** Findings that the baseline has accepted, and those that comments allow; in no other number. */
  readonly known: number;
  readonly suppressed: number;
}

export function summarize(report: Report): Summary {
  const { diagnostics, problems } = report;
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  return {
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    files: new Set(diagnostics.map((one) => one.span.file)).size,
    safeFixes: diagnostics.filter((one) => one.fix?.applicability === "safe").length,
    unsafeFixes: diagnostics.filter((one) => one.fix?.applicability === "unsafe").length,
    problems: new Set(problems.map((one) => one.file)).size,
    known: report.known.length,
    suppressed: report.suppressed.length,
  };
}

/**
 * `2 errors, 1 warning in 2 files; 12 accepted (baseline), 3 suppressed; 1 fix is safe (`db-ssot fix`)`
 *
 * @param fixCommand what applies the fixes of the state that was judged
 */
export function summarySentence(summary: Summary, fixCommand?: string): string {
  const counts = [
    counted(summary.errors, "error"),
    counted(summary.warnings, "warning"),
    counted(summary.infos, "info", "infos"),
  ].filter((text) => !text.startsWith("0 "));
  const found = counts.length === 0 ? "no findings" : `${counts.join(", ")} in ${counted(summary.files, "file")}`;
  const unread = summary.problems === 0 ? [] : [`${counted(summary.problems, "file")} not read in full`];
  const accepted = acceptedSentence(summary);
  return [found, ...unread, ...(accepted === "" ? [] : [accepted]), ...fixSentence(summary, fixCommand)].join("; ");
}

/** `12 accepted (baseline), 3 suppressed`; empty where there is neither. */
export function acceptedSentence({ known, suppressed }: Pick<Summary, "known" | "suppressed">): string {
  return [`${known} accepted (baseline)`, `${suppressed} suppressed`]
    .filter((text) => !text.startsWith("0 "))
    .join(", ");
}

/** `120 files, 14 parsed; 40 accesses, 3 unknown (7.5 %): computed member (2), untyped parameter (1); canonical 61 % → 64 % in this branch` */
export function coverageSentence({ files, parsed, sites, unknownReasons, canonical }: Statistics): string {
  const total = sites.known + sites.unknown;
  const scope = `${counted(files, "file")}, ${parsed} parsed; ${counted(total, "access", "accesses")}`;
  const trend = trendSentence(canonical);
  const ending = trend === "" ? "" : `; ${trend}`;
  if (sites.unknown === 0) return `${scope}, none unknown${ending}`;
  const reasons = unknownReasons.map(({ reason, count }) => `${reason} (${count})`).join(", ");
  return `${scope}, ${sites.unknown} unknown (${percent(sites.unknown, total)})${reasons === "" ? "" : `: ${reasons}`}${ending}`;
}

/** `canonical 61 % → 64 % in this branch`; empty where nothing is known of before. */
export function trendSentence({ before, ...now }: Statistics["canonical"]): string {
  if (before === undefined || before.total + now.total === 0) return "";
  const share = ({ count, total }: Share): string => (total === 0 ? "without an access" : percent(count, total));
  return `canonical ${share(before)} → ${share(now)} in this branch`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** With one digit after the point where it is not whole: `7.5 %`. */
export function percent(part: number, total: number): string {
  return `${total === 0 ? 0 : Math.round((part / total) * 1000) / 10} %`;
}

/** `1 fix is safe (`db-ssot fix`), 2 unsafe (`db-ssot fix --unsafe`)`, or nothing. */
function fixSentence({ safeFixes, unsafeFixes }: Summary, command = "db-ssot fix"): readonly string[] {
  const safe = `${counted(safeFixes, "fix is", "fixes are")} safe (\`${command}\`)`;
  if (safeFixes > 0 && unsafeFixes > 0) return [`${safe}, ${unsafeFixes} unsafe (\`${command} --unsafe\`)`];
  if (safeFixes > 0) return [safe];
  if (unsafeFixes > 0) return [`${counted(unsafeFixes, "fix is", "fixes are")} unsafe (\`${command} --unsafe\`)`];
  return [];
}
