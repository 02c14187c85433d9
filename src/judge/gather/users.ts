/**
 * Which importers of a database module have to be parsed. One that imports only types of a package, and uses them only for
 * its parameters, need not be.
 */

import type { FilePath } from "../../base/text/span.js";
import { languageOf } from "../../read/languages/index.js";
import type { Program } from "../../read/program/program.js";
import { alternatives } from "../../read/program/values.js";
import type { Importer, Importers } from "./importers.js";
import type { Outlines } from "./outlines.js";

export interface UserInput {
  readonly program: Program;
  readonly importers: Importers;
  readonly outlines: Outlines;
}

export function usersOf(input: UserInput, carrier: FilePath): readonly FilePath[] {
  return input.importers.of(carrier).flatMap((each) => (isBystander(input, carrier, each) ? [] : [each.file]));
}

function isBystander(input: UserInput, carrier: FilePath, { file, names }: Importer): boolean {
  const { texts } = input.outlines;
  if (names === undefined || languageOf(file)?.usesOf === undefined) return false;
  if (!names.every((name) => isOfPackage(input, carrier, name)) || texts.ask("definesAccess")(file)) return false;
  const { names: used, local = [] } = texts.ask("uses", { specifier: "", names })(file) ?? {};
  return used?.length === 0 && input.importers.taking(file, local).length === 0;
}

/** What the project itself defines may lack what is asked of it; of what a package defines nobody can tell. */
function isOfPackage({ program }: UserInput, carrier: FilePath, name: string): boolean {
  const found = program.modules.exported(carrier, name);
  return found.kind === "found" && alternatives(found.value).every(({ kind }) => kind === "external");
}
