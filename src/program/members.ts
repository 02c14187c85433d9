/** Members: what a value has under a name, through bases, spreads and members put on it from outside. */
import type { Augmentation, ClassFacts, FileFacts, Member } from "../facts/facts.js";
import type { Side, Term } from "../facts/terms.js";
import type { FilePath } from "../text/span.js";
import type { Linker } from "./program.js";
import {
  alternatives,
  type DefinitionRef,
  type Lookup,
  NOTHING,
  type OwnedMember,
  unionOf,
  unknownValue,
  type Value,
} from "./values.js";

export interface MemberLookup {
  /** @param from the file that asks; what a test adds to a class holds in that test alone */
  lookUp(of: Value, name: string, from: FilePath): Lookup;
  /** The members that a value is known to have, its bases' first; empty where nothing is known. */
  listed(of: Value): readonly Member[];
  /** Why the list may not be all; `undefined` where it is. */
  openReason(of: Value, from: FilePath): string | undefined;
  /** The classes that a class extends, nearest first, with what could not be followed. */
  bases(ref: DefinitionRef): { readonly classes: readonly DefinitionRef[]; readonly unknown?: string };
}

const MOST_DEPTH = 60;

/** What every function and every object has by itself. */
const OF_OBJECTS = new Set(
  "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split(
    " ",
  ),
);
const OF_FUNCTIONS = new Set([...OF_OBJECTS, ..."apply arguments bind call caller length name prototype".split(" ")]);
const PICKERS = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const OF_COLLECTIONS = new Set(
  "add clear concat delete entries every filter flat flatMap forEach has includes indexOf join keys length map push reduce set size slice some sort splice unshift values".split(
    " ",
  ),
);

export function createLookup(linker: Linker): MemberLookup {
  const augmentations = new Map<string, readonly LinkedAugmentation[]>();
  let augmented = false;

  /** Objects may be spread into one another; a search that does not end is answered *unknown*. */
  let depth = 0;

  function lookUp(of: Value, name: string, from: FilePath): Lookup {
    if (depth > MOST_DEPTH) return { kind: "unknown", reason: "defined through itself" };
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
        return inInterface(of, name, new Set());
      case "object":
        return inObject(of, name, from);
      case "module":
        return linker.modules.exported(of.file, name);
      case "external":
        return found(
          of.path.length < 12
            ? { ...of, path: [...of.path, name] }
            : unknownValue("a long chain of a package's members"),
        );
      case "function":
        return OF_FUNCTIONS.has(name)
          ? found(unknownValue("member of every function"))
          : (fromOutside(of, "static", name, from) ?? { kind: "absent" });
      case "promise":
        return { kind: "unknown", reason: "a promise that is not awaited" };
      case "collection":
        return inCollection(of.of, name);
      case "union":
        return inUnion(of.of, name, from);
      case "unknown":
        return { kind: "unknown", reason: of.reason };
      default:
        return {
          kind: "unknown",
          reason: of.kind === "missing" ? "an import that leads nowhere" : "not a database value",
        };
    }
  }

  function inUnion(values: readonly Value[], name: string, from: FilePath): Lookup {
    const lookups = values.map((value) => lookUp(value, name, from));
    const values_ = lookups.flatMap((lookup) => (lookup.kind === "found" ? [lookup.value] : []));
    if (values_.length > 0) return found(unionOf(values_));
    return lookups.find((lookup) => lookup.kind === "unknown") ?? { kind: "absent" };
  }

  function inClass(ref: DefinitionRef, side: Side, name: string, from: FilePath): Lookup {
    const { classes, unknown } = bases(ref);
    for (const owner of [ref, ...classes]) {
      const own = ownMembers(owner, side, name);
      if (own.length > 0) return foundMembers(owner, own);
      const added = fromOutside({ kind: side === "static" ? "class" : "instance", ...owner }, side, name, from);
      if (added !== undefined) return added;
    }
    if ((side === "static" ? OF_FUNCTIONS : OF_OBJECTS).has(name)) return found(unknownValue("member of every object"));
    const open = unknown ?? classOpening([ref, ...classes]) ?? inherited(ref, side, name);
    return open === undefined ? { kind: "absent" } : { kind: "unknown", reason: open };
  }

  function ownMembers(ref: DefinitionRef, side: Side, name: string): readonly Member[] {
    return classFacts(linker, ref)?.members.filter((member) => member.side === side && member.name === name) ?? [];
  }

  function foundMembers(owner: DefinitionRef, members: readonly Member[]): Lookup {
    const [member] = members.filter((candidate) => candidate.kind !== "setter");
    if (member === undefined) return found(NOTHING);
    return { kind: "found", value: memberValue(owner.file, member), member: { member, owner } satisfies OwnedMember };
  }

  function memberValue(file: FilePath, member: Member): Value {
    const annotated = member.type && linker.evaluator.valueOf(file, member.type);
    if (annotated && annotated.kind !== "unknown" && annotated.kind !== "nothing") return annotated;
    return linker.evaluator.valueOf(file, member.value);
  }

  function classOpening(refs: readonly DefinitionRef[]): string | undefined {
    for (const ref of refs) {
      const facts = classFacts(linker, ref);
      if (facts === undefined) return "base that was not read";
      if (facts.open[0] !== undefined) return facts.open[0];
      const decorator = facts.decorators.find((candidate) => !KNOWN_DECORATORS.test(candidate));
      if (decorator !== undefined) return `class decorator \`@${decorator}\``;
      if ((linker.input.facts(ref.file)?.problems.length ?? 0) > 0) return "its file does not parse";
    }
    return undefined;
  }

  /** A base class may use what only its subclasses have. */
  function inherited(ref: DefinitionRef, side: Side, name: string): string | undefined {
    const has = linker.input.all.some((facts) =>
      facts.classes.some((candidate, index) => {
        if (!candidate.members.some((member) => member.side === side && member.name === name)) return false;
        return bases({ file: facts.file, index }).classes.some(
          (base) => base.file === ref.file && base.index === ref.index,
        );
      }),
    );
    return has ? "defined in a subclass" : undefined;
  }

  function bases(ref: DefinitionRef): { readonly classes: readonly DefinitionRef[]; readonly unknown?: string } {
    const classes: DefinitionRef[] = [];
    const pending: DefinitionRef[] = [ref];
    for (let at = pending.pop(); at !== undefined && classes.length < 20; at = pending.pop()) {
      for (const term of classFacts(linker, at)?.bases ?? []) {
        const base = linker.evaluator.valueOf(at.file, term);
        if (base.kind !== "class") return { classes, unknown: baseReason(base) };
        classes.push({ file: base.file, index: base.index });
        pending.push({ file: base.file, index: base.index });
      }
    }
    return { classes };
  }

  function inInterface(ref: DefinitionRef, name: string, seen: Set<string>): Lookup {
    const facts = linker.input.facts(ref.file)?.interfaces[ref.index];
    const key = `${ref.file}:${ref.index}`;
    if (facts === undefined || seen.has(key)) return { kind: "unknown", reason: "interface that was not read" };
    seen.add(key);
    const own = facts.members.filter((member) => member.name === name);
    if (own.length > 0) return foundMembers(ref, own);
    const added = fromOutside({ kind: "interface", ...ref }, "instance", name, ref.file);
    if (added !== undefined) return added;
    if (OF_OBJECTS.has(name)) return found(unknownValue("member of every object"));
    if (facts.open[0] !== undefined) return { kind: "unknown", reason: facts.open[0] };
    for (const term of facts.bases) {
      const base = linker.evaluator.valueOf(ref.file, { kind: "instance", of: term });
      const above = base.kind === "interface" ? inInterface(base, name, seen) : lookUp(base, name, ref.file);
      if (above.kind !== "absent") return above;
    }
    return { kind: "absent" };
  }

  function inObject(ref: DefinitionRef, name: string, from: FilePath): Lookup {
    const facts = linker.input.facts(ref.file)?.objects[ref.index];
    if (facts === undefined) return { kind: "unknown", reason: "not read" };
    const own = facts.members.filter((member) => member.name === name);
    if (own.length > 0) return foundMembers(ref, own);
    const added = fromOutside({ kind: "object", ...ref }, "static", name, from);
    if (added !== undefined) return added;
    if (OF_OBJECTS.has(name)) return found(unknownValue("member of every object"));
    for (const spread of facts.spreads) {
      const within = lookUp(linker.evaluator.valueOf(ref.file, spread), name, from);
      if (within.kind !== "absent") return within;
    }
    const [open] = facts.open;
    return open === undefined ? { kind: "absent" } : { kind: "unknown", reason: open };
  }

  /** Members put on a definition by an assignment somewhere else. */
  function fromOutside(of: Value, side: Side, name: string, from: FilePath): Lookup | undefined {
    const added = (allAugmentations().get(JSON.stringify([definitionKey(of), side])) ?? []).filter(
      (augmentation) => augmentation.file === from || !linker.input.isTest(augmentation.file),
    );
    const named = added.filter((augmentation) => augmentation.name === name);
    if (named.length > 0) return found(unionOf(named.map(({ file, value }) => linker.evaluator.valueOf(file, value))));
    return added.some((augmentation) => augmentation.name === undefined)
      ? { kind: "unknown", reason: "members are added from outside" }
      : undefined;
  }

  function allAugmentations(): ReadonlyMap<string, readonly LinkedAugmentation[]> {
    if (augmented) return augmentations;
    augmented = true;
    for (const facts of linker.input.all) {
      for (const augmentation of facts.augmentations) {
        for (const key of augmentedKeys(facts, augmentation)) {
          augmentations.set(key, [...(augmentations.get(key) ?? []), { ...augmentation, file: facts.file }]);
        }
      }
    }
    return augmentations;
  }

  function augmentedKeys(facts: FileFacts, augmentation: Augmentation): readonly string[] {
    const target = linker.evaluator.valueOf(facts.file, augmentation.target);
    return alternatives(target).flatMap((part) => {
      if (!("index" in part)) return [];
      // `manager.x = …` on an instance adds to that one; nobody can tell which, so all of them have it.
      const side: Side = part.kind === "instance" || part.kind === "interface" ? "instance" : augmentation.side;
      return [JSON.stringify([definitionKey(part), side])];
    });
  }

  function listed(of: Value): readonly Member[] {
    if (of.kind === "object") return linker.input.facts(of.file)?.objects[of.index]?.members ?? [];
    if (of.kind === "interface") return linker.input.facts(of.file)?.interfaces[of.index]?.members ?? [];
    if (of.kind !== "class" && of.kind !== "instance") return [];
    const side = of.kind === "class" ? "static" : "instance";
    const all = [...bases(of).classes].reverse().concat([{ file: of.file, index: of.index }]);
    return all.flatMap((ref) => classFacts(linker, ref)?.members.filter((member) => member.side === side) ?? []);
  }

  function openReason(of: Value, from: FilePath): string | undefined {
    // No program has a member of this name, so what stops the search is what leaves the definition open.
    const lookup = lookUp(of, "\u0000", from);
    return lookup.kind === "unknown" ? lookup.reason : undefined;
  }

  return { lookUp, listed, openReason, bases };
}

type LinkedAugmentation = Augmentation & { readonly file: FilePath; readonly value: Term };

/** Decorators that are known to leave the members of a class as they are. */
const KNOWN_DECORATORS =
  /^(Injectable|Service|Singleton|singleton|injectable|autoInjectable|Global|Module|Controller|Entity|Component|Inject|Scoped|Catch|Resolver|Repository|Table|Schema|provide|Provider|Public)$/;

function classFacts(linker: Linker, ref: DefinitionRef): ClassFacts | undefined {
  return linker.input.facts(ref.file)?.classes[ref.index];
}

function definitionKey(value: Value): string {
  if (!("index" in value)) return "";
  const list = value.kind === "instance" ? "class" : value.kind;
  return `${list}:${value.file}:${value.index}`;
}

function baseReason(base: Value): string {
  if (base.kind === "external") return `extends a class of \`${base.package}\``;
  return base.kind === "unknown" ? `unknown base: ${base.reason}` : "unknown base";
}

function inCollection(of: Value, name: string): Lookup {
  if (PICKERS.has(name)) return found({ kind: "picker", of });
  return OF_COLLECTIONS.has(name) ? { kind: "unknown", reason: "method of a collection" } : found(of);
}

function found(value: Value): Lookup {
  return { kind: "found", value };
}
