/**
 * Edits that move the rest of a block into a `with`: each line is indented by the file's own step, except lines inside
 * strings, whose value would change.
 */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { indentAt, isBlank, lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import { fieldOf, type SyntaxNode, type SyntaxTree } from "../syntax/node.js";
import type { Enclosed } from "./enclose.js";
import { finallyClause, type Releases } from "./releases.js";
import { removeStatement } from "./removal.js";
import { statementsOf } from "./statements.js";

export function moveBelow(enclosed: Enclosed, head: string, releases: Releases): readonly TextEdit[] {
  const { tree, statement } = enclosed;
  const removals = removalsOf(tree.text, releases);
  const start: TextEdit = { start: statement.start, end: statement.end, text: `${head}:` };
  return [start, ...removals, ...indentLines(enclosed, releases, removals)];
}

/** What releases the handle goes, and what stood in a `try` for that alone comes back to the left. */
export function moveBack(tree: SyntaxTree, releases: Releases): readonly TextEdit[] {
  const { text } = tree;
  const removals = removalsOf(text, releases);
  const moved = releases.emptied.flatMap((node) => {
    const to = indentAt(text, node.start);
    return bodiesOf(text, node).flatMap(({ start, end, indent: from }) =>
      linesBetween(tree, start, end, removals).flatMap((line) => indentLine(text, line, { from, to })),
    );
  });
  return [...removals, ...moved];
}

export function removalsOf(text: string, releases: Releases): readonly TextEdit[] {
  return [
    ...releases.statements.map((node) => removeRelease(text, node)),
    ...releases.emptied.flatMap((node) => removeTry(text, node)),
  ];
}

function removeRelease(text: string, node: SyntaxNode): TextEdit {
  const edit = removeStatement(text, node);
  const isLast = node.parent !== undefined && statementsOf(node.parent).at(-1) === node;
  const isWhole = edit.start === lineStart(text, node.start);
  if (!isLast || !isWhole) return edit;
  // Blank lines below part the block from what is not in it.
  return { ...edit, start: skipBlankLines(text, edit.start), end: nextLine(text, node.end) };
}

/** What parted a line from those before it goes with it. */
function skipBlankLines(text: string, line: number): number {
  const above = line === 0 ? 0 : lineStart(text, line - 1);
  return above < line && isBlank(text.slice(above, line)) ? skipBlankLines(text, above) : line;
}

/** `finally:` goes, and `try:` too where it was there for nothing else. */
function removeTry(text: string, node: SyntaxNode): readonly TextEdit[] {
  const clause = finallyClause(node);
  const edits = clause ? [withBlankLines(text, removeHead(text, clause))] : [];
  return isUnwrapped(node) ? [removeHead(text, node), ...edits] : edits;
}

function withBlankLines(text: string, edit: TextEdit): TextEdit {
  return edit.start === lineStart(text, edit.start) ? { ...edit, start: skipBlankLines(text, edit.start) } : edit;
}

/** It is there for its `finally` alone. */
export function isUnwrapped(node: SyntaxNode): boolean {
  return !node.children.some((child) => /^(?:except|except_group|else)_clause$/.test(child.type));
}

/** `try:` or `finally:` with its line; a comment behind it stays. */
function removeHead(text: string, node: SyntaxNode): TextEdit {
  const colon = node.children.find((child) => child.type === ":");
  const end = colon?.end ?? node.start;
  if (!isBlank(text.slice(end, lineEnd(text, end)))) {
    return { start: node.start, end: skipSpaces(text, end), text: "" };
  }
  return { start: lineStart(text, node.start), end: nextLine(text, end), text: "" };
}

function indentLines(
  { tree, statement, block, ending }: Enclosed,
  releases: Releases,
  gone: readonly Range[],
): TextEdit[] {
  const { text } = tree;
  const indent = indentAt(text, statement.start);
  const step = stepOf(text, block, indent);
  const bodies = releases.emptied.flatMap((node) => bodiesOf(text, node));
  const end = ending ? nextLine(text, endOfCode(ending)) : endOfBlock(text, block, indent);
  return linesBetween(tree, nextLine(text, statement.end), end, gone).flatMap((line) => {
    const body = bodies.find((one) => one.start <= line && line < one.end);
    return indentLine(text, line, body ? { from: body.indent, to: indent + step } : { from: "", to: step });
  });
}

/** Offsets of the lines that have an indentation of their own: neither blank, nor gone, nor within a string. */
export function linesBetween(
  { text, nodes }: SyntaxTree,
  start: number,
  end: number,
  gone: readonly Range[],
): number[] {
  const strings = nodes.filter((node) => node.type === "string" && node.start < end && start < node.end);
  const lines: number[] = [];
  for (let line = start; line < end; line = nextLine(text, line)) {
    const isInString = strings.some((string) => string.start < line && line < string.end);
    const isGone = gone.some((range) => range.start <= line && line < range.end && isWholeLine(text, line, range));
    if (!isInString && !isGone && !isBlank(text.slice(line, lineEnd(text, line)))) lines.push(line);
    if (nextLine(text, line) === line) break;
  }
  return lines;
}

function isWholeLine(text: string, line: number, range: Range): boolean {
  return range.end >= lineEnd(text, line);
}

/** Puts one indentation in the place of another. */
export function indentLine(
  text: string,
  line: number,
  { from, to }: { readonly from: string; readonly to: string },
): TextEdit[] {
  const end = text.startsWith(from, line)
    ? line + from.length
    : line + (/^[ \t]*/.exec(text.slice(line))?.[0].length ?? 0);
  return text.slice(line, end) === to ? [] : [{ start: line, end, text: to }];
}

/** What one level is in this place: what the block has more than the line that opens it. */
export function stepOf(text: string, block: SyntaxNode, indent: string): string {
  const opening = block.parent ? indentAt(text, block.parent.start) : "";
  const step = indent.startsWith(opening) ? indent.slice(opening.length) : "";
  return step === "" ? "    " : step;
}

/** A comment below a statement may be part of its node, as the grammar reads it. */
function endOfCode(node: SyntaxNode): number {
  const last = node.children.findLast((child) => child.type !== "comment");
  return last === undefined ? node.end : endOfCode(last);
}

/** Comments below the last statement that are indented as the block is are part of it. */
function endOfBlock(text: string, block: SyntaxNode, indent: string): number {
  let end = nextLine(text, block.end);
  for (let line = end; line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, lineEnd(text, line));
    if (isBlank(content)) continue;
    if (!content.startsWith(indent) || !content.trim().startsWith("#")) break;
    end = nextLine(text, line);
  }
  return end;
}

/** The lines that lose a level with their `try:`, and those that are left of a `finally:`. */
function bodiesOf(text: string, node: SyntaxNode): readonly (Range & { readonly indent: string })[] {
  const clause = finallyClause(node);
  const body = fieldOf(node, "body");
  if (clause === undefined || body === undefined) return [];
  const left = clause.children.find((child) => child.type === "block");
  const lines = (from: SyntaxNode, within: SyntaxNode, end: number) => {
    const start = nextLine(text, within.children.find((child) => child.type === ":")?.end ?? from.start);
    return { start, end, indent: indentAt(text, from.start) };
  };
  const rest = left ? [lines(left, clause, nextLine(text, clause.end))] : [];
  return isUnwrapped(node) ? [lines(body, node, lineStart(text, clause.start)), ...rest] : rest;
}
