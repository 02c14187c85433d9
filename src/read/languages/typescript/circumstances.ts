/** When an expression of a function's body runs: always, on a condition, after a failure, or not before others ask. */
import { ts } from "ts-morph";
import { isAboutFailure } from "../circumstances.js";
import { propertyName } from "./context.js";

export interface Circumstances {
  /** It runs with the body; what stands in a function that is only handed out does not. */
  readonly runs: boolean;
  /** What decides whether it runs. */
  readonly tests: readonly ts.Expression[];
  /** It runs only where something failed. */
  readonly failing: boolean;
  /** It is what catches a failure. */
  readonly caught: boolean;
  /** It runs however the body ends. */
  readonly final: boolean;
}

export function circumstancesOf(node: ts.Node, body: ts.ConciseBody): Circumstances {
  const tests: ts.Expression[] = [];
  let runs = true;
  let failing = false;
  let caught = false;
  let final = false;
  for (let at = node; at !== body && at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    const test = testOf(at, parent);
    if (test !== undefined) tests.push(test);
    caught ||= ts.isCatchClause(parent);
    failing ||= test !== undefined && isAboutFailure(test.getText());
    final ||= ts.isTryStatement(parent) && parent.finallyBlock === at;
    if (!ts.isFunctionLike(parent) || parent === body.parent) continue;
    runs &&= runsWith(parent, body);
    caught ||= isArgumentOf(parent, "catch");
    final ||= isArgumentOf(parent, "finally");
  }
  return { runs, tests, failing: failing || caught, caught, final };
}

/** The condition under which `parent` comes to this part of it. */
function testOf(part: ts.Node, parent: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(parent)) return part === parent.expression ? undefined : parent.expression;
  if (ts.isConditionalExpression(parent)) return part === parent.condition ? undefined : parent.condition;
  if (ts.isCaseOrDefaultClause(parent)) return parent.parent.parent.expression;
  if (!ts.isBinaryExpression(parent) || part !== parent.right) return undefined;
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken ? parent.left : undefined;
}

/** A callback, a function that is called at once, one that the body calls by its name, or what runs at the end of a `using`. */
function runsWith(inner: ts.SignatureDeclaration, body: ts.ConciseBody): boolean {
  const parent = ts.isParenthesizedExpression(inner.parent) ? inner.parent.parent : inner.parent;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    const isCalled = !(parent.arguments ?? ([] as readonly ts.Node[])).some((argument) => argument === inner);
    return (
      isCalled ||
      !/(^|\.)(on|once|addListener|addEventListener|setTimeout|setInterval)$/.test(parent.expression.getText())
    );
  }
  const name = nameOf(inner);
  if (name?.startsWith("[")) return true;
  return name !== undefined && isUsed(name, body);
}

function nameOf(inner: ts.SignatureDeclaration): string | undefined {
  const { parent } = inner;
  if (ts.isPropertyAssignment(parent)) {
    const name = propertyName(parent.name);
    return name?.startsWith("[") ? name : undefined;
  }
  if (ts.isMethodDeclaration(inner)) {
    const name = propertyName(inner.name);
    return name?.startsWith("[") ? name : undefined;
  }
  if (ts.isFunctionDeclaration(inner)) return inner.name?.text;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

/** Called in the body, or what a `using` of the result runs: `[Symbol.asyncDispose]: release`. */
function isUsed(name: string, body: ts.ConciseBody): boolean {
  const code = body.getText();
  const word = name.replace(/\$/g, "\\$");
  return new RegExp(`(?<![\\w$.])${word}\\(|(?<!function\\s)\\bdispose\\]\\s*:\\s*${word}\\b`, "i").test(
    code.replace(new RegExp(`function\\s+${word}\\(`, "g"), ""),
  );
}

function isArgumentOf(inner: ts.SignatureDeclaration, method: string): boolean {
  const { parent } = inner;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return parent.expression.name.text === method;
}
