/** How TypeScript and JavaScript write what a fix adds: the use of an accessor, and its import. */
import type { Writer } from "../../language.js";
import { editImports, removeUnusedNames } from "./imports.js";
import { memberWriter } from "./member.js";
import { obtain } from "./obtain.js";
import { specifierFor } from "./specifier.js";

export const writer: Writer = {
  obtain,
  imports: editImports,
  member: memberWriter,
  hasComment: (text) => /\/[/*]/.test(text.replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, "")),
  specifier: specifierFor,
  removeUnused: removeUnusedNames,
};
