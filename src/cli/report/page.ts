/** Pages: Markdown in, text for a terminal out. Only what those pages use: headings, code, lists, tables, emphasis. */
import { columnsOf } from "../../base/text/width.js";
import { type Palette, paletteFor } from "./palette.js";
import { wrapped } from "./wrap.js";

interface Look {
  readonly colour: boolean;
  /** Columns of the terminal; the lines stay as they were written where absent. */
  readonly width?: number;
}

/** Longer lines of prose are hard to read. */
const WIDEST = 100;

const FENCE = /^\s*(?:```|~~~)/;
const TABLE_ROW = /^\s*\|/;
/** Lines that are never joined with the line before or after. */
const ALONE = /^\s*$|^#|^\s*\||^\s*(?:```|~~~)/;
const LIST_ITEM = /^\s*(?:[-*]|\d+\.)\s+/;

/** Code blocks lose their fences and are indented. With a width, prose is wrapped between words and tables are drawn to fit. */
export function renderPage(markdown: string, { colour, width }: Look): string {
  const palette = paletteFor(colour);
  let inCode = false;
  const written = markdown.trimEnd().split(/\r?\n/);
  const lines = blocksOf(width === undefined ? written : joined(written)).flatMap((block) => {
    const [line = ""] = block;
    if (FENCE.test(line)) {
      inCode = !inCode;
      return [];
    }
    if (inCode) return block.map((each) => codeLine(each, palette));
    if (width !== undefined && TABLE_ROW.test(line)) return tableLines(block, palette, width);
    return block.flatMap((each) => textLines(each, palette, width));
  });
  return `${lines.join("\n")}\n`;
}

/** The rows of a table together, every other line alone. */
function blocksOf(lines: readonly string[]): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (TABLE_ROW.test(line) && TABLE_ROW.test(last?.[0] ?? "")) last?.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** Each paragraph and each list item as one line. */
function joined(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  let inCode = false;
  for (const line of lines) {
    const before = result.at(-1) ?? "";
    const continues = !inCode && !ALONE.test(line) && !ALONE.test(before) && !LIST_ITEM.test(line);
    if (continues) result[result.length - 1] = `${before} ${line.trim()}`;
    else result.push(line);
    if (FENCE.test(line)) inCode = !inCode;
  }
  return result;
}

interface Listed {
  readonly id: string;
  readonly summary: string;
}

/** Every page with its one line, under the heading of its kind. */
export function pageList(
  kinds: Readonly<Record<string, readonly Listed[]>>,
  { colour, width }: Required<Look>,
): string {
  const palette = paletteFor(colour);
  const column = Math.max(...Object.values(kinds).flatMap((pages) => pages.map(({ id }) => id.length)));
  const lines = (pages: readonly Listed[]): string =>
    pages
      .flatMap(({ id, summary }) => wrapped(summary, width, `  ${palette.strong(id.padEnd(column))}  `, column + 4))
      .map((line) => `${line}\n`)
      .join("");
  return Object.entries(kinds)
    .map(([kind, pages]) => `${kind}:\n${lines(pages)}`)
    .join("\n");
}

function codeLine(line: string, palette: Palette): string {
  return line === "" ? "" : palette.dim(`    ${line}`);
}

/** Aligned columns where they fit; otherwise each row is its first cell, with the other cells below under their headings. */
function tableLines(block: readonly string[], palette: Palette, width: number): readonly string[] {
  const [head = [], , ...rows] = block.map(cellsOf);
  const widths = head.map((_, index) => Math.max(...[head, ...rows].map((cells) => columnsOf(cells[index] ?? ""))));
  if (widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length) <= width) {
    const line = (cells: readonly string[]): string =>
      cells.map((cell, index) => padded(cell, widths[index])).join(GAP);
    return [palette.strong(line(head).trimEnd()), ...rows.map((cells) => line(cells).trimEnd())];
  }
  return rows.flatMap(([first = "", ...others]) => [
    ...wrapped(first, width, "- ", 2),
    ...others.flatMap((cell, index) => (cell === "" ? [] : wrapped(`${head[index + 1]}: ${cell}`, width, "    "))),
  ]);
}

const GAP = "  ";

/** A bar inside a cell is written `\\|`. */
function cellsOf(row: string): readonly string[] {
  const inner = row.trim().replace(/^\||\|$/g, "");
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.replaceAll("\\|", "|").trim()));
}

function padded(text: string, width = 0): string {
  return text + " ".repeat(Math.max(width - columnsOf(text), 0));
}

function textLines(line: string, palette: Palette, width: number | undefined): readonly string[] {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return [palette.strong(plain(heading))];
  if (width === undefined || ALONE.test(line)) return [plain(line)];
  const marker = LIST_ITEM.exec(line)?.[0] ?? "";
  return wrapped(plain(line.slice(marker.length)), Math.min(width, WIDEST), marker);
}

/** Links show their text; emphasis loses its marks; code stays as it is, with the backticks that tell names from words. */
function plain(line: string): string {
  return line.replace(
    /`[^`]*`|\[((?:`[^`]*`|[^\]`])+)\]\([^)]*\)|\*\*((?:`[^`]*`|[^*`])+)\*\*/g,
    (all, link?: string, strong?: string) => {
      return link ?? strong ?? all;
    },
  );
}
