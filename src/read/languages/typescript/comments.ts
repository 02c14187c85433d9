/**
 * The comments of a file and the code that each applies to, by its tree: strings, templates, regular expressions and JSX
 * text hold no comments.
 */
import { ts } from "ts-morph";
import type { FilePath, Range } from "../../../base/text/span.js";
import { type Comment, type CommentRanges, without } from "../comments.js";
import { treeOf } from "./parse.js";

/** In the order of the text. @throws never */
export function comments(file: FilePath, text: string): readonly Comment[] {
  const source = treeOf(file, text);
  const found = new Map<number, Comment>();
  // Comments stand between tokens, and each token knows where the one before it ended.
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    for (const range of rangesBefore(text, node)) found.set(range.start, { ...range, ...wholeOf(text, node) });
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function rangesBefore(text: string, { pos }: ts.Node): readonly Range[] {
  const leading = ts.getLeadingCommentRanges(text, pos) ?? [];
  const trailing = ts.getTrailingCommentRanges(text, pos) ?? [];
  return [...trailing, ...leading].map(({ pos: start, end }) => ({ start, end }));
}

/** The braces of an element of JSX that hold a comment and nothing else, where no text beside them would change with them. */
function wholeOf(text: string, brace: ts.Node): { readonly whole?: Range } {
  const { parent } = brace;
  if (brace.kind !== ts.SyntaxKind.CloseBraceToken || !ts.isJsxExpression(parent) || parent.expression) return {};
  if (!ts.isJsxElement(parent.parent) && !ts.isJsxFragment(parent.parent)) return {};
  const siblings = parent.parent.children;
  const at = siblings.indexOf(parent);
  const isAlone = rangesBefore(text, brace).length === 1 && isBeside(siblings[at - 1]) && isBeside(siblings[at + 1]);
  return isAlone ? { whole: { start: parent.getStart(), end: parent.end } } : {};
}

/** White space that holds a line break is not shown. */
function isBeside(sibling: ts.JsxChild | undefined): boolean {
  return sibling === undefined || !ts.isJsxText(sibling) || (sibling.text.trim() === "" && sibling.text.includes("\n"));
}

export const commentRanges: CommentRanges = {
  from: (file, text, offset) => {
    const source = treeOf(file, text);
    return rangesOf(
      source,
      outermost(source, offset, (node) => node.getStart(source) === offset),
    );
  },
  to: (file, text, offset) => {
    const source = treeOf(file, text);
    return rangesOf(
      source,
      outermost(source, offset - 1, (node) => node.end === offset),
    );
  },
  first: (file, text) => {
    const source = treeOf(file, text);
    return source.statements.find((statement) => !isPrologue(statement))?.getStart(source) ?? text.length;
  },
};

/** The largest node around an offset that is wanted, below the file itself. */
function outermost(node: ts.Node, offset: number, isWanted: (node: ts.Node) => boolean): ts.Node | undefined {
  return ts.forEachChild(node, (child) => {
    if (offset < child.pos || offset >= child.end) return undefined;
    return isWanted(child) ? child : outermost(child, offset, isWanted);
  });
}

function rangesOf(source: ts.SourceFile, node: ts.Node | undefined): readonly Range[] {
  if (node === undefined) return [];
  const holes: Range[] = [];
  const step = (inner: ts.Node): void => {
    const own = holesOf(inner);
    if (own.length > 0) holes.push(...own.map(({ pos, end }) => ({ start: pos, end })));
    ts.forEachChild(inner, step);
  };
  step(node);
  return without({ start: node.getStart(source), end: node.end }, holes);
}

/** Where statements stand, members of classes, and children of elements: each has a comment of its own. */
function holesOf(node: ts.Node): readonly ts.ReadonlyTextRange[] {
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return [node.statements];
  if (ts.isCaseBlock(node)) return [node.clauses];
  if (ts.isClassLike(node)) return [node.members];
  return ts.isJsxElement(node) || ts.isJsxFragment(node) ? [node.children] : [];
}

/** `"use strict"` */
function isPrologue(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}
