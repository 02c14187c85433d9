/** Findings that come about because others were mended: they tell of work that is done, and speak against no fix. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { findRule } from "../rules/index.js";

export function isAftermath({ rule }: Pick<Diagnostic, "rule">): boolean {
  return findRule(rule)?.aftermath === true;
}
