/** Which rules run, and which of their findings are reported. */

import { nearest } from "../../base/text/nearest.js";
import { fault } from "../../read/config/faults.js";
import { ALL_RULES, RULES } from "../rules/index.js";
import type { Rule } from "../rules/rule.js";
import { SUPPRESSION_RULES } from "../rules/suppression-rules.js";

export interface Selection {
  /** Those that run. */
  readonly rules: readonly Rule[];
  /** Whether findings of a rule are reported. */
  isReported(id: string): boolean;
  /** Whether a finding about a suppression concerns a rule that runs. */
  isAbout(finding: { readonly about: readonly string[] }): boolean;
}

/**
 * A suppression is judged by its rule. If only findings about suppressions are wanted, all rules run; if some rules are
 * wanted, the suppressions of these rules are reported, too.
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
  const ofSuppressions = SUPPRESSION_RULES.filter((rule) => ids?.includes(rule.id) === true);
  const reported = new Set(
    [...wanted, ...(ofSuppressions.length > 0 ? ofSuppressions : SUPPRESSION_RULES)].map((rule) => rule.id),
  );
  const isEverything = wanted.length === 0 || ids === undefined;
  return {
    rules: isEverything ? RULES : wanted,
    isReported: (id) => reported.has(id),
    isAbout: ({ about }) => isEverything || about.some((id) => reported.has(id)),
  };
}
