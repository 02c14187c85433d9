/** How the accesses have changed, as curves: an SVG image, and a page around it. Neither has scripts or external resources. */
import type { HistoryReport, Turn } from "../../../judge/history/history.js";
import {
  type CountedPoint,
  commitText,
  countedPoints,
  type HistoryLook,
  historyRemarks,
  patternSeries,
  ruleSeries,
  type Series,
  sum,
} from "../history.js";
import type { ReportContext } from "../reporter.js";
import { percent } from "../summary.js";
import { type Markup, markup, NOTHING, prose, trusted } from "./markup.js";
import { COLOURS, STYLE } from "./style.js";

export function historySvg(report: HistoryReport, _context: ReportContext, look: HistoryLook): string {
  return `${drawing(report, look, `${COLOURS}\nsvg { background: var(--back); }`).html}\n`;
}

export function historyPage(report: HistoryReport, context: ReportContext, look: HistoryLook): string {
  const points = countedPoints(report);
  const [first, last] = [points[0], points.at(-1)];
  const lead =
    first && last ? `${changeOf(first, last, shareOf)} of all accesses are canonical` : "no revision could be judged";
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>db-ssot history: ${lead}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
<h1>How the database is accessed</h1>
<p class="lead">${lead}</p>
${first && last ? numbers(first, last) : NOTHING}
${historyRemarks(report).map((remark) => markup`<p class="quiet">${prose(remark)}</p>\n`)}</header>
<main>
<div class="chart">${drawing(report, look)}</div>
${turnSection(report.turns, look)}
${pointSection(points)}
</main>
<footer>db-ssot ${context.version}</footer>
</body>
</html>`;
  return `${page.html}\n`;
}

function numbers(first: CountedPoint, last: CountedPoint): Markup {
  const tile = (what: string, of: (point: CountedPoint) => string): Markup =>
    markup`<li><b>${changeOf(first, last, of)}</b> ${what}</li>\n`;
  return markup`<ul class="numbers">
${tile("commits", ({ commit }) => commit.date)}${tile("canonical", shareOf)}${tile("accesses", ({ state }) => String(state.canonical.total))}${tile("findings", findingsOf)}</ul>`;
}

function changeOf(first: CountedPoint, last: CountedPoint, of: (point: CountedPoint) => string): string {
  return of(first) === of(last) ? of(last) : `${of(first)} → ${of(last)}`;
}

function shareOf({ state: { canonical } }: CountedPoint): string {
  return canonical.total === 0 ? "none" : percent(canonical.count, canonical.total);
}

function findingsOf({ state }: CountedPoint): string {
  return String(sum(state.findings.map(({ count }) => count)));
}

function turnSection(turns: readonly Turn[], look: HistoryLook): Markup {
  if (turns.length === 0) return NOTHING;
  const items = turns.map(
    ({ commit, brought, removed }) => markup`<li>${commitText(commit, look)}
<p class="diff">${brought.map((pattern) => markup`<ins>+ ${pattern}</ins>\n`)}${removed.map((pattern) => markup`<del>- ${pattern}</del>\n`)}</p></li>
`,
  );
  return markup`<section><h2>Where patterns came in and were gone</h2>
<ol class="turns">
${items}</ol></section>`;
}

function pointSection(points: readonly CountedPoint[]): Markup {
  const rows = points.map(
    (
      point,
    ) => markup`<tr><td>${point.commit.date}</td><td>${point.commit.id.slice(0, 10)}</td><td>${point.state.canonical.total}</td><td>${shareOf(point)}</td><td>${findingsOf(point)}</td></tr>
`,
  );
  const table = markup`<table><thead><tr><th>date</th><th>commit</th><th>accesses</th><th>canonical</th><th>findings</th></tr></thead>
<tbody>
${rows}</tbody></table>`;
  return markup`<section><h2>The revisions</h2>
${table}</section>`;
}

const WIDTH = 960;
const PLOT = { left: 44, width: 600, height: 150 };
const PANEL = 220;
const LEGEND = PLOT.left + PLOT.width + 24;
/** So many of the most frequent series have a colour of their own. */
const MOST = 6;

function drawing(report: HistoryReport, look: HistoryLook, style = ""): Markup {
  const points = countedPoints(report);
  const share = points.map(({ state: { canonical } }) =>
    canonical.total === 0 ? 0 : Math.round((100 * canonical.count) / canonical.total),
  );
  const patterns = patternSeries(points);
  const canonicalFirst = [...patterns.filter((each) => each.canonical), ...patterns.filter((each) => !each.canonical)];
  const panels = [
    panel("canonical, %", [{ name: "accesses through the accessor", canonical: true, counts: share }], 100),
    panel("accesses by pattern", shortened(canonicalFirst)),
    panel("findings by rule", shortened(ruleSeries(points))),
  ].map((draw, index) => markup`<g transform="translate(0 ${40 + index * PANEL})">${draw}</g>\n`);
  const height = 40 + panels.length * PANEL;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="The accesses and findings from ${points[0]?.commit.date ?? ""} to ${points.at(-1)?.commit.date ?? ""}">
<style>${trusted(style)}${trusted(DRAWN)}</style>
${marks(report, height, look)}${panels}${dates(points, height)}</svg>`;
}

const DRAWN = `
svg text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
svg .axis { fill: var(--quiet); } svg .grid { stroke: var(--line); } svg .turn { stroke: var(--quiet); stroke-dasharray: 2 4; }
svg .head { font-weight: 600; } svg .area { stroke: var(--back); }`;

function xOf(at: number, total: number): number {
  return Math.round(PLOT.left + (total < 2 ? PLOT.width : (at * PLOT.width) / (total - 1)));
}

/** Areas on top of each other, with their names and their last values beside them. */
function panel(title: string, series: readonly Series[], atLeast = 1): Markup {
  const total = series[0]?.counts.length ?? 0;
  const levels = [Array<number>(total).fill(0)];
  for (const { counts } of series) levels.push(counts.map((count, at) => count + (levels.at(-1)?.[at] ?? 0)));
  const most = Math.max(atLeast, ...(levels.at(-1) ?? []));
  const y = (value: number): number => Math.round((1 - value / most) * PLOT.height);
  // A single revision is drawn as wide as the plot.
  const line = (level: readonly number[]): readonly string[] =>
    total === 1
      ? [`${PLOT.left} ${y(level[0] ?? 0)}`, `${PLOT.left + PLOT.width} ${y(level[0] ?? 0)}`]
      : level.map((value, at) => `${xOf(at, total)} ${y(value)}`);
  const colours = coloursOf(series);
  const areas = series.map(({ name }, index) => {
    const outline = [...line(levels[index + 1] ?? []), ...[...line(levels[index] ?? [])].reverse()];
    return markup`<path class="area" fill="var(${colours[index] ?? ""})" d="M${outline.join("L")}Z"><title>${name}</title></path>\n`;
  });
  const grid = [0, most / 2, most].filter(Number.isInteger).map(
    (
      value,
    ) => markup`<line class="grid" x1="${PLOT.left}" x2="${PLOT.left + PLOT.width}" y1="${y(value)}" y2="${y(value)}"/><text class="axis" x="${PLOT.left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>
`,
  );
  const legend = [...series.entries()].reverse().map(
    (
      [index, { name, counts }],
      row,
    ) => markup`<rect x="${LEGEND}" y="${row * 20}" width="11" height="11" rx="2" fill="var(${colours[index] ?? ""})"/><text x="${LEGEND + 18}" y="${row * 20 + 10}">${cut(name)} <tspan class="axis">${counts.at(-1) ?? 0}</tspan></text>
`,
  );
  const nothing =
    series.length === 0 ? markup`<text class="axis" x="${PLOT.left + 8}" y="${PLOT.height - 8}">none</text>` : NOTHING;
  return markup`<text class="head" x="${PLOT.left}" y="-12">${title}</text>\n${grid}${areas}${legend}${nothing}`;
}

const LONGEST_NAME = 36;

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** What is canonical has the colour of what is good; none of the others has it. */
function coloursOf(series: readonly Series[]): readonly string[] {
  const good = ["--good", "--good-2", "--good-3"];
  const others = ["--error", "--warning", "--info", "--problem", "--other-5", "--other-6", "--quiet"];
  const taken = { good: 0, others: 0 };
  return series.map(({ canonical }) => {
    const [colours, kind] = canonical ? [good, "good" as const] : [others, "others" as const];
    taken[kind] += 1;
    return colours[Math.min(taken[kind], colours.length) - 1] ?? "--quiet";
  });
}

function shortened(series: readonly Series[]): readonly Series[] {
  const [shown, rest] = [series.slice(0, MOST), series.slice(MOST)];
  if (rest.length === 0) return shown;
  const counts = (rest[0]?.counts ?? []).map((_, at) => sum(rest.map((each) => each.counts[at] ?? 0)));
  return [...shown, { name: `${rest.length} others`, counts }];
}

/** A line through all panels where patterns come in or are gone; what they are is said to who points at it. */
function marks(report: HistoryReport, height: number, look: HistoryLook): readonly Markup[] {
  const points = countedPoints(report);
  return report.turns.map((turn) => {
    const at = points.findIndex(({ commit }) => commit === report.points[turn.point]?.commit);
    const x = xOf(Math.max(at, 0), points.length);
    const names = [...turn.brought.map((name) => `+ ${name}`), ...turn.removed.map((name) => `- ${name}`)];
    const sign = turn.brought.length === 0 ? "−" : turn.removed.length === 0 ? "+" : "±";
    return markup`<g><title>${[commitText(turn.commit, look), ...names].join("; ")}</title><line class="turn" x1="${x}" x2="${x}" y1="20" y2="${height - 60}"/><text class="axis" x="${x}" y="14" text-anchor="middle">${sign}</text></g>
`;
  });
}

function dates(points: readonly CountedPoint[], height: number): readonly Markup[] {
  const last = points.length - 1;
  const shown = [...new Set([0, Math.round(last / 2), last])].filter((at) => at >= 0);
  return shown.map((at) => {
    const anchor = at === 0 && last > 0 ? "start" : at === last ? "end" : "middle";
    return markup`<text class="axis" x="${xOf(at, points.length)}" y="${height - 40}" text-anchor="${anchor}">${points[at]?.commit.date ?? ""}</text>\n`;
  });
}
