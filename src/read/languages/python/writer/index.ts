/** How Python writes what a fix adds: the use of an accessor, its import, and a block for the handle. */
import type { Writer } from "../../language.js";
import type { Parse } from "../syntax/parse.js";
import { hasComment } from "./comments.js";
import { enclose } from "./enclose.js";
import { editImports, removeUnusedNames } from "./imports.js";
import { createMemberWriter } from "./member.js";
import { obtain } from "./obtain.js";
import { removeTopStatement } from "./removal.js";
import { specifierFor } from "./specifier.js";
import { withoutReleases } from "./unreleased.js";

/** @param parse  facts say what is bound and used; how it is written is read from the text once more */
export function createWriter(parse: Parse): Writer {
  return {
    obtain,
    imports: (request) => editImports(parse, request),
    member: createMemberWriter(parse),
    enclose: (request) => enclose(parse, request),
    withoutReleases: (request) => withoutReleases(parse, request),
    withoutStatement: (request) => removeTopStatement(parse, request),
    hasComment,
    specifier: specifierFor,
    removeUnused: (facts, text, usedBefore, isTaken) => removeUnusedNames(parse, facts, text, usedBefore, isTaken),
  };
}
