/**
 * For a step of GitHub Actions: annotations, as many as the platform shows, and the rest as plain lines of the log. The whole
 * report goes into the summary of the step.
 *
 * Source: the commands and their escaping as in actions/toolkit (packages/core/src/command.ts); the limits as in
 * actions/toolkit (docs/problem-matchers.md) and actions/runner (ExecutionContext.cs).
 */
import type { Severity } from "../../base/diagnostics/diagnostic.js";
import { withoutCommands } from "../../base/text/commands.js";
import { visible } from "../../base/text/width.js";
import { choose } from "./annotations.js";
import { helpText } from "./help.js";
import { markdownPage, STEP_SUMMARY } from "./markdown.js";
import { type Remark, remarksOf } from "./remarks.js";
import type { Reporter } from "./reporter.js";
import { counted, summarize, summarySentence } from "./summary.js";

/** Of each level in one step. A job shows fifty in all, which two steps like this one do not reach. */
const MOST_OF_A_LEVEL = 10;
/** What is beyond is cut off by the runner. */
const MOST_CHARACTERS = 4096;

export const github: Reporter = {
  name: "github",
  countsFromTop: true,
  summary: "annotations for GitHub Actions, and the step's summary where there is one",
  render(report, context) {
    const { shown, leftOut } = chooseAnnotations(remarksOf(report, context));
    return [...shown.map(annotation), ...leftOutLines(leftOut), withoutCommands(summarySentence(summarize(report)))]
      .map((line) => `${line}\n`)
      .join("");
  },
  besides: {
    variable: "GITHUB_STEP_SUMMARY",
    render: (report, context) => markdownPage(report, context, STEP_SUMMARY),
  },
};

const LEVELS: readonly (readonly [Severity, string])[] = [
  ["error", "error"],
  ["warning", "warning"],
  ["info", "notice"],
];

const LEVEL_OF = new Map(LEVELS);

function chooseAnnotations(remarks: readonly Remark[]): {
  readonly shown: readonly Remark[];
  readonly leftOut: readonly Remark[];
} {
  const ofLevel = (severity: Severity) => remarks.filter((remark) => remark.severity === severity);
  const isTooMuch = LEVELS.some(([severity]) => ofLevel(severity).length > MOST_OF_A_LEVEL);
  const chosen = LEVELS.map(([severity]) => {
    // One notice is kept for saying that there is more.
    const most = isTooMuch && severity === "info" ? MOST_OF_A_LEVEL - 1 : MOST_OF_A_LEVEL;
    return choose(ofLevel(severity), most);
  });
  return { shown: chosen.flatMap(({ shown }) => shown), leftOut: chosen.flatMap(({ leftOut }) => leftOut) };
}

function annotation(remark: Remark): string {
  const { rule, severity, file, start, end, message, diagnostic } = remark;
  const help = diagnostic && helpText(diagnostic);
  const lines = [
    message,
    ...(diagnostic?.notes ?? []).map((note) => `note: ${note.message}`),
    ...(help ? [`help: ${help}`] : []),
  ];
  // The platform takes columns only where both are in one line.
  const columns = start && end && start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const place = start && end ? { line: start.line, endLine: end.line, ...columns } : {};
  return command(LEVEL_OF.get(severity) ?? "notice", { file, ...place, title: rule }, lines.map(visible).join("\n"));
}

/** Nothing that was found is missing from the log. */
function leftOutLines(leftOut: readonly Remark[]): readonly string[] {
  if (leftOut.length === 0) return [];
  const what = `${counted(leftOut.length, "more finding")} without an annotation`;
  const why = `a step shows at most ${MOST_OF_A_LEVEL} errors, ${MOST_OF_A_LEVEL} warnings and ${MOST_OF_A_LEVEL} notices`;
  return [
    command("group", {}, what),
    ...leftOut.map((remark) => withoutCommands(logLine(remark))),
    command("endgroup", {}, ""),
    command("notice", { title: "db-ssot" }, `${what}: ${why}. The step's log and its summary hold all of them.`),
  ];
}

function logLine({ file, start, severity, rule, message }: Remark): string {
  const place = start === undefined ? "" : `:${start.line}:${start.column}`;
  return visible(`${file}${place} ${severity} ${rule} ${message}`);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, data: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${[name, pairs.join()].filter((part) => part !== "").join(" ")}::${escapeData(shortened(data))}`;
}

function shortened(text: string): string {
  // Half a surrogate pair at the cut would be no character.
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
