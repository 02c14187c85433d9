/** Unions of terms. */
import type { Term } from "../../../facts/terms.js";

export const LITERAL: Term = { kind: "literal" };

/** One of several; what can only be nothing is left out. */
export function unionTerm(terms: readonly Term[]): Term {
  const some = terms.filter((term) => term.kind !== "literal");
  const [only] = some;
  if (only === undefined) return LITERAL;
  return some.length === 1 ? only : { kind: "union", of: some };
}
