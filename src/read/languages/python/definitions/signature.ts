/** The parameters of functions, and which of them the body calls. */
import type { Invocation, Parameter } from "../../../facts/facts.js";
import { type PythonExtraction, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { termOf } from "../terms/expressions.js";
import { receiverParameter } from "./methods.js";

/** In order, without the `self` or `cls` of a method. */
export function readSignature(context: PythonExtraction, node: SyntaxNode): readonly Parameter[] {
  return namesIn(context, node).map((name) => readParameter(context, name));
}

/** The identifiers that the parameters bind. */
function namesIn(context: PythonExtraction, node: SyntaxNode): readonly SyntaxNode[] {
  const list = fieldOf(node, "parameters");
  const receiver = receiverParameter(context, node);
  const own = list ? namedChildren(list).filter((parameter) => parameter !== receiver) : [];
  return own.flatMap((parameter) => nameOf(parameter) ?? []);
}

/** None of `/` and of `*` alone. */
function nameOf(parameter: SyntaxNode): SyntaxNode | undefined {
  if (parameter.type === "identifier") return parameter;
  const inner = fieldOf(parameter, "name") ?? namedChildren(parameter)[0];
  return inner && PARTS.has(parameter.type) ? nameOf(inner) : undefined;
}

const PARTS = new Set([
  "default_parameter",
  "dictionary_splat_pattern",
  "list_splat_pattern",
  "typed_default_parameter",
  "typed_parameter",
]);

function readParameter(context: PythonExtraction, name: SyntaxNode): Parameter {
  const declared = context.scopes.of(name);
  return {
    name: written(context, name),
    binding: declared?.id,
    optional: /default_parameter$/.test(name.parent?.type ?? ""),
    rest: /_splat_pattern$/.test(name.parent?.type ?? ""),
  };
}

/** The calls of parameters in a body, also in functions inside of it: decorators call what they were given there. */
export function invocationsOf(context: PythonExtraction, node: SyntaxNode): readonly Invocation[] {
  const parameters = namesIn(context, node).map((name) => context.scopes.of(name));
  const body = fieldOf(node, "body");
  const found: Invocation[] = [];
  const step = (inner: SyntaxNode): void => {
    const callee = inner.type === "call" ? fieldOf(inner, "function") : undefined;
    const declared = callee?.type === "identifier" ? context.scopes.of(callee) : undefined;
    const parameter = declared === undefined ? -1 : parameters.indexOf(declared);
    if (parameter >= 0) found.push({ parameter, arguments: handedTerms(context, inner) });
    for (const child of inner.children) if (child.named) step(child);
  };
  if (body !== undefined && parameters.length > 0) step(body);
  return found;
}

function handedTerms(context: PythonExtraction, call: SyntaxNode): Invocation["arguments"] {
  const list = fieldOf(call, "arguments");
  const given = list?.type === "argument_list" ? namedChildren(list) : [];
  const positional = given.filter(({ type }) => type !== "keyword_argument" && !type.endsWith("_splat"));
  return positional.map((argument) => termOf(context, argument));
}
