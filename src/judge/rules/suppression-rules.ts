/**
 * Descriptions of the findings about suppressions and baseline entries. These are not rules, since they ask nothing of the
 * program, but they are reported, configured and explained like rules.
 */
import type { RuleDescription } from "./rule.js";

export const unusedSuppression: RuleDescription = {
  id: "unused-suppression",
  summary: "a comment that allows a finding that does not exist",
  severity: "warning",
  fix: "safe",
  followUp: true,
};

export const malformedSuppression: RuleDescription = {
  id: "malformed-suppression",
  summary: "an ignore comment that is malformed and has no effect",
  severity: "error",
  fix: "suggestion",
};

export const unusedBaselineEntry: RuleDescription = {
  id: "unused-baseline-entry",
  summary: "a baseline entry whose finding is gone",
  severity: "warning",
  fix: "none",
  followUp: true,
};

export const SUPPRESSION_RULES: readonly RuleDescription[] = [
  unusedSuppression,
  malformedSuppression,
  unusedBaselineEntry,
];
