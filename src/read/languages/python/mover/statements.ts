/** The top-level statements of a module: the names that each binds, with its comments. */
import { isBlank, lineEnd, lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import type { Statement } from "../../mover.js";
import { fieldOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import { endOfCode, isDocstring, longStrings, wordsOf } from "./words.js";

export function statementsOf(tree: SyntaxTree): readonly Statement[] {
  return namedChildren(tree.root).map((node) => readStatement(tree, node));
}

export function readStatement(tree: SyntaxTree, node: SyntaxNode): Statement {
  const range = { start: node.start, end: endOfCode(node) };
  return {
    kind: kindOf(tree, node),
    names: namesOf(tree, node),
    exported: false,
    range,
    whole: withComments(tree.text, range),
    words: wordsOf(tree, node),
    strings: longStrings(tree, node).map(({ start, end }) => ({ start, end })),
  };
}

/** The class or function itself, without its decorators. */
export function definitionOf(node: SyntaxNode): SyntaxNode {
  return node.type === "decorated_definition" ? (fieldOf(node, "definition") ?? node) : node;
}

function kindOf(tree: SyntaxTree, node: SyntaxNode): Statement["kind"] {
  if (/import.*_statement$/.test(node.type)) return "import";
  if (isDocstring(node)) return "documentation";
  const names = namesOf(tree, node);
  if (names.includes("__all__")) return "export";
  return names.length > 0 ? "definition" : "code";
}

function namesOf(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  const definition = definitionOf(node);
  if (definition.type === "class_definition" || definition.type === "function_definition") {
    const name = fieldOf(definition, "name");
    return name ? [textOf(tree, name)] : [];
  }
  const target = assignedIn(node);
  return target ? [textOf(tree, target)] : [];
}

/** The name that a plain assignment binds; of several at once it tells none. */
export function assignedIn(node: SyntaxNode): SyntaxNode | undefined {
  const [assignment] = node.type === "expression_statement" ? namedChildren(node) : [];
  if (assignment?.type !== "assignment") return undefined;
  const left = fieldOf(assignment, "left");
  return left?.type === "identifier" && fieldOf(assignment, "right")?.type !== "assignment" ? left : undefined;
}

/** Comments right above, and one behind it in its last line, go where it goes; a comment above a blank line stays. */
export function withComments(text: string, { start, end }: Range): Range {
  let from = lineStart(text, start);
  if (!isBlank(text.slice(from, start))) return { start, end };
  const indent = text.slice(from, start);
  while (from > lineStart(text, 0)) {
    const above = lineStart(text, from - 1);
    if (!text.slice(above, from).startsWith(`${indent}#`) || /^#!|coding[:=]/.test(text.slice(above, from))) break;
    from = above;
  }
  const rest = text.slice(end, lineEnd(text, end));
  return { start: from, end: /^\s*(?:#.*)?$/.test(rest) ? nextLine(text, end) : end };
}
