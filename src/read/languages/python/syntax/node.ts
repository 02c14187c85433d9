/**
 * The syntax tree of one file as plain data. Node types and fields are those of tree-sitter's grammar for Python (see its
 * `grammar.js`); offsets are UTF-16 code units, as everywhere in this project.
 */
import type { Range } from "../../../../base/text/span.js";

export interface SyntaxNode extends Range {
  /** `call`, `identifier`, `with_statement`; of a token that has no name what it reads: `async`, `(`. */
  readonly type: string;
  /** It has a name in the grammar: no bracket, keyword or operator. */
  readonly named: boolean;
  /** The part that it plays in its parent: `function` and `arguments` of a `call`. */
  readonly field: string | undefined;
  /** Of the `module` there is none. */
  readonly parent: SyntaxNode | undefined;
  /** All of them, also tokens and comments, in the order of the text. */
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  /** All nodes that have a name in the grammar, in the order of the text, the outer before the inner. */
  readonly nodes: readonly SyntaxNode[];
  /** Nodes that hold what the parser could not make sense of, or that it made up where something is missing. */
  readonly errors: readonly SyntaxNode[];
  /** Nodes that are nested too deeply: what is inside of them is not there. */
  readonly unread: readonly SyntaxNode[];
}

/** The first child that plays a part. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** Every child that plays a part: the `name`s of an import. */
export function fieldsOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** Children with a name in the grammar, comments left out. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== "comment");
}

/** Whether a token stands among the children: `async` of a `function_definition`. */
export function hasToken(node: SyntaxNode, token: string): boolean {
  return node.children.some((child) => !child.named && child.type === token);
}

/** The nearest node around, of one of the types. */
export function ancestor(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  let at = node.parent;
  while (at !== undefined && !types.includes(at.type)) at = at.parent;
  return at;
}

export function textOf(tree: Pick<SyntaxTree, "text">, node: Range): string {
  return tree.text.slice(node.start, node.end);
}
