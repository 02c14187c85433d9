/** Where a new import statement goes. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine } from "../../../../base/text/offsets.js";
import { compareText, type Range } from "../../../../base/text/span.js";
import type { Import } from "../../../facts/facts.js";
import { findOrder, groupsOf, isInOrder, type SortOrder } from "../../writer/order.js";
import { startOfDirectives } from "../../writer/removal.js";
import type { ImportFile } from "../../writer/syntax.js";
import { mask } from "./mask.js";
import { DIRECTIVES } from "./removal.js";
import { type ScriptImport, withSemicolon } from "./statements.js";
import type { Style } from "./style.js";

export interface ScriptFile extends ImportFile<ScriptImport> {
  readonly style: Style;
}

/**
 * Inserts a statement among the imports at the top of the module: beside one of the same module, at its place where the
 * imports are sorted, after the last one otherwise.
 *
 * @param gone  statements that the same fix takes away
 */
export function insertStatement(
  file: ScriptFile,
  added: { readonly specifier: string; readonly text: string },
  gone: ReadonlySet<ScriptImport>,
): TextEdit {
  const all = placedImports(file);
  const imports = new Set([...gone].map((statement) => statement.import));
  const placed = all.filter((one) => !imports.has(one.import));
  const same = placed.find((one) => one.specifier === added.specifier);
  if (same !== undefined) return insertAfter(file, same, added.text);
  const last = placed.at(-1);
  if (last === undefined) return insertAtTop(file, added.text);
  const blocks = groupsOf(file.text, placed);
  const order = orderOf(file, blocks, all);
  if (order === undefined) return insertAfter(file, last, added.text);
  const block = chooseBlock(blocks, added.specifier);
  const previous = block.findLast((one) => order(one.specifier, added.specifier) < 0);
  const first = block[0] ?? last;
  return previous === undefined ? insertBefore(file, first, added.text) : insertAfter(file, previous, added.text);
}

/** Whether `specifier` may stand in place of `statement` without disturbing sorted imports. */
export function fitsInPlace(
  file: ScriptFile,
  statement: ScriptImport,
  specifier: string,
  gone: ReadonlySet<ScriptImport>,
): boolean {
  const imports = new Set([...gone].filter((one) => one !== statement).map((one) => one.import));
  const placed = placedImports(file).filter((one) => !imports.has(one.import));
  const blocks = groupsOf(file.text, placed);
  const staying = blocks.map((block) => block.filter((one) => one.import !== statement.import));
  const order = orderOf(file, staying, placed);
  if (order === undefined) return true;
  const block = blocks.find((candidates) => candidates.some((one) => one.import === statement.import)) ?? [];
  return isInOrder(
    block.map((one) => (one.import === statement.import ? specifier : one.specifier)),
    order,
  );
}

/**
 * The order of what stays; where several fit, the one that what goes had its place in, too: two packages alone do not tell
 * where a relative path belongs.
 */
function orderOf({ text }: ScriptFile, staying: Blocks, all: readonly PlacedImport[]): SortOrder<string> | undefined {
  const find = (blocks: Blocks) => {
    const specifiers = blocks.map((block) => block.map((one) => one.specifier));
    return specifiers.some((block) => block.length > 1) ? findOrder(specifiers, ORDERS) : undefined;
  };
  const order = find(staying);
  return order && (find(groupsOf(text, all)) ?? order);
}

type Blocks = readonly (readonly PlacedImport[])[];

/** Inserts a statement on the line after one that is there, with its indentation. */
export function insertAfter({ text, style }: ScriptFile, range: Range, added: string): TextEdit {
  const line = lineStart(text, range.start);
  const lead = text.slice(line, range.start);
  const indent = isBlank(lead) ? lead : "";
  const end = lineEnd(text, range.end);
  const at = isBlank(mask(text.slice(range.end, end))) ? end : range.end;
  return { start: at, end: at, text: `${style.newline}${indent}${added}` };
}

/** A statement at the top of the module. */
interface PlacedImport extends Range {
  readonly specifier: string;
  readonly import: Import;
}

function placedImports({ facts, text, style, statements }: ScriptFile): readonly PlacedImport[] {
  const top = statements.filter((one) => !one.import.nested);
  if (style.system === "require") {
    return leadingRun(
      text,
      top.filter((one) => one.syntax === "require"),
    );
  }
  const effects = facts.imports.filter((one) => one.kind === "side-effect" && !one.nested);
  return [...top.filter((one) => one.syntax === "import"), ...effects.map(effectAt(text))].sort(
    (a, b) => a.start - b.start,
  );
}

function effectAt(text: string): (effect: Import) => PlacedImport {
  return (effect) => ({ import: effect, specifier: effect.specifier, ...withSemicolon(text, effect.range) });
}

/** A `require` runs where it stands, so that a later one is no place for a name that is used before it. */
function leadingRun(text: string, placed: readonly PlacedImport[]): readonly PlacedImport[] {
  const end = placed.findIndex((one, index) => {
    const previous = placed[index - 1];
    return previous !== undefined && !isBlank(mask(text.slice(previous.end, one.start)));
  });
  return end < 0 ? placed : placed.slice(0, end);
}

/** The last block with a specifier of the same kind: relative beside relative. */
function chooseBlock(blocks: Blocks, specifier: string): readonly PlacedImport[] {
  const kin = blocks.findLast((block) => block.some((one) => rankOf(one.specifier) === rankOf(specifier)));
  return kin ?? blocks.at(-1) ?? [];
}

/** Packages come first, then the project's aliases, then its relative paths. */
function rankOf(specifier: string): number {
  if (specifier.startsWith(".")) return 3;
  if (/^(?:[@~]\/|[~#])/.test(specifier)) return 2;
  return specifier.startsWith("node:") ? 0 : 1;
}

const plain: SortOrder<string> = compareText;
const ignoringCase: SortOrder<string> = (a, b) => compareText(a.toLowerCase(), b.toLowerCase());
const byRank: SortOrder<string> = (a, b) => rankOf(a) - rankOf(b);

/** The orders that the common import sorters keep; the simplest one that fits is taken. */
const ORDERS: readonly SortOrder<string>[] = [
  plain,
  ignoringCase,
  (a, b) => byRank(a, b) || plain(a, b),
  (a, b) => byRank(a, b) || ignoringCase(a, b),
];

function insertBefore({ text, style }: ScriptFile, range: Range, added: string): TextEdit {
  const line = lineStart(text, range.start);
  const at = isBlank(text.slice(line, range.start)) ? startOfDirectives(text, line, DIRECTIVES) : range.start;
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
function insertAtTop({ text, style }: ScriptFile, added: string): TextEdit {
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
