/** Draws from a seed. A failing program is short enough to be read as it is, so nothing has to be shrunk. */
export interface Draw {
  /** A whole number below `end`. */
  below(end: number): number;
  of<Item>(...items: readonly Item[]): Item;
  /** True in so many of a hundred draws. */
  chance(percent: number): boolean;
}

export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  /** Mulberry32. */
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    of: (...items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to draw from");
      return item;
    },
    chance: (percent) => next() * 100 < percent,
  };
}
