/** What becomes of an import statement: which of its names go, which one comes, and the edits for both. */
import { applyEdits, type TextEdit } from "../../../../base/edits/apply.js";
import { lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { ImportedName } from "../../../facts/facts.js";
import type { SyntaxNode } from "../syntax/node.js";
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

/** @param moved  goes whatever uses it, since it comes from elsewhere then */
export function readChanges(
  file: WrittenFile,
  moved: ImportedName | undefined,
  isUnused: (name: ImportedName) => boolean,
): readonly Change[] {
  const changes = file.statements.map((statement) => {
    return changeOf(statement, (name) => isSame(name, moved) || isUnused(name));
  });
  const gone = new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node));
  // A `try` is there for what may fail in it: without its import, its `except` would say nothing.
  return changes.map((change) => {
    const { block, elements } = change.statement;
    if (elements.some(({ name }) => name && isSame(name, moved))) return change;
    const isWhole = statementsOf(block).every((node) => gone.has(node));
    const stays = change.emptied && isWhole && block.parent?.type === "try_statement";
    return stays ? { statement: change.statement, removed: new Set(), emptied: false } : change;
  });
}

function isSame(name: ImportedName, other: ImportedName | undefined): boolean {
  return name.range.start === other?.range.start;
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

/**
 * Takes emptied statements away. A block of which nothing would be left gets a `pass`.
 *
 * @param edited  a block that is edited in another way too
 */
export function removeEmptied(file: WrittenFile, changes: readonly Change[], edited?: SyntaxNode): readonly TextEdit[] {
  const nodes = changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node);
  const blocks = new Set(nodes.flatMap(({ parent }) => (parent?.type === "block" ? [parent] : [])));
  const shortened = changes.filter(({ emptied, removed }) => !emptied && removed.size > 0);
  const keeping = new Set([edited, ...shortened.map(({ statement }) => statement.block)]);
  const inBlocks = [...blocks].flatMap((block) => {
    return keeping.has(block) ? removeEach(file, block, nodes) : removeFromBlock(file, block, nodes);
  });
  const others = nodes.filter(({ parent }) => parent?.type !== "block");
  return [...inBlocks, ...others.map((node) => removeStatement(file.text, node))];
}

/**
 * Of a block of imports alone another fix may take the rest. Both replace the whole block, so that they exclude each other,
 * and the later one sees what the earlier one left.
 */
function removeFromBlock(file: WrittenFile, block: SyntaxNode, nodes: readonly SyntaxNode[]): readonly TextEdit[] {
  const { text } = file;
  const statements = statementsOf(block);
  const [first] = statements;
  const last = statements.at(-1);
  const edits = removeEach(file, block, nodes);
  if (first === undefined || last === undefined || !statements.every(isImport)) return edits;
  if (edits.length === statements.length) {
    return [{ start: first.start, end: first.end, text: "pass" }, ...edits.slice(1)];
  }
  const start = lineStart(text, first.start);
  const end = Math.max(nextLine(text, last.end), ...edits.map((edit) => edit.end));
  const inside = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return [{ start, end, text: applyEdits(text.slice(start, end), inside).text }];
}

function removeEach({ text }: WrittenFile, block: SyntaxNode, nodes: readonly SyntaxNode[]): readonly TextEdit[] {
  return nodes.filter((node) => node.parent === block).map((node) => removeStatement(text, node));
}

function isImport({ type }: SyntaxNode): boolean {
  return /^(?:import|import_from|future_import)_statement$/.test(type);
}
