/** The exit status of a run, decided once, from what it found. */
import type { CheckResult } from "../check/check.js";
import type { ExitStatus } from "./invocation.js";

/**
 * Errors give 1; warnings do not fail a run. A file that could not be read or parsed is shown and fails nothing by
 * itself, since other tools say that better. Only where nothing that was asked about could be read is there no work done.
 */
export function statusOf({ report, analysis }: CheckResult): ExitStatus {
  if (report.diagnostics.some((diagnostic) => diagnostic.severity === "error")) return 1;
  const unread = new Set(report.problems.flatMap(({ kind, file }) => (kind === "syntax" ? [] : [file])));
  const { selected } = analysis.discovery;
  return selected.length > 0 && selected.every((file) => unread.has(file)) ? 3 : 0;
}
