/**
 * The nodes of one file, collected in one walk: visiting a list costs far less than walking the tree for each question.
 */
import { ts } from "ts-morph";

export interface Tree {
  /** In the order of the text, the outer before the inner. */
  readonly nodes: readonly ts.Node[];
  readonly calls: readonly ts.CallExpression[];
  /** `` sql`select 1` `` */
  readonly templates: readonly ts.TaggedTemplateExpression[];
  readonly assignments: readonly ts.BinaryExpression[];
  /** `return` and `yield`. */
  readonly results: readonly (ts.ReturnStatement | ts.YieldExpression)[];
  readonly throws: readonly ts.ThrowStatement[];
}

/**
 * Also lets every node know its parent.
 *
 * @returns `undefined` where nodes are nested too deeply for the functions that follow, all of which are recursive
 */
export function gatherTree(source: ts.SourceFile): Tree | undefined {
  const nodes: ts.Node[] = [];
  const calls: ts.CallExpression[] = [];
  const templates: ts.TaggedTemplateExpression[] = [];
  const assignments: ts.BinaryExpression[] = [];
  const results: (ts.ReturnStatement | ts.YieldExpression)[] = [];
  const throws: ts.ThrowStatement[] = [];
  let isTooDeep = false;
  const step = (node: ts.Node, parent: ts.Node, depth: number, nesting: number): void => {
    if (depth > MOST_DEPTH || nesting > MOST_NESTING) {
      isTooDeep = true;
      return;
    }
    // The compiler sets parents in a walk of its own, which costs a fifth of the parse; this one comes by anyway.
    (node as { parent: ts.Node }).parent = parent;
    nodes.push(node);
    if (ts.isCallExpression(node)) calls.push(node);
    else if (ts.isTaggedTemplateExpression(node)) templates.push(node);
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) assignments.push(node);
    else if (ts.isReturnStatement(node) || ts.isYieldExpression(node)) results.push(node);
    else if (ts.isThrowStatement(node)) throws.push(node);
    ts.forEachChild(node, (child) => step(child, node, depth + 1, nesting + (isSpine(child, node) ? 0 : 1)));
  };
  ts.forEachChild(source, (child) => step(child, source, 1, 1));
  return isTooDeep ? undefined : { nodes, calls, templates, assignments, results, throws };
}

const MOST_DEPTH = 1500;
const MOST_NESTING = 1000;

/** `a + b + c` is a sum of a sum. Long ones are common, and nothing but this walk goes down them. */
function isSpine(node: ts.Node, parent: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken
  );
}

/** Those of a list in the order of the text that lie inside a node. */
export function inside<Item extends ts.ReadonlyTextRange>(
  list: readonly Item[],
  outer: ts.ReadonlyTextRange,
): readonly Item[] {
  const found: Item[] = [];
  for (let at = firstFrom(list, outer.pos); at < list.length; at++) {
    const item = list[at];
    if (item === undefined || item.pos >= outer.end) break;
    if (item.end <= outer.end) found.push(item);
  }
  return found;
}

/** Index of the first that begins at an offset or after it. */
function firstFrom(list: readonly ts.ReadonlyTextRange[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.pos ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
