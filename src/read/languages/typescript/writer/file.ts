/** A file as the writer sees it: its facts and text, and what both say of its import statements and their style. */
import type { FileFacts } from "../../../facts/facts.js";
import { type ImportStatement, readStatements } from "./statements.js";
import { readStyle, type Style } from "./style.js";

export interface WrittenFile {
  readonly facts: FileFacts;
  readonly text: string;
  readonly statements: readonly ImportStatement[];
  readonly style: Style;
}

export function readFile(facts: FileFacts, text: string): WrittenFile {
  return { facts, text, statements: readStatements(facts, text), style: readStyle(facts, text) };
}
