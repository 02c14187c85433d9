/** The members of a value: its own, inherited, spread into it, and added from outside. */

import type { FilePath } from "../../base/text/span.js";
import type { Member } from "../facts/facts.js";
import type { Side } from "../facts/terms.js";
import { createHeritage, type Lineage } from "./heritage.js";
import { createMemo } from "./memo.js";
import { createOutside } from "./outside.js";
import type { Linker } from "./program.js";
import { methodOfCollection } from "./standard/collections.js";
import { ofEveryEmitter } from "./standard/javascript.js";
import { type Standard, standardOf } from "./standard/standard.js";
import { type DefinitionRef, extendedPath, type Lookup, NOTHING, unionOf, unknownValue, type Value } from "./values.js";

export interface MemberLookup {
  /** @param from the file that asks; what a test adds to a class holds in that test alone */
  lookUp(of: Value, name: string, from: FilePath): Lookup;
  /** What a value has under a name that only the run knows: `pools[name]`. */
  element(of: Value, from: FilePath): Value;
  /** The members that a value is known to have, its bases' first; empty where nothing is known. */
  listed(of: Value): readonly Member[];
  /** Why the list may not be all; `undefined` where it is. */
  openReason(of: Value, from: FilePath): string | undefined;
  /** The classes that a class extends, nearest first, with what could not be followed. */
  bases(ref: DefinitionRef): Lineage;
}

type Described = Extract<Value, DefinitionRef>;

/** Objects may be spread into one another, and interfaces extend each other; a search does not go deeper than this. */
const MOST_DEPTH = 60;

export function createLookup(linker: Linker): MemberLookup {
  const { bases, classFacts, subclasses } = createHeritage(linker);
  const outside = createOutside(linker);
  let depth = 0;

  /** Objects may be spread into one another, in a circle too. */
  const elements = createMemo<Value>(NOTHING, unknownValue("a chain of spreads that does not end"));
  const spread = createMemo<Lookup>({ kind: "absent" }, unknown("a chain of spreads that does not end"));

  function lookUp(of: Value, name: string, from: FilePath): Lookup {
    if (depth > MOST_DEPTH) return unknown("defined through itself");
    depth += 1;
    const lookup = search(of, name, from);
    depth -= 1;
    return lookup;
  }

  function search(of: Value, name: string, from: FilePath): Lookup {
    switch (of.kind) {
      case "class":
        return inClass(of, "static", name, from);
      case "instance":
        return inClass(of, "instance", name, from);
      case "interface":
        return inInterface(of, name, from);
      case "object":
        return spread.ask(`${of.index} ${of.file} ${name} ${linker.input.isTest(from) ? from : ""}`, () =>
          inObject(of, name, from),
        );
      case "function":
        return inFunction(of, name, from);
      case "module":
        return inModule(of, name, from);
      case "external":
        return found(extendedPath(of, name));
      case "promise":
        return unknown("a promise that is not awaited");
      case "context-manager":
        return unknown("a context manager that is not entered");
      case "generator":
        return unknown("a generator");
      case "collection":
        return inCollection(of.of, name);
      case "union":
        return inUnion(of.of, name, from);
      case "unknown":
        return unknown(of.reason);
      default:
        return unknown(of.kind === "missing" ? "an import that leads nowhere" : "not a database value");
    }
  }

  function inUnion(values: readonly Value[], name: string, from: FilePath): Lookup {
    const lookups = values.map((value) => lookUp(value, name, from));
    const having = lookups.flatMap((lookup) => (lookup.kind === "found" ? [lookup.value] : []));
    if (having.length > 0) return found(unionOf(having));
    return lookups.find((lookup) => lookup.kind === "unknown") ?? { kind: "absent" };
  }

  function inModule(module: Extract<Value, { kind: "module" }>, name: string, from: FilePath): Lookup {
    const exported = linker.modules.exported(module.file, name);
    if (exported.kind !== "absent" || outside.unnamed(module, "static", from).length === 0) return exported;
    return unknown("the module is mocked");
  }

  function inClass(ref: Described, side: Side, name: string, from: FilePath): Lookup {
    const { classes, emitter, unknown: beyond } = bases(ref);
    const lineage = [ref, ...classes];
    const standard = standardFor(ref);
    for (const owner of lineage) {
      const lookup = inOneClass(owner, side, name, from, standard);
      if (lookup !== undefined) return lookup;
    }
    if (side === "static" ? standard.ofEveryFunction(name) : standard.ofEveryObject(name))
      return found(unknownValue("member of every object"));
    if (emitter && ofEveryEmitter(name)) return found(unknownValue("member of every event emitter"));
    const open = beyond ?? opening(lineage, side, from) ?? inSubclass(ref, side, name);
    return open === undefined ? { kind: "absent" } : unknown(open);
  }

  /** What a class itself gives on a side, not its bases. */
  function inOneClass(
    owner: DefinitionRef,
    side: Side,
    name: string,
    from: FilePath,
    { sidesMeet }: Standard,
  ): Lookup | undefined {
    const named = memberNamed(classFacts(owner)?.members ?? [], name);
    const on = (wanted: Side): Lookup | undefined => {
      const own = named.filter((member) => member.side === wanted);
      return inDefinition({ ...owner, kind: wanted === "static" ? "class" : "instance" }, wanted, own, name, from);
    };
    const direct = on(side);
    if (direct !== undefined || !sidesMeet) return direct;
    const other = on(side === "static" ? "instance" : "static");
    if (side === "instance" || other?.kind !== "found") return side === "instance" ? other : undefined;
    // What an instance gets by assignment its class does not have.
    return other.member?.member.kind === "field" ? undefined : { ...other, unbound: true };
  }

  function standardFor({ file }: DefinitionRef): Standard {
    return standardOf(linker.input.facts(file)?.language);
  }

  /** What a definition declares under a name, with what is put on it from outside. */
  function inDefinition(
    of: Described,
    side: Side,
    own: readonly Member[],
    name: string,
    from: FilePath,
  ): Lookup | undefined {
    const added = outside.named(of, side, name, from);
    const member = own.find((candidate) => candidate.kind !== "setter");
    if (member !== undefined) {
      const { file, index } = of;
      return { kind: "found", value: memberValue(file, member, added), member: { member, owner: { file, index } } };
    }
    if (own.length > 0) return found(NOTHING);
    return added.length > 0 ? found(unionOf(added)) : undefined;
  }

  /** The type of a member comes first; a field without one is also what is assigned to it from outside. */
  function memberValue(file: FilePath, member: Member, added: readonly Value[]): Value {
    const own = linker.evaluator.memberValue(file, member);
    if (member.kind !== "field" || added.length === 0) return own;
    return unionOf(own.kind === "unknown" ? added : [own, ...added]);
  }

  /** Why a class may have members that no list tells. */
  function opening(lineage: readonly DefinitionRef[], side: Side, from: FilePath): string | undefined {
    for (const ref of lineage) {
      const facts = classFacts(ref);
      if (facts === undefined) return "base that was not read";
      const open = facts.open.find((each) => each.side === undefined || each.side === side);
      if (open !== undefined) return open.reason;
      const decorator = facts.decorators.find((candidate) => !KNOWN_DECORATORS.test(candidate));
      if (decorator !== undefined) return `class decorator \`@${decorator}\``;
      if (linker.input.facts(ref.file)?.problems.length !== 0) return "its file does not parse";
      if (outside.unnamed({ ...ref, kind: "class" }, side, from).length > 0) return "members are added from outside";
    }
    return undefined;
  }

  /** A base class may use what only its subclasses have. */
  function inSubclass(ref: DefinitionRef, side: Side, name: string): string | undefined {
    const has = subclasses(ref).some((below) =>
      classFacts(below)?.members.some((member) => member.side === side && member.name === name),
    );
    return has ? "defined in a subclass" : undefined;
  }

  function inInterface(ref: Described, name: string, from: FilePath): Lookup {
    const facts = linker.input.facts(ref.file)?.interfaces[ref.index];
    if (facts === undefined) return unknown("interface that was not read");
    const lookup = inDefinition(ref, "instance", memberNamed(facts.members, name), name, from);
    if (lookup !== undefined) return lookup;
    if (standardFor(ref).ofEveryObject(name)) return found(unknownValue("member of every object"));
    if (facts.open[0] !== undefined) return unknown(facts.open[0]);
    for (const term of facts.bases) {
      const above = lookUp(linker.evaluator.valueOf(ref.file, { kind: "instance", of: term }), name, from);
      if (above.kind !== "absent") return above;
    }
    return { kind: "absent" };
  }

  function inObject(ref: Described, name: string, from: FilePath): Lookup {
    const facts = linker.input.facts(ref.file)?.objects[ref.index];
    if (facts === undefined) return unknown("not read");
    const lookup = inDefinition(ref, "static", memberNamed(facts.members, name), name, from);
    if (lookup !== undefined) return lookup;
    if (standardFor(ref).ofEveryObject(name)) return found(unknownValue("member of every object"));
    for (const spread of facts.spreads) {
      const within = lookUp(linker.evaluator.valueOf(ref.file, spread), name, from);
      if (within.kind !== "absent") return within;
    }
    const [open = added(ref, from)] = facts.open;
    return open === undefined ? { kind: "absent" } : unknown(open);
  }

  function inFunction(ref: Described, name: string, from: FilePath): Lookup {
    if (name === "bind") return found({ kind: "picker", of: ref });
    if (name === "call" || name === "apply") return found({ kind: "picker", of: linker.evaluator.callResult(ref) });
    if (standardFor(ref).ofEveryFunction(name)) return found(unknownValue("member of every function"));
    const open = added(ref, from) ?? decorated(ref);
    return inDefinition(ref, "static", [], name, from) ?? (open === undefined ? { kind: "absent" } : unknown(open));
  }

  /** A decorator may give back something else than the function: `get_db.cache_clear()`. */
  function decorated(ref: Described): string | undefined {
    const facts = linker.input.functionAt(ref);
    const [first] = facts?.contextManager ? [] : (facts?.decorators ?? []);
    return first === undefined ? undefined : `decorator \`@${first}\``;
  }

  function added(ref: Described, from: FilePath): string | undefined {
    return outside.unnamed(ref, "static", from).length > 0 ? "members are added from outside" : undefined;
  }

  function element(of: Value, from: FilePath): Value {
    switch (of.kind) {
      case "collection":
        return of.of;
      case "union":
        return unionOf(of.of.map((part) => element(part, from)));
      case "object":
        return elements.ask(`${of.index} ${of.file} ${linker.input.isTest(from) ? from : ""}`, () =>
          anyMember(of, from),
        );
      case "external":
        return extendedPath(of, "[]");
      case "unknown":
        return of;
      default:
        return unknownValue("member under a computed name");
    }
  }

  /** One of the members of an object: what it is made with, and what is put on it later. */
  function anyMember(of: Described, from: FilePath): Value {
    const facts = linker.input.facts(of.file)?.objects[of.index];
    const own = (facts?.members ?? []).map((member) => linker.evaluator.valueOf(of.file, member.type ?? member.value));
    const spread = (facts?.spreads ?? []).map((term) => element(linker.evaluator.valueOf(of.file, term), from));
    const values = unionOf([...own, ...spread, ...outside.unnamed(of, "static", from)]);
    return values.kind === "nothing" ? unknownValue("member under a computed name") : values;
  }

  function listed(of: Value): readonly Member[] {
    if (of.kind === "object") return linker.input.facts(of.file)?.objects[of.index]?.members ?? [];
    if (of.kind === "interface") return linker.input.facts(of.file)?.interfaces[of.index]?.members ?? [];
    if (of.kind !== "class" && of.kind !== "instance") return [];
    const side = of.kind === "class" ? "static" : "instance";
    const lineage = [...bases(of).classes].reverse().concat([{ file: of.file, index: of.index }]);
    const isSeen = (member: Member): boolean =>
      member.side === side || (side === "instance" && standardFor(of).sidesMeet);
    return lineage.flatMap((ref) => classFacts(ref)?.members.filter(isSeen) ?? []);
  }

  function openReason(of: Value, from: FilePath): string | undefined {
    // No program has a member of this name, so what stops the search is what leaves the definition open.
    const lookup = lookUp(of, "\u0000", from);
    return lookup.kind === "unknown" ? lookup.reason : undefined;
  }

  return { lookUp, element, listed, openReason, bases };
}

/** Decorators that are known to leave the members of a class as they are. */
const KNOWN_DECORATORS =
  /^(Injectable|Service|Singleton|singleton|injectable|autoInjectable|Global|Module|Controller|Entity|Component|Inject|Scoped|Catch|Resolver|Repository|Table|Schema|provide|Provider|Public)$/;

function memberNamed(members: readonly Member[], name: string): readonly Member[] {
  return members.filter((member) => member.name === name);
}

function inCollection(of: Value, name: string): Lookup {
  switch (methodOfCollection(name)) {
    case "picks":
      return found({ kind: "picker", of });
    case "selects":
      return found({ kind: "picker", of: { kind: "collection", of } });
    case "other":
      return unknown("method of a collection");
    default:
      return found(of);
  }
}

function found(value: Value): Lookup {
  return { kind: "found", value };
}

function unknown(reason: string): Lookup {
  return { kind: "unknown", reason };
}
