/** The effects of the first function of a text. */
import type { Range } from "../../../src/base/text/span.js";
import { type OwnEffects, ownEffects } from "../../../src/judge/handles/own-effects.js";
import { python } from "../../../src/read/languages/python/index.js";
import { typescript } from "../../../src/read/languages/typescript/index.js";

const LOADED = { "db.py": await python.load(), "src/a.ts": await typescript.load() };

export function effectsIn(file: keyof typeof LOADED, text: string): OwnEffects {
  const facts = LOADED[file].extract(file, text);
  const [first] = facts.functions;
  if (first === undefined) throw new Error("no function in the text");
  return ownEffects(facts, first, () => LOADED[file].codeOf(file, text));
}

/** Lists that are not empty, each place as the code there or as what is said of it; blocks by what their names say. */
export function shownEffects(file: keyof typeof LOADED, text: string): Readonly<Record<string, readonly string[]>> {
  const { calls, ...found } = effectsIn(file, text);
  const lists: Readonly<Record<string, readonly (Range & { readonly text?: string })[]>> = { ...found };
  const entries = Object.entries(lists).flatMap(([effect, places]) => {
    const shown = places.map((place) => place.text ?? text.slice(place.start, place.end));
    return shown.length === 0 ? [] : [[effect, shown]];
  });
  const blocks = calls.filter(({ kind }) => kind === "block");
  const named = blocks.map(({ start, end, does }) => `${text.slice(start, end)}: ${does.join(" ")}`);
  return { ...Object.fromEntries(entries), ...(named.length > 0 ? { blocks: named } : {}) };
}
