/** Reports baseline entries that match no finding. The caller decides which entries can be judged. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { spanOf } from "../../base/text/span.js";
import type { PlacedEntry } from "./entry.js";
import type { Baseline } from "./read.js";

export function reportUnused({ path }: Baseline, entry: PlacedEntry, severity: Diagnostic["severity"]): Diagnostic {
  const { rule, symbol, within, code } = entry;
  return {
    rule: "unused-baseline-entry",
    severity,
    span: spanOf(path, entry.range),
    message: `the baseline accepts a finding of \`${rule}\` about \`${symbol}\` that no longer exists`,
    label: "matches nothing",
    notes: [{ message: `it was in ${entry.path}${within === "" ? "" : `, in \`${within}\``}` }],
    help: "`db-ssot baseline --prune` removes it",
    symbol,
    identity: { within, code: `${rule} ${code}` },
  };
}
