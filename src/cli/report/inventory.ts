/** The inventory as a table for people and as JSON for programs. */

import { columnsOf, visible } from "../../base/text/width.js";
import type { EffectsRow } from "../../judge/inventory/effects.js";
import { canonicalShare, type Inventory, type InventoryRow } from "../../judge/inventory/inventory.js";
import { JSON_VERSION } from "./json.js";
import { type Palette, paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";
import { counted, percent } from "./summary.js";

/** A line per pattern, then what it comes to. */
export function inventoryTable(inventory: Inventory, context: Pick<ReportContext, "colour">): string {
  const palette = paletteFor(context.colour);
  if (inventory.length === 0) return "no access to a database was found\n";
  const [head = "", ...rows] = tableLines(HEADINGS, inventory.map(cellsOf), NUMBERS);
  const lines = [
    palette.dim(head),
    ...rows.map((row, index) => paintRow(row, inventory[index], palette)),
    "",
    totals(inventory),
  ];
  return `${lines.join("\n")}\n`;
}

/** One line per accessor or manager method: what it does around the handle, and where. Empty if there is none. */
export function contractsTable(contracts: readonly EffectsRow[], context: Pick<ReportContext, "colour">): string {
  const palette = paletteFor(context.colour);
  if (contracts.length === 0) return "";
  const cells = contracts.map(({ name, place, clause }) => [visible(name), `${place.file}:${place.line}`, clause]);
  const [head = "", ...rows] = tableLines(CONTRACT_HEADINGS, cells);
  return `\n${[palette.dim(head), ...rows].join("\n")}\n`;
}

const CONTRACT_HEADINGS = ["accessor", "defined in", "around the handle"];

/** The headings, then a line for each row. @param numbers headings of columns that are flush right */
export function tableLines(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: ReadonlySet<string> = new Set(),
): readonly string[] {
  const widths = headings.map((_, column) =>
    Math.max(...[headings, ...rows].map((row) => columnsOf(row[column] ?? ""))),
  );
  return [headings, ...rows].map((cells) => {
    const padded = cells.map((cell, column) => {
      const space = " ".repeat(Math.max((widths[column] ?? 0) - columnsOf(cell), 0));
      return numbers.has(headings[column] ?? "") ? space + cell : cell + space;
    });
    return padded.join("  ").trimEnd();
  });
}

export function inventoryJson(
  inventory: Inventory,
  contracts: readonly EffectsRow[],
  context: Pick<ReportContext, "version">,
): string {
  const patterns = inventory.map(({ pattern, kind, source, count, files, canonical }) => {
    return { pattern, kind, ...(source !== undefined && { source }), count, files, canonical };
  });
  const tool = { name: "db-ssot", version: context.version };
  const told = contracts.map(({ place, clause, ...row }) => ({ ...row, ...place, contract: clause }));
  return `${JSON.stringify({ version: JSON_VERSION, tool, patterns, contracts: told }, null, 2)}\n`;
}

const HEADINGS = ["pattern", "kind", "source", "count", "files", "canonical"];
const NUMBERS = new Set(["count", "files"]);

function cellsOf({ pattern, kind, source, count, files, canonical }: InventoryRow): readonly string[] {
  const counts = [String(count), String(files.length)];
  return [visible(pattern), kind, visible(source ?? "unknown"), ...counts, canonical ? "yes" : "no"];
}

function paintRow(text: string, row: InventoryRow | undefined, palette: Palette): string {
  return row?.canonical ? palette.good(text) : text;
}

function totals(inventory: Inventory): string {
  const { count, total } = canonicalShare(inventory);
  const files = new Set(inventory.flatMap((row) => row.files)).size;
  const scope = `${counted(total, "access", "accesses")} in ${counted(files, "file")}`;
  return `${counted(inventory.length, "pattern")}, ${scope}; ${percent(count, total)} canonical`;
}
