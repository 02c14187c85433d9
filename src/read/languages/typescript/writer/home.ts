/** Chooses the import statement to which a new name is added. */
import { contains } from "../../../../base/text/span.js";
import type { ImportRequest } from "../../language.js";
import { goneStatements } from "../../writer/imports.js";
import { bindingOf, isVisible } from "../../writer/names.js";
import type { Addition, Home, ImportChange } from "../../writer/syntax.js";
import { fitsInPlace, type ScriptFile } from "./placement.js";
import type { ScriptImport } from "./statements.js";

export function findHome(
  file: ScriptFile,
  request: ImportRequest,
  changes: readonly ImportChange<ScriptImport>[],
  addition: Addition,
): Home<ScriptImport> | undefined {
  const top = changes.filter(({ statement }) => !statement.import.nested && statement.syntax !== "dynamic");
  // In CommonJS, `import()` of a project file needs a full path and returns a namespace: `require` it instead.
  const isFit = ({ syntax }: ScriptImport) => syntax !== "dynamic" || file.style.system !== "require";
  const near = changes.filter(({ statement }) => isFit(statement) && isNear(request, statement));
  const extended = [...top, ...near].find(({ statement }) => isExtensible(statement, addition, request.at.start));
  if (extended !== undefined) return { kind: "extend", statement: extended.statement };
  const local = near.find(({ emptied }) => emptied) ?? near.at(-1);
  if (local !== undefined) {
    return { kind: local.emptied ? "replace" : "after", statement: local.statement };
  }
  const gone = goneStatements(changes);
  const replaced = top.find(({ statement, emptied }) => {
    return emptied && fitsInPlace(file, statement, addition.specifier, gone);
  });
  return replaced && { kind: "replace", statement: replaced.statement };
}

/** An import inside the function, for this place: what is imported late on purpose stays there. */
function isNear({ facts, at, replaced, wanted }: ImportRequest, statement: ScriptImport): boolean {
  if (!statement.import.nested || statement.end > at.start) return false;
  return statement.import.names.some((name) => {
    if (!isVisible(facts, name, at)) return false;
    if (statement.specifier === wanted?.specifier) return true;
    const references = bindingOf(facts, name)?.references ?? [];
    return references.some((one) => replaced.some((range) => contains(range, one)));
  });
}

function isExtensible(statement: ScriptImport, addition: Addition, at: number): boolean {
  const isForValues = statement.typeOnly && addition.typeOnly !== true;
  if (statement.specifier !== addition.specifier || isForValues || statement.import.guarded) return false;
  if (addition.name === "*" || addition.name === "=") return false;
  if (statement.syntax !== "import") return statement.brackets !== undefined && statement.end <= at;
  const namespace = statement.plain.some((name) => name.imported === "*" || name.imported === "=");
  return !namespace && (statement.brackets !== undefined || statement.plain.length > 0);
}
