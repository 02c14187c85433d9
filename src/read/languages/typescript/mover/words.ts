/** The tokens of a piece of code, without comments, layout and optional punctuation. */
import { ts } from "ts-morph";

/** @param without nodes that do not count, such as the name of what is compared */
export function wordsOf(source: ts.SourceFile, node: ts.Node, without: ReadonlySet<ts.Node> = new Set()): string[] {
  const words: string[] = [];
  const step = (inner: ts.Node): void => {
    if (without.has(inner) || isComment(inner)) return;
    const children = inner.getChildren(source);
    if (children.length > 0) for (const child of children) step(child);
    else if (inner.end > inner.getStart(source)) words.push(wordOf(source, inner));
  };
  step(node);
  return words.filter((word, index) => word !== ";" && !(word === "," && CLOSING.has(words[index + 1] ?? "")));
}

const CLOSING = new Set([")", "]", "}"]);

/** Quotes are a matter of style. */
function wordOf(source: ts.SourceFile, node: ts.Node): string {
  return ts.isStringLiteral(node) ? JSON.stringify(node.text) : node.getText(source);
}

function isComment(node: ts.Node): boolean {
  return node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode;
}

/** Templates that go over several lines. */
export function longStrings(source: ts.SourceFile, node: ts.Node): readonly { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const step = (inner: ts.Node): void => {
    const isString = ts.isTemplateLiteralToken(inner) || ts.isStringLiteral(inner) || ts.isJsxText(inner);
    const start = inner.getStart(source);
    if (isString && source.text.slice(start, inner.end).includes("\n")) found.push({ start, end: inner.end });
    ts.forEachChild(inner, step);
  };
  step(node);
  return found;
}
