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
  return { facts, text, tree, statements: readStatements(facts, tree), newline: newlineOf(text) };
}
