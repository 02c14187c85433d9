/** Which findings a change adds, by two checks of one project. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { CheckResult } from "./check.js";

/** Compares findings by message and counts them by file, since a change moves their positions. */
export function newlyMissing(before: CheckResult, after: CheckResult): readonly Diagnostic[] {
  const left = new Map<string, number>();
  for (const each of missingIn(before)) left.set(keyOf(each), (left.get(keyOf(each)) ?? 0) + 1);
  return missingIn(after).filter((each) => {
    const count = left.get(keyOf(each)) ?? 0;
    left.set(keyOf(each), count - 1);
    return count <= 0;
  });
}

function missingIn({ report }: CheckResult): readonly Diagnostic[] {
  return report.diagnostics.filter(({ rule }) => rule === "missing-member" || rule === "missing-export");
}

function keyOf({ rule, span, message }: Diagnostic): string {
  return `${rule} ${span.file} ${message}`;
}
