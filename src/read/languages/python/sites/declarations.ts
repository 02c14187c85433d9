/** The declaration that binds a value: a `with`, a loop, an assignment. */

import type { Range } from "../../../../base/text/span.js";
import type { Declaration } from "../../../facts/facts.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

/** @param outer  the value with its `await` and parentheses */
export function declarationOf(context: PythonExtraction, outer: SyntaxNode): Declaration | undefined {
  const { parent } = outer;
  if (parent === undefined) return undefined;
  if (parent.type === "assignment" || parent.type === "named_expression") return assigned(context, parent);
  if (parent.type === "for_statement" || parent.type === "for_in_clause") return looped(context, parent);
  const item = itemOf(outer);
  return item === undefined ? undefined : entered(context, outer, item);
}

/** The item of a `with` that enters the value, with or without `as`, however many parentheses stand around. */
export function itemOf(outer: SyntaxNode): SyntaxNode | undefined {
  let at = outer.parent?.type === "as_pattern" ? outer.parent : outer;
  while (at.parent?.type === "parenthesized_expression" || (at.type === "as_pattern" && at.parent?.type === "tuple"))
    at = at.parent;
  return at.parent?.type === "with_item" ? at.parent : undefined;
}

function assigned(context: PythonExtraction, node: SyntaxNode): Declaration | undefined {
  const statement = ancestor(node, "expression_statement");
  const target = fieldOf(node, node.type === "assignment" ? "left" : "name");
  if (statement === undefined || target === undefined) return undefined;
  const { start } = statement;
  return {
    keyword: "",
    keywordRange: { start, end: start },
    ...named(context, target),
    range: rangeOf(statement),
    single: node.parent?.type !== "assignment" && target.type === "identifier",
  };
}

function looped(context: PythonExtraction, node: SyntaxNode): Declaration {
  return {
    ...keywordOf(node, "for"),
    ...named(context, fieldOf(node, "left")),
    range: rangeOf(node),
    single: true,
    ...(node.type === "for_statement" && isUnbroken(node) ? { unbroken: true } : {}),
  };
}

function isUnbroken(loop: SyntaxNode): boolean {
  return fieldOf(loop, "alternative") === undefined && !leavesLoop(loop);
}

/** What stands in a loop or a function further inside leaves that one. */
function leavesLoop(node: SyntaxNode): boolean {
  return node.children.some((child) => {
    if (/^(?:break|continue)_statement$/.test(child.type)) return true;
    if (/^(?:for_statement|while_statement)$/.test(child.type)) return endsOf(child).some(leavesLoop);
    return child.type !== "function_definition" && child.type !== "class_definition" && leavesLoop(child);
  });
}

/** A `break` in the `else` of a loop leaves the one around. */
function endsOf(loop: SyntaxNode): readonly SyntaxNode[] {
  return loop.children.filter(({ type }) => type === "else_clause");
}

function entered(context: PythonExtraction, outer: SyntaxNode, item: SyntaxNode): Declaration | undefined {
  const statement = ancestor(item, "with_statement");
  if (statement === undefined) return undefined;
  const alias = outer.parent?.type === "as_pattern" ? fieldOf(outer.parent, "alias") : undefined;
  const items = item.parent === undefined ? [] : namedChildren(item.parent);
  const inTuple = ancestor(outer, "tuple", "with_item")?.type === "tuple";
  return {
    ...keywordOf(statement, "with"),
    ...named(context, alias && namedChildren(alias)[0]),
    range: rangeOf(statement),
    single: items.length === 1 && !inTuple,
  };
}

/** `with` or `async with`, as the code says it. */
function keywordOf(node: SyntaxNode, word: string): { readonly keyword: string; readonly keywordRange: Range } {
  const token = node.children.find((child) => child.type === word) ?? node;
  const isAsync = node.children[0]?.type === "async";
  return {
    keyword: isAsync ? `async ${word}` : word,
    keywordRange: { start: isAsync ? node.start : token.start, end: token.end },
  };
}

function named(context: PythonExtraction, target: SyntaxNode | undefined): Pick<Declaration, "name" | "binding"> {
  if (target === undefined) return { name: "" };
  const declared = target.type === "identifier" ? context.scopes.of(target) : undefined;
  return { name: written(context, target), binding: declared?.id };
}
