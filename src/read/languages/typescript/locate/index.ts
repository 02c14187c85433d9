/** Where a stretch of TypeScript or JavaScript stands, in words that moves, renamed files and reformatting leave alone. */
import { ts } from "ts-morph";
import { lineAround } from "../../../../base/text/lines.js";
import type { FilePath, Identity, Range } from "../../../../base/text/span.js";
import { ENOUGH, LARGE, shorten } from "../../identity.js";
import { treeOf } from "../parse.js";
import { isNamedBody, pathOf, pathsIn } from "./definitions.js";
import { importedAt } from "./imports.js";
import { written } from "./written.js";

/** @throws never; of what no code holds, such as a comment, the code is its line */
export function locate(file: FilePath, text: string, range: Range): Identity {
  const source = treeOf(file, text);
  const innermost = innermostNode(source, range);
  const holder = holderOf(innermost);
  if (holder === undefined) return { within: "", code: shorten(lineAround(text, range.start)) };
  const code = importedAt(holder, innermost) ?? codeOf(holder, innermost, range);
  return { within: pathOf(holder), code: shorten(code) };
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

/** The innermost statement, or what stands in the place of one: a member, a parameter, what a named arrow gives. */
function holderOf(innermost: ts.Node): ts.Node | undefined {
  let at = innermost;
  while (!isHolder(at)) {
    if (at.parent === undefined) return undefined;
    at = at.parent;
  }
  return at;
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

function codeOf(holder: ts.Node, innermost: ts.Node, range: Range): string {
  const code = written(holder, range);
  if (code.length <= LARGE) return code;
  for (let at = innermost; at !== holder; at = at.parent) {
    const part = isElement(at) ? written(at, range) : "";
    if (part.length >= ENOUGH) return part;
  }
  return code;
}

/** It stands beside others of which each could go without the rest. */
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
