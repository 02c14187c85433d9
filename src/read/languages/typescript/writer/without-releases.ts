/**
 * Removes calls that release a handle: each with its statement, and with tests and blocks that become empty. Keeps every
 * comment, or says why a call cannot be removed.
 */
import { ts } from "ts-morph";
import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import type { RemovalEdits, RemovalRequest } from "../../handle-uses.js";
import { treeOf } from "../parse.js";
import { hasComment } from "./comments.js";
import { nodeAt, withWrappers } from "./holder.js";
import { withoutTry } from "./without-try.js";

/** @throws never */
export function withoutReleases({ facts, text, releases }: RemovalRequest): RemovalEdits {
  const source = treeOf(facts.file, text);
  const doomed = new Set<ts.Statement>();
  for (const { start, end } of releases) {
    const call = nodeAt(source, start, end);
    const statement = call && statementOf(call);
    if (statement === undefined)
      return { kind: "refused", reason: `\`${text.slice(start, end).replace(/\s+/g, " ")}\` is part of an expression` };
    doomed.add(statement);
  }
  for (let size = -1; size !== doomed.size; ) {
    size = doomed.size;
    for (const statement of [...doomed]) {
      const outer = emptied(source, statement, doomed);
      if (outer !== undefined) doomed.add(outer);
    }
  }
  const finals = emptyFinallies(source, doomed);
  const outermost = [...doomed].filter(
    (node) => !isWithin(node, [...doomed, ...finals.map((each) => each.finallyBlock)]),
  );
  if (outermost.some((node) => !isInList(node)))
    return { kind: "refused", reason: "a release is the whole of a branch" };
  return {
    kind: "edits",
    edits: [...outermost.map((node) => removal(source, node)), ...finals.flatMap((each) => withoutTry(source, each))],
  };
}

/** The statement that does nothing but this call: awaited, with its errors ignored, or only if there is a handle. */
function statementOf(call: ts.Node): ts.ExpressionStatement | undefined {
  const node = withWrappers(call);
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return parent;
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === "catch" && ts.isCallExpression(parent.parent))
    return statementOf(parent.parent);
  const isGuarded =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken &&
    parent.right === node &&
    isPure(parent.left);
  return isGuarded ? statementOf(parent) : undefined;
}

/** The statement around one that goes, where it does nothing without it. */
function emptied(
  source: ts.SourceFile,
  statement: ts.Statement,
  doomed: ReadonlySet<ts.Statement>,
): ts.Statement | undefined {
  const { parent } = statement;
  if (ts.isIfStatement(parent)) return isEmptyIf(parent, statement) ? parent : undefined;
  if (!ts.isBlock(parent) || !parent.statements.every((each) => doomed.has(each))) return undefined;
  if (commentsBeside(source, parent, parent.statements)) return undefined;
  const outer = parent.parent;
  if (ts.isIfStatement(outer)) return isEmptyIf(outer, parent) ? outer : undefined;
  // An empty `try` throws nothing, so that nothing is caught.
  const isTry = ts.isTryStatement(outer) && outer.tryBlock === parent && outer.finallyBlock === undefined;
  const isQuiet = isTry && !hasComment(source.text.slice(parent.end, outer.end));
  return isQuiet ? outer : undefined;
}

function isEmptyIf(node: ts.IfStatement, branch: ts.Statement): boolean {
  return node.thenStatement === branch && node.elseStatement === undefined && isPure(node.expression);
}

/** Reading it does nothing: names, literals and comparisons. */
function isPure(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || ts.isLiteralExpression(node)) return true;
  if (node.kind === ts.SyntaxKind.NullKeyword) return true;
  if (ts.isParenthesizedExpression(node)) return isPure(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken && isPure(node.operand);
  return ts.isBinaryExpression(node) && !isWriting(node.operatorToken.kind) && isPure(node.left) && isPure(node.right);
}

function isWriting(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

type WithFinally = ts.TryStatement & { readonly finallyBlock: ts.Block };

/** The `try` statements of which only a `finally` without anything is left. */
function emptyFinallies(source: ts.SourceFile, doomed: ReadonlySet<ts.Statement>): readonly WithFinally[] {
  const blocks = new Set([...doomed].map((statement) => statement.parent));
  return [...blocks].flatMap((block) => {
    const owner = block.parent;
    if (!ts.isBlock(block) || !ts.isTryStatement(owner) || owner.finallyBlock !== block) return [];
    const isEmpty = block.statements.every((each) => doomed.has(each));
    if (!isEmpty || commentsBeside(source, block, block.statements)) return [];
    const before = (owner.catchClause ?? owner.tryBlock).end;
    return hasComment(source.text.slice(before, block.getStart(source))) ? [] : [owner as WithFinally];
  });
}

/** A comment in a block that belongs to none of the statements that go. */
function commentsBeside(source: ts.SourceFile, block: ts.Block, statements: readonly ts.Statement[]): boolean {
  let at = block.getStart(source);
  const gaps = [...statements, undefined].map((statement) => {
    const gap = source.text.slice(at, statement?.getStart(source) ?? block.end);
    at = statement?.end ?? at;
    return gap;
  });
  return gaps.some(hasComment);
}

function isWithin(node: ts.Node, outers: readonly ts.Node[]): boolean {
  return outers.some((outer) => outer !== node && outer.pos <= node.pos && node.end <= outer.end);
}

/** It stands among statements, so that nothing has to take its place. */
function isInList({ parent }: ts.Statement): boolean {
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent);
}

/** The whole line where nothing else stands on it, and the blank line before it where it is the last of its block. */
function removal(source: ts.SourceFile, node: ts.Node): TextEdit {
  const { text } = source;
  const start = node.getStart(source);
  const first = lineStart(text, start);
  const after = skipSpaces(text, node.end);
  if (!isBlank(text.slice(first, start)) || after !== lineEnd(text, node.end)) return { start, end: after, text: "" };
  const end = nextLine(text, node.end);
  const isLast = text[skipSpaces(text, end)] === "}";
  const before = lineStart(text, Math.max(first - 1, 0));
  const isAfterGap = first > 0 && isBlank(text.slice(before, first));
  return { start: isLast && isAfterGap ? before : first, end, text: "" };
}
