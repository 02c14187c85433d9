/** Accesses: every site of the program that reaches a source, and how. Rules and the inventory read this list. */

import type { FilePath } from "../../base/text/span.js";
import type { Client, Driver, WrappedPlace } from "../../read/drivers/index.js";
import type { Argument, FileFacts, Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  isSameDefinition,
  type Lookup,
  type OwnedMember,
  symbolKey,
  type Value,
} from "../../read/program/values.js";
import { accessByValue, indexByValue, isSiteItself, type ValueIndex } from "./by-value.js";
import type { DatabaseModules } from "./database-modules.js";
import { clientBuiltAt, doesWork } from "./handles.js";
import { isHandleRequest } from "./names.js";
import {
  type Accessor,
  type Database,
  type LegacyAccessor,
  legacySymbol,
  type Manager,
  type RawHandle,
} from "./source.js";

export type Access = {
  readonly file: FilePath;
  readonly site: Site;
} & (
  | { readonly kind: "accessor"; readonly source: Database; readonly accessor: Accessor; readonly preferred: boolean }
  | { readonly kind: "legacy"; readonly source: Database; readonly legacy: LegacyAccessor }
  | { readonly kind: "raw"; readonly source: Database; readonly raw: RawHandle }
  | ManagerAccess
  | { readonly kind: "client"; readonly driver: Driver; readonly client: Client }
  /** A name asked of the namespace of a database module that does not export it. */
  | { readonly kind: "module"; readonly module: FilePath; readonly name: string }
);

export type RawAccess = Extract<Access, { kind: "raw" }>;

/** It gives a session or a connection, or runs a query; it is not ended, configured or passed on. */
export function isRawUse(program: Program, access: RawAccess): boolean {
  const { kind, target } = access.site;
  return isRequest(program, access) || (kind === "call" && target.kind === "member" && doesWork(target.name));
}

/** `SessionLocal()`, `pool.connect()`. */
export function isRequest(program: Program, { file, site, raw }: RawAccess): boolean {
  if (site.kind !== "call") return false;
  const named = program.symbols.of(file, site.target);
  const isItself = named !== undefined && symbolKey(named) === symbolKey(raw.symbol);
  return isItself || (site.target.kind === "member" && isHandleRequest(site.target.name));
}

/** A member of a manager, by name. */
export interface ManagerAccess {
  readonly kind: "manager";
  readonly source: Database;
  readonly manager: Manager;
  readonly side: "static" | "instance";
  readonly name: string;
  readonly found: Lookup;
  readonly member?: OwnedMember;
}

/** @param sources those that linking gave, the one that covers a file decides for it */
export function findAccesses(
  program: Program,
  sources: readonly Database[],
  databaseModules: Pick<DatabaseModules, "isDatabaseModule">,
): readonly Access[] {
  const names = indexNames(sources);
  const isDatabaseModule = (file: FilePath): boolean => {
    const facts = program.facts(file);
    return (
      facts !== undefined &&
      (sources.some((source) => source.isInternal(file)) || databaseModules.isDatabaseModule(facts))
    );
  };
  const search = { program, sources, names, byValue: indexByValue(sources), isDatabaseModule };
  return program.files.flatMap((facts) => facts.sites.flatMap((site) => accessAt(search, facts, site)));
}

interface Search {
  readonly program: Program;
  readonly sources: readonly Database[];
  readonly names: NameIndex;
  readonly byValue: ValueIndex;
  readonly isDatabaseModule: (file: FilePath) => boolean;
}

function accessAt(
  { program, sources, names, byValue, isDatabaseModule }: Search,
  facts: FileFacts,
  site: Site,
): readonly Access[] {
  const { file } = facts;
  const named = namedAccess(program, names, file, site) ?? accessByValue(program, byValue, file, site);
  const managed = managerAccess(program, sources, file, site);
  // Of an accessor that is an object of the project, a member that it lacks is more than a use of it.
  if (managed?.found.kind === "absent") return [{ file, site, ...managed }];
  if (named === "allowed") return [];
  if (named !== undefined) return [{ file, site, ...named }];
  const client = clientAccess(program, file, site);
  if (client !== undefined) return [{ file, site, ...client }];
  if (managed !== undefined) return [{ file, site, ...(injected(managed) ?? managed) }];
  const missing = moduleAccess(program, isDatabaseModule, file, site);
  return missing === undefined ? [] : [{ file, site, ...missing }];
}

type Named =
  | Pick<Extract<Access, { kind: "accessor" }>, "kind" | "source" | "accessor" | "preferred">
  | Pick<Extract<Access, { kind: "legacy" }>, "kind" | "source" | "legacy">
  | Pick<Extract<Access, { kind: "raw" }>, "kind" | "source" | "raw">;
type NameIndex = ReadonlyMap<string, readonly Named[]>;

function indexNames(sources: readonly Database[]): NameIndex {
  const index = new Map<string, Named[]>();
  const add = (key: string, entry: Named): void => {
    index.set(key, [...(index.get(key) ?? []), entry]);
  };
  for (const source of sources) {
    const { accessor } = source;
    if (accessor) add(symbolKey(accessor.symbol), { kind: "accessor", source, accessor, preferred: true });
    for (const allowed of source.alsoAllowed)
      add(symbolKey(allowed.symbol), { kind: "accessor", source, accessor: allowed, preferred: false });
    for (const legacy of source.legacy) {
      const symbol = legacySymbol(legacy);
      if (symbol) add(symbolKey(symbol), { kind: "legacy", source, legacy });
    }
    for (const raw of source.raw) add(symbolKey(raw.symbol), { kind: "raw", source, raw });
  }
  return index;
}

/** An accessor or legacy accessor, called, read or handed on; of an object accessor, whatever is done with it. */
function namedAccess(program: Program, names: NameIndex, file: FilePath, site: Site): Named | undefined {
  if (site.kind === "type") return undefined;
  for (const term of [site.target, ...(site.target.kind === "member" ? [site.target.of] : [])]) {
    const symbol = program.symbols.of(file, term);
    if (symbol === undefined) continue;
    // The internals may use their own handles.
    const candidates = (names.get(symbolKey(symbol)) ?? []).filter(
      ({ kind, source }) => kind !== "raw" || !source.isInternal(file),
    );
    const entry = candidates.find(({ source }) => source.covers(file)) ?? candidates[0];
    if (entry === undefined || (entry.kind === "legacy" && isSiteItself(site, term))) continue;
    if (term === site.target || isObject(entry) || isMissingOfFunction(program, file, site)) return entry;
  }
  return undefined;
}

/** `getDb.query()`: a member that no function has, taken of the accessor itself. */
function isMissingOfFunction(program: Program, file: FilePath, { target }: Site): boolean {
  if (target.kind !== "member") return false;
  const owner = program.valueOf(file, target.of);
  return owner.kind === "function" && program.members.lookUp(owner, target.name, file).kind === "absent";
}

function isObject(entry: Named): boolean {
  if (entry.kind === "raw") return true;
  return entry.kind === "accessor" ? entry.accessor.definition === undefined : entry.legacy.definition === undefined;
}

/** `this.prisma.user` where the accessor is the class `PrismaService`: what is injected is the accessor itself. */
function injected({ source, manager, side }: ManagerAccess): Extract<Named, { kind: "accessor" }> | undefined {
  const accessors = [source.accessor ?? [], source.alsoAllowed].flat();
  const accessor = accessors.find(
    ({ symbol }) => symbol.path.length === 0 && symbol.file === manager.file && symbol.name === manager.name,
  );
  if (accessor === undefined || side !== "instance") return undefined;
  return { kind: "accessor", source, accessor, preferred: accessor === source.accessor };
}

function clientAccess(
  program: Program,
  file: FilePath,
  site: Site,
): Pick<Extract<Access, { kind: "client" }>, "kind" | "driver" | "client"> | undefined {
  const match = clientBuiltAt(program, file, site);
  return match && !isGiven(program, file, site, match.client) ? { kind: "client", ...match } : undefined;
}

/** `drizzle(pool)` stands on a client that was built elsewhere and is judged there; a session always does. */
function isGiven(program: Program, file: FilePath, site: Site, client: Client): boolean {
  if (client.gives === "session") return true;
  return client.wraps.some((place) => {
    const given = argumentAt(site, place);
    if (given === undefined) return false;
    const value = program.valueOf(file, handedOver(given, place));
    return alternatives(value).some((part) => part.kind === "external" || part.kind === "instance");
  });
}

/** What a site hands over at a place where a client may stand. */
export function argumentAt({ arguments: given }: Site, place: WrappedPlace): Argument | undefined {
  if ("keyword" in place) return given.find(({ keyword }) => keyword === place.keyword);
  return given.filter(({ keyword }) => keyword === undefined)[place.argument];
}

function handedOver({ term }: Argument, place: WrappedPlace): Term {
  if ("keyword" in place || place.property === undefined) return term;
  return { kind: "member", of: term, name: place.property };
}

/** `database.getSession()` where `database` is a namespace, or what `require` gives. */
function moduleAccess(
  program: Program,
  isDatabaseModule: (file: FilePath) => boolean,
  file: FilePath,
  site: Site,
): Pick<Extract<Access, { kind: "module" }>, "kind" | "module" | "name"> | undefined {
  if (site.target.kind !== "member" || site.kind === "type" || site.guard !== undefined) return undefined;
  const receiver = program.valueOf(file, site.target.of);
  const module = receiver.kind === "module" ? receiver.file : wholeExport(program, receiver);
  if (module === undefined || !isDatabaseModule(module)) return undefined;
  const { name } = site.target;
  return program.members.lookUp(receiver, name, file).kind === "absent" ? { kind: "module", module, name } : undefined;
}

/** The module whose `module.exports` the object is. */
function wholeExport(program: Program, value: Value): FilePath | undefined {
  if (value.kind !== "object") return undefined;
  const whole = program.modules.exported(value.file, "=");
  const isWhole = whole.kind === "found" && whole.value.kind === "object" && whole.value.index === value.index;
  return isWhole ? value.file : undefined;
}

function managerAccess(
  program: Program,
  sources: readonly Database[],
  file: FilePath,
  site: Site,
): ManagerAccess | undefined {
  if (site.target.kind !== "member" || site.kind === "type") return undefined;
  const receiver = program.valueOf(file, site.target.of);
  const owned = alternatives(receiver).map((part) => ownerOf(program, sources, file, part));
  const [first] = owned;
  if (first === undefined || owned.includes(undefined)) return undefined;
  const { name } = site.target;
  const found = reached(program.members.lookUp(receiver, name, file), site);
  // Where the receiver may be several managers, nothing is known but that all of them lack a member.
  if (owned.length > 1 && found.kind !== "absent") return undefined;
  return {
    kind: "manager",
    ...first,
    name,
    found,
    ...(found.kind === "found" && found.member ? { member: found.member } : {}),
  };
}

/** A method of instances, called on the class with no instance to work on, is not there. */
function reached(found: Lookup, { kind, arguments: given }: Site): Lookup {
  if (found.kind !== "found" || !found.unbound || kind !== "call") return found;
  const [first] = given.filter((argument) => argument.keyword === undefined);
  return first === undefined || first.text !== undefined ? { kind: "absent" } : found;
}

/** The manager that a value is, or is an object of. */
export function ownerOf(
  program: Program,
  sources: readonly Database[],
  file: FilePath,
  value: Value,
): Pick<ManagerAccess, "source" | "manager" | "side"> | undefined {
  const isOfClass = value.kind === "class" || value.kind === "instance";
  if (!isOfClass && value.kind !== "object" && value.kind !== "interface") return undefined;
  const kind = isOfClass ? "class" : value.kind;
  // The nearest class in the line is the one that the code names.
  const lineage = isOfClass ? [value, ...program.members.bases(value).classes] : [value];
  const covering = [...sources].sort((a, b) => Number(b.covers(file)) - Number(a.covers(file)));
  for (const source of covering) {
    for (const ref of lineage) {
      const manager = source.managers.find((each) => each.kind === kind && isSameDefinition(each, ref));
      if (manager) return { source, manager, side: value.kind === "class" ? "static" : "instance" };
    }
  }
  return undefined;
}
