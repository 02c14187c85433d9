/** Explains one place: its findings with their evidence and fix, or why there is none. */
import { Lines } from "../base/text/lines.js";
import { contains, type FilePath, type Range } from "../base/text/span.js";
import { visible } from "../base/text/width.js";
import { planFixes } from "../change/rewrite/fixes.js";
import { type CheckResult, check } from "../judge/check/check.js";
import { ALL_RULES } from "../judge/rules/index.js";
import { EXPLAINED } from "../judge/why/subject.js";
import { fault } from "../read/config/faults.js";
import { whyLeftOut } from "./config.js";
import { evaluation, placeAt } from "./debug/value.js";
import { reportContext } from "./formats.js";
import type { CommandInvocation } from "./invocation.js";
import { typedPath } from "./options.js";
import { rangeAt, type TypedPlace } from "./place.js";
import { hunksOf } from "./report/hunks.js";
import { prettyFinding, type ReportContext } from "./report/index.js";
import { readPlaces } from "./report/places.js";
import { wrapped } from "./report/wrap.js";

type Diagnostic = CheckResult["report"]["diagnostics"][number];

/** A finding with the reason why a check does not report it. */
interface PlacedFinding {
  readonly diagnostic: Diagnostic;
  readonly silenced?: string;
}

/** @throws {Fault} if there is no such file, line or column, or no check reads the file */
export async function explainPlace(invocation: CommandInvocation, place: TypedPlace): Promise<string> {
  const { world } = invocation;
  const file = typedPath(invocation, place.path);
  if (world.files.stat(file)?.kind !== "file") throw fault("no-such-path", { path: place.path });
  const checked = planFixes(await check(world, { paths: [file] }));
  const { gathered } = checked.analysis;
  const text = gathered.allTexts.get(file);
  if (text === undefined) throw fault("unread-file", { path: file, reason: whyLeftOut(checked.analysis, file) });
  const lines = new Lines(text);
  const range = rangeAt(place, lines);
  const context = reportContext(invocation, gathered.allTexts);
  const found = findingsIn(checked, context, file);
  const here = at(found, range, lines);
  if (here.length > 0) return here.map((each) => findingText(each, checked, context)).join("\n");
  return nothingText({ checked, context, found, file, range, lines });
}

function findingsIn({ report }: CheckResult, context: ReportContext, file: FilePath): readonly PlacedFinding[] {
  const places = readPlaces(context, context.directory);
  return [
    ...report.diagnostics.map((diagnostic) => ({ diagnostic })),
    ...report.suppressed.map(({ diagnostic, suppression }) => ({
      diagnostic,
      silenced: `the comment at ${places.name(suppression.span)} allows it: ${suppression.reason}`,
    })),
    ...report.known.map((diagnostic) => ({ diagnostic, silenced: "the baseline accepts it" })),
  ].filter(({ diagnostic }) => diagnostic.span.file === file);
}

/** Findings around the place; if there are none, those that begin on its line. */
function at(found: readonly PlacedFinding[], range: Range, lines: Lines): readonly PlacedFinding[] {
  const exact = found.filter(({ diagnostic }) => range.start === range.end && contains(diagnostic.span, range));
  const { line } = lines.positionOf(range.start);
  return exact.length > 0
    ? exact
    : found.filter(({ diagnostic }) => lines.positionOf(diagnostic.span.start).line === line);
}

function findingText({ diagnostic, silenced }: PlacedFinding, checked: CheckResult, context: ReportContext): string {
  const evidence = [
    ...(silenced === undefined ? [] : [`not reported: ${silenced}`]),
    ...databaseLines(diagnostic, checked),
    ...valueLines(diagnostic, checked, context),
    fixLine(diagnostic),
  ];
  return [
    `${prettyFinding(diagnostic, context)}\n`,
    sentences(evidence, context),
    code(changedLines(diagnostic, context)),
    sentences(
      [`rule: \`db-ssot explain ${diagnostic.rule}\` prints its page`, ...whyLine(diagnostic, context)],
      context,
    ),
  ].join("");
}

function whyLine({ rule, span }: Diagnostic, context: ReportContext): readonly string[] {
  if (!EXPLAINED.includes(rule)) return [];
  return [`history: \`db-ssot why ${readPlaces(context, context.directory).name(span)}\` says how it came about`];
}

/** Which accessor the finding is held against, and why that one. */
function databaseLines({ source: name }: Diagnostic, { analysis }: CheckResult): readonly string[] {
  const source = analysis.subject.sources.find((each) => each.name === name);
  if (source === undefined) return [];
  const { accessor } = source;
  const what =
    accessor === undefined ? "no clear accessor" : `accessor \`${accessor.path.join(".")}\` of ${accessor.module}`;
  const why = source.assumed ? analysis.assumptions : ["the configuration names it"];
  return [`database: \`${source.name}\`, ${what}`, ...why.map((reason) => `  ${reason}`)];
}

/** What the code at the finding evaluates to. */
function valueLines({ span }: Diagnostic, { analysis }: CheckResult, context: ReportContext): readonly string[] {
  const { program } = analysis.gathered;
  const facts = program.facts(span.file);
  const place = facts && placeAt(facts, span.start);
  if (place === undefined) return [];
  const places = readPlaces(context, context.directory);
  const { term, value } = evaluation(program, places, span.file, place.term);
  return [`value: \`${term}\` is ${value}`, `  \`db-ssot debug value ${places.name(span)}\` prints each step`];
}

function fixLine({ fix, rule }: Diagnostic): string {
  if (fix !== undefined) return `fix: ${fix.applicability}${fix.reason === undefined ? "" : `: ${fix.reason}`}`;
  const isManual = ALL_RULES.find(({ id }) => id === rule)?.fix === "none";
  return isManual ? "fix: this rule has none" : "fix: none for this case; do it by hand, as the help says";
}

function changedLines({ fix }: Diagnostic, context: ReportContext): readonly string[] {
  if (fix === undefined) return [];
  const places = readPlaces(context, context.directory);
  return hunksOf(fix, places).flatMap(({ file, line, before, after }) => [
    `  ${places.file(file)}:${line}`,
    ...before.map((text) => `  - ${text}`),
    ...after.map((text) => `  + ${text}`),
  ]);
}

interface Nothing {
  readonly checked: CheckResult;
  readonly context: ReportContext;
  readonly found: readonly PlacedFinding[];
  readonly file: FilePath;
  readonly range: Range;
  readonly lines: Lines;
}

function nothingText({ checked, context, found, file, range, lines }: Nothing): string {
  const places = readPlaces(context, context.directory);
  const { line } = lines.positionOf(range.start);
  const rows = [
    `no finding at ${places.file(file)}:${line}`,
    ...accessLines(checked, file, line, lines),
    ...(checked.analysis.gathered.reasons.has(file)
      ? []
      : [`the file was not parsed: \`db-ssot debug read ${places.file(file)}\` says why`]),
    nearestLine(found, line, lines, places.file(file)),
  ];
  return sentences(rows, context);
}

function accessLines({ analysis }: CheckResult, file: FilePath, line: number, lines: Lines): readonly string[] {
  const { accesses, kinds, sources } = analysis.subject;
  const here = accesses.filter(
    (access) => access.file === file && lines.positionOf(access.site.nameRange.start).line === line,
  );
  const isInternal = sources.some((source) => source.isInternal(file));
  const aside = kinds.asideKind(file);
  return here.map((access) => {
    const { start, end } = access.site.nameRange;
    const what = `\`${lines.text.slice(start, end)}\` is ${ACCESSES[access.kind]}`;
    if (access.kind === "accessor") return what;
    if (isInternal) return `${what}; the file belongs to the internals, which may use it`;
    return aside === undefined ? what : `${what}; the file is one of the ${aside}`;
  });
}

const ACCESSES = {
  accessor: "the accessor, which is allowed everywhere",
  legacy: "a legacy accessor",
  manager: "a member of a manager",
  raw: "a handle of the internals",
  client: "a driver's own client",
  module: "a name of a database module that does not export it",
} as const;

function nearestLine(found: readonly PlacedFinding[], line: number, lines: Lines, file: string): string {
  const distance = ({ diagnostic }: PlacedFinding): number =>
    Math.abs(lines.positionOf(diagnostic.span.start).line - line);
  const [nearest] = [...found].sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return "there are no findings in this file";
  const { span, rule, message } = nearest.diagnostic;
  const position = lines.positionOf(span.start);
  return `the nearest finding is ${file}:${position.line}:${position.column}, ${rule}: ${message}`;
}

/** Rows wrapped between words; what is wrapped is indented below its row. */
function sentences(rows: readonly string[], { width }: ReportContext): string {
  return rows
    .flatMap((row) => {
      const margin = `  ${/^ */.exec(row)?.[0] ?? ""}`;
      return wrapped(visible(row.trimStart()), width, margin, margin.length + 2);
    })
    .map((line) => `${line}\n`)
    .join("");
}

function code(rows: readonly string[]): string {
  return rows.map((row) => `  ${visible(row)}\n`).join("");
}
