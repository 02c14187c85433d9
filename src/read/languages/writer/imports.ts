/** Imports the name that a fix needs, and removes imports that the fix leaves unused. */
import type { TextEdit } from "../../../base/edits/apply.js";
import type { Edit } from "../../../base/edits/edit.js";
import { contains } from "../../../base/text/span.js";
import type { FileFacts, ImportedName } from "../../facts/facts.js";
import type { BindingId } from "../../facts/terms.js";
import type { ImportEdits, ImportRequest, Writer } from "../language.js";
import { bindingOf } from "./names.js";
import type { Addition, Home, ImportChange, ImportFile, ImportStatement, ImportSyntax } from "./syntax.js";

/** @returns functions that never throw; an import that is no statement of its own is left as it is, used or not */
export function createImportWriter<File extends ImportFile<Statement>, Statement extends ImportStatement>(
  syntax: ImportSyntax<File, Statement>,
): Pick<Writer, "imports" | "removeUnused"> {
  function imports(original: ImportRequest): ImportEdits {
    const request = { ...original, facts: withoutDeclaration(original) };
    const { facts, text, wanted, isTaken } = request;
    const file = syntax.read(facts, text);
    const found = wanted && syntax.findWanted(file, { ...request, wanted });
    const known = request.local === undefined || request.local === found?.local ? found : undefined;
    const moved = syntax.replacedName(request);
    const changes = changesOf(file, moved, (name) => {
      if (name === known?.name) return false;
      return isSame(name, moved) || (losesItsUse(request, name) && !syntax.isKept(file, name, isTaken));
    });
    if (wanted === undefined || known !== undefined) {
      return { edits: located(facts, editStatements(file, changes)), local: known?.local ?? "" };
    }
    const asked = { ...request, wanted };
    const local = request.local ?? syntax.localName(file, asked, freedBindings(changes));
    const addition = { ...wanted, local };
    const home = syntax.findHome(file, asked, changes, addition);
    return { edits: located(facts, editWith(file, changes, addition, home, request)), local };
  }

  /** What is left to do after several fixes that each removed only one of the uses. */
  function removeUnused(
    facts: FileFacts,
    text: string,
    usedBefore: ReadonlySet<string>,
    isTaken?: (name: string) => boolean,
  ): readonly Edit[] {
    const file = syntax.read(facts, text);
    const changes = changesOf(file, undefined, (name) => {
      const isUnused = usedBefore.has(name.local) && bindingOf(facts, name)?.references.length === 0;
      return isUnused && !syntax.isKept(file, name, isTaken);
    });
    return located(facts, editStatements(file, changes));
  }

  function changesOf(file: File, moved: ImportedName | undefined, isUnused: (name: ImportedName) => boolean) {
    return syntax.settle(
      file.statements.map((statement) => changeOf(statement, isUnused)),
      moved,
    );
  }

  function editStatements(
    file: File,
    changes: readonly ImportChange<Statement>[],
    edited?: Statement,
  ): readonly TextEdit[] {
    const inner = changes.filter(({ emptied, removed }) => !emptied && removed.size > 0);
    return [
      ...inner.flatMap((change) => syntax.editStatement(file, change)),
      ...syntax.removeEmptied(file, changes, edited),
    ];
  }

  /** The name joins a statement, replaces one, or gets one of its own after it or at the top. */
  function editWith(
    file: File,
    changes: readonly ImportChange<Statement>[],
    addition: Addition,
    home: Home<Statement> | undefined,
    request: ImportRequest,
  ): readonly TextEdit[] {
    const text = syntax.statementText(file, addition, home?.statement);
    const change = changes.find(({ statement }) => statement === home?.statement);
    if (home === undefined || change === undefined) {
      return [syntax.insertStatement(file, addition, text, changes, request), ...editStatements(file, changes)];
    }
    const { statement } = home;
    if (home.kind === "after") {
      return [syntax.insertAfter(file, statement, text), ...editStatements(file, changes, statement)];
    }
    const { start, end } = statement;
    const own = home.kind === "replace" ? [{ start, end, text }] : syntax.editStatement(file, change, addition);
    const others = changes.filter((one) => one !== change);
    return [...own, ...editStatements(file, others, statement)];
  }

  return { imports, removeUnused };
}

/** Clears the name of the removed declaration, so that it shadows nothing and its name is free. Binding ids stay valid. */
function withoutDeclaration({ facts, instead }: ImportRequest): FileFacts {
  if (instead === undefined) return facts;
  const bindings = facts.bindings.map((binding, id) => (id === instead ? { ...binding, name: "" } : binding));
  return { ...facts, bindings };
}

export function isSame(name: ImportedName, other: ImportedName | undefined): boolean {
  return name.range.start === other?.range.start;
}

/**
 * Whether every reference to the imported name is in a replaced range. A name that had no reference before is not the fix's to
 * remove: it may be there for others to import, for a JSX transform, or for what its module does on loading.
 */
function losesItsUse({ facts, replaced }: ImportRequest, name: ImportedName): boolean {
  const references = bindingOf(facts, name)?.references ?? [];
  return references.length > 0 && references.every((reference) => replaced.some((range) => contains(range, reference)));
}

function changeOf<Statement extends ImportStatement>(
  statement: Statement,
  isUnused: (name: ImportedName) => boolean,
): ImportChange<Statement> {
  const { plain, elements } = statement;
  const names = [...plain, ...elements.flatMap(({ name }) => name ?? [])];
  const removed = new Set(names.filter(isUnused));
  return { statement, removed, emptied: removed.size > 0 && removed.size === plain.length + elements.length };
}

/** The bindings whose names are free once the changes are made. */
function freedBindings(changes: readonly ImportChange<unknown>[]): ReadonlySet<BindingId> {
  return new Set(changes.flatMap(({ removed }) => [...removed].flatMap(({ binding }) => binding ?? [])));
}

export function goneStatements<Statement>(changes: readonly ImportChange<Statement>[]): ReadonlySet<Statement> {
  return new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement));
}

function located({ file }: FileFacts, edits: readonly TextEdit[]): readonly Edit[] {
  return edits.map((edit) => ({ file, ...edit }));
}
