/** Why code does not rely on a member: it tests for it first, catches the failure, or never runs. */

import { type PythonExtraction, written } from "../context.js";
import { fieldOf, hasToken, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { isLeftBefore, testsClass } from "./class-tests.js";
import { isTested } from "./presence.js";

/** Why a use of `name` on `receiver` is no claim that it is there; `undefined` where it is one. */
export function guardOf(context: PythonExtraction, receiver: SyntaxNode, name: string): string | undefined {
  if (isTested({ tests: context.presence, tree: context.tree }, receiver, name)) return "presence is tested";
  const key = written(context, receiver);
  for (let at = receiver; at.parent !== undefined && at.parent.type !== "function_definition"; at = at.parent) {
    const guard = guardAround(context, at, at.parent, key);
    if (guard !== undefined) return guard;
  }
  return undefined;
}

/** What `parent` says of the code in its child `at`. */
function guardAround(
  context: PythonExtraction,
  at: SyntaxNode,
  parent: SyntaxNode,
  receiver: string,
): string | undefined {
  switch (parent.type) {
    case "try_statement":
      return at.field === "body" && isCaught(context, parent) ? "the failure is caught" : undefined;
    case "with_statement":
      return at.field === "body" && isExpected(context, parent) ? "the failure is expected" : undefined;
    case "argument_list":
      return parent.parent && expectsFailure(context, parent.parent) ? "the failure is expected" : undefined;
    case "block":
    case "module":
      return isLeftBefore(context.tree, context.classExits, at, receiver) ? TESTED_CLASS : undefined;
    default:
      return guardOfCondition(context, conditionOf(at, parent), receiver);
  }
}

/** `except AttributeError`. One that takes all exceptions hides a missing member rather than reckoning with it. */
function isCaught(context: PythonExtraction, node: SyntaxNode): boolean {
  const clauses = node.children.filter(({ type }) => type === "except_clause");
  return clauses.some((clause) => clause.children.some((child) => child.field === "value" && names(context, child)));
}

function isExpected(context: PythonExtraction, statement: SyntaxNode): boolean {
  const clause = statement.children.find(({ type }) => type === "with_clause");
  const items = clause === undefined ? [] : namedChildren(clause);
  return items.some((item) => {
    const value = fieldOf(item, "value");
    const call = value?.type === "as_pattern" ? namedChildren(value)[0] : value;
    return call !== undefined && expectsFailure(context, call);
  });
}

/** `suppress(AttributeError)`, `pytest.raises(AttributeError)`, `self.assertRaises(AttributeError)` */
function expectsFailure(context: PythonExtraction, node: SyntaxNode): boolean {
  const callee = node.type === "call" ? fieldOf(node, "function") : undefined;
  const list = fieldOf(node, "arguments");
  if (callee === undefined || list === undefined) return false;
  const name = callee.type === "attribute" ? fieldOf(callee, "attribute") : callee;
  return (
    name !== undefined &&
    EXPECTING.has(written(context, name)) &&
    namedChildren(list).some((each) => names(context, each))
  );
}

const EXPECTING = new Set(["suppress", "raises", "assertRaises", "assertRaisesRegex"]);

/** Names `AttributeError`, alone, in a tuple, or with a name for the one that is caught. */
function names(context: PythonExtraction, node: SyntaxNode): boolean {
  if (node.type === "identifier") return written(context, node) === "AttributeError";
  const isSeveral = node.type === "tuple" || node.type === "as_pattern" || node.type === "parenthesized_expression";
  return isSeveral && namedChildren(node).some((child) => names(context, child));
}

/** The condition that holds wherever `branch` of `parent` runs. */
function conditionOf(branch: SyntaxNode, parent: SyntaxNode): SyntaxNode | undefined {
  switch (parent.type) {
    case "if_statement":
    case "elif_clause":
      return branch.field === "consequence" ? fieldOf(parent, "condition") : undefined;
    case "while_statement":
      return branch.field === "body" ? fieldOf(parent, "condition") : undefined;
    case "boolean_operator":
      return branch.field === "right" && hasToken(parent, "and") ? fieldOf(parent, "left") : undefined;
    case "conditional_expression":
      return parent.children[0] === branch ? namedChildren(parent)[1] : undefined;
    default:
      return undefined;
  }
}

function guardOfCondition(
  context: PythonExtraction,
  condition: SyntaxNode | undefined,
  receiver: string,
): string | undefined {
  if (condition === undefined) return undefined;
  if (/^(\w+\.)?TYPE_CHECKING$/.test(written(context, condition))) return "for type checkers only";
  return testsClass(context.tree, condition, receiver) ? TESTED_CLASS : undefined;
}

const TESTED_CLASS = "its class is tested before";
