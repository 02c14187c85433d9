/** The scopes around a place, and which imports have run there. */
import { contains, type Range } from "../../../../base/text/span.js";
import type { ImportRequest } from "../../language.js";
import { ancestor, type SyntaxNode, type SyntaxTree } from "../syntax/node.js";
import type { PythonFile, PythonImport } from "./statements.js";

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
export function isReady(file: PythonFile, request: ImportRequest, statement: PythonImport): boolean {
  if (statement.typeOnly) return false;
  const scopes = scopesAt(file.tree, request.at);
  const scope = scopeOf(file.tree, statement.node);
  if (!scopes.includes(scope)) return false;
  const use = firstUse(request);
  const before = statement.node.end <= use && contains(statement.block, { start: use, end: use });
  const onLoading = scope === file.tree.root && scopes.some(isFunction) && runsOnLoading(statement.block);
  return before || onLoading;
}

/** No branch may leave it out: it is at the top level of the module, in a `try` at most. */
function runsOnLoading(block: SyntaxNode): boolean {
  if (block.type === "module") return true;
  const { parent } = block;
  const around = parent?.type === "except_clause" ? parent.parent : parent;
  return around?.type === "try_statement" && around.parent?.type === "module";
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
