/** The value of a name at the place that binds it: an assignment, a `with`, a definition. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import type { PythonExtraction } from "../context.js";
import { parameterTerm } from "../definitions/parameters.js";
import { importTerm } from "../modules/imports.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { termOf } from "../terms/expressions.js";
import { LITERAL } from "../terms/unions.js";
import { originOf } from "./origins.js";

/** @param place  an identifier that binds a name */
export function placeTerm(context: PythonExtraction, place: SyntaxNode): Term {
  const { parent } = place;
  switch (parent?.type) {
    case "function_definition":
      return { kind: "function", index: context.functions.indexOf(parent) };
    case "class_definition":
      return { kind: "class", index: context.classes.indexOf(parent) };
    case "named_expression":
      return fieldTerm(context, parent, "value");
    case "type":
    case "generic_type":
    case "splat_type":
      return typeNameTerm(context, parent);
    default:
      return importTerm(context, place) ?? parameterTerm(context, place) ?? targetOf(context, place).term;
  }
}

function fieldTerm(context: PythonExtraction, node: SyntaxNode, field: string): Term {
  const value = fieldOf(node, field);
  return value === undefined ? unknownTerm("not read") : termOf(context, value);
}

/** `type Name = …` makes a name for what stands right; a type parameter stands for anything. */
function typeNameTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const left = node.type === "type" ? node : node.parent;
  const isAlias = left?.field === "left" && left.parent?.type === "type_alias_statement";
  return isAlias ? fieldTerm(context, left.parent, "right") : unknownTerm("type parameter");
}

/** What a target gets; `value` where an expression of its own stands for it: the second of `a, b = x, y`. */
interface Target {
  readonly term: Term;
  readonly value?: SyntaxNode;
}

function targetOf(context: PythonExtraction, node: SyntaxNode): Target {
  const { parent } = node;
  switch (parent?.type) {
    case "assignment":
      return assignedTo(context, parent);
    case "augmented_assignment":
      return { term: unknownTerm("changed in place") };
    case "for_statement":
    case "for_in_clause":
      return { term: { kind: "iterated", of: fieldTerm(context, parent, "right") } };
    case "as_pattern_target":
      return namedBy(context, parent);
    case "parenthesized_expression":
      return targetOf(context, parent);
    case "list_splat_pattern":
    case "list_splat":
      return { term: unknownTerm("rest of a pattern") };
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
    case "tuple":
    case "list":
      return partOf(context, node, parent);
    default:
      return { term: unknownTerm("part of what is matched") };
  }
}

/** `a = b = x` nests: the right side of the outer assignment is the inner one. */
function assignedTo(context: PythonExtraction, assignment: SyntaxNode): Target {
  let value = fieldOf(assignment, "right");
  while (value?.type === "assignment") value = fieldOf(value, "right");
  return value === undefined ? { term: LITERAL } : { term: termOf(context, value), value };
}

/** `with x as a`, `except E as a`. */
function namedBy(context: PythonExtraction, target: SyntaxNode): Target {
  const pattern = target.parent;
  if (pattern?.parent?.type === "except_clause") return { term: unknownTerm("caught error") };
  const value = pattern && namedChildren(pattern)[0];
  return { term: value === undefined ? unknownTerm("not read") : { kind: "entered", of: termOf(context, value) } };
}

function partOf(context: PythonExtraction, node: SyntaxNode, pattern: SyntaxNode): Target {
  const whole = targetOf(context, pattern);
  const parts = namedChildren(pattern);
  const index = parts.indexOf(node);
  const hasRest = parts.slice(0, index).some((part) => part.type.startsWith("list_splat"));
  const listed = hasRest ? undefined : listedIn(context, whole.value, index);
  return listed ?? { term: { kind: "element", of: whole.term } };
}

/** `a, b = x, y`, and `a, b = await asyncio.gather(x(), y())`. */
function listedIn(context: PythonExtraction, value: SyntaxNode | undefined, index: number): Target | undefined {
  if (value === undefined) return undefined;
  if (value.type === "parenthesized_expression") return listedIn(context, namedChildren(value)[0], index);
  if (LISTS.has(value.type)) {
    const item = itemAt(context, value, index);
    return item && { term: termOf(context, item), value: item };
  }
  const call = value.type === "await" ? namedChildren(value)[0] : undefined;
  const list = call && fieldOf(call, "arguments");
  if (call === undefined || list === undefined) return undefined;
  if (originOf(context, fieldOf(call, "function")) !== "asyncio.gather") return undefined;
  const item = itemAt(context, list, index);
  return item && { term: { kind: "await", of: termOf(context, item) } };
}

const LISTS: ReadonlySet<string> = new Set(["expression_list", "tuple", "list"]);

/** None where unpacked items before it may be any number; the grammar reads `*f()` as a call of `*f`. */
function itemAt(context: PythonExtraction, list: SyntaxNode, index: number): SyntaxNode | undefined {
  const items = namedChildren(list);
  const isUnpacked = (item: SyntaxNode) => context.tree.text.startsWith("*", item.start);
  return items.slice(0, index + 1).some(isUnpacked) ? undefined : items[index];
}
