/** Compares the effects of two functions: what a call would lose or gain if it called the other one. */

import type { Span } from "../../base/text/span.js";
import type { ClientSpan } from "../databases/origins.js";
import { isolated, type LineReader, type PlaceReader, placeIn, placeOf, WORDS } from "./describe.js";
import { type Effects, isGivenAlike, type LocatedRemark } from "./effects.js";
import { DEFAULTS, type EffectName, OPTIONS } from "./words.js";

/** @returns why code that calls `from` may not call `to` instead; `undefined` if it may */
export function effectsDifference(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  return (
    lost(from, to, places) ??
    gained(from, to, places) ??
    unread(from, to, places) ??
    apart(from, to, places) ??
    givenDifference(from, to) ??
    madeDifference(from, to, places)
  );
}

/** @param to an object, which does nothing to itself */
export function lossAgainstObject(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  return (
    lost(from, to, places) ?? unread(from, to, places) ?? apart(from, to, places) ?? madeDifference(from, to, places)
  );
}

const LOSSES = [
  "begins",
  "commits",
  "commitsOnError",
  "rollsBack",
  "alwaysRollsBack",
  "closes",
  "retries",
  "joins",
] as const;

/** An accessor that closes, too, closes what the code before it left open or closes a second time. */
const GAINS = [
  "begins",
  "commits",
  "commitsOnError",
  "rollsBack",
  "alwaysRollsBack",
  "leaksOnError",
  "retries",
  "joins",
] as const;

function lost(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  const parts = [
    ...LOSSES.flatMap((effect) => only(from, to, effect, places)),
    ...onlyLevels(from, to, places),
    ...onlyOthers(from, to, places),
  ];
  return parts.length === 0 ? undefined : `it ${joined(parts)}, which the accessor does not`;
}

function gained(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  const parts = [
    ...GAINS.flatMap((effect) => only(to, from, effect, places)),
    ...onlyLevels(to, from, places),
    ...onlyOthers(to, from, places),
  ];
  return parts.length === 0 ? undefined : `the accessor ${joined(parts)}, which it does not`;
}

/** What one is known to do and the other is not. */
function only(one: Effects, other: Effects, effect: EffectName, places: LineReader): readonly string[] {
  const span = placeIn(one, effect);
  if (span === undefined || other[effect].length > 0) return [];
  // What one closes only if nothing failed, and the other never, is reported by `closes`.
  if (effect === "leaksOnError" && other.closes.length === 0) return [];
  // Both roll back on an error, and one of them in any case: `alwaysRollsBack` reports that.
  if (effect === "rollsBack" && (other.alwaysRollsBack.length > 0 || isRolledBackByClosing(one, other))) return [];
  return [`${WORDS[effect]} (${placeOf(span, places)})`];
}

/**
 * SQLAlchemy: a session that is closed has rolled back what was not committed (documentation of `Session.close`), so that it does
 * not matter who says so. A session that others share is not closed for them.
 */
function isRolledBackByClosing(one: Effects, other: Effects): boolean {
  const isSession = ({ gives = [] }: Effects): boolean => gives.some((text) => SQLALCHEMY.test(text));
  const isShared = one.joins.length + other.joins.length > 0;
  const isClosed = one.closes.length + other.closes.length > 0;
  return isSession(one) && isSession(other) && isClosed && !isShared && other.commitsOnError.length === 0;
}

const SQLALCHEMY = /"package":"(?:pypi:)?(?:sqlalchemy|sqlmodel)"/;

function onlyLevels(one: Effects, other: Effects, places: LineReader): readonly string[] {
  const others = other.isolation.map(({ text }) => text);
  const own = one.isolation.find(({ text }) => !others.includes(text));
  return own === undefined ? [] : [`${isolated(own.text)} (${placeOf(own, places)})`];
}

function onlyOthers(one: Effects, other: Effects, places: PlaceReader): readonly string[] {
  const others = remarksOf(other, places).map(({ text }) => text);
  const own = remarksOf(one, places).find(({ text }) => !others.includes(text));
  return own === undefined ? [] : [`${own.text} (${placeOf(own, places)})`];
}

/** An option is the same whether a function asks for it or the factory of its sessions. */
function remarksOf({ otherEffects, factoryOptions }: Effects, places: PlaceReader): readonly LocatedRemark[] {
  const asked = factoryOptions.flatMap(({ keyword, ...span }) => {
    const option = places.codeAt(span);
    return (OPTIONS.test(keyword) || LEVEL.test(keyword)) && !DEFAULTS.test(option)
      ? [{ ...span, text: `asks for \`${option}\`` }]
      : [];
  });
  return [...otherEffects, ...asked];
}

/** Within a function these are a level of isolation. */
const LEVEL = /^(isolation_?level|autocommit)$/i;

function unread(from: Effects, to: Effects, places: LineReader): string | undefined {
  const [own] = from.unresolved;
  if (own !== undefined) return `not all its effects are known: it ${own.text} (${placeOf(own, places)})`;
  const [its] = to.unresolved;
  return its && `not all effects of the accessor are known: it ${its.text} (${placeOf(its, places)})`;
}

/** Two clients of one database are as good as one; if nothing names the databases, they may be two. */
function apart(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  const [ours, theirs] = [from.clients ?? [], to.clients ?? []];
  const [first] = ours;
  const [second] = theirs;
  if (first === undefined || second === undefined) return undefined;
  if (ours.some((span) => theirs.some((other) => isSame(span, other)))) return undefined;
  const names = ours.flatMap((span) => places.databaseNames(span));
  const others = theirs.flatMap((span) => places.databaseNames(span));
  if (names.some((name) => others.includes(name))) return undefined;
  return `it connects to ${database(first, places)}, the accessor to ${database(second, places)}`;
}

function database(client: Span, places: PlaceReader): string {
  const [name] = places.databaseNames(client);
  return name === undefined ? `the client of ${placeOf(client, places)}` : `\`${name}\` (${placeOf(client, places)})`;
}

function isSame(one: ClientSpan, other: ClientSpan): boolean {
  if (one.to !== undefined && one.to === other.to) return true;
  return one.file === other.file && one.start === other.start;
}

function givenDifference(from: Effects, to: Effects): string | undefined {
  if (from.gives === undefined || to.gives === undefined) return "the results of the two cannot be compared";
  return isGivenAlike(from.gives, to.gives) ? undefined : "the two return different things";
}

/** `Session(None)` is another handle than `Session()`. */
function madeDifference(from: Effects, to: Effects, places: PlaceReader): string | undefined {
  const [own] = from.constructions;
  const [its] = to.constructions;
  if (own === undefined || its === undefined) return undefined;
  const codes = to.constructions.map((span) => places.codeAt(span));
  if (from.constructions.every((span) => codes.includes(places.codeAt(span)))) return undefined;
  const shown = (span: Span): string => `\`${places.codeAt(span)}\` (${placeOf(span, places)})`;
  return `its handle is ${shown(own)}, that of the accessor ${shown(its)}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
