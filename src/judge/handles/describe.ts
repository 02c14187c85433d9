/** Effects in words. */

import type { FilePath, Span } from "../../base/text/span.js";
import type { Effects } from "./effects.js";
import { EFFECT_NAMES, type EffectName } from "./words.js";

/** What the words say of places, which needs the texts of files. */
export interface PlaceReader {
  /** Line of a place, from 1. */
  lineOf(span: Span): number;
  /** Names of databases in the code of a place. */
  databaseNames(span: Span): readonly string[];
  /** The code of a place, without its layout. */
  codeAt(span: Span): string;
}

export type LineReader = Pick<PlaceReader, "lineOf">;

export const WORDS: Readonly<Record<EffectName, string>> = {
  begins: "begins a transaction",
  commits: "commits",
  commitsOnError: "also commits after an error",
  rollsBack: "rolls back on an error",
  alwaysRollsBack: "always rolls back",
  closes: "closes",
  leaksOnError: "stays open after an error",
  retries: "retries",
  joins: "joins an open transaction",
};

/** That a transaction begins is said by what ends it. */
const DESCRIBED = EFFECT_NAMES.filter((name) => name !== "begins");

/** In one clause: `rolls back on an error, closes; does not commit`. */
export function describeEffects(effects: Effects, places: LineReader): string {
  return clause(
    effects,
    () => "",
    (span) => placeOf(span, places),
  );
}

/**
 * The same, with the place of each: `closes (:14); does not commit`.
 *
 * @param home the file that is named beside it, so that a line is enough for its own places
 */
export function describeWithPlaces(effects: Effects, places: LineReader, home: FilePath): string {
  const where = (span: Span): string => (span.file === home ? `:${places.lineOf(span)}` : placeOf(span, places));
  return clause(effects, (span) => ` (${where(span)})`, where);
}

function clause(effects: Effects, beside: (span: Span) => string, place: (span: Span) => string): string {
  const words = DESCRIBED.flatMap((effect) => {
    const span = placeIn(effects, effect);
    // `commitsOnError` says it.
    if (effect === "commits" && effects.commitsOnError.length > 0) return [];
    return span ? [`${WORDS[effect]}${beside(span)}`] : [];
  });
  const levels = effects.isolation.map((each) => `${isolated(each.text)}${beside(each)}`);
  const does = [...words, ...[...new Set(levels)]];
  const [unresolved] = effects.unresolved;
  const unknown = unresolved && `unknown: it ${unresolved.text} (${place(unresolved)})`;
  if (does.length === 0) return unknown ?? "does not commit, roll back or close";
  const hasCommit = effects.commits.length > 0 || effects.unresolved.length > 0;
  return `${does.join(", ")}${hasCommit ? "" : "; does not commit"}${unknown ? `; the rest is ${unknown}` : ""}`;
}

/** Where it does so: of several places that close, the last one of the first function is the one that always does. */
export function placeIn(effects: Effects, effect: EffectName): Span | undefined {
  const [first, ...others] = effects[effect];
  return effect === "closes" ? (others.filter(({ file }) => file === first?.file).at(-1) ?? first) : first;
}

export function isolated(level: string): string {
  return level === "autocommit" ? "commits each statement" : `works at \`${level}\``;
}

export function placeOf(span: Span, { lineOf }: LineReader): string {
  return `${span.file}:${lineOf(span)}`;
}
