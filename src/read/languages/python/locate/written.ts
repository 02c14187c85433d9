/**
 * Code as text without what formatters change: whitespace, comments, quotes, prefixes, trailing commas, parentheses, the
 * case of numbers. Of compound statements only the heads are included.
 */
import { contains, type Range } from "../../../../base/text/span.js";
import { joinTokens, onOneLine } from "../../identity.js";
import type { SyntaxNode, SyntaxTree } from "../syntax/node.js";
import { textOf } from "../syntax/node.js";

export function written(tree: SyntaxTree, root: SyntaxNode, range: Range): string {
  const tokens: string[] = [];
  const step = (node: SyntaxNode): void => {
    if (node !== root && isLeftOut(node, range)) return;
    if (node.type === "string" || node.type === "concatenated_string") tokens.push(stringToken(tree, node, range));
    else if (node.children.length === 0) tokens.push(wordOf(tree, node));
    else childrenOf(node).forEach(step);
  };
  step(root);
  return joinTokens(tokens);
}

function isLeftOut(node: SyntaxNode, range: Range): boolean {
  if (LEFT_OUT.test(node.type)) return true;
  return node.field === "body" && node.parent?.type === "lambda" && !contains(node, range);
}

const LEFT_OUT = /^(?:block|comment|line_continuation)$|^(?:elif|else|except|except_group|finally|case)_clause$/;

function wordOf(tree: SyntaxTree, node: SyntaxNode): string {
  const text = textOf(tree, node).replaceAll(/\s+/g, " ");
  return node.type === "integer" || node.type === "float" ? text.toLowerCase().replaceAll("_", "") : text;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === "argument_list" && node.parent?.type === "class_definition" && node.children.length === 2)
    return [];
  const inner = hasNeedlessParentheses(node) ? node.children.filter(({ type }) => !/^[()]$/.test(type)) : node.children;
  return inner.filter((child, index) => child.type !== "," || !isEnd(inner[index + 1]));
}

/** A tuple keeps its own where it is an argument among others: without them, its parts would be. */
function hasNeedlessParentheses({ type, parent }: SyntaxNode): boolean {
  if (type === "tuple") return parent?.type !== "argument_list";
  return /^(?:parenthesized_expression|tuple_pattern|with_clause)$/.test(type);
}

function isEnd(next: SyntaxNode | undefined): boolean {
  return next === undefined || /^[)\]}]$/.test(next.type);
}

/** Adjacent strings are one string, and formatters join them. */
function stringToken(tree: SyntaxTree, node: SyntaxNode, range: Range): string {
  const parts = node.type === "string" ? [node] : node.children.filter(({ type }) => type === "string");
  const prefixes = parts.map((part) => prefixOf(tree, part)).join("");
  const body = parts.map((part) => bodyOf(tree, part, range)).join("");
  return `${[...new Set(prefixes)].sort().join("")}"${onOneLine(body)}"`;
}

function prefixOf(tree: SyntaxTree, part: SyntaxNode): string {
  const [start] = part.children;
  return start === undefined ? "" : textOf(tree, start).toLowerCase().replaceAll(/[u"']/g, "");
}

function bodyOf(tree: SyntaxTree, part: SyntaxNode, range: Range): string {
  return part.children
    .filter(({ type }) => type !== "string_start" && type !== "string_end")
    .map((child) =>
      child.type === "interpolation" ? written(tree, child, range) : textOf(tree, child).replaceAll(/\\(["'])/g, "$1"),
    )
    .join("");
}
