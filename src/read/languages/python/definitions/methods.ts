/** Methods: the class of a function, and the names for the class or its instance in it. */
import type { Side, Term } from "../../../facts/terms.js";
import type { PythonExtraction } from "../context.js";
import type { Declared } from "../names/scopes.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { decoratorsOf, hasDecorator } from "./decorators.js";

/** The class in whose body a definition stands, also under `if` and `try`; none of what stands in a function. */
export function classOf(node: SyntaxNode): SyntaxNode | undefined {
  const around = ancestor(node, "class_definition", "function_definition", "lambda");
  return around?.type === "class_definition" ? around : undefined;
}

/** Methods that get the class without a decorator. */
const OF_CLASS = new Set(["__new__", "__init_subclass__", "__class_getitem__"]);

/** What a method gets first: the class, its instance, or nothing of both. */
export function receiverSide(context: PythonExtraction, method: SyntaxNode): Side | undefined {
  const decorators = decoratorsOf(context, method);
  if (hasDecorator(decorators, "staticmethod")) return undefined;
  const name = fieldOf(method, "name");
  const isOfClass = name !== undefined && OF_CLASS.has(context.tree.text.slice(name.start, name.end));
  return isOfClass || hasDecorator(decorators, "classmethod", "classproperty") ? "static" : "instance";
}

/** The parameter that stands for the class or its instance; `undefined` of what is no method. */
export function receiverParameter(context: PythonExtraction, method: SyntaxNode): SyntaxNode | undefined {
  if (method.type !== "function_definition" || classOf(method) === undefined) return undefined;
  if (receiverSide(context, method) === undefined) return undefined;
  const parameters = fieldOf(method, "parameters");
  const first = parameters && namedChildren(parameters)[0];
  return first !== undefined && NAMING.has(first.type) ? first : undefined;
}

/** `self`, `self: Self`; a `*args` is not the one parameter. */
const NAMING = new Set(["identifier", "typed_parameter"]);

export interface Receiver {
  /** The `class_definition`. */
  readonly node: SyntaxNode;
  readonly side: Side;
}

/** What a parameter stands for where it is the first of a method: `self`, `cls`. */
export function receiverOf(context: PythonExtraction, declared: Declared | undefined): Receiver | undefined {
  if (declared?.kind !== "parameter" || declared.scope.type !== "function_definition") return undefined;
  const first = receiverParameter(context, declared.scope);
  const node = classOf(declared.scope);
  const side = receiverSide(context, declared.scope);
  const isFirst = first !== undefined && first.start <= declared.node.start && declared.node.end <= first.end;
  return isFirst && node !== undefined && side !== undefined ? { node, side } : undefined;
}

/** What `self`, `cls`, `type(self)` and `self.__class__` stand for; other expressions for nothing. */
export function receiverIn(context: PythonExtraction, node: SyntaxNode | undefined): Receiver | undefined {
  if (node?.type === "identifier") return receiverOf(context, context.scopes.of(node));
  const inner = node && classAsked(context, node);
  const receiver = inner && receiverIn(context, inner);
  return receiver && { ...receiver, side: "static" };
}

/** The `x` of `type(x)` and `x.__class__`. */
function classAsked(context: PythonExtraction, node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "attribute") {
    const attribute = fieldOf(node, "attribute");
    return attribute && nameIs(context, attribute, "__class__") ? fieldOf(node, "object") : undefined;
  }
  const callee = node.type === "call" ? fieldOf(node, "function") : undefined;
  const list = fieldOf(node, "arguments");
  const isType = callee?.type === "identifier" && nameIs(context, callee, "type") && !context.scopes.of(callee);
  const [first, ...others] = isType && list ? namedChildren(list) : [];
  return others.length === 0 ? first : undefined;
}

function nameIs(context: PythonExtraction, node: SyntaxNode, name: string): boolean {
  return context.tree.text.slice(node.start, node.end) === name;
}

export function receiverTerm(context: PythonExtraction, { node, side }: Receiver): Term {
  return { kind: "this", class: context.classes.indexOf(node), side };
}
