/** Candidates for the accessor: exported names that give a handle, each with its evidence. */

import type { FilePath } from "../../base/text/span.js";
import { driverOf as driverBehind, handleOf } from "../../read/drivers/index.js";
import type { FileFacts, FunctionFacts } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  type DefinitionRef,
  isSameDefinition,
  isWrapped,
  type SymbolRef,
  symbolKey,
  type Value,
} from "../../read/program/values.js";
import type { DatabaseModules } from "./database-modules.js";
import { handleFrom } from "./handle-from.js";
import { buildsClient, driversIn, type Handles, runsStatements, untypedHandle } from "./handles.js";
import {
  isAccessorName,
  isCalledAccessor,
  isHandleRequest,
  isManagerName,
  isPlainAccessorName,
  isStatementName,
} from "./names.js";
import { nameWithin } from "./source.js";

export interface AccessorCandidate {
  readonly symbol: SymbolRef;
  /** Module and exported name by which most importers know it. */
  readonly module: FilePath;
  readonly exportedAs: string;
  /** Of a class: the static member that gives the handle. */
  readonly member?: string;
  readonly kind: "function" | "object" | "manager" | "class";
  /** A manager class or a member of one: chosen only if the package has no other candidate. */
  readonly isManagerClass: boolean;
  readonly value: Value;
  /** Packages and engines of the driver behind it; empty where it is not seen. */
  readonly drivers: readonly string[];
  readonly engines: readonly string[];
  /** It is a handle of an ORM or a query builder. */
  readonly isOrm: boolean;
  /** Files that import it, tests left out, in the order of paths. */
  readonly importers: readonly FilePath[];
  readonly buildsClient: boolean;
  /** `session`: returns sessions of an ORM; `engine`: an ORM creates its sessions from it; absent: neither. */
  readonly layer?: "session" | "engine";
  /** The reason that its deprecation gives; empty if it gives none. */
  readonly deprecated?: string;
  /** Functions only: parameters that a caller must give. */
  readonly required: number;
}

export interface CandidateInput {
  readonly program: Program;
  readonly handles: Handles;
  readonly databaseModules: DatabaseModules;
  /** Files whose definitions are no accessor: tests, migrations, scripts. */
  readonly isAside: (file: FilePath) => boolean;
}

export function findCandidates(input: CandidateInput): readonly AccessorCandidate[] {
  const users = findUsers(input.program, input.isAside);
  const found = new Map<string, AccessorCandidate>();
  for (const facts of input.program.files) {
    if (input.isAside(facts.file)) continue;
    for (const name of exportedNames(input.program, facts)) {
      const symbol = input.program.symbols.exported(facts.file, [name]);
      if (symbol === undefined || symbol.file !== facts.file || symbol.path.length > 0) continue;
      const candidate = readCandidate(input, facts, name, symbol, users);
      if (candidate !== undefined && !found.has(symbolKey(symbol))) found.set(symbolKey(symbol), candidate);
    }
  }
  return [...found.values()];
}

/** Everything that an import can bring in by itself; `=` is what `require` gives of a module that exports one thing. */
export function exportedNames(program: Program, facts: FileFacts): readonly string[] {
  const whole = facts.exports.some((entry) => entry.kind === "name" && entry.name === "=") ? ["="] : [];
  return [...program.modules.names(facts.file), ...whole];
}

function readCandidate(
  input: CandidateInput,
  facts: FileFacts,
  name: string,
  symbol: SymbolRef,
  users: Users,
): AccessorCandidate | undefined {
  const { program, handles } = input;
  const start = program.modules.exported(facts.file, name);
  const whole: Value = start.kind === "found" ? start.value : { kind: "nothing" };
  const member = staticFactory(input, whole);
  const value = member?.value ?? whole;
  const given = handleFrom(program, value);
  const driver = handles.driverOf(given) ?? handles.driverWithin(given);
  const ownName = member?.name ?? nameWithin(symbol);
  const kind = candidateKind(input, value, given, ownName) ?? untypedHandle(program, symbol, value);
  if (kind === undefined) return undefined;
  const [owner] = alternatives(whole);
  const home = owner?.kind === "class" || owner?.kind === "instance" ? owner.file : facts.file;
  const behind = driver ? [driver] : driversIn(program, home);
  const [first] = alternatives(value);
  const definition = first?.kind === "function" ? program.functionAt(first) : undefined;
  return {
    symbol,
    ...users.publicName(symbol, facts.file, name),
    ...(member && { member: member.name }),
    kind,
    isManagerClass: owner?.kind === "class" && handles.driverOf({ ...owner, kind: "instance" }) === undefined,
    value,
    drivers: [...new Set(behind.flatMap((each) => each.packages))],
    engines: [...new Set(behind.flatMap((each) => each.engines))],
    isOrm: driver?.kind === "orm",
    importers: users.of(symbol),
    buildsClient: driversIn(program, home).length > 0,
    layer: layerOf(given),
    ...(definition?.deprecated !== undefined && { deprecated: definition.deprecated }),
    required:
      definition === undefined ? 0 : Math.max(0, requiredArguments(definition) - (isStatementName(ownName) ? 1 : 0)),
  };
}

/** What a caller has to know; the code that uses the handle is no such thing. */
function requiredArguments({ parameters, invokes }: FunctionFacts): number {
  const isCalled = (index: number) => invokes.some(({ parameter }) => parameter === index);
  return parameters.filter(({ optional, rest }, index) => !optional && !rest && !isCalled(index)).length;
}

/** Only ORMs separate sessions from the engine; the pool of a plain driver runs queries itself. */
function layerOf(value: Value): AccessorCandidate["layer"] {
  for (const part of alternatives(value)) {
    if (isWrapped(part)) return layerOf(part.of);
    const match = part.kind === "external" ? handleOf(part) : undefined;
    if (match?.driver.kind !== "orm") continue;
    if (match.client.gives === "session" || match.session) return "session";
    if (match.client.gives === "pool") return "engine";
  }
  return undefined;
}

function candidateKind(
  { program, handles, databaseModules }: CandidateInput,
  value: Value,
  given: Value,
  name: string,
): AccessorCandidate["kind"] | undefined {
  const [only] = alternatives(value);
  if (only === undefined) return undefined;
  const isWorking = (part: Value): boolean => isWorkingManager(program, handles, databaseModules, part);
  if (only.kind === "function") {
    if (runsStatements(program, only, name)) return "function";
    if (!isAccessorLike(name) && !isCalledAccessor(name, only.file)) return undefined;
    if (isWorking(given)) return "manager";
    return handles.isHandle(given) || handles.holdsHandle(given) || isCursor(given) ? "function" : undefined;
  }
  if (only.kind === "class") {
    const instance: Value = { ...only, kind: "instance" };
    return handles.driverOf(instance) || isWorking(instance) ? "class" : undefined;
  }
  if (isWorking(only)) return isAccessorName(name) || isManagerName(name) ? "manager" : undefined;
  if (handles.isHandle(value)) return isObjectName(name) ? "object" : undefined;
  if (only.kind !== "object" || !isAccessorName(name)) return undefined;
  if (handles.runsQueries(only)) return "object";
  return handles.holdsHandle(only) ? "manager" : undefined;
}

/** `connection.cursor()` of a driver, which code uses as the handle. */
function isCursor(value: Value): boolean {
  return alternatives(value).some((part) => {
    if (isWrapped(part)) return isCursor(part.of);
    return part.kind === "external" && part.path.slice(-2).join("") === "cursor()" && driverBehind(part) !== undefined;
  });
}

/** An instance of a manager that hands out handles, or that runs queries with its own client. */
function isWorkingManager(program: Program, handles: Handles, databaseModules: DatabaseModules, value: Value): boolean {
  return alternatives(value).some((part) => {
    if (part.kind === "promise") return isWorkingManager(program, handles, databaseModules, part.of);
    if (part.kind !== "instance" || handles.driverOf(part) !== undefined) return false;
    if (!databaseModules.isManagerClass(part)) return false;
    return databaseModules.handleFactories(part).length > 0 || buildsClient(program, part);
  });
}

/** The member by which code gets at what a manager class keeps: `Database.getConnection()`; of several, the one most asked for. */
function staticFactory(
  { program, databaseModules }: CandidateInput,
  whole: Value,
): { readonly name: string; readonly value: Value } | undefined {
  const [only] = alternatives(whole);
  if (only?.kind !== "class" || !databaseModules.isManagerClass(only)) return undefined;
  const handleFactories = databaseModules.handleFactories(only);
  const names = program.members
    .listed(only)
    .map((member) => member.name)
    .filter((name) => isHandleRequest(name) && (handleFactories.includes(name) || givesItself(program, only, name)));
  const [name] = names.length > 1 ? mostAsked(program, only, names) : names;
  const found = name === undefined ? undefined : program.members.lookUp(only, name, only.file);
  return name !== undefined && found?.kind === "found" ? { name, value: found.value } : undefined;
}

/** In the order of their uses in other files; of those used equally often, plain accessor names first. */
function mostAsked(program: Program, owner: DefinitionRef, names: readonly string[]): readonly string[] {
  const counts = new Map(names.map((name) => [name, isPlainAccessorName(name) ? 0.5 : 0]));
  for (const { file, sites } of program.files) {
    if (file === owner.file) continue;
    for (const { target } of sites) {
      const count = target.kind === "member" ? counts.get(target.name) : undefined;
      if (target.kind !== "member" || count === undefined) continue;
      const isOwner = alternatives(program.valueOf(file, target.of)).some(
        (part) => part.kind === "class" && isSameDefinition(part, owner),
      );
      if (isOwner) counts.set(target.name, count + 1);
    }
  }
  return [...names].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}

function givesItself(program: Program, owner: Value & { readonly kind: "class" }, name: string): boolean {
  const found = program.members.lookUp(owner, name, owner.file);
  if (found.kind !== "found" || found.value.kind !== "function" || found.unbound) return false;
  return alternatives(program.resultOf(found.value)).some(
    (part) => part.kind === "instance" && isSameDefinition(part, owner),
  );
}

/** A function that gives a handle and is called `runMigrations` is no accessor. */
function isAccessorLike(name: string): boolean {
  return (
    isAccessorName(name) ||
    /(db|database|prisma|connection|client|session|pool|knex|sequelize|datasource|transaction)/i.test(name)
  );
}

/** Repositories and models made from a client are handles too, but of one table. */
function isObjectName(name: string): boolean {
  return !/(repo|repository|model|schema|table|collection|query|queue)s?$/i.test(name);
}

/** The name by which code asks for it, that of the member where it is one. */
export function calledName({ member, symbol }: AccessorCandidate): string {
  return member ?? nameWithin(symbol);
}

export function isNamedLikeAccessor(candidate: AccessorCandidate): boolean {
  return isAccessorName(calledName(candidate));
}

export function isNamedPlainly(candidate: AccessorCandidate): boolean {
  return isPlainAccessorName(calledName(candidate));
}

interface Users {
  of(symbol: SymbolRef): readonly FilePath[];
  publicName(
    symbol: SymbolRef,
    file: FilePath,
    name: string,
  ): { readonly module: FilePath; readonly exportedAs: string };
}

/** Who imports what: each symbol's importers, and the module by which they get at it. */
function findUsers(program: Program, isAside: (file: FilePath) => boolean): Users {
  const importers = new Map<string, Set<FilePath>>();
  const ways = new Map<string, Map<string, number>>();
  const note = (symbol: SymbolRef, by: FilePath, way?: string): void => {
    const key = symbolKey(symbol);
    // A test takes a name from wherever the code under test has it, to put another in its place.
    if (isAside(by) || by === symbol.file) return;
    importers.set(key, (importers.get(key) ?? new Set()).add(by));
    if (way === undefined) return;
    const counts = ways.get(key) ?? new Map<string, number>();
    ways.set(key, counts.set(way, (counts.get(way) ?? 0) + 1));
  };
  for (const facts of program.files) {
    for (const { specifier, names, kind } of facts.imports) {
      if (kind === "reexport") continue;
      const target = program.resolve(facts.file, specifier);
      if (target.kind !== "file") continue;
      for (const { imported } of names) {
        const module = program.modules.meant(target, imported);
        const symbol = program.symbols.exported(module, [imported]);
        if (symbol === undefined || symbol.name === "*") continue;
        // `users = db.users` brings a part of the handle, and is no name for it.
        const way = symbol.path.length === 0 ? `${module}#${imported}` : undefined;
        note({ ...symbol, path: [] }, facts.file, way);
      }
    }
    for (const site of facts.sites) {
      const symbol = program.symbols.of(facts.file, site.target);
      if (symbol) note({ ...symbol, path: [] }, facts.file);
    }
  }
  return {
    of: (symbol) => [...(importers.get(symbolKey(symbol)) ?? [])].sort(),
    publicName(symbol, file, name) {
      // Prefers named exports: each file makes up its own name for a default import.
      const isDefault = (way: string) => (way.endsWith("#default") ? 1 : 0);
      const counts = [...(ways.get(symbolKey(symbol)) ?? [])].sort(
        ([a, byA], [b, byB]) => byB - byA || isDefault(a) - isDefault(b) || (a < b ? -1 : 1),
      );
      const [module = file, exportedAs = name] = counts[0]?.[0].split("#") ?? [];
      return { module, exportedAs };
    },
  };
}
