/** Which import statement a new name goes to: takes what becomes of the statements, gives one of them, or none. */
import { contains } from "../../../../base/text/span.js";
import type { ImportRequest } from "../../language.js";
import { type Change, goneImports } from "./changes.js";
import type { WrittenFile } from "./file.js";
import { fitsInPlace } from "./placement.js";
import { bindingOf, isVisible } from "./scope.js";
import type { ImportStatement } from "./statements.js";
import type { Addition } from "./wording.js";

/** The statement that the addition goes into, in place of, or after; none where it gets a place at the top. */
export interface Home {
  readonly kind: "extend" | "replace" | "after";
  readonly statement: ImportStatement;
}

export function findHome(
  file: WrittenFile,
  request: ImportRequest,
  changes: readonly Change[],
  addition: Addition,
): Home | undefined {
  const top = changes.filter(({ statement }) => !statement.import.nested && statement.syntax !== "dynamic");
  // In CommonJS, `import()` of a project file needs a full path and returns a namespace: `require` it instead.
  const isFit = ({ syntax }: ImportStatement) => syntax !== "dynamic" || file.style.system !== "require";
  const near = changes.filter(({ statement }) => isFit(statement) && isNear(request, statement));
  const extended = [...top, ...near].find(({ statement }) => isExtensible(statement, addition, request.at.start));
  if (extended !== undefined) return { kind: "extend", statement: extended.statement };
  const local = near.find(({ emptied }) => emptied) ?? near.at(-1);
  if (local !== undefined) {
    return { kind: local.emptied ? "replace" : "after", statement: local.statement };
  }
  const gone = goneImports(changes);
  const replaced = top.find(({ statement, emptied }) => {
    return emptied && fitsInPlace(file, statement, addition.specifier, gone);
  });
  return replaced && { kind: "replace", statement: replaced.statement };
}

/** An import inside the function that serves the place: what is fetched there on purpose stays there. */
function isNear({ facts, at, replaced, wanted }: ImportRequest, statement: ImportStatement): boolean {
  if (!statement.import.nested || statement.range.end > at.start) return false;
  return statement.import.names.some((name) => {
    if (!isVisible(facts, name, at)) return false;
    if (statement.import.specifier === wanted?.specifier) return true;
    const references = bindingOf(facts, name)?.references ?? [];
    return references.some((one) => replaced.some((range) => contains(range, one)));
  });
}

function isExtensible(statement: ImportStatement, addition: Addition, at: number): boolean {
  const isForValues = statement.typeOnly && addition.typeOnly !== true;
  if (statement.import.specifier !== addition.specifier || isForValues || statement.import.guarded) return false;
  if (addition.name === "*" || addition.name === "=") return false;
  if (statement.syntax !== "import") return statement.list !== undefined && statement.range.end <= at;
  const namespace = statement.plain.some((name) => name.imported === "*" || name.imported === "=");
  return !namespace && (statement.list !== undefined || statement.plain.length > 0);
}
