/**
 * Contracts: what a function does around the handle that it gives, its own body and what it delegates to, each with the
 * place that does it. What cannot be followed is said too: it is equal to nothing.
 */

import { type FilePath, type Span, spanOf } from "../../base/text/span.js";
import { blockOf, driverOf } from "../../read/drivers/index.js";
import { noEffects } from "../../read/facts/contract.js";
import type { AroundCall, Effect } from "../../read/facts/facts.js";
import { DISPOSERS } from "../../read/facts/releases.js";
import { awaited, mapValue } from "../../read/program/derived.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, isWrapped, type SymbolRef, type Value } from "../../read/program/values.js";
import { delegates, isNeutral } from "./delegates.js";
import { type ClientSpan, clientsBehind, clientsBehindObject } from "./origins.js";
import type { Accessor } from "./source.js";

export interface Contract extends Readonly<Record<Effect, readonly Span[]>> {
  /** Levels of isolation: `serializable`. */
  readonly isolation: readonly ToldSpan[];
  /** What else is done, as words after "it": `sets `row_factory = Row` of its handle`. */
  readonly besides: readonly ToldSpan[];
  /** Why not all of it is known, as words after "it": `commits on a condition`. */
  readonly unknown: readonly ToldSpan[];
  /** Where the clients are built that the handle comes from; `undefined` where that cannot be followed. */
  readonly clients?: readonly ClientSpan[];
  /** What comes out in the end, written down so that it can be compared; `undefined` where that is not known. */
  readonly gives?: string;
}

export interface ToldSpan extends Span {
  readonly text: string;
}

export const EFFECTS = [
  "begins",
  "commits",
  "keeps",
  "rollsBack",
  "discards",
  "closes",
  "leaks",
  "retries",
  "joins",
] as const satisfies readonly Effect[];

/** An object does nothing around itself. */
function contractOfObject(program: Program, symbol: SymbolRef): Contract {
  const clients = clientsBehindObject(program, symbol);
  return { ...emptyDraft(), ...(clients === undefined ? {} : { clients }) };
}

export function contractOfAccessor(
  program: Program,
  { definition, symbol }: Pick<Accessor, "definition" | "symbol">,
): Contract {
  return definition ? contractOf(program, definition) : contractOfObject(program, symbol);
}

/** Delegation deeper than this is not followed. */
const MOST_DEPTH = 6;

/** Spans are in the order in which they were found: the function's own before those of what it calls. */
export function contractOf(program: Program, ref: DefinitionRef): Contract {
  const draft = emptyDraft();
  const reader = createReader(program, draft);
  reader.visit(ref, { depth: 0, ending: false });
  for (const disposer of disposers(program, ref)) reader.visit(disposer, { depth: 1, ending: true });
  if (reader.isClosedByBlock()) draft.leaks.length = 0;
  const gives = describeGiven(program, ref);
  const clients = clientsBehind(program, ref);
  return { ...draft, ...(gives === undefined ? {} : { gives }), ...(clients === undefined ? {} : { clients }) };
}

type Draft = { readonly [Key in Effect]: Span[] } & {
  readonly isolation: ToldSpan[];
  readonly besides: ToldSpan[];
  readonly unknown: ToldSpan[];
};

function emptyDraft(): Draft {
  return { ...noEffects<Span>(), isolation: [], besides: [], unknown: [] };
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
    const facts = program.facts(at.file)?.functions[at.index];
    const key = `${at.file}:${at.index}`;
    if (facts === undefined || seen.has(key)) return;
    if (way.depth > MOST_DEPTH) {
      doubt(spanOf(at.file, facts.nameRange ?? facts.range), "passes it on through too many functions to follow");
      return;
    }
    seen.add(key);
    const { contract } = facts;
    for (const effect of EFFECTS) {
      // What ends a handle runs after an error as well.
      if (way.ending && (effect === "keeps" || effect === "leaks")) continue;
      const kept = effect === "discards" && way.ending ? "rollsBack" : effect;
      draft[kept].push(...contract[effect].map((range) => spanOf(at.file, range)));
    }
    draft.isolation.push(...contract.isolation.map(({ text, ...range }) => ({ ...spanOf(at.file, range), text })));
    draft.besides.push(...contract.besides.map(({ text, ...range }) => ({ ...spanOf(at.file, range), text })));
    for (const { text, ...range } of contract.unclear) doubt(spanOf(at.file, range), text);
    for (const call of contract.calls) followCall(at.file, call, way);
    const home = spanOf(at.file, facts.nameRange ?? facts.range);
    const next = delegates(program, at, facts);
    const functions = next.filter((each) => "file" in each);
    if (areApart(program, functions, way)) doubt(home, "gives on what one of several functions gives, which differ");
    for (const each of functions) visit(each, { ...way, depth: way.depth + 1 });
    for (const each of next) if ("reason" in each) doubt(home, each.reason);
  }

  function followCall(file: FilePath, call: AroundCall, way: Way): void {
    const span = spanOf(file, call);
    const inner = { depth: way.depth + 1, ending: way.ending || call.does.length > 0 };
    const value = program.valueOf(file, call.of);
    for (const part of alternatives(value)) {
      if (part.kind === "function") visit(part, inner);
      else if (part.kind === "class" || part.kind === "instance") followObject(file, part, call, inner);
      else if (part.kind === "external") followExternal(span, part, call);
      else {
        if (call.kind === "block") add(span, call.does);
        if (call.matters) doubt(span, reasonOf(call));
      }
    }
  }

  /** A context manager of the project; what a class is made with is part of what it gives. */
  function followObject(file: FilePath, part: Value, call: AroundCall, way: Way): void {
    if (call.kind !== "block") return;
    const instance: Value = part.kind === "class" ? { ...part, kind: "instance" } : part;
    for (const disposer of disposersOf(program, instance, file)) visit(disposer, { ...way, ending: true });
  }

  function followExternal(span: Span, part: Extract<Value, { kind: "external" }>, call: AroundCall): void {
    const driver = driverOf(part);
    const path = call.called ? { ...part, path: [...part.path, "()"] } : part;
    if (call.kind === "block") add(span, (driver && blockOf(path)) ?? call.does);
    if (driver === undefined && call.matters && !isNeutral(part)) doubt(span, reasonOf(call));
  }

  function add(span: Span, effects: readonly Effect[]): void {
    for (const effect of effects) draft[effect].push(span);
    isClosed ||= effects.includes("closes");
  }

  function doubt(span: Span, text: string): void {
    draft.unknown.push({ ...span, text });
  }

  return { visit, isClosedByBlock: () => isClosed };
}

/** Of several functions that a body may ask, nobody knows which it will be. */
function areApart(program: Program, functions: readonly DefinitionRef[], way: Way): boolean {
  const distinct = new Map(functions.map((each) => [`${each.file}:${each.index}`, each]));
  if (distinct.size < 2 || way.depth >= MOST_DEPTH) return false;
  const signatures = [...distinct.values()].map((each) => {
    const draft = emptyDraft();
    createReader(program, draft).visit(each, { ...way, depth: way.depth + 1 });
    return EFFECTS.map((effect) => draft[effect].length > 0).join();
  });
  return new Set(signatures).size > 1;
}

function reasonOf({ kind }: AroundCall): string {
  return kind === "block" ? "runs inside of what cannot be followed" : "hands it to what cannot be followed";
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
