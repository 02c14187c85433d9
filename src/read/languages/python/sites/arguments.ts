/** The arguments of a call. */
import type { Argument } from "../../../facts/facts.js";
import { unknownTerm } from "../../../facts/terms.js";
import { writesData } from "../../statements.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "../terms/expressions.js";

export function readArguments(context: PythonExtraction, call: SyntaxNode): readonly Argument[] {
  const list = fieldOf(call, "arguments");
  if (list === undefined) return [];
  // Of `f(x for x in xs)` the generator is the list.
  const given = list.type === "argument_list" ? namedChildren(list) : [list];
  return given.map((argument) => readArgument(context, argument));
}

/** Its range takes in the name by which it is given, since that goes with it. */
function readArgument(context: PythonExtraction, node: SyntaxNode): Argument {
  const name = node.type === "keyword_argument" ? fieldOf(node, "name") : undefined;
  const value = name === undefined ? node : (fieldOf(node, "value") ?? node);
  return {
    range: rangeOf(node),
    ...readValue(context, value),
    writes: writesData(context.tree.text, node),
    ...(name === undefined ? {} : { keyword: written(context, name) }),
  };
}

function readValue(context: PythonExtraction, node: SyntaxNode): Pick<Argument, "term" | "text" | "callback"> {
  if (node.type === "lambda") return readCallback(context, node);
  if (node.type === "list_splat" || node.type === "dictionary_splat")
    return { term: unknownTerm("unpacked arguments") };
  const text = stringText(context, node);
  return { term: termOf(context, node), text };
}

/** Nothing can be asked of a function written in place but what it is handed, which its parameters tell. */
function readCallback(context: PythonExtraction, node: SyntaxNode): Pick<Argument, "term" | "callback"> {
  const list = fieldOf(node, "parameters");
  const parameters = (list === undefined ? [] : namedChildren(list)).map((parameter) => written(context, parameter));
  return { term: unknownTerm("function in place"), callback: { parameters, async: false } };
}
