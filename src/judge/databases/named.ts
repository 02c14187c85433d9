/** Finds what a configuration names in `managers`, `legacy` and `alsoAllowed`, or the nearest spelling. */

import { nearest } from "../../base/text/nearest.js";
import type { FilePath } from "../../base/text/span.js";
import { readName } from "../../read/config/name.js";
import { knownNames, knownPackages, type PackageName } from "../../read/drivers/index.js";
import type { Program } from "../../read/program/program.js";
import {
  isSameDefinition,
  type Lookup,
  type OwnedMember,
  type SymbolRef,
  unknownValue,
  type Value,
} from "../../read/program/values.js";

export interface NamedDefinition {
  readonly symbol: SymbolRef;
  readonly value: Value;
  /** The declaration of a member, where the name is one. */
  readonly member?: OwnedMember | undefined;
}

export type NamedThing =
  | { readonly kind: "definitions"; readonly found: readonly NamedDefinition[] }
  | { readonly kind: "package"; readonly of: PackageName }
  /** Certainly nothing has the name. */
  | { readonly kind: "nothing"; readonly nearest?: string | undefined };

/** @param covers files whose definitions come before those of others */
export function findNamed(program: Program, text: string, covers: (file: FilePath) => boolean): NamedThing {
  const { home, path } = readName(text);
  const [first = "", ...rest] = path;
  if (home.kind === "package") return findInPackage(program, { module: home.name, path });
  if (home.kind === "any") {
    const { found, names } = definedAnywhere(program, first, covers);
    if (found.length > 0) return followAll(program, found, rest, (names) => [first, ...names].join("."));
    return { kind: "nothing", nearest: respelled(first, names, (name) => [name, ...rest].join(".")) };
  }
  const { file } = home;
  const found = definedIn(program, file, first);
  if (found.length > 0) return followAll(program, found, rest, (names) => `${file}#${[first, ...names].join(".")}`);
  // What a module passes on from elsewhere may be unknown.
  if (program.modules.exported(file, first).kind === "unknown") return { kind: "definitions", found: [] };
  const names = [...program.modules.names(file), ...namesAtTop(program, file)];
  return { kind: "nothing", nearest: respelled(first, names, (name) => `${file}#${[name, ...rest].join(".")}`) };
}

function respelled(name: string, known: readonly string[], write: (name: string) => string): string | undefined {
  const near = nearest(name, known);
  return near === undefined ? undefined : write(near);
}

/** By name at the top of a module, tests left out. */
function definedAnywhere(
  program: Program,
  name: string,
  covers: (file: FilePath) => boolean,
): { readonly found: readonly NamedDefinition[]; readonly names: readonly string[] } {
  const files = program.files.map(({ file }) => file).filter((file) => !program.isTest(file));
  const ownIn = (all: readonly FilePath[]) => all.flatMap((file) => definedAtTop(program, file, name));
  const covered = ownIn(files.filter(covers));
  const found = covered.length > 0 ? covered : ownIn(files);
  return { found, names: found.length > 0 ? [] : files.flatMap((file) => namesAtTop(program, file)) };
}

function definedIn(program: Program, file: FilePath, name: string): readonly NamedDefinition[] {
  const own = definedAtTop(program, file, name);
  if (own.length > 0) return own;
  const exported = program.modules.exported(file, name);
  const symbol = program.symbols.exported(file, [name]);
  return exported.kind === "found" && symbol !== undefined ? [{ symbol, value: exported.value }] : [];
}

function definedAtTop(program: Program, file: FilePath, name: string): readonly NamedDefinition[] {
  const { bindings = [], classes = [] } = program.facts(file) ?? {};
  const bound = bindings.flatMap((binding, id): readonly NamedDefinition[] => {
    if (binding.name !== name || !binding.topLevel || binding.kind === "import") return [];
    const term = { kind: "binding", id } as const;
    const symbol = program.symbols.of(file, term) ?? { file, name, path: [], range: binding.nameRange };
    return [{ symbol, value: program.valueOf(file, term) }];
  });
  if (bound.length > 0) return bound;
  // A class that only an export names.
  return classes.flatMap((each, index): readonly NamedDefinition[] => {
    if (each.name !== name || !each.topLevel) return [];
    return [{ symbol: { file, name, path: [], range: each.nameRange }, value: { kind: "class", file, index } }];
  });
}

function namesAtTop(program: Program, file: FilePath): readonly string[] {
  const { bindings = [], classes = [] } = program.facts(file) ?? {};
  return [
    ...bindings.flatMap((each) => (each.topLevel && each.kind !== "import" ? [each.name] : [])),
    ...classes.flatMap((each) => (each.topLevel ? [each.name] : [])),
  ];
}

/** Follows the members of several definitions of one name; those that lack one are left out, unless all do. */
function followAll(
  program: Program,
  starts: readonly NamedDefinition[],
  path: readonly string[],
  write: (path: readonly string[]) => string,
): NamedThing {
  const followed = starts.map((start) => follow(program, start, path));
  const found = followed.flatMap((each) => (each.kind === "found" ? [each.definition] : []));
  const [missing] = followed.flatMap((each) => (each.kind === "missing" ? [each] : []));
  if (found.length > 0 || missing === undefined) return { kind: "definitions", found };
  const { at, known } = missing;
  const rename = (name: string) => write([...path.slice(0, at), name, ...path.slice(at + 1)]);
  return { kind: "nothing", nearest: respelled(path[at] ?? "", known, rename) };
}

type Followed =
  | { readonly kind: "found"; readonly definition: NamedDefinition }
  | { readonly kind: "missing"; readonly at: number; readonly known: readonly string[] };

function follow(program: Program, start: NamedDefinition, path: readonly string[]): Followed {
  let { value } = start;
  let member: OwnedMember | undefined;
  for (const [at, name] of path.entries()) {
    const found = lookUpOnSides(program, value, name, start.symbol.file);
    if (found.kind === "absent") return { kind: "missing", at, known: memberNamesOf(program, value) };
    value = found.kind === "found" ? found.value : unknownValue(found.reason);
    member = found.kind === "found" ? found.member : undefined;
  }
  const symbol = { ...start.symbol, path: [...start.symbol.path, ...path] };
  return { kind: "found", definition: { symbol, value, member } };
}

/** A method of instances may be named by its class: which of the two is called is said by the calls. */
export function lookUpOnSides(program: Program, value: Value, name: string, from: FilePath): Lookup {
  const lookups = sidesOf(value).map((side) => program.members.lookUp(side, name, from));
  return lookups.find(({ kind }) => kind !== "absent") ?? { kind: "absent" };
}

export function memberNamesOf(program: Program, value: Value): readonly string[] {
  return sidesOf(value).flatMap((side) => program.members.listed(side).map((member) => member.name));
}

function sidesOf(value: Value): readonly Value[] {
  return value.kind === "class" ? [value, { ...value, kind: "instance" }] : [value];
}

/** Packages are not read, so a name counts as wrong only if it is close to a known one. */
function findInPackage(program: Program, of: PackageName): NamedThing {
  const [first = "", ...rest] = of.path;
  const imports = program.files.flatMap((facts) => facts.imports);
  const used = imports.filter(({ specifier }) => specifier === of.module).flatMap(({ names }) => names);
  const packages = [...knownPackages(), ...imports.map(({ specifier }) => specifier)];
  if (!packages.includes(of.module)) {
    const near = respelled(of.module, packages, (module) => `${module}#${of.path.join(".")}`);
    return { kind: "nothing", nearest: near };
  }
  const names = [...knownNames(of.module), ...used.map(({ imported }) => imported)];
  const near = names.includes(first)
    ? undefined
    : respelled(first, names, (name) => `${of.module}#${[name, ...rest].join(".")}`);
  return near === undefined ? { kind: "package", of } : { kind: "nothing", nearest: near };
}

export function isSameMember(a: OwnedMember, b: OwnedMember): boolean {
  return isSameDefinition(a.owner, b.owner) && a.member.nameRange.start === b.member.nameRange.start;
}
