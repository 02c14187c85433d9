/** The comments of a text, by its language's own parser, so that strings that look like one do not count. */
import { ts } from "ts-morph";
import type { FilePath, Range } from "../../src/base/text/span.js";
import { loadParser } from "../../src/read/languages/python/syntax/parse.js";
import { parseSource } from "../../src/read/languages/typescript/parse.js";

const parsePython = await loadParser();

export interface Comment extends Range {
  /** Without what begins and ends it, and without the layout of its lines, which may move with the code around it. */
  readonly words: string;
}

/** In the order of the text; none of files that are neither. */
export function commentsOf(file: FilePath, text: string): readonly Comment[] {
  const ranges = file.endsWith(".py")
    ? pythonRanges(text)
    : /\.[cm]?[jt]sx?$/.test(file)
      ? scriptRanges(file, text)
      : [];
  return ranges.map(({ start, end }) => ({ start, end, words: wordsOf(text.slice(start, end)) }));
}

export function wordsOf(comment: string): string {
  return comment
    .replace(/^(?:#|\/[/*])|\*\/$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** What `before` has more often than `after`. */
export function lostComments(file: FilePath, before: string, after: string): readonly Comment[] {
  const left = commentsOf(file, after).map(({ words }) => words);
  return commentsOf(file, before).filter(({ words }) => {
    const found = left.indexOf(words);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

function pythonRanges(text: string): readonly Range[] {
  return parsePython(text).nodes.filter(({ type }) => type === "comment");
}

/** Between tokens; the text of an element of JSX is no place for a comment. */
function scriptRanges(file: FilePath, text: string): readonly Range[] {
  const source = parseSource(file, text, true);
  const found = new Map<number, Range>();
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) visit(child);
    if (children.length > 0) return;
    const before = [ts.getLeadingCommentRanges(text, node.pos), ts.getTrailingCommentRanges(text, node.pos)];
    for (const { pos, end } of before.flatMap((ranges) => ranges ?? [])) found.set(pos, { start: pos, end });
  };
  visit(source);
  return [...found.values()].sort((a, b) => a.start - b.start);
}
