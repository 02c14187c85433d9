/**
 * Contracts: what a function does around the handle that it gives, its own body and what it delegates to. Two ways in
 * with equal contracts may stand for each other; what cannot be read is equal to nothing.
 */
import type { FunctionFacts } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import { awaited, mapValue } from "../program/derived.js";
import type { Program } from "../program/program.js";
import { alternatives, type DefinitionRef, isWrapped, type Value } from "../program/values.js";

export interface Contract {
  readonly begins: boolean;
  readonly commits: boolean;
  readonly rollsBack: boolean;
  readonly closes: boolean;
  /** What comes out in the end, written down so that it can be compared; `undefined` where that is not known. */
  readonly gives?: string;
}

/** Delegation deeper than this is not followed. */
const MOST_DEPTH = 6;

export function contractOf(program: Program, ref: DefinitionRef): Contract {
  const seen = new Set<string>();
  const effects = { begins: false, commits: false, rollsBack: false, closes: false };
  const visit = (at: DefinitionRef, depth: number): void => {
    const facts = program.facts(at.file)?.functions[at.index];
    const key = `${at.file}:${at.index}`;
    if (facts === undefined || seen.has(key) || depth > MOST_DEPTH) return;
    seen.add(key);
    effects.begins ||= facts.contract.begins.length > 0;
    effects.commits ||= facts.contract.commits.length > 0;
    effects.rollsBack ||= facts.contract.rollsBack.length > 0;
    effects.closes ||= facts.contract.closes.length > 0;
    for (const next of delegates(program, at, facts)) visit(next, depth + 1);
  };
  visit(ref, 0);
  for (const disposer of disposers(program, ref)) visit(disposer, 1);
  const gives = describeGiven(program, ref);
  return { ...effects, ...(gives === undefined ? {} : { gives }) };
}

/** The functions whose results a function gives on, returned or yielded. */
function delegates(program: Program, ref: DefinitionRef, facts: FunctionFacts): readonly DefinitionRef[] {
  return [...facts.returns, ...facts.yields].flatMap((term) => {
    const called = calledTerm(facts, program, ref.file, term);
    const value = called && program.valueOf(ref.file, called);
    return value?.kind === "function" ? [{ file: value.file, index: value.index }] : [];
  });
}

/** Of `return await open()`, `const x = open(); return x` and `with open() as x: yield x` the term `open`. */
function calledTerm(facts: FunctionFacts, program: Program, file: string, term: Term): Term | undefined {
  if (term.kind === "await" || term.kind === "promise" || term.kind === "entered" || term.kind === "iterated")
    return calledTerm(facts, program, file, term.of);
  if (term.kind === "call") return term.of;
  const binding = term.kind === "binding" ? program.facts(file)?.bindings[term.id] : undefined;
  const isLocal = binding !== undefined && !binding.topLevel && binding.term.kind !== "binding";
  return isLocal ? calledTerm(facts, program, file, binding.term) : undefined;
}

/** What runs when a `using` or a `with` ends is part of what the accessor does. */
function disposers(program: Program, ref: DefinitionRef): readonly DefinitionRef[] {
  const given = mapValue(program.resultOf(ref), awaited);
  return alternatives(given).flatMap((part) => {
    if (part.kind !== "instance" && part.kind !== "object" && part.kind !== "interface") return [];
    return DISPOSERS.flatMap((name) => {
      const found = program.members.lookUp(part, name, ref.file);
      return found.kind === "found" && found.value.kind === "function" ? [found.value] : [];
    });
  });
}

const DISPOSERS = ["[Symbol.asyncDispose]", "[Symbol.dispose]", "__aexit__", "__exit__"];

function describeGiven(program: Program, ref: DefinitionRef): string | undefined {
  const facts = program.facts(ref.file)?.functions[ref.index];
  // A second `yield` hands out something else, a fallback or a double, whatever the annotation says.
  if (new Set(facts?.yields.map((term) => JSON.stringify(term))).size > 1) return undefined;
  const handed = facts?.invokes.flatMap(({ arguments: given }) => given[0] ?? [])[0];
  return describeValue(handed ? program.valueOf(ref.file, handed) : program.resultOf(ref));
}

/** What a value is, written down so that two can be compared; `undefined` where it is not wholly known. */
export function describeValue(value: Value): string | undefined {
  const parts = alternatives(value).flatMap((part) => (isWrapped(part) ? alternatives(part.of) : [part]));
  if (
    parts.length === 0 ||
    parts.some((part) => part.kind === "unknown" || part.kind === "nothing" || part.kind === "missing")
  )
    return undefined;
  return parts
    .map((part) => JSON.stringify(part))
    .sort()
    .join("|");
}

/** In one clause: `rolls back on an error, closes; does not commit`. */
export function describeContract({ commits, rollsBack, closes }: Contract): string {
  const does = [commits ? "commits" : "", rollsBack ? "rolls back on an error" : "", closes ? "closes" : ""].filter(
    (part) => part !== "",
  );
  if (does.length === 0) return "neither commits, rolls back nor closes by itself";
  return `${does.join(", ")}${commits ? "" : "; does not commit"}`;
}

/** @returns why the second may not stand for the first; `undefined` where it may */
export function contractDifference(former: Contract, accessor: Contract): string | undefined {
  const lost = [
    former.begins && !accessor.begins ? "begins a transaction" : "",
    former.commits && !accessor.commits ? "commits" : "",
    former.rollsBack && !accessor.rollsBack ? "rolls back on an error" : "",
    former.closes && !accessor.closes ? "closes" : "",
  ].filter((effect) => effect !== "");
  if (lost.length > 0) return `it ${lost.join(" and ")}, which the accessor does not`;
  const gained = [
    accessor.begins && !former.begins ? "begins a transaction" : "",
    accessor.commits && !former.commits ? "commits" : "",
    accessor.rollsBack && !former.rollsBack ? "rolls back on an error" : "",
  ].filter((effect) => effect !== "");
  if (gained.length > 0) return `the accessor ${gained.join(" and ")}, which it does not`;
  if (former.gives === undefined || accessor.gives === undefined) return "what the two give cannot be compared";
  return former.gives === accessor.gives ? undefined : "the two give different things";
}
