/** Fingerprints of findings, for programs that compare reports. */
import type { Diagnostic, Report } from "../../base/diagnostics/diagnostic.js";
import { fingerprints } from "../../base/diagnostics/fingerprint.js";
import { compareSpans, compareText } from "../../base/text/span.js";

/** Of all findings, also of those that do not count: of two alike, allowing the first must not rename the second. */
export function fingerprintsOf({ diagnostics, suppressed, known }: Report): ReadonlyMap<Diagnostic, string> {
  const all = [...diagnostics, ...suppressed.map(({ diagnostic }) => diagnostic), ...known];
  return fingerprints(all.sort((a, b) => compareSpans(a.span, b.span) || compareText(a.rule, b.rule)));
}
