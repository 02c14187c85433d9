/** What each bound name stands for, from its declaration alone. */
import { ts } from "ts-morph";
import type { Augmentation, Binding } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import { type Context, rangeOf } from "./context.js";
import { standardFunction, termOf } from "./expressions.js";
import { handedTerm } from "./functions.js";
import { optional } from "./members.js";
import { typeTerm } from "./types.js";

/** To be called after every node was read, when references and assignments are complete. */
export function readBindings(context: Context): readonly Binding[] {
  return context.scopes.declared.map((declared) => ({
    name: declared.name,
    nameRange: rangeOf(context, declared.nameNode),
    kind: declared.kind,
    term: declarationTerm(context, declared.node),
    ...optional("type", annotation(context, declared.node)),
    assigned: context.assigned.get(declared.id) ?? [],
    references: context.references.get(declared.id) ?? [],
    topLevel: declared.topLevel,
    scope: declared.scope,
  }));
}

function declarationTerm(context: Context, node: ts.Node): Term {
  const imported = importTerm(node);
  if (imported !== undefined) return imported;
  if (ts.isVariableDeclaration(node)) return variableTerm(context, node);
  if (ts.isParameter(node)) return node.initializer ? termOf(context, node.initializer) : handedTerm(context, node);
  if (ts.isBindingElement(node)) return elementTerm(context, node);
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) {
    return { kind: "function", index: context.functions.indexOf(implementation(context, node)) };
  }
  if (ts.isClassLike(node)) return { kind: "class", index: context.classes.indexOf(node) };
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    return { kind: "interface", index: context.interfaces.indexOf(node) };
  }
  if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
    return { kind: "object", index: context.objects.indexOf(node) };
  }
  return unknownTerm("type parameter");
}

function importTerm(node: ts.Node): Term | undefined {
  if (ts.isImportEqualsDeclaration(node)) {
    const reference = node.moduleReference;
    if (!ts.isExternalModuleReference(reference)) return unknownTerm("import alias");
    const { expression } = reference;
    return ts.isStringLiteralLike(expression) ? { kind: "import", specifier: expression.text, name: "=" } : undefined;
  }
  const declaration = ts.findAncestor(node, ts.isImportDeclaration);
  if (declaration === undefined || !ts.isStringLiteral(declaration.moduleSpecifier)) return undefined;
  const specifier = declaration.moduleSpecifier.text;
  if (ts.isImportClause(node)) return { kind: "import", specifier, name: "default" };
  if (ts.isNamespaceImport(node)) return { kind: "import", specifier, name: "*" };
  if (ts.isImportSpecifier(node)) return { kind: "import", specifier, name: (node.propertyName ?? node.name).text };
  return undefined;
}

function variableTerm(context: Context, node: ts.VariableDeclaration): Term {
  if (node.initializer) return termOf(context, node.initializer);
  const loop = node.parent.parent;
  if (ts.isForOfStatement(loop)) return { kind: "element", of: termOf(context, loop.expression) };
  return ts.isCatchClause(node.parent) ? unknownTerm("caught value") : { kind: "literal" };
}

/** `const { a: { b } } = x` makes `b` the member `b` of the member `a` of `x`. */
function elementTerm(context: Context, node: ts.BindingElement): Term {
  if (node.dotDotDotToken) return unknownTerm("rest of a pattern");
  const place = ts.isArrayBindingPattern(node.parent) ? placeTerm(context, node) : undefined;
  if (place !== undefined) return place;
  const of = patternSource(context, node.parent.parent);
  if (ts.isArrayBindingPattern(node.parent)) return { kind: "element", of };
  const key = node.propertyName ?? node.name;
  return ts.isIdentifier(key) || ts.isStringLiteral(key)
    ? { kind: "member", of, name: key.text }
    : unknownTerm("computed key in a pattern");
}

/** The second of `const [a, b] = [x, y]`, or of `await Promise.all([x(), y()])`, is the second and no other. */
function placeTerm(context: Context, node: ts.BindingElement): Term | undefined {
  const declaration = node.parent.parent;
  const source = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const place = (node.parent as ts.ArrayBindingPattern).elements.indexOf(node);
  if (source === undefined) return undefined;
  if (ts.isArrayLiteralExpression(source)) return listedTerm(context, source, place);
  const call = ts.isAwaitExpression(source) ? source.expression : undefined;
  if (!call || !ts.isCallExpression(call) || standardFunction(context, call) !== "Promise.all") return undefined;
  const [list] = call.arguments;
  const of = list && ts.isArrayLiteralExpression(list) ? listedTerm(context, list, place) : undefined;
  return of && { kind: "await", of };
}

function listedTerm(context: Context, { elements }: ts.ArrayLiteralExpression, place: number): Term | undefined {
  const element = elements[place];
  return element && !elements.some(ts.isSpreadElement) ? termOf(context, element) : undefined;
}

function patternSource(
  context: Context,
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
): Term {
  return annotation(context, node) ?? declarationTerm(context, node);
}

function annotation(context: Context, node: ts.Node): Term | undefined {
  if (!ts.isVariableDeclaration(node) && !ts.isParameter(node)) return undefined;
  const type = node.type ?? ts.getJSDocType(node);
  if (type === undefined) return undefined;
  const term = typeTerm(context, type);
  return term.kind === "unknown" ? undefined : term;
}

/** Of overloads, the one with a body. */
function implementation(
  context: Context,
  node: ts.FunctionDeclaration | ts.FunctionExpression,
): ts.SignatureDeclaration {
  if (node.body || !node.name) return node;
  const merged = context.scopes.of(node.name)?.merged ?? [];
  return (
    merged.find(
      (other): other is ts.FunctionDeclaration => ts.isFunctionDeclaration(other) && other.body !== undefined,
    ) ?? node
  );
}

/** What declarations that share a name add to each other: `interface X` and `namespace X` beside `class X`. */
export function mergedMembers(context: Context): readonly Augmentation[] {
  return context.scopes.declared.flatMap((declared) => {
    const target: Term = { kind: "binding", id: declared.id };
    return declared.merged.flatMap((node) => mergedFrom(context, target, node));
  });
}

function mergedFrom(context: Context, target: Term, node: ts.Node): readonly Augmentation[] {
  const range = rangeOf(context, node);
  if (ts.isInterfaceDeclaration(node)) {
    const facts = context.interfaces.list[context.interfaces.indexOf(node)];
    return (facts?.members ?? []).map(({ name, value }) => ({ target, side: "instance", name, value, range }));
  }
  if (ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node)) {
    const facts = context.objects.list[context.objects.indexOf(node)];
    return (facts?.members ?? []).map(({ name, value }) => ({ target, side: "static", name, value, range }));
  }
  if (ts.isClassLike(node)) {
    // An interface declared before its class: what the class has is not in the interface, so neither list is whole.
    return [
      { target, side: "instance", value: unknownTerm("merged class"), range },
      { target, side: "static", value: unknownTerm("merged class"), range },
    ];
  }
  return [];
}
