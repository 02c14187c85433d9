/** Removes names from import statements, or whole statements. */
import { applyEdits, type TextEdit } from "../../../../base/edits/apply.js";
import { lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { ImportedName } from "../../../facts/facts.js";
import { isSame } from "../../writer/imports.js";
import type { ImportChange } from "../../writer/syntax.js";
import type { SyntaxNode } from "../syntax/node.js";
import { removeStatement } from "./removal.js";
import { type PythonFile, type PythonImport, statementsOf } from "./statements.js";

/**
 * A `try` exists for what may fail in it: without its import, its `except` would mean nothing.
 *
 * @param moved  is removed from there all the same, since another import replaces it
 */
export function withoutTried(
  changes: readonly ImportChange<PythonImport>[],
  moved: ImportedName | undefined,
): readonly ImportChange<PythonImport>[] {
  const gone = new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node));
  return changes.map((change) => {
    const { block, elements } = change.statement;
    if (elements.some(({ name }) => name && isSame(name, moved))) return change;
    const isWhole = statementsOf(block).every((node) => gone.has(node));
    const stays = change.emptied && isWhole && block.parent?.type === "try_statement";
    return stays ? { statement: change.statement, removed: new Set(), emptied: false } : change;
  });
}

/**
 * Removes emptied statements. A block that would be empty gets a `pass`.
 *
 * @param edited  a statement in whose block another edit takes place
 */
export function removeEmptied(
  file: PythonFile,
  changes: readonly ImportChange<PythonImport>[],
  edited?: PythonImport,
): readonly TextEdit[] {
  const nodes = changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.node);
  const blocks = new Set(nodes.flatMap(({ parent }) => (parent?.type === "block" ? [parent] : [])));
  const shortened = changes.filter(({ emptied, removed }) => !emptied && removed.size > 0);
  const keeping = new Set([edited?.block, ...shortened.map(({ statement }) => statement.block)]);
  const inBlocks = [...blocks].flatMap((block) => {
    return keeping.has(block) ? removeEach(file, block, nodes) : removeFromBlock(file, block, nodes);
  });
  const others = nodes.filter(({ parent }) => parent?.type !== "block");
  return [...inBlocks, ...others.map((node) => removeStatement(file.text, node))];
}

/**
 * Another fix may remove the rest of a block of imports. Both replace the whole block, so that they conflict, and the later
 * one sees what the earlier one left.
 */
function removeFromBlock(file: PythonFile, block: SyntaxNode, nodes: readonly SyntaxNode[]): readonly TextEdit[] {
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

function removeEach({ text }: PythonFile, block: SyntaxNode, nodes: readonly SyntaxNode[]): readonly TextEdit[] {
  return nodes.filter((node) => node.parent === block).map((node) => removeStatement(text, node));
}

function isImport({ type }: SyntaxNode): boolean {
  return /^(?:import|import_from|future_import)_statement$/.test(type);
}
