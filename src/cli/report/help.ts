/** How to fix a finding, in words that all formats for people share. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { Fix } from "../../base/edits/edit.js";

/** One clause each; empty if there is nothing to say. */
export function helpClauses({ help, fix }: Pick<Diagnostic, "help" | "fix">): readonly string[] {
  const clauses = clausesOf(help ?? fix?.title ?? "");
  if (fix === undefined) return clauses;
  const { applicability, reason } = fix;
  if (reason !== undefined) return [...clauses, ...clausesOf(reason).map((each) => `${KINDS[applicability]}: ${each}`)];
  const [first = "", ...others] = clauses;
  return [`${first} (${KINDS[applicability]})`, ...others];
}

/** The clauses in one line; `undefined` if there are none. */
export function helpText(diagnostic: Pick<Diagnostic, "help" | "fix">): string | undefined {
  const clauses = helpClauses(diagnostic);
  return clauses.length === 0 ? undefined : clauses.join("; ");
}

const KINDS: Readonly<Record<Fix["applicability"], string>> = {
  safe: "safe fix",
  unsafe: "unsafe fix",
  suggestion: "a suggestion, not applied",
};

/** Splits at `; `, except in code and in parentheses. */
function clausesOf(text: string): readonly string[] {
  return text.match(/(?:`[^`]*`|\([^()]*\)|[^;]|;(?! ))+/g)?.map((clause) => clause.trim()) ?? [];
}
