/**
 * Detects the sources of a program without a configuration. Returns configurations as somebody would write them, each with
 * its evidence. What is not clear is reported, and nothing is assumed.
 */

import { directoryOf } from "../../base/text/paths.js";
import { compareText, type FilePath, type Range, spanOf } from "../../base/text/span.js";
import type { AccessorConfig, SourceConfig } from "../../read/config/config.js";
import { packageName } from "../../read/drivers/index.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { alternatives, isSameDefinition } from "../../read/program/values.js";
import {
  type AccessorCandidate,
  type CandidateInput,
  findCandidates,
  isNamedLikeAccessor,
  isNamedPlainly,
} from "./candidates.js";
import {
  type AccessorChoice,
  type CandidateGroup,
  type ChoiceInput,
  type ClearChoice,
  chooseAccessors,
  isOutdone,
  isSameTerritory,
  isUsed,
  type Ranked,
  reachesThrough,
  settleRivals,
  type Territory,
  territoryOf,
} from "./choose.js";
import { handleFrom } from "./handle-from.js";
import { buildsClient, driversIn } from "./handles.js";
import { formOf, reachedFrom } from "./link.js";
import { accessorName, type Manager } from "./source.js";

export interface Detection {
  readonly sources: readonly SourceConfig[];
  /** One sentence each, with the evidence. */
  readonly assumptions: readonly string[];
  /** Where no accessor is clear, the likeliest, best first. */
  readonly rivals: readonly Pick<AccessorConfig, "module" | "path">[];
  /** Managers and deprecated accessors where no accessor is clear, so that certain faults are still found. */
  readonly unclear: readonly SourceConfig[];
}

export function detectSources(input: ChoiceInput): Detection {
  const choices = findChoices(input);
  const clear = settleRivals(input, choices);
  const sources = clear.map((choice, index) => describeSource(input, choice, clear, index));
  const rivals = rivalsIn(
    choices.filter((choice) => !isOutdone(input, choice, clear)),
    clear,
  );
  const assumptions = [...clear.map(assumption), ...undecided(rivals, clear)];
  const named = rivals.map(({ candidate }) => ({ module: candidate.module, path: pathOf(candidate) }));
  return { sources, assumptions, rivals: named, unclear: withoutAccessor(input, choices, clear) };
}

/**
 * A manager class is the accessor only if no function or object of its package gives a handle, or if far more files use the
 * class than those.
 */
function findChoices(input: ChoiceInput): readonly AccessorChoice[] {
  const candidates = findCandidates(input);
  const plain = chooseAccessors(
    input,
    candidates.filter(({ isManagerClass }) => !isManagerClass),
  ).map((choice) => withoutRivalManagers(input, choice));
  const classes = chooseAccessors(
    input,
    candidates.filter(({ isManagerClass }) => isManagerClass),
  ).filter((choice) => ofSamePackage(plain, choice).every((other) => isUsedFarMore(input, choice, other)));
  const left = plain.filter((choice) => ofSamePackage(classes, choice).length === 0 || !isPreferredChoice(choice));
  return [...left, ...classes];
}

/** Those that keep a manager class from being the accessor, or that give way to one. */
function ofSamePackage(choices: readonly AccessorChoice[], { group }: AccessorChoice): readonly AccessorChoice[] {
  return choices.filter((other) => isSameTerritory(group, other.group) && isPreferredChoice(other));
}

function isPreferredChoice({ winner, ranked }: AccessorChoice): boolean {
  return winner !== undefined || ranked.some(isPreferred);
}

/** What the class stands on is not what code should use; what stands on the class may be where the project wants to go. */
function isUsedFarMore(input: ChoiceInput, { winner, ranked }: AccessorChoice, other: AccessorChoice): boolean {
  const most = Math.max(...other.ranked.map(({ outside }) => outside.length));
  if (winner === undefined || (ranked[0]?.outside.length ?? 0) < 2 * Math.max(most, 1)) return false;
  if (hasObjectOf(input, winner, other)) return false;
  return other.winner === undefined || reachesThrough(input, winner, other.winner);
}

/** Code uses an object of the class that its package shares, or a function that gives it. */
function hasObjectOf({ program }: ChoiceInput, { symbol }: AccessorCandidate, { ranked }: AccessorChoice): boolean {
  const defined = program.modules.exported(symbol.file, symbol.name);
  const [owner] = defined.kind === "found" ? alternatives(defined.value) : [];
  if (owner?.kind !== "class") return false;
  return ranked.some(
    ({ candidate, outside }) =>
      outside.length > 0 &&
      alternatives(handleFrom(program, candidate.value)).some(
        (part) => part.kind === "instance" && isSameDefinition(part, owner),
      ),
  );
}

function isPreferred({ candidate, outside }: Ranked): boolean {
  return outside.length > 0 || candidate.kind !== "manager";
}

/** Of several managers in a package, importers alone do not tell which one the others should give way to. */
function withoutRivalManagers(input: ChoiceInput, choice: AccessorChoice): AccessorChoice {
  const { group, ranked, winner } = choice;
  const isOneOfSeveral = winner?.kind === "manager" && rivalManagers(input, group).length > 1;
  return isOneOfSeveral ? { group, ranked } : choice;
}

function describeSource(
  input: ChoiceInput,
  choice: ClearChoice,
  all: readonly ClearChoice[],
  index: number,
): SourceConfig {
  const { winner } = choice;
  const scope = scopeGlobs(input, choice);
  return {
    name: sourceName(choice, all, index),
    files: scope,
    accessor: {
      module: winner.module,
      path: pathOf(winner),
      form: winner.kind === "class" ? "dependency" : formOf(input.program, winner.value),
    },
    alsoAllowed: [],
    managers: noneAsAbsent(managerNames(input, choice.group)),
    legacy: choice.group.candidates
      .filter((candidate) => candidate.deprecated !== undefined)
      .map((candidate) => candidate.symbol.name),
    defaultNames: ["default", "primary"],
    internals: internalGlobs(input, choice),
  };
}

function sourceName(choice: ClearChoice, all: readonly ClearChoice[], index: number): string {
  if (all.length === 1) return "primary";
  const { winner } = choice;
  const folder = choice.group.directory.split("/").at(-1) ?? "";
  const [driver] = winner.drivers;
  const name = [folder, driver === undefined ? winner.symbol.name : packageName(driver).replace(/^@/, "")]
    .filter((part) => part !== "")
    .join(":");
  const sameBefore = all
    .slice(0, index)
    .filter(
      (other) => other.winner.drivers[0] === winner.drivers[0] && other.group.directory === choice.group.directory,
    );
  return sameBefore.length === 0 ? name : `${name}-${sameBefore.length + 1}`;
}

/** The packages of the accessor and of its importers; without importers, the folder around the accessor's own. */
function scopeGlobs(input: ChoiceInput, choice: ClearChoice): readonly string[] {
  if (!isUsed(choice)) {
    const around = directoryOf(directoryOf(choice.winner.symbol.file));
    return [around === "" ? "**" : `${around}/**`];
  }
  const importers = choice.ranked.flatMap(({ outside }) => outside);
  const directories = new Set([choice.group.directory, ...importers.map(input.packageOf)]);
  if (directories.has("")) return ["**"];
  return [...directories].sort(compareText).map((directory) => `${directory}/**`);
}

/** Of the package; the one at the root may use the managers of all others that are written in its language. */
function managerNames(input: ChoiceInput, { directory, language }: Territory): readonly string[] {
  return sortedNames(
    managersIn(input, (other) => other.language === language && (directory === "" || other.directory === directory)),
  );
}

/** Without the classes that others extend, and without those that stand on another one's client: they are one manager with it. */
function rivalManagers(input: ChoiceInput, { directory, language }: Territory): readonly string[] {
  const all = detectManagers(input, (facts) => isSameTerritory(territoryOf(input, facts), { directory, language }));
  const bases = all.flatMap((each) => (each.kind === "class" ? input.program.members.bases(each).classes : []));
  const own = all.filter((each) => !bases.some((base) => isSameDefinition(base, each)));
  const builders = own.filter(
    (each) => each.kind === "class" && buildsClient(input.program, { ...each, kind: "class" }),
  );
  return sortedNames((builders.length > 0 ? builders : own).map(({ name }) => name));
}

/** Without any, those that are to come are to be detected. */
function noneAsAbsent(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 ? undefined : names;
}

function managersIn(input: ChoiceInput, isMeant: (territory: Territory) => boolean): readonly string[] {
  return detectManagers(input, (facts) => isMeant(territoryOf(input, facts))).map(({ name }) => name);
}

/** Managers by what they do, in the order of files. */
export function detectManagers(
  { program, databaseModules, isAside }: CandidateInput,
  isMeant: (facts: FileFacts) => boolean = () => true,
): readonly Manager[] {
  return program.files.flatMap((facts): readonly Manager[] => {
    const { file, classes, bindings } = facts;
    if (isAside(file) || !isMeant(facts)) return [];
    const found = (kind: Manager["kind"], index: number, name: string, range: Range): Manager => {
      return { kind, file, index, name, span: spanOf(file, range), detected: true };
    };
    return [
      ...classes.flatMap(({ topLevel, name, nameRange }, index) =>
        topLevel && databaseModules.isManagerClass({ file, index }) ? [found("class", index, name, nameRange)] : [],
      ),
      ...bindings.flatMap(({ topLevel, term, name, nameRange }) =>
        topLevel && term.kind === "object" && databaseModules.isManagerObject({ file, index: term.index }, name)
          ? [found("object", term.index, name, nameRange)]
          : [],
      ),
    ];
  });
}

/**
 * What the accessor is made of: its module and the modules with clients that it reaches, those of candidates that build no
 * client, and the rest of a folder that is there for the database, if only managers build a client there.
 */
function internalGlobs(input: ChoiceInput, choice: ClearChoice): readonly string[] {
  const { winner } = choice;
  const builds = (file: FilePath): boolean => driversIn(input.program, file).length > 0;
  const reached = [...reachedFrom(input.program, [winner.module, winner.symbol.file])].filter(
    (file) => input.packageOf(file) === choice.group.directory,
  );
  const modules = new Set([
    ...reached.filter(builds),
    ...input.program.files
      .filter((facts) => fills(input, facts, winner.symbol.file) && builds(facts.file))
      .map(({ file }) => file),
    ...choice.group.candidates.flatMap(({ kind, symbol }) =>
      symbol.file === winner.symbol.file || (kind !== "manager" && !builds(symbol.file)) ? [symbol.file] : [],
    ),
  ]);
  const folder = databaseFolder(winner.symbol.file);
  const isWithin = (file: FilePath): boolean => folder !== undefined && file.startsWith(`${folder}/`);
  const managers = new Set(detectManagers(input).map(({ file }) => file));
  const isApart = ({ file }: FileFacts): boolean =>
    isWithin(file) && !modules.has(file) && !managers.has(file) && !input.isAside(file) && builds(file);
  if (folder === undefined || input.program.files.some(isApart)) return [...modules].sort(compareText);
  return [`${folder}/**`, ...[...modules].filter((file) => !isWithin(file)).sort(compareText)];
}

/** The file sets the client of a holder that another file defines: `database.client = MongoClient(url)`. */
function fills({ program }: ChoiceInput, { file, augmentations }: FileFacts, holder: FilePath): boolean {
  return augmentations.some(({ target }) =>
    alternatives(program.valueOf(file, target)).some((part) => "file" in part && part.file === holder),
  );
}

/** What may build the client of an accessor that somebody names: the folder that is there for the database, or its module alone. */
export function internalsAround(module: FilePath): readonly string[] {
  const folder = databaseFolder(module);
  return folder === undefined ? [] : [`${folder}/**`];
}

/** `src/database/index.ts` lies in a folder of the database; `src/index.ts` does not. */
function databaseFolder(file: FilePath): FilePath | undefined {
  const folders = file.split("/").slice(0, -1);
  // `packages/db/src/client.ts`: the folder may lie one above the one of the module.
  const depth = [0, 1].find((above) => DATABASE_FOLDER.test(folders.at(-1 - above) ?? ""));
  return depth === undefined ? undefined : folders.slice(0, folders.length - depth).join("/");
}

const DATABASE_FOLDER =
  /^(db|database|databases|prisma|data-?source|knex|mongo|mongodb|mongoose|sql|sqlite|postgres|pg|drizzle|persistence)$/i;

/**
 * The packages in which no accessor is clear: what fails of their managers fails all the same, and so does what uses one
 * of several accessors against its form. None of them is held against another.
 */
function withoutAccessor(
  input: ChoiceInput,
  choices: readonly AccessorChoice[],
  clear: readonly ClearChoice[],
): readonly SourceConfig[] {
  const isSettled = (territory: Territory): boolean => clear.some(({ group }) => isSameTerritory(group, territory));
  const all = territoriesOf(input);
  const open = all.filter((each) => !isSettled(each));
  if (open.length === 0 && clear.length > 0) return [];
  const ways = choices
    .filter(({ group }) => !isSettled(group))
    .flatMap(({ ranked }) => ranked.filter(({ outside }) => outside.length > 0));
  const globs = (territories: readonly Territory[]): readonly string[] =>
    territories.flatMap((each) => globsOf(input, each, all));
  return [
    {
      name: "database",
      files: [...globs(open), ...globs(all.filter(isSettled)).map((glob) => `!${glob}`)],
      accessor: { module: "", path: [], form: "auto" },
      alsoAllowed: [],
      managers: sortedNames(managersIn(input, (other) => open.some((each) => isSameTerritory(each, other)))),
      legacy: sortedNames(ways.map(({ candidate: { symbol } }) => `${symbol.file}#${symbol.name}`)),
      defaultNames: [],
      internals: [],
    },
  ];
}

function territoriesOf(input: ChoiceInput): readonly Territory[] {
  const found = new Map(
    input.program.files.map((facts) => {
      const territory = territoryOf(input, facts);
      return [`${territory.directory} ${territory.language}`, territory] as const;
    }),
  );
  return [...found].sort(([a], [b]) => compareText(a, b)).map(([, territory]) => territory);
}

/** The whole directory; where it holds another language too, the endings of this one. */
function globsOf(input: ChoiceInput, territory: Territory, all: readonly Territory[]): readonly string[] {
  const { directory } = territory;
  const prefix = directory === "" ? "" : `${directory}/`;
  if (all.every((other) => other.directory !== directory || other === territory)) return [`${prefix}**`];
  const files = input.program.files.filter((facts) => isSameTerritory(territoryOf(input, facts), territory));
  const endings = new Set(files.map(({ file }) => file.slice(file.lastIndexOf("."))));
  return [...endings].sort(compareText).map((ending) => `${prefix}**/*${ending}`);
}

function sortedNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareText);
}

function assumption({ winner, ranked: [first] }: ClearChoice): string {
  const evidence = [
    importers(first?.outside.length ?? 0),
    ...(first?.isSuccessor ? ["deprecations name it"] : []),
    ...(winner.buildsClient ? ["builds the client"] : []),
    ...(isNamedLikeAccessor(winner) ? ["named like an accessor"] : []),
  ];
  const name = accessorName({ path: pathOf(winner), symbol: winner.symbol, module: winner.module });
  return `assumed \`${name}\` from ${winner.module}: ${evidence.join(", ")}`;
}

function pathOf({ exportedAs, member }: AccessorCandidate): readonly string[] {
  return member === undefined ? [exportedAs] : [exportedAs, member];
}

function importers(count: number): string {
  if (count === 0) return "nobody imports it yet";
  return count === 1 ? "1 importer" : `${count} importers`;
}

function rivalsIn(choices: readonly AccessorChoice[], clear: readonly ClearChoice[]): readonly Ranked[] {
  return choices
    .filter(({ group }) => !clear.some((other) => other.group === group))
    .flatMap((choice) => choice.ranked.filter((ranked) => isUndecided(ranked, choice.group, clear)))
    .filter(isSingular)
    .sort((a, b) => b.score - a.score)
    .slice(0, 4);
}

function undecided(rivals: readonly Ranked[], clear: readonly ClearChoice[]): readonly string[] {
  if (rivals.length === 0) return clear.length === 0 ? [NO_ACCESSOR] : [];
  const names = rivals.map(
    ({ candidate, outside }) =>
      `\`${accessorName({ ...candidate, path: pathOf(candidate) })}\` (${candidate.symbol.file}, ${importers(outside.length)})`,
  );
  const [best] = rivals.map(({ candidate }) => `${candidate.module}#${pathOf(candidate).join(".")}`);
  if (names.length === 1)
    return [
      `no clear accessor; ${names[0]} may be it: what is certain is reported; \`db-ssot init --accessor ${best}\` names it`,
    ];
  const command = `\`db-ssot init --accessor ${best}\` names the first`;
  return [`no clear accessor among ${names.join(", ")}: what holds for all of them is reported; ${command}`];
}

/** A name that several files define for themselves, and none imports, is not shared. */
function isSingular({ candidate, outside }: Ranked, _: number, all: readonly Ranked[]): boolean {
  return (
    outside.length > 0 || all.filter((other) => other.candidate.symbol.name === candidate.symbol.name).length === 1
  );
}

const NO_ACCESSOR =
  "found no shared accessor: what is certain is reported, and clients that files create for themselves; `db-ssot init --accessor FILE#NAME` names one";

/** It is used, or called as accessors are; and where the accessor is clear, a manager beside it is no rival. */
function isUndecided({ candidate, outside }: Ranked, group: CandidateGroup, clear: readonly ClearChoice[]): boolean {
  if (outside.length === 0) return clear.length === 0 && candidate.kind !== "manager" && isNamedPlainly(candidate);
  return candidate.kind !== "manager" || clear.every((other) => !isSameTerritory(other.group, group));
}
