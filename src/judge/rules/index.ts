/** The list of rules, in the order in which they are documented. */
import { deepImport } from "./deep-import.js";
import { directClient } from "./direct-client.js";
import { directManager } from "./direct-manager.js";
import { duplicateAccessor } from "./duplicate-accessor.js";
import { duplicateManager } from "./duplicate-manager.js";
import { legacyAccessor } from "./legacy-accessor.js";
import { missingExport } from "./missing-export.js";
import { missingMember } from "./missing-member.js";
import { misusedAccessor } from "./misused-accessor.js";
import type { Rule, RuleDescription } from "./rule.js";
import { staleMock } from "./stale-mock.js";
import { staleReference } from "./stale-reference.js";
import { SUPPRESSION_RULES } from "./suppression-rules.js";
import { unusedShim } from "./unused-shim.js";

export const RULES: readonly Rule[] = [
  missingMember,
  missingExport,
  misusedAccessor,
  duplicateManager,
  duplicateAccessor,
  directManager,
  legacyAccessor,
  directClient,
  deepImport,
  staleMock,
  staleReference,
  unusedShim,
];

/** Whatever a finding may name: what is asked of the program, then what is asked of suppressions. */
export const ALL_RULES: readonly RuleDescription[] = [...RULES, ...SUPPRESSION_RULES];

export function findRule(id: string): RuleDescription | undefined {
  return ALL_RULES.find((rule) => rule.id === id);
}
