/**
 * Resolves renamed imports: `acm` of `from contextlib import asynccontextmanager as acm` is
 * `contextlib.asynccontextmanager`. Names that the file does not bind are built in: `builtins.getattr`.
 */
import { type PythonExtraction, written } from "../context.js";
import { ancestor, fieldOf, type SyntaxNode } from "../syntax/node.js";
import type { Declared } from "./scopes.js";

/** The dotted name that an expression stands for; `undefined` where it is no name, or one that the file defines. */
export function originOf(context: PythonExtraction, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "identifier") {
    const declared = context.scopes.of(node);
    return declared === undefined ? `builtins.${written(context, node)}` : importedAs(context, declared);
  }
  if (node?.type !== "attribute") return undefined;
  const attribute = fieldOf(node, "attribute");
  const object = originOf(context, fieldOf(node, "object"));
  return object && attribute && `${object}.${written(context, attribute)}`;
}

/** What is called, or the expression itself: decorators come as `@cache` and as `@cache()`. */
export function calledOrigin(context: PythonExtraction, node: SyntaxNode | undefined): string | undefined {
  return originOf(context, node?.type === "call" ? fieldOf(node, "function") : node);
}

/** Of several imports under one name (`try` one, else another) the first tells. */
export function importedAs(context: PythonExtraction, declared: Declared): string | undefined {
  const place = declared.places.find((candidate) => importAround(candidate) !== undefined);
  const statement = place && importAround(place);
  if (place === undefined || statement === undefined) return undefined;
  const aliased = place.parent?.type === "aliased_import" ? fieldOf(place.parent, "name") : undefined;
  if (statement.type === "import_statement") return written(context, aliased ?? place);
  const module = fieldOf(statement, "module_name");
  return module && `${written(context, module)}.${written(context, aliased ?? place)}`;
}

function importAround(node: SyntaxNode): SyntaxNode | undefined {
  const isName = node.parent?.type === "aliased_import" || node.parent?.type === "dotted_name";
  return isName ? ancestor(node, "import_statement", "import_from_statement", "future_import_statement") : undefined;
}

/** Modules that hold the words of the type system, under one name or another. */
const TYPING = new Set(["builtins", "collections", "collections.abc", "contextlib", "typing", "typing_extensions"]);

/** `Optional` of `typing.Optional`; `undefined` for names that belong to something else. */
export function typingName(origin: string | undefined): string | undefined {
  const dot = origin?.lastIndexOf(".") ?? -1;
  return origin !== undefined && TYPING.has(origin.slice(0, dot)) ? origin.slice(dot + 1) : undefined;
}

export function lastName(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf(".") + 1);
}
