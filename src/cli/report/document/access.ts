/** How the database is accessed: the table of patterns, and the pattern to use with an example of the project itself. */
import { markdownBlock, markdownSpan, markdownWords } from "../../../base/text/markdown.js";
import type { Range } from "../../../base/text/span.js";
import type { AccessorUse } from "../../../judge/inventory/accessors.js";
import { canonicalShare, type Inventory, type InventoryRow } from "../../../judge/inventory/inventory.js";
import type { ReportContext } from "../reporter.js";
import { counted, percent } from "../summary.js";
import type { Account } from "./account.js";

const MOST_PATTERNS = 25;
const MOST_LINES = 6;

export function accessSection(
  { counts, accessors }: Pick<Account, "counts" | "accessors">,
  context: ReportContext,
): string {
  return [
    "## How the database is accessed",
    ...tableOf(counts, accessors.length > 0),
    "## The pattern to use",
    ...(accessors.length === 0
      ? ["No accessor is clear: name one with `db-ssot init --accessor FILE#NAME`."]
      : accessors.map((each) => accessorText(each, accessors.length > 1, context))),
  ].join("\n\n");
}

function tableOf({ now, before }: Account["counts"], hasAccessor: boolean): readonly string[] {
  const rows = rowsOf(now, before ?? now);
  if (rows.length === 0) return ["No access to a database was found."];
  const changed = before !== undefined && rows.some((row) => row.now !== row.before);
  const columns = changed ? ["before", "now"] : ["places"];
  const heads = ["pattern", "what it is", "database", ...columns, "files"];
  const lines = rows.slice(0, MOST_PATTERNS).map(({ row, now: places, before: earlier }) => {
    const numbers = changed ? [earlier, places] : [places];
    const cells = [markdownSpan(row.pattern), KINDS[row.kind], markdownSpan(row.source ?? "unknown"), ...numbers];
    return tableRow([...cells, places === 0 ? 0 : row.files.length]);
  });
  const rule = heads.map((head) => (["pattern", "what it is", "database"].includes(head) ? "---" : "---:"));
  const more = rows.length - lines.length;
  const share = `${shareOf(now)} of all accesses go through the accessor${changed ? `; before, it was ${shareOf(before)}` : ""}.`;
  const notes = [
    ...(more > 0 ? [`${counted(more, "more pattern is", "more patterns are")} not in this table.`] : []),
    ...(hasAccessor ? [share] : []),
  ];
  return [[tableRow(heads), tableRow(rule), ...lines].join("\n"), ...(notes.length === 0 ? [] : [notes.join(" ")])];
}

function tableRow(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

const KINDS: Readonly<Record<InventoryRow["kind"], string>> = {
  accessor: "the accessor",
  allowed: "allowed beside the accessor",
  missing: "does not exist",
  manager: "a manager, past the accessor",
  raw: "a raw handle of the internals",
  legacy: "a legacy accessor",
  client: "a client of its own",
};

interface Row {
  readonly row: InventoryRow;
  readonly now: number;
  readonly before: number;
}

/** In the order of the later inventory; what is gone comes last. */
function rowsOf(now: Inventory, before: Inventory): readonly Row[] {
  const keyOf = ({ pattern, kind, source }: InventoryRow): string => JSON.stringify([pattern, kind, source]);
  const earlier = new Map(before.map((row) => [keyOf(row), row.count]));
  const present = new Set(now.map(keyOf));
  return [
    ...now.map((row) => ({ row, now: row.count, before: earlier.get(keyOf(row)) ?? 0 })),
    ...before.filter((row) => !present.has(keyOf(row))).map((row) => ({ row, now: 0, before: row.count })),
  ];
}

function shareOf(inventory: Inventory): string {
  const { count, total } = canonicalShare(inventory);
  return percent(count, total);
}

function accessorText(use: AccessorUse, isOneOfSeveral: boolean, context: ReportContext): string {
  const { source, name, module, effects, example } = use;
  const where = isOneOfSeveral ? `For \`${source}\`: ` : "";
  const does = effects === undefined ? "" : ` It ${markdownWords(effects)}.`;
  const said = `${where}${markdownSpan(name)} of ${markdownSpan(module)}.${does}`;
  const text = example && context.texts(example.file);
  if (example === undefined || text === undefined) return `${said} No code of the program uses it yet.`;
  return [`${said} As in ${markdownSpan(example.file)}:`, snippet(example, text)].join("\n\n");
}

/** The import and the whole lines of the use. */
function snippet({ file, importRange, range }: NonNullable<AccessorUse["example"]>, text: string): string {
  const linesAt = ({ start, end }: Range): readonly string[] => {
    const from = text.lastIndexOf("\n", start - 1) + 1;
    const to = text.indexOf("\n", end);
    const lines = text.slice(from, to < 0 ? undefined : to).split(/\r?\n/);
    const indent = Math.min(
      ...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length),
    );
    return lines.map((line) => line.slice(indent));
  };
  const all = linesAt(range);
  const use = all.length > MOST_LINES + 1 ? [...all.slice(0, MOST_LINES), "…"] : all;
  const lines = importRange === undefined ? use : [...linesAt(importRange), "…", ...use];
  return markdownBlock(lines, /\.(\w+)$/.exec(file)?.[1] ?? "");
}
