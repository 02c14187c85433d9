/** The functions whose result a function returns or yields, or why they cannot be followed. */

import { driverOf } from "../../read/drivers/index.js";
import type { FunctionFacts } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, type Value } from "../../read/program/values.js";
import { isParameter } from "../databases/handle-from.js";

export type Delegate = DefinitionRef | { readonly reason: string };

/** The functions whose results a function gives on, returned or yielded. */
export function delegates(program: Program, ref: DefinitionRef, facts: FunctionFacts): readonly Delegate[] {
  return [...facts.returns, ...facts.yields].flatMap((term): readonly Delegate[] => {
    const called = calledTerm(program, ref.file, term);
    if (called === undefined || isParameter(program, ref.file, called)) return [];
    return alternatives(program.valueOf(ref.file, called)).flatMap((value): readonly Delegate[] => {
      if (value.kind === "function") return [{ file: value.file, index: value.index }];
      // What a callback gives back is no handle.
      if (facts.invokes.length > 0 || value.kind !== "unknown") return foreign(value, facts);
      return [{ reason: "returns a value that cannot be followed" }];
    });
  });
}

/** A package that is no driver may do anything. */
function foreign(value: Value, { invokes }: FunctionFacts): readonly Delegate[] {
  if (value.kind !== "external" || invokes.length > 0 || driverOf(value) !== undefined || isNeutral(value)) return [];
  return [{ reason: `returns what \`${value.package.replace(/^pypi:/, "")}\` makes, which is not a known driver` }];
}

/** Of `return await open()`, `const x = open(); return x` and `with open() as x: yield x` the term `open`. */
export function calledTerm(program: Program, file: string, term: Term): Term | undefined {
  if (term.kind === "await" || term.kind === "promise" || term.kind === "entered" || term.kind === "iterated")
    return calledTerm(program, file, term.of);
  if (term.kind === "call") return term.of;
  const binding = term.kind === "binding" ? program.facts(file)?.bindings[term.id] : undefined;
  const isLocal = binding !== undefined && !binding.topLevel && binding.term.kind !== "binding";
  return isLocal ? calledTerm(program, file, binding.term) : undefined;
}

/** Packages that know nothing of databases, and do nothing with what they are given but keep it or run it. */
export function isNeutral({ package: name }: Extract<Value, { kind: "external" }>): boolean {
  return /^(node:|pypi:(asyncio|contextlib|contextvars|copy|functools|inspect|logging|threading|time|typing|weakref|tenacity|backoff|anyio|warnings)$)/.test(
    name,
  );
}
