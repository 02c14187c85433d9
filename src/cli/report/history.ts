/** How the accesses have changed: as a table for people and as JSON for programs. Authors' names only if they are asked for. */
import { groupBy } from "../../base/text/group.js";
import { compareText } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import type { CountedState, HistoryPoint, HistoryReport } from "../../judge/history/history.js";
import { tableLines } from "./inventory.js";
import { JSON_VERSION } from "./json.js";
import { paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";
import { counted, percent } from "./summary.js";
import { wrapped } from "./wrap.js";

export interface HistoryLook {
  readonly authors: boolean;
}

/** What was counted at each point under one name; 0 where it was not there. */
export interface Series {
  readonly name: string;
  /** Of a pattern, at the last point that has it. */
  readonly kind?: CountedState["patterns"][number]["kind"];
  readonly canonical?: boolean;
  readonly counts: readonly number[];
}

export type CountedPoint = HistoryPoint & { readonly state: CountedState };

export function countedPoints({ points }: HistoryReport): readonly CountedPoint[] {
  return points.filter((point): point is CountedPoint => point.state.kind === "counted");
}

/** The most frequent at any time first. */
export function patternSeries(points: readonly CountedPoint[]): readonly Series[] {
  const rows = points.flatMap(({ state }, at) => state.patterns.map((row) => ({ ...row, at })));
  return seriesOf(
    points,
    groupBy(rows, ({ pattern }) => pattern),
    ({ kind, canonical }) => ({ kind, canonical }),
  );
}

export function ruleSeries(points: readonly CountedPoint[]): readonly Series[] {
  const rows = points.flatMap(({ state }, at) => state.findings.map((row) => ({ ...row, at })));
  return seriesOf(
    points,
    groupBy(rows, ({ rule }) => rule),
    () => ({}),
  );
}

function seriesOf<Row extends { readonly at: number; readonly count: number }>(
  points: readonly CountedPoint[],
  groups: ReadonlyMap<string, readonly Row[]>,
  more: (last: Row) => Pick<Series, "kind" | "canonical">,
): readonly Series[] {
  const found = [...groups].map(([name, rows]) => {
    const counts = points.map((_, at) => sum(rows.filter((row) => row.at === at).map(({ count }) => count)));
    const last = rows.at(-1);
    return { name, counts, ...(last === undefined ? {} : more(last)) };
  });
  return found.sort((a, b) => Math.max(...b.counts) - Math.max(...a.counts) || compareText(a.name, b.name));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** What has to be said besides the numbers, one sentence each. */
export function historyRemarks({ points, isCut }: HistoryReport): readonly string[] {
  const first = points[0]?.commit;
  const own = points.filter(({ state }) => state.kind === "counted" && state.configuration === "own");
  return [
    ...(isCut && first ? [`what came before ${first.date} was not fetched: \`git fetch --unshallow\``] : []),
    ...(own.length === 0
      ? []
      : [
          `${counted(own.length, "revision", "revisions")} up to ${named(own.at(-1))}: judged by the configuration of then, since that of today names what was not there`,
        ]),
    ...points.flatMap((point) =>
      point.state.kind === "unjudged" ? [`${named(point)} could not be judged: ${point.state.reason}`] : [],
    ),
  ];
}

function named(point: HistoryPoint | undefined): string {
  return point === undefined ? "" : `${point.commit.id.slice(0, 10)} of ${point.commit.date}`;
}

/** `3f2a9c1b04, 2026-01-31, Rename it`. */
export function commitText({ id, date, author, subject }: HistoryPoint["commit"], { authors }: HistoryLook): string {
  return [id.slice(0, 10), date, ...(authors ? [author] : []), subject].join(", ");
}

export function historyTable(report: HistoryReport, context: ReportContext, look: HistoryLook): string {
  const palette = paletteFor(context.colour);
  const points = countedPoints(report);
  const rows = points.map(({ commit, state: { canonical, findings } }) => [
    commit.date,
    commit.id.slice(0, 10),
    String(canonical.total),
    canonical.total === 0 ? "-" : percent(canonical.count, canonical.total),
    String(sum(findings.map(({ count }) => count))),
  ]);
  const part = (name: string, series: readonly Series[]): readonly (readonly string[])[] =>
    series.length === 0 ? [] : [table([name, "first", "last", "over time"], series.map(curveCells), ["first", "last"])];
  const table = (headings: readonly string[], cells: readonly (readonly string[])[], numbers: readonly string[]) => {
    const [head = "", ...lines] = tableLines(headings, cells, new Set(numbers));
    return [palette.dim(head), ...lines];
  };
  const turns = report.turns.flatMap(({ commit, brought, removed }) => [
    ...wrapped(palette.strong(visible(commitText(commit, look))), context.width),
    ...brought.map((pattern) => `  + ${visible(pattern)}`),
    ...removed.map((pattern) => `  - ${visible(pattern)}`),
  ]);
  const remarks = historyRemarks(report).flatMap((remark) => wrapped(palette.dim(visible(remark)), context.width));
  const blocks = [
    ...(rows.length === 0 ? [] : [table(POINT_HEADINGS, rows, POINT_HEADINGS.slice(2))]),
    ...part("pattern", patternSeries(points)),
    ...part("rule", ruleSeries(points)),
    turns,
    remarks,
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

const POINT_HEADINGS = ["date", "commit", "accesses", "canonical", "findings"];

function curveCells({ name, counts }: Series): readonly string[] {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count) => (count === 0 ? " " : BARS[Math.ceil((count / most) * BARS.length) - 1]));
  return [visible(name), String(counts[0] ?? 0), String(counts.at(-1) ?? 0), bars.join("")];
}

const BARS = [..."▁▂▃▄▅▆▇█"];

export function historyJson(
  { points, turns, isCut }: HistoryReport,
  { version }: ReportContext,
  look: HistoryLook,
): string {
  const told = {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version },
    complete: !isCut,
    points: points.map(({ commit, state: { kind: _, ...state } }) => ({ commit: jsonCommit(commit, look), ...state })),
    turns: turns.map(({ commit, ...turn }) => ({ commit: jsonCommit(commit, look), ...turn })),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function jsonCommit({ id, date, subject, author }: HistoryPoint["commit"], { authors }: HistoryLook): object {
  return { id, date, subject, ...(authors && { author }) };
}
