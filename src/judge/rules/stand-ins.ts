/** Deprecated members of a manager that stand in for the accessor, as `shim` adds them and people write them by hand. */
import type { FileFacts, Member } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { type DefinitionRef, symbolKey } from "../../read/program/values.js";
import { type Accessor, accessorName } from "../sources/source.js";

/** It is deprecated in favour of the accessor, or gives on what the accessor gives. */
export function isStandIn(program: Program, accessor: Accessor, owner: DefinitionRef, member: Member): boolean {
  if (member.deprecated === undefined) return false;
  const words = new Set<string>(member.deprecated.match(/[\p{L}\p{N}_$.]+/gu));
  return words.has(accessorName(accessor)) || handsOn(program, accessor, owner, member);
}

/** All that the member does is to call the accessor and give on the result. */
export function handsOn(program: Program, accessor: Accessor, owner: DefinitionRef, { value }: Member): boolean {
  const facts = program.facts(owner.file);
  const body = value.kind === "function" ? facts?.functions[value.index] : undefined;
  const given = [...(body?.returns ?? []), ...(body?.yields ?? [])];
  if (facts === undefined || given.length === 0) return false;
  return given.every((term) => {
    const called = calledIn(facts, term);
    const symbol = called && program.symbols.of(facts.file, called);
    return symbol !== undefined && symbolKey(symbol) === symbolKey(accessor.symbol);
  });
}

/** Of `return await open()`, `const x = open(); return x` and `with open() as x: yield x` the term `open`. */
function calledIn(facts: FileFacts, term: Term): Term | undefined {
  if (term.kind === "await" || term.kind === "promise" || term.kind === "entered" || term.kind === "iterated")
    return calledIn(facts, term.of);
  if (term.kind === "call") return term.of;
  const binding = term.kind === "binding" ? facts.bindings[term.id] : undefined;
  const isLocal = binding !== undefined && !binding.topLevel && binding.term.kind !== "binding";
  return isLocal ? calledIn(facts, binding.term) : undefined;
}
