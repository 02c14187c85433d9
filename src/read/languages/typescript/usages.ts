/** How the surrounding code uses the result of an expression. */
import { ts } from "ts-morph";
import type { Declaration, Usage, UsageKind } from "../../facts/facts.js";
import { hasModifier, rangeOf, type TypeScriptExtraction } from "./context.js";
import { optional } from "./members.js";
import { isAssignment } from "./tree.js";

export function usageOf(context: TypeScriptExtraction, node: ts.Expression): Usage {
  const { outer, awaited } = unwrap(node);
  const declaration = declarationOf(context, outer);
  return {
    kind: kindOf(node, outer, awaited),
    expression: rangeOf(context, outer),
    awaited,
    mayAwait: mayAwait(context, node),
    ...optional("declaration", declaration),
  };
}

/** The expression with the `await`, parentheses and type assertions around it. */
function unwrap(node: ts.Expression): { readonly outer: ts.Expression; readonly awaited: boolean } {
  let outer: ts.Expression = node;
  let awaited = false;
  for (let parent = outer.parent; isWrapper(parent); parent = outer.parent) {
    awaited ||= ts.isAwaitExpression(parent);
    outer = parent;
  }
  return { outer, awaited };
}

function isWrapper(node: ts.Node): node is ts.Expression {
  return (
    ts.isAwaitExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

function kindOf(node: ts.Expression, outer: ts.Expression, awaited: boolean): UsageKind {
  if (ts.isCallExpression(node) && node.arguments.some(isFunctionLiteral)) return "callback";
  const { parent } = outer;
  if (ts.isPropertyAccessExpression(parent)) {
    return !awaited && /^(then|catch|finally)$/.test(parent.name.text) ? "chained" : "inline";
  }
  if (ts.isVariableDeclaration(parent)) return kindOfDeclaration(parent);
  if (ts.isBinaryExpression(parent)) return kindOfAssignment(parent, outer);
  return kindOfParent(parent, outer);
}

export function isFunctionLiteral(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function kindOfDeclaration(node: ts.VariableDeclaration): UsageKind {
  if (!ts.isIdentifier(node.name)) return "destructured";
  return keywordOf(node.parent as ts.VariableDeclarationList).endsWith("using") ? "using" : "bound";
}

function kindOfAssignment(parent: ts.BinaryExpression, outer: ts.Expression): UsageKind {
  if (!isAssignment(parent.operatorToken.kind) || parent.right !== outer) return "other";
  return ts.isIdentifier(parent.left) ? "assigned" : "stored";
}

function kindOfParent(parent: ts.Node, outer: ts.Expression): UsageKind {
  if (ts.isElementAccessExpression(parent) && parent.expression === outer) return "inline";
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return parent.expression === outer ? "inline" : "argument";
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return "returned";
  if (ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) return "stored";
  if (ts.isForOfStatement(parent)) return "iterated";
  if (ts.isParameter(parent)) return "default";
  if (ts.isExportAssignment(parent)) return "exported";
  return ts.isExpressionStatement(parent) ? "dropped" : "other";
}

function declarationOf(context: TypeScriptExtraction, outer: ts.Expression): Declaration | undefined {
  const { parent } = outer;
  if (ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent)) {
    return readDeclaration(context, parent, parent.parent);
  }
  if (ts.isForOfStatement(parent) && ts.isVariableDeclarationList(parent.initializer)) {
    const [first] = parent.initializer.declarations;
    return first && readDeclaration(context, first, parent.initializer);
  }
  return undefined;
}

function readDeclaration(
  context: TypeScriptExtraction,
  node: ts.VariableDeclaration,
  list: ts.VariableDeclarationList,
): Declaration {
  const keyword = keywordOf(list);
  const { start } = rangeOf(context, list);
  const binding = ts.isIdentifier(node.name) ? context.scopes.of(node.name)?.id : undefined;
  return {
    keyword,
    keywordRange: { start, end: Math.max(start, list.declarations[0]?.pos ?? start) },
    name: node.name.getText(context.source),
    ...optional("binding", binding),
    range: rangeOf(context, ts.isVariableStatement(list.parent) ? list.parent : list),
    single: list.declarations.length === 1,
  };
}

function keywordOf(list: ts.VariableDeclarationList): string {
  switch (list.flags & ts.NodeFlags.BlockScoped) {
    case ts.NodeFlags.AwaitUsing:
      return "await using";
    case ts.NodeFlags.Using:
      return "using";
    case ts.NodeFlags.Const:
      return "const";
    case ts.NodeFlags.Let:
      return "let";
    default:
      return "var";
  }
}

function mayAwait(context: TypeScriptExtraction, node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isFunctionLike(at)) return hasModifier(at, ts.SyntaxKind.AsyncKeyword);
    if (ts.isPropertyDeclaration(at) || ts.isClassStaticBlockDeclaration(at)) return false;
  }
  return ts.isExternalModule(context.source) && !context.source.fileName.endsWith(".cts");
}
