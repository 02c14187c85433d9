/** Chooses the import statement to which a new name is added. */
import { contains } from "../../../../base/text/span.js";
import type { ImportRequest } from "../../language.js";
import { goneStatements, isSame } from "../../writer/imports.js";
import { bindingOf } from "../../writer/names.js";
import type { Addition, Home, ImportChange } from "../../writer/syntax.js";
import { fitsInPlace } from "./placement.js";
import { isReady, scopeOf } from "./scope.js";
import type { PythonFile, PythonImport } from "./statements.js";

/**
 * What is imported inside a function stays there, since it may be imported late on purpose: to break a cycle of
 * imports, or to delay a failure.
 */
export function findHome(
  file: PythonFile,
  request: ImportRequest,
  changes: readonly ImportChange<PythonImport>[],
  addition: Addition,
): Home<PythonImport> | undefined {
  const left = changes.find(({ statement }) =>
    statement.elements.some(({ name }) => name && isSame(name, request.moved)),
  );
  // In a branch, a `try` or a function it may be for a reason.
  if (left !== undefined && left.statement.block !== file.tree.root) {
    return { kind: left.emptied ? "replace" : "after", statement: left.statement };
  }
  const ready = changes.filter(({ statement }) => isReady(file, request, statement));
  const local = ready.filter(({ statement }) => scopeOf(file.tree, statement.node) !== file.tree.root);
  const near = local.filter(({ statement }) => serves(request, statement) || isExtensible(statement, addition));
  const top = ready.filter(({ statement }) => statement.block === file.tree.root);
  if (near.length > 0) return homeAmong(near, addition);
  const extended = top.find(({ statement }) => isExtensible(statement, addition));
  if (extended !== undefined) return homeAmong([extended], addition);
  const gone = goneStatements(changes);
  const replaced = top.find(({ statement, emptied }) => emptied && fitsInPlace(file, statement, addition, gone));
  return replaced && { kind: "replace", statement: replaced.statement };
}

function homeAmong(changes: readonly ImportChange<PythonImport>[], addition: Addition): Home<PythonImport> | undefined {
  const extended = changes.find(({ statement }) => isExtensible(statement, addition));
  const chosen = extended ?? changes.find(({ emptied }) => emptied) ?? changes.at(-1);
  if (chosen === undefined) return undefined;
  const { statement, emptied } = chosen;
  return { kind: emptied ? "replace" : extended ? "extend" : "after", statement };
}

/** It imports what the replaced code used. */
function serves({ facts, replaced }: ImportRequest, statement: PythonImport): boolean {
  return statement.elements.some(({ name }) => {
    const references = (name && bindingOf(facts, name)?.references) ?? [];
    return references.some((one) => replaced.some((range) => contains(range, one)));
  });
}

function isExtensible(statement: PythonImport, { specifier, name }: Addition): boolean {
  return name !== "*" && statement.syntax === "from" && statement.specifier === specifier && !statement.star;
}
