/** Members added from outside: `Manager.reset = reset`, `setattr(Manager, "reset", reset)`. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { receiverIn } from "../definitions/methods.js";
import { originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "../terms/expressions.js";
import { mayReach } from "../terms/reach.js";

/**
 * To be called with each named node of the tree. What a method puts on its own class or instance is left to members.ts;
 * patches of tests, which a tool takes back, are no members at all.
 */
export function readAugmentationNode(context: PythonExtraction, node: SyntaxNode): void {
  if (node.type === "assignment") readAssignment(context, node);
  else if (node.type === "as_pattern") readEntered(context, node);
  else if (node.type === "call") readCall(context, node);
}

function readAssignment(context: PythonExtraction, node: SyntaxNode): void {
  const left = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  if (left !== undefined && right !== undefined) assign(context, left, termOf(context, right), node);
}

/** `with open() as state.db:` */
function readEntered(context: PythonExtraction, node: SyntaxNode): void {
  const value = namedChildren(node)[0];
  const target = fieldOf(node, "alias");
  if (node.parent?.type !== "with_item" || value === undefined || target === undefined) return;
  for (const each of namedChildren(target))
    assign(context, each, { kind: "entered", of: termOf(context, value) }, node);
}

function assign(context: PythonExtraction, target: SyntaxNode, value: Term, node: SyntaxNode): void {
  if (target.type === "attribute") {
    const object = fieldOf(target, "object");
    const attribute = fieldOf(target, "attribute");
    if (object && attribute) augment(context, object, written(context, attribute), value, node);
  } else if (target.type === "subscript") {
    const owner = ownerOfNames(context, fieldOf(target, "value"));
    if (owner) augment(context, owner, stringText(context, fieldOf(target, "subscript")), value, node);
  } else if (SEVERAL.has(target.type)) {
    for (const each of namedChildren(target)) assign(context, each, { kind: "element", of: value }, node);
  }
}

const SEVERAL = new Set(["pattern_list", "tuple_pattern", "list_pattern", "tuple", "list"]);

/** The `x` of `x.__dict__` and `vars(x)`, where its members lie by their names. */
function ownerOfNames(context: PythonExtraction, node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === "attribute") {
    const attribute = fieldOf(node, "attribute");
    return attribute && written(context, attribute) === "__dict__" ? fieldOf(node, "object") : undefined;
  }
  if (node?.type !== "call" || originOf(context, fieldOf(node, "function")) !== "builtins.vars") return undefined;
  return givenTo(node)[0];
}

function readCall(context: PythonExtraction, node: SyntaxNode): void {
  const callee = fieldOf(node, "function");
  const owner = updatedOwner(context, callee);
  if (owner !== undefined) augment(context, owner, undefined, unknownTerm("put there by `update`"), node);
  if (!SETTERS.has(originOf(context, callee) ?? "")) return;
  const [object, name, value] = givenTo(node);
  if (object && name && value) augment(context, object, stringText(context, name), termOf(context, value), node);
}

const SETTERS = new Set(["builtins.setattr", "builtins.object.__setattr__", "builtins.type.__setattr__"]);

/** The `x` of `x.__dict__.update(…)` and `vars(x).update(…)`. */
function updatedOwner(context: PythonExtraction, callee: SyntaxNode | undefined): SyntaxNode | undefined {
  const attribute = callee?.type === "attribute" ? fieldOf(callee, "attribute") : undefined;
  if (callee === undefined || attribute === undefined || written(context, attribute) !== "update") return undefined;
  return ownerOfNames(context, fieldOf(callee, "object"));
}

function givenTo(call: SyntaxNode): readonly SyntaxNode[] {
  const list = fieldOf(call, "arguments");
  return list === undefined ? [] : namedChildren(list);
}

/** What is put on a class is also found on its instances, and what is put on one instance is found on that one. */
function augment(
  context: PythonExtraction,
  owner: SyntaxNode,
  name: string | undefined,
  value: Term,
  node: SyntaxNode,
): void {
  const target = termOf(context, owner);
  if (receiverIn(context, owner) !== undefined || !mayReach(target)) return;
  context.augmentations.push({
    target,
    side: "static",
    name,
    value,
    range: rangeOf(node),
  });
}
