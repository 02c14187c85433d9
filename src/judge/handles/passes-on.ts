/** Whether a function does nothing but return the result of an accessor. */

import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { type DefinitionRef, symbolKey } from "../../read/program/values.js";
import type { Accessor } from "../databases/source.js";
import { calledTerm } from "./delegates.js";

/** Every result is that of the accessor: a call of a function, or the object itself. */
export function passesOn(program: Program, ref: DefinitionRef, accessor: Pick<Accessor, "symbol" | "form">): boolean {
  const facts = program.functionAt(ref);
  const results = facts === undefined ? [] : [...facts.returns, ...facts.yields];
  return results.length > 0 && results.every((term) => isResultOf(program, ref.file, term, accessor));
}

function isResultOf(
  program: Program,
  file: string,
  term: Term,
  { symbol, form }: Pick<Accessor, "symbol" | "form">,
): boolean {
  const called = calledTerm(program, file, term);
  const named = form === "object" ? term : called;
  const found = named && program.symbols.of(file, named);
  return found !== undefined && symbolKey(found) === symbolKey(symbol);
}
