/** Where a new import statement goes: takes the imports that stay, gives an edit that inserts it. */

import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import type { Import } from "../../../facts/facts.js";
import type { WrittenFile } from "./file.js";
import { mask } from "./mask.js";
import { findOrder, isInOrder, type Order, rankOf } from "./order.js";
import { startOfDirectives } from "./removal.js";
import { type ImportStatement, withSemicolon } from "./statements.js";
import type { Style } from "./style.js";

/** A statement at the top of a module, as far as its place matters. */
interface Placed {
  readonly specifier: string;
  readonly range: Range;
}

/**
 * Inserts a statement among the imports at the top of the module: beside one of the same module, at its place where the
 * imports are sorted, after the last one otherwise.
 *
 * @param gone  statements that the same fix takes away
 */
export function insertStatement(
  file: WrittenFile,
  added: { readonly specifier: string; readonly text: string },
  gone: ReadonlySet<Import>,
): TextEdit {
  const all = placedImports(file);
  const placed = all.filter((one) => !gone.has(one.import));
  const same = placed.find((one) => one.specifier === added.specifier);
  if (same !== undefined) return insertAfter(file, same.range, added.text);
  const last = placed.at(-1);
  if (last === undefined) return insertAtTop(file, added.text);
  const blocks = blocksOf(file.text, placed);
  const order = orderOf(file, blocks, all);
  if (order === undefined) return insertAfter(file, last.range, added.text);
  const block = chooseBlock(blocks, added.specifier);
  const previous = block.findLast((one) => order(one.specifier, added.specifier) < 0);
  const first = block[0] ?? last;
  return previous === undefined
    ? insertBefore(file, first.range, added.text)
    : insertAfter(file, previous.range, added.text);
}

/** Whether `specifier` may stand in place of `statement` without disturbing sorted imports. */
export function fitsInPlace(
  file: WrittenFile,
  statement: ImportStatement,
  specifier: string,
  gone: ReadonlySet<Import>,
): boolean {
  const placed = placedImports(file).filter((one) => one.import === statement.import || !gone.has(one.import));
  const staying = blocksOf(file.text, placed).map((block) => block.filter((one) => one.import !== statement.import));
  const order = orderOf(file, staying, placed);
  if (order === undefined) return true;
  const block =
    blocksOf(file.text, placed).find((candidates) => candidates.some((one) => one.import === statement.import)) ?? [];
  return isInOrder(
    block.map((one) => (one.import === statement.import ? specifier : one.specifier)),
    order,
  );
}

/**
 * The order of what stays; where several fit, the one that what goes had its place in, too: two packages alone do not tell
 * where a relative path belongs.
 */
function orderOf({ text }: WrittenFile, staying: Blocks, all: readonly Placed[]): Order | undefined {
  const find = (blocks: Blocks) => findOrder(blocks.map((block) => block.map((one) => one.specifier)));
  const order = find(staying);
  return order && (find(blocksOf(text, all)) ?? order);
}

type Blocks = readonly (readonly Placed[])[];

/** Inserts a statement on the line after one that is there, with its indentation. */
export function insertAfter({ text, style }: WrittenFile, range: Range, added: string): TextEdit {
  const line = lineStart(text, range.start);
  const lead = text.slice(line, range.start);
  const indent = isBlank(lead) ? lead : "";
  const end = lineEnd(text, range.end);
  const at = isBlank(mask(text.slice(range.end, end))) ? end : range.end;
  return { start: at, end: at, text: `${style.newline}${indent}${added}` };
}

type PlacedImport = Placed & { readonly import: Import };

function placedImports({ facts, text, style, statements }: WrittenFile): readonly PlacedImport[] {
  const top = statements.filter((one) => !one.import.nested);
  if (style.system === "require") {
    return leadingRun(text, top.filter((one) => one.syntax === "require").map(placedAt));
  }
  const effects = facts.imports.filter((one) => one.kind === "side-effect" && !one.nested);
  return [...top.filter((one) => one.syntax === "import").map(placedAt), ...effects.map(effectAt(text))].sort(
    (a, b) => a.range.start - b.range.start,
  );
}

function placedAt(statement: ImportStatement): PlacedImport {
  return { import: statement.import, specifier: statement.import.specifier, range: statement.range };
}

function effectAt(text: string): (effect: Import) => PlacedImport {
  return (effect) => ({ import: effect, specifier: effect.specifier, range: withSemicolon(text, effect.range) });
}

/** A `require` runs where it stands, so that a later one is no place for a name that is used before it. */
function leadingRun(text: string, placed: readonly PlacedImport[]): readonly PlacedImport[] {
  const end = placed.findIndex((one, index) => {
    const previous = placed[index - 1];
    return previous !== undefined && !isBlank(mask(text.slice(previous.range.end, one.range.start)));
  });
  return end < 0 ? placed : placed.slice(0, end);
}

function blocksOf<T extends Placed>(text: string, placed: readonly T[]): readonly (readonly T[])[] {
  const blocks: T[][] = [];
  for (const [index, one] of placed.entries()) {
    const previous = placed[index - 1];
    const apart = previous === undefined || /\n[ \t]*\r?\n/.test(text.slice(previous.range.end, one.range.start));
    if (apart) blocks.push([]);
    blocks.at(-1)?.push(one);
  }
  return blocks;
}

/** The last block with a specifier of the same kind: relative beside relative. */
function chooseBlock(blocks: readonly (readonly Placed[])[], specifier: string): readonly Placed[] {
  const kin = blocks.findLast((block) => block.some((one) => rankOf(one.specifier) === rankOf(specifier)));
  return kin ?? blocks.at(-1) ?? [];
}

function insertBefore({ text, style }: WrittenFile, range: Range, added: string): TextEdit {
  const line = lineStart(text, range.start);
  const at = isBlank(text.slice(line, range.start)) ? startOfDirectives(text, line) : range.start;
  return { start: at, end: at, text: `${added}${style.newline}` };
}

const SHEBANG = /^\uFEFF?(?:#![^\n]*(?:\n|$))?/;
const BLANKS = /^\s*/;
const DIRECTIVE = /^(?:"use [\w ]+"|'use [\w ]+')[ \t]*;?/;
const COMMENT = /^(?:\/\*[\s\S]*?\*\/|\/\/[^\r\n]*(?:\r?\n[ \t]*\/\/[^\r\n]*)*)/;
const BLANK_LINE_OR_END = /^[ \t]*(?:\r?\n[ \t]*\r?\n|\s*$)/;
/** A comment about the file, even where code follows at once. */
const ABOUT_FILE =
  /licen[sc]e|copyright|@preserve|SPDX|@file|@module|@jsx|@flow|@ts-(?:no)?check|-environment|^\/\*\s*eslint|^\/\/\/\s*</i;

/** Inserts the first import of a file: after what must or wants to come first. */
function insertAtTop({ text, style }: WrittenFile, added: string): TextEdit {
  const at = endOfPrologue(text);
  return { start: at, end: at, text: `${gapAfter(text.slice(0, at), style)}${added}${style.newline}${style.newline}` };
}

/** What parts the first import from a comment or directive; a line that starts a script needs nothing after it. */
function gapAfter(before: string, { newline }: Style): string {
  if (isBlank(before) || before === SHEBANG.exec(before)?.[0]) return "";
  if (/\n[ \t]*\r?\n[ \t]*$/.test(before)) return "";
  return /\n[ \t]*$/.test(before) ? newline : newline + newline;
}

function endOfPrologue(text: string): number {
  let at = SHEBANG.exec(text)?.[0].length ?? 0;
  for (;;) {
    const start = at + (BLANKS.exec(text.slice(at))?.[0].length ?? 0);
    const rest = text.slice(start);
    const found = DIRECTIVE.exec(rest)?.[0] ?? headerComment(rest);
    if (found === undefined) return start === text.length ? at : start;
    at = nextLine(text, start + found.length - 1);
  }
}

/** A comment that stands apart from the code after it, or speaks of the file; others belong to that code. */
function headerComment(text: string): string | undefined {
  const comment = COMMENT.exec(text)?.[0];
  if (comment === undefined) return undefined;
  const apart = BLANK_LINE_OR_END.test(text.slice(comment.length));
  return apart || ABOUT_FILE.test(comment) ? comment : undefined;
}
