/**
 * The import side of a fix: makes the wanted name available where it will be used and takes away the names that the fix
 * leaves without use. Takes facts and text, gives edits that follow the file's own style.
 */
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { Edit } from "../../../../base/edits/edit.js";
import type { Binding, FileFacts, ImportedName } from "../../../facts/facts.js";
import type { ImportEdits, ImportRequest } from "../../language.js";
import { withoutDeclaration } from "../../without-declaration.js";
import type { SyntaxNode } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { type Change, editStatement, freedBindings, goneStatements, readChanges, removeEmptied } from "./changes.js";
import { readFile, type WrittenFile } from "./file.js";
import { findHome, type Home } from "./home.js";
import { insertAfter, insertStatement } from "./placement.js";
import { isHeld, isTakenFrom, losesItsUse } from "./removal.js";
import { bindingOf, chooseLocalName, isReady, isUnhidden } from "./scope.js";
import type { ListElement } from "./statements.js";
import { type Addition, statementText } from "./wording.js";

/** @throws never */
export function editImports(parse: Parse, request: ImportRequest): ImportEdits {
  const { wanted, text, at, replaced, moved, isTaken } = request;
  const facts = withoutDeclaration(request);
  const file = readFile(parse, facts, text);
  const isKept = (name: ImportedName) => isHeld(facts, file.tree, name) || isTakenFrom(facts, name, isTaken);
  const there = findWanted(file, { ...request, facts });
  // Others know a moved name as it is.
  const isFitting = moved === undefined || moved.local === there?.local || !isKept(moved);
  const known = isFitting && (request.local === undefined || request.local === there?.local) ? there : undefined;
  const changes = readChanges(file, moved, (name) => {
    return name !== known?.element.name && losesItsUse(facts, name, replaced) && !isKept(name);
  });
  const inFile = (edits: readonly TextEdit[]) => edits.map((edit): Edit => ({ file: facts.file, ...edit }));
  if (wanted === undefined || known !== undefined) {
    return { edits: inFile(editStatements(file, changes)), local: known?.local ?? "" };
  }
  const freed = freedBindings(changes);
  const isFree = (binding: Binding, id: number) => freed.has(id) || isSameThing(file, wanted, binding, id);
  const local =
    request.local ??
    moved?.local ??
    chooseLocalName(facts, at, wanted.name === "*" ? wanted.specifier : wanted.name, isFree);
  const home = findHome(file, request, changes, wanted);
  return { edits: inFile(editWith(file, changes, { ...wanted, local }, home, request)), local };
}

/**
 * Takes away imported names that were used before some fixes and are no longer: what is left to do after several fixes
 * that each took only one of the uses.
 *
 * @param facts  of the file as it is now, as `text` is
 * @param usedBefore  local names of imports that had a reference before the fixes
 * @param isTaken  whether others take a name from this file
 */
export function removeUnusedNames(
  parse: Parse,
  facts: FileFacts,
  text: string,
  usedBefore: ReadonlySet<string>,
  isTaken?: (name: string) => boolean,
): readonly Edit[] {
  const file = readFile(parse, facts, text);
  const changes = readChanges(file, undefined, (name) => {
    const isUnused = bindingOf(facts, name)?.references.length === 0;
    const isHeldHere = isHeld(facts, file.tree, name) || isTakenFrom(facts, name, isTaken);
    return usedBefore.has(name.local) && isUnused && !isHeldHere;
  });
  return editStatements(file, changes).map((edit) => ({ file: facts.file, ...edit }));
}

/** A name by which the wanted is in scope already: its own, an alias, or a member of the module's own name. */
function findWanted(
  file: WrittenFile,
  request: ImportRequest,
): { readonly element: ListElement; readonly local: string } | undefined {
  const { facts, at, wanted } = request;
  if (wanted === undefined) return undefined;
  const visible = file.statements
    .filter((statement) => isReady(file, request, statement))
    .flatMap(({ syntax, specifier, elements }) => elements.map((element) => ({ syntax, specifier, element })))
    .filter(({ element }) => element.name !== undefined && isUnhidden(facts, element.name, at));
  const own = visible.find(({ syntax, specifier, element }) => {
    return syntax === "from" && specifier === wanted.specifier && element.imported === wanted.name;
  });
  if (own !== undefined) return { element: own.element, local: own.element.local };
  const module = visible.find(({ syntax, element }) => syntax === "import" && element.imported === wanted.specifier);
  if (wanted.name === "*") return module && { element: module.element, local: module.element.local };
  return module && { element: module.element, local: `${module.element.local}.${wanted.name}` };
}

/** The top of the module has the name for the very thing that is wanted, though not where it is of use here. */
function isSameThing(
  { facts, statements }: WrittenFile,
  { specifier, name }: Pick<Addition, "specifier" | "name">,
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

function editStatements(file: WrittenFile, changes: readonly Change[], edited?: SyntaxNode): readonly TextEdit[] {
  const inner = changes.filter(({ emptied, removed }) => !emptied && removed.size > 0);
  return [...inner.flatMap((change) => editStatement(file, change)), ...removeEmptied(file, changes, edited)];
}

/** The name joins a statement, takes the place of one, or gets one of its own after it or at the top. */
function editWith(
  file: WrittenFile,
  changes: readonly Change[],
  addition: Addition,
  home: Home | undefined,
  request: ImportRequest,
): readonly TextEdit[] {
  const text = statementText(addition);
  if (home === undefined) {
    const insertion = insertStatement(file, addition, text, goneStatements(changes), request);
    return [insertion, ...editStatements(file, changes)];
  }
  const change = changes.find(({ statement }) => statement === home.statement);
  const others = changes.filter((one) => one !== change);
  const { start, end } = home.statement.node;
  if (change === undefined) return [];
  const { block } = home.statement;
  if (home.kind === "replace") return [{ start, end, text }, ...editStatements(file, others, block)];
  if (home.kind === "extend") return [...editStatement(file, change, addition), ...editStatements(file, others, block)];
  return [insertAfter(file, home.statement.node, text), ...editStatements(file, changes, block)];
}
