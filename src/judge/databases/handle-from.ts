/** What a caller of an accessor gets: its result, or what it hands to a callback. */
import type { FilePath } from "../../base/text/span.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type Value } from "../../read/program/values.js";

/** What a caller gets: the value itself, a function's result, or what it hands to its callback. */
export function handleFrom(program: Program, value: Value): Value {
  const [only] = alternatives(value);
  if (only?.kind !== "function") return value;
  const facts = program.functionAt(only);
  const handed = facts?.invokes
    .flatMap(({ arguments: given }) => given[0] ?? [])
    .find((term) => !isParameter(program, only.file, term));
  const result = program.resultOf(only);
  return handed && result.kind !== "external" ? program.valueOf(only.file, handed) : result;
}

/** What came in by a parameter is handed on, and nobody gets at anything by it that he did not have. */
export function isParameter(program: Program, file: FilePath, term: Term): boolean {
  return term.kind === "binding" && program.facts(file)?.bindings[term.id]?.kind === "parameter";
}
