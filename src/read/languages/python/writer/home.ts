/** Which import statement a new name goes to: takes what becomes of the statements, gives one of them, or none. */

import { contains } from "../../../../base/text/span.js";
import type { ImportedName } from "../../../facts/facts.js";
import type { ImportRequest } from "../../language.js";
import type { Change } from "./changes.js";
import type { WrittenFile } from "./file.js";
import { fitsInPlace } from "./placement.js";
import { bindingOf, isReady, scopeOf } from "./scope.js";
import type { ImportStatement } from "./statements.js";
import type { Addition } from "./wording.js";

/** The statement that the addition goes into, in place of, or after; none where it gets a place at the top. */
export interface Home {
  readonly kind: "extend" | "replace" | "after";
  readonly statement: ImportStatement;
}

/**
 * What is imported inside a function stays there, since it may be fetched late on purpose: to leave a circle of imports, or
 * to keep a failure for later.
 */
export function findHome(
  file: WrittenFile,
  request: ImportRequest,
  changes: readonly Change[],
  addition: Omit<Addition, "local">,
): Home | undefined {
  const left = changes.find(({ statement }) => statement.elements.some(({ name }) => name && isMoved(request, name)));
  // In a branch, a `try` or a function it may stand for a reason.
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
  const gone = new Set(changes.filter(({ emptied }) => emptied).map(({ statement }) => statement));
  const replaced = top.find(({ statement, emptied }) => emptied && fitsInPlace(file, statement, addition, gone));
  return replaced && { kind: "replace", statement: replaced.statement };
}

function isMoved({ moved }: ImportRequest, name: ImportedName): boolean {
  return name.range.start === moved?.range.start;
}

function homeAmong(changes: readonly Change[], addition: Omit<Addition, "local">): Home | undefined {
  const extended = changes.find(({ statement }) => isExtensible(statement, addition));
  const chosen = extended ?? changes.find(({ emptied }) => emptied) ?? changes.at(-1);
  if (chosen === undefined) return undefined;
  const { statement, emptied } = chosen;
  return { kind: emptied ? "replace" : extended ? "extend" : "after", statement };
}

/** It imports what the replaced code used. */
function serves({ facts, replaced }: ImportRequest, statement: ImportStatement): boolean {
  return statement.elements.some(({ name }) => {
    const references = (name && bindingOf(facts, name)?.references) ?? [];
    return references.some((one) => replaced.some((range) => contains(range, one)));
  });
}

function isExtensible(statement: ImportStatement, { specifier, name }: Pick<Addition, "specifier" | "name">): boolean {
  return name !== "*" && statement.syntax === "from" && statement.specifier === specifier && !statement.star;
}
