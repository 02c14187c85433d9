/** What a fix changed: by cause, each with the lines before and after. */
import { groupBy } from "../../../base/text/group.js";
import { markdownBlock, markdownSpan, markdownWords } from "../../../base/text/markdown.js";
import { type ChangedLines, changedLines } from "../../../base/text/patch.js";
import type { FilePath } from "../../../base/text/span.js";
import { causeKey } from "../causes.js";
import { counted } from "../summary.js";
import type { Done } from "./account.js";
import { compareEffect, cutLines, cutList, sentence } from "./words.js";

type Group = Done["result"]["applied"][number];
type Changes = ReadonlyMap<FilePath, Done["result"]["changes"][number]>;

/** Causes that are shown with their lines, and files of each. */
const MOST_CAUSES = 12;
const MOST_FILES = 3;
const MOST_LISTED = 20;
const SEVERITIES = { error: "Error", warning: "Warning", info: "Info" } as const;
const MOST_REASONS = 4;
/** Lines of one side of a change. */
const MOST_LINES = 16;

export function fixedSection({ result, written }: Done): string {
  const { applied, changes, refused } = result;
  if (applied.length === 0 && refused.length === 0) return "";
  const byPath: Changes = new Map(changes.map((change) => [change.file, change]));
  const causes = [...groupBy(applied, ({ diagnostic }) => causeKey(diagnostic)).values()].sort((a, b) =>
    compareEffect(a.map(findingOf), b.map(findingOf)),
  );
  const shown = causes.slice(0, MOST_CAUSES).map((cause, index) => causeText(cause, index + 1, byPath));
  const rest = causes.slice(MOST_CAUSES);
  const restItems = rest.map((cause) => `${markdownWords(cause[0]?.diagnostic.message ?? "")} (${extent(cause)})`);
  return [
    `## ${written ? "Issues fixed" : "Issues that would be fixed"}`,
    ...shown,
    ...(rest.length === 0 ? [] : [`${written ? "Also fixed" : "Also"}: ${cutList(restItems, MOST_LISTED, "cause")}.`]),
    ...refusals(refused),
  ].join("\n\n");
}

function findingOf({ diagnostic }: Group): Group["diagnostic"] {
  return diagnostic;
}

function causeText(groups: readonly Group[], number: number, changes: Changes): string {
  const [first] = groups;
  if (first === undefined) return "";
  const { rule, severity, message, notes } = first.diagnostic;
  const files = [...groupBy(groups, ({ diagnostic }) => diagnostic.span.file)];
  const shown = files.length <= MOST_FILES + 1 ? files : files.slice(0, MOST_FILES);
  const others = files
    .slice(shown.length)
    .map(([file, own]) => markdownSpan(`${file}:${cutLines(own.map(({ line }) => line))}`));
  return [
    `### ${number}. ${markdownWords(message)}`,
    [
      `${SEVERITIES[severity]} of the rule ${rule}, ${extent(groups)}.`,
      ...notes.filter(({ about }) => about === undefined).map((note) => sentence(markdownWords(note.message))),
    ].join(" "),
    ...unsafeReasons(groups),
    ...shown.map(([file, own]) => fileText(file, own, changes)),
    ...(others.length === 0 ? [] : [`The same in ${cutList(others, MOST_LISTED, "file")}.`]),
  ].join("\n\n");
}

function extent(groups: readonly Group[]): string {
  const files = new Set(groups.map(({ diagnostic }) => diagnostic.span.file)).size;
  return `${counted(groups.length, "place")} in ${counted(files, "file")}`;
}

function unsafeReasons(groups: readonly Group[]): readonly string[] {
  const unsafe = groups.filter(({ fix }) => fix.applicability === "unsafe");
  if (unsafe.length === 0) return [];
  const reasons = [...new Set(unsafe.flatMap(({ fix }) => fix.reason ?? []))];
  const [only = "", ...others] = reasons.map((reason) => sentence(markdownWords(reason)));
  if (others.length === 0) return [`**Read these changes before you rely on them.** ${only}`.trim()];
  const more = reasons.length - MOST_REASONS;
  const rows = [only, ...others].slice(0, MOST_REASONS).map((row) => `- ${row}`);
  const rest = more > 0 ? [`- and ${counted(more, "more reason")}`] : [];
  return ["**Read these changes before you rely on them:**", [...rows, ...rest].join("\n")];
}

function fileText(file: FilePath, groups: readonly Group[], changes: Changes): string {
  const change = changes.get(file);
  const lines = groups.map(({ line }) => line);
  const place = `**${markdownSpan(file)}**, ${lines.length === 1 ? "line" : "lines"} ${cutLines(lines)}`;
  if (change === undefined) return `${place}: ${markdownWords(groups[0]?.fix.title ?? "")}.`;
  const parts = ownParts(changedLines(change), lines);
  const word = /\.(\w+)$/.exec(file)?.[1] ?? "";
  const side = (which: "before" | "after") => markdownBlock(joined(parts.map((part) => part[which])), word);
  return [place, "Before:", side("before"), "After:", side("after")].join("\n\n");
}

/** The parts of a file's change that hold these lines, and its imports: all that comes before the first of them, up to three parts. */
function ownParts(parts: readonly ChangedLines[], lines: readonly number[]): readonly ChangedLines[] {
  const holds = ({ line, before }: ChangedLines): boolean =>
    lines.some((each) => each >= line && each < line + Math.max(before.length, 1));
  const own = parts.filter(holds);
  const first = own[0]?.line ?? Number.POSITIVE_INFINITY;
  const imports = parts.filter((part) => part.line < first && !holds(part)).slice(0, 3);
  return own.length === 0 ? parts : [...imports, ...own];
}

/** What lies between two parts is left out. */
function joined(parts: readonly (readonly string[])[]): readonly string[] {
  const some = parts.filter((part) => part.length > 0);
  const lines = some.flatMap((part, index) => (index === 0 ? part : ["…", ...part]));
  if (lines.length <= MOST_LINES + 1) return lines.length === 0 ? ["(nothing)"] : lines;
  return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`];
}

function refusals(refused: Done["result"]["refused"]): readonly string[] {
  if (refused.length === 0) return [];
  const rows = refused
    .slice(0, MOST_LISTED)
    .map(
      ({ group, reason }) =>
        `- ${markdownSpan(group.name)} (${group.diagnostic.rule}): ${sentence(markdownWords(reason))}`,
    );
  const more = refused.length - rows.length;
  return [
    "### Fixes that were left out",
    [...rows, ...(more > 0 ? [`- and ${counted(more, "more fix", "more fixes")}`] : [])].join("\n"),
  ];
}
