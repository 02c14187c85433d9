/** Values: what terms evaluate to when the files are linked: a definition, something of a package, or unknown. */

import type { FilePath, Range } from "../../base/text/span.js";
import type { ExternalPath } from "../drivers/driver.js";
import type { Member } from "../facts/facts.js";

/** A definition of a file, by its place in that list of the file's facts. */
export interface DefinitionRef {
  readonly file: FilePath;
  readonly index: number;
}

export function isSameDefinition(a: DefinitionRef, b: DefinitionRef): boolean {
  return a.file === b.file && a.index === b.index;
}

export type Value =
  /** A class itself; `static` members belong to it. */
  | ({ readonly kind: "class" } & DefinitionRef)
  /** What a class or an interface describes. */
  | ({ readonly kind: "instance" } & DefinitionRef)
  | ({ readonly kind: "interface" } & DefinitionRef)
  | ({ readonly kind: "function" } & DefinitionRef)
  | ({ readonly kind: "object" } & DefinitionRef)
  | { readonly kind: "module"; readonly file: FilePath }
  /** Something of a package, by the steps that lead to it from there. */
  | ({ readonly kind: "external" } & ExternalPath)
  | { readonly kind: "promise"; readonly of: Value }
  | { readonly kind: "collection"; readonly of: Value }
  /** What a call of an `@asynccontextmanager` gives; `of` is what entering it gives. */
  | { readonly kind: "context-manager"; readonly async: boolean; readonly of: Value }
  /** What a call of a generator gives; `of` is what it yields. */
  | { readonly kind: "generator"; readonly async: boolean; readonly of: Value }
  /** A method that gives a value: one of the elements of a collection, or what `bind` is called on. */
  | { readonly kind: "picker"; readonly of: Value }
  | { readonly kind: "union"; readonly of: readonly Value[] }
  /** A literal, or nothing at all. */
  | { readonly kind: "nothing" }
  /** An import that leads nowhere: see the rule `missing-export`. */
  | { readonly kind: "missing" }
  | { readonly kind: "unknown"; readonly reason: string };

export const NOTHING: Value = { kind: "nothing" };

export function unknownValue(reason: string): Value {
  return { kind: "unknown", reason };
}

/** A longer way from a package's name is no longer a way to a database. */
const MOST_STEPS = 12;

export function extendedPath(value: Extract<Value, { kind: "external" }>, ...steps: readonly string[]): Value {
  if (value.path.length + steps.length > MOST_STEPS) return unknownValue("a long chain of a package's members");
  return { ...value, path: [...value.path, ...steps] };
}

/** What looking a member up gives. `absent` is only said of what is wholly known. */
export type Lookup =
  | {
      readonly kind: "found";
      readonly value: Value;
      readonly member?: OwnedMember;
      /** A method of instances that the class itself was asked for: a call of it wants the instance as its first argument. */
      readonly unbound?: true;
    }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly reason: string };

/** A member with the definition that declares it. */
export interface OwnedMember {
  readonly member: Member;
  readonly owner: DefinitionRef;
}

/**
 * A named thing of the program: a name bound at the top of a module, and the members that lead on from it
 * (`databaseManager.sessionScope`). Two names mean the same thing exactly when their keys are equal.
 */
export interface SymbolRef {
  readonly file: FilePath;
  /** The name in the module that defines it, whatever others import it as. */
  readonly name: string;
  readonly path: readonly string[];
  readonly range: Range;
}

export function symbolKey(symbol: SymbolRef): string {
  return [`${symbol.file}#${symbol.name}`, ...symbol.path].join(".");
}

/** One of several, each once. Nothing is left out, and so is an import that fails where the code has something else. */
export function unionOf(values: readonly Value[]): Value {
  const some = values.flatMap(alternatives).filter((value) => value.kind !== "nothing");
  const there = some.filter((value) => value.kind !== "missing");
  const flat = there.length > 0 ? there : some;
  const [first] = flat;
  if (first === undefined || flat.length === 1) return first ?? NOTHING;
  const distinct = [...new Map(flat.map((value) => [valueKey(value), value])).values()];
  return distinct.length === 1 ? first : { kind: "union", of: distinct };
}

/** Two values are the same exactly when their keys are equal. */
export function valueKey(value: Value): string {
  switch (value.kind) {
    case "class":
    case "instance":
    case "interface":
    case "function":
    case "object":
      return `${value.kind} ${value.index} ${value.file}`;
    case "module":
      return `module ${value.file}`;
    case "external":
      return `external ${[value.package, value.subpath, ...value.path].join(" ")}`;
    case "context-manager":
    case "generator":
      return `${value.async ? "async " : ""}${value.kind} of ${valueKey(value.of)}`;
    case "promise":
    case "collection":
    case "picker":
      return `${value.kind} of ${valueKey(value.of)}`;
    case "union":
      return value.of.map(valueKey).join(" | ");
    case "unknown":
      return `unknown ${value.reason}`;
    default:
      return value.kind;
  }
}

/** The values that a value may be, one by one. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === "union" ? value.of : [value];
}

/** The file of the module that a value may be. */
export function moduleIn(value: Value): FilePath | undefined {
  const module = alternatives(value).find((part) => part.kind === "module");
  return module?.kind === "module" ? module.file : undefined;
}

/** What has to be awaited, entered or iterated before the handle is there. */
export function isWrapped(
  value: Value,
): value is Extract<Value, { kind: "promise" | "context-manager" | "generator" }> {
  return value.kind === "promise" || value.kind === "context-manager" || value.kind === "generator";
}
