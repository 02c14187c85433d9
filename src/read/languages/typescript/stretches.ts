/** The code that a comment beside it holds for, by the tree of the file. */
import { ts } from "ts-morph";
import type { Range } from "../../../base/text/span.js";
import { type Stretches, without } from "../comments.js";
import { treeOf } from "./parse.js";

export const stretches: Stretches = {
  from: (file, text, offset) => {
    const source = treeOf(file, text);
    return stretch(
      source,
      outermost(source, offset, (node) => node.getStart(source) === offset),
    );
  },
  to: (file, text, offset) => {
    const source = treeOf(file, text);
    return stretch(
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

function stretch(source: ts.SourceFile, node: ts.Node | undefined): readonly Range[] {
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
