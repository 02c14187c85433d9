/** What remains, by rule and by cause. Comments on pull requests are made of the same parts. */
import type { Diagnostic, Report } from "../../../base/diagnostics/diagnostic.js";
import { groupBy } from "../../../base/text/group.js";
import { lineAround } from "../../../base/text/lines.js";
import { markdownSpan, markdownWords } from "../../../base/text/markdown.js";
import { type Cause, causesOf, extentOf } from "../causes.js";
import { type Places, readPlaces } from "../places.js";
import type { ReportContext } from "../reporter.js";
import { acceptedSentence, counted, summarize } from "../summary.js";
import type { Account } from "./account.js";
import { adviceOf, byEffect, compareEffect, MOST_LINES, placesText, sentence } from "./words.js";

/** How much is listed before the rest is counted. */
export interface Most {
  /** Causes of a rule. */
  readonly causes: number;
  /** Files of a cause. */
  readonly files: number;
  /** Lines of a file. */
  readonly lines: number;
  /** Files that were not read in full. */
  readonly problems: number;
  /** A fix that is still there was left out. */
  readonly isAfterFix?: boolean;
}

const MOST: Most = { causes: 10, files: 6, lines: MOST_LINES, problems: 10 };

export function remainingSection({ report, done }: Pick<Account, "report" | "done">, context: ReportContext): string {
  const parts = findingParts(report, context, { ...MOST, isAfterFix: done !== undefined });
  const accepted = acceptedSentence(summarize(report));
  return [
    `## ${done === undefined ? "Issues found" : "Remaining issues"}`,
    ...(report.diagnostics.length === 0 ? ["None."] : []),
    ...parts,
    ...(accepted === "" ? [] : [`Not counted above: ${accepted}.`]),
  ].join("\n\n");
}

/** Findings by rule and by cause, then files that were not read in full; headings are of the third level. Paths begin with the context's prefix. */
export function findingParts(report: Report, context: ReportContext, most: Most): readonly string[] {
  const places = readPlaces(context);
  const rules = [...groupBy(report.diagnostics, ({ rule }) => rule)].sort(
    ([one, a], [other, b]) => compareEffect(a, b) || (one < other ? -1 : 1),
  );
  return [
    ...rules.map(([rule, all]) => ruleText(rule, all, places, context, most)),
    ...problemsText(report, context, most),
  ];
}

function ruleText(
  rule: string,
  all: readonly Diagnostic[],
  places: Places,
  context: ReportContext,
  most: Most,
): string {
  const causes = byEffect(causesOf(all));
  const summary = context.rules.find(({ id }) => id === rule)?.summary;
  const grouped = causes.length === all.length ? "" : `, ${counted(causes.length, "cause")}`;
  const shown = causes.length <= most.causes + 1 ? causes : causes.slice(0, most.causes);
  const rest = causes.slice(shown.length);
  const inRest = rest.reduce((sum, { others }) => sum + 1 + others.length, 0);
  const more = `- and ${counted(rest.length, "more cause")} with ${counted(inRest, "place")}: \`db-ssot check --rule ${rule}\``;
  return [
    `### ${rule}: ${counted(all.length, "problem")}${grouped}`,
    ...(summary === undefined ? [] : [sentence(markdownWords(summary))]),
    [
      ...shown.map((cause) => causeItem(cause, places, most, context.prefix)),
      ...(rest.length === 0 ? [] : [more]),
    ].join("\n"),
  ].join("\n\n");
}

/** One item of a list: what is wrong, where, and what to do. */
function causeItem(cause: Cause, places: Places, most: Most, prefix: string): string {
  const { first, others } = cause;
  const all = [first, ...others];
  const notes = first.notes.filter(({ about }) => about === undefined);
  const where = placesText(all, places, most, prefix);
  const fixes = fixesText(all, most);
  const advice = adviceOf(first);
  const rows = [
    ...codeOf(first, places),
    ...notes.map((note) => sentence(markdownWords(note.message))),
    ...(advice === undefined ? [] : [sentence(`${advice.label}: ${markdownWords(advice.text)}`)]),
    ...(fixes === "" ? [] : [fixes]),
  ];
  const extent = others.length === 0 ? "" : ` (${markdownWords(extentOf(cause))})`;
  return [`- **${markdownWords(first.message)}**${extent}: ${where}`, ...rows.map((row) => `  - ${row}`)].join("\n");
}

const MOST_COLUMNS = 100;

/** The line of a finding. */
function codeOf({ span }: Diagnostic, places: Places): readonly string[] {
  const lines = places.lines(span.file);
  const code = lines === undefined ? "" : lineAround(lines.text, span.start);
  if (code === "") return [];
  return [markdownSpan(code.length > MOST_COLUMNS ? `${code.slice(0, MOST_COLUMNS - 1)}…` : code)];
}

/** Why there is no fix that was applied. */
function fixesText(all: readonly Diagnostic[], most: Most): string {
  const reasonsOf = (kind: string): readonly string[] => [
    ...new Set(all.flatMap(({ fix }) => (fix?.applicability === kind && fix.reason !== undefined ? [fix.reason] : []))),
  ];
  const text = (kind: string, words: string): readonly string[] => {
    const count = all.filter(({ fix }) => fix?.applicability === kind).length;
    if (count === 0) return [];
    const reasons = reasonsOf(kind).map(markdownWords);
    const how = count === all.length ? "" : ` for ${counted(count, "place")}`;
    return [`${words}${how}${reasons.length === 0 ? "" : `: ${cutReasons(reasons)}`}`];
  };
  const parts = [
    ...text("safe", most.isAfterFix ? "its safe fix was not applied" : "there is a safe fix"),
    ...text("unsafe", "there is a fix that may change behaviour"),
    ...text("suggestion", "there is a suggestion, which is not applied"),
  ];
  return parts.length === 0 ? "" : sentence(parts.join("; "));
}

const MOST_REASONS = 3;

function cutReasons(reasons: readonly string[]): string {
  const more = reasons.length - MOST_REASONS;
  return [...reasons.slice(0, MOST_REASONS), ...(more > 0 ? [`and ${counted(more, "more reason")}`] : [])].join("; ");
}

function problemsText({ problems }: Report, { prefix }: ReportContext, most: Most): readonly string[] {
  if (problems.length === 0) return [];
  const rows = problems
    .slice(0, most.problems)
    .map(({ file, message }) => `- ${markdownSpan(prefix + file)}: ${markdownWords(message)}`);
  const more = problems.length - rows.length;
  return [
    [
      "### Not read in full",
      "What these files do was not judged, or not all of it.",
      [...rows, ...(more > 0 ? [`- and ${counted(more, "more")}`] : [])].join("\n"),
    ].join("\n\n"),
  ];
}
