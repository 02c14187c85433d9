/** The exports of a module: every name bound at its top level, and why there may be more. */
import type { Export } from "../../../facts/facts.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import type { Declared } from "../names/scopes.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { readAllNames } from "./all-names.js";
import { circumstancesOf } from "./circumstances.js";
import { dynamicExports } from "./dynamic-exports.js";

/** To be called after every node was read. */
export function readExports(context: PythonExtraction): void {
  const all = readAllNames(context);
  const listed = all.kind === "listed" ? new Set(all.names.map((name) => stringText(context, name) ?? "")) : undefined;
  const deleted = deletions(context);
  for (const declared of context.scopes.all) {
    if (!declared.topLevel || !isLeftBound(declared, deleted)) continue;
    const isHidden =
      listed === undefined ? all.kind === "none" && /^_/.test(declared.name) : !listed.has(declared.name);
    context.exports.push(exportOf(context, declared, listed?.has(declared.name) ?? false, isHidden));
  }
  context.openExports.push(...dynamicExports(context));
}

function exportOf(context: PythonExtraction, declared: Declared, isListed: boolean, isHidden: boolean): Export {
  const isImplicit = !isListed && !isPackage(context) && declared.places.every((place) => isImported(context, place));
  return {
    kind: "name",
    name: declared.name,
    term: { kind: "binding", id: declared.id },
    range: rangeOf(declared.node),
    typeOnly: declared.places.every((place) => circumstancesOf(context, place).typeOnly),
    ...(isImplicit ? { implicit: true } : {}),
    ...(isHidden ? { hidden: true } : {}),
  };
}

/** The file speaks for its package, and imports to pass on. */
function isPackage({ file }: PythonExtraction): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(file);
}

/** An import that is not marked as passed on, as `import x as x` and `from m import x as x` are. */
function isImported(context: PythonExtraction, { parent, start, end }: SyntaxNode): boolean {
  if (parent?.type === "dotted_name") return parent.parent?.type !== "case_pattern";
  const name = parent?.type === "aliased_import" ? fieldOf(parent, "name") : undefined;
  return name !== undefined && written(context, name) !== written(context, { start, end });
}

/** Where names are deleted at the top, in whatever case; the last place of each. */
function deletions(context: PythonExtraction): ReadonlyMap<Declared, number> {
  const found = new Map<Declared, number>();
  for (const node of context.tree.root.children) {
    if (node.type !== "delete_statement") continue;
    for (const name of deletedNames(node)) {
      const declared = context.scopes.of(name);
      if (declared !== undefined) found.set(declared, name.start);
    }
  }
  return found;
}

function deletedNames(node: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(node).flatMap((child) => {
    if (child.type === "identifier") return [child];
    return NESTING.has(child.type) ? deletedNames(child) : [];
  });
}

const NESTING: ReadonlySet<string> = new Set(["expression_list", "tuple", "list", "parenthesized_expression"]);

/** Whether a name is still bound when the module is loaded; the name of a caught error goes with its block. */
function isLeftBound(declared: Declared, deleted: ReadonlyMap<Declared, number>): boolean {
  const after = deleted.get(declared) ?? -1;
  return declared.places.some((place) => place.start > after && !isCaught(place));
}

function isCaught({ parent }: SyntaxNode): boolean {
  return parent?.type === "as_pattern_target" && parent.parent?.parent?.type === "except_clause";
}
