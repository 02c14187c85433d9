/** Syntax errors, in plain words. */

import type { Range } from "../../../../base/text/span.js";
import type { SyntaxProblem } from "../../../facts/facts.js";
import { type SyntaxNode, type SyntaxTree, textOf } from "./node.js";

export function syntaxProblems(tree: SyntaxTree): readonly SyntaxProblem[] {
  const problems = tree.errors.filter((node) => !isInError(node)).map((node) => problemOf(tree, node));
  for (const node of tree.nodes) {
    if (node.type === "block" && node.start === node.end) problems.push(emptyBlock(node));
    const word = FORMER.get(node.type);
    if (word === undefined || node.children.some((child) => child.type === "chevron")) continue;
    const range = { start: node.start, end: node.start + word.length };
    problems.push({ range, message: `\`${word}\` without parentheses, as in Python 2` });
  }
  const [deepest] = tree.unread;
  if (deepest !== undefined) problems.push({ range: startOf(deepest), message: "nested too deeply to be read" });
  return problems.sort((a, b) => a.range.start - b.range.start);
}

/** The grammar takes a block of nothing, or of comments alone. */
function emptyBlock({ start, end }: SyntaxNode): SyntaxProblem {
  return { range: { start, end }, message: "an indented block is missing" };
}

function startOf({ start }: SyntaxNode): Range {
  return { start, end: start };
}

/** Statements that the grammar knows and Python 3 does not. `print >> file, "text"` is valid, as an expression. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ["print_statement", "print"],
  ["exec_statement", "exec"],
]);

function isInError(node: SyntaxNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) if (at.type === "ERROR") return true;
  return false;
}

function problemOf(tree: SyntaxTree, node: SyntaxNode): SyntaxProblem {
  const { start, end } = node;
  if (node.type !== "ERROR") return { range: { start, end }, message: `${missing(node)} is missing` };
  const text = textOf(tree, node);
  const excerpt = firstLine(text.trimStart());
  if (excerpt === "") return { range: { start, end: start }, message: "something is missing here" };
  const begin = start + text.length - text.trimStart().length;
  return { range: { start: begin, end: begin + excerpt.length }, message: `\`${excerpt}\` does not fit in here` };
}

/** A token is shown as it is written; what has a name in the grammar is called by it. */
function missing({ type, named }: SyntaxNode): string {
  if (!named) return `\`${type}\``;
  return type === "identifier" ? "a name" : `the ${type.replaceAll("_", " ").trim()}`;
}

const LONGEST_EXCERPT = 60;

function firstLine(text: string): string {
  const [line = ""] = text.split(/[\r\n]/, 1);
  return line.slice(0, LONGEST_EXCERPT).trimEnd();
}
