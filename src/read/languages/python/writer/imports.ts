/** How Python's import statements are edited. */
import type { Binding, ImportedName } from "../../../facts/facts.js";
import type { ImportRequest, Writer } from "../../language.js";
import { createImportWriter, goneStatements } from "../../writer/imports.js";
import { editList, type ListSyntax } from "../../writer/lists.js";
import { chooseLocalName, isVisible } from "../../writer/names.js";
import { findOrder } from "../../writer/order.js";
import type { Addition, Known, WantedRequest } from "../../writer/syntax.js";
import type { Parse } from "../syntax/parse.js";
import { removeEmptied, withoutTried } from "./changes.js";
import { findHome } from "./home.js";
import { NAME_ORDERS } from "./order.js";
import { insertAfter, insertStatement } from "./placement.js";
import { isHeld, isTakenFrom } from "./removal.js";
import { isReady } from "./scope.js";
import { type PythonFile, type PythonImport, readFile } from "./statements.js";

export function createImports(parse: Parse): Pick<Writer, "imports" | "removeUnused"> {
  return createImportWriter<PythonFile, PythonImport>({
    read: (facts, text) => readFile(parse, facts, text),
    findWanted,
    replacedName: ({ moved }) => moved,
    isKept,
    settle: withoutTried,
    localName(file, { at, wanted, moved }, freed) {
      if (moved !== undefined) return moved.local;
      const name = wanted.name === "*" ? wanted.specifier : wanted.name;
      const isClass = /^[A-Z][A-Za-z0-9]*[a-z]/.test(name);
      const alias = isClass ? `Canonical${name}` : `canonical_${name.replace(/^_+/, "")}`;
      const isFree = (binding: Binding, id: number) => freed.has(id) || isSameThing(file, wanted, binding, id);
      return chooseLocalName(file.facts, at, { name, alias, separator: "_" }, isFree);
    },
    findHome,
    editStatement(file, { statement, removed }, addition) {
      const gone = new Set(statement.elements.filter(({ name }) => name && removed.has(name)));
      return editList(LISTS, { file, list: statement, removed: gone, added: addition && elementText(addition) });
    },
    removeEmptied,
    statementText: (_, addition) => statementText(addition),
    insertAfter: (file, { node }, text) => insertAfter(file, node, text),
    insertStatement: (file, addition, text, changes, request) =>
      insertStatement(file, addition, text, goneStatements(changes), request),
  });
}

const LISTS: ListSyntax = {
  orderOf: (names) => findOrder([names], NAME_ORDERS),
  goesWithNames: (rest) => /^\s*(?:#.*)?$/.test(rest),
};

/** `get_db`, `get_db as canonical_get_db`. */
function elementText({ name, local }: Addition): string {
  return name === local ? name : `${name} as ${local}`;
}

function statementText(addition: Addition): string {
  if (addition.name === "*") return `import ${elementText({ ...addition, name: addition.specifier })}`;
  return `from ${addition.specifier} import ${elementText(addition)}`;
}

function isKept({ facts, tree }: PythonFile, name: ImportedName, isTaken: ImportRequest["isTaken"]): boolean {
  return isHeld(facts, tree, name) || isTakenFrom(facts, name, isTaken);
}

/** A name by which the wanted is in scope already: its own, an alias, or a member of the module's own name. */
function findWanted(file: PythonFile, request: WantedRequest): Known | undefined {
  const found = findVisible(file, request);
  const { moved, isTaken } = request;
  // Others use a moved name under the name it has.
  return moved === undefined || moved.local === found?.local || !isKept(file, moved, isTaken) ? found : undefined;
}

function findVisible(file: PythonFile, request: WantedRequest): Known | undefined {
  const { facts, at, wanted } = request;
  const visible = file.statements
    .filter((statement) => isReady(file, request, statement))
    .flatMap(({ syntax, specifier, elements }) => elements.map((element) => ({ syntax, specifier, ...element })))
    .filter(({ name }) => name !== undefined && isVisible(facts, name, at));
  const own = visible.find(({ syntax, specifier, imported }) => {
    return syntax === "from" && specifier === wanted.specifier && imported === wanted.name;
  });
  if (own !== undefined) return own;
  const module = visible.find(({ syntax, imported }) => syntax === "import" && imported === wanted.specifier);
  return module && wanted.name !== "*" ? { ...module, local: `${module.local}.${wanted.name}` } : module;
}

/** The top of the module binds the name to the wanted thing itself, though it is not usable here. */
function isSameThing(
  { facts, statements }: PythonFile,
  { specifier, name }: WantedRequest["wanted"],
  binding: Binding,
  id: number,
): boolean {
  if (!binding.topLevel || binding.assigned.length > 0 || binding.name !== name) return false;
  const isIt = (one: ImportedName | undefined) => one?.binding === id && facts.bindings[id] === binding;
  return statements.some((one) => {
    return (
      one.specifier === specifier && one.elements.some((element) => element.imported === name && isIt(element.name))
    );
  });
}
