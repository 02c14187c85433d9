/** What a parameter stands for: the class or instance of a method, its default, or an injected argument. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import type { PythonExtraction } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { typeTerm } from "../terms/annotations.js";
import { termOf } from "../terms/expressions.js";
import { annotatedInjection } from "../terms/injection.js";
import { receiverOf, receiverTerm } from "./methods.js";
import { boundTaskTerm } from "./tasks.js";

/** @returns `undefined` where a place is no parameter */
export function parameterTerm(context: PythonExtraction, place: SyntaxNode): Term | undefined {
  const parameter = parameterAround(place);
  if (parameter === undefined) return undefined;
  const declared = context.scopes.of(place);
  const receiver = declared?.node === place ? receiverOf(context, declared) : undefined;
  if (receiver !== undefined) return receiverTerm(context, receiver);
  const type = fieldOf(parameter, "type");
  const injected = type && annotatedInjection(context, type);
  if (injected !== undefined) return termOf(context, injected);
  const value = fieldOf(parameter, "value");
  if (value !== undefined) return termOf(context, value);
  return boundTaskTerm(context, parameter) ?? handedTerm(context, parameter);
}

/** What the annotation says; of `*args: T` that there are many of `T`. */
export function parameterType(context: PythonExtraction, place: SyntaxNode): Term | undefined {
  const parameter = parameterAround(place);
  const type = parameter && fieldOf(parameter, "type");
  if (type === undefined) return undefined;
  const of = typeTerm(context, type);
  if (of.kind === "unknown") return undefined;
  return SPLATS.has(place.parent?.type ?? "") ? { kind: "collection", of } : of;
}

const SPLATS: ReadonlySet<string> = new Set(["list_splat_pattern", "dictionary_splat_pattern"]);

/** The child of the parameter list that holds a name. */
function parameterAround(place: SyntaxNode): SyntaxNode | undefined {
  let at = place;
  while (at.parent !== undefined && WRAPPERS.has(at.parent.type)) {
    if (at.field === "value" || at.field === "type") return undefined;
    at = at.parent;
  }
  return at.parent !== undefined && LISTS.has(at.parent.type) ? at : undefined;
}

const LISTS: ReadonlySet<string> = new Set(["parameters", "lambda_parameters"]);
const WRAPPERS: ReadonlySet<string> = new Set([
  ...SPLATS,
  "default_parameter",
  "typed_parameter",
  "typed_default_parameter",
  "tuple_pattern",
]);

/** `run(lambda session: …)`: what `run` hands to the function that it is given. */
function handedTerm(context: PythonExtraction, parameter: SyntaxNode): Term {
  const list = parameter.parent;
  const owner = list?.parent;
  const given = owner?.type === "lambda" ? owner.parent : undefined;
  const call = given?.type === "argument_list" ? given.parent : undefined;
  const callee = call && fieldOf(call, "function");
  if (list === undefined || owner === undefined || given === undefined || callee === undefined) {
    return unknownTerm("parameter without a type");
  }
  const argument = namedChildren(given).indexOf(owner);
  return { kind: "handed", of: termOf(context, callee), argument, parameter: namedChildren(list).indexOf(parameter) };
}
