/** How import statements of TypeScript and JavaScript are edited. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { compareText } from "../../../../base/text/span.js";
import type { ImportedName } from "../../../facts/facts.js";
import { createImportWriter, goneStatements } from "../../writer/imports.js";
import { editList, type ListSyntax } from "../../writer/lists.js";
import { chooseLocalName, isVisible } from "../../writer/names.js";
import { findOrder, type SortOrder } from "../../writer/order.js";
import { goesWithLine } from "../../writer/removal.js";
import type { Addition, ImportChange, ImportSyntax, Known, WantedRequest } from "../../writer/syntax.js";
import { findHome } from "./home.js";
import { insertAfter, insertStatement, type ScriptFile } from "./placement.js";
import { DIRECTIVES, removeBraces, removePlainName, removeStatement } from "./removal.js";
import { readStatements, type ScriptImport } from "./statements.js";
import { readStyle } from "./style.js";
import { braces, defaultNameFor, elementText, statementText } from "./wording.js";

const syntax: ImportSyntax<ScriptFile, ScriptImport> = {
  read(facts, text) {
    const style = readStyle(facts, text);
    return { facts, text, statements: readStatements(facts, text), style, newline: style.newline };
  },
  findWanted,
  replacedName: ({ local, moved }) => (local === undefined ? undefined : moved),
  isKept: ({ facts }, { binding }) =>
    facts.exports.some((one) => one.kind === "name" && one.term.kind === "binding" && one.term.id === binding),
  settle: (changes) => changes,
  localName({ facts }, { wanted, at }, freed) {
    const whole = wanted.name === "default" || wanted.name === "=" || wanted.name === "*";
    const name = whole ? defaultNameFor(wanted.specifier) : wanted.name;
    const alias = `canonical${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return chooseLocalName(facts, at, { name, alias, separator: "" }, (_, id) => freed.has(id));
  },
  findHome,
  editStatement,
  removeEmptied({ text }, changes) {
    return changes.filter(({ emptied }) => emptied).map(({ statement }) => removeStatement(text, statement));
  },
  statementText({ style }, addition, like) {
    return statementText(addition, like?.syntax ?? style.system, like?.semicolon ?? style.semicolons, style);
  },
  insertAfter,
  insertStatement(file, { specifier }, text, changes) {
    return insertStatement(file, { specifier, text }, goneStatements(changes));
  },
};

export const importWriter = createImportWriter(syntax);

/** A name by which the wanted is in scope already: its own, an alias, or a member of the module's namespace. */
function findWanted({ facts }: ScriptFile, { at, wanted }: WantedRequest): Known | undefined {
  const visible = facts.imports
    .filter((one) => one.specifier === wanted.specifier && one.kind !== "reexport")
    .filter((one) => wanted.typeOnly || !one.typeOnly)
    .flatMap((one) => one.names)
    .filter((name) => (wanted.typeOnly || !name.typeOnly) && isVisible(facts, name, at));
  const own = visible.find((name) => name.imported === wanted.name);
  if (own !== undefined) return { name: own, local: own.local };
  const namespace = visible.find((name) => name.imported === "*" || name.imported === "=");
  if (namespace === undefined || !/^[\w$]+$/.test(wanted.name) || wanted.name === "default") return undefined;
  return { name: namespace, local: `${namespace.local}.${wanted.name}` };
}

function editStatement(
  file: ScriptFile,
  { statement, removed }: ImportChange<ScriptImport>,
  addition?: Addition,
): readonly TextEdit[] {
  const { plain, elements, brackets } = statement;
  const isType = addition?.typeOnly === true && !statement.typeOnly;
  const added = addition && elementText({ ...addition, typeOnly: isType }, statement.syntax);
  const gone = plain.filter((name) => removed.has(name));
  const edits = gone.map((name) => removePlainName(file.text, statement, name));
  if (brackets === undefined)
    return added === undefined ? edits : [extendDefault(plain, gone, braces(added, file.style))];
  if (elements.length === 0) {
    return added === undefined ? edits : [...edits, { ...brackets, text: braces(added, file.style) }];
  }
  const unlisted = new Set(elements.filter(({ name }) => name && removed.has(name)));
  if (added === undefined && unlisted.size === elements.length) {
    return [...edits, removeBraces(file.text, statement, brackets)];
  }
  return [...edits, ...editList(LISTS, { file, list: statement, removed: unlisted, added })];
}

/** Braces beside a default import, or in its place. */
function extendDefault(plain: readonly ImportedName[], removed: readonly ImportedName[], list: string): TextEdit {
  const { start, end } = plain.at(-1)?.range ?? { start: 0, end: 0 };
  if (removed.length === plain.length) return { start, end, text: list };
  return { start: end, end, text: `, ${list}` };
}

const LISTS: ListSyntax = {
  orderOf: (names) => (names.length < 2 ? undefined : findOrder([names], [byName])),
  goesWithNames: (rest) => goesWithLine(DIRECTIVES, rest),
};

/** As the common import sorters do: by name, letters before case. */
const byName: SortOrder<string> = (a, b) => {
  const key = (name: string) => name.replace(/^type\s+/, "").toLowerCase();
  return compareText(key(a), key(b));
};
