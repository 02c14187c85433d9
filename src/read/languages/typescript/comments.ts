/** The comments of a file, by its tree: what looks like one in a string, a template, a pattern or the text of JSX is none. */
import { ts } from "ts-morph";
import type { FilePath, Range } from "../../../base/text/span.js";
import type { Comment } from "../comments.js";
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
