/** The names of an import statement: takes a list as written, gives edits that add and remove names in its style. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import type { WrittenFile } from "./file.js";
import { indentAt, skipSpacesBack, startsLine } from "./lines.js";
import { findOrder, isInOrder, NAME_ORDERS } from "./order.js";
import type { ImportStatement, ListElement } from "./statements.js";

/** What becomes of a list. */
export interface ListChange {
  readonly removed: ReadonlySet<ListElement>;
  /** The new element as it is to stand there: `get_db as canonical_get_db`. */
  readonly added?: string;
}

/** Edits for a list that is not left empty. A new name takes the place of a removed one where the order allows it. */
export function editList(file: WrittenFile, statement: ImportStatement, change: ListChange): readonly TextEdit[] {
  const { added, removed } = change;
  const replaced = statement.elements.find((element) => removed.has(element));
  if (added === undefined) return removeElements(file, statement, removed);
  if (replaced !== undefined && keepsOrder(file, statement, { removed, added }, replaced)) {
    const rest = new Set([...removed].filter((element) => element !== replaced));
    const edit = { start: replaced.start, end: replaced.end, text: added };
    return [edit, ...removeElements(file, statement, rest)];
  }
  const kept = statement.elements.filter((element) => !removed.has(element));
  return [...addElement(file, statement, kept, added), ...removeElements(file, statement, removed)];
}

function keepsOrder(
  { text }: WrittenFile,
  { elements }: ImportStatement,
  { removed, added }: Required<ListChange>,
  replaced: ListElement,
): boolean {
  const order = findOrder([elements.map((element) => text.slice(element.start, element.end))], NAME_ORDERS);
  if (order === undefined) return true;
  const after = elements.filter((element) => element === replaced || !removed.has(element));
  return isInOrder(
    after.map((element) => (element === replaced ? added : text.slice(element.start, element.end))),
    order,
  );
}

function addElement(
  file: WrittenFile,
  statement: ImportStatement,
  kept: readonly ListElement[],
  added: string,
): readonly TextEdit[] {
  const { text, newline } = file;
  const written = kept.map((element) => text.slice(element.start, element.end));
  const index = placeOf(written, added);
  const next = kept[index];
  const previous = kept[index - 1];
  if (!isOnOwnLines(text, statement)) {
    if (previous === undefined) return next === undefined ? [] : [insert(next.start, `${added}, `)];
    return [insert(previous.end, `, ${added}`)];
  }
  if (previous === undefined) {
    return next === undefined ? [] : [insert(next.start, `${added},${newline}${indentAt(text, next.start)}`)];
  }
  const comma = next !== undefined || statement.elements.at(-1)?.commaEnd !== undefined;
  const line = `${newline}${indentAt(text, previous.start)}${added}${comma ? "," : ""}`;
  const place = insert(lineEnd(text, previous.end), line);
  return comma ? [place] : [insert(previous.end, ","), place];
}

/** Where a name belongs: at its place in a sorted list, or else at the end. */
function placeOf(names: readonly string[], added: string): number {
  const order = NAME_ORDERS.find((one) => isInOrder(names, one));
  const index = order === undefined ? -1 : names.findIndex((name) => order(added, name) < 0);
  return index < 0 ? names.length : index;
}

/** Every name has a line, and the closing bracket one of its own. */
function isOnOwnLines(text: string, { elements, brackets }: ImportStatement): boolean {
  if (brackets === undefined || !startsLine(text, brackets.end - 1)) return false;
  return elements.every((element) => standsAlone(text, element));
}

/** Nothing but the element, its comma and a comment stands on its line. */
function standsAlone(text: string, element: ListElement): boolean {
  const end = endOf(element);
  return startsLine(text, element.start) && /^\s*(?:#.*)?$/.test(text.slice(end, lineEnd(text, end)));
}

function removeElements(
  { text }: WrittenFile,
  statement: ImportStatement,
  removed: ReadonlySet<ListElement>,
): readonly TextEdit[] {
  const { elements, brackets } = statement;
  const edits =
    brackets === undefined
      ? [...removed].map((element) => removeUnbracketed(elements, element, removed))
      : rowsOf(text, elements).flatMap((row) => removeFromRow(text, row, removed));
  // The comma of what is last now goes where the list had none at its end.
  const last = elements.at(-1);
  const lastKept = elements.findLast((element) => !removed.has(element));
  if (last?.commaEnd !== undefined || lastKept?.commaEnd === undefined) return edits;
  return [...edits, { start: lastKept.end, end: lastKept.commaEnd, text: "" }];
}

/** A line may be continued with `\\` anywhere in the list, so that all between two names goes with one of them. */
function removeUnbracketed(
  elements: readonly ListElement[],
  element: ListElement,
  removed: ReadonlySet<ListElement>,
): TextEdit {
  const index = elements.indexOf(element);
  const end = element.commaEnd ?? element.end;
  const isTail = elements.slice(index).every((one) => removed.has(one));
  if (!isTail) return { start: element.start, end: elements[index + 1]?.start ?? end, text: "" };
  return { start: elements[index - 1]?.commaEnd ?? element.start, end, text: "" };
}

/** The elements that begin on the same line. */
function rowsOf(text: string, elements: readonly ListElement[]): readonly (readonly ListElement[])[] {
  const rows = new Map<number, ListElement[]>();
  for (const element of elements) {
    const line = lineStart(text, element.start);
    rows.set(line, [...(rows.get(line) ?? []), element]);
  }
  return [...rows.values()];
}

function removeFromRow(
  text: string,
  row: readonly ListElement[],
  removed: ReadonlySet<ListElement>,
): readonly TextEdit[] {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = endOf(last);
  const rest = text.slice(end, lineEnd(text, end));
  if (row.every((element) => removed.has(element)) && /^\s*(?:#.*)?$/.test(rest)) {
    // With its comment, which spoke of nothing else; what opens the bracket stays where it shares the line.
    if (startsLine(text, first.start))
      return [{ start: lineStart(text, first.start), end: nextLine(text, end), text: "" }];
    return [{ start: skipSpacesBack(text, first.start), end: end + rest.length, text: "" }];
  }
  const firstKept = row.findIndex((element) => !removed.has(element));
  return row.flatMap((element, index) => {
    if (!removed.has(element)) return [];
    const isHead = firstKept < 0 || index < firstKept;
    if (isHead) return [{ start: element.start, end: skipSpaces(text, endOf(element)), text: "" }];
    return [{ start: skipSpacesBack(text, element.start), end: endOf(element), text: "" }];
  });
}

function endOf(element: ListElement): number {
  return element.commaEnd ?? element.end;
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
