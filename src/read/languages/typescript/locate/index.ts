/** Identifies TypeScript and JavaScript code. */
import { ts } from "ts-morph";
import type { FilePath, Identity, Range } from "../../../../base/text/span.js";
import { type IdentityView, identify } from "../../identity.js";
import { treeOf } from "../parse.js";
import { isNamedBody, pathOf, pathsIn } from "./definitions.js";
import { importedAt } from "./imports.js";
import { written } from "./written.js";

/** @throws never */
export function locate(file: FilePath, text: string, range: Range): Identity {
  return identify(VIEW, text, innermostNode(treeOf(file, text), range), range);
}

export function definitions(file: FilePath, text: string): ReadonlySet<string> {
  return pathsIn(treeOf(file, text));
}

function innermostNode(source: ts.SourceFile, range: Range): ts.Node {
  let at: ts.Node = source;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(at, (each) => (holds(each, range) ? each : undefined));
    if (child === undefined) return at;
    at = child;
  }
}

function holds(node: ts.Node, range: Range): boolean {
  return range.end <= node.end && node.pos <= range.start && node.getStart() <= range.start;
}

function isHolder(node: ts.Node): boolean {
  if (ts.isBlock(node)) return false;
  return (
    ts.isStatement(node) ||
    ts.isClassElement(node) ||
    ts.isParameter(node) ||
    ts.isDecorator(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isCatchClause(node) ||
    ts.isEnumMember(node) ||
    isNamedBody(node)
  );
}

function isElement(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node;
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralElement(node) ||
    ts.isJsxElement(parent) ||
    ts.isJsxFragment(parent)
  );
}

const VIEW: IdentityView<ts.Node> = { isHolder, isElement, written, importedAt, pathOf };
