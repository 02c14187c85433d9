/** How TypeScript and JavaScript write what a fix adds: the use of an accessor, and its import. */
import type { Writer } from "../../language.js";
import { hasComment, keepComments } from "./comments.js";
import { editImports, removeUnusedNames } from "./imports.js";
import { memberWriter } from "./member.js";
import { obtain } from "./obtain.js";
import { removeStatement } from "./removal.js";
import { specifierFor } from "./specifier.js";
import { usesOf } from "./uses.js";
import { withoutReleases } from "./without-releases.js";

export const writer: Writer = {
  obtain,
  imports: editImports,
  member: memberWriter,
  hasComment,
  keepComments,
  specifier: specifierFor,
  removeUnused: removeUnusedNames,
  withoutStatement: ({ text, statement }) => removeStatement(text, statement),
  uses: usesOf,
  withoutReleases,
};
