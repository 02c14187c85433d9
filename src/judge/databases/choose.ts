/**
 * Chooses the accessor of each database among the candidates, if one is clearly best. Returns ranked groups; detect.ts
 * reports and uses the choice.
 */

import { groupBy } from "../../base/text/group.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import type { FileFacts, LanguageId } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import { symbolKey } from "../../read/program/values.js";
import {
  type AccessorCandidate,
  type CandidateInput,
  calledName,
  isNamedLikeAccessor,
  isNamedPlainly,
} from "./candidates.js";
import { clientsBuiltIn } from "./handles.js";
import { reachedFrom } from "./link.js";
import { isStatementName } from "./names.js";

export interface ChoiceInput extends CandidateInput {
  /** Directory of the package that a file belongs to; empty for the root. */
  readonly packageOf: (file: FilePath) => FilePath;
}

export interface AccessorChoice {
  readonly group: CandidateGroup;
  /** The winner first, then best first. */
  readonly ranked: readonly Ranked[];
  readonly winner?: AccessorCandidate;
}

/** A choice whose winner is clear. */
export type ClearChoice = AccessorChoice & { readonly winner: AccessorCandidate };

/** Candidates that lead to one database: defined in modules that import one another, inside one package. */
export interface CandidateGroup extends Territory {
  readonly candidates: readonly AccessorCandidate[];
}

/** The part of a package in one language: code cannot import what is written in another. */
export interface Territory {
  readonly directory: FilePath;
  readonly language: LanguageId;
}

export function territoryOf({ packageOf }: ChoiceInput, { file, language }: FileFacts): Territory {
  return { directory: packageOf(file), language };
}

export function isSameTerritory(a: Territory, b: Territory): boolean {
  return a.directory === b.directory && a.language === b.language;
}

export interface Ranked {
  readonly candidate: AccessorCandidate;
  /** Files that use it: those that import it and are not what it is made of. */
  readonly outside: readonly FilePath[];
  /** What is deprecated names it: `@deprecated Use getDb()`. */
  readonly isSuccessor: boolean;
  readonly score: number;
}

/** One choice for each group of candidates, in the order of their modules. */
export function chooseAccessors(
  input: ChoiceInput,
  candidates: readonly AccessorCandidate[],
): readonly AccessorChoice[] {
  return groupCandidates(input, candidates).map((group) => chooseAccessor(input, group));
}

/** Of two groups in one package that speak to the same engine, the one that is used far more; or neither. */
export function settleRivals(input: ChoiceInput, choices: readonly AccessorChoice[]): readonly ClearChoice[] {
  const decided = choices.filter((choice): choice is ClearChoice => choice.winner !== undefined);
  return decided.filter((choice) =>
    decided.every(
      (other) =>
        other === choice ||
        ((!areRivals(input, choice, other) || leads(choice, other)) && !isReplaced(input, choice, other)),
    ),
  );
}

/** Another accessor of the same database is clearly the one that code uses. */
export function isOutdone(
  input: ChoiceInput,
  { group, winner, ranked }: AccessorChoice,
  clear: readonly ClearChoice[],
): boolean {
  return (
    winner !== undefined &&
    clear.some((other) => areRivals(input, { group, winner, ranked }, other) && leads(other, { group, winner, ranked }))
  );
}

/** Nobody uses this accessor, and its package uses the accessor of another package. */
function isReplaced(input: ChoiceInput, choice: ClearChoice, other: ClearChoice): boolean {
  if (isUsed(choice) || !sharesEngine(input, choice.winner, other.winner)) return false;
  return (other.ranked[0]?.outside ?? []).some((file) => {
    const facts = input.program.facts(file);
    return facts !== undefined && isSameTerritory(territoryOf(input, facts), choice.group);
  });
}

function groupCandidates(input: ChoiceInput, candidates: readonly AccessorCandidate[]): readonly CandidateGroup[] {
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
  const groups = new Map<FilePath, AccessorCandidate[]>();
  for (const candidate of candidates) {
    const key = root(candidate.symbol.file);
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([file, members]) => {
      const facts = input.program.facts(file);
      return facts === undefined ? [] : [{ ...territoryOf(input, facts), candidates: members }];
    });
}

/** A winner leaves the next one that is used well behind. */
const CLEAR_LEAD = 1.5;

function chooseAccessor(input: ChoiceInput, group: CandidateGroup): AccessorChoice {
  const current = withoutParts(
    input,
    group.candidates.filter((candidate) => candidate.deprecated === undefined),
  );
  const providers = new Set(current.filter(isImported).map(({ symbol }) => symbol.file));
  const successors = successorsIn(group);
  const ranked = withoutEngines(current)
    .map((candidate): Ranked => {
      // A function that one module delegates to is part of that module; one that several delegate to is what they share.
      const delegating = candidate.importers.filter((file) => current.some(({ symbol }) => symbol.file === file));
      const isShared = candidate.kind === "function" && delegating.length > 1;
      const outside = isShared ? candidate.importers : candidate.importers.filter((file) => !providers.has(file));
      const isSuccessor = successors.includes(calledName(candidate));
      const score = scoreOf(candidate, outside.length) + (isSuccessor ? SUCCESSOR : 0);
      return { candidate, outside, isSuccessor, score };
    })
    .map((each, _, all) => (isPassedOver(each, all) ? { ...each, score: 0 } : each))
    .sort(compareRanked);
  const [first, second] = ranked;
  if (first === undefined) return { group, ranked };
  if (first.isSuccessor) return { group, ranked, winner: first.candidate };
  if (first.outside.length === 0) {
    const alive = ranked.filter(({ candidate }) => !isOfErrand(input, candidate) && !isOutlived(input, candidate));
    const only = unusedWinner(alive);
    if (only === undefined) return { group, ranked };
    return { group, ranked: [only, ...ranked.filter((each) => each !== only)], winner: only.candidate };
  }
  const isClear =
    second === undefined ||
    second.outside.length === 0 ||
    first.score >= CLEAR_LEAD * second.score ||
    hasMostUsers(first, second) ||
    reachesThrough(input, second.candidate, first.candidate) ||
    handsOutFor(input, second.candidate, first.candidate) ||
    standsOn(input, first.candidate, second.candidate) ||
    first.candidate.symbol.file === second.candidate.symbol.file;
  return isClear ? { group, ranked, winner: first.candidate } : { group, ranked };
}

/**
 * Nobody imports it, and several files import another name of its module: its own name says nothing then. One file is enough
 * for a function that runs statements, which uses the connection for all callers.
 */
function isPassedOver({ candidate, outside, isSuccessor }: Ranked, all: readonly Ranked[]): boolean {
  if (outside.length > 0 || isSuccessor) return false;
  return all.some(
    (other) =>
      other.candidate.symbol.file === candidate.symbol.file &&
      other.outside.length > (isStatementName(calledName(other.candidate)) ? 0 : 1),
  );
}

/** Counts as much as this many importers: a deprecation says where the project wants to go. */
const SUCCESSOR = 20;

/** Names in deprecations that one candidate alone has. */
function successorsIn({ candidates }: CandidateGroup): readonly string[] {
  const names = candidates.map(calledName);
  const words = candidates.flatMap(({ deprecated }) => deprecated?.split(/[^\w$]+/) ?? []);
  return words.filter((word) => names.filter((name) => name === word).length === 1);
}

function isImported({ importers }: AccessorCandidate): boolean {
  return importers.length > 0;
}

/** `db.table("users")` */
function isOfTable(term: Term): boolean {
  return term.kind === "member" && /^(?:get_?)?(?:table|collection)$/i.test(term.name);
}

/** Drops collections and tables where a module shares several of one handle: `users = db.users`, `orders = db.table("orders")`. */
function withoutParts(
  { program }: ChoiceInput,
  candidates: readonly AccessorCandidate[],
): readonly AccessorCandidate[] {
  const keys = new Set(candidates.map(({ symbol }) => symbolKey(symbol)));
  const wholeOf = new Map(
    candidates.flatMap((candidate) => {
      const { file, name } = candidate.symbol;
      const term = program.facts(file)?.bindings.find((each) => each.topLevel && each.name === name)?.term;
      const part = term?.kind === "call" && isOfTable(term.of) ? term.of : term;
      const whole = part?.kind === "member" || part?.kind === "element" ? program.symbols.of(file, part.of) : undefined;
      const key = whole && symbolKey(whole);
      return key !== undefined && keys.has(key) ? [[candidate, `${file} ${key}`] as const] : [];
    }),
  );
  const counts = groupBy([...wholeOf.values()], (key) => key);
  return candidates.filter((candidate) => (counts.get(wholeOf.get(candidate) ?? "")?.length ?? 0) < 2);
}

/**
 * Drops engines where a function returns sessions, and factories of sessions where one function of a plain name returns them:
 * callers need a session, and should not create one. A function that nobody uses does not replace the factory of its own module, if that is used.
 */
function withoutEngines(candidates: readonly AccessorCandidate[]): readonly AccessorCandidate[] {
  const functions = candidates.filter(({ kind, layer }) => kind === "function" && layer === "session");
  if (functions.length === 0) return candidates;
  const [only, ...others] = functions.filter(isNamedPlainly);
  const isReplaced = (factory: AccessorCandidate): boolean =>
    factory.kind === "object" &&
    factory.layer === "session" &&
    only !== undefined &&
    others.length === 0 &&
    (isImported(only) || !isImported(factory) || only.symbol.file !== factory.symbol.file);
  return candidates.filter((candidate) => candidate.layer !== "engine" && !isReplaced(candidate));
}

/** A script that does one errand shares nothing; one that starts the program may. */
function isOfErrand({ program }: ChoiceInput, { symbol: { file } }: AccessorCandidate): boolean {
  return program.facts(file)?.isScript === true && !STARTS.test(file);
}

/** Nobody uses it, and the program runs on another ORM, one that keeps its connection to itself: `Tortoise.init()`. */
function isOutlived(input: ChoiceInput, { symbol, drivers }: AccessorCandidate): boolean {
  const own = input.program.facts(symbol.file);
  return input.program.files.some(
    (facts) =>
      own !== undefined &&
      !input.isAside(facts.file) &&
      isSameTerritory(territoryOf(input, facts), territoryOf(input, own)) &&
      clientsBuiltIn(input.program, facts.file).some(
        ({ driver, client }) =>
          client.gives === "orm" &&
          driver.implicit.length > 0 &&
          driver.engines.length === 0 &&
          !driver.packages.some((name) => drivers.includes(name)),
      ),
  );
}

const STARTS = /(?:^|\/)(?:app|application|asgi|bot|index|main|manage|run|server|start|wsgi)\.\w+$/;

/** The only function, or else the only object, with a canonical name. A new project has no importers to count yet. */
function unusedWinner(ranked: readonly Ranked[]): Ranked | undefined {
  const plain = ranked.filter(({ candidate }) => isNamedPlainly(candidate) && candidate.required === 0);
  const ofKind = (kind: AccessorCandidate["kind"]) => plain.filter(({ candidate }) => candidate.kind === kind);
  const functions = ofKind("function");
  const [only, ...others] = functions.length > 0 ? functions : ofKind("object");
  return others.length === 0 ? only : undefined;
}

function scoreOf(candidate: AccessorCandidate, outside: number): number {
  // A function that calls the manager for all callers is a better accessor than the manager.
  if (candidate.kind === "manager") return outside / 2 - 2 * candidate.required;
  const named = isNamedPlainly(candidate) ? 4 : isNamedLikeAccessor(candidate) ? 2 : 0;
  return outside + named + (candidate.buildsClient ? 1 : 0) - 2 * candidate.required;
}

function compareRanked(a: Ranked, b: Ranked): number {
  const byOrm = Number(b.candidate.isOrm) - Number(a.candidate.isOrm);
  const byFunction = Number(b.candidate.kind === "function") - Number(a.candidate.kind === "function");
  return b.score - a.score || byOrm || byFunction || compareText(a.candidate.symbol.file, b.candidate.symbol.file);
}

/** `db = drizzle(pool)` is what code should query by, and the pool what it is made of. */
function standsOn(input: ChoiceInput, candidate: AccessorCandidate, client: AccessorCandidate): boolean {
  return candidate.isOrm && !client.isOrm && reachesThrough(input, candidate, client);
}

/** `second` is a wrapper: its module imports the one of `first`, so that `first` is what all go through. */
export function reachesThrough(input: ChoiceInput, second: AccessorCandidate, first: AccessorCandidate): boolean {
  return reachedFrom(input.program, [second.symbol.file]).has(first.symbol.file);
}

/** The manager by which the function gets the handle that it gives. */
function handsOutFor(input: ChoiceInput, manager: AccessorCandidate, candidate: AccessorCandidate): boolean {
  return manager.kind === "manager" && candidate.kind !== "manager" && reachesThrough(input, candidate, manager);
}

function areRivals(input: ChoiceInput, a: ClearChoice, b: ClearChoice): boolean {
  return isSameTerritory(a.group, b.group) && sharesEngine(input, a.winner, b.winner);
}

function sharesEngine(input: ChoiceInput, a: AccessorCandidate, b: AccessorCandidate): boolean {
  const overlap =
    a.drivers.some((name) => b.drivers.includes(name)) || a.engines.some((engine) => b.engines.includes(engine));
  if (overlap || a.drivers.length === 0 || b.drivers.length === 0) return true;
  // An ORM for many engines may speak to that of the driver, unless the two name different databases.
  const isAny = (candidate: AccessorCandidate): boolean => candidate.isOrm && candidate.engines.length === 0;
  if (!isAny(a) && !isAny(b)) return false;
  const [own, others] = [a, b].map((each) => databaseNamesOf(input, each));
  return own?.length === 0 || others?.length === 0 || own?.some((name) => others?.includes(name)) === true;
}

function databaseNamesOf({ program }: ChoiceInput, { symbol }: AccessorCandidate): readonly string[] {
  return program.facts(symbol.file)?.databaseNames.map(({ name }) => name) ?? [];
}

/** By far; or it is used where the other is not. */
function leads(choice: ClearChoice, other: ClearChoice): boolean {
  if (isFarAhead(choice, other)) return true;
  return isUsed(choice) && !isUsed(other) && !isFarAhead(other, choice);
}

function isFarAhead({ ranked: [first] }: AccessorChoice, { ranked: [other] }: AccessorChoice): boolean {
  if ((first?.score ?? 0) >= 2 * (other?.score ?? 0)) return true;
  return first !== undefined && other !== undefined && hasMostUsers(first, other);
}

/** Names weigh as much as a few users, and would make even of a rival that few files use. */
function hasMostUsers(first: Ranked, other: Ranked): boolean {
  return first.score > other.score && first.outside.length >= FAR_MORE_USERS * other.outside.length;
}

/** A rival with about a third of the users is what is left of another time, or ahead of it. */
const FAR_MORE_USERS = 2.5;

export function isUsed({ ranked }: ClearChoice): boolean {
  return ranked[0] !== undefined && ranked[0].outside.length > 0;
}
