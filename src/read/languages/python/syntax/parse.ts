/**
 * Parses Python with tree-sitter, compiled to WebAssembly. Its tree is outside the reach of the garbage collector, so it is
 * copied into plain data in one walk and freed at once.
 */
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import { rememberLast } from "../../remember.js";
import type { SyntaxNode, SyntaxTree } from "./node.js";

export type Parse = (text: string) => SyntaxTree;

/** The grammar that the build copies; `imports` in package.json says where. */
const GRAMMAR = new URL(import.meta.resolve("#tree-sitter-python.wasm"));

/** Nesting beyond this is machine-made; what is inside is left unread, since reading it could exhaust the stack. */
const MOST_DEPTH = 600;

/** The writer asks again for each of a file's findings, and now and then for the text as it would be. */
const MOST_KEPT = 4;

/** Once a process: a grammar takes a part of WebAssembly's table, and never gives it back. */
let parser: Promise<Parse> | undefined;

export function loadParser(): Promise<Parse> {
  parser ??= createParser();
  return parser;
}

async function createParser(): Promise<Parse> {
  await Parser.init();
  // In Node it reads the file, by a function that takes URLs too; its types know only paths.
  const grammar = await Language.load(GRAMMAR as unknown as string);
  const parser = new Parser();
  parser.setLanguage(grammar);
  const names = readNames(grammar);
  return rememberLast(MOST_KEPT, (text: string) => {
    const tree = parser.parse(withLineFeeds(text));
    if (tree === null) throw new Error("the parser gave no tree, though it was given a language and no time limit");
    const cursor = tree.walk();
    try {
      return copyTree(text, cursor, names);
    } finally {
      cursor.delete();
      tree.delete();
    }
  });
}

/** Python ends a line at a carriage return alone, and the grammar does not. All offsets stay. */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

type Building = { -readonly [Key in keyof SyntaxNode]: SyntaxNode[Key] } & { children: SyntaxNode[] };

/** Words of the grammar by their numbers: to ask the parser for a number costs much less than to ask for a word. */
interface Names {
  readonly types: readonly string[];
  readonly isNamed: readonly boolean[];
  readonly fields: readonly (string | undefined)[];
}

function readNames(grammar: Language): Names {
  return {
    types: grammar.types,
    isNamed: grammar.types.map((_, id) => grammar.nodeTypeIsNamed(id)),
    fields: grammar.fields.map((field) => field ?? undefined),
  };
}

/** The parser's number for what it could not make sense of. */
const ERROR = 65535;

function copyTree(text: string, cursor: TreeCursor, names: Names): SyntaxTree {
  const nodes: SyntaxNode[] = [];
  const errors: SyntaxNode[] = [];
  const unread: SyntaxNode[] = [];
  const copy = (parent: SyntaxNode | undefined, depth: number): SyntaxNode => {
    const node = nodeAt(cursor, names, parent);
    if (node.named) nodes.push(node);
    if (node.type === "ERROR" || (node.start === node.end && cursor.nodeIsMissing)) errors.push(node);
    if (depth === MOST_DEPTH) {
      if (cursor.gotoFirstChild()) {
        cursor.gotoParent();
        unread.push(node);
      }
    } else if (cursor.gotoFirstChild()) {
      do node.children.push(copy(node, depth + 1));
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return node;
  };
  const root = copy(undefined, 0);
  return { text, root, nodes, errors, unread };
}

/** All nodes have one shape, which keeps millions of them quick. */
function nodeAt(cursor: TreeCursor, { types, isNamed, fields }: Names, parent: SyntaxNode | undefined): Building {
  const id = cursor.nodeTypeId;
  return {
    type: id === ERROR ? "ERROR" : (types[id] ?? ""),
    named: id === ERROR || (isNamed[id] ?? false),
    start: cursor.startIndex,
    end: cursor.endIndex,
    field: fields[cursor.currentFieldId],
    parent,
    children: [],
  };
}
