/** The names in the braces of an import: takes a list as written, gives edits that add and remove names in its style. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import { compareText } from "../../../../base/text/span.js";
import { mask } from "./mask.js";
import { goesWithLine } from "./removal.js";
import type { ListElement, NameList } from "./statements.js";
import type { Style } from "./style.js";

/** What becomes of a list. */
export interface ListChange {
  readonly removed: ReadonlySet<ListElement>;
  /** The new element as it is to stand there: `getDb as canonicalGetDb`. */
  readonly added?: string;
}

/** Edits for a list that is not left empty. A new name takes the place of a removed one where the order allows it. */
export function editList(text: string, list: NameList, change: ListChange, style: Style): readonly TextEdit[] {
  const { added, removed } = change;
  const replaced = list.elements.find((element) => removed.has(element));
  if (added === undefined) return removeElements(text, list, removed);
  if (replaced === undefined) return addElement(text, list, added, style);
  const after = list.elements.filter((element) => element === replaced || !removed.has(element));
  const names = (elements: readonly ListElement[]) =>
    elements.map((element) => (element === replaced ? added : text.slice(element.start, element.end)));
  const keepsOrder = isSorted(names(after)) || !isSorted(list.elements.map((one) => text.slice(one.start, one.end)));
  if (!keepsOrder && !hasComment(text, list)) return [rewrite(text, list, names(after).sort(compareNames), style)];
  const rest = new Set([...removed].filter((element) => element !== replaced));
  return [{ start: replaced.start, end: replaced.end, text: added }, ...removeElements(text, list, rest)];
}

function removeElements(text: string, list: NameList, removed: ReadonlySet<ListElement>): readonly TextEdit[] {
  return runsOf(list.elements, removed).flatMap((run) => removeRun(text, list, run));
}

interface Run {
  readonly first: ListElement;
  readonly last: ListElement;
  /** The elements that stay on either side. */
  readonly before?: ListElement;
  readonly after?: ListElement;
}

/** Neighbours that go together, so that their commas are counted once. */
function runsOf(elements: readonly ListElement[], removed: ReadonlySet<ListElement>): readonly Run[] {
  const runs: Run[] = [];
  for (let index = 0; index < elements.length; index++) {
    const first = elements[index];
    if (first === undefined || !removed.has(first)) continue;
    const before = elements[index - 1];
    let last = first;
    for (let next = elements[index + 1]; next !== undefined && removed.has(next); next = elements[index + 1]) {
      last = next;
      index++;
    }
    const after = elements[index + 1];
    runs.push({ first, last, ...(before && { before }), ...(after && { after }) });
  }
  return runs;
}

function removeRun(text: string, list: NameList, run: Run): readonly TextEdit[] {
  const hasComma = run.after !== undefined || list.trailingComma;
  const end = hasComma ? commaAfter(text, list, run.last.end) + 1 : run.last.end;
  const comma = hasComma || run.before === undefined ? [] : [removeComma(text, list, run.before)];
  const line = lineStart(text, run.first.start);
  if (line > list.range.start && isBlank(text.slice(line, run.first.start))) {
    const ownLines = goesWithLine(text.slice(end, lineEnd(text, end)));
    if (ownLines) return [...comma, { start: line, end: nextLine(text, end), text: "" }];
  }
  if (run.after !== undefined) return [{ start: run.first.start, end: skipSpaces(text, end), text: "" }];
  const gap = text.slice(run.before?.end ?? run.first.start, run.first.start);
  const start = gap === mask(gap) ? run.first.start - gap.length : run.first.start;
  if (start === run.first.start) return [...comma, { start, end, text: "" }];
  return [{ start, end: run.last.end, text: "" }];
}

function removeComma(text: string, list: NameList, element: ListElement): TextEdit {
  const comma = commaAfter(text, list, element.end);
  return { start: comma, end: comma + 1, text: "" };
}

function addElement(text: string, list: NameList, added: string, style: Style): readonly TextEdit[] {
  const elements = list.elements;
  const last = elements.at(-1);
  const first = elements[0];
  if (first === undefined || last === undefined) return [rewrite(text, list, [added], style)];
  const index = placeOf(
    elements.map((element) => text.slice(element.start, element.end)),
    added,
  );
  const next = elements[index];
  if (!isOnOwnLines(text, list)) {
    return [next === undefined ? insert(last.end, `, ${added}`) : insert(next.start, `${added}, `)];
  }
  const indent = text.slice(lineStart(text, first.start), first.start);
  if (index === 0) return [insert(first.start, `${added},${style.newline}${indent}`)];
  const previous = elements[index - 1] ?? last;
  const comma = next !== undefined || list.trailingComma;
  const line = `${style.newline}${indent}${added}${comma ? "," : ""}`;
  const place = insert(lineEnd(text, previous.end), line);
  return comma ? [place] : [insert(previous.end, ","), place];
}

/** The list written anew; only for one without comments. */
function rewrite(text: string, list: NameList, names: readonly string[], style: Style): TextEdit {
  const range = { start: list.range.start, end: list.range.end };
  const first = list.elements[0];
  if (first === undefined || !isOnOwnLines(text, list)) {
    const space = style.spacedBraces ? " " : "";
    return { ...range, text: `{${space}${names.join(", ")}${space}}` };
  }
  const indent = text.slice(lineStart(text, first.start), first.start);
  const lines = names.join(`,${style.newline}${indent}`);
  const closing = text.slice(lineStart(text, range.end), range.end - 1);
  const comma = list.trailingComma ? "," : "";
  return { ...range, text: `{${style.newline}${indent}${lines}${comma}${style.newline}${closing}}` };
}

/** Where a name belongs: at its place in a sorted list, or else at the end. */
function placeOf(names: readonly string[], added: string): number {
  if (names.length < 2 || !isSorted(names)) return names.length;
  const index = names.findIndex((name) => compareNames(added, name) < 0);
  return index < 0 ? names.length : index;
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || compareNames(names[index - 1] ?? "", name) <= 0);
}

/** As the common import sorters do: by name, letters before case. */
function compareNames(a: string, b: string): number {
  const key = (name: string) => name.replace(/^type\s+/, "");
  return compareText(key(a).toLowerCase(), key(b).toLowerCase());
}

function isOnOwnLines(text: string, list: NameList): boolean {
  return list.elements.every((element) => {
    const line = lineStart(text, element.start);
    return (
      line > list.range.start && lineEnd(text, element.end) < list.range.end && isBlank(text.slice(line, element.start))
    );
  });
}

function hasComment(text: string, list: NameList): boolean {
  const inner = text.slice(list.range.start, list.range.end);
  return inner.includes("//") || inner.includes("/*");
}

function commaAfter(text: string, list: NameList, offset: number): number {
  return offset + mask(text.slice(offset, list.range.end)).indexOf(",");
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
