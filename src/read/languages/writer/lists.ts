/** Edits that add and remove names in the list of an import statement, in its style. */
import type { TextEdit } from "../../../base/edits/apply.js";
import {
  indentAt,
  lineEnd,
  lineStart,
  nextLine,
  skipSpaces,
  skipSpacesBack,
  startsLine,
} from "../../../base/text/offsets.js";
import { isInOrder, type SortOrder } from "./order.js";
import type { ImportFile, ImportStatement, ListElement } from "./syntax.js";

export interface ListRequest {
  readonly file: Pick<ImportFile<ImportStatement>, "text" | "newline">;
  readonly list: Pick<ImportStatement, "elements" | "brackets">;
  readonly removed: ReadonlySet<ListElement>;
  /** The new element as it is written: `getDb as canonicalGetDb`. */
  readonly added?: string;
}

export interface ListSyntax {
  /** The order of the names as they are written; absent if they show none. */
  orderOf(names: readonly string[]): SortOrder<string> | undefined;
  /** The rest of a line is removed with its names: nothing, or a comment. */
  goesWithNames(rest: string): boolean;
}

/** Edits for a list that is not left empty. A new name replaces a removed one if the order allows it. */
export function editList(syntax: ListSyntax, request: ListRequest): readonly TextEdit[] {
  const { file, list, removed, added } = request;
  const { elements } = list;
  if (added === undefined) return removeElements(syntax, request, removed);
  const written = (one: ListElement) => file.text.slice(one.start, one.end);
  const order = syntax.orderOf(elements.map(written));
  const replaced = elements.find((element) => removed.has(element));
  const after = elements.filter((element) => element === replaced || !removed.has(element));
  const names = after.map((element) => (element === replaced ? added : written(element)));
  if (replaced !== undefined && (order === undefined || isInOrder(names, order))) {
    const rest = new Set([...removed].filter((element) => element !== replaced));
    return [{ start: replaced.start, end: replaced.end, text: added }, ...removeElements(syntax, request, rest)];
  }
  const kept = after.filter((element) => element !== replaced);
  const index = order === undefined ? -1 : kept.findIndex((element) => order(added, written(element)) < 0);
  const insertion = addElement(request, kept, index < 0 ? kept.length : index, added);
  return [...insertion, ...removeElements(syntax, request, removed)];
}

function addElement(
  { file: { text, newline }, list }: ListRequest,
  kept: readonly ListElement[],
  index: number,
  added: string,
): readonly TextEdit[] {
  const next = kept[index];
  const previous = kept[index - 1];
  const isSpread = isOnOwnLines(text, list);
  if (previous === undefined) {
    if (next === undefined) return [];
    return [insert(next.start, isSpread ? `${added},${newline}${indentAt(text, next.start)}` : `${added}, `)];
  }
  if (!isSpread) return [insert(previous.end, `, ${added}`)];
  const comma = next !== undefined || list.elements.at(-1)?.commaEnd !== undefined;
  const line = `${newline}${indentAt(text, previous.start)}${added}${comma ? "," : ""}`;
  const place = insert(lineEnd(text, endOf(previous)), line);
  return comma ? [place] : [insert(previous.end, ","), place];
}

/** Every name has a line, and the closing bracket one of its own. */
function isOnOwnLines(text: string, { elements, brackets }: ListRequest["list"]): boolean {
  if (brackets === undefined || !startsLine(text, brackets.end - 1)) return false;
  return elements.every((element) => startsLine(text, element.start));
}

function removeElements(
  syntax: ListSyntax,
  { file: { text }, list: { elements, brackets } }: ListRequest,
  removed: ReadonlySet<ListElement>,
): readonly TextEdit[] {
  const edits =
    brackets === undefined
      ? [...removed].map((element) => removeUnbracketed(elements, element, removed))
      : rowsOf(text, elements).flatMap((row) => removeFromRow(syntax, text, row, removed));
  // If the list had no trailing comma, the name that is now last loses its comma.
  const last = elements.at(-1);
  const lastKept = elements.findLast((element) => !removed.has(element));
  if (last?.commaEnd !== undefined || lastKept?.commaEnd === undefined) return edits;
  return [...edits, { start: lastKept.end, end: lastKept.commaEnd, text: "" }];
}

/** A line may be continued with `\\` anywhere in the list, so all between two names is removed with one of them. */
function removeUnbracketed(
  elements: readonly ListElement[],
  element: ListElement,
  removed: ReadonlySet<ListElement>,
): TextEdit {
  const index = elements.indexOf(element);
  const isTail = elements.slice(index).every((one) => removed.has(one));
  if (!isTail) return { start: element.start, end: elements[index + 1]?.start ?? endOf(element), text: "" };
  return { start: elements[index - 1]?.commaEnd ?? element.start, end: endOf(element), text: "" };
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
  { goesWithNames }: ListSyntax,
  text: string,
  row: readonly ListElement[],
  removed: ReadonlySet<ListElement>,
): readonly TextEdit[] {
  const [first] = row;
  const last = row.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = endOf(last);
  const rest = text.slice(end, lineEnd(text, end));
  if (row.every((element) => removed.has(element)) && goesWithNames(rest)) {
    if (startsLine(text, first.start))
      return [{ start: lineStart(text, first.start), end: nextLine(text, end), text: "" }];
    // The opening bracket is on this line and stays.
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
