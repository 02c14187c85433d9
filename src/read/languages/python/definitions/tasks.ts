/** Functions that a task queue turns into tasks, and the arguments that it passes to bound tasks. */
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { termOf } from "../terms/expressions.js";
import { decoratorsOf, plainName } from "./decorators.js";
import { classOf } from "./methods.js";

/**
 * What `self` is in `@app.task(bind=True, base=DatabaseTask) def refresh(self)`: an instance of the base.
 *
 * @param parameter  a child of a parameter list
 */
export function boundTaskTerm(context: PythonExtraction, parameter: SyntaxNode): Term | undefined {
  const list = parameter.parent;
  const owner = list?.parent;
  if (owner?.type !== "function_definition" || classOf(owner) !== undefined) return undefined;
  if (list === undefined || namedChildren(list)[0] !== parameter) return undefined;
  for (const decorator of decoratorsOf(context, owner)) {
    const base = TASKS.has(plainName(decorator)) ? boundBase(context, decorator.node) : undefined;
    if (base !== undefined) return { kind: "instance", of: termOf(context, base) };
  }
  return undefined;
}

/** Of Celery; an application of the project's own decorates under the same names. */
const TASKS = new Set(["task", "shared_task"]);

function boundBase(context: PythonExtraction, decorator: SyntaxNode): SyntaxNode | undefined {
  const bind = keyword(context, decorator, "bind");
  return bind?.type === "true" ? keyword(context, decorator, "base") : undefined;
}

function keyword(context: PythonExtraction, call: SyntaxNode, name: string): SyntaxNode | undefined {
  const list = fieldOf(call, "arguments");
  const given = (list ? namedChildren(list) : []).find((argument) => {
    const named = argument.type === "keyword_argument" ? fieldOf(argument, "name") : undefined;
    return named !== undefined && written(context, named) === name;
  });
  return given && fieldOf(given, "value");
}
