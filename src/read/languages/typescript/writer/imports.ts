/**
 * The import side of a fix: makes the wanted name available where it will be used and takes away the names that the fix
 * leaves without use. Takes facts and text, gives edits that follow the file's own style.
 */

import type { Edit } from "../../../../base/edits/edit.js";
import type { FileFacts, ImportedName } from "../../../facts/facts.js";
import type { ImportEdits, ImportRequest } from "../../language.js";
import { withoutDeclaration } from "../../without-declaration.js";
import { type Change, changeOf, editStatement, freedBindings, goneImports } from "./changes.js";
import { readFile, type WrittenFile } from "./file.js";
import { findHome, type Home } from "./home.js";
import { insertAfter, insertStatement } from "./placement.js";
import { losesItsUse } from "./removal.js";
import { bindingOf, chooseLocalName, isVisible } from "./scope.js";
import { type Addition, defaultNameFor, statementText } from "./wording.js";

/** @throws never; an import that is no statement of its own is left as it is, used or not. */
export function editImports(request: ImportRequest): ImportEdits {
  const { wanted, text, at, replaced, moved } = request;
  const facts = withoutDeclaration(request);
  const file = readFile(facts, text);
  const there = findWanted({ ...request, facts });
  const known = request.local === undefined || request.local === there?.local ? there : undefined;
  const isGone = (name: ImportedName) => request.local !== undefined && name.range.start === moved?.range.start;
  const isUnused = (name: ImportedName) => name !== known?.name && (isGone(name) || losesItsUse(facts, name, replaced));
  const changes = file.statements.map((statement) => changeOf(statement, isUnused));
  if (wanted === undefined || known !== undefined) {
    return { edits: editStatements(file, changes), local: known?.local ?? "" };
  }
  const whole = wanted.name === "default" || wanted.name === "=" || wanted.name === "*";
  const name = whole ? defaultNameFor(wanted.specifier) : wanted.name;
  const local = request.local ?? chooseLocalName(facts, at, name, freedBindings(changes));
  const addition = { ...wanted, local };
  const home = findHome(file, request, changes, addition);
  return { edits: home ? editWithHome(file, changes, addition, home) : editWithNew(file, changes, addition), local };
}

/**
 * Takes away imported names that were used before some fixes and are no longer: what is left to do after several fixes
 * that each took only one of the uses.
 *
 * @param facts  of the file as it is now, as `text` is
 * @param usedBefore  local names of imports that had a reference before the fixes
 */
export function removeUnusedNames(facts: FileFacts, text: string, usedBefore: ReadonlySet<string>): readonly Edit[] {
  const file = readFile(facts, text);
  const isUnused = (name: ImportedName) =>
    usedBefore.has(name.local) && bindingOf(facts, name)?.references.length === 0;
  return editStatements(
    file,
    file.statements.map((statement) => changeOf(statement, isUnused)),
  );
}

/** A name by which the wanted is in scope already: its own, an alias, or a member of the module's namespace. */
function findWanted({ facts, at, wanted }: ImportRequest): { name: ImportedName; local: string } | undefined {
  if (wanted === undefined) return undefined;
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

function editStatements(file: WrittenFile, changes: readonly Change[]): readonly Edit[] {
  return changes.flatMap((change) => editStatement(file, change)).map((edit) => ({ file: file.facts.file, ...edit }));
}

/** The name joins a statement, takes the place of one, or gets one of its own after it. */
function editWithHome(file: WrittenFile, changes: readonly Change[], addition: Addition, home: Home): readonly Edit[] {
  const others = changes.filter((change) => change.statement !== home.statement);
  const change = changes.find(({ statement }) => statement === home.statement);
  const own = change === undefined ? [] : editStatement(file, change, home.kind === "extend" ? addition : undefined);
  const { syntax, semicolon, range } = home.statement;
  const text = statementText(addition, syntax, semicolon, file.style);
  const edits =
    home.kind === "replace"
      ? [{ ...range, text }]
      : home.kind === "after"
        ? [...own, insertAfter(file, range, text)]
        : own;
  return [...edits.map((edit) => ({ file: file.facts.file, ...edit })), ...editStatements(file, others)];
}

function editWithNew(file: WrittenFile, changes: readonly Change[], addition: Addition): readonly Edit[] {
  const { system, semicolons } = file.style;
  const added = { specifier: addition.specifier, text: statementText(addition, system, semicolons, file.style) };
  const edit = insertStatement(file, added, goneImports(changes));
  return [{ file: file.facts.file, ...edit }, ...editStatements(file, changes)];
}
