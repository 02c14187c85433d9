/** For a comment on a pull request or the summary of a CI step: what it comes to, then the findings by rule and by cause. */
import type { Report } from "../../base/diagnostics/diagnostic.js";
import { breakCommands } from "../../base/text/commands.js";
import { encode } from "../../base/text/encoding.js";
import { markdownText } from "../../base/text/markdown.js";
import { findingParts } from "./document/remaining.js";
import { sharedNotes } from "./notes.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { counted, summarize, summarySentence, trendSentence } from "./summary.js";

/** How much a place takes. */
export interface Limit {
  readonly most: number;
  readonly sizeOf: (text: string) => number;
  /** `a comment takes at most 65,536 characters` */
  readonly why: string;
}

/** Of GitHub; GitLab's is a million. */
const COMMENT: Limit = {
  most: 65_536,
  sizeOf: (text) => text.length,
  why: "a comment takes at most 65,536 characters",
};

/** A step that writes more has no summary at all. Source: docs.github.com, workflow commands, "Adding a job summary". */
export const STEP_SUMMARY: Limit = {
  most: 1_048_576,
  sizeOf: (text) => encode(text).length,
  why: "the summary of a step takes at most 1 MiB",
};

export const markdown: Reporter = {
  name: "markdown",
  countsFromTop: true,
  summary: "a comment on a pull request, by rule and by cause",
  render: (report, context) => markdownPage(report, context, COMMENT),
};

/** Leaves out the last findings if the page would exceed the limit, and says how many. */
export function markdownPage(report: Report, context: ReportContext, limit: Limit): string {
  const head = headOf(report);
  const whole = [head, ...partsOf(report, context)].join("\n");
  if (limit.sizeOf(whole) <= limit.most) return whole;
  // One more finding makes a longer page, so the most that fit are found by halving.
  let fitting = 0;
  let tooMany = sizeOf(report);
  let page = cutPage(head, report, 0, context, limit);
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    const tried = cutPage(head, report, middle, context, limit);
    if (limit.sizeOf(tried) > limit.most) tooMany = middle;
    else [fitting, page] = [middle, tried];
  }
  return page;
}

function sizeOf({ diagnostics, problems }: Report): number {
  return diagnostics.length + problems.length;
}

function headOf(report: Report): string {
  // Printed by a step, a paragraph must not begin as a command does; a character reference stands for its character.
  const notes = sharedNotes(report.diagnostics).map(({ message }) => message);
  const paragraphs = [...report.assumptions, ...notes].map((text) => breakCommands(markdownText(text), reference));
  const sentences = [summarySentence(summarize(report)), trendSentence(report.statistics.canonical)];
  return ["### db-ssot", markdownText(sentences.filter((each) => each !== "").join("; ")), ...paragraphs]
    .map((text) => `${text}\n`)
    .join("\n");
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** The first so many findings; problems come after them. */
function cutPage(head: string, report: Report, count: number, context: ReportContext, { why }: Limit): string {
  const { diagnostics, problems } = report;
  const shown = {
    ...report,
    diagnostics: diagnostics.slice(0, count),
    problems: problems.slice(0, Math.max(0, count - diagnostics.length)),
  };
  const more = counted(sizeOf(report) - count, "more finding is", "more findings are");
  return [head, ...partsOf(shown, context), `${more} left out here: ${why}.\n`].join("\n");
}

function partsOf(report: Report, context: ReportContext): readonly string[] {
  return findingParts(report, context, EVERYTHING).map((part) => `${part.replace(/^###/, "####")}\n`);
}

const EVERYTHING = {
  causes: Number.POSITIVE_INFINITY,
  files: Number.POSITIVE_INFINITY,
  lines: Number.POSITIVE_INFINITY,
  problems: Number.POSITIVE_INFINITY,
};
