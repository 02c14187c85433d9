/** The name that holds the result of an expression, with all its references, or how the result escapes at once. */
import { ts } from "ts-morph";
import type { UsesRequest } from "../../handle-uses.js";
import { treeOf } from "../parse.js";
import { isAssignment } from "../tree.js";

export interface Holder {
  readonly source: ts.SourceFile;
  /** The expression itself, with the parentheses and assertions around it. */
  readonly expression: ts.Node;
  /** The name that is bound to it; absent where none is. */
  readonly name?: ts.Identifier;
  /** Every other place that names it. */
  readonly references: readonly ts.Identifier[];
}

/** `undefined` where the text is not the one that the request is about. */
export function findHolder({ facts, text, site }: UsesRequest): Holder | undefined {
  const { start: from, end } = site.usage.expression;
  const source = treeOf(facts.file, text);
  const expression = nodeAt(source, from, end);
  if (expression === undefined) return undefined;
  const name = nameOf(expression);
  if (name === undefined) return { source, expression, references: [] };
  const start = name.getStart(source);
  const binding = facts.bindings.find(
    ({ nameRange, references }) => nameRange.start === start || references.some((each) => each.start === start),
  );
  const places = binding === undefined ? [] : [binding.nameRange, ...binding.references];
  const references = places.flatMap((place) => {
    const node = place.start === start ? undefined : nodeAt(source, place.start, place.end);
    return node && ts.isIdentifier(node) ? [node] : [];
  });
  return { source, expression, name, references };
}

/** The innermost function around a node; the file at the top of a module. */
export function functionAround(node: ts.Node): ts.Node {
  return ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each) || ts.isSourceFile(each)) ?? node;
}

/** The parentheses, assertions and `await` around an expression. */
export function withWrappers(node: ts.Node): ts.Node {
  const { parent } = node;
  const isWrapper =
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isVoidExpression(parent);
  return isWrapper ? withWrappers(parent) : node;
}

/** The outermost node with exactly that range. */
export function nodeAt(source: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || node.pos > start || node.end < end) return;
    if (node.getStart(source) === start && node.end === end && !ts.isSourceFile(node)) found = node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found && ts.isExpressionStatement(found) ? found.expression : found;
}

/** `const s = …`, `s = …`, its part of `const [s, t] = await Promise.all([…])`, and the parameter of `….then((s) => …)`. */
function nameOf(expression: ts.Node): ts.Identifier | undefined {
  const { parent } = expression;
  const list = gatheringOf(expression);
  if (list !== undefined) return gatheredName(list, list.elements.indexOf(expression as ts.Expression));
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : undefined;
  if (ts.isBinaryExpression(parent) && isAssignment(parent.operatorToken.kind) && parent.right === expression)
    return ts.isIdentifier(parent.left) ? parent.left : undefined;
  const callback = chainedCallback(expression);
  const parameter = callback && ts.isFunctionLike(callback) ? callback.parameters[0]?.name : undefined;
  return parameter && ts.isIdentifier(parameter) ? parameter : undefined;
}

/** What `….then(callback)` is given first. */
export function chainedCallback({ parent }: ts.Node): ts.Expression | undefined {
  const isThen = ts.isPropertyAccessExpression(parent) && parent.name.text === "then";
  return isThen && ts.isCallExpression(parent.parent) ? parent.parent.arguments[0] : undefined;
}

/** The list of `Promise.all([…])`, where the expression is one of its elements. */
export function gatheringOf({ parent }: ts.Node): ts.ArrayLiteralExpression | undefined {
  if (!ts.isArrayLiteralExpression(parent) || !ts.isCallExpression(parent.parent)) return undefined;
  return /^Promise\.(all|allSettled|race|any)$/.test(parent.parent.expression.getText()) ? parent : undefined;
}

function gatheredName(list: ts.ArrayLiteralExpression, index: number): ts.Identifier | undefined {
  const { parent } = withWrappers(list.parent);
  if (!ts.isVariableDeclaration(parent) || !ts.isArrayBindingPattern(parent.name)) return undefined;
  const element = parent.name.elements[index];
  return element && ts.isBindingElement(element) && ts.isIdentifier(element.name) ? element.name : undefined;
}
