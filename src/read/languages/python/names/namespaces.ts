/**
 * The walk behind scopes.ts: lists each identifier that binds or references a name, with the scope in which Python evaluates
 * it.
 */
import type { Binding } from "../../../facts/facts.js";
import { fieldOf, fieldsOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";

export interface NameScope {
  readonly node: SyntaxNode;
  /** `types` holds the type parameters of a function, a class or an alias, and lies around it. */
  readonly kind: "module" | "function" | "class" | "comprehension" | "types";
  readonly parent: NameScope | undefined;
  /** Names that `global` and `nonlocal` declare to be those of a scope further out. */
  readonly outward: Map<string, "global" | "nonlocal">;
}

export interface Bound {
  readonly node: SyntaxNode;
  readonly kind: Binding["kind"];
  readonly scope: NameScope;
}

export type Mentioned = Omit<Bound, "kind">;

export interface Walked {
  readonly module: NameScope;
  readonly bound: readonly Bound[];
  readonly mentioned: readonly Mentioned[];
  /** Scopes of what may hold names in its text: every `string` and `comment`. */
  readonly quoted: ReadonlyMap<SyntaxNode, NameScope>;
}

export function walkScopes(tree: SyntaxTree): Walked {
  const module = createScope(tree.root, "module", undefined);
  const walk: Walk = { tree, bound: [], mentioned: [], quoted: new Map() };
  visitChildren(walk, tree.root, module);
  return { ...walk, module };
}

interface Walk {
  readonly tree: SyntaxTree;
  readonly bound: Bound[];
  readonly mentioned: Mentioned[];
  readonly quoted: Map<SyntaxNode, NameScope>;
}

type Visit = (walk: Walk, node: SyntaxNode, scope: NameScope) => void;

function createScope(node: SyntaxNode, kind: NameScope["kind"], parent: NameScope | undefined): NameScope {
  return { node, kind, parent, outward: new Map() };
}

function visit(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  if (!node.named) return;
  if (node.type === "identifier") walk.mentioned.push({ node, scope });
  else (VISITS.get(node.type) ?? visitChildren)(walk, node, scope);
}

function visitChildren(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  for (const child of node.children) visit(walk, child, scope);
}

function visitField(walk: Walk, node: SyntaxNode, field: string, scope: NameScope): void {
  for (const child of node.children) if (child.field === field) visit(walk, child, scope);
}

/** Nodes whose identifiers are not all mentions of names in the scope around. */
const VISITS: ReadonlyMap<string, Visit> = new Map<string, Visit>([
  ["attribute", (walk, node, scope) => visitField(walk, node, "object", scope)],
  ["keyword_argument", (walk, node, scope) => visitField(walk, node, "value", scope)],
  ["member_type", (walk, node, scope) => visitFirst(walk, node, scope)],
  ["string", visitQuoted],
  ["comment", visitQuoted],
  ["import_statement", visitImport],
  ["import_from_statement", visitImport],
  ["future_import_statement", visitImport],
  ["assignment", visitTargets],
  ["augmented_assignment", visitTargets],
  ["for_statement", visitTargets],
  ["as_pattern", visitAs],
  ["named_expression", visitNamed],
  ["global_statement", (walk, node, scope) => lead(walk, node, scope, "global")],
  ["nonlocal_statement", (walk, node, scope) => lead(walk, node, scope, "nonlocal")],
  ["function_definition", visitFunction],
  ["lambda", visitFunction],
  ["class_definition", visitClass],
  ["type_alias_statement", visitAlias],
  ["list_comprehension", visitComprehension],
  ["set_comprehension", visitComprehension],
  ["dictionary_comprehension", visitComprehension],
  ["generator_expression", visitComprehension],
  ["case_pattern", visitPattern],
]);

function visitFirst(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  const first = node.children[0];
  if (first !== undefined) visit(walk, first, scope);
}

function visitQuoted(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  walk.quoted.set(node, scope);
  visitChildren(walk, node, scope);
}

function bind(walk: Walk, node: SyntaxNode | undefined, kind: Binding["kind"], scope: NameScope): void {
  if (node?.type === "identifier") walk.bound.push({ node, kind, scope });
}

/** `import a.b` binds `a`. */
function visitImport(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  for (const name of fieldsOf(node, "name")) {
    bind(walk, name.type === "aliased_import" ? fieldOf(name, "alias") : name.children[0], "import", scope);
  }
}

/** An assignment or a loop: what stands left is bound, the rest is read; what is left of `+=` is both. */
function visitTargets(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  for (const child of node.children) {
    const isLeft = child.field === "left";
    if (isLeft) bindTarget(walk, child, scope);
    if (!isLeft || (child.type === "identifier" && node.type === "augmented_assignment")) visit(walk, child, scope);
  }
}

function bindTarget(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  if (!node.named) return;
  if (node.type === "identifier") bind(walk, node, "variable", scope);
  else if (TARGETS.has(node.type)) for (const child of node.children) bindTarget(walk, child, scope);
  else visit(walk, node, scope);
}

/** What a target may be made of; `a.b` and `a[0]` as targets read `a`. */
const TARGETS: ReadonlySet<string> = new Set([
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  "list_splat_pattern",
  "tuple",
  "list",
  "list_splat",
  "parenthesized_expression",
  "as_pattern_target",
]);

/** `with f() as x`, `except E as x`. */
function visitAs(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  for (const child of node.children) {
    if (child.type === "as_pattern_target") bindTarget(walk, child, scope);
    else visit(walk, child, scope);
  }
}

/** `:=` in a comprehension binds in what stands around the comprehension. */
function visitNamed(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  let home = scope;
  while (home.kind === "comprehension" && home.parent !== undefined) home = home.parent;
  bind(walk, fieldOf(node, "name"), "variable", home);
  visitField(walk, node, "value", scope);
}

function lead(walk: Walk, node: SyntaxNode, scope: NameScope, where: "global" | "nonlocal"): void {
  visitChildren(walk, node, scope);
  if (scope.kind === "module") return;
  for (const name of namedChildren(node)) scope.outward.set(textOf(walk.tree, name), where);
}

/** A function or a lambda, which has no name and no annotations. */
function visitFunction(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  bind(walk, fieldOf(node, "name"), "function", scope);
  const types = typesScope(walk, node, scope);
  visitField(walk, node, "return_type", types);
  const inner = createScope(node, "function", types);
  bindParameters(walk, fieldOf(node, "parameters"), { inner, types, outer: scope });
  visitField(walk, node, "body", inner);
}

interface Around {
  readonly inner: NameScope;
  readonly types: NameScope;
  readonly outer: NameScope;
}

/** Defaults are evaluated outside of the function, annotations outside too but among its type parameters. */
function bindParameters(walk: Walk, node: SyntaxNode | undefined, around: Around): void {
  for (const child of node?.children ?? []) {
    if (child.field === "value") visit(walk, child, around.outer);
    else if (child.field === "type") visit(walk, child, around.types);
    else if (child.type === "identifier") bind(walk, child, "parameter", around.inner);
    else bindParameters(walk, child, around);
  }
}

function visitClass(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  bind(walk, fieldOf(node, "name"), "class", scope);
  const types = typesScope(walk, node, scope);
  visitField(walk, node, "superclasses", types);
  visitField(walk, node, "body", createScope(node, "class", types));
}

/** `type Name[T] = …` */
function visitAlias(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  const [left] = fieldOf(node, "left")?.children ?? [];
  const isGeneric = left?.type === "generic_type";
  bind(walk, isGeneric ? left.children[0] : left, "type", scope);
  visitField(walk, node, "right", isGeneric ? typesScope(walk, left, scope, node) : scope);
}

/** The scope of the type parameters, where there are any. */
function typesScope(walk: Walk, node: SyntaxNode, outer: NameScope, home = node): NameScope {
  const parameters = node.children.find((child) => child.type === "type_parameter");
  if (parameters === undefined) return outer;
  const scope = createScope(home, "types", outer);
  for (const type of namedChildren(parameters)) bindTypeParameter(walk, type, scope);
  return scope;
}

/** `T`, `T: Bound`, `*Ts`, `**P`. */
function bindTypeParameter(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  const [first, ...bounds] = namedChildren(node);
  if (first?.type === "identifier") bind(walk, first, "type", scope);
  else if (first !== undefined) bindTypeParameter(walk, first, scope);
  for (const bound of bounds) visit(walk, bound, scope);
}

/** The first iterable is evaluated outside; all else sees the names that the clauses bind. */
function visitComprehension(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  const inner = createScope(node, "comprehension", scope);
  let outer = scope;
  for (const child of node.children) {
    if (child.type !== "for_in_clause") {
      visit(walk, child, inner);
      continue;
    }
    for (const part of child.children) {
      if (part.field === "left") bindTarget(walk, part, inner);
      else visit(walk, part, part.field === "right" ? outer : inner);
    }
    outer = inner;
  }
}

/** In `case`, a bare name captures; names with dots, of classes and before `=` do not. */
function visitPattern(walk: Walk, node: SyntaxNode, scope: NameScope): void {
  for (const child of namedChildren(node)) {
    const names = child.type === "dotted_name" ? child.children : [child];
    if (names[0]?.type !== "identifier") visitPattern(walk, child, scope);
    else if (names.length > 1 || node.type === "class_pattern") visit(walk, names[0], scope);
    else if (child.type === "dotted_name" || node.type !== "keyword_pattern") bind(walk, names[0], "variable", scope);
  }
}
