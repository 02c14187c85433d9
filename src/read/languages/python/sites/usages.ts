/** How the surrounding code uses the result of an expression. */
import type { Usage, UsageKind } from "../../../facts/facts.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { originOf } from "../names/origins.js";
import { fieldOf, hasToken, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { injectedFunction } from "../terms/injection.js";
import { declarationOf, itemOf } from "./declarations.js";
import { runsIn } from "./roles.js";

export function usageOf(context: PythonExtraction, node: SyntaxNode): Usage {
  const { outer, awaited } = unwrap(node);
  const kind = kindOf(context, outer);
  const declaration = DECLARING.has(kind) ? declarationOf(context, outer) : undefined;
  return {
    kind: hasLambda(node) ? "callback" : kind,
    expression: rangeOf(outer),
    awaited,
    mayAwait: mayAwait(node),
    declaration,
  };
}

const DECLARING: ReadonlySet<UsageKind> = new Set<UsageKind>(["using", "bound", "destructured", "iterated"]);

/** The expression with the `await` and parentheses around it. */
function unwrap(node: SyntaxNode): { readonly outer: SyntaxNode; readonly awaited: boolean } {
  let outer = node;
  let awaited = false;
  for (let { parent } = outer; parent?.type === "await" || parent?.type === "parenthesized_expression"; ) {
    awaited ||= parent.type === "await";
    outer = parent;
    parent = outer.parent;
  }
  return { outer, awaited };
}

function kindOf(context: PythonExtraction, outer: SyntaxNode): UsageKind {
  const { parent } = outer;
  if (parent === undefined) return "other";
  if (itemOf(outer) !== undefined) return "using";
  switch (parent.type) {
    case "assignment":
      return outer.field === "right" ? kindOfAssignment(context, parent) : "other";
    case "named_expression":
      return isStatement(parent) ? "bound" : "other";
    case "argument_list":
    case "keyword_argument":
      return kindOfArgument(context, outer, parent);
    case "subscript":
      if (isOverride(context, parent, outer)) return "overridden";
      return outer.field === "value" ? "inline" : "other";
    case "expression_list":
      return parent.parent && PASSED_OUT.has(parent.parent.type) ? "returned" : "other";
    default:
      return KINDS[`${parent.type} ${outer.field ?? ""}`] ?? KINDS[parent.type] ?? "other";
  }
}

/** By the node around, and by the part played in it where that matters. */
const KINDS: Readonly<Record<string, UsageKind>> = {
  "attribute object": "inline",
  "call function": "inline",
  return_statement: "returned",
  yield: "returned",
  "lambda body": "returned",
  "pair value": "stored",
  list: "stored",
  set: "stored",
  tuple: "stored",
  "for_statement right": "iterated",
  "for_in_clause right": "iterated",
  "default_parameter value": "default",
  "typed_default_parameter value": "default",
  expression_statement: "dropped",
};

const PASSED_OUT = new Set(["return_statement", "yield"]);

/** `app.dependency_overrides[get_db] = get_test_db`, as FastAPI has it. */
function isOverride(context: PythonExtraction, subscript: SyntaxNode, key: SyntaxNode): boolean {
  const value = fieldOf(subscript, "value");
  const name = value?.type === "attribute" ? fieldOf(value, "attribute") : value;
  return key.field === "subscript" && name !== undefined && written(context, name) === "dependency_overrides";
}

/** The handle goes into a function written in place, and what the call itself gives says little. */
function hasLambda(node: SyntaxNode): boolean {
  const given = node.type === "call" ? fieldOf(node, "arguments") : undefined;
  return given !== undefined && namedChildren(given).some(isLambda);
}

function isLambda(argument: SyntaxNode): boolean {
  return (
    argument.type === "lambda" ||
    (argument.type === "keyword_argument" && fieldOf(argument, "value")?.type === "lambda")
  );
}

/** In `a = self.b = f()` the storing one tells more, since what is stored outlives the block. */
function kindOfAssignment(context: PythonExtraction, innermost: SyntaxNode): UsageKind {
  const targets = targetsOf(innermost);
  if (targets.some((target) => target.type === "attribute" || target.type === "subscript")) return "stored";
  const names = targets.filter((target) => target.type === "identifier");
  if (names.length < targets.length) return "destructured";
  if (runsIn(innermost)?.type === "class_definition") return "stored";
  return names.every((name) => isBoundFirst(context, name)) ? "bound" : "assigned";
}

function targetsOf(innermost: SyntaxNode): readonly SyntaxNode[] {
  const targets: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = innermost; at?.type === "assignment"; at = at.parent) {
    const left = fieldOf(at, "left");
    if (left !== undefined) targets.push(left);
  }
  return targets;
}

/** The assignment makes the name: it is the first to bind it, and the name is not that of an outer scope. */
function isBoundFirst(context: PythonExtraction, name: SyntaxNode): boolean {
  const declared = context.scopes.of(name);
  if (declared === undefined) return true;
  const scope = runsIn(name) ?? context.tree.root;
  return declared.node === name && declared.scope === scope;
}

function isStatement(node: SyntaxNode): boolean {
  let at = node;
  while (at.parent?.type === "parenthesized_expression") at = at.parent;
  return at.parent?.type === "expression_statement";
}

/**
 * Of `Depends(f)` and `Depends(dependency=f)` the framework calls `f`, and `next(f())` is one step of a loop. What stands
 * beside the bases of a class is no argument.
 */
function kindOfArgument(context: PythonExtraction, outer: SyntaxNode, parent: SyntaxNode): UsageKind {
  const call = parent.type === "keyword_argument" ? parent.parent?.parent : parent.parent;
  if (call?.type !== "call") return "other";
  const isFirst = parent.type === "argument_list" && namedChildren(parent)[0] === outer;
  if (isFirst && STEPS.has(originOf(context, fieldOf(call, "function")) ?? "")) return "iterated";
  return injectedFunction(context, call) === outer ? "injected" : "argument";
}

const STEPS = new Set(["builtins.next", "builtins.anext"]);

/** The innermost function around it may use `await`; so may comprehensions in it, but no lambda and no class body. */
function mayAwait(node: SyntaxNode): boolean {
  const around = runsIn(node);
  return around?.type === "function_definition" && hasToken(around, "async");
}
