/** Where a new import statement goes. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { indentAt, lineEnd, lineStart, startsLine } from "../../../../base/text/offsets.js";
import type { ImportRequest } from "../../language.js";
import { findOrder, groupsOf, isInOrder } from "../../writer/order.js";
import { namedChildren, type SyntaxNode, textOf } from "../syntax/node.js";
import { type Ordered, rankOf, STATEMENT_ORDERS, topOf } from "./order.js";
import { insertAtTop } from "./prologue.js";
import { firstUse } from "./scope.js";
import { lineMates, type PythonFile, type PythonImport } from "./statements.js";

type Gone = ReadonlySet<PythonImport>;
type Wanted = Pick<Ordered, "specifier"> & { readonly name: string; readonly foreign?: boolean };

/** Inserts a statement among the imports at the top of the module, in the group where it belongs. */
export function insertStatement(
  file: PythonFile,
  wanted: Wanted,
  text: string,
  gone: Gone,
  request: Pick<ImportRequest, "at" | "replaced">,
): TextEdit {
  const { block, path } = firstBlock(file, firstUse(request));
  const placed = block.filter((one) => !gone.has(one));
  if (placed.length === 0) return path ? insertAfter(file, path, text, file.newline) : insertAtTop(file, text);
  const added = orderedAs(wanted);
  const rank = ranker(file, wanted);
  const groups = groupsOf(file.text, placed);
  const group = groups.findLast((one) => one.some((member) => rank(member) === rank(added)));
  if (group !== undefined) return insertAmong(file, groups, group, wanted, text);
  const lower = placed.findLast((one) => rank(one) < rank(added));
  const isSpaced = groups.every((one) => new Set(one.map(rank)).size === 1);
  const gap = isSpaced ? file.newline : "";
  if (lower !== undefined) return insertAfter(file, lower.node, text, gap);
  const [first] = placed;
  return first === undefined ? insertAtTop(file, text) : insertBefore(file, first.node, `${text}${file.newline}${gap}`);
}

/** Whether `specifier` may stand in place of `statement` without disturbing sorted groups. */
export function fitsInPlace(file: PythonFile, statement: PythonImport, wanted: Wanted, gone: Gone): boolean {
  const added = orderedAs(wanted);
  const rank = ranker(file, wanted);
  const placed = file.statements.filter((one) => one.block === file.tree.root && (one === statement || !gone.has(one)));
  if (placed.length === 1) return true;
  const groups = groupsOf(file.text, placed);
  const group = groups.find((one) => one.includes(statement)) ?? [];
  const isAtHome = rank(statement) === rank(added) || group.some((one) => rank(one) === rank(added));
  const order = findOrder(sections(groups, rank), STATEMENT_ORDERS);
  const after = group.map((one) => (one === statement ? added : one)).filter((one) => rank(one) === rank(added));
  return isAtHome && (order === undefined || isInOrder(after, order));
}

/** Inserts a statement on the line after one that is there, with its indentation; in a one-line body after a `;`. */
export function insertAfter({ text, newline }: PythonFile, node: SyntaxNode, added: string, gap = ""): TextEdit {
  const mates = lineMates(text, node);
  const first = mates[0] ?? node;
  const last = mates.at(-1) ?? node;
  if (!startsLine(text, first.start)) return { start: node.end, end: node.end, text: `; ${added}` };
  const at = lineEnd(text, last.end);
  return { start: at, end: at, text: `${newline}${gap}${indentAt(text, first.start)}${added}` };
}

function insertBefore({ text }: PythonFile, node: SyntaxNode, added: string): TextEdit {
  const at = lineStart(text, node.start);
  return { start: at, end: at, text: added };
}

/** Among imports of its kind: at its place where they are sorted, after the last one otherwise. */
function insertAmong(
  file: PythonFile,
  groups: readonly (readonly PythonImport[])[],
  group: readonly PythonImport[],
  wanted: Wanted,
  text: string,
): TextEdit {
  const added = orderedAs(wanted);
  const rank = ranker(file, wanted);
  const kin = group.filter((one) => rank(one) === rank(added));
  const order = findOrder(sections(groups, rank), STATEMENT_ORDERS);
  const previous = order === undefined ? kin.at(-1) : kin.findLast((one) => order(one, added) <= 0);
  const [first] = kin;
  if (previous !== undefined) return insertAfter(file, previous.node, text);
  if (first === undefined) return insertAtTop(file, text);
  return insertBefore(file, first.node, `${text}${file.newline}`);
}

function orderedAs({ specifier, name }: Wanted): Ordered {
  return { specifier, syntax: name === "*" ? "import" : "from" };
}

/** What is sorted together: the imports of one kind in each group. */
function sections(
  groups: readonly (readonly PythonImport[])[],
  rank: (one: Ordered) => number,
): readonly (readonly Ordered[])[] {
  return groups.flatMap((group) => {
    const ranks = [...new Set(group.map(rank))];
    return ranks.map((each) => group.filter((one) => rank(one) === each));
  });
}

/** The project's own packages, as known from here: the accessor's, and those that contain the file. */
function ranker({ facts }: PythonFile, { specifier, foreign }: Wanted): (one: Ordered) => number {
  const folders = facts.file.split("/").slice(0, -1).slice(0, 2);
  const project = new Set(foreign || specifier.startsWith(".") ? folders : [topOf(specifier), ...folders]);
  return (one) => rankOf(one.specifier, project);
}

/** The first imports of the module, with nothing else between them. */
interface Block {
  readonly block: readonly PythonImport[];
  /** The statement that changes the search path: what is imported may not be found before. */
  readonly path?: SyntaxNode;
}

function firstBlock({ text, tree, statements }: PythonFile, use: number): Block {
  const top = namedChildren(tree.root).filter((node) => node.end <= use);
  const path = top.findLast((node) => changesPath(text, node));
  const rest = path === undefined ? top : top.slice(top.indexOf(path));
  const from = rest.findIndex(isImport);
  const end = rest.findIndex((node, index) => index > from && !isImport(node));
  const run = new Set(from < 0 ? [] : rest.slice(from, end < 0 ? rest.length : end));
  return { block: statements.filter((one) => run.has(one.node)), ...(path && { path }) };
}

function changesPath(text: string, node: SyntaxNode): boolean {
  const runs = !isImport(node) && !/^(?:decorated|function|class)_definition$/.test(node.type);
  return runs && /\bsys\.path\b/.test(textOf({ text }, node));
}

function isImport(node: SyntaxNode): boolean {
  return /^(?:import|import_from|future_import)_statement$/.test(node.type);
}
