/** A file as the writer sees it: its facts, its tree, and its import statements. */
import type { FileFacts } from "../../../facts/facts.js";
import type { SyntaxTree } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { newlineOf } from "./lines.js";
import { type ImportStatement, readStatements } from "./statements.js";

export interface WrittenFile {
  readonly facts: FileFacts;
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly statements: readonly ImportStatement[];
  readonly newline: "\n" | "\r\n";
}

export function readFile(parse: Parse, facts: FileFacts, text: string): WrittenFile {
  const tree = parse(text);
  const known = read.get(tree);
  if (known?.facts === facts) return known;
  const file = { facts, text, tree, statements: readStatements(facts, tree), newline: newlineOf(text) };
  read.set(tree, file);
  return file;
}

/** A file is asked for once for each of its findings; what was read of it lives as long as its tree. */
const read = new WeakMap<SyntaxTree, WrittenFile>();
