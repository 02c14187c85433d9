/**
 * The profile of a function or object that gives a handle. The profiles of the accessor and of the current call are compared
 * before one replaces the other.
 */

import { blockOf, driverOf, lacksMethod } from "../../read/drivers/index.js";
import type { FunctionFacts } from "../../read/facts/facts.js";
import type { Form } from "../../read/facts/forms.js";
import { DISPOSERS } from "../../read/facts/releases.js";
import type { Term } from "../../read/facts/terms.js";
import { awaited, mapValue } from "../../read/program/derived.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, isWrapped, unknownValue, type Value } from "../../read/program/values.js";
import { handleFrom } from "../databases/handle-from.js";
import type { Accessor } from "../databases/source.js";
import { type Effects, effectsOf } from "./effects.js";
import { givesBack } from "./gives-back.js";
import { ownEffectsAt } from "./own-effects.js";

/** What a call gives: the handle, or what has to be awaited, entered or iterated before the handle is there. */
export type ResultKind =
  | { readonly kind: "handle" | "promise" }
  | { readonly kind: "context-manager" | "generator"; readonly async: boolean }
  /** It does not exist, so only the code around the call shows what its author took it for. */
  | { readonly kind: "absent" }
  /** `among` has the kinds that it may be, where some are known. */
  | { readonly kind: "unknown"; readonly among: readonly Value["kind"][] };

export interface HandleProfile {
  readonly result: ResultKind;
  /** All callers get one handle. */
  readonly shared: boolean;
  /** Whether a call makes the handle that it gives. */
  readonly opens: "always" | "sometimes" | "never";
}

export interface AccessorProfile extends HandleProfile {
  readonly form: Form;
  /** Entering or iterating what it gives is asynchronous. */
  readonly async: boolean;
  /** All that it may give is known. */
  readonly known: boolean;
  /** It commits when the code is done with it. */
  readonly commits: boolean;
  /** It closes its handle when the code is done with it, also after an error. */
  readonly closes: boolean;
  /** Its handle, entered as a block, does no more at the end of the block than close. */
  readonly closesItself: boolean;
  /** Whether it waits for its callback and returns what that returns. */
  readonly givesBack: Answer;
  /** Whether its handle has a member of this name; of what a package makes that is not known. */
  has(name: string): Answer;
  /** Whether its handle can be released by a method of this name. */
  releasesBy(name: string): Answer;
}

export type Answer = "yes" | "no" | "unknown";

export function accessorProfile(program: Program, accessor: Accessor): AccessorProfile {
  const { definition, form, async } = accessor;
  const value = handleOf(program, accessor);
  const has = (name: string, packageHas?: PackageHas) => hasMember(program, accessor, value, name, packageHas);
  return {
    ...profileOf(program, accessor),
    form,
    async,
    known:
      definition === undefined ||
      alternatives(value).every((part) => part.kind !== "unknown" && part.kind !== "nothing"),
    commits: definition !== undefined && effectsOf(program, definition).commits.length > 0,
    closes: definition !== undefined && alwaysCloses(effectsOf(program, definition)),
    closesItself:
      definition !== undefined &&
      handlesWithin(program.resultOf(definition)).every((handle) => closesAsBlock(program, handle)),
    givesBack: form === "callback" && definition !== undefined ? givesBack(program, definition) : "unknown",
    has: (name) => has(name),
    releasesBy: (name) => has(name, isListed),
  };
}

function alwaysCloses({ closes, leaksOnError }: Effects): boolean {
  return closes.length > 0 && leaksOnError.length === 0;
}

function profileOf(program: Program, { definition, form }: Accessor): HandleProfile {
  if (form === "object") return { result: { kind: "handle" }, shared: true, opens: "never" };
  if (definition !== undefined) return functionProfile(program, definition);
  return { result: { kind: "unknown", among: [] }, shared: false, opens: "never" };
}

export function functionProfile(program: Program, definition: DefinitionRef): HandleProfile {
  return {
    result: resultOf(program, definition),
    shared: isShared(program, definition),
    opens: opening(program, definition),
  };
}

/** Whether a result may be of this kind: it is, or nothing speaks against it. */
export function mayGive(result: ResultKind, kind: "promise" | "context-manager"): boolean {
  if (result.kind === "unknown") return result.among.includes(kind);
  return result.kind === kind || result.kind === "absent";
}

/** The handle that an accessor gives once it is awaited, or hands to its callback; what is wrapped otherwise stays so. */
export function handleOf(program: Program, { definition, form, module, path }: Accessor): Value {
  if (definition !== undefined && form === "callback") return handleFrom(program, { kind: "function", ...definition });
  if (definition !== undefined) return mapValue(program.resultOf(definition), awaited);
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? found.value : unknownValue("not followed");
}

/** The handles inside of promises, context managers and generators. */
export function handlesWithin(value: Value): readonly Value[] {
  return alternatives(value).flatMap((part) => (isWrapped(part) ? handlesWithin(part.of) : [part]));
}

function resultOf(program: Program, definition: DefinitionRef): ResultKind {
  const values = alternatives(program.resultOf(definition));
  const [first, ...others] = values.map(kindOf);
  const isOne = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  const isKnown = first !== undefined && isOne && first.kind !== "unknown";
  return isKnown ? first : { kind: "unknown", among: values.map(({ kind }) => kind) };
}

function kindOf(value: Value): ResultKind {
  if (value.kind === "unknown" || value.kind === "missing" || value.kind === "nothing")
    return { kind: "unknown", among: [] };
  if (!isWrapped(value)) return { kind: "handle" };
  return value.kind === "promise" ? { kind: "promise" } : { kind: value.kind, async: value.async };
}

/** The function gives what its module has bound at the top. */
function isShared(program: Program, definition: DefinitionRef): boolean {
  const facts = program.functionAt(definition);
  if (facts === undefined || facts.generator || facts.returns.length === 0) return false;
  if (facts.decorators.some((name) => KEEPS.test(name))) return true;
  return facts.returns.every((term) => isTopLevel(program, definition.file, term));
}

/** `@lru_cache`: the first result is given to all. */
const KEEPS = /(?:^|\.)(?:lru_cache|cache|cached|memoi[sz]e|once|singleton)$/;

function isTopLevel(program: Program, file: string, term: Term): boolean {
  if (term.kind === "await" || term.kind === "promise") return isTopLevel(program, file, term.of);
  return term.kind === "binding" && program.facts(file)?.bindings[term.id]?.topLevel === true;
}

function opening(program: Program, definition: DefinitionRef, depth = 0): HandleProfile["opens"] {
  const facts = program.functionAt(definition);
  if (facts?.decorators.some((name) => KEEPS.test(name))) return "never";
  const made = (facts === undefined ? [] : handedOut(facts)).map((term) => isMade(program, definition, term, depth));
  if (!made.includes(true)) return "never";
  return made.includes(false) ? "sometimes" : "always";
}

function handedOut({ returns, yields, generator }: FunctionFacts): readonly Term[] {
  return generator ? yields : returns;
}

/** A function that gives what another function opens opens it too; deeper than this is not followed. */
const MOST_DEPTH = 4;

/** `return Session()`, `db = connect(); yield db` */
function isMade(program: Program, at: DefinitionRef, term: Term, depth: number): boolean {
  switch (term.kind) {
    case "await":
    case "promise":
    case "entered":
    case "iterated":
      return isMade(program, at, term.of, depth);
    case "construct":
      return true;
    case "call": {
      const callee = program.valueOf(at.file, term.of);
      if (callee.kind === "function") return depth < MOST_DEPTH && opening(program, callee, depth + 1) !== "never";
      return callee.kind === "class" || callee.kind === "external";
    }
    case "binding": {
      const binding = program.facts(at.file)?.bindings[term.id];
      const isOwn = binding !== undefined && !binding.topLevel && binding.kind === "variable";
      return isOwn && binding.term.kind !== "binding" && isMade(program, at, binding.term, depth);
    }
    default:
      return false;
  }
}

/** Of a class of the project its own `__exit__` says so, of a driver's the catalogue. */
function closesAsBlock(program: Program, handle: Value): boolean {
  if (handle.kind === "external") return blockOf(handle)?.every((effect) => effect === "closes") === true;
  return handle.kind === "instance" && DISPOSERS.some((name) => closesIn(program, handle, name));
}

function closesIn(program: Program, handle: Extract<Value, { kind: "instance" }>, name: string): boolean {
  const found = program.members.lookUp(handle, name, handle.file);
  if (found.kind !== "found" || found.value.kind !== "function") return false;
  const effects = ownEffectsAt(program, found.value);
  return effects !== undefined && effects.closes.length > 0 && effects.commits.length === 0;
}

type PackageHas = (handle: Extract<Value, { kind: "external" }>, name: string) => "found" | "absent" | "unknown";

function hasMember(
  program: Program,
  accessor: Accessor,
  handle: Value,
  name: string,
  packageHas: PackageHas = () => "unknown",
): Answer {
  const from = accessor.definition?.file ?? accessor.module;
  const found = alternatives(handle).map((part) =>
    part.kind === "external" ? packageHas(part, name) : program.members.lookUp(part, name, from).kind,
  );
  if (found.every((kind) => kind === "found")) return "yes";
  return found.every((kind) => kind === "absent") ? "no" : "unknown";
}

/** As the catalogue of drivers has it. */
function isListed(handle: Extract<Value, { kind: "external" }>, name: string): "found" | "absent" | "unknown" {
  if (lacksMethod(handle, name)) return "absent";
  return driverOf(handle)?.releases.includes(name) === true ? "found" : "unknown";
}
