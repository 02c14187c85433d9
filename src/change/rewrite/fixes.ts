/** Plans the fixes of a report. Separate from the check, because a run that shows no fix should not pay for them. */

import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { CheckResult, FixableDiagnostic } from "../../judge/check/check.js";
import { createPlanner } from "./plan.js";

/** Returns the check with the fix and the help of each finding that has a rewrite. */
export function planFixes(checked: CheckResult): CheckResult {
  const { report, analysis } = checked;
  const planner = createPlanner(analysis);
  const planned = ({ rewrite, ...diagnostic }: FixableDiagnostic): Diagnostic => {
    const plan = planner.plan(rewrite);
    if (plan.kind === "none") return diagnostic;
    const help = [plan.help, ...(diagnostic.help === undefined ? [] : [diagnostic.help])].join("; ");
    return { ...diagnostic, help, ...(plan.kind === "fix" ? { fix: plan.fix } : {}) };
  };
  return {
    ...checked,
    report: {
      ...report,
      diagnostics: report.diagnostics.map(planned),
      suppressed: report.suppressed.map((each) => ({ ...each, diagnostic: planned(each.diagnostic) })),
      known: report.known.map(planned),
    },
  };
}
