/** The tokens of a piece of code, without comments, docstrings and layout. */
import { namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";

/** @param without nodes that do not count, such as the name of what is compared */
export function wordsOf(tree: SyntaxTree, node: SyntaxNode, without: ReadonlySet<SyntaxNode> = new Set()): string[] {
  const words: string[] = [];
  const step = (inner: SyntaxNode): void => {
    if (inner.type === "comment" || without.has(inner) || isDocstring(inner)) return;
    if (inner.type === ";" || isTrailingComma(inner)) return;
    // Indentation and line breaks have a meaning of their own.
    const isBlock = inner.type === "block";
    if (isBlock) words.push("{");
    if (inner.children.length > 0) inner.children.forEach(step);
    else if (inner.end > inner.start) words.push(wordOf(tree, inner));
    if (isBlock) words.push("}");
    else if (inner.parent?.type === "block") words.push(";");
  };
  step(node);
  return words;
}

/** Quotes are a matter of style, unless the text holds some itself. */
function wordOf(tree: SyntaxTree, node: SyntaxNode): string {
  const written = textOf(tree, node);
  const isQuote = node.type === "string_start" || node.type === "string_end";
  return isQuote ? written.replaceAll("'", '"') : written;
}

export function isDocstring(node: SyntaxNode): boolean {
  if (node.type !== "expression_statement") return false;
  const { parent } = node;
  const isFirst = (parent?.type === "block" || parent?.type === "module") && namedChildren(parent)[0] === node;
  return isFirst && namedChildren(node).every(({ type }) => type === "string" || type === "concatenated_string");
}

/** The last comma of what is written over several lines; in a tuple it has a meaning. */
function isTrailingComma({ type, parent, end }: SyntaxNode): boolean {
  if (type !== "," || parent === undefined || !LISTS.has(parent.type)) return false;
  const rest = parent.children.filter((child) => child.start >= end && child.type !== "comment");
  return /^[)\]}]$/.test(rest[0]?.type ?? "");
}

const LISTS: ReadonlySet<string> = new Set(["argument_list", "parameters", "list", "dictionary", "set"]);

/** Strings that go over several lines. A docstring may be indented anew, since its indentation is no part of what it says. */
export function longStrings(tree: SyntaxTree, node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const step = (inner: SyntaxNode): void => {
    if (inner.type === "string" && textOf(tree, inner).includes("\n")) found.push(inner);
    else if (!isDocstring(inner)) inner.children.forEach(step);
  };
  step(node);
  return found;
}

/** A comment below a statement may be part of its node, as the grammar reads it. */
export function endOfCode(node: SyntaxNode): number {
  const last = node.children.findLast((child) => child.type !== "comment");
  return last === undefined ? node.end : endOfCode(last);
}
