/** Decorators: their names as written, and what they say of a definition. */
import { type PythonExtraction, written } from "../context.js";
import { calledOrigin, lastName } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

export interface Decorator {
  /** `app.get` of `@app.get("/")`. */
  readonly name: string;
  /** `contextlib.asynccontextmanager`, however it was imported. */
  readonly origin: string | undefined;
  readonly node: SyntaxNode;
}

/** Of a `function_definition` or `class_definition`, the outermost first. */
export function decoratorsOf(context: PythonExtraction, node: SyntaxNode): readonly Decorator[] {
  if (node.parent?.type !== "decorated_definition") return [];
  return namedChildren(node.parent)
    .filter(({ type }) => type === "decorator")
    .flatMap((decorator) => namedChildren(decorator).slice(0, 1))
    .map((expression) => readDecorator(context, expression));
}

function readDecorator(context: PythonExtraction, node: SyntaxNode): Decorator {
  const called = node.type === "call" ? (fieldOf(node, "function") ?? node) : node;
  return { name: written(context, called), origin: calledOrigin(context, node), node };
}

/** Whether one of them has this last name: `abc.abstractmethod`, `abstractmethod`. */
export function hasDecorator(decorators: readonly Decorator[], ...names: readonly string[]): boolean {
  return decorators.some((decorator) => names.includes(plainName(decorator)));
}

/** The last part of what it is; of what the file defines itself, of what is written. */
export function plainName({ origin, name }: Decorator): string {
  return lastName(origin ?? name);
}

/** The definition together with its decorators. */
export function decoratedOf(node: SyntaxNode): SyntaxNode {
  return node.parent?.type === "decorated_definition" ? node.parent : node;
}
