/** Sites: calls, constructions and reads, and members added from outside. */
import { ts } from "ts-morph";
import type { Argument, Site } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import { reaches } from "../reach.js";
import { writesData } from "../statements.js";
import { hasModifier, propertyName, rangeOf, type TypeScriptExtraction } from "./context.js";
import {
  bareExpression,
  calleeName,
  describedTerm,
  nameTerm,
  standardFunction,
  termOf,
  thisOwner,
} from "./expressions.js";
import { putInto } from "./fields.js";
import { optional } from "./members.js";
import { guardOf } from "./narrowing.js";
import { isAssignment } from "./tree.js";
import { entityTerm } from "./types.js";
import { isFunctionLiteral, usageOf } from "./usages.js";

export function readSiteNode(context: TypeScriptExtraction, node: ts.Node): void {
  if (ts.isCallExpression(node)) readCall(context, node);
  else if (ts.isNewExpression(node)) pushSite(context, "construct", node, node.expression, node.arguments ?? []);
  else if (ts.isTaggedTemplateExpression(node)) pushSite(context, "call", node, node.tag, []);
  else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) readMember(context, node);
  else if (ts.isBinaryExpression(node)) readAssignment(context, node);
  else if (ts.isTypeReferenceNode(node)) readTypeReference(context, node);
  else if (ts.isIdentifier(node)) readName(context, node);
}

function readCall(context: TypeScriptExtraction, node: ts.CallExpression): void {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return;
  pushSite(context, "call", node, node.expression, node.arguments);
  readPut(context, node);
  readDefinedMembers(context, node);
}

/** `pools.set(key, pool)` on a collection that the file makes says what is in it. */
function readPut(context: TypeScriptExtraction, node: ts.CallExpression): void {
  const put = putInto(node);
  if (put === undefined || !ts.isIdentifier(put.collection)) return;
  const declaration = context.scopes.resolve(put.collection.text, put.collection)?.node;
  const made = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  if (made === undefined || termOf(context, made).kind !== "collection") return;
  noteAssigned(context, put.collection, { kind: "collection", of: termOf(context, put.value) });
}

/** `Object.assign(Manager, { … })`, `Object.defineProperty(Manager.prototype, "close", { … })` */
function readDefinedMembers(context: TypeScriptExtraction, node: ts.CallExpression): void {
  const [target, members, descriptor] = node.arguments;
  if (target === undefined) return;
  if (members === undefined) {
    if (standardFunction(context, node) === undefined) readHandedPrototype(context, target, node);
    return;
  }
  const name = ts.isStringLiteralLike(members) ? members.text : undefined;
  switch (standardFunction(context, node)) {
    case "Object.assign":
      for (const given of node.arguments.slice(1)) augmentAll(context, target, given, node);
      break;
    case "Object.defineProperty":
      augment(context, target, name, describedTerm(context, descriptor), node);
      break;
    case "Reflect.set":
      if (descriptor) augment(context, target, name, termOf(context, descriptor), node);
      break;
    case "Reflect.defineProperty":
      augment(context, target, name, describedTerm(context, descriptor), node);
      break;
    case "Object.defineProperties":
      augment(context, target, undefined, unknownTerm("defined by descriptors"), node);
      break;
    case "Object.setPrototypeOf":
      augment(context, target, undefined, unknownTerm("another prototype"), node);
      break;
    case undefined:
      for (const given of node.arguments) readHandedPrototype(context, given, node);
      break;
  }
}

/** `extend(Manager.prototype, mixin)`: a function that is no spy may add members to what it is given. */
function readHandedPrototype(context: TypeScriptExtraction, given: ts.Expression, node: ts.CallExpression): void {
  if (prototypeOwner(context, given) === undefined || LOOKS_ON.test(calleeName(node))) return;
  augment(context, given, undefined, unknownTerm("handed to a function"), node);
}

/** Names of functions that replace a member which is there, or only ask for it. */
const LOOKS_ON =
  /^(spyOn|spy|stub|mock|method|replace|replaceProperty|has|hasOwn|hasOwnProperty|isPrototypeOf|expect|equal|log)$/;

/** The members of an object literal, one by one; of anything else, nobody knows which. */
function augmentAll(context: TypeScriptExtraction, target: ts.Expression, given: ts.Expression, node: ts.Node): void {
  const value = termOf(context, given);
  const object = value.kind === "object" ? context.objects.list[value.index] : undefined;
  const isListed = object !== undefined && object.open.length === 0 && object.spreads.length === 0;
  if (!isListed) augment(context, target, undefined, value, node);
  for (const member of object?.members ?? []) augment(context, target, member.name, member.value, node);
}

/** A member that is read, not called: `pool.max`, `const { getDb } = database` is a binding instead. */
function readMember(
  context: TypeScriptExtraction,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): void {
  const { parent } = node;
  const isCallee = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
  const isTag = ts.isTaggedTemplateExpression(parent) && parent.tag === node;
  const isWritten = ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind);
  if (isCallee || isTag || isWritten) return;
  pushSite(context, "read", node, node, []);
}

function pushSite(
  context: TypeScriptExtraction,
  kind: Site["kind"],
  node: ts.Expression,
  callee: ts.Expression,
  args: readonly ts.Expression[],
): void {
  const target = termOf(context, callee);
  if (!reaches(target, STANDARD)) return;
  const bare = unparenthesised(callee);
  const isMember = ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare);
  context.sites.push({
    kind,
    target,
    range: rangeOf(context, node),
    nameRange: rangeOf(
      context,
      ts.isPropertyAccessExpression(bare)
        ? bare.name
        : ts.isElementAccessExpression(bare)
          ? bare.argumentExpression
          : bare,
    ),
    ...optional("receiverRange", isMember ? rangeOf(context, bare.expression) : undefined),
    arguments: args.map((argument) => readArgument(context, argument)),
    usage: usageOf(context, node),
    ...optional("guard", isMember ? guardOf(context, bare) : undefined),
    ...optional("enclosing", enclosingName(context, node)),
  });
}

function unparenthesised(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? unparenthesised(node.expression) : node;
}

const STANDARD = new Set([
  "Array",
  "BigInt",
  "Boolean",
  "Buffer",
  "Date",
  "Error",
  "Intl",
  "JSON",
  "Math",
  "Number",
  "Object",
  "Promise",
  "Reflect",
  "RegExp",
  "String",
  "Symbol",
  "URL",
  "console",
  "describe",
  "document",
  "expect",
  "it",
  "jest",
  "parseInt",
  "process",
  "setTimeout",
  "test",
  "vi",
]);

function readArgument(context: TypeScriptExtraction, node: ts.Expression): Argument {
  if (isFunctionLiteral(node)) return readCallback(context, node);
  const text = ts.isStringLiteralLike(node) ? node.text : undefined;
  const range = rangeOf(context, node);
  return { range, term: termOf(context, node), text, writes: writesData(context.source.text, range) };
}

/** Nothing can be asked of a function written in place but what it is handed, which its parameters tell. */
function readCallback(context: TypeScriptExtraction, node: ts.ArrowFunction | ts.FunctionExpression): Argument {
  const parameters = node.parameters.map((parameter) => parameter.name.getText(context.source));
  const async = hasModifier(node, ts.SyntaxKind.AsyncKeyword);
  const term = unknownTerm("function in place");
  return { range: rangeOf(context, node), term, writes: false, callback: { parameters, async } };
}

/** `Class.method`, or the names of the functions around a place, outermost first. */
function enclosingName(context: TypeScriptExtraction, node: ts.Node): string | undefined {
  const owner = ts.findAncestor(node.parent, isEnclosing);
  if (owner === undefined) return undefined;
  const known = context.enclosing.get(owner);
  if (known !== undefined) return known;
  const own = (owner as ts.NamedDeclaration).name?.getText(context.source) ?? "";
  const outer = enclosingName(context, owner);
  const name = outer === undefined ? own : `${outer}.${own}`;
  context.enclosing.set(owner, name);
  return name;
}

function isEnclosing(node: ts.Node): boolean {
  const isOwner =
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    (ts.isVariableDeclaration(node) && node.initializer !== undefined && isFunctionLiteral(node.initializer));
  return isOwner && (node as ts.NamedDeclaration).name !== undefined;
}

function readAssignment(context: TypeScriptExtraction, node: ts.BinaryExpression): void {
  if (isAssignment(node.operatorToken.kind)) assign(context, node.left, termOf(context, node.right), node);
}

function assign(context: TypeScriptExtraction, target: ts.Expression, value: Term, node: ts.Node): void {
  if (ts.isIdentifier(target)) noteAssigned(context, target, value);
  else if (ts.isPropertyAccessExpression(target)) {
    if (!isOwnField(target)) augment(context, target.expression, target.name.text, value, node);
  } else if (ts.isElementAccessExpression(target)) {
    const key = target.argumentExpression;
    augment(context, target.expression, ts.isStringLiteralLike(key) ? key.text : undefined, value, node);
  } else if (ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) assignProperty(context, property, value, node);
  } else if (ts.isArrayLiteralExpression(target)) {
    for (const element of target.elements) assign(context, element, { kind: "element", of: value }, node);
  }
}

/** `({ db, pool: connections } = open())` */
function assignProperty(
  context: TypeScriptExtraction,
  property: ts.ObjectLiteralElementLike,
  of: Term,
  node: ts.Node,
): void {
  const name = property.name && propertyName(property.name);
  if (name === undefined) return;
  const value: Term = { kind: "member", of, name };
  if (ts.isShorthandPropertyAssignment(property)) assign(context, property.name, value, node);
  else if (ts.isPropertyAssignment(property)) assign(context, property.initializer, value, node);
}

function noteAssigned(context: TypeScriptExtraction, name: ts.Identifier, value: Term): void {
  const declared = context.scopes.resolve(name.text, name);
  if (declared === undefined) return;
  const earlier = context.assigned.get(declared.id);
  if (earlier === undefined) context.assigned.set(declared.id, [value]);
  else earlier.push(value);
}

/** `this.pool` in a class, which is a member of the class; in an object literal it adds to the object. */
function isOwnField({ expression }: ts.PropertyAccessExpression): boolean {
  if (expression.kind !== ts.SyntaxKind.ThisKeyword) return false;
  const owner = thisOwner(expression);
  return owner === undefined || ts.isClassLike(owner.node);
}

function augment(
  context: TypeScriptExtraction,
  owner: ts.Expression,
  name: string | undefined,
  value: Term,
  node: ts.Node,
): void {
  const of = prototypeOwner(context, owner);
  const target = termOf(context, of ?? bareExpression(owner));
  if (!reaches(target, STANDARD)) return;
  context.augmentations.push({
    target,
    side: of === undefined ? "static" : "instance",
    ...optional("name", name),
    value,
    range: rangeOf(context, node),
  });
}

/** `Manager` of `Manager.prototype`, of a constant that holds it, and of `Object.getPrototypeOf(new Manager())`. */
export function prototypeOwner(context: TypeScriptExtraction, node: ts.Expression): ts.Expression | undefined {
  const bare = bareExpression(node);
  if (ts.isPropertyAccessExpression(bare)) return bare.name.text === "prototype" ? bare.expression : undefined;
  if (ts.isElementAccessExpression(bare)) {
    const key = bare.argumentExpression;
    return ts.isStringLiteralLike(key) && key.text === "prototype" ? bare.expression : undefined;
  }
  if (ts.isCallExpression(bare)) {
    return standardFunction(context, bare) === "Object.getPrototypeOf" ? bare.arguments[0] : undefined;
  }
  const declaration = ts.isIdentifier(bare) ? context.scopes.resolve(bare.text, bare)?.node : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const held = declaration.initializer && bareExpression(declaration.initializer);
  // A constant of a constant is nobody's habit, and could go in a circle.
  return held === undefined || ts.isIdentifier(held) ? undefined : prototypeOwner(context, held);
}

function readTypeReference(context: TypeScriptExtraction, node: ts.TypeReferenceNode): void {
  const target = entityTerm(context, node.typeName);
  if (!reaches(target, STANDARD)) return;
  const range = rangeOf(context, node.typeName);
  context.sites.push({
    kind: "type",
    target,
    range,
    nameRange: range,
    arguments: [],
    usage: { kind: "other", expression: range, awaited: false, mayAwait: false },
    ...optional("enclosing", enclosingName(context, node)),
  });
}

/** Notes what a name refers to, and makes a site of a bound name that is handed on as it is. */
function readName(context: TypeScriptExtraction, node: ts.Identifier): void {
  if (!isReference(node)) return;
  const declared = context.scopes.resolve(node.text, node);
  if (declared === undefined || declared.nameNode === node) return;
  const references = context.references.get(declared.id);
  if (references === undefined) context.references.set(declared.id, [rangeOf(context, node)]);
  else references.push(rangeOf(context, node));
  if (isHandedOn(node) && (declared.kind === "import" || declared.topLevel)) {
    const range = rangeOf(context, node);
    context.sites.push({
      kind: "read",
      target: nameTerm(context, node),
      range,
      nameRange: range,
      arguments: [],
      usage: usageOf(context, node),
      ...optional("enclosing", enclosingName(context, node)),
    });
  }
}

/** Not a declaration's name, a member's name, or a key. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (
    ts.isExportSpecifier(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isNamespaceImport(parent)
  )
    return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isJsxAttribute(parent)) return false;
  return (parent as ts.NamedDeclaration).name !== node;
}

/** The value itself goes somewhere: an argument, a property, a variable; not called and no member taken. */
function isHandedOn(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) return parent.expression !== node;
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node) return false;
  if (ts.isTaggedTemplateExpression(parent) || ts.isTypeNode(parent) || ts.isQualifiedName(parent)) return false;
  return ts.isExpression(node) && !(ts.isBinaryExpression(parent) && parent.left === node);
}
