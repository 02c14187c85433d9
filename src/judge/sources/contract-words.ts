/** Contracts in words, and two of them held against each other. */

import type { FilePath, Span } from "../../base/text/span.js";
import type { Effect } from "../../read/facts/facts.js";
import type { Contract } from "./contracts.js";
import type { ClientSpan } from "./origins.js";

/** What the words need from the texts behind the places. */
export interface Places {
  /** Line of a place, from 1. */
  lineOf(span: Span): number;
  /** What a stretch of code names a database by. */
  databaseNames(span: Span): readonly string[];
}

type Located = Pick<Places, "lineOf">;

const WORDS: Readonly<Record<Effect, string>> = {
  begins: "begins a transaction",
  commits: "commits",
  keeps: "commits after an error too",
  rollsBack: "rolls back on an error",
  discards: "rolls back in any case",
  closes: "closes",
  leaks: "stays open after an error",
  retries: "tries again",
  joins: "joins a transaction that is open",
};

const TOLD = ["commits", "keeps", "rollsBack", "discards", "closes", "leaks", "retries", "joins"] as const;

/** In one clause: `rolls back on an error, closes; does not commit`. */
export function describeContract(contract: Contract, places: Located): string {
  return clause(
    contract,
    () => "",
    (span) => placeOf(span, places),
  );
}

/**
 * The same, with the place of each: `closes (:14); does not commit`.
 *
 * @param home the file that is told beside it, of which the line alone is enough
 */
export function describeWithPlaces(contract: Contract, places: Located, home: FilePath): string {
  const where = (span: Span): string => (span.file === home ? `:${places.lineOf(span)}` : placeOf(span, places));
  return clause(contract, (span) => ` (${where(span)})`, where);
}

function clause(contract: Contract, beside: (span: Span) => string, place: (span: Span) => string): string {
  const effects = TOLD.flatMap((effect) => {
    const span = placeIn(contract, effect);
    // To commit after an error too is said once.
    if (effect === "commits" && contract.keeps.length > 0) return [];
    return span ? [`${WORDS[effect]}${beside(span)}`] : [];
  });
  const levels = contract.isolation.map((each) => `${isolated(each.text)}${beside(each)}`);
  const does = [...effects, ...[...new Set(levels)]];
  const [doubt] = contract.unknown;
  const unknown = doubt ? `; the rest is unknown: it ${doubt.text} (${place(doubt)})` : "";
  if (does.length === 0) {
    return doubt ? unknown.slice("; the rest is ".length) : "neither commits, rolls back nor closes by itself";
  }
  const hasCommit = contract.commits.length > 0 || contract.unknown.length > 0;
  return `${does.join(", ")}${hasCommit ? "" : "; does not commit"}${unknown}`;
}

/** Where it does so: of several places that close, the last one of the first function is the one that always does. */
function placeIn(contract: Contract, effect: Effect): Span | undefined {
  const [first, ...others] = contract[effect];
  return effect === "closes" ? (others.filter(({ file }) => file === first?.file).at(-1) ?? first) : first;
}

function isolated(level: string): string {
  return level === "autocommit" ? "commits each statement" : `works at \`${level}\``;
}

/** @returns why the second may not stand for the first; `undefined` where it may */
export function contractDifference(former: Contract, accessor: Contract, places: Places): string | undefined {
  return (
    lost(former, accessor, places) ??
    gained(former, accessor, places) ??
    unread(former, accessor, places) ??
    apart(former, accessor, places) ??
    givenDifference(former, accessor)
  );
}

/** @param accessor an object, which does nothing around itself */
export function lossAgainstObject(former: Contract, accessor: Contract, places: Places): string | undefined {
  return lost(former, accessor, places) ?? unread(former, accessor, places) ?? apart(former, accessor, places);
}

const LOSSES = ["begins", "commits", "keeps", "rollsBack", "discards", "closes", "retries", "joins"] as const;

/** An accessor that closes, too, closes what the code before it left open or closes a second time. */
const GAINS = ["begins", "commits", "keeps", "rollsBack", "discards", "leaks", "retries", "joins"] as const;

function lost(former: Contract, accessor: Contract, places: Located): string | undefined {
  const parts = [
    ...LOSSES.flatMap((effect) => only(former, accessor, effect, places)),
    ...onlyLevels(former, accessor, places),
    ...onlyBesides(former, accessor, places),
  ];
  return parts.length === 0 ? undefined : `it ${joined(parts)}, which the accessor does not`;
}

function gained(former: Contract, accessor: Contract, places: Located): string | undefined {
  const parts = [
    ...GAINS.flatMap((effect) => only(accessor, former, effect, places)),
    ...onlyLevels(accessor, former, places),
    ...onlyBesides(accessor, former, places),
  ];
  return parts.length === 0 ? undefined : `the accessor ${joined(parts)}, which it does not`;
}

/** What one does and the other does not, as far as is known. */
function only(one: Contract, other: Contract, effect: Effect, places: Located): readonly string[] {
  const span = placeIn(one, effect);
  if (span === undefined || other[effect].length > 0) return [];
  // What one closes only where nothing failed, and the other never, is told of `closes`.
  if (effect === "leaks" && other.closes.length === 0) return [];
  // Both roll back on an error, and one of them in any case: that is told of `discards`.
  if (effect === "rollsBack" && other.discards.length > 0) return [];
  return [`${WORDS[effect]} (${placeOf(span, places)})`];
}

function onlyLevels(one: Contract, other: Contract, places: Located): readonly string[] {
  const others = other.isolation.map(({ text }) => text);
  const own = one.isolation.find(({ text }) => !others.includes(text));
  return own === undefined ? [] : [`${isolated(own.text)} (${placeOf(own, places)})`];
}

function onlyBesides(one: Contract, other: Contract, places: Located): readonly string[] {
  const others = other.besides.map(({ text }) => text);
  const own = one.besides.find(({ text }) => !others.includes(text));
  return own === undefined ? [] : [`${own.text} (${placeOf(own, places)})`];
}

function unread(former: Contract, accessor: Contract, places: Located): string | undefined {
  const [own] = former.unknown;
  if (own !== undefined) return `what it does is not wholly known: it ${own.text} (${placeOf(own, places)})`;
  const [its] = accessor.unknown;
  return its && `what the accessor does is not wholly known: it ${its.text} (${placeOf(its, places)})`;
}

/** Two clients of one database are as good as one; where nothing names the databases, they may be two. */
function apart(former: Contract, accessor: Contract, places: Places): string | undefined {
  const [ours, theirs] = [former.clients ?? [], accessor.clients ?? []];
  const [first] = ours;
  const [second] = theirs;
  if (first === undefined || second === undefined) return undefined;
  if (ours.some((span) => theirs.some((other) => isSame(span, other)))) return undefined;
  const names = ours.flatMap((span) => places.databaseNames(span));
  const others = theirs.flatMap((span) => places.databaseNames(span));
  if (names.some((name) => others.includes(name))) return undefined;
  return `it leads to ${database(first, places)}, the accessor to ${database(second, places)}`;
}

function database(client: Span, places: Places): string {
  const [name] = places.databaseNames(client);
  return name === undefined ? `the client of ${placeOf(client, places)}` : `\`${name}\` (${placeOf(client, places)})`;
}

function isSame(one: ClientSpan, other: ClientSpan): boolean {
  if (one.to !== undefined && one.to === other.to) return true;
  return one.file === other.file && one.start === other.start;
}

function givenDifference(former: Contract, accessor: Contract): string | undefined {
  if (former.gives === undefined || accessor.gives === undefined) return "what the two give cannot be compared";
  return former.gives === accessor.gives ? undefined : "the two give different things";
}

function placeOf(span: Span, { lineOf }: Located): string {
  return `${span.file}:${lineOf(span)}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
