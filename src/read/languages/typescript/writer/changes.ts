/** What becomes of an import statement: which of its names go, which one comes, and the edits for both. */

import type { TextEdit } from "../../../../base/edits/apply.js";
import type { Import, ImportedName } from "../../../facts/facts.js";
import type { WrittenFile } from "./file.js";
import { editList } from "./lists.js";
import { removeBraces, removePlainName, removeStatement } from "./removal.js";
import type { ImportStatement } from "./statements.js";
import type { Style } from "./style.js";
import { type Addition, elementText } from "./wording.js";

/** What becomes of one statement. */
export interface Change {
  readonly statement: ImportStatement;
  readonly removed: ReadonlySet<ImportedName>;
  /** No name is left. */
  readonly emptied: boolean;
}

export function changeOf(statement: ImportStatement, isUnused: (name: ImportedName) => boolean): Change {
  const elements = statement.list?.elements ?? [];
  const listed = elements.flatMap((element) => element.name ?? []);
  const removed = new Set([...statement.plain, ...listed].filter(isUnused));
  const count = statement.plain.length + elements.length;
  return { statement, removed, emptied: count > 0 && removed.size === count };
}

/** The bindings whose names are free once the changes are made. */
export function freedBindings(changes: readonly Change[]): ReadonlySet<number> {
  return new Set(changes.flatMap(({ removed }) => [...removed].flatMap((name) => name.binding ?? [])));
}

/** The imports that go altogether. */
export function goneImports(changes: readonly Change[]): ReadonlySet<Import> {
  return new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement.import));
}

/** Edits of one statement; `addition` is a name that it imports from now on. */
export function editStatement(
  { text, style }: WrittenFile,
  { statement, removed, emptied }: Change,
  addition?: Addition,
): readonly TextEdit[] {
  if (emptied && addition === undefined) return [removeStatement(text, statement.range)];
  const { list, plain } = statement;
  const elements = list?.elements ?? [];
  const unlisted = plain.filter((name) => removed.has(name));
  const gone = new Set(elements.filter((element) => element.name !== undefined && removed.has(element.name)));
  const isType = addition?.typeOnly === true && !statement.typeOnly;
  const added = addition && elementText({ ...addition, typeOnly: isType }, statement.syntax);
  if (list === undefined) {
    if (added !== undefined) return [extendDefault(plain, unlisted, added, style)];
    return unlisted.map((name) => removePlainName(text, statement, name));
  }
  const inner =
    added === undefined && gone.size > 0 && gone.size === elements.length
      ? [removeBraces(text, statement, list.range)]
      : editList(text, list, { removed: gone, ...(added !== undefined && { added }) }, style);
  return [...unlisted.map((name) => removePlainName(text, statement, name)), ...inner];
}

/** Braces beside a default import, or in its place. */
function extendDefault(
  plain: readonly ImportedName[],
  removed: readonly ImportedName[],
  added: string,
  style: Style,
): TextEdit {
  const space = style.spacedBraces ? " " : "";
  const braces = `{${space}${added}${space}}`;
  const last = plain.at(-1)?.range ?? { start: 0, end: 0 };
  if (removed.length === plain.length) return { start: last.start, end: last.end, text: braces };
  return { start: last.end, end: last.end, text: `, ${braces}` };
}
