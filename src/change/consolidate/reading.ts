/**
 * Which files have to be parsed for a consolidation, so that the rest of a large project is left alone: takes what was
 * gathered so far, and names the files that matter besides. Parsing all of them changes nothing of what comes out.
 */

import type { FilePath } from "../../base/text/span.js";
import type { Gathered, GatherInput } from "../../judge/gather/gather.js";
import { moduleIn, symbolKey } from "../../read/program/values.js";
import { filesBehindImports } from "./behind.js";
import type { Definition } from "./consolidation.js";
import { meetingPlaces } from "./meeting.js";
import { mentionsModule } from "./mentions.js";
import { wordPattern } from "./names.js";

export type Reading = NonNullable<GatherInput["also"]>;

/** Whoever defines a name mentions it. */
export function readMentions(name: string): Reading {
  const found = new Map<Gathered["allTexts"], readonly FilePath[]>();
  return ({ allTexts }) => {
    const files = found.get(allTexts) ?? filesMentioning(allTexts, [name]);
    found.set(allTexts, files);
    return files;
  };
}

/**
 * All that one of the definitions may come by, and all that it may touch.
 *
 * @param accessors  files of accessors, from which a definition may be reached
 */
export function readAround(definitions: readonly Definition[], accessors: readonly FilePath[]): Reading {
  const files = [...new Set(definitions.map(({ file }) => file))];
  const names = [...new Set(definitions.map(({ name }) => name))];
  let still: { readonly of: Gathered["allTexts"]; readonly files: readonly FilePath[] } | undefined;
  return (gathered) => {
    if (still?.of !== gathered.allTexts) {
      const mentioning = filesMentioning(gathered.allTexts, names);
      still = { of: gathered.allTexts, files: [...mentioning, ...meetingPlaces(gathered, files, accessors)] };
    }
    return [
      ...files,
      ...still.files,
      ...importersOf(gathered, definitions),
      ...files.flatMap((file) => filesBehindImports(gathered.program, file)),
      ...naming(gathered, files),
    ];
  };
}

function filesMentioning(texts: Gathered["allTexts"], names: readonly string[]): readonly FilePath[] {
  const words = wordPattern(names);
  return [...texts].flatMap(([file, text]) => (words.test(text) ? [file] : []));
}

/** Everybody who imports a module of a definition, and those who take it from a module that passes it on. */
function importersOf(gathered: Gathered, definitions: readonly Definition[]): ReadonlySet<FilePath> {
  const { importers, allTexts } = gathered;
  const homes = new Set(definitions.map(({ file }) => file));
  const words = new Set(definitions.map(({ name }) => name));
  const passing = new Set(homes);
  const found = new Set<FilePath>();
  for (const at of passing) {
    const names = namesFor(gathered, at, definitions);
    for (const name of names) words.add(name);
    const isWhole = homes.has(at) || names.some((name) => name === "default" || name === "=");
    const pattern = wordPattern([...words]);
    for (const importer of importers.of(at)) {
      const mayPass = importer.names === undefined || importer.names.includes("*");
      if (isWhole || mayPass || pattern.test(allTexts.get(importer.file) ?? "")) found.add(importer.file);
      if (passesOn(gathered, importer.file, definitions, passing)) passing.add(importer.file);
    }
  }
  return found;
}

/** The names under which a module gives one of the definitions. */
function namesFor({ program }: Gathered, file: FilePath, definitions: readonly Definition[]): readonly string[] {
  const keys = new Set(definitions.map((each) => `${each.file}#${each.name}`));
  return program.modules.names(file).filter((name) => {
    const symbol = program.symbols.exported(file, [name]);
    return symbol !== undefined && keys.has(symbolKey(symbol));
  });
}

/** It gives a definition under some name, or the module that holds it. */
function passesOn(
  gathered: Gathered,
  file: FilePath,
  definitions: readonly Definition[],
  passing: ReadonlySet<FilePath>,
): boolean {
  const { program } = gathered;
  if (program.facts(file) === undefined) return false;
  if (namesFor(gathered, file, definitions).length > 0) return true;
  return program.modules.names(file).some((name) => {
    const found = program.modules.exported(file, name);
    const module = found.kind === "found" ? moduleIn(found.value) : undefined;
    return module !== undefined && passing.has(module);
  });
}

/** Tests that name a module by a string. */
function naming({ program, allTexts, language }: Gathered, files: readonly FilePath[]): readonly FilePath[] {
  return [...allTexts].flatMap(([file, text]) => {
    const mover = language(file)?.mover;
    return mover && mentionsModule({ program, mover }, file, text, files) ? [file] : [];
  });
}
