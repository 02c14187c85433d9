/** How to mend a finding, in the words that all formats for people share. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { Fix } from "../../base/edits/edit.js";

/** What to do, and whether the tool can do it; `undefined` where there is nothing to say. */
export function helpText({ help, fix }: Pick<Diagnostic, "help" | "fix">): string | undefined {
  const text = help ?? fix?.title;
  return text === undefined || fix === undefined ? text : `${text} (${availability(fix)})`;
}

function availability({ applicability, reason }: Fix): string {
  const what = applicability === "suggestion" ? "a suggestion, not applied" : `fix available, ${applicability}`;
  return reason === undefined ? what : `${what}; ${reason}`;
}
