/** Which names mean what at a place, and which one is free there: takes a file and a request, gives names. */

import { contains, type Range } from "../../../../base/text/span.js";
import type { Binding, FileFacts, ImportedName } from "../../../facts/facts.js";
import type { BindingId } from "../../../facts/terms.js";
import type { ImportRequest } from "../../language.js";
import { ancestor, type SyntaxNode, type SyntaxTree } from "../syntax/node.js";
import type { WrittenFile } from "./file.js";
import type { ImportStatement } from "./statements.js";

export function bindingOf(facts: FileFacts, name: ImportedName): Binding | undefined {
  return name.binding === undefined ? undefined : facts.bindings[name.binding];
}

/** Where the name will be used first. */
export function firstUse({ at, replaced }: Pick<ImportRequest, "at" | "replaced">): number {
  return replaced.length === 0 ? at.start : Math.min(...replaced.map((range) => range.start));
}

/**
 * The scopes whose names can be used at `at`, the nearest first and the module last: functions, and the class in whose
 * body it stands. A function's decorators, defaults and annotations are read outside of it.
 */
export function scopesAt(tree: SyntaxTree, at: Range): readonly SyntaxNode[] {
  const scopes: SyntaxNode[] = [];
  let node = innermost(tree, at);
  if (isFunction(node) && node.start === at.start && node.end === at.end) scopes.push(node);
  for (let parent = node.parent; parent !== undefined; node = parent, parent = node.parent) {
    if (node.field !== "body") continue;
    if (isFunction(parent) || (parent.type === "class_definition" && scopes.length === 0)) scopes.push(parent);
  }
  return [...scopes, tree.root];
}

/** The scope in which a statement binds names. */
export function scopeOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  return ancestor(node, "function_definition", "class_definition", "lambda") ?? tree.root;
}

/**
 * What the statement imports can be used at `at`: it stands in a scope around it, and where control gets there it has been
 * run. What the module does on loading counts for its functions wherever they stand.
 */
export function isReady(file: WrittenFile, request: ImportRequest, statement: ImportStatement): boolean {
  if (statement.typeOnly) return false;
  const scopes = scopesAt(file.tree, request.at);
  const scope = scopeOf(file.tree, statement.node);
  if (!scopes.includes(scope)) return false;
  const use = firstUse(request);
  const before = statement.node.end <= use && contains(statement.block, { start: use, end: use });
  const onLoading = scope === file.tree.root && scopes.some(isFunction) && runsOnLoading(statement.block);
  return before || onLoading;
}

/** No branch may leave it out: it stands at the top of the module, in a `try` at most. */
function runsOnLoading(block: SyntaxNode): boolean {
  if (block.type === "module") return true;
  const { parent } = block;
  const around = parent?.type === "except_clause" ? parent.parent : parent;
  return around?.type === "try_statement" && around.parent?.type === "module";
}

/** Nothing nearer to `at` than the import's own scope takes the name away. */
export function isUnhidden(facts: FileFacts, name: ImportedName, at: Range): boolean {
  const binding = bindingOf(facts, name);
  if (binding === undefined || !contains(binding.scope, at)) return false;
  return !facts.bindings.some((other) => {
    if (other === binding || other.name !== binding.name || !isLexical(other)) return false;
    return contains(other.scope, at) && contains(binding.scope, other.scope) && !contains(other.scope, binding.scope);
  });
}

/**
 * A name for a new import that is used at `at`: `name` where that is free, or else `canonical_name`, which says which of
 * the two it is and reads well at every call; then `canonical_name_2`, and so on.
 *
 * @param isFree  whether a binding stands in nobody's way
 */
export function chooseLocalName(
  facts: FileFacts,
  at: Range,
  name: string,
  isFree: (binding: Binding, id: BindingId) => boolean,
): string {
  const isTaken = (candidate: string) =>
    facts.bindings.some((binding, id) => {
      if (binding.name !== candidate || !isLexical(binding) || isFree(binding, id)) return false;
      return binding.topLevel || contains(binding.scope, at);
    });
  if (!isTaken(name)) return name;
  const alias = /^[A-Z][A-Za-z0-9]*[a-z]/.test(name) ? `Canonical${name}` : `canonical_${name.replace(/^_+/, "")}`;
  let choice = alias;
  for (let count = 2; isTaken(choice); count++) choice = `${alias}_${count}`;
  return choice;
}

/** A property is reached through its object, so that it takes no name away. */
function isLexical(binding: Binding): boolean {
  return binding.kind !== "property";
}

function innermost(tree: SyntaxTree, at: Range): SyntaxNode {
  let node = tree.root;
  for (;;) {
    const inner = node.children.find((child) => contains(child, at));
    if (inner === undefined) return node;
    node = inner;
  }
}

function isFunction(node: SyntaxNode): boolean {
  return node.type === "function_definition" || node.type === "lambda";
}
