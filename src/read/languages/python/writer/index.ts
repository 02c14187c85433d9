/** Writes Python code for fixes: calls of an accessor, its import, and blocks around the handle. */
import type { Form } from "../../../facts/forms.js";
import type { Writer } from "../../language.js";
import { plainExpressions } from "../../writer/plain.js";
import { renameReferences } from "../../writer/rename.js";
import type { Parse } from "../syntax/parse.js";
import { enclose } from "./enclose.js";
import { encloseGuarded } from "./guarded.js";
import { createImports } from "./imports.js";
import { createMemberWriter } from "./member.js";
import { removeTopStatement } from "./removal.js";
import { shareWriter } from "./share.js";
import { specifierFor } from "./specifier.js";
import { withoutReleases } from "./unreleased.js";
import { usesOf } from "./uses.js";

/** @param parse  facts say what is bound and used; how it is written is read from the text once more */
export function createWriter(parse: Parse): Writer {
  return {
    ...createImports(parse),
    obtain,
    member: createMemberWriter(parse),
    share: shareWriter,
    enclose: (request) => enclose(parse, request),
    encloseGuarded: (request) => encloseGuarded(parse, request),
    uses: usesOf,
    withoutReleases: (request) => withoutReleases(parse, request),
    rename: (request) => renameReferences(request),
    isPlain: plainExpressions(
      String.raw`(?:os\.)?getenv|(?:os\.)?environ\.get|(?:os\.)?path\.\w+|(?:pathlib\.)?Path|str|int|bool|float`,
    ),
    withoutStatement: (request) => removeTopStatement(parse, request),
    hasComment,
    specifier: specifierFor,
  };
}

/**
 * The expression that gives the handle. For a `context-manager` it is the call after `with` or `async with`,
 * for a `callback` the accessor itself, which is called with the function that gets the handle.
 */
function obtain(accessor: string, form: Form): string {
  if (form === "object" || form === "callback") return accessor;
  if (form === "dependency") return `Depends(${accessor})`;
  return form === "promise" ? `await ${accessor}()` : `${accessor}()`;
}

const STRING =
  /"""(?:[^\]|[\s\S])*?(?:"""|$)|'''(?:[^\]|[\s\S])*?(?:'''|$)|"(?:[^"\\n]|\[\s\S])*"?|'(?:[^'\\n]|\[\s\S])*'?/g;

/** @param text  begins and ends outside of strings */
function hasComment(text: string): boolean {
  return text.replace(STRING, "").includes("#");
}
