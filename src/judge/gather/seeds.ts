/** The files where gathering begins, found by text and imports without parsing. */

import { escaped } from "../../base/text/regexp.js";
import type { FilePath } from "../../base/text/span.js";
import { bringsClient, driverModule, isDriverModule } from "../../read/drivers/index.js";
import { languageOf } from "../../read/languages/index.js";
import type { OutlinedImport } from "../../read/languages/language.js";
import {
  declaresManager,
  isAccessorName,
  isBelowDatabase,
  isDatabasePath,
  isManagerName,
  isNamedForAccess,
} from "../databases/names.js";
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
  const words = names.length === 0 ? undefined : new RegExp(`\\b(?:${names.map(escaped).join("|")})\\b`);
  const reasonFor = (file: FilePath, text: string): string | undefined => {
    if (modules.has(file)) return "the configuration names it";
    if (declaresManager(text)) return "it declares a manager";
    if (words?.test(text)) return "it contains a name that the configuration gives";
    if (isDatabasePath(file)) return "its path is that of a database module";
    if (usesDriver(input, file, text)) return "it uses a database driver";
    if (isAskedForWayIn(input, file)) return "it is in a database folder, and another file imports an accessor from it";
    return missesDatabase(input, file) ? "it imports a database module that does not exist" : undefined;
  };
  return new Map(
    [...outlines.texts].flatMap(([file, text]) => {
      const reason = reasonFor(file, text);
      return reason === undefined ? [] : [[file, reason] as const];
    }),
  );
}

/** A module below a database folder from which others import a name like that of an accessor, which may not exist. */
function isAskedForWayIn({ importers }: SeedInput, file: FilePath): boolean {
  return isBelowDatabase(file) && importers.of(file).some(({ names }) => names?.some(isNamedForAccess));
}

/** What a file only names may still be of use to others, who take it from there. */
function usesDriver(input: SeedInput, file: FilePath, text: string): boolean {
  const drivers = (input.outlines.imports.get(file) ?? []).filter(bringsDriver);
  if (drivers.length === 0) return false;
  const uses = languageOf(file)?.usesOf;
  if (uses === undefined || definesAccess(file, text)) return true;
  return drivers.some((each) => {
    const { names, local } = each.guess ? { local: [] } : uses(text, each);
    return bringsDriver({ ...each, names }) || input.importers.taking(file, local).length > 0;
  });
}

function bringsDriver({ specifier, names, package: outside, guess }: Outlined): boolean {
  const module = outside ?? driverModule(specifier);
  return guess ? isDriverModule(module) : bringsClient(module, names);
}

type Outlined = Omit<OutlinedImport, "names"> & { readonly names?: readonly string[] | undefined };

/** What it defines may give a handle that it was given itself. */
export function definesAccess(file: FilePath, text: string): boolean {
  const names = languageOf(file)?.definedNames?.(text) ?? [];
  return names.some((name) => isAccessorName(name) || isManagerName(name));
}

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
