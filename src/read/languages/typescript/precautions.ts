/** What the code around `require()` and `import()` does where the module cannot be loaded. */
import { ts } from "ts-morph";
import type { Import } from "../../facts/facts.js";
import { isAssignment } from "./tree.js";

/** @param declaration the statement whose names it binds, if any */
export function precautions(call: ts.CallExpression, declaration?: ts.Statement): Pick<Import, "guarded" | "optional"> {
  if (isCaught(call)) return { guarded: true, optional: true };
  const around = tryAround(call);
  if (around?.catchClause === undefined) return { guarded: false, optional: false };
  // What is bound inside is used there, too: without it the block does nothing but fail.
  const isForBlock = declaration !== undefined && !substitutes(around.catchClause.block);
  return { guarded: true, optional: !isForBlock };
}

/** `import("x").catch(…)` */
function isCaught({ parent }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "catch";
}

function tryAround(node: ts.Node): ts.TryStatement | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause) return at.parent;
  }
  return undefined;
}

/** Whether a `catch` goes on without the module: does nothing, assigns, loads another, gives something back, asks why. */
function substitutes(block: ts.Block): boolean {
  return block.statements.length === 0 || contains(block, isSubstitute);
}

function isSubstitute(node: ts.Node): boolean {
  if (ts.isReturnStatement(node))
    return node.expression === undefined || !ts.isCallExpression(unwrapped(node.expression));
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "code";
  if (!ts.isCallExpression(node)) return false;
  return node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require";
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;
}

function contains(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  return is(node) || ts.forEachChild(node, (child) => contains(child, is) || undefined) === true;
}
