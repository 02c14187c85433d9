/** Findings by what causes them: one missing method that is called in 56 places is one problem. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { groupBy } from "../../base/text/group.js";
import { counted } from "./summary.js";

/** Findings of one rule and severity that say the same of the same name, in the order of the report. */
export interface Cause {
  readonly first: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** In the order of their first findings. */
export function causesOf(diagnostics: readonly Diagnostic[]): readonly Cause[] {
  const groups = groupBy(diagnostics, ({ rule, severity, symbol, message }) =>
    JSON.stringify([rule, severity, symbol, message]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

/** `56 places in 31 files, all fixable` */
export function extentOf({ first, others }: Cause): string {
  const all = [first, ...others];
  const files = new Set(all.map(({ span }) => span.file)).size;
  return [`${counted(all.length, "place")} in ${counted(files, "file")}`, ...fixable(all)].join(", ");
}

function fixable(all: readonly Diagnostic[]): readonly string[] {
  const safe = all.filter(({ fix }) => fix?.applicability === "safe").length;
  const unsafe = all.filter(({ fix }) => fix?.applicability === "unsafe").length;
  if (safe === all.length) return ["all fixable"];
  if (unsafe === all.length) return ["all fixable with `--unsafe`"];
  return [...(safe > 0 ? [`${safe} fixable`] : []), ...(unsafe > 0 ? [`${unsafe} with \`--unsafe\``] : [])];
}

/** One line per rule, most findings first: `56 [*] missing-member`; the legend is {@link LEGEND}. */
export function countByRule(
  diagnostics: readonly Diagnostic[],
): readonly { readonly rule: string; readonly line: string }[] {
  const rules = [...groupBy(diagnostics, ({ rule }) => rule)].sort(
    ([one, first], [other, second]) => second.length - first.length || (one < other ? -1 : 1),
  );
  const width = String(rules[0]?.[1].length ?? 0).length;
  return rules.map(([rule, all]) => ({ rule, line: `${String(all.length).padStart(width)} [${markOf(all)}] ${rule}` }));
}

export const LEGEND = "[*] fixable with `db-ssot fix`, [-] some of them, or with `--unsafe`";

function markOf(all: readonly Diagnostic[]): string {
  if (all.every(({ fix }) => fix?.applicability === "safe")) return "*";
  return all.some(({ fix }) => fix !== undefined && fix.applicability !== "suggestion") ? "-" : " ";
}
