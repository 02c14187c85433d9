/** The imports of a file: import statements, and functions that import by name. */
import type { ImportedName } from "../../../facts/facts.js";
import { type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { originOf } from "../names/origins.js";
import { ancestor, fieldOf, fieldsOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { circumstancesOf } from "./circumstances.js";
import { isReplaced } from "./stand-ins.js";

/** Reads one node; what is no import is left alone. */
export function readModuleNode(context: PythonExtraction, node: SyntaxNode): void {
  if (node.type === "import_statement") readImport(context, node);
  else if (node.type === "import_from_statement" || node.type === "future_import_statement") readFrom(context, node);
  else if (node.type === "call") readImportCall(context, node);
}

/** Each module of `import a, b.c` is an import of its own. */
function readImport(context: PythonExtraction, node: SyntaxNode): void {
  for (const name of fieldsOf(node, "name")) {
    pushImport(context, node, moduleNode(name), (typeOnly) => [importedName(context, name, "*", typeOnly)]);
  }
}

function readFrom(context: PythonExtraction, node: SyntaxNode): void {
  const module = sourceOf(node);
  if (module === undefined) return;
  pushImport(context, node, module, (typeOnly) =>
    fieldsOf(node, "name").map((name) => importedName(context, name, moduleName(context, moduleNode(name)), typeOnly)),
  );
  const isAll = node.children.some((child) => child.type === "wildcard_import");
  if (isAll && ancestor(node, "function_definition", "class_definition") === undefined) {
    context.exports.push({ kind: "star", specifier: moduleName(context, module), range: rangeOf(node) });
  }
}

function pushImport(
  context: PythonExtraction,
  statement: SyntaxNode,
  module: SyntaxNode,
  namesOf: (typeOnly: boolean) => readonly ImportedName[],
): void {
  const circumstances = circumstancesOf(context, statement);
  const specifier = moduleName(context, module);
  context.imports.push({
    kind: "static",
    specifier,
    specifierRange: rangeOf(module),
    range: rangeOf(statement),
    ...circumstances,
    guarded: circumstances.guarded || isReplaced(context, specifier),
    optional: circumstances.optional || isReplaced(context, specifier),
    names: namesOf(circumstances.typeOnly),
  });
}

/** The module of a `from` statement; `__future__` has a token of its own. */
function sourceOf(node: SyntaxNode): SyntaxNode | undefined {
  return fieldOf(node, "module_name") ?? node.children.find((child) => child.type === "__future__");
}

function importedName(context: PythonExtraction, node: SyntaxNode, imported: string, typeOnly: boolean): ImportedName {
  const place = localOf(node);
  const binding = place && context.scopes.of(place)?.id;
  return {
    imported,
    local: place === undefined ? imported : written(context, place),
    range: rangeOf(node),
    nameRange: rangeOf(moduleNode(node)),
    typeOnly,
    binding,
  };
}

/** The `a.b` of `a.b as c`. */
function moduleNode(name: SyntaxNode): SyntaxNode {
  return name.type === "aliased_import" ? (fieldOf(name, "name") ?? name) : name;
}

/** The identifier that is bound: `c` of `a.b as c`, `a` of `a.b`. */
function localOf(name: SyntaxNode): SyntaxNode | undefined {
  return name.type === "aliased_import" ? fieldOf(name, "alias") : name.children[0];
}

/** A dotted name as Python means it, which may have spaces and line breaks between its parts. */
function moduleName(context: PythonExtraction, node: SyntaxNode): string {
  return written(context, node).replace(/[\s\\]+/g, "");
}

/** What an import statement binds; `undefined` where a place is in no import. */
export function importTerm(context: PythonExtraction, place: SyntaxNode): Term | undefined {
  const { parent } = place;
  if (parent?.type !== "aliased_import" && parent?.type !== "dotted_name") return undefined;
  const statement = parent.parent;
  if (statement?.type === "import_statement") {
    const module = parent.type === "aliased_import" ? moduleNode(parent) : place;
    return importedTerm(context, moduleName(context, module), "*");
  }
  const module = statement && STATEMENTS.has(statement.type) ? sourceOf(statement) : undefined;
  if (module === undefined) return undefined;
  return importedTerm(context, moduleName(context, module), moduleName(context, moduleNode(parent)));
}

/** What a module gives under a name, unless the file puts something else in its place. */
export function importedTerm(context: PythonExtraction, specifier: string, name: string): Term {
  return isReplaced(context, specifier)
    ? unknownTerm("replaced in `sys.modules`")
    : { kind: "import", specifier, name };
}

const STATEMENTS: ReadonlySet<string> = new Set(["import_from_statement", "future_import_statement"]);

/** The module that `importlib.import_module("x")` and `__import__("x")` name; `undefined` for other calls. */
export function importedSpecifier(context: PythonExtraction, call: SyntaxNode): string | undefined {
  const importing = importArgument(context, call);
  return importing && stringText(context, importing);
}

/** The literal that names the module. A relative name is followed where it is said to start from this package. */
function importArgument(context: PythonExtraction, call: SyntaxNode): SyntaxNode | undefined {
  const list = fieldOf(call, "arguments");
  const [name, from] = list === undefined ? [] : namedChildren(list);
  const specifier = stringText(context, name);
  if (specifier === undefined || specifier === "") return undefined;
  const origin = originOf(context, fieldOf(call, "function"));
  if (origin !== "importlib.import_module" && origin !== "builtins.__import__") return undefined;
  const startsHere = from !== undefined && /(?:^|=\s*)__package__$/.test(written(context, from));
  return startsHere || !specifier.startsWith(".") ? name : undefined;
}

function readImportCall(context: PythonExtraction, node: SyntaxNode): void {
  const literal = importArgument(context, node);
  const specifier = literal && stringText(context, literal);
  if (literal === undefined || specifier === undefined) return;
  const content = literal.children.find((child) => child.type === "string_content") ?? literal;
  context.imports.push({
    kind: "dynamic",
    specifier,
    specifierRange: rangeOf(content),
    range: rangeOf(node),
    ...circumstancesOf(context, node),
    names: [],
  });
}

/**
 * Modules that the file's imports load, with the packages around them: after `import a.b.c` the expression `a.b.c` is a
 * module, and after `from a.b import x` so is `a.b`, should `a` be imported too.
 */
export function importedModules(context: PythonExtraction): ReadonlySet<string> {
  const known = loaded.get(context);
  if (known !== undefined) return known;
  const modules = new Set<string>();
  for (const node of context.tree.nodes)
    for (const module of modulesOf(context, node)) addWithPackages(modules, module);
  loaded.set(context, modules);
  return modules;
}

const loaded = new WeakMap<PythonExtraction, ReadonlySet<string>>();

function modulesOf(context: PythonExtraction, node: SyntaxNode): readonly string[] {
  if (node.type === "import_statement")
    return fieldsOf(node, "name").map((name) => moduleName(context, moduleNode(name)));
  const module = node.type === "import_from_statement" ? sourceOf(node) : undefined;
  return module?.type === "dotted_name" ? [moduleName(context, module)] : [];
}

function addWithPackages(modules: Set<string>, module: string): void {
  for (let end = module.length; end > 0; end = module.lastIndexOf(".", end - 1)) modules.add(module.slice(0, end));
}
