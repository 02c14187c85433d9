/** Which rules run, and what is told of what they find. */

import { nearest } from "../../base/text/nearest.js";
import { fault } from "../../read/config/faults.js";
import { ALL_RULES, RULES } from "../rules/index.js";
import type { Rule } from "../rules/rule.js";
import { UPKEEP } from "../rules/upkeep.js";

export interface Selection {
  /** Those that run. */
  readonly rules: readonly Rule[];
  /** Whether findings of an id are told. */
  isTold(id: string): boolean;
  /** Whether a finding about an excuse concerns what runs: of excuses for other rules nothing is told. */
  isAbout(finding: { readonly about: readonly string[] }): boolean;
}

/**
 * Excuses can only be judged by the rules that they excuse from: who asks for those findings alone has all rules run, and
 * who asks for some rules is told of the excuses for them.
 *
 * @param ids  all of them where absent
 * @throws {Fault} where there is no such rule
 */
export function selectRules(ids: readonly string[] | undefined): Selection {
  const known = ALL_RULES.map((rule) => rule.id);
  for (const value of ids ?? []) {
    if (!known.includes(value)) throw fault("unknown-rule", { value, known, nearest: nearest(value, known) });
  }
  const wanted = RULES.filter((rule) => ids === undefined || ids.includes(rule.id));
  const upkeep = UPKEEP.filter((rule) => ids?.includes(rule.id) === true);
  const told = new Set([...wanted, ...(upkeep.length > 0 ? upkeep : UPKEEP)].map((rule) => rule.id));
  const isEverything = wanted.length === 0 || ids === undefined;
  return {
    rules: isEverything ? RULES : wanted,
    isTold: (id) => told.has(id),
    isAbout: ({ about }) => isEverything || about.some((id) => told.has(id)),
  };
}
