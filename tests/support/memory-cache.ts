/** A cache in memory that loses what the one on the disk would lose. */
import type { Cache } from "../../src/base/world/world.js";

export interface MemoryCache extends Cache {
  /** How many questions were asked, and how many were answered. */
  readonly counts: { asked: number; answered: number };
}

export function memoryCache(): MemoryCache {
  const entries = new Map<string, string>();
  const counts = { asked: 0, answered: 0 };
  return {
    counts,
    get(key) {
      const text = entries.get(JSON.stringify(key));
      counts.asked += 1;
      if (text === undefined) return undefined;
      counts.answered += 1;
      return JSON.parse(text);
    },
    put: (key, value) => void entries.set(JSON.stringify(key), JSON.stringify(value)),
    save: async () => {},
    clear: async () => {
      const count = Math.min(entries.size, 1);
      entries.clear();
      return count;
    },
  };
}
