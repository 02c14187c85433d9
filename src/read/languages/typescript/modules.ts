/** The imports and exports of a file, in ES and CommonJS notation. */
import { ts } from "ts-morph";
import type { Augmentation, Import, ImportedName } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import { hasModifier, rangeOf, type TypeScriptExtraction } from "./context.js";
import { calleeName, describedTerm, importedSpecifier, standardFunction, termOf } from "./expressions.js";
import { declaredNames, isTopLevel, optional } from "./members.js";
import { precautions } from "./precautions.js";
import { isAssignment } from "./tree.js";

/** Reads one node; everything that is neither import nor export is left alone. */
export function readModuleNode(context: TypeScriptExtraction, node: ts.Node): void {
  if (ts.isImportDeclaration(node)) readImportDeclaration(context, node);
  else if (ts.isImportEqualsDeclaration(node)) readImportEquals(context, node);
  else if (ts.isExportDeclaration(node)) readExportDeclaration(context, node);
  else if (ts.isExportAssignment(node)) readExportAssignment(context, node);
  else if (ts.isCallExpression(node)) readModuleCall(context, node);
  else if (ts.isBinaryExpression(node)) readCommonJsExport(context, node);
  else if (ts.isImportTypeNode(node)) readImportType(context, node);
  else if (ts.isStatement(node) && hasModifier(node, ts.SyntaxKind.ExportKeyword)) readExportedStatement(context, node);
}

function readImportDeclaration(context: TypeScriptExtraction, node: ts.ImportDeclaration): void {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return;
  const clause = node.importClause;
  const names: ImportedName[] = [];
  if (clause?.name) names.push(importedName(context, clause.name, clause.name, "default", false));
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings))
    names.push(importedName(context, bindings, bindings.name, "*", false));
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) {
      const imported = (element.propertyName ?? element.name).text;
      names.push(importedName(context, element, element.name, imported, element.isTypeOnly));
    }
  }
  context.imports.push({
    kind: clause ? "static" : "side-effect",
    ...place(context, node, node.moduleSpecifier),
    typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    names,
    nested: false,
    guarded: false,
    optional: false,
  });
}

function importedName(
  context: TypeScriptExtraction,
  node: ts.Node,
  local: ts.Identifier,
  imported: string,
  typeOnly: boolean,
): ImportedName {
  return {
    imported,
    local: local.text,
    range: rangeOf(context, node),
    nameRange: rangeOf(context, local),
    typeOnly,
    ...optional("binding", context.scopes.of(local)?.id),
  };
}

function place(
  context: TypeScriptExtraction,
  node: ts.Node,
  specifier: ts.StringLiteralLike,
): Pick<Import, "specifier" | "specifierRange" | "range"> {
  const { start, end } = rangeOf(context, specifier);
  return {
    specifier: specifier.text,
    // A string that does not end has no quote to leave out.
    specifierRange: { start: start + 1, end: Math.max(start + 1, end - 1) },
    range: rangeOf(context, node),
  };
}

function readImportEquals(context: TypeScriptExtraction, node: ts.ImportEqualsDeclaration): void {
  readExportedImport(context, node);
  const { moduleReference } = node;
  if (!ts.isExternalModuleReference(moduleReference) || !ts.isStringLiteralLike(moduleReference.expression)) return;
  context.imports.push({
    kind: "require",
    ...place(context, node, moduleReference.expression),
    typeOnly: node.isTypeOnly,
    names: [importedName(context, node.name, node.name, "=", false)],
    nested: !isTopLevel(node),
    guarded: false,
    optional: false,
  });
}

/** `export import Manager = db.Manager` */
function readExportedImport(context: TypeScriptExtraction, node: ts.ImportEqualsDeclaration): void {
  if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) readExportedStatement(context, node);
}

function readImportType(context: TypeScriptExtraction, node: ts.ImportTypeNode): void {
  const { argument } = node;
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return;
  context.imports.push({
    kind: "type-query",
    ...place(context, node, argument.literal),
    typeOnly: true,
    names: [],
    nested: false,
    guarded: false,
    optional: false,
  });
}

function readModuleCall(context: TypeScriptExtraction, node: ts.CallExpression): void {
  readImportCall(context, node);
  readExportCall(context, node);
}

/** `require("x")` and `import("x")`, with the names that the declaration around them takes out. */
function readImportCall(context: TypeScriptExtraction, node: ts.CallExpression): void {
  const specifier = importedSpecifier(context, node);
  const argument = node.arguments[0];
  if (specifier === undefined || argument === undefined || !ts.isStringLiteralLike(argument)) return;
  const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const declaration = declarationAround(node);
  context.imports.push({
    kind: dynamic ? "dynamic" : "require",
    ...place(context, declaration?.parent.parent ?? node, argument),
    typeOnly: false,
    names: declaration ? requiredNames(context, declaration.name, dynamic ? "*" : "=") : [],
    nested: !isTopLevel(node),
    ...precautions(node, declaration?.parent.parent),
  });
}

/** The declaration `const x = require("x")` or `const { a } = await import("x")` around a call. */
function declarationAround(node: ts.Node): ts.VariableDeclaration | undefined {
  let at = node.parent;
  while (ts.isAwaitExpression(at) || ts.isParenthesizedExpression(at) || ts.isAsExpression(at)) at = at.parent;
  const isSingle =
    ts.isVariableDeclaration(at) && ts.isVariableDeclarationList(at.parent) && at.parent.declarations.length === 1;
  return isSingle && ts.isVariableStatement(at.parent.parent) ? (at as ts.VariableDeclaration) : undefined;
}

function requiredNames(context: TypeScriptExtraction, name: ts.BindingName, whole: string): readonly ImportedName[] {
  if (ts.isIdentifier(name)) return [importedName(context, name, name, whole, false)];
  if (ts.isArrayBindingPattern(name)) return [];
  return name.elements.flatMap((element) => {
    if (!ts.isIdentifier(element.name)) return [];
    const imported =
      element.propertyName && ts.isIdentifier(element.propertyName) ? element.propertyName.text : element.name.text;
    return [importedName(context, element, element.name, imported, false)];
  });
}

function readExportDeclaration(context: TypeScriptExtraction, node: ts.ExportDeclaration): void {
  if (node.parent !== context.source) return;
  const { moduleSpecifier, exportClause } = node;
  const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier : undefined;
  const names: ImportedName[] = [];
  if (exportClause === undefined && from) {
    context.exports.push({ kind: "star", specifier: from.text, range: rangeOf(context, node) });
  } else if (exportClause && ts.isNamespaceExport(exportClause) && from) {
    const name = exportClause.name.text;
    pushExport(context, exportClause, name, { kind: "import", specifier: from.text, name: "*" }, node.isTypeOnly);
    names.push({ imported: "*", local: name, ...both(context, exportClause), typeOnly: node.isTypeOnly });
  } else if (exportClause && ts.isNamedExports(exportClause)) {
    for (const element of exportClause.elements) {
      const imported = (element.propertyName ?? element.name).text;
      const typeOnly = node.isTypeOnly || element.isTypeOnly;
      const term: Term = from
        ? { kind: "import", specifier: from.text, name: imported }
        : localExport(context, element);
      pushExport(context, element, element.name.text, term, typeOnly);
      names.push({
        imported,
        local: element.name.text,
        range: rangeOf(context, element),
        nameRange: rangeOf(context, element.propertyName ?? element.name),
        typeOnly,
      });
    }
  }
  if (!from) return;
  context.imports.push({
    kind: "reexport",
    ...place(context, node, from),
    typeOnly: node.isTypeOnly,
    names,
    nested: false,
    guarded: false,
    optional: false,
  });
}

function both(context: TypeScriptExtraction, node: ts.Node): Pick<ImportedName, "range" | "nameRange"> {
  return { range: rangeOf(context, node), nameRange: rangeOf(context, node) };
}

function localExport(context: TypeScriptExtraction, element: ts.ExportSpecifier): Term {
  const name = element.propertyName ?? element.name;
  if (!ts.isIdentifier(name)) return unknownTerm("export under a quoted name");
  const declared = context.scopes.resolve(name.text, context.source);
  if (declared === undefined) return { kind: "global", name: name.text };
  const references = context.references.get(declared.id) ?? [];
  context.references.set(declared.id, [...references, rangeOf(context, name)]);
  return { kind: "binding", id: declared.id };
}

function pushExport(context: TypeScriptExtraction, node: ts.Node, name: string, term: Term, typeOnly = false): void {
  context.exports.push({ kind: "name", name, term, range: rangeOf(context, node), typeOnly });
}

function readExportAssignment(context: TypeScriptExtraction, node: ts.ExportAssignment): void {
  if (node.parent !== context.source) return;
  pushExport(context, node, node.isExportEquals ? "=" : "default", termOf(context, node.expression));
}

function readExportedStatement(context: TypeScriptExtraction, node: ts.Statement): void {
  if (node.parent !== context.source) return;
  const typeOnly = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) {
    pushExport(context, node, "default", defaultTerm(context, node), typeOnly);
    return;
  }
  for (const name of declaredNames(node)) pushExport(context, name, name.text, termOf(context, name), typeOnly);
}

function defaultTerm(context: TypeScriptExtraction, node: ts.Statement): Term {
  if (ts.isClassDeclaration(node)) return { kind: "class", index: context.classes.indexOf(node) };
  if (ts.isFunctionDeclaration(node)) return { kind: "function", index: context.functions.indexOf(node) };
  const [name] = declaredNames(node);
  return name ? termOf(context, name) : unknownTerm("default export");
}

/** `module.exports = …`, `exports.x = …`, `module.exports.x = …`, and chains of them. */
function readCommonJsExport(context: TypeScriptExtraction, node: ts.BinaryExpression): void {
  if (!isAssignment(node.operatorToken.kind)) return;
  const { left } = node;
  const value = assignedValue(node.right);
  if (isModuleExports(context, left)) pushExport(context, left, "=", termOf(context, value));
  if (!isAccess(left) || !isExports(context, left.expression)) return;
  const name = accessedName(left);
  if (name === undefined) context.openExports.push("exports under computed names");
  else if (name !== "__esModule") pushExport(context, left, name, termOf(context, value));
}

/** `module.exports = new Manager(); module.exports.Manager = Manager;`: the one object has the name as a member. */
export function addedToWhole({ exports }: TypeScriptExtraction): readonly Augmentation[] {
  const named = exports.filter((entry) => entry.kind === "name");
  const wholes = named.filter(({ name }) => name === "=");
  return wholes.flatMap(({ term: target }) =>
    named
      .filter(({ name }) => name !== "=")
      .map(({ name, term: value, range }) => ({ target, side: "static" as const, name, value, range })),
  );
}

/** What `a = b = c` assigns in the end. */
function assignedValue(node: ts.Expression): ts.Expression {
  return ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) ? assignedValue(node.right) : node;
}

/** `exports` or `module.exports`, where the file does not bind those names itself. */
function isExports(context: TypeScriptExtraction, node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === "exports" && context.scopes.resolve("exports", node) === undefined;
  return isModuleExports(context, node);
}

function isModuleExports(context: TypeScriptExtraction, node: ts.Expression): boolean {
  if (!isAccess(node) || accessedName(node) !== "exports") return false;
  const { expression } = node;
  if (!ts.isIdentifier(expression) || expression.text !== "module") return false;
  return context.scopes.resolve("module", node) === undefined;
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function isAccess(node: ts.Expression): node is Access {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function accessedName(node: Access): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Calls by which a CommonJS module exports: what people write, and what compilers make of `export`. */
function readExportCall(context: TypeScriptExtraction, node: ts.CallExpression): void {
  const [first, second] = node.arguments;
  if (first === undefined || second === undefined) return;
  if (EXPORT_STAR.test(calleeName(node)) && ts.isCallExpression(first) && isExports(context, second)) {
    const specifier = importedSpecifier(context, first);
    if (specifier !== undefined) context.exports.push({ kind: "star", specifier, range: rangeOf(context, node) });
    return;
  }
  if (!isExports(context, first)) return;
  switch (standardFunction(context, node)) {
    case "Object.assign":
      for (const given of node.arguments.slice(1)) exportMembers(context, given);
      break;
    case "Object.defineProperty":
      exportDefined(context, node, second);
      break;
  }
}

/** Helpers with which compilers write `export * from`. */
const EXPORT_STAR = /^_*(exportStar|export_star|reExport)$/;

function exportMembers(context: TypeScriptExtraction, given: ts.Expression): void {
  const value = termOf(context, given);
  const object = value.kind === "object" ? context.objects.list[value.index] : undefined;
  if (object === undefined || object.spreads.length + object.open.length > 0) {
    context.openExports.push("exports the members of another object");
  }
  for (const member of object?.members ?? []) {
    context.exports.push({
      kind: "name",
      name: member.name,
      term: member.value,
      range: member.nameRange,
      typeOnly: false,
    });
  }
}

function exportDefined(context: TypeScriptExtraction, node: ts.CallExpression, name: ts.Expression): void {
  if (!ts.isStringLiteralLike(name)) context.openExports.push("exports under computed names");
  else if (name.text !== "__esModule") pushExport(context, node, name.text, describedTerm(context, node.arguments[2]));
}
