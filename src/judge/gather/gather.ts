/**
 * Gathers the files to parse and links them. A file is parsed if it names a driver, declares a manager, or imports a
 * database module; a parsed file may be a database module too, so this runs in rounds until no file is added.
 */
import type { Problem } from "../../base/diagnostics/diagnostic.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { type Measure, unmeasured } from "../../base/world/timing.js";
import type { Cache, FileSystem } from "../../base/world/world.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import { LANGUAGES, languageOf } from "../../read/languages/index.js";
import type { Language, LoadedLanguage, OutlinedImport } from "../../read/languages/language.js";
import { remember } from "../../read/languages/remember.js";
import type { Resolution, Resolver } from "../../read/languages/resolver.js";
import { createProgram, type Program } from "../../read/program/program.js";
import { createDatabaseModules, type DatabaseModules } from "../databases/database-modules.js";
import { createHandles, driversIn, type Handles } from "../databases/handles.js";
import { isBelowDatabase, isDatabasePath, isNamedForAccess, isPlainAccessorName } from "../databases/names.js";
import { createImporters, type Importers, type Resolve } from "./importers.js";
import { type Outlines, readOutlines } from "./outlines.js";
import { createParser } from "./parser.js";
import { findSeeds } from "./seeds.js";
import type { SourceTexts } from "./texts.js";
import { usersOf } from "./users.js";

export interface GatherInput {
  readonly files: FileSystem;
  /** In the order of paths. */
  readonly paths: readonly FilePath[];
  /** Whether git ignores a path, or a build makes it. */
  readonly ignored: (path: FilePath) => boolean;
  readonly isTest: (file: FilePath) => boolean;
  readonly isTestSetup: (file: FilePath) => boolean;
  /** Names that the configuration gives to accessors, managers and legacy accessors. */
  readonly names: readonly string[];
  /** Modules that the configuration names; always read. */
  readonly modules: readonly FilePath[];
  /** Read every file, whatever it says: to prove that leaving files out loses nothing. */
  readonly everything?: boolean;
  /** Further files to read, found from what was read so far; asked until all of them have been read. */
  readonly also?: (gathered: Gathered) => Iterable<FilePath>;
  /** What an earlier run read; the facts of a file whose text is still the same are taken from there. */
  readonly known?: Gathered;
  /** Where earlier runs kept what they read; a parser is then only loaded for what is new. */
  readonly cache?: Cache | undefined;
  /** Load the parsers in any case. */
  readonly loadParsers?: boolean;
  /** Called now and then with what is being done. */
  readonly progress?: (step: string, done: number, total: number) => void;
  /** Times the phases of the run. */
  readonly measure?: Measure;
}

export interface Gathered {
  readonly program: Program;
  readonly handles: Handles;
  readonly databaseModules: DatabaseModules;
  /** The text of every file that was parsed. */
  readonly texts: ReadonlyMap<FilePath, string>;
  readonly problems: readonly Problem[];
  /** The front end of a file that was parsed. With a cache, its parser may have to be loaded by `loadParsers` first. */
  readonly language: (file: FilePath) => LoadedLanguage | undefined;
  readonly loadParsers: () => Promise<void>;
  /** The importers of each file, including files that were not parsed. */
  readonly importers: Importers;
  /** The text of every file, also of those that were not parsed. */
  readonly allTexts: SourceTexts;
  /** What every file may import, found in its text without parsing. */
  readonly outlined: ReadonlyMap<FilePath, readonly OutlinedImport[]>;
  /** Why each parsed file was parsed. */
  readonly reasons: ReadonlyMap<FilePath, ParseReason>;
}

export interface ParseReason {
  /** From 1; those of the first round matter by their own text. */
  readonly round: number;
  /** `it imports the database module src/db/index.ts` */
  readonly because: string;
}

export async function gather(input: GatherInput): Promise<Gathered> {
  const { measure = unmeasured } = input;
  const outlines = measure("outline", () => readOutlines(input));
  const settingsProblems: Problem[] = [];
  const resolving = createResolving(input, (problem) => settingsProblems.push(problem));
  const { resolve } = resolving;
  const parser = createParser(input, outlines);
  const named = new Set(input.names);
  const link = (): Linked => measure("link", linkFiles);
  const linkFiles = (): Linked => {
    const { codeOf } = parser;
    const program = createProgram({ ...input, ...resolving, codeOf, files: parser.facts.values() });
    const handles = createHandles(program);
    return { program, handles, databaseModules: createDatabaseModules(program, handles, named) };
  };
  const importers = createImporters(outlines, resolving);
  const reasons = new Map<FilePath, ParseReason>();
  const parseRound = async (files: ReadonlyMap<FilePath, string>, round: number): Promise<void> => {
    for (const [file, because] of files) reasons.set(file, { round, because });
    await parser.parse(files.keys());
  };
  const all = new Map([...outlines.texts.keys()].map((file) => [file, "every file was asked for"] as const));
  const seeds = () => findSeeds({ ...input, outlines, resolve, importers });
  await parseRound(input.everything ? all : measure("choose files to parse", seeds), 1);
  // Whatever comes out of a module that the configuration names, its importers are held to it.
  const modules = new Set(input.modules);
  const summary = (linked: Linked): Gathered => ({
    ...linked,
    texts: parser.texts,
    problems: [...outlines.problems, ...parser.problems, ...settingsProblems],
    language: parser.language,
    loadParsers: parser.load,
    importers,
    allTexts: outlines.texts,
    outlined: outlines.imports,
    reasons,
  });
  const starred = new Set<FilePath>();
  const further = (linked: Linked): ReadonlyMap<FilePath, string> => {
    const wanted = [...(input.also?.(summary(linked)) ?? [])].filter((file) => outlines.texts.has(file));
    const mattering = newlyMattering(linked, { importers, outlines }, modules);
    for (const file of behindStars(linked, { starred, modules })) starred.add(file);
    const found = new Map([
      ...each(starred, "a database module exports all of its names"),
      ...each(wanted, "the command asked for it"),
      ...mattering,
    ]);
    return new Map([...found].filter(([file]) => !parser.facts.has(file)).sort(([a], [b]) => compareText(a, b)));
  };
  const nextRound = (linked: Linked) => measure("choose files to parse", () => further(linked));
  let linked = link();
  let round = 1;
  for (let files = nextRound(linked); files.size > 0; files = nextRound(linked)) {
    round += 1;
    await parseRound(files, round);
    linked = link();
  }
  return summary(linked);
}

type FileReason = readonly [FilePath, string];

function each(files: Iterable<FilePath>, because: string): readonly FileReason[] {
  return [...files].map((file) => [file, because]);
}

type Linked = Pick<Gathered, "program" | "handles" | "databaseModules">;

interface Resolving {
  readonly resolve: Resolve;
  /** For what may be an import: nothing is wrong if it leads nowhere. */
  readonly guess: Resolve;
  readonly submodule: (packageModule: FilePath, name: string) => FilePath | undefined;
}

function createResolving({ files, paths, ignored }: GatherInput, report: (problem: Problem) => void): Resolving {
  const decoder = new TextDecoder();
  const resolvers = new Map<Language, Resolver>();
  const existing = new Map<FilePath, boolean>();
  const exists = (path: FilePath): boolean => {
    const known = existing.get(path) ?? files.stat(path)?.kind === "file";
    existing.set(path, known);
    return known;
  };
  for (const language of LANGUAGES) {
    const read = (path: FilePath): string | undefined => {
      const bytes = exists(path) ? files.read(path) : undefined;
      return bytes && decoder.decode(bytes);
    };
    const reportProblem = (file: FilePath, message: string) => report({ kind: "syntax", file, message });
    resolvers.set(language, language.createResolver({ files: paths, exists, read, isIgnored: ignored, reportProblem }));
  }
  const resolverOf = (file: FilePath): Resolver | undefined => {
    const language = languageOf(file);
    return language && resolvers.get(language);
  };
  const resolveIn = remember((from: FilePath) => {
    const resolver = resolverOf(from);
    return remember((specifier): Resolution => {
      const target = resolver?.resolve(from, specifier) ?? { kind: "asset", path: specifier };
      return twinOf(from, target, exists) ?? target;
    });
  });
  return {
    resolve: (from, specifier) => resolveIn(from)(specifier),
    guess: (from, specifier) => resolverOf(from)?.finds?.(from, specifier) ?? resolveIn(from)(specifier),
    submodule: (packageModule, name) => resolverOf(packageModule)?.submodule?.(packageModule, name),
  };
}

/** JavaScript that runs as it is finds `prisma.js` beside `prisma.ts`, which is left out of what is read. */
function twinOf(from: FilePath, target: Resolution, exists: (path: FilePath) => boolean): Resolution | undefined {
  if (target.kind !== "file" || !/\.[cm]?jsx?$/.test(from) || !/\.[cm]?tsx?$/.test(target.file)) return undefined;
  const twin = target.file.replace(/\.([cm]?)tsx?$/, ".$1js");
  return exists(twin) ? { kind: "generated", path: twin } : undefined;
}

/**
 * Modules whose names a database module exports all at once: what it exports, and what it does not, is known only with them.
 * They in turn may do the same.
 */
function behindStars(
  { program, databaseModules }: Linked,
  { starred, modules }: { readonly starred: ReadonlySet<FilePath>; readonly modules: ReadonlySet<FilePath> },
): readonly FilePath[] {
  return program.files.flatMap((facts) => {
    const { file, exports } = facts;
    const stars = exports.filter((entry) => entry.kind === "star");
    if (stars.length === 0) return [];
    const isDatabase =
      starred.has(file) ||
      modules.has(file) ||
      isDatabasePath(file) ||
      isBelowDatabase(file) ||
      databaseModules.isDatabaseModule(facts);
    if (!isDatabase) return [];
    return stars.flatMap(({ specifier }) => {
      const target = program.resolve(file, specifier);
      return target.kind === "file" ? [target.file] : [];
    });
  });
}

function newlyMattering(
  { program, databaseModules }: Linked,
  { importers, outlines }: { readonly importers: Importers; readonly outlines: Outlines },
  named: ReadonlySet<FilePath>,
): readonly FileReason[] {
  return program.files.flatMap((facts): readonly FileReason[] => {
    const { file } = facts;
    const isNamed = named.has(file);
    if (!isNamed && !databaseModules.isDatabaseModule(facts) && !definesAccessor(facts))
      return [
        ...each(importers.taking(file, databaseModules.passedOn(facts)), `it takes a handle from ${file}`),
        ...each(missing(program, importers, file), `it imports a name that ${file} does not export`),
      ];
    const users = isNamed
      ? importers.of(file).map((importer) => importer.file)
      : usersOf({ program, importers, outlines }, file);
    return [
      ...each(users, `it imports the database module ${file}`),
      ...each(foundation(program, facts), `it declares what ${file} extends or returns`),
    ];
  });
}

/** Files that want of a database module what it does not have. */
function missing(program: Program, importers: Importers, file: FilePath): readonly FilePath[] {
  const isDatabase = isDatabasePath(file);
  const isMissed = (name: string): boolean =>
    (isDatabase || isNamedForAccess(name)) && program.modules.exported(file, name).kind === "absent";
  const askers = importers
    .of(file)
    .flatMap((importer) => ((importer.names?.some(isMissed) ?? isDatabase) ? [importer.file] : []));
  if (askers.length === 0 || isDatabase || isBelowDatabase(file)) return askers;
  return driversIn(program, file).length > 0 ? askers : [];
}

/** Its functions are called as accessors are, though what they give is not known before their own imports are read. */
function definesAccessor({ functions }: FileFacts): boolean {
  return functions.some(({ name, topLevel }) => topLevel && name !== undefined && isPlainAccessorName(name));
}

/**
 * Files on which the definitions of a database module depend: bases and interfaces of its classes, and types that its
 * functions return. Members are inherited, and the class of a handle decides whether it has to be disposed of.
 */
function foundation(program: Program, facts: FileFacts): readonly FilePath[] {
  const terms = [
    ...facts.classes.flatMap((each) => [...each.bases, ...each.implements]),
    ...facts.functions.flatMap((each) => [...each.returns, ...(each.returnType ? [each.returnType] : [])]),
  ];
  return terms.flatMap((term) => {
    const imported = importBehind(facts, term);
    const target = imported === undefined ? undefined : program.resolve(facts.file, imported);
    return target?.kind === "file" ? [target.file] : [];
  });
}

/** The specifier of the import at the root of a term: of `await openSession(connect())` that of `openSession`. */
function importBehind(facts: FileFacts, term: Term): string | undefined {
  if (term.kind === "import") return term.specifier;
  if (term.kind === "binding") {
    const binding = facts.bindings[term.id];
    return binding && binding.term !== term && binding.term.kind !== "binding"
      ? importBehind(facts, binding.term)
      : undefined;
  }
  return "of" in term && !Array.isArray(term.of) ? importBehind(facts, term.of as Term) : undefined;
}
