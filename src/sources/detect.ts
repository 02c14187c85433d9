/**
 * Detection: which sources a program has, where nobody says so. Takes the linked program, gives source configurations as
 * a person would have written them, each with its evidence in words. What is not clear is said, and nothing is assumed.
 */
import type { SourceConfig } from "../config/config.js";
import { compareText, type FilePath } from "../text/span.js";
import {
  type Candidate,
  type CandidateInput,
  findCandidates,
  isNamedLikeAccessor,
  isNamedPlainly,
} from "./candidates.js";
import { driversIn } from "./handles.js";
import { formOf, reachedFrom } from "./link.js";

export interface Detection {
  readonly sources: readonly SourceConfig[];
  /** One sentence each, with the evidence. */
  readonly assumptions: readonly string[];
  /** Managers and deprecated accessors where no accessor is clear, so that certain faults are still found. */
  readonly unclear: readonly SourceConfig[];
}

export interface DetectionInput extends CandidateInput {
  /** Directory of the package that a file belongs to; empty for the root. */
  readonly packageOf: (file: FilePath) => FilePath;
}

export function detectSources(input: DetectionInput): Detection {
  const candidates = findCandidates(input);
  const groups = groupCandidates(input, candidates);
  const choices = groups.map((group) => chooseAccessor(input, group));
  const clear = settleRivals(choices.filter((choice) => choice.winner !== undefined));
  const sources = clear.map((choice, index) => describeSource(input, choice, clear, index));
  const assumptions = [...sources.map((_, index) => assumption(clear[index])), ...doubts(choices, clear)];
  return { sources, assumptions, unclear: sources.length > 0 ? [] : [withoutAccessor(input)] };
}

/** Candidates that lead to one database: defined in modules that import one another, inside one package. */
interface Group {
  readonly directory: FilePath;
  readonly candidates: readonly Candidate[];
}

function groupCandidates(input: DetectionInput, candidates: readonly Candidate[]): readonly Group[] {
  const parent = new Map<FilePath, FilePath>();
  const root = (file: FilePath): FilePath => {
    const up = parent.get(file) ?? file;
    return up === file ? file : root(up);
  };
  const modules = new Set(candidates.map((candidate) => candidate.symbol.file));
  for (const file of modules) {
    for (const target of reachedFrom(input.program, [file])) {
      if (modules.has(target) && input.packageOf(target) === input.packageOf(file))
        parent.set(root(target), root(file));
    }
  }
  const groups = new Map<FilePath, Candidate[]>();
  for (const candidate of candidates) {
    const key = root(candidate.symbol.file);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([file, members]) => ({ directory: input.packageOf(file), candidates: members }));
}

interface Choice {
  readonly group: Group;
  readonly winner?: Candidate;
  readonly ranked: readonly Ranked[];
}

interface Ranked {
  readonly candidate: Candidate;
  /** Files outside the group's own modules that import it. */
  readonly outside: readonly FilePath[];
  readonly score: number;
}

/** The winner must be used, or be the only one, and leave the next one well behind. */
const CLEAR_LEAD = 1.5;

function chooseAccessor(input: DetectionInput, group: Group): Choice {
  const modules = new Set(group.candidates.map((candidate) => candidate.symbol.file));
  const ranked = group.candidates
    .filter((candidate) => !candidate.deprecated)
    .map((candidate): Ranked => {
      const outside = candidate.importers.filter((file) => !modules.has(file));
      return { candidate, outside, score: scoreOf(candidate, outside.length) };
    })
    .sort((a, b) => b.score - a.score || compareText(a.candidate.symbol.file, b.candidate.symbol.file));
  const [first, second] = ranked;
  if (first === undefined || first.outside.length === 0) return { group, ranked };
  const isClear =
    second === undefined ||
    second.outside.length === 0 ||
    first.score >= CLEAR_LEAD * second.score ||
    reachesThrough(input, second.candidate, first.candidate) ||
    first.candidate.symbol.file === second.candidate.symbol.file;
  return isClear ? { group, ranked, winner: first.candidate } : { group, ranked };
}

function scoreOf(candidate: Candidate, outside: number): number {
  const named = isNamedPlainly(candidate) ? 4 : isNamedLikeAccessor(candidate) ? 2 : 0;
  return outside + named + (candidate.buildsClient ? 1 : 0) - 2 * candidate.required;
}

/** `second` is a wrapper: its module imports the one of `first`, so that `first` is what all go through. */
function reachesThrough(input: DetectionInput, second: Candidate, first: Candidate): boolean {
  return reachedFrom(input.program, [second.symbol.file]).has(first.symbol.file);
}

/** Of two groups in one package that speak to the same engine, the one that is used far more; or neither. */
function settleRivals(choices: readonly Choice[]): readonly Choice[] {
  return choices.filter((choice) =>
    choices.every((other) => other === choice || !areRivals(choice, other) || leads(choice, other)),
  );
}

function areRivals(a: Choice, b: Choice): boolean {
  if (a.group.directory !== b.group.directory) return false;
  return sharesEngine(a.winner, b.winner);
}

function sharesEngine(a: Candidate | undefined, b: Candidate | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const overlap =
    a.drivers.some((name) => b.drivers.includes(name)) || a.engines.some((engine) => b.engines.includes(engine));
  return overlap || a.drivers.length === 0 || b.drivers.length === 0;
}

function leads(choice: Choice, other: Choice): boolean {
  return (choice.ranked[0]?.score ?? 0) >= 2 * (other.ranked[0]?.score ?? 0);
}

function describeSource(input: DetectionInput, choice: Choice, all: readonly Choice[], index: number): SourceConfig {
  const winner = choice.winner as Candidate;
  const { directory } = choice.group;
  const scope = scopeGlobs(input, choice);
  return {
    name: sourceName(choice, all, index),
    files: scope,
    accessor: {
      module: winner.module,
      path: [winner.exportedAs],
      form: winner.kind === "class" ? "dependency" : formOf(input.program, winner.value),
    },
    alsoAllowed: [],
    managers: managerNames(input, directory),
    legacy: choice.group.candidates
      .filter((candidate) => candidate.deprecated)
      .map((candidate) => candidate.symbol.name),
    defaultNames: ["default", "primary"],
    internals: internalGlobs(input, choice),
  };
}

function sourceName(choice: Choice, all: readonly Choice[], index: number): string {
  if (all.length === 1) return "primary";
  const winner = choice.winner as Candidate;
  const folder = choice.group.directory.split("/").at(-1) ?? "";
  const name = [folder, winner.drivers[0]?.replace(/^@/, "") ?? winner.symbol.name]
    .filter((part) => part !== "")
    .join(":");
  const sameBefore = all
    .slice(0, index)
    .filter(
      (other) => other.winner?.drivers[0] === winner.drivers[0] && other.group.directory === choice.group.directory,
    );
  return sameBefore.length === 0 ? name : `${name}-${sameBefore.length + 1}`;
}

/** The packages of the accessor and of those who import it. */
function scopeGlobs(input: DetectionInput, choice: Choice): readonly string[] {
  const importers = choice.ranked.flatMap(({ outside }) => outside);
  const directories = new Set([choice.group.directory, ...importers.map(input.packageOf)]);
  if (directories.has("")) return ["**"];
  return [...directories].sort(compareText).map((directory) => `${directory}/**`);
}

function managerNames(input: DetectionInput, directory: FilePath): readonly string[] {
  const names = new Set<string>();
  for (const facts of input.program.files) {
    if (input.isAside(facts.file) || (directory !== "" && input.packageOf(facts.file) !== directory)) continue;
    facts.classes.forEach((each, index) => {
      if (each.topLevel && input.carriers.isManagerClass({ file: facts.file, index })) names.add(each.name);
    });
    for (const binding of facts.bindings) {
      if (!binding.topLevel || binding.term.kind !== "object") continue;
      if (input.carriers.isManagerObject({ file: facts.file, index: binding.term.index }, binding.name))
        names.add(binding.name);
    }
  }
  return [...names].sort(compareText);
}

/** What the accessor is made of: its module, the rest of a folder that is there for the database, its rivals' modules. */
function internalGlobs(input: DetectionInput, choice: Choice): readonly string[] {
  const winner = choice.winner as Candidate;
  const reached = [...reachedFrom(input.program, [winner.module, winner.symbol.file])].filter(
    (file) => input.packageOf(file) === choice.group.directory,
  );
  const modules = [
    ...new Set([
      ...reached.filter((file) => driversIn(input.program, file).length > 0),
      ...choice.group.candidates.map((candidate) => candidate.symbol.file),
    ]),
  ];
  const folder = databaseFolder(winner.symbol.file);
  const outside = folder === undefined ? modules : modules.filter((file) => !file.startsWith(`${folder}/`));
  return [...(folder === undefined ? [] : [`${folder}/**`]), ...outside.sort(compareText)];
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

function withoutAccessor(input: DetectionInput): SourceConfig {
  return {
    name: "database",
    files: ["**"],
    accessor: { module: "", path: [], form: "auto" },
    alsoAllowed: [],
    managers: managerNames(input, ""),
    legacy: [],
    defaultNames: [],
    internals: [],
  };
}

function assumption(choice: Choice | undefined): string {
  const [first] = choice?.ranked ?? [];
  if (first === undefined) return "";
  const { candidate, outside } = first;
  const evidence = [
    outside.length === 1 ? "1 importer" : `${outside.length} importers`,
    ...(candidate.buildsClient ? ["builds the client"] : []),
    ...(isNamedLikeAccessor(candidate) ? ["named like an accessor"] : []),
  ];
  return `assumed \`${candidate.exportedAs === "default" ? candidate.symbol.name : candidate.exportedAs}\` from ${candidate.module}: ${evidence.join(", ")}`;
}

function doubts(choices: readonly Choice[], clear: readonly Choice[]): readonly string[] {
  const unclear = choices.filter(
    (choice) => !clear.includes(choice) && choice.ranked.some(({ outside }) => outside.length > 0),
  );
  if (unclear.length === 0)
    return clear.length === 0 ? ["found no clear accessor: only what is certain is reported"] : [];
  const rivals = unclear.flatMap(({ ranked }) => ranked.filter(({ outside }) => outside.length > 0)).slice(0, 4);
  const names = rivals.map(
    ({ candidate, outside }) =>
      `\`${candidate.symbol.name}\` (${candidate.symbol.file}, ${outside.length === 1 ? "1 importer" : `${outside.length} importers`})`,
  );
  const scope = clear.length === 0 ? "only what is certain is reported" : "they are held to nothing";
  return [`no clear accessor among ${names.join(", ")}: ${scope}; name one in db-ssot.json`];
}
