/** How TypeScript and JavaScript write what a fix adds: the use of an accessor, and its import. */
import type { Writer } from "../../language.js";
import { editImports } from "./imports.js";
import { obtain } from "./obtain.js";

export { removeUnusedNames } from "./imports.js";
export { type PathAlias, type ResolvedImport, type SpecifierRequest, specifierFor } from "./specifier.js";

export const writer: Writer = { obtain, imports: editImports };
