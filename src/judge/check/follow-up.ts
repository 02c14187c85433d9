/** Findings that appear only after other fixes. A proof of a fix ignores them. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { findRule } from "../rules/index.js";

export function isFollowUp({ rule }: Pick<Diagnostic, "rule">): boolean {
  return findRule(rule)?.followUp === true;
}
