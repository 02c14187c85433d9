/** Why the members that a class lists may not be all that it has. */
import { ts } from "ts-morph";
import { type Context, propertyName } from "./context.js";
import { standardFunction } from "./expressions.js";
import { inside } from "./tree.js";

export function classOpenings(context: Context, node: ts.ClassLikeDeclaration): readonly string[] {
  const { assignments, calls, results } = context.tree;
  const reasons = [
    ...node.members.map(elementOpening),
    ...inside(results, node).map((result) => resultOpening(node, result)),
    ...inside(assignments, node).map(({ left }) => (isComputedThis(left) ? "computed member name" : undefined)),
    ...inside(calls, node).map((call) => callOpening(context, call)),
  ];
  return [...new Set(reasons.filter((reason) => reason !== undefined))];
}

function elementOpening(member: ts.ClassElement): string | undefined {
  if (ts.isIndexSignatureDeclaration(member)) return "index signature";
  return member.name && propertyName(member.name) === undefined ? "computed member name" : undefined;
}

function resultOpening(
  owner: ts.ClassLikeDeclaration,
  node: ts.ReturnStatement | ts.YieldExpression,
): string | undefined {
  if (node.expression === undefined || !ts.isReturnStatement(node)) return undefined;
  const inner = ts.findAncestor(node, ts.isFunctionLike);
  return inner?.parent === owner && ts.isConstructorDeclaration(inner) ? "constructor returns a value" : undefined;
}

function callOpening(context: Context, node: ts.CallExpression): string | undefined {
  if (node.arguments[0]?.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const callee = standardFunction(context, node);
  return callee !== undefined && ADDS_MEMBERS.has(callee) ? `${callee}(this, …)` : undefined;
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
