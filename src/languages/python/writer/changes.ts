/** What becomes of an import statement: which of its names go, which one comes, and the edits for both. */
import type { TextEdit } from "../../../edits/apply.js";
import type { ImportedName } from "../../../facts/facts.js";
import type { WrittenFile } from "./file.js";
import { editList } from "./lists.js";
import { removeStatement } from "./removal.js";
import { type ImportStatement, type ListElement, statementsOf } from "./statements.js";
import { type Addition, elementText } from "./wording.js";

/** What becomes of one statement. */
export interface Change {
  readonly statement: ImportStatement;
  readonly removed: ReadonlySet<ListElement>;
  /** No name is left. */
  readonly emptied: boolean;
}

export function readChanges(file: WrittenFile, isUnused: (name: ImportedName) => boolean): readonly Change[] {
  const changes = file.statements.map((statement) => changeOf(statement, isUnused));
  const gone = new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node));
  // A `try` is there for what may fail in it: without its import, its `except` would say nothing.
  return changes.map((change) => {
    const { block } = change.statement;
    const isWhole = statementsOf(block).every((node) => gone.has(node));
    const stays = change.emptied && isWhole && block.parent?.type === "try_statement";
    return stays ? { statement: change.statement, removed: new Set(), emptied: false } : change;
  });
}

function changeOf(statement: ImportStatement, isUnused: (name: ImportedName) => boolean): Change {
  const removed = new Set(statement.elements.filter(({ name }) => name !== undefined && isUnused(name)));
  return { statement, removed, emptied: removed.size > 0 && removed.size === statement.elements.length };
}

/** The bindings whose names are free once the changes are made. */
export function freedBindings(changes: readonly Change[]): ReadonlySet<number> {
  return new Set(changes.flatMap(({ removed }) => [...removed].flatMap(({ name }) => name?.binding ?? [])));
}

/** The statements that go altogether. */
export function goneStatements(changes: readonly Change[]): ReadonlySet<ImportStatement> {
  return new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement));
}

/** Edits of one statement; `addition` is a name that it imports from now on. */
export function editStatement(file: WrittenFile, change: Change, addition?: Addition): readonly TextEdit[] {
  const { statement, removed } = change;
  return editList(file, statement, { removed, ...(addition && { added: elementText(addition) }) });
}

/** Takes emptied statements away. A block of which nothing would be left gets a `pass`. */
export function removeEmptied(file: WrittenFile, changes: readonly Change[]): readonly TextEdit[] {
  const nodes = changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node);
  return nodes.map((node) => {
    const siblings = node.parent?.type === "block" ? statementsOf(node.parent) : [];
    const isKeeper = siblings[0] === node && siblings.every((sibling) => nodes.includes(sibling));
    return isKeeper ? { start: node.start, end: node.end, text: "pass" } : removeStatement(file.text, node);
  });
}
