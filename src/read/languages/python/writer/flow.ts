/** Where a handle goes from one reference: follows the value outwards until it is used or leaves the function. */
import { isRelease } from "../../../facts/releases.js";
import { fieldOf, namedChildren, type SyntaxNode, textOf } from "../syntax/node.js";
import type { Enclosed } from "./enclose.js";

/** The handle itself, or something that may still need it: a coroutine, an object that was given it. */
export type Held = "handle" | "made";

export type Flow =
  | { readonly kind: "used" }
  | { readonly kind: "leaves"; readonly how: string }
  /** What was made from it has a name of its own. */
  | { readonly kind: "named"; readonly name: string; readonly statement: SyntaxNode };

const USED: Flow = { kind: "used" };

export function flowOf(enclosed: Enclosed, from: SyntaxNode, held: Held): Flow {
  let step: Step = { at: from, held };
  for (;;) {
    const next = follow(enclosed, step);
    if ("kind" in next) return next;
    step = next;
  }
}

interface Step {
  readonly at: SyntaxNode;
  readonly held: Held;
}

function follow(enclosed: Enclosed, { at, held }: Step): Flow | Step {
  const parent = at.parent;
  if (parent === undefined) return USED;
  switch (parent.type) {
    case "attribute":
      return throughAttribute(enclosed, parent, held);
    case "call":
      return throughCall(enclosed, parent, at);
    case "argument_list":
    case "keyword_argument":
    case "list_splat":
    case "dictionary_splat":
    case "parenthesized_expression":
    case "boolean_operator":
    case "conditional_expression":
      return { at: parent, held };
    case "expression_list":
      return isHandedOut(parent) || held === "made" ? { at: parent, held } : leaves("is put into a container");
    case "return_statement":
      return leaves(held === "handle" ? "is returned" : "may still be needed by what is returned");
    case "yield":
      return leaves(held === "handle" ? "is yielded" : "may still be needed by what is yielded");
    case "named_expression":
    case "assignment":
      return throughAssignment(enclosed, parent, held);
    case "augmented_assignment":
      return leaves("is stored elsewhere");
    case "with_item":
    case "as_pattern":
      return held === "handle" ? leaves("is entered by its own `with`") : USED;
    default:
      return throughOther(parent, at, held);
  }
}

function leaves(how: string): Flow {
  return { kind: "leaves", how };
}

function throughAttribute({ tree, releases, async }: Enclosed, attribute: SyntaxNode, held: Held): Flow | Step {
  const member = fieldOf(attribute, "attribute");
  const name = member ? textOf(tree, member) : "";
  const call = attribute.parent;
  const given = call && fieldOf(call, "arguments");
  if (held === "handle" && (isRelease(name, given ? namedChildren(given).length : 0) || releases.has(name)))
    return leaves("is closed on some paths only, or in another way");
  if (call?.type !== "call" || fieldOf(call, "function") !== attribute || !async) return USED;
  // A coroutine does its work when it is awaited, which may be later.
  return { at: call, held: "made" };
}

/** Functions that keep what they are given, or call what they are given later. */
const KEEPERS =
  /^(?:append|appendleft|add|insert|extend|put|put_nowait|setdefault|setattr|update|add_task|create_task|ensure_future|submit|call_soon|call_later|run_in_executor|spawn|push|enter_context|enter_async_context|partial)$/;
const CLOSERS = /^(?:closing|aclosing)$/;

/** As an argument; the name of the function tells most of what becomes of it. */
function throughCall({ tree, async }: Enclosed, call: SyntaxNode, at: SyntaxNode): Flow | Step {
  const callee = fieldOf(call, "function");
  const last = callee && (fieldOf(callee, "attribute") ?? callee);
  const name = last ? textOf(tree, last) : "";
  if (at.type === "argument_list" && KEEPERS.test(name)) return leaves("is handed to something that keeps it");
  if (CLOSERS.test(name)) return leaves("is closed on some paths only, or in another way");
  // A class keeps what it is made of, a coroutine needs it until it is awaited; a plain function is done with it.
  return async || /^_*[A-Z]/.test(name) ? { at: call, held: "made" } : USED;
}

function isHandedOut(list: SyntaxNode): boolean {
  return list.parent?.type === "return_statement" || list.parent?.type === "yield";
}

function throughAssignment({ tree }: Enclosed, assignment: SyntaxNode, held: Held): Flow {
  const target = fieldOf(assignment, "left") ?? fieldOf(assignment, "name");
  if (target?.type === "attribute" || target?.type === "subscript") return leaves("is stored elsewhere");
  if (held === "handle") return leaves("gets another name");
  const isPlain = target?.type === "identifier" && assignment.parent?.type === "expression_statement";
  if (!isPlain) return leaves("may still be needed by what is made from it");
  return { kind: "named", name: textOf(tree, target), statement: assignment };
}

const CONTAINERS =
  /^(?:list|tuple|set|dictionary|pair|list_comprehension|set_comprehension|dictionary_comprehension|slice)$/;
const USERS =
  /^(?:await|expression_statement|interpolation|comparison_operator|not_operator|binary_operator|unary_operator|if_statement|elif_clause|while_statement|assert_statement|for_statement|for_in_clause|if_clause|subscript|match_statement|raise_statement|print_statement)$/;

function throughOther(parent: SyntaxNode, at: SyntaxNode, held: Held): Flow | Step {
  if (CONTAINERS.test(parent.type)) {
    return held === "made" ? { at: parent, held } : leaves("is put into a container");
  }
  if (USERS.test(parent.type) || held === "made") return USED;
  return at.type === "comment" ? USED : leaves("is used in a way that is not followed");
}
