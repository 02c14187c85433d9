/**
 * Puts the rest of a block into its own `with`: turns the statement that binds a handle into the head and moves the
 * following statements below it, or says why that would change their meaning.
 */

import { applyEdits } from "../../../../base/edits/apply.js";
import { startsLine } from "../../../../base/text/offsets.js";
import { contains } from "../../../../base/text/span.js";
import type { EncloseEdits, EncloseRequest } from "../../language.js";
import { ancestor, fieldOf, hasToken, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { escapeOf } from "./escapes.js";
import { moveBelow } from "./move.js";
import { type BoundHandle, findReleases, isReleasedAtEnd, type Releases } from "./releases.js";
import { lineMates, statementsOf } from "./statements.js";

/** What is to be moved. */
export interface Enclosed extends BoundHandle {
  readonly body: SyntaxNode;
  /** What releases the handle ends its life: what follows in the block stays where it is. */
  readonly ending?: SyntaxNode;
  /** What gives its name to another handle, which ends its life too. */
  readonly again?: SyntaxNode;
  /** The handle is one whose methods are awaited. */
  readonly async: boolean;
}

/** @throws never */
export function enclose(parse: Parse, request: EncloseRequest): EncloseEdits {
  const tree = parse(request.text);
  const following = findEnclosed(tree, request);
  if (typeof following === "string") return refused(following);
  const releases = findReleases(following);
  const found = untilReleased(following, releases);
  if (!leavesSomething(found, releases)) return refused("nothing follows in its block that uses the handle");
  if (found.ending && lineMates(tree.text, found.ending).at(-1) !== found.ending) {
    return refused("the release shares its line with other code");
  }
  const reason = escapeOf(found, releases);
  if (reason !== undefined) return refused(reason);
  const edits = moveBelow(found, request.head, releases);
  const { text, overlapping } = applyEdits(request.text, edits);
  if (overlapping.length > 0 || parse(text).errors.length > tree.errors.length) {
    return refused("its block cannot be moved");
  }
  const usedAfter = nameUsedAfter(found);
  return { kind: "edits", edits, usedAfter, ...(isReleasedAtEnd(found, releases) ? { releasedAtEnd: true } : {}) };
}

/** What the block binds and later code uses, but for counts and plain rows. */
export function nameUsedAfter({ tree, body, rest }: Enclosed): string | undefined {
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const inside = { start: first.start, end: last.end };
  const isName = (node: SyntaxNode) => node.type === "identifier" && node.field !== "attribute";
  const bound = tree.nodes.filter((node) => {
    const holder = ancestor(node, "assignment");
    const left = holder && fieldOf(holder, "left");
    const right = holder && fieldOf(holder, "right");
    if (!isName(node) || !contains(inside, node) || left === undefined || right === undefined) return false;
    return (
      contains(left, node) && /^(?:identifier|pattern_list|tuple_pattern)$/.test(left.type) && !isPlain(tree, right)
    );
  });
  const names = new Set(bound.map((node) => textOf(tree, node)));
  const later = tree.nodes.find(
    (node) => isName(node) && node.start >= inside.end && contains(body, node) && names.has(textOf(tree, node)),
  );
  return later && textOf(tree, later);
}

/** What holds nothing of the session: a number, a text, what a cursor has fetched. */
function isPlain(tree: SyntaxTree, { type, ...range }: SyntaxNode): boolean {
  if (/^(?:integer|float|string|true|false|none|comparison_operator|not_operator)$/.test(type)) return true;
  return PLAIN.test(tree.text.slice(range.start, range.end));
}

const PLAIN = /^(?:len|bool|int|str|float)\(|\.(?:count|scalar|exists|fetch\w+)\(\)$|\.(?:rowcount|lastrowid)$/;

function refused(reason: string): EncloseEdits {
  return { kind: "refused", reason };
}

function findEnclosed(
  tree: SyntaxTree,
  { statement: range, name, head, releases, registry }: EncloseRequest,
): Enclosed | string {
  const statement = tree.nodes.find((node) => {
    return node.type === "expression_statement" && node.start === range.start && node.end === range.end;
  });
  const block = statement?.parent;
  if (statement === undefined || block === undefined) return "it is not a separate statement";
  const body = ancestor(statement, "function_definition", "class_definition");
  if (body === undefined) return "it is at the top level of the module";
  if (body.type === "class_definition") return "it is in the body of a class";
  const isAsync = /^async\b/.test(head);
  if (isAsync && !hasToken(body, "async")) return "the enclosing function is not `async`";
  const alone = lineMates(tree.text, statement).length === 1 && startsLine(tree.text, statement.start);
  if (!alone || followsSemicolon(block, statement)) return "it shares its line with other code";
  if (!bindsOnly(tree, statement, name)) return "it binds more than the handle";
  if (tree.errors.some((error) => contains(block, error))) return "its block does not parse";
  const statements = statementsOf(block);
  const following = statements.slice(statements.indexOf(statement) + 1);
  const again = following.find((node) => bindsAnother(tree, node, name));
  const rest = again === undefined ? following : following.slice(0, following.indexOf(again));
  return { tree, statement, block, body, rest, name, releases: new Set(releases), registry, again, async: isAsync };
}

/** The handle lives until it is released for the last time. */
function untilReleased(found: Enclosed, { statements }: Releases): Enclosed {
  const last = found.rest.findLastIndex((node) => statements.some((one) => contains(node, one)));
  const ending = found.rest[last];
  return ending === undefined ? found : { ...found, ending, rest: found.rest.slice(0, last + 1) };
}

/** `x = g()`, but not `x = x or g()`. */
function bindsAnother(tree: SyntaxTree, node: SyntaxNode, name: string): boolean {
  if (node.type !== "expression_statement" || !bindsOnly(tree, node, name)) return false;
  return tree.nodes.filter((each) => isNamed(tree, each, name) && contains(node, each)).length === 1;
}

function isNamed(tree: SyntaxTree, node: SyntaxNode, name: string): boolean {
  return node.type === "identifier" && textOf(tree, node) === name;
}

/** `x = f();` ends with what a head cannot end with. */
function followsSemicolon(block: SyntaxNode, statement: SyntaxNode): boolean {
  return block.children[block.children.indexOf(statement) + 1]?.type === ";";
}

function bindsOnly(tree: SyntaxTree, statement: SyntaxNode, name: string): boolean {
  const [assignment] = statement.children;
  if (assignment?.type !== "assignment") return false;
  const left = fieldOf(assignment, "left");
  const right = fieldOf(assignment, "right");
  if (left === undefined || right === undefined || right.type === "assignment") return false;
  return left.type === "identifier" && tree.text.slice(left.start, left.end) === name;
}

function leavesSomething({ rest }: Enclosed, releases: Releases): boolean {
  return rest.some((node) => !releases.statements.includes(node) && node.type !== "pass_statement");
}
