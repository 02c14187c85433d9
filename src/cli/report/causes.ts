/** Groups findings by cause: one missing method that is called in 56 places is one problem. */
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
  const groups = groupBy(diagnostics, causeKey);
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

/** The same for all findings of one cause. */
export function causeKey({ rule, severity, symbol, message }: Diagnostic): string {
  return JSON.stringify([rule, severity, symbol, message]);
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

interface RuleCount {
  readonly rule: string;
  readonly line: string;
  readonly mark: Mark;
}

/** One line per rule, most findings first: `56 [*] missing-member`. {@link legend} explains the marks. */
export function countByRule(diagnostics: readonly Diagnostic[]): readonly RuleCount[] {
  const rules = [...groupBy(diagnostics, ({ rule }) => rule)].sort(
    ([one, first], [other, second]) => second.length - first.length || (one < other ? -1 : 1),
  );
  const width = String(rules[0]?.[1].length ?? 0).length;
  return rules.map(([rule, all]) => {
    const mark = markOf(all);
    return { rule, mark, line: `${String(all.length).padStart(width)} [${mark}] ${rule}` };
  });
}

/** `[*] all fixable with `db-ssot fix`, [ ] no automatic fix`: the marks that occur, each explained. */
export function legend(counts: readonly RuleCount[]): string {
  return MARKS.filter(([mark]) => counts.some((each) => each.mark === mark))
    .map(([mark, meaning]) => `[${mark}] ${meaning}`)
    .join(", ");
}

const MARKS = [
  ["*", "all fixable with `db-ssot fix`"],
  ["-", "partly fixable, or only with `--unsafe`"],
  [" ", "no automatic fix"],
] as const;

type Mark = (typeof MARKS)[number][0];

function markOf(all: readonly Diagnostic[]): Mark {
  if (all.every(({ fix }) => fix?.applicability === "safe")) return "*";
  return all.some(({ fix }) => fix !== undefined && fix.applicability !== "suggestion") ? "-" : " ";
}
