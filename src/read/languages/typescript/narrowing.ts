/** What the surrounding code has tested: `instanceof` for values, tests for members. */
import { ts } from "ts-morph";
import type { Term } from "../../facts/terms.js";
import type { TypeScriptExtraction } from "./context.js";
import { termOf } from "./expressions.js";
import type { DeclaredName } from "./scopes.js";

/** The class that an enclosing `x instanceof C` guarantees for `x` at `node`. */
export function narrowedTo(
  context: TypeScriptExtraction,
  declared: DeclaredName,
  node: ts.Identifier,
): Term | undefined {
  if (!context.narrows || (declared.kind !== "parameter" && declared.kind !== "variable")) return undefined;
  let at: ts.Node = node;
  while (at.parent !== undefined && !ts.isFunctionDeclaration(at)) {
    const condition = conditionOf(at.parent, at);
    const narrowed = condition && instanceOfIn(context, condition, declared);
    if (narrowed !== undefined) return { kind: "instance", of: narrowed };
    at = at.parent;
  }
  return undefined;
}

/** The condition that holds wherever `branch` of `parent` runs. */
function conditionOf(parent: ts.Node, branch: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(parent) && parent.thenStatement === branch) return parent.expression;
  if (ts.isConditionalExpression(parent) && parent.whenTrue === branch) return parent.condition;
  if (ts.isBinaryExpression(parent) && parent.right === branch) {
    return parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ? parent.left : undefined;
  }
  return undefined;
}

function instanceOfIn(
  context: TypeScriptExtraction,
  condition: ts.Expression,
  declared: DeclaredName,
): Term | undefined {
  if (ts.isParenthesizedExpression(condition)) return instanceOfIn(context, condition.expression, declared);
  if (!ts.isBinaryExpression(condition)) return undefined;
  const { left, right, operatorToken } = condition;
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    return instanceOfIn(context, left, declared) ?? instanceOfIn(context, right, declared);
  }
  const isTest = operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword && ts.isIdentifier(left);
  if (!isTest || context.scopes.resolve(left.text, left) !== declared) return undefined;
  return termOf(context, right);
}

/** Notes each `receiver.member` whose presence a place tests, so that its use is not taken for a claim. */
export function noteTests(context: TypeScriptExtraction, node: ts.Node): void {
  if (ts.isTypeOfExpression(node)) noteMember(context, node.expression);
  else if (ts.isBinaryExpression(node)) noteBinary(context, node);
  else if (ts.isIfStatement(node)) noteMember(context, node.expression);
  else if (ts.isConditionalExpression(node)) noteMember(context, node.condition);
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    noteMember(context, node.operand);
  } else if (ts.isCallExpression(node)) noteReflection(context, node);
}

function noteBinary(context: TypeScriptExtraction, node: ts.BinaryExpression): void {
  if (node.operatorToken.kind === ts.SyntaxKind.InKeyword && ts.isStringLiteralLike(node.left)) {
    note(context, node.right, node.left.text);
  } else if (
    node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    node.operatorToken.kind === ts.SyntaxKind.BarBarToken
  ) {
    noteMember(context, node.left);
  }
}

/** `Reflect.has(manager, "close")`, `Object.hasOwn(…)`, `manager.hasOwnProperty("close")`. */
function noteReflection(context: TypeScriptExtraction, node: ts.CallExpression): void {
  if (!ts.isPropertyAccessExpression(node.expression)) return;
  const [first, second] = node.arguments;
  const method = node.expression.name.text;
  if ((method === "has" || method === "hasOwn") && first && second && ts.isStringLiteralLike(second)) {
    note(context, first, second.text);
  } else if (method === "hasOwnProperty" && first && ts.isStringLiteralLike(first)) {
    note(context, node.expression.expression, first.text);
  }
}

function noteMember(context: TypeScriptExtraction, node: ts.Expression): void {
  if (ts.isPropertyAccessExpression(node)) note(context, node.expression, node.name.text);
}

function note(context: TypeScriptExtraction, receiver: ts.Expression, name: string): void {
  const within = ts.findAncestor(receiver, ts.isFunctionLike) ?? context.source;
  const tests = context.tested.get(name) ?? [];
  context.tested.set(name, tests);
  tests.push({ receiver: receiverKey(context, receiver), within });
}

/** Why the code does not count on this member; `undefined` where it does. */
export function guardOf(
  context: TypeScriptExtraction,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isCallExpression(node.parent) && node.parent.expression === node && node.parent.questionDotToken) {
    return "optional call";
  }
  const tests = ts.isPropertyAccessExpression(node) ? context.tested.get(node.name.text) : undefined;
  if (tests === undefined) return undefined;
  const receiver = receiverKey(context, node.expression);
  const counts = tests.some((test) => test.receiver === receiver && isWithin(node, test.within));
  return counts ? "presence is tested" : undefined;
}

/** What one function tests, it and the functions inside it may count on; another one may not. */
function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

function receiverKey(context: TypeScriptExtraction, node: ts.Expression): string {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) {
    return receiverKey(context, node.expression);
  }
  return node.getText(context.source);
}
