/** Why a class may have members that it does not declare. */
import { ts } from "ts-morph";
import type { DynamicMembers } from "../../facts/facts.js";
import type { Side } from "../../facts/terms.js";
import { propertyName, type TypeScriptExtraction } from "./context.js";
import { bareExpression, standardFunction, thisOwner } from "./expressions.js";
import { inside } from "./tree.js";

export function dynamicMembers(
  context: TypeScriptExtraction,
  node: ts.ClassLikeDeclaration,
): readonly DynamicMembers[] {
  const { assignments, calls, results } = context.tree;
  const found = [
    ...node.members.map(ofElement),
    ...inside(results, node).map((result) => ofResult(context, node, result)),
    ...inside(assignments, node).map(({ left }) =>
      isComputedThis(left) ? dynamic(left, "computed member name") : undefined,
    ),
    ...inside(calls, node).map((call) => ofCall(context, call)),
  ].filter((each) => each !== undefined);
  return [...new Map(found.map((each) => [`${each.side} ${each.reason}`, each])).values()];
}

/** @param node in a member of the class, whose side it is about */
function dynamic(node: ts.Node, reason: string): DynamicMembers {
  return { reason, side: thisOwner(node)?.side ?? "instance" };
}

function ofElement(member: ts.ClassElement): DynamicMembers | undefined {
  const side: Side =
    ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Static ? "static" : "instance";
  if (ts.isIndexSignatureDeclaration(member)) return { reason: "index signature", side };
  return member.name && propertyName(member.name) === undefined ? { reason: "computed member name", side } : undefined;
}

function ofResult(
  context: TypeScriptExtraction,
  owner: ts.ClassLikeDeclaration,
  node: ts.ReturnStatement | ts.YieldExpression,
): DynamicMembers | undefined {
  if (node.expression === undefined || !ts.isReturnStatement(node)) return undefined;
  const inner = ts.findAncestor(node, ts.isFunctionLike);
  if (inner?.parent !== owner || !ts.isConstructorDeclaration(inner)) return undefined;
  if (isOwnInstance(context, owner, node.expression)) return undefined;
  return { reason: "constructor returns a value", side: "instance" };
}

/** `return this`, `return Manager.instance`, and a variable that holds `this`: a singleton gives its one instance. */
function isOwnInstance(context: TypeScriptExtraction, owner: ts.ClassLikeDeclaration, written: ts.Expression): boolean {
  const node = bareExpression(written);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isBinaryExpression(node)) {
    const isAssignment = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return (isAssignment || isOwnInstance(context, owner, node.left)) && isOwnInstance(context, owner, node.right);
  }
  if (ts.isConditionalExpression(node)) {
    return [node.whenTrue, node.whenFalse].every((part) => isOwnInstance(context, owner, part));
  }
  if (ts.isPropertyAccessExpression(node)) return isClassItself(owner, bareExpression(node.expression));
  return ts.isIdentifier(node) && holdsThis(context, owner, node);
}

/** `Manager`, `this.constructor`. */
function isClassItself(owner: ts.ClassLikeDeclaration, node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === owner.name?.text;
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "constructor" &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** `instance = this` in the class. */
function holdsThis(
  { scopes, tree }: TypeScriptExtraction,
  owner: ts.ClassLikeDeclaration,
  name: ts.Identifier,
): boolean {
  const declared = scopes.resolve(name.text, name);
  return inside(tree.assignments, owner).some(({ left, right }) => {
    const isThis = bareExpression(right).kind === ts.SyntaxKind.ThisKeyword;
    return isThis && ts.isIdentifier(left) && declared !== undefined && scopes.resolve(left.text, left) === declared;
  });
}

function ofCall(context: TypeScriptExtraction, node: ts.CallExpression): DynamicMembers | undefined {
  if (node.arguments[0]?.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const callee = standardFunction(context, node);
  return callee !== undefined && ADDS_MEMBERS.has(callee) ? dynamic(node, `${callee}(this, …)`) : undefined;
}

const ADDS_MEMBERS = new Set([
  "Object.assign",
  "Object.defineProperties",
  "Object.defineProperty",
  "Object.setPrototypeOf",
  "Reflect.defineProperty",
  "Reflect.set",
]);

function isComputedThis(node: ts.Expression): boolean {
  return (
    ts.isElementAccessExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword &&
    !ts.isStringLiteralLike(node.argumentExpression)
  );
}
