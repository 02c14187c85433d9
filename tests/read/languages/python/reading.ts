/** Reads parts of a file without the rest of the extractor. */
import type { ClassFacts, FunctionFacts } from "../../../../src/read/facts/facts.js";
import type { Term } from "../../../../src/read/facts/terms.js";
import { createContext, type PythonExtraction } from "../../../../src/read/languages/python/context.js";
import { readClass } from "../../../../src/read/languages/python/definitions/classes.js";
import { readFunction } from "../../../../src/read/languages/python/definitions/functions.js";
import { readObject } from "../../../../src/read/languages/python/definitions/objects.js";
import { fieldOf } from "../../../../src/read/languages/python/syntax/node.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";
import { termOf } from "../../../../src/read/languages/python/terms/expressions.js";

const parse = await loadParser();

export function contextOf(text: string): PythonExtraction {
  return createContext("db.py", parse(text), { class: readClass, function: readFunction, object: readObject });
}

/** The facts of all classes, in the order of the text. */
export function classesIn(text: string): readonly ClassFacts[] {
  const context = contextOf(text);
  for (const node of context.tree.nodes) if (node.type === "class_definition") context.classes.indexOf(node);
  return context.classes.list;
}

export function classIn(text: string): ClassFacts {
  const [first] = classesIn(text);
  if (first === undefined) throw new Error("no class in the text");
  return first;
}

export function functionIn(text: string): FunctionFacts {
  const context = contextOf(text);
  for (const node of context.tree.nodes) if (node.type === "function_definition") context.functions.indexOf(node);
  const [first] = context.functions.list;
  if (first === undefined) throw new Error("no function in the text");
  return first;
}

/** What is assigned last in a file, as `shown` writes it. */
export function lastValue(text: string): string {
  const context = contextOf(text);
  const assignment = context.tree.nodes.filter(({ type }) => type === "assignment").at(-1);
  const value = assignment && fieldOf(assignment, "right");
  if (value === undefined) throw new Error("no assignment in the text");
  return shown(context, termOf(context, value));
}

/** Terms as text, with the names of bindings. */
export function shown(context: PythonExtraction, term: Term): string {
  switch (term.kind) {
    case "binding":
      return context.scopes.all[term.id]?.name ?? "?";
    case "global":
      return `global ${term.name}`;
    case "import":
      return `${term.name} of ${term.specifier}`;
    case "member":
      return `${shown(context, term.of)}.${term.name}`;
    case "union":
      return term.of.map((part) => shown(context, part)).join(" | ");
    case "unknown":
      return `unknown (${term.reason})`;
    case "this":
      return `this ${term.side}`;
    case "literal":
    case "class":
    case "function":
    case "object":
    case "interface":
      return term.kind;
    default:
      return `${term.kind}(${shown(context, term.of)})`;
  }
}
