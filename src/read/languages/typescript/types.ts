/** Type annotations as terms: `typeTerm` describes a value of the written type. */
import { ts } from "ts-morph";
import { type Term, unknownTerm } from "../../facts/terms.js";
import type { TypeScriptExtraction } from "./context.js";
import { nameTerm, unionTerm } from "./expressions.js";

export function typeTerm(context: TypeScriptExtraction, node: ts.TypeNode): Term {
  if (ts.isTypeReferenceNode(node)) return referenceTerm(context, node);
  if (ts.isUnionTypeNode(node)) return unionTerm(node.types.map((type) => typeTerm(context, type)));
  if (ts.isParenthesizedTypeNode(node)) return typeTerm(context, node.type);
  if (ts.isTypeQueryNode(node)) return entityTerm(context, node.exprName);
  if (ts.isImportTypeNode(node)) return importTypeTerm(node);
  if (ts.isArrayTypeNode(node)) return { kind: "collection", of: typeTerm(context, node.elementType) };
  if (ts.isTypeOperatorNode(node)) return typeTerm(context, node.type);
  if (ts.isTypeLiteralNode(node))
    return { kind: "instance", of: { kind: "interface", index: context.interfaces.indexOf(node) } };
  if (ts.isFunctionTypeNode(node)) return { kind: "function", index: context.functions.indexOf(node) };
  if (ts.isThisTypeNode(node)) return unknownTerm("`this` type");
  if (ts.isLiteralTypeNode(node) || isPrimitive(node)) return { kind: "literal" };
  return unknownTerm(`${ts.SyntaxKind[node.kind] ?? "type"} is not followed`);
}

function isPrimitive(node: ts.TypeNode): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
    case ts.SyntaxKind.NumberKeyword:
    case ts.SyntaxKind.BooleanKeyword:
    case ts.SyntaxKind.VoidKeyword:
    case ts.SyntaxKind.UndefinedKeyword:
    case ts.SyntaxKind.NullKeyword:
    case ts.SyntaxKind.NeverKeyword:
    case ts.SyntaxKind.BigIntKeyword:
    case ts.SyntaxKind.SymbolKeyword:
      return true;
    default:
      return false;
  }
}

/** Types of the language that stand for the value of an argument. */
const SAME = new Set(["Readonly", "Required", "Partial", "NonNullable", "Mutable"]);
const KEYED = new Set(["Map", "WeakMap", "ReadonlyMap", "Record"]);
const LISTS = new Set(["Array", "ReadonlyArray", "Set", "ReadonlySet"]);

function referenceTerm(context: TypeScriptExtraction, node: ts.TypeReferenceNode): Term {
  const name = node.typeName.getText(context.source);
  const [first, second] = node.typeArguments ?? [];
  if (first !== undefined && context.scopes.resolve(name, node) === undefined) {
    if (name === "Promise" || name === "PromiseLike") return { kind: "promise", of: typeTerm(context, first) };
    if (name === "Awaited") return { kind: "await", of: typeTerm(context, first) };
    if (name === "ReturnType") return { kind: "call", of: typeTerm(context, first) };
    if (name === "InstanceType") return { kind: "construct", of: typeTerm(context, first) };
    if (SAME.has(name)) return typeTerm(context, first);
    if (LISTS.has(name)) return { kind: "collection", of: typeTerm(context, first) };
    if (KEYED.has(name) && second !== undefined) return { kind: "collection", of: typeTerm(context, second) };
  }
  return { kind: "instance", of: entityTerm(context, node.typeName) };
}

export function entityTerm(context: TypeScriptExtraction, name: ts.EntityName): Term {
  if (ts.isQualifiedName(name)) return { kind: "member", of: entityTerm(context, name.left), name: name.right.text };
  return nameTerm(context, name);
}

/** `import("./db").Manager`, also inside JSDoc. */
function importTypeTerm(node: ts.ImportTypeNode): Term {
  const { argument, qualifier } = node;
  if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal))
    return unknownTerm("import type of a computed specifier");
  const module: Term = { kind: "import", specifier: argument.literal.text, name: "*" };
  if (qualifier === undefined) return module;
  const names = qualifier.getText().split(".");
  const named = names.reduce<Term>((of, name) => ({ kind: "member", of, name }), module);
  return node.isTypeOf ? named : { kind: "instance", of: named };
}
