/**
 * Handles that are one for all, held against handles that are made anew by each call: what is done on the first, others
 * see and may be in the middle of, and nobody may release it.
 */

import { ownEffectsAt } from "../../judge/handles/own-effects.js";
import type { Former } from "../../judge/rules/rewrite.js";
import { type Accessor, accessorName } from "../../judge/sources/source.js";
import { blockOf } from "../../read/drivers/index.js";
import type { FunctionFacts } from "../../read/facts/facts.js";
import { DISPOSERS } from "../../read/facts/releases.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, isWrapped, symbolKey, type Value } from "../../read/program/values.js";
import { definitionOf } from "./given.js";

/** The accessor is an object, or a function that gives what its module has bound at the top. */
export function isShared(program: Program, { definition, form }: Accessor): boolean {
  if (form === "object") return true;
  const facts = definition && functionAt(program, definition);
  if (definition === undefined || facts === undefined || facts.generator || facts.returns.length === 0) return false;
  return facts.returns.every((term) => isTopLevel(program, definition, term));
}

/** Each call makes a handle, whichever way the function ends. */
export function opensAlways(program: Program, ref: DefinitionRef): boolean {
  const facts = functionAt(program, ref);
  const given = facts === undefined ? [] : handedOut(facts);
  return given.length > 0 && given.every((term) => makes(program, ref, term, 0));
}

/** Why a handle that the place had for itself is not the one that all share. */
export function sharedDoubt(program: Program, former: Former, accessor: Accessor): string | undefined {
  const definition = definitionOf(former);
  if (definition === undefined || !isShared(program, accessor) || !opens(program, definition, 0)) return undefined;
  return `each call opened a handle of its own, and \`${accessorName(accessor)}\` has one for all`;
}

/**
 * A handle that is entered by itself is closed at the end of its block, and nothing else happens to it: of a class of the
 * program its own `__exit__` says so, of a driver's the catalogue.
 */
export function closesItself(program: Program, { definition }: Accessor): boolean {
  if (definition === undefined) return false;
  return handlesOf(program.resultOf(definition)).every((handle) => {
    if (handle.kind === "external") return blockOf(handle)?.every((effect) => effect === "closes") === true;
    return handle.kind === "instance" && DISPOSERS.some((name) => closesIn(program, handle, name));
  });
}

function handlesOf(value: Value): readonly Value[] {
  return alternatives(value).flatMap((part) => (isWrapped(part) ? handlesOf(part.of) : [part]));
}

function closesIn(program: Program, handle: Extract<Value, { kind: "instance" }>, name: string): boolean {
  const found = program.members.lookUp(handle, name, handle.file);
  if (found.kind !== "found" || found.value.kind !== "function") return false;
  const effects = ownEffectsAt(program, found.value);
  return effects !== undefined && effects.closes.length > 0 && effects.commits.length === 0;
}

/** The former way in does nothing but hand out the accessor's own object. */
export function givesAccessor(program: Program, former: DefinitionRef, { symbol }: Accessor): boolean {
  const facts = functionAt(program, former);
  const effects = ownEffectsAt(program, former);
  if (facts === undefined || effects === undefined) return false;
  const { commits, rollsBack, closes } = effects;
  const given = handedOut(facts);
  if (given.length === 0 || commits.length + rollsBack.length + closes.length > 0) return false;
  return given.every((term) => {
    const found = program.symbols.of(former.file, term);
    return found !== undefined && symbolKey(found) === symbolKey(symbol);
  });
}

function functionAt(program: Program, { file, index }: DefinitionRef): FunctionFacts | undefined {
  return program.facts(file)?.functions[index];
}

function handedOut({ returns, yields, generator }: FunctionFacts): readonly Term[] {
  return generator ? yields : returns;
}

/** A function that hands out what another one opens opens it too; deeper than this is not followed. */
const MOST_DEPTH = 4;

/** Each call makes what it gives: `return Session()`, `db = connect(); yield db`. */
function opens(program: Program, ref: DefinitionRef, depth: number): boolean {
  const facts = functionAt(program, ref);
  return facts !== undefined && handedOut(facts).some((term) => makes(program, ref, term, depth));
}

function makes(program: Program, at: DefinitionRef, term: Term, depth: number): boolean {
  switch (term.kind) {
    case "await":
    case "promise":
    case "entered":
    case "iterated":
      return makes(program, at, term.of, depth);
    case "construct":
      return true;
    case "call": {
      const callee = program.valueOf(at.file, term.of);
      if (callee.kind === "function") return depth < MOST_DEPTH && opens(program, callee, depth + 1);
      return callee.kind === "class" || callee.kind === "external";
    }
    case "binding": {
      const binding = program.facts(at.file)?.bindings[term.id];
      const isOwn = binding !== undefined && !binding.topLevel && binding.kind === "variable";
      return isOwn && binding.term.kind !== "binding" && makes(program, at, binding.term, depth);
    }
    default:
      return false;
  }
}

function isTopLevel(program: Program, { file }: DefinitionRef, term: Term): boolean {
  if (term.kind === "await" || term.kind === "promise") return isTopLevel(program, { file, index: 0 }, term.of);
  return term.kind === "binding" && program.facts(file)?.bindings[term.id]?.topLevel === true;
}
