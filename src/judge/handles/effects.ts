/**
 * The effects of a function on its handle, through its own body, the functions it calls and those it delegates to, each with
 * its place. What cannot be followed is unresolved, which is equal to nothing.
 */

import { type FilePath, type Span, spanOf } from "../../base/text/span.js";
import { blockOf, driverOf, handleOf } from "../../read/drivers/index.js";
import { DISPOSERS } from "../../read/facts/releases.js";
import { awaited, mapValue } from "../../read/program/derived.js";
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  type DefinitionRef,
  isWrapped,
  type SymbolRef,
  unionOf,
  type Value,
} from "../../read/program/values.js";
import {
  type ClientSpan,
  clientsBehind,
  clientsBehindObject,
  type Making,
  makingBehind,
} from "../databases/origins.js";
import type { Accessor } from "../databases/source.js";
import { delegates, isNeutral } from "./delegates.js";
import { type EffectRemark, type FollowedCall, ownEffectsAt } from "./own-effects.js";
import { EFFECT_NAMES, type EffectName, noEffects } from "./words.js";

export interface Effects extends Readonly<Record<EffectName, readonly Span[]>>, Making {
  /** Levels of isolation: `serializable`. */
  readonly isolation: readonly LocatedRemark[];
  /** What else is done, as words after "it": `sets `row_factory = Row` of its handle`. */
  readonly otherEffects: readonly LocatedRemark[];
  /** Why not all of it is known, as words after "it": `commits on a condition`. */
  readonly unresolved: readonly LocatedRemark[];
  /** Where the clients are built that the handle comes from; `undefined` if that cannot be followed. */
  readonly clients?: readonly ClientSpan[];
  /** What is given in the end, as texts that can be compared: by its annotation, and by its code; absent if that is not known. */
  readonly gives?: readonly string[];
}

export interface LocatedRemark extends Span {
  readonly text: string;
}

/** An object does nothing around itself. */
function effectsOfObject(program: Program, symbol: SymbolRef): Effects {
  return { ...emptyDraft(), ...makingBehind(program, symbol), clients: clientsBehindObject(program, symbol) };
}

export function effectsOfAccessor(
  program: Program,
  { definition, symbol }: Pick<Accessor, "definition" | "symbol">,
): Effects {
  return definition ? effectsOf(program, definition) : effectsOfObject(program, symbol);
}

/** A place that builds a client for itself, and does nothing else around it. */
export function effectsOfClient(client: Span): Effects {
  return { ...emptyDraft(), factoryOptions: [], constructions: [], clients: [client] };
}

/** The effects that are not at these places. */
export function withoutThose(effects: Effects, isMeant: (span: Span) => boolean): Effects {
  const kept = Object.entries(effects).map(([key, value]) => {
    return [key, key !== "clients" && Array.isArray(value) ? value.filter((span: Span) => !isMeant(span)) : value];
  });
  return Object.fromEntries(kept) as Effects;
}

/** Delegation deeper than this is not followed. */
const MOST_DEPTH = 6;

/** Spans are in the order in which they were found: the function's own before those of what it calls. */
export function effectsOf(program: Program, ref: DefinitionRef): Effects {
  const draft = emptyDraft();
  const reader = createReader(program, draft);
  reader.visit(ref, { depth: 0, ending: false });
  for (const disposer of disposers(program, ref)) reader.visit(disposer, { depth: 1, ending: true });
  if (reader.isClosedByBlock()) draft.leaksOnError.length = 0;
  const gives = describeGiven(program, ref);
  const clients = clientsBehind(program, ref);
  return { ...draft, ...makingBehind(program, ref), gives, clients };
}

type Draft = { readonly [Key in EffectName]: Span[] } & {
  readonly isolation: LocatedRemark[];
  readonly otherEffects: LocatedRemark[];
  readonly unresolved: LocatedRemark[];
};

function emptyDraft(): Draft {
  return { ...noEffects<Span>(), isolation: [], otherEffects: [], unresolved: [] };
}

interface Way {
  readonly depth: number;
  /** The handle is at its end: to roll back there undoes what was not committed, as an error does. */
  readonly ending: boolean;
}

interface Reader {
  visit(at: DefinitionRef, way: Way): void;
  /** The end of a block closes the handle, whatever happens in it. */
  isClosedByBlock(): boolean;
}

function createReader(program: Program, draft: Draft): Reader {
  const seen = new Set<string>();
  let isClosed = false;

  function visit(at: DefinitionRef, way: Way): void {
    const facts = program.functionAt(at);
    const own = ownEffectsAt(program, at);
    const key = `${at.file}:${at.index}`;
    if (facts === undefined || own === undefined || seen.has(key)) return;
    if (way.depth > MOST_DEPTH) {
      unresolved(spanOf(at.file, facts.nameRange ?? facts.range), "passes it on through too many functions to follow");
      return;
    }
    seen.add(key);
    for (const effect of EFFECT_NAMES) {
      // What ends a handle runs after an error as well.
      if (way.ending && (effect === "commitsOnError" || effect === "leaksOnError")) continue;
      const kept = effect === "alwaysRollsBack" && way.ending ? "rollsBack" : effect;
      draft[kept].push(...own[effect].map((range) => spanOf(at.file, range)));
    }
    draft.isolation.push(...located(at.file, own.isolation));
    draft.otherEffects.push(...located(at.file, own.otherEffects));
    draft.unresolved.push(...located(at.file, own.unresolved));
    for (const call of own.calls) followCall(at.file, call, way);
    const home = spanOf(at.file, facts.nameRange ?? facts.range);
    const next = delegates(program, at, facts);
    const functions = next.filter((each) => "file" in each);
    if (areApart(program, functions, way))
      unresolved(home, "returns the result of one of several functions, which differ");
    for (const each of functions) visit(each, { ...way, depth: way.depth + 1 });
    for (const each of next) if ("reason" in each) unresolved(home, each.reason);
  }

  function followCall(file: FilePath, call: FollowedCall, way: Way): void {
    const span = spanOf(file, call);
    const inner = { depth: way.depth + 1, ending: way.ending || call.does.length > 0 };
    const value = program.valueOf(file, call.of);
    for (const part of alternatives(value)) {
      if (part.kind === "function") visit(part, inner);
      else if (part.kind === "class" || part.kind === "instance") followObject(file, part, call, inner);
      else if (part.kind === "external") followExternal(span, part, call);
      else {
        if (call.kind === "block") add(span, call.does);
        if (call.matters) unresolved(span, reasonOf(call));
      }
    }
  }

  /** A context manager of the project; what a class is made with is part of what it gives. */
  function followObject(file: FilePath, part: Value, call: FollowedCall, way: Way): void {
    if (call.kind !== "block") return;
    const instance: Value = part.kind === "class" ? { ...part, kind: "instance" } : part;
    for (const disposer of disposersOf(program, instance, file)) visit(disposer, { ...way, ending: true });
  }

  function followExternal(span: Span, part: Extract<Value, { kind: "external" }>, call: FollowedCall): void {
    const driver = driverOf(part);
    const path = call.called ? { ...part, path: [...part.path, "()"] } : part;
    if (call.kind === "block") add(span, (driver && blockOf(path)) ?? call.does);
    if (driver === undefined && call.matters && !isNeutral(part)) unresolved(span, reasonOf(call));
  }

  function add(span: Span, effects: readonly EffectName[]): void {
    for (const effect of effects) draft[effect].push(span);
    isClosed ||= effects.includes("closes");
  }

  function unresolved(span: Span, text: string): void {
    draft.unresolved.push({ ...span, text });
  }

  return { visit, isClosedByBlock: () => isClosed };
}

/** The body may ask one of several functions, and it is not known which. */
function areApart(program: Program, functions: readonly DefinitionRef[], way: Way): boolean {
  const distinct = new Map(functions.map((each) => [`${each.file}:${each.index}`, each]));
  if (distinct.size < 2 || way.depth >= MOST_DEPTH) return false;
  const signatures = [...distinct.values()].map((each) => {
    const draft = emptyDraft();
    createReader(program, draft).visit(each, { ...way, depth: way.depth + 1 });
    return EFFECT_NAMES.map((effect) => draft[effect].length > 0).join();
  });
  return new Set(signatures).size > 1;
}

function located(file: FilePath, remarks: readonly EffectRemark[]): readonly LocatedRemark[] {
  return remarks.map(({ text, ...range }) => ({ ...spanOf(file, range), text }));
}

function reasonOf({ kind }: FollowedCall): string {
  return kind === "block" ? "runs inside code that cannot be followed" : "passes it to code that cannot be followed";
}

/** What runs when a `using` or a `with` ends is part of what the accessor does. */
function disposers(program: Program, ref: DefinitionRef): readonly DefinitionRef[] {
  const given = mapValue(program.resultOf(ref), awaited);
  return alternatives(given).flatMap((part) => disposersOf(program, part, ref.file));
}

function disposersOf(program: Program, part: Value, from: FilePath): readonly DefinitionRef[] {
  if (part.kind !== "instance" && part.kind !== "object" && part.kind !== "interface") return [];
  return DISPOSERS.flatMap((name) => {
    const found = program.members.lookUp(part, name, from);
    return found.kind === "found" && found.value.kind === "function" ? [found.value] : [];
  });
}

function describeGiven(program: Program, ref: DefinitionRef): readonly string[] | undefined {
  const facts = program.functionAt(ref);
  // A second `yield` hands out something else, a fallback or a double, whatever the annotation says.
  if (new Set(facts?.yields.map((term) => JSON.stringify(term))).size > 1) return undefined;
  const handed = facts?.invokes.flatMap(({ arguments: given }) => given[0] ?? [])[0];
  const values = handed ? [program.valueOf(ref.file, handed)] : [program.resultOf(ref), givenBy(program, ref)];
  const known = [...new Set(values.flatMap((value) => describeValue(value) ?? []))];
  return known.length === 0 ? undefined : known;
}

/** One of the texts is the same. */
export function isGivenAlike(one: readonly string[], other: readonly string[]): boolean {
  return one.some((each) => other.includes(each));
}

/** What a function hands out. An annotation names the type of a handle; the code says where it comes from. */
export function givenBy(program: Program, ref: DefinitionRef): Value {
  const facts = program.functionAt(ref);
  const handed = [...(facts?.returns ?? []), ...(facts?.yields ?? [])].map((term) => program.valueOf(ref.file, term));
  const isDeclared = facts?.returnType !== undefined && handed.length > 0 && handed.every(isHandle);
  return isDeclared ? unionOf(handed) : program.resultOf(ref);
}

function isHandle(value: Value): boolean {
  return alternatives(value).every((part) => {
    if (isWrapped(part)) return isHandle(part.of);
    return part.kind === "external" && handleOf(part) !== undefined;
  });
}

/** Python calls a class where an annotation of it means one that is constructed. */
function constructedAlike(path: readonly string[]): readonly string[] {
  return path.map((step) => (step === "new()" ? "()" : step));
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
    .map((part) => JSON.stringify(part.kind === "external" ? { ...part, path: constructedAlike(part.path) } : part))
    .sort()
    .join("|");
}
