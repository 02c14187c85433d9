/** The top-level statements of a module: the names that each binds, with its comments. */
import { ts } from "ts-morph";
import { isBlank, lineEnd, lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { FilePath, Range } from "../../../../base/text/span.js";
import type { Statement } from "../../mover.js";
import { declaredNames } from "../members.js";
import { treeOf } from "../parse.js";
import { longStrings, wordsOf } from "./words.js";

export function statementsOf(file: FilePath, text: string): readonly Statement[] {
  const source = treeOf(file, text);
  return source.statements.map((node) => readStatement(source, node));
}

export function readStatement(source: ts.SourceFile, node: ts.Statement): Statement {
  const range = { start: node.getStart(source), end: node.end };
  return {
    kind: kindOf(node),
    names: declaredNames(node).map(({ text }) => text),
    exported: exportWords(node).size > 0,
    range,
    whole: withComments(source.text, range),
    words: wordsOf(source, node, exportWords(node)),
    strings: longStrings(source, node),
  };
}

/** `export`, `default` and `declare` are about who sees it. */
export function exportWords(node: ts.Node): ReadonlySet<ts.Node> {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const kinds = [ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword];
  return new Set(modifiers.filter(({ kind }) => kinds.includes(kind)));
}

function kindOf(node: ts.Statement): Statement["kind"] {
  if (ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node) || isRequire(node)) return "import";
  if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) return "export";
  if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) return "documentation";
  return declaredNames(node).length > 0 ? "definition" : "code";
}

/** `const { pool } = require("./pool")` */
function isRequire(node: ts.Statement): boolean {
  if (!ts.isVariableStatement(node)) return false;
  return node.declarationList.declarations.every(({ initializer }) => {
    const callee = initializer && ts.isCallExpression(initializer) ? initializer.expression : undefined;
    return callee !== undefined && ts.isIdentifier(callee) && callee.text === "require";
  });
}

/** Comments right above, and one behind it in its last line, go where it goes; a comment above a blank line stays. */
export function withComments(text: string, { start, end }: Range): Range {
  const line = lineStart(text, start);
  const from = isBlank(text.slice(line, start)) ? startOfComments(text, line) : start;
  const rest = text.slice(end, lineEnd(text, end));
  const isLast = /^\s*[;,]?\s*(?:\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?$/.test(rest);
  return { start: from, end: isLast ? nextLine(text, end) : end };
}

/** Where the comments right above a line begin. */
function startOfComments(text: string, line: number): number {
  if (line === lineStart(text, 0)) return line;
  const above = lineStart(text, line - 1);
  const written = text.slice(above, line).trim();
  if (written.startsWith("//")) return startOfComments(text, above);
  const opening = written.endsWith("*/") ? text.lastIndexOf("/*", line) : -1;
  const first = opening < 0 ? line : lineStart(text, opening);
  return opening >= 0 && isBlank(text.slice(first, opening)) ? startOfComments(text, first) : line;
}
