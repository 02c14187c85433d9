/**
 * Removes calls that release a shared handle: their statements, and `finally` and `try` blocks that become empty. The body
 * of such a `try` is dedented.
 */
import { applyEdits } from "../../../../base/edits/apply.js";
import { contains, type Range } from "../../../../base/text/span.js";
import type { RemovalEdits, RemovalRequest } from "../../handle-uses.js";
import { ancestor, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { moveBack } from "./move.js";
import { finallyOf } from "./releases.js";
import { lineMates, statementsOf } from "./statements.js";

/** @throws never */
export function withoutReleases(parse: Parse, request: RemovalRequest): RemovalEdits {
  const tree = parse(request.text);
  const statements: SyntaxNode[] = [];
  for (const range of request.releases) {
    const found = findStatement(tree, range);
    if (typeof found === "string") return refused(found);
    statements.push(found);
  }
  const blocks = new Set(statements.flatMap(({ parent }) => parent ?? []));
  const emptied = [...blocks].filter((block) => statementsOf(block).every((one) => statements.includes(one)));
  const tries = emptied.flatMap((block) => finallyOf(block) ?? []);
  if (tries.length < emptied.length) return refused("the block that releases it would become empty");
  if (tries.some((one) => tries.some((other) => other !== one && contains(other, one))))
    return refused("it is released in several nested blocks");
  const edits = moveBack(tree, { statements, emptied: tries });
  const { text, overlapping } = applyEdits(request.text, edits);
  if (overlapping.length > 0 || parse(text).errors.length > tree.errors.length)
    return refused("the release cannot be removed");
  return { kind: "edits", edits };
}

function refused(reason: string): RemovalEdits {
  return { kind: "refused", reason };
}

/** The statement that is a call and nothing else, or why there is none. */
function findStatement(tree: SyntaxTree, range: Range): SyntaxNode | string {
  const call = tree.nodes.find(({ type, start, end }) => type === "call" && start === range.start && end === range.end);
  const statement = call && ancestor(call, "expression_statement");
  const written = `\`${tree.text.slice(range.start, range.end)}\``;
  if (call === undefined || statement === undefined) return `${written} is part of an expression`;
  if (!/^(?:await\s+)?$/.test(textOf(tree, { start: statement.start, end: call.start })) || statement.end !== call.end)
    return `${written} is part of an expression`;
  return lineMates(tree.text, statement).length > 1 ? `${written} shares its line with other code` : statement;
}
