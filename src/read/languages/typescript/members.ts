/** The members of classes, object literals, enums, namespaces and interfaces, and why there may be more. */
import { ts } from "ts-morph";
import type { ClassFacts, InterfaceFacts, Member, ObjectFacts } from "../../facts/facts.js";
import { type Side, type Term, unknownTerm } from "../../facts/terms.js";
import {
  decoratorNames,
  deprecation,
  hasModifier,
  type InterfaceNode,
  type ObjectNode,
  propertyName,
  rangeOf,
  type TypeScriptExtraction,
} from "./context.js";
import { dynamicMembers } from "./dynamic-members.js";
import { termOf } from "./expressions.js";
import { fieldKey, filledFields, undeclaredField, withFilling } from "./fields.js";
import { typeTerm } from "./types.js";

export function readClass(context: TypeScriptExtraction, node: ts.ClassLikeDeclaration): ClassFacts {
  const nameNode = node.name ?? namingDeclaration(node);
  return {
    name: nameNode?.getText(context.source) ?? "(anonymous class)",
    range: rangeOf(context, node),
    nameRange: rangeOf(context, nameNode ?? node),
    topLevel: isTopLevel(node),
    bases: heritage(context, node, ts.SyntaxKind.ExtendsKeyword),
    implements: heritage(context, node, ts.SyntaxKind.ImplementsKeyword),
    members: classMembers(context, node),
    open: dynamicMembers(context, node),
    decorators: decoratorNames(node),
    ...optional("deprecated", deprecation(context, node)),
  };
}

/** The identifier of `const Name = class { … }`. */
function namingDeclaration(node: ts.Node): ts.Node | undefined {
  return ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name : undefined;
}

export function isTopLevel(node: ts.Node): boolean {
  let at = node.parent;
  while (at !== undefined && !ts.isFunctionLike(at) && !ts.isClassLike(at) && !ts.isBlock(at)) at = at.parent;
  return at === undefined;
}

function heritage(context: TypeScriptExtraction, node: ts.ClassLikeDeclaration, token: ts.SyntaxKind): readonly Term[] {
  const clause = node.heritageClauses?.find((candidate) => candidate.token === token);
  return (clause?.types ?? []).map((type) => termOf(context, type.expression));
}

function classMembers(context: TypeScriptExtraction, node: ts.ClassLikeDeclaration): readonly Member[] {
  const filled = filledFields(context, node);
  const declared = node.members.flatMap((element) => readClassElement(context, element));
  const members = declared.map((member) => {
    const key = fieldKey(member.side, member.name);
    const field = filled.get(key);
    filled.delete(key);
    return field === undefined ? member : withFilling(member, field);
  });
  const undeclared = [...filled.values()].filter((field) => field.assigned.length > 0);
  return [...members, ...undeclared.map((field) => undeclaredField(context, field))];
}

function readClassElement(context: TypeScriptExtraction, node: ts.ClassElement): readonly Member[] {
  if (ts.isConstructorDeclaration(node))
    return node.parameters.flatMap((parameter) => parameterProperty(context, parameter));
  const member = readMember(
    context,
    node,
    ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static ? "static" : "instance",
  );
  return member === undefined ? [] : [member];
}

/** `constructor(private readonly db: Database)` declares the field `db`. */
function parameterProperty(context: TypeScriptExtraction, node: ts.ParameterDeclaration): readonly Member[] {
  if (!ts.isParameterPropertyDeclaration(node, node.parent) || !ts.isIdentifier(node.name)) return [];
  return [
    {
      name: node.name.text,
      side: "instance",
      kind: "field",
      visibility: visibilityOf(node),
      range: rangeOf(context, node),
      nameRange: rangeOf(context, node.name),
      value: unknownTerm("constructor parameter"),
      ...optional("type", node.type && typeTerm(context, node.type)),
    },
  ];
}

type MemberNode = ts.ClassElement | ts.ObjectLiteralElementLike | ts.TypeElement;

function readMember(context: TypeScriptExtraction, node: MemberNode, side: Side): Member | undefined {
  const name = node.name && propertyName(node.name);
  const kind = memberKind(node);
  if (name === undefined || node.name === undefined || kind === undefined) return undefined;
  const type = memberType(context, node);
  return {
    name,
    side,
    kind,
    visibility: visibilityOf(node),
    range: rangeOf(context, node),
    nameRange: rangeOf(context, node.name),
    value: memberValue(context, node),
    ...optional("type", type),
    ...optional("deprecated", deprecation(context, node)),
  };
}

function memberKind(node: MemberNode): Member["kind"] | undefined {
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return "method";
  if (ts.isGetAccessor(node)) return "getter";
  if (ts.isSetAccessor(node)) return "setter";
  const isField =
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node);
  return isField ? "field" : undefined;
}

function memberValue(context: TypeScriptExtraction, node: MemberNode): Term {
  if (ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) {
    return { kind: "function", index: context.functions.indexOf(node) };
  }
  if (ts.isGetAccessor(node)) {
    const getter = context.functions.indexOf(node);
    return { kind: "call", of: { kind: "function", index: getter } };
  }
  if ((ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) && node.initializer) {
    return termOf(context, node.initializer);
  }
  if (ts.isShorthandPropertyAssignment(node)) return termOf(context, node.name);
  return unknownTerm("declared without a value");
}

function memberType(context: TypeScriptExtraction, node: MemberNode): Term | undefined {
  const isTyped = ts.isPropertyDeclaration(node) || ts.isPropertySignature(node) || ts.isGetAccessor(node);
  const type = isTyped ? (node.type ?? (context.hasJsDoc ? ts.getJSDocType(node) : undefined)) : undefined;
  return type && typeTerm(context, type);
}

function visibilityOf(node: ts.Node): Member["visibility"] {
  const name = (node as ts.NamedDeclaration).name;
  if (name && ts.isPrivateIdentifier(name)) return "hash";
  if (hasModifier(node, ts.SyntaxKind.PrivateKeyword)) return "private";
  return hasModifier(node, ts.SyntaxKind.ProtectedKeyword) ? "protected" : "public";
}

export function readObject(context: TypeScriptExtraction, node: ObjectNode): ObjectFacts {
  if (ts.isEnumDeclaration(node)) return readEnum(context, node);
  if (ts.isModuleDeclaration(node)) return readNamespace(context, node);
  const members: Member[] = [];
  const spreads: Term[] = [];
  const open: string[] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreads.push(termOf(context, property.expression));
      continue;
    }
    const member = readMember(context, property, "instance");
    if (member === undefined) open.push("computed member name");
    else members.push(member);
  }
  return { range: rangeOf(context, node), members, spreads, open };
}

function readEnum(context: TypeScriptExtraction, node: ts.EnumDeclaration): ObjectFacts {
  const members = node.members.map((member) => literalMember(context, member.name, member, { kind: "literal" }));
  return { range: rangeOf(context, node), members, spreads: [], open: [] };
}

function readNamespace(context: TypeScriptExtraction, node: ts.ModuleDeclaration): ObjectFacts {
  const { body } = node;
  const names = body ? namespaceNames(node, body) : [];
  return {
    range: rangeOf(context, node),
    members: names.map((name) => literalMember(context, name, name, termOf(context, name))),
    spreads: [],
    open: dynamicMembersOfNamespace(body),
  };
}

/** What a namespace exports; where it only declares, that is all of it. `namespace A.B` is `B` inside `A`. */
function namespaceNames(node: ts.ModuleDeclaration, body: ts.ModuleBody): readonly ts.Identifier[] {
  if (ts.isModuleDeclaration(body)) return ts.isIdentifier(body.name) ? [body.name] : [];
  if (!ts.isModuleBlock(body)) return [];
  const isAmbient = hasModifier(node, ts.SyntaxKind.DeclareKeyword) || node.getSourceFile().isDeclarationFile;
  return body.statements
    .filter((statement) => isAmbient || hasModifier(statement, ts.SyntaxKind.ExportKeyword))
    .flatMap((statement) => declaredNames(statement));
}

function dynamicMembersOfNamespace(body: ts.ModuleBody | undefined): readonly string[] {
  if (body === undefined) return ["declared elsewhere"];
  return ts.isModuleBlock(body) && body.statements.some(ts.isExportDeclaration) ? ["exports by a list"] : [];
}

function literalMember(context: TypeScriptExtraction, name: ts.PropertyName, node: ts.Node, value: Term): Member {
  return {
    name: propertyName(name) ?? name.getText(context.source),
    side: "instance",
    kind: "field",
    visibility: "public",
    range: rangeOf(context, node),
    nameRange: rangeOf(context, name),
    value,
  };
}

/** The identifiers that a statement declares. */
export function declaredNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((declaration) => patternNames(declaration.name));
  }
  const name = (statement as ts.Statement & { readonly name?: ts.Node }).name;
  return name !== undefined && ts.isIdentifier(name) ? [name] : [];
}

function patternNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? patternNames(element.name) : []));
}

export function readInterface(context: TypeScriptExtraction, node: InterfaceNode): InterfaceFacts {
  const meaning = aliasedType(node);
  const body = meaning && ts.isTypeLiteralNode(meaning) ? meaning : node;
  const elements = "members" in body ? [...body.members] : [];
  return {
    name: "name" in node ? node.name.text : "(object type)",
    range: rangeOf(context, node),
    nameRange: rangeOf(context, "name" in node ? node.name : node),
    bases: ts.isInterfaceDeclaration(node) ? interfaceBases(context, node) : [],
    members: elements.flatMap((element) => readMember(context, element, "instance") ?? []),
    open: elements.some(ts.isIndexSignatureDeclaration) ? ["index signature"] : [],
    ...optional("alias", isAlias(node) && body === node ? aliasTerm(context, meaning) : undefined),
  };
}

function isAlias(node: InterfaceNode): node is ts.TypeAliasDeclaration | ts.TypeParameterDeclaration {
  return ts.isTypeAliasDeclaration(node) || ts.isTypeParameterDeclaration(node);
}

/** What a type alias stands for, or what a type parameter is bound by. */
function aliasedType(node: InterfaceNode): ts.TypeNode | undefined {
  if (ts.isTypeAliasDeclaration(node)) return node.type;
  return ts.isTypeParameterDeclaration(node) ? node.constraint : undefined;
}

function aliasTerm(context: TypeScriptExtraction, type: ts.TypeNode | undefined): Term {
  return type ? typeTerm(context, type) : unknownTerm("type parameter");
}

function interfaceBases(context: TypeScriptExtraction, node: ts.InterfaceDeclaration): readonly Term[] {
  return (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((type) => termOf(context, type.expression)));
}

/** `{ [key]: value }`, or nothing where there is no value. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]: Value });
}
