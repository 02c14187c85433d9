/** The comments of a file and the code that each applies to. Strings hold no comments. */
import type { FilePath, Range } from "../../../base/text/span.js";
import { type Comment, type CommentRanges, without } from "../comments.js";
import type { SyntaxNode } from "./syntax/node.js";
import type { Parse } from "./syntax/parse.js";

/** @returns functions that never throw */
export function createComments(parse: Parse): {
  readonly comments: (file: FilePath, text: string) => readonly Comment[];
  readonly docstrings: (file: FilePath, text: string) => readonly Range[];
  readonly commentRanges: CommentRanges;
} {
  return {
    comments: (_, text) =>
      parse(text)
        .nodes.filter(({ type }) => type === "comment")
        // The grammar lets one go on to the line feed.
        .map(({ start, end }) => ({ start, end: text[end - 1] === "\r" ? end - 1 : end })),
    docstrings: (_, text) =>
      parse(text)
        .nodes.filter(isDocstring)
        .map(({ start, end }) => ({ start, end })),
    commentRanges: {
      from: (_, text, offset) => rangesOf(outermost(parse(text).root, offset, (node) => node.start === offset)),
      to: (_, text, offset) =>
        rangesOf(outermost(parse(text).root, offset - 1, (node) => node.end === offset && !endsInBlock(node))),
      first: (_, text) => {
        const statements = parse(text).root.children.filter(({ type }) => type !== "comment");
        const [first] = isDocstring(statements[0]) ? statements.slice(1) : statements;
        return first?.start ?? text.length;
      },
    },
  };
}

/** The largest node around an offset that is wanted; a block is no more than its statements. */
function outermost(node: SyntaxNode, offset: number, isWanted: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  for (const child of node.children) {
    if (offset < child.start || offset >= child.end) continue;
    if (child.named && child.type !== "block" && isWanted(child)) return child;
    const found = outermost(child, offset, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What ends at the end of its block ends where the last statement of it does, which is what is meant there. */
function endsInBlock(node: SyntaxNode): boolean {
  const last = node.children.at(-1);
  return last !== undefined && (last.type === "block" || endsInBlock(last));
}

function rangesOf(node: SyntaxNode | undefined): readonly Range[] {
  if (node === undefined) return [];
  const holes: Range[] = [];
  const step = (inner: SyntaxNode): void => {
    if (inner.type === "block") holes.push(inner);
    else for (const child of inner.children) step(child);
  };
  step(node);
  return without(node, holes);
}

function isDocstring(statement: SyntaxNode | undefined): boolean {
  const [only, ...others] = statement?.type === "expression_statement" ? statement.children : [];
  return others.length === 0 && (only?.type === "string" || only?.type === "concatenated_string");
}
