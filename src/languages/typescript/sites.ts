/** Places where something is called, constructed or read, and members put on things from outside. */
import { ts } from "ts-morph";
import type { Argument, Site } from "../../facts/facts.js";
import type { Term } from "../../facts/terms.js";
import { type Context, rangeOf } from "./context.js";
import { nameTerm, termOf } from "./expressions.js";
import { isAssignment, optional } from "./members.js";
import { guardOf } from "./narrowing.js";
import { isFunctionLiteral, shapeOf } from "./shapes.js";
import { entityTerm } from "./types.js";

export function readSiteNode(context: Context, node: ts.Node): void {
  if (ts.isCallExpression(node)) readCall(context, node);
  else if (ts.isNewExpression(node)) pushSite(context, "construct", node, node.expression, node.arguments ?? []);
  else if (ts.isTaggedTemplateExpression(node)) pushSite(context, "call", node, node.tag, []);
  else if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) readMember(context, node);
  else if (ts.isBinaryExpression(node)) readAssignment(context, node);
  else if (ts.isTypeReferenceNode(node)) readTypeReference(context, node);
  else if (ts.isIdentifier(node)) readName(context, node);
}

function readCall(context: Context, node: ts.CallExpression): void {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return;
  pushSite(context, "call", node, node.expression, node.arguments);
  const [target, members] = node.arguments;
  if (target === undefined || members === undefined) return;
  if (/^Object\.(assign|definePropert(y|ies))$/.test(node.expression.getText(context.source))) {
    augment(context, target, ts.isStringLiteralLike(members) ? members.text : undefined, members, node);
  }
}

/** A member that is read, not called: `pool.max`, `const { getDb } = database` is a binding instead. */
function readMember(context: Context, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): void {
  const { parent } = node;
  const isCallee = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;
  const isTag = ts.isTaggedTemplateExpression(parent) && parent.tag === node;
  const isWritten = ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind);
  if (isCallee || isTag || isWritten) return;
  pushSite(context, "read", node, node, []);
}

function pushSite(
  context: Context,
  kind: Site["kind"],
  node: ts.Expression,
  callee: ts.Expression,
  args: readonly ts.Expression[],
): void {
  const target = termOf(context, callee);
  if (!mayReach(target)) return;
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
    shape: shapeOf(context, node),
    ...optional("guard", isMember ? guardOf(context, bare) : undefined),
    ...optional("enclosing", enclosingName(node)),
  });
}

function unparenthesised(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? unparenthesised(node.expression) : node;
}

/** Whether linking could ever lead the term to something that a module defines. */
function mayReach(term: Term): boolean {
  switch (term.kind) {
    case "literal":
    case "unknown":
      return false;
    case "global":
      return !STANDARD.has(term.name);
    case "union":
      return term.of.some(mayReach);
    case "member":
    case "call":
    case "construct":
    case "await":
    case "element":
    case "collection":
    case "promise":
    case "instance":
      return mayReach(term.of);
    default:
      return true;
  }
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

function readArgument(context: Context, node: ts.Expression): Argument {
  return {
    range: rangeOf(context, node),
    term: termOf(context, node),
    ...optional("text", ts.isStringLiteralLike(node) ? node.text : undefined),
    ...optional(
      "callback",
      isFunctionLiteral(node)
        ? {
            parameters: node.parameters.map((parameter) => parameter.name.getText(context.source)),
            async: (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) !== 0,
          }
        : undefined,
    ),
  };
}

/** `Class.method`, or the names of the functions around a place, outermost first. */
function enclosingName(node: ts.Node): string | undefined {
  const names: string[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const isNamed =
      ts.isFunctionLike(at) ||
      ts.isClassLike(at) ||
      (ts.isVariableDeclaration(at) && at.initializer && isFunctionLiteral(at.initializer));
    const name = isNamed ? (at as ts.NamedDeclaration).name : undefined;
    if (name !== undefined) names.unshift(name.getText());
  }
  return names.length === 0 ? undefined : names.join(".");
}

function readAssignment(context: Context, node: ts.BinaryExpression): void {
  if (!isAssignment(node.operatorToken.kind)) return;
  const { left } = node;
  if (ts.isIdentifier(left)) {
    const declared = context.scopes.resolve(left.text, left);
    if (declared === undefined) return;
    context.assigned.set(declared.id, [...(context.assigned.get(declared.id) ?? []), termOf(context, node.right)]);
  } else if (ts.isPropertyAccessExpression(left) && left.expression.kind !== ts.SyntaxKind.ThisKeyword) {
    augment(context, left.expression, left.name.text, node.right, node);
  } else if (ts.isElementAccessExpression(left)) {
    const key = left.argumentExpression;
    augment(context, left.expression, ts.isStringLiteralLike(key) ? key.text : undefined, node.right, node);
  }
}

function augment(
  context: Context,
  owner: ts.Expression,
  name: string | undefined,
  value: ts.Expression,
  node: ts.Node,
): void {
  const onPrototype = ts.isPropertyAccessExpression(owner) && owner.name.text === "prototype";
  const target = termOf(context, onPrototype ? owner.expression : owner);
  if (!mayReach(target)) return;
  context.augmentations.push({
    target,
    side: onPrototype ? "instance" : "static",
    ...optional("name", name),
    value: termOf(context, value),
    range: rangeOf(context, node),
  });
}

function readTypeReference(context: Context, node: ts.TypeReferenceNode): void {
  const target = entityTerm(context, node.typeName);
  if (!mayReach(target)) return;
  const range = rangeOf(context, node.typeName);
  context.sites.push({
    kind: "type",
    target,
    range,
    nameRange: range,
    arguments: [],
    shape: { holding: "other", outer: range, awaited: false, mayAwait: false },
    ...optional("enclosing", enclosingName(node)),
  });
}

/** Notes what a name refers to, and makes a site of a bound name that is handed on as it is. */
function readName(context: Context, node: ts.Identifier): void {
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
      shape: shapeOf(context, node),
      ...optional("enclosing", enclosingName(node)),
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
