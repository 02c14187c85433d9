/**
 * Removes an empty `finally`. Without a `catch`, the `try` is removed too: its body moves out, or stays in a bare block if
 * its names or line breaks would change their meaning.
 */
import { ts } from "ts-morph";
import type { TextEdit } from "../../../../base/edits/apply.js";
import {
  indentAt,
  isBlank,
  lineEnd,
  lineStart,
  nextLine,
  skipSpaces,
  startsLine,
} from "../../../../base/text/offsets.js";
import { declaredBy, isNamedIn } from "./declared.js";

type WithFinally = ts.TryStatement & { readonly finallyBlock: ts.Block };

export function withoutTry(source: ts.SourceFile, node: WithFinally): readonly TextEdit[] {
  if (node.catchClause !== undefined) return [{ start: node.catchClause.end, end: node.finallyBlock.end, text: "" }];
  if (wantsBlock(source, node)) {
    return [
      { start: node.getStart(source), end: node.tryBlock.getStart(source), text: "" },
      { start: node.tryBlock.end, end: node.end, text: "" },
    ];
  }
  const open = node.tryBlock.getStart(source);
  const close = node.tryBlock.end - 1;
  const isOnLines = lineEnd(source.text, open) < close && startsLine(source.text, close);
  return isOnLines ? unwrapLines(source, node, open, close) : unwrapInLine(source, node, open, close);
}

/** The body and what is around it may not share one list of statements. */
function wantsBlock(source: ts.SourceFile, node: WithFinally): boolean {
  const { parent, tryBlock } = node;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return true;
  if (tryBlock.statements.some(isUsing)) return true;
  const scope = ts.findAncestor(parent, (each) => ts.isFunctionLike(each) || ts.isSourceFile(each)) ?? source;
  if (isNamedIn([scope], declaredBy(tryBlock.statements), [tryBlock])) return true;
  return mayJoin(source.text, node.getStart(source), tryBlock, node.end);
}

/** What it declares ends with its block. */
function isUsing(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  const { flags } = statement.declarationList;
  return (flags & ts.NodeFlags.BlockScoped & ts.NodeFlags.Using) === ts.NodeFlags.Using;
}

/** Without semicolons, a line that begins with a bracket goes on with the line before it. */
function mayJoin(text: string, start: number, block: ts.Block, end: number): boolean {
  const first = block.statements[0];
  const last = block.statements.at(-1);
  if (first === undefined || last === undefined) return false;
  const before = text.slice(0, start).trimEnd().at(-1);
  const joinsBefore = before !== undefined && !/[;{}]/.test(before) && JOINS.test(first.getText());
  return joinsBefore || (!/[;}]$/.test(last.getText()) && JOINS.test(text.slice(end).trimStart()));
}

export const JOINS = /^[([`+\-/*]/;

/** `try { a(); } finally { … }` on one line. */
function unwrapInLine(source: ts.SourceFile, node: WithFinally, open: number, close: number): readonly TextEdit[] {
  const { text } = source;
  let end = close;
  while (end > open + 1 && /\s/.test(text[end - 1] ?? "")) end -= 1;
  const start = Math.min(skipSpaces(text, open + 1), end);
  return [
    { start: node.getStart(source), end: start, text: "" },
    { start: end, end: node.end, text: "" },
  ];
}

/** The lines of the body come out by as much as they stood in. */
function unwrapLines(source: ts.SourceFile, node: WithFinally, open: number, close: number): readonly TextEdit[] {
  const { text } = source;
  const start = node.getStart(source);
  const isAlone = startsLine(text, start) && isBlank(text.slice(open + 1, lineEnd(text, open)));
  const head: TextEdit = isAlone
    ? { start: lineStart(text, start), end: nextLine(text, open), text: "" }
    : { start, end: skipSpaces(text, open + 1), text: "" };
  return [head, ...dedent(source, node, open, close), tailOf(text, node, close)];
}

function tailOf(text: string, node: WithFinally, close: number): TextEdit {
  const after = skipSpaces(text, node.end);
  if (after !== lineEnd(text, node.end)) return { start: close, end: after, text: "" };
  if (after < text.length) return { start: lineStart(text, close), end: nextLine(text, node.end), text: "" };
  // The last line of a file ends as it did before.
  return { start: lineEnd(text, Math.max(lineStart(text, close) - 1, 0)), end: text.length, text: "" };
}

function dedent(source: ts.SourceFile, node: WithFinally, open: number, close: number): readonly TextEdit[] {
  const { text } = source;
  const outer = indentAt(text, node.getStart(source));
  const first = node.tryBlock.statements[0];
  const inner = first === undefined ? outer : indentAt(text, first.getStart(source));
  if (!inner.startsWith(outer) || inner === outer) return [];
  const fixed = literalsOf(node.tryBlock);
  const edits: TextEdit[] = [];
  for (let at = nextLine(text, open); at < lineStart(text, close); at = nextLine(text, at)) {
    const isFixed = fixed.some((range) => range.pos < at && at < range.end);
    if (!isFixed && text.startsWith(inner, at))
      edits.push({ start: at + outer.length, end: at + inner.length, text: "" });
  }
  return edits;
}

/** What goes over several lines and means each of its spaces. */
export function literalsOf(block: ts.Block): readonly { readonly pos: number; readonly end: number }[] {
  const found: { pos: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    const isLiteral =
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isStringLiteralLike(node) ||
      ts.isJsxText(node);
    if (isLiteral) found.push({ pos: node.getStart(), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(block);
  return found;
}
