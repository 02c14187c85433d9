/**
 * Dependency injection: functions that a framework calls to fill a parameter: `Depends(get_db)`, `Annotated[Session,
 * Depends(get_db)]`.
 */
import type { PythonExtraction } from "../context.js";
import { lastName, originOf, typingName } from "../names/origins.js";
import { fieldOf, fieldsOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

/** The function that a call of `Depends` or `Security` names. */
export function injectedFunction(context: PythonExtraction, node: SyntaxNode): SyntaxNode | undefined {
  const origin = node.type === "call" ? originOf(context, fieldOf(node, "function")) : undefined;
  const list = fieldOf(node, "arguments");
  if (origin === undefined || list === undefined || !INJECTORS.has(lastName(origin))) return undefined;
  const [first] = namedChildren(list);
  if (first?.type !== "keyword_argument") return first?.type === "list_splat" ? undefined : first;
  const named = namedChildren(list).find((argument) => keywordOf(context, argument) === "dependency");
  return named && fieldOf(named, "value");
}

/** A project often imports them by way of a module of its own, so only the last name counts. */
const INJECTORS = new Set(["Depends", "Security"]);

function keywordOf(context: PythonExtraction, argument: SyntaxNode): string | undefined {
  const name = argument.type === "keyword_argument" ? fieldOf(argument, "name") : undefined;
  return name && context.tree.text.slice(name.start, name.end);
}

/** The `Depends(f)` in an annotation of a parameter: `Annotated[Session, Depends(f)]`. */
export function annotatedInjection(context: PythonExtraction, type: SyntaxNode): SyntaxNode | undefined {
  const inner = type.type === "type" ? namedChildren(type)[0] : type;
  if (inner === undefined) return undefined;
  const { head, given } = typeApplication(inner);
  if (head === undefined || typingName(originOf(context, head)) !== "Annotated") return undefined;
  const values = given.map((argument) =>
    argument.type === "type" ? (namedChildren(argument)[0] ?? argument) : argument,
  );
  return values.find((value) => injectedFunction(context, value) !== undefined);
}

/** `X[a, b]`, which the grammar parses as a type or as an expression. */
export function typeApplication(node: SyntaxNode): {
  readonly head: SyntaxNode | undefined;
  readonly given: readonly SyntaxNode[];
} {
  if (node.type === "subscript") return { head: fieldOf(node, "value"), given: fieldsOf(node, "subscript") };
  if (node.type !== "generic_type") return { head: undefined, given: [] };
  const [head, parameters] = namedChildren(node);
  return { head, given: parameters ? namedChildren(parameters) : [] };
}
