/** The files where gathering begins, found by text and imports without parsing. */

import { escaped } from "../../base/text/regexp.js";
import type { FilePath } from "../../base/text/span.js";
import { bringsClient, driverModule, isDriverModule } from "../../read/drivers/index.js";
import { languageOf } from "../../read/languages/index.js";
import type { OutlinedImport } from "../../read/languages/language.js";
import { isBelowDatabase, isDatabasePath, isNamedForAccess } from "../databases/names.js";
import type { Importers, Resolve } from "./importers.js";
import type { Outlines } from "./outlines.js";

export interface SeedInput {
  readonly outlines: Outlines;
  readonly resolve: Resolve;
  readonly importers: Importers;
  /** Names that the configuration gives to accessors, managers and legacy accessors. */
  readonly names: readonly string[];
  /** Modules that the configuration names. */
  readonly modules: readonly FilePath[];
}

/** @returns the files, each with the reason */
export function findSeeds(input: SeedInput): ReadonlyMap<FilePath, string> {
  const { outlines, names } = input;
  const modules = new Set(input.modules);
  const { texts } = outlines;
  const declares = texts.ask("declaresManager");
  const isNamed = names.length === 0 ? undefined : texts.ask("matches", `\\b(?:${names.map(escaped).join("|")})\\b`);
  const reasonFor = (file: FilePath): string | undefined => {
    if (modules.has(file)) return "the configuration names it";
    if (declares(file)) return "it declares a manager";
    if (isNamed?.(file)) return "it contains a name that the configuration gives";
    if (isDatabasePath(file)) return "its path is that of a database module";
    if (usesDriver(input, file)) return "it uses a database driver";
    if (isAskedForWayIn(input, file)) return "it is in a database folder, and another file imports an accessor from it";
    return missesDatabase(input, file) ? "it imports a database module that does not exist" : undefined;
  };
  return new Map(
    [...texts.keys()].flatMap((file) => {
      const reason = reasonFor(file);
      return reason === undefined ? [] : [[file, reason] as const];
    }),
  );
}

/** A module below a database folder from which others import a name like that of an accessor, which may not exist. */
function isAskedForWayIn({ importers }: SeedInput, file: FilePath): boolean {
  return isBelowDatabase(file) && importers.of(file).some(({ names }) => names?.some(isNamedForAccess));
}

/** What a file only names may still be of use to others, who take it from there. */
function usesDriver(input: SeedInput, file: FilePath): boolean {
  const { texts, imports } = input.outlines;
  const drivers = (imports.get(file) ?? []).filter(bringsDriver);
  if (drivers.length === 0) return false;
  if (languageOf(file)?.usesOf === undefined || texts.ask("definesAccess")(file)) return true;
  return drivers.some((each) => {
    const { names, local } = (each.guess ? undefined : texts.ask("uses", each)(file)) ?? { local: [] };
    return bringsDriver({ ...each, names }) || input.importers.taking(file, local).length > 0;
  });
}

function bringsDriver({ specifier, names, package: outside, guess }: Outlined): boolean {
  const module = outside ?? driverModule(specifier);
  return guess ? isDriverModule(module) : bringsClient(module, names);
}

type Outlined = Omit<OutlinedImport, "names"> & { readonly names?: readonly string[] | undefined };

/** The import of a database module that is not there matters, though nothing can be read behind it. */
function missesDatabase({ outlines, resolve }: SeedInput, file: FilePath): boolean {
  const imports = outlines.imports.get(file) ?? [];
  return imports.some((each) => {
    if (!mayNameDatabase(each)) return false;
    const target = resolve(file, each.specifier);
    return target.kind === "missing" || (target.kind === "namespace" && target.closed === true);
  });
}

function mayNameDatabase({ specifier, package: outside, guess }: OutlinedImport): boolean {
  if (guess) return false;
  const mayLeadInside = outside !== undefined || /^[.@~#/]/.test(specifier);
  return mayLeadInside && DATABASE_WORD.test(specifier);
}

const DATABASE_WORD = /db|database|prisma|knex|sequelize|mongo|sql|data-?source|connection|session/i;
