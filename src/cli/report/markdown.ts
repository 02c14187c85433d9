/** For a comment on a pull request or the summary of a CI step: what it comes to, then a table for each file. */
import type { Report } from "../../base/diagnostics/diagnostic.js";
import { breakCommands } from "../../base/text/commands.js";
import { encode } from "../../base/text/encoding.js";
import { markdownCode, markdownText } from "../../base/text/markdown.js";
import { helpText } from "./help.js";
import { isShared, sharedNotes } from "./notes.js";
import { byFile, type Remark, remarksOf } from "./remarks.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { counted, summarize, summarySentence } from "./summary.js";

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
  summary: "tables for a comment on a pull request",
  render: (report, context) => markdownPage(report, context, COMMENT),
};

/** Leaves out the last findings if the page would exceed the limit, and says how many. */
export function markdownPage(report: Report, context: ReportContext, limit: Limit): string {
  const remarks = remarksOf(report, context);
  const head = headOf(report);
  const whole = [head, ...tablesOf(remarks)].join("\n");
  if (limit.sizeOf(whole) <= limit.most) return whole;
  // A row more is a longer page, so the most rows that fit are found by halving.
  let fitting = 0;
  let tooMany = remarks.length;
  let page = cutPage(head, remarks, 0, limit);
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    const tried = cutPage(head, remarks, middle, limit);
    if (limit.sizeOf(tried) > limit.most) tooMany = middle;
    else [fitting, page] = [middle, tried];
  }
  return page;
}

function headOf(report: Report): string {
  // Printed by a step, a paragraph must not begin as a command does; a character reference stands for its character.
  const notes = sharedNotes(report.diagnostics).map(({ message }) => message);
  const paragraphs = [...report.assumptions, ...notes].map((text) => breakCommands(markdownText(text), reference));
  return ["### db-ssot", markdownText(summarySentence(summarize(report))), ...paragraphs]
    .map((text) => `${text}\n`)
    .join("\n");
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function cutPage(head: string, remarks: readonly Remark[], count: number, { why }: Limit): string {
  const more = counted(remarks.length - count, "more finding is", "more findings are");
  return [head, ...tablesOf(remarks.slice(0, count)), `${more} left out here: ${why}.\n`].join("\n");
}

function tablesOf(remarks: readonly Remark[]): readonly string[] {
  return [...byFile(remarks)].map(([file, ofFile]) =>
    [
      `<details open><summary>${markdownCode(file)}: ${counted(ofFile.length, "finding")}</summary>`,
      "",
      "| line | severity | rule | finding |",
      "| ---: | --- | --- | --- |",
      ...ofFile.map(rowOf),
      "",
      "</details>",
      "",
    ].join("\n"),
  );
}

function rowOf({ start, severity, rule, message, diagnostic }: Remark): string {
  const help = diagnostic && helpText(diagnostic);
  const notes = (diagnostic?.notes ?? []).filter((note) => !isShared(note)).map((note) => `note: ${note.message}`);
  const said = [message, ...notes, ...(help === undefined ? [] : [`help: ${help}`])];
  const cells = [
    start?.line ?? "",
    diagnostic === undefined ? "problem" : severity,
    rule,
    said.map(markdownText).join("<br>"),
  ];
  return `| ${cells.join(" | ")} |`;
}
