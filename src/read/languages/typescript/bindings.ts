/** What each bound name stands for, from its declaration alone. */
import { ts } from "ts-morph";
import type { Range } from "../../../base/text/span.js";
import type { Augmentation, Binding } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import { rangeOf, type TypeScriptExtraction } from "./context.js";
import { standardFunction, termOf, unionTerm } from "./expressions.js";
import { handedTerm } from "./functions.js";
import { declaredNames, optional } from "./members.js";
import type { DeclaredName } from "./scopes.js";
import { entityTerm, typeTerm } from "./types.js";

/** To be called after every node was read, when references and assignments are complete. */
export function readBindings(context: TypeScriptExtraction): readonly Binding[] {
  const homes = createRanges(context);
  return context.scopes.declared.map((declared) => ({
    name: declared.name,
    nameRange: rangeOf(context, declared.nameNode),
    kind: declared.kind,
    term: declarationTerm(context, leading(declared)),
    ...optional("type", annotation(context, declared.node)),
    assigned: context.assigned.get(declared.id) ?? [],
    references: context.references.get(declared.id) ?? [],
    topLevel: declared.topLevel,
    scope: homes.rangeOf(declared.home),
  }));
}

/** The ranges of nodes that are asked for again and again. */
function createRanges(context: TypeScriptExtraction): { rangeOf(node: ts.Node): Range } {
  const ranges = new Map<ts.Node, Range>();
  return {
    rangeOf(node) {
      const range = ranges.get(node) ?? rangeOf(context, node);
      ranges.set(node, range);
      return range;
    },
  };
}

/** Of declarations that merge, the one that makes the value: `class X` beside `interface X`, whichever comes first. */
function leading({ node, merged }: DeclaredName): ts.Node {
  if (merged.length === 0 || !(ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))) return node;
  return merged.find(ts.isClassDeclaration) ?? merged.find((other) => !ts.isInterfaceDeclaration(other)) ?? node;
}

function declarationTerm(context: TypeScriptExtraction, node: ts.Node): Term {
  const imported = importTerm(context, node);
  if (imported !== undefined) return imported;
  if (ts.isVariableDeclaration(node)) return variableTerm(context, node);
  if (ts.isParameter(node)) return node.initializer ? termOf(context, node.initializer) : handedTerm(context, node);
  if (ts.isBindingElement(node)) return elementTerm(context, node);
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) {
    return { kind: "function", index: context.functions.indexOf(implementation(context, node)) };
  }
  if (ts.isClassLike(node)) return { kind: "class", index: context.classes.indexOf(node) };
  if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
    return { kind: "object", index: context.objects.indexOf(node) };
  }
  const isType =
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeParameterDeclaration(node);
  return isType ? { kind: "interface", index: context.interfaces.indexOf(node) } : unknownTerm("not a declaration");
}

function importTerm(context: TypeScriptExtraction, node: ts.Node): Term | undefined {
  if (ts.isImportEqualsDeclaration(node)) {
    const reference = node.moduleReference;
    if (!ts.isExternalModuleReference(reference)) return entityTerm(context, reference);
    const { expression } = reference;
    return ts.isStringLiteralLike(expression) ? { kind: "import", specifier: expression.text, name: "=" } : undefined;
  }
  const isImport = ts.isImportClause(node) || ts.isNamespaceImport(node) || ts.isImportSpecifier(node);
  const declaration = isImport ? ts.findAncestor(node, ts.isImportDeclaration) : undefined;
  if (declaration === undefined || !ts.isStringLiteral(declaration.moduleSpecifier)) return undefined;
  const specifier = declaration.moduleSpecifier.text;
  if (ts.isImportClause(node)) return { kind: "import", specifier, name: "default" };
  if (ts.isNamespaceImport(node)) return { kind: "import", specifier, name: "*" };
  if (ts.isImportSpecifier(node)) return { kind: "import", specifier, name: (node.propertyName ?? node.name).text };
  return undefined;
}

function variableTerm(context: TypeScriptExtraction, node: ts.VariableDeclaration): Term {
  if (node.initializer) return termOf(context, node.initializer);
  const loop = node.parent.parent;
  if (ts.isForOfStatement(loop)) return { kind: "element", of: termOf(context, loop.expression) };
  return ts.isCatchClause(node.parent) ? unknownTerm("caught value") : { kind: "literal" };
}

/** `const { a: { b } } = x` makes `b` the member `b` of the member `a` of `x`. */
function elementTerm(context: TypeScriptExtraction, node: ts.BindingElement): Term {
  const taken = takenTerm(context, node);
  return node.initializer ? unionTerm([taken, termOf(context, node.initializer)]) : taken;
}

function takenTerm(context: TypeScriptExtraction, node: ts.BindingElement): Term {
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
function placeTerm(context: TypeScriptExtraction, node: ts.BindingElement): Term | undefined {
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

function listedTerm(
  context: TypeScriptExtraction,
  { elements }: ts.ArrayLiteralExpression,
  place: number,
): Term | undefined {
  const element = elements[place];
  return element && !elements.some(ts.isSpreadElement) ? termOf(context, element) : undefined;
}

function patternSource(
  context: TypeScriptExtraction,
  node: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
): Term {
  return annotation(context, node) ?? declarationTerm(context, node);
}

function annotation(context: TypeScriptExtraction, node: ts.Node): Term | undefined {
  if (!ts.isVariableDeclaration(node) && !ts.isParameter(node)) return undefined;
  const type = node.type ?? (context.hasJsDoc ? ts.getJSDocType(node) : undefined);
  if (type === undefined) return undefined;
  const term = typeTerm(context, type);
  return term.kind === "unknown" ? undefined : term;
}

/** Of overloads, the one with a body. */
function implementation(
  context: TypeScriptExtraction,
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
export function mergedMembers(context: TypeScriptExtraction): readonly Augmentation[] {
  return context.scopes.declared.flatMap((declared) => {
    const target: Term = { kind: "binding", id: declared.id };
    const first = leading(declared);
    const others = declared.merged.length === 0 ? [] : [declared.node, ...declared.merged];
    return others.filter((node) => node !== first).flatMap((node) => addedMembers(context, target, node));
  });
}

/** What `declare module "./db" { interface Manager { … } }` adds to the classes and interfaces of another module. */
export function moduleAugmentations(context: TypeScriptExtraction): readonly Augmentation[] {
  return context.source.statements.flatMap((statement) => {
    if (!ts.isModuleDeclaration(statement) || !ts.isStringLiteral(statement.name)) return [];
    const specifier = statement.name.text;
    const inner = statement.body && ts.isModuleBlock(statement.body) ? statement.body.statements : [];
    return inner.flatMap((node) => {
      const [name] = declaredNames(node);
      return name ? addedMembers(context, { kind: "import", specifier, name: name.text }, node) : [];
    });
  });
}

function addedMembers(context: TypeScriptExtraction, target: Term, node: ts.Node): readonly Augmentation[] {
  const range = rangeOf(context, node);
  if (ts.isInterfaceDeclaration(node)) {
    const facts = context.interfaces.list[context.interfaces.indexOf(node)];
    return (facts?.members ?? []).map(({ name, value }) => ({ target, side: "instance", name, value, range }));
  }
  if (ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node)) {
    const facts = context.objects.list[context.objects.indexOf(node)];
    return (facts?.members ?? []).map(({ name, value }) => ({ target, side: "static", name, value, range }));
  }
  return [];
}
