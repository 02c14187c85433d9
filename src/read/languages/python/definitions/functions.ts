/** Functions: their parameters, results, and what they pass to callbacks. */
import type { FunctionFacts } from "../../../facts/facts.js";
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { calledOrigin, lastName } from "../names/origins.js";
import { ancestor, fieldOf, hasToken, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { ownNodes } from "../syntax/walks.js";
import { typeTerm } from "../terms/annotations.js";
import { termOf } from "../terms/expressions.js";
import { LITERAL } from "../terms/unions.js";
import { decoratorsOf } from "./decorators.js";
import { deprecationOf } from "./deprecation.js";
import { invocationsOf, readSignature } from "./signature.js";

/** @param node  a `function_definition`, a `lambda`, or the call in `f = asynccontextmanager(g)` */
export function readFunction(context: PythonExtraction, node: SyntaxNode): FunctionFacts {
  if (node.type === "call") return managedFunction(context, node);
  const name = node.type === "lambda" ? assignedName(node) : fieldOf(node, "name");
  const decorators = decoratorsOf(context, node);
  const manages = decorators.some(({ origin }) => isManager(origin));
  const results = resultsOf(context, node);
  const isAsync = hasToken(node, "async");
  const returnType = returnTerm(context, node, isAsync && !results.generator);
  const deprecated = deprecationOf(context, node);
  return {
    ...nameOf(context, name),
    range: rangeOf(node),
    topLevel: isTopLevel(node),
    async: isAsync,
    generator: results.generator,
    ...(manages ? { contextManager: true as const } : {}),
    parameters: readSignature(context, node),
    ...(returnType === undefined ? {} : { returnType }),
    returns: results.returns,
    yields: results.yields,
    invokes: invocationsOf(context, node),
    body: rangeOf(node),
    ...(deprecated === undefined ? {} : { deprecated }),
    decorators: decorators.map((decorator) => decorator.name),
  };
}

function nameOf(context: PythonExtraction, name: SyntaxNode | undefined): Pick<FunctionFacts, "name" | "nameRange"> {
  return name === undefined ? {} : { name: written(context, name), nameRange: rangeOf(name) };
}

/** The name of `f = lambda: …`. */
function assignedName(node: SyntaxNode): SyntaxNode | undefined {
  const left = node.field === "right" && node.parent?.type === "assignment" ? fieldOf(node.parent, "left") : undefined;
  return left?.type === "identifier" ? left : undefined;
}

/** In no function and no class; what stands under `if` or `try` is still at the top. */
export function isTopLevel(node: SyntaxNode): boolean {
  return ancestor(node, "function_definition", "lambda", "class_definition") === undefined;
}

/** Other libraries bring the same decorator for older Pythons: `async_generator.asynccontextmanager`. */
function isManager(origin: string | undefined): boolean {
  return origin !== undefined && /^(async_?)?contextmanager$/.test(lastName(origin));
}

interface Results {
  readonly generator: boolean;
  readonly returns: readonly Term[];
  readonly yields: readonly Term[];
}

function resultsOf(context: PythonExtraction, node: SyntaxNode): Results {
  const returns: Term[] = [];
  const yields: Term[] = [];
  for (const inner of ownNodes(node)) {
    if (inner.type === "yield") yields.push(yieldedTerm(context, inner));
    const [value] = inner.type === "return_statement" ? namedChildren(inner) : [];
    if (value !== undefined) returns.push(termOf(context, value));
  }
  const body = node.type === "lambda" ? fieldOf(node, "body") : undefined;
  if (body !== undefined) returns.push(termOf(context, body));
  return { generator: yields.length > 0, returns, yields };
}

function yieldedTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const [value] = namedChildren(node);
  if (value === undefined) return LITERAL;
  return hasToken(node, "from") ? { kind: "iterated", of: termOf(context, value) } : termOf(context, value);
}

/** The annotation of a coroutine function leaves out the coroutine. */
function returnTerm(context: PythonExtraction, node: SyntaxNode, isCoroutine: boolean): Term | undefined {
  const type = fieldOf(node, "return_type");
  const of = type && typeTerm(context, type);
  return of !== undefined && isCoroutine ? { kind: "promise", of } : of;
}

/** What `get_session = asynccontextmanager(get_db)` makes: around a block it does what the generator does. */
function managedFunction(context: PythonExtraction, node: SyntaxNode): FunctionFacts {
  const list = fieldOf(node, "arguments");
  const [generator] = list ? namedChildren(list) : [];
  const of: Term = generator ? { kind: "call", of: termOf(context, generator) } : LITERAL;
  const declared = generator?.type === "identifier" ? context.scopes.of(generator) : undefined;
  const defined = declared?.kind === "function" ? declared.node.parent : undefined;
  return {
    ...nameOf(context, assignedName(node)),
    range: rangeOf(node),
    topLevel: isTopLevel(node),
    async: calledOrigin(context, node)?.endsWith("asynccontextmanager") ?? false,
    generator: true,
    contextManager: true,
    parameters: defined === undefined ? [] : readSignature(context, defined),
    returns: [],
    yields: [{ kind: "iterated", of }],
    invokes: [],
    body: defined && rangeOf(defined),
    decorators: [],
  };
}
