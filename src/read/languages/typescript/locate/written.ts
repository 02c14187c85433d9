/**
 * Code as text without what formatters change: whitespace, comments, quotes, semicolons, trailing commas, parentheses, the
 * case of numbers. Of nested statements, and of functions that do not contain the range, only the heads are
 * included.
 */
import { ts } from "ts-morph";
import { contains, type Range } from "../../../../base/text/span.js";
import { joinTokens, onOneLine } from "../../identity.js";
import { steadySpecifier } from "./imports.js";

export function written(root: ts.Node, range: Range): string {
  const tokens: string[] = [];
  const step = (node: ts.Node): void => {
    if (node !== root && isLeftOut(node, range)) return;
    const text = ownText(node);
    if (text !== undefined) {
      tokens.push(text);
      return;
    }
    const children = childrenOf(node);
    if (children.length === 0) tokens.push(onOneLine(node.getText()));
    for (const child of children) {
      if (typeof child === "string") tokens.push(child);
      else step(child);
    }
  };
  step(root);
  return joinTokens(tokens);
}

function isLeftOut(node: ts.Node, range: Range): boolean {
  const { parent } = node;
  if (ts.isStatement(node) || ts.isBlock(node) || ts.isCaseBlock(node) || ts.isJSDoc(node)) return true;
  const isPart = ts.isClassElement(node) || ts.isTypeElement(node) || ts.isEnumMember(node) || ts.isDecorator(node);
  const isBody = ts.isArrowFunction(parent) && parent.body === node;
  return (
    (isBody || (isPart && !ts.isTypeLiteralNode(parent))) && !contains({ start: node.getStart(), end: node.end }, range)
  );
}

/** The text of a node that is one token; `undefined` for others. */
function ownText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return isPlainKey(node) ? node.text : JSON.stringify(onOneLine(steady(node.text)));
  if (ts.isNumericLiteral(node)) return node.text;
  if (ts.isJsxText(node)) return node.text.trim().replaceAll(/\s+/g, " ");
  if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression)) {
    return node.expression.text.trim() === "" ? "" : undefined;
  }
  if (node.kind === ts.SyntaxKind.ElseKeyword) return "";
  const isMark = node.kind === ts.SyntaxKind.SemicolonToken || node.kind === ts.SyntaxKind.CommaToken;
  return isMark && isNeedless(node) ? "" : undefined;
}

/** `{ "a": 1 }` is `{ a: 1 }`. */
function isPlainKey(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  const isKey = (ts.isObjectLiteralElement(parent) || ts.isTypeElement(parent)) && parent.name === node;
  return isKey && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(node.text);
}

function steady(text: string): string {
  return /^\.\.?\//.test(text) ? steadySpecifier(text) : text;
}

/** Ends a statement, or separates members that lines separate. */
function isNeedless({ kind, parent }: ts.Node): boolean {
  return kind === ts.SyntaxKind.SemicolonToken ? !ts.isForStatement(parent) : ts.isTypeElement(parent);
}

function childrenOf(node: ts.Node): readonly (ts.Node | string)[] {
  if (ts.isParenthesizedExpression(node)) return [node.expression];
  if (ts.isParenthesizedTypeNode(node)) return [node.type];
  const children = node.getChildren();
  if (ts.isNewExpression(node) && node.arguments === undefined) return [...children, "()"];
  if (ts.isArrowFunction(node)) return withParentheses(node, children);
  if (node.kind !== ts.SyntaxKind.SyntaxList) return children;
  const first = children[0]?.kind;
  const isLeading = first === ts.SyntaxKind.BarToken || first === ts.SyntaxKind.AmpersandToken;
  const isTrailing = children.at(-1)?.kind === ts.SyntaxKind.CommaToken;
  return children.slice(isLeading ? 1 : 0, isTrailing ? -1 : children.length);
}

/** `x => y` is `(x) => y`. */
function withParentheses(node: ts.ArrowFunction, children: readonly ts.Node[]): readonly (ts.Node | string)[] {
  if (children.some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken)) return children;
  const [parameter] = node.parameters;
  return children.flatMap((child): readonly (ts.Node | string)[] => {
    const isList = parameter !== undefined && child.pos === parameter.pos && child.end === parameter.end;
    return isList ? ["(", child, ")"] : [child];
  });
}
