/** Prints the five whys of a finding: for a terminal, as Markdown, and as JSON. Authors' names only if they are asked for. */
import { markdownBlock, markdownSpan, markdownWords } from "../../base/text/markdown.js";
import { visible } from "../../base/text/width.js";
import type { Evidence, Why } from "../../judge/why/answers.js";
import type { WhyReport } from "../../judge/why/why.js";
import { sentence } from "./document/words.js";
import { JSON_VERSION } from "./json.js";
import { paletteFor } from "./palette.js";
import { readPlaces } from "./places.js";
import type { ReportContext } from "./reporter.js";
import { wrapped } from "./wrap.js";

export interface WhyOptions {
  readonly authors: boolean;
}

const CERTAINTIES: Readonly<Record<Why["certainty"], string>> = { known: "", likely: " (likely)", unknown: "" };

export function whyText(report: WhyReport, context: ReportContext, options: WhyOptions): string {
  const palette = paletteFor(context.colour);
  const blocks = report.whys.map(({ question, answer, certainty, evidence }, index) => [
    palette.strong(`${index + 1}. ${question}${CERTAINTIES[certainty]}`),
    ...wrapped(visible(sentence(answer)), context.width, "   "),
    ...evidence.flatMap((each) => [
      ...wrapped(visible(`${each.what}: ${placeText(each, options)}`), context.width, "   - ", 7),
      ...(each.code ?? []).map((line) => palette.dim(`     | ${visible(line)}`)),
    ]),
  ]);
  const title = `${titleOf(report, context)}`;
  return [[palette.strong(visible(title))], ...blocks].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

export function whyMarkdown(report: WhyReport, context: ReportContext, options: WhyOptions): string {
  const { whys } = report;
  const parts = whys.flatMap(({ question, answer, certainty, evidence }, index) => [
    `## ${index + 1}. ${question}${CERTAINTIES[certainty]}`,
    sentence(markdownWords(answer)),
    ...evidence.flatMap((each) => [
      `- ${markdownWords(each.what)}: ${placeMarkdown(each, options)}`,
      ...(each.code === undefined ? [] : [indented(markdownBlock(each.code, wordOf(each.file)))]),
    ]),
  ]);
  return `${[`# ${markdownWords(titleOf(report, context))}`, ...parts].join("\n\n")}\n`;
}

export function whyJson({ finding, whys }: WhyReport, context: ReportContext, { authors }: WhyOptions): string {
  const { rule, symbol, message, span } = finding;
  const position = readPlaces(context).lines(span.file)?.positionOf(span.start);
  const told = {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version: context.version },
    finding: { rule, symbol, message, file: span.file, ...position },
    whys: whys.map(({ evidence, ...why }) => ({
      ...why,
      evidence: evidence.map(({ commit, ...each }) => ({
        ...each,
        ...(commit && {
          commit: {
            id: commit.id,
            date: commit.date,
            subject: commit.subject,
            ...(authors && { author: commit.author }),
          },
        }),
      })),
    })),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function titleOf({ finding }: WhyReport, context: ReportContext): string {
  return `Why: ${finding.message} (${readPlaces(context).name(finding.span)})`;
}

/** `3f2a9c1b04, 2026-01-31, Rename it, src/a.ts:4`. */
function placeText({ commit, file, line }: Evidence, { authors }: WhyOptions): string {
  const parts = [
    ...(commit === undefined
      ? []
      : [commit.id.slice(0, 10), commit.date, ...(authors ? [commit.author] : []), commit.subject]),
    ...(file === undefined ? [] : [line === undefined ? file : `${file}:${line}`]),
  ];
  return parts.join(", ");
}

function placeMarkdown({ commit, file, line }: Evidence, { authors }: WhyOptions): string {
  const parts = [
    ...(commit === undefined
      ? []
      : [
          markdownSpan(commit.id.slice(0, 10)),
          commit.date,
          ...(authors ? [markdownWords(commit.author)] : []),
          markdownWords(commit.subject),
        ]),
    ...(file === undefined ? [] : [markdownSpan(line === undefined ? file : `${file}:${line}`)]),
  ];
  return parts.join(", ");
}

function wordOf(file: string | undefined): string {
  return /\.(\w+)$/.exec(file ?? "")?.[1] ?? "";
}

/** Within an item of a list. */
function indented(block: string): string {
  return block.replace(/^(?=.)/gm, "  ");
}
