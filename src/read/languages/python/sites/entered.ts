/** Expressions that a block enters and may release at its end. */
import type { EnteredExpression } from "../../../facts/facts.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

export function readEnteredNode(context: PythonExtraction, node: SyntaxNode): void {
  if (node.type === "with_item") {
    const value = fieldOf(node, "value") ?? node;
    // Of `with open_db() as db`, `db` is new.
    const [entered = value] = value.type === "as_pattern" ? namedChildren(value) : [];
    context.entered.push(...namesIn(entered).map((name): EnteredExpression => ({ range: rangeOf(name), by: "block" })));
  } else if (node.type === "call") {
    const by = entererOf(written(context, fieldOf(node, "function") ?? node));
    const list = fieldOf(node, "arguments");
    const [first] = list === undefined ? [] : namedChildren(list);
    if (by !== undefined && first !== undefined) context.entered.push({ range: rangeOf(first), by });
  }
}

function entererOf(called: string): EnteredExpression["by"] | undefined {
  if (/\ba?closing$/.test(called)) return "closing";
  return /\benter_(?:async_)?context$/.test(called) ? "stack" : undefined;
}

/** Names whose values the block gets. Of `db.begin()` it gets what `begin` returns, and not `db`. */
function namesIn(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === "identifier") return [node];
  return namedChildren(node).flatMap((child) => {
    const isReceiver = node.type === "attribute" && child.type === "identifier";
    const isKeyword = node.type === "keyword_argument" && child.field === "name";
    return isReceiver || isKeyword ? [] : namesIn(child);
  });
}
