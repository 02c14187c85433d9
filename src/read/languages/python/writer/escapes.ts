/** Whether a handle outlives its block: checks every reference, and says why the handle must not end there. */
import { contains } from "../../../../base/text/span.js";
import { ancestor, type SyntaxNode, textOf } from "../syntax/node.js";
import type { Enclosed } from "./enclose.js";
import { flowOf, type Held } from "./flow.js";
import type { Releases } from "./releases.js";

/** @returns why the handle cannot end with its block; `undefined` where it can */
export function escapeOf(enclosed: Enclosed, releases: Releases): string | undefined {
  const isReleased = (node: SyntaxNode) => releases.statements.some((one) => contains(one, node));
  const { again } = enclosed;
  const uses = namingsOf(enclosed, enclosed.name).filter((node) => {
    const isOfAnother = again !== undefined && node.start >= again.start;
    return !isReleased(node) && !isBound(enclosed, node) && !isOfAnother && !isOfEarlier(enclosed, node);
  });
  return firstEscape(enclosed, uses, enclosed.name, "handle", new Set([enclosed.name]));
}

/** The name was another handle's before; code that runs once has that no more. */
function isOfEarlier({ tree, statement, body, name }: Enclosed, node: SyntaxNode): boolean {
  const isRunOnce = !LOOPS.some((loop) => isWithin(statement, ancestor(statement, loop), body));
  const isPlain = ancestor(node, "function_definition", "lambda", "class_definition") === body;
  if (
    !isRunOnce ||
    !isPlain ||
    node.start >= statement.start ||
    ancestor(node, "global_statement", "nonlocal_statement")
  )
    return false;
  return tree.nodes.some(
    (each) =>
      each.start < statement.start &&
      contains(body, each) &&
      each.type === "as_pattern_target" &&
      textOf(tree, each) === name,
  );
}

const LOOPS = ["for_statement", "while_statement"] as const;

function isWithin(node: SyntaxNode, loop: SyntaxNode | undefined, body: SyntaxNode): boolean {
  return loop !== undefined && contains(body, loop) && contains(loop, node);
}

/** The place at which the statement binds it. */
function isBound({ statement }: Enclosed, node: SyntaxNode): boolean {
  return node.start === statement.start;
}

/**
 * @param held  what the name stands for: the handle itself, or something that was made from it
 * @param seen  names that are being looked at already
 */
function firstEscape(
  enclosed: Enclosed,
  uses: readonly SyntaxNode[],
  name: string,
  held: Held,
  seen: ReadonlySet<string>,
): string | undefined {
  for (const node of uses) {
    const reason = misplaced(enclosed, node, name) ?? captured(enclosed, node, name) ?? rebound(node, name);
    if (reason !== undefined) return reason;
    const flow = flowOf(enclosed, node, held);
    if (flow.kind === "leaves") return `\`${name}\` ${flow.how}`;
    if (flow.kind === "named" && !seen.has(flow.name)) {
      const others = namingsOf(enclosed, flow.name).filter((one) => !contains(flow.statement, one));
      const further = firstEscape(enclosed, others, flow.name, "made", new Set([...seen, flow.name]));
      if (further !== undefined) return `${further}, and was made from \`${name}\``;
    }
  }
  return undefined;
}

function misplaced({ statement, block, ending }: Enclosed, node: SyntaxNode, name: string): string | undefined {
  if (ancestor(node, "global_statement", "nonlocal_statement"))
    return `\`${name}\` is declared outside of its function`;
  if (node.start < statement.end) return `\`${name}\` is named before it gets the handle`;
  if (ending !== undefined && node.start >= ending.end && contains(block, node))
    return `\`${name}\` is used after it is released`;
  return contains(block, node) ? undefined : `\`${name}\` is used after its block`;
}

/** What runs later may run when the handle is closed. */
function captured({ body }: Enclosed, node: SyntaxNode, name: string): string | undefined {
  const inner = ancestor(node, "function_definition", "lambda", "generator_expression", "class_definition");
  return inner === body ? undefined : `\`${name}\` is captured by ${CAPTORS[inner?.type ?? ""] ?? "other code"}`;
}

const CAPTORS: Readonly<Record<string, string>> = {
  function_definition: "a nested function",
  lambda: "a lambda",
  generator_expression: "a generator",
  class_definition: "a nested class",
};

const PATTERNS =
  /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list|expression_list|dotted_name)$/;
const BINDERS = /^(?:as_pattern_target|import_statement|import_from_statement|aliased_import|case_pattern)$/;

function rebound(node: SyntaxNode, name: string): string | undefined {
  let target = node;
  while (target.parent && PATTERNS.test(target.parent.type)) target = target.parent;
  const { parent, field } = target;
  if (parent?.type === "delete_statement") return `\`${name}\` is deleted`;
  const binds =
    (field === "left" && parent !== undefined && /^(?:assignment|augmented_assignment|for_\w+)$/.test(parent.type)) ||
    (field === "name" && parent?.type === "named_expression") ||
    BINDERS.test(parent?.type ?? "");
  return binds ? `\`${name}\` is bound again` : undefined;
}

/** Every identifier of the function that reads so, but for names of attributes and of arguments. */
function namingsOf({ tree, body }: Enclosed, name: string): readonly SyntaxNode[] {
  return tree.nodes.filter((node) => {
    if (node.type !== "identifier" || !contains(body, node) || textOf(tree, node) !== name) return false;
    const { parent, field } = node;
    return field !== "attribute" && !(field === "name" && parent?.type === "keyword_argument");
  });
}
