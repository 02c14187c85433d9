/**
 * Chooses the annotations for a platform that shows only a limited number: first one for every rule, then for every file,
 * preferring findings with a fix.
 */
import type { Fix } from "../../base/edits/edit.js";
import type { Remark } from "./remarks.js";

export interface Chosen {
  /** In the order given. */
  readonly shown: readonly Remark[];
  readonly leftOut: readonly Remark[];
}

export function choose(remarks: readonly Remark[], most: number): Chosen {
  if (remarks.length <= most) return { shown: remarks, leftOut: [] };
  const rules = new Map<string, number>();
  const files = new Map<string, number>();
  const taken = new Set<Remark>();
  while (taken.size < most) {
    const next = remarks
      .filter((remark) => !taken.has(remark))
      .reduce((best, each) => (comesBefore(each, best) ? each : best));
    taken.add(next);
    rules.set(next.rule, (rules.get(next.rule) ?? 0) + 1);
    files.set(next.file, (files.get(next.file) ?? 0) + 1);
  }
  return { shown: remarks.filter((each) => taken.has(each)), leftOut: remarks.filter((each) => !taken.has(each)) };

  function comesBefore(one: Remark, other: Remark): boolean {
    const difference =
      (rules.get(one.rule) ?? 0) - (rules.get(other.rule) ?? 0) ||
      (files.get(one.file) ?? 0) - (files.get(other.file) ?? 0) ||
      rankOf(one) - rankOf(other);
    return difference < 0;
  }
}

/** A file that was not read comes after what was found in those that were. */
function rankOf({ diagnostic }: Remark): number {
  if (diagnostic === undefined) return AFTER_ALL;
  return diagnostic.fix === undefined ? WITHOUT_FIX : RANKS[diagnostic.fix.applicability];
}

const RANKS: Readonly<Record<Fix["applicability"], number>> = { safe: 0, unsafe: 1, suggestion: 2 };
const WITHOUT_FIX = 3;
const AFTER_ALL = 4;
