/**
 * Puts the rest of a `try` into its own `with` where its `finally` only releases the handle:
 *
 *     x = None                      with … as x:
 *     try:                              …
 *         x = f()          becomes
 *         …
 *     finally:
 *         if x is not None:
 *             x.close()
 */
import { applyEdits, type TextEdit } from "../../../../base/edits/apply.js";
import { indentAt, lineStart, nextLine, startsLine } from "../../../../base/text/offsets.js";
import type { EncloseEdits, EncloseRequest } from "../../language.js";
import {
  ancestor,
  fieldOf,
  hasToken,
  namedChildren,
  type SyntaxNode,
  type SyntaxTree,
  textOf,
} from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { type Enclosed, nameUsedAfter } from "./enclose.js";
import { escapeOf } from "./escapes.js";
import { indentLine, isUnwrapped, linesBetween, removalsOf, stepOf } from "./move.js";
import { type BoundHandle, finallyClause, isRelease, type Releases } from "./releases.js";
import { lineMates, statementsOf } from "./statements.js";

interface Guarded extends Enclosed {
  /** The `try`. */
  readonly guard: SyntaxNode;
  readonly goes: Releases;
}

/** @param request its statement is the expression that gives the handle. @throws never */
export function encloseGuarded(parse: Parse, request: EncloseRequest): EncloseEdits {
  const tree = parse(request.text);
  const found = findGuarded(tree, request);
  if (typeof found === "string") return { kind: "refused", reason: found };
  const reason = escapeOf(found, found.goes);
  if (reason !== undefined) return { kind: "refused", reason };
  const edits = move(found, request.head);
  const { text, overlapping } = applyEdits(request.text, edits);
  if (overlapping.length > 0 || parse(text).errors.length > tree.errors.length)
    return { kind: "refused", reason: "its block cannot be moved" };
  return { kind: "edits", edits, usedAfter: nameUsedAfter(found), releasedAtEnd: true };
}

const ELSEWHERE = "it is stored beyond any block";

function findGuarded(
  tree: SyntaxTree,
  { statement: range, name, head, releases, registry }: EncloseRequest,
): Guarded | string {
  const value = tree.nodes.find((node) => node.start === range.start && node.end === range.end);
  const statement = value && ancestor(value, "expression_statement");
  const block = statement?.parent;
  const guard = block?.parent;
  if (statement === undefined || block === undefined || guard?.type !== "try_statement") return ELSEWHERE;
  if (fieldOf(guard, "body") !== block || !bindsName(tree, statement, name)) return ELSEWHERE;
  const body = ancestor(statement, "function_definition", "class_definition");
  if (body?.type !== "function_definition") return "it is not in a function";
  const isAsync = /^async\b/.test(head);
  if (isAsync && !hasToken(body, "async")) return "the enclosing function is not `async`";
  if (lineMates(tree.text, statement).length > 1 || !startsLine(tree.text, statement.start))
    return "it shares its line with other code";
  const before = guard.parent && statementsOf(guard.parent);
  const nothing = before?.slice(0, before.indexOf(guard)).find((node) => bindsNothing(tree, node, name));
  const release = releaseOf(tree, guard, { name, releases: new Set(releases), registry });
  if (nothing === undefined || release === undefined) return "another `try` than its own releases it";
  const rest = statementsOf(block).slice(statementsOf(block).indexOf(statement) + 1);
  if (rest.length === 0) return "nothing follows in its block that uses the handle";
  const isAwaited = tree.nodes.some(
    (node) => node.type === "await" && release.start <= node.start && node.end <= release.end,
  );
  if (isAwaited !== isAsync) return "the release is not awaited as the accessor's is";
  const goes = { statements: [nothing, release], emptied: [guard] };
  return { tree, statement, block, body, rest, name, releases: new Set(releases), async: isAsync, guard, goes };
}

function bindsName(tree: SyntaxTree, statement: SyntaxNode, name: string): boolean {
  const [assignment] = namedChildren(statement);
  const left = assignment?.type === "assignment" ? fieldOf(assignment, "left") : undefined;
  return left?.type === "identifier" && textOf(tree, left) === name;
}

/** `x = None`, with an annotation or without. */
function bindsNothing(tree: SyntaxTree, statement: SyntaxNode, name: string): boolean {
  if (statement.type !== "expression_statement" || !bindsName(tree, statement, name)) return false;
  const [assignment] = namedChildren(statement);
  return assignment !== undefined && fieldOf(assignment, "right")?.type === "none";
}

/** All that the `finally` does: `x.close()`, or the same if there is one. */
function releaseOf(
  tree: SyntaxTree,
  guard: SyntaxNode,
  handle: Pick<BoundHandle, "name" | "releases" | "registry">,
): SyntaxNode | undefined {
  const body = finallyClause(guard)?.children.find((child) => child.type === "block");
  const [only, ...others] = body ? statementsOf(body) : [];
  if (only === undefined || others.length > 0) return undefined;
  if (isRelease({ tree, ...handle }, only)) return only;
  const condition = only.type === "if_statement" ? fieldOf(only, "condition") : undefined;
  const then = only.type === "if_statement" ? fieldOf(only, "consequence") : undefined;
  if (condition === undefined || then === undefined || fieldOf(only, "alternative") !== undefined) return undefined;
  const asked = textOf(tree, condition).replace(/\s+/g, " ");
  const isThere = asked === handle.name || asked === `${handle.name} is not None`;
  const inner = statementsOf(then);
  return isThere && inner.length === 1 && inner[0] && isRelease({ tree, ...handle }, inner[0]) ? only : undefined;
}

/** Without an `except`, the `with` takes the place of the `try`, and what follows keeps its level. */
function move(found: Guarded, head: string): readonly TextEdit[] {
  const { tree, statement, block, guard, goes } = found;
  const { text } = tree;
  const removals = removalsOf(text, goes);
  const outer = indentAt(text, guard.start);
  const inner = indentAt(text, statement.start);
  const line = lineStart(text, statement.start);
  if (!isUnwrapped(guard)) {
    const step = stepOf(text, block, inner);
    const lines = linesBetween(tree, nextLine(text, statement.end), nextLine(text, block.end), removals);
    const moved = lines.flatMap((each) => indentLine(text, each, { from: "", to: step }));
    return [{ start: statement.start, end: statement.end, text: `${head}:` }, ...removals, ...moved];
  }
  const before = linesBetween(tree, nextLine(text, guard.start), line, removals);
  return [
    { start: line, end: statement.end, text: `${outer}${head}:` },
    ...removals,
    ...before.flatMap((each) => indentLine(text, each, { from: inner, to: outer })),
  ];
}
