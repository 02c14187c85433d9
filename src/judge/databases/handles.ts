/** Handles: which values reach a database. Uses the catalogue for packages and the members for classes. */

import { contains, type FilePath, type Range } from "../../base/text/span.js";
import {
  type ClientMatch,
  clientOf,
  type Driver,
  driverOf as driverBehind,
  type ExternalPath,
  handleOf,
  implicitOf,
  isDatabase,
} from "../../read/drivers/index.js";
import type { Site } from "../../read/facts/facts.js";
import { DISPOSERS } from "../../read/facts/releases.js";
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  type DefinitionRef,
  isSameDefinition,
  isWrapped,
  type Value,
} from "../../read/program/values.js";
import { isCalledAccessor, isStatementName } from "./names.js";

export interface Handles {
  /** The driver whose client, session or view the value is; promises are looked into. */
  driverOf(value: Value): Driver | undefined;
  /** A handle, or something of the project's own that stands for one: a session class around a client. */
  isHandle(value: Value): boolean;
  /** A view of one table or collection: a repository. */
  isOfOneTable(value: Value): boolean;
  /** The driver of a handle among the members of an object: of `{ db, disconnect }`. */
  driverWithin(value: Value): Driver | undefined;
  /** An object that holds a handle under one of its names. */
  holdsHandle(value: Value): boolean;
  /** An object that runs queries by a client of its file: `{ query: (text) => pool.query(text) }`. */
  runsQueries(value: Value): boolean;
  /** Members of the class whose value is a handle. */
  handleMembers(ref: DefinitionRef): readonly string[];
}

/**
 * The client that an expression itself builds: `new Pool()`, but not a call of the project's own function that gives one.
 * Clients of stores that are no database, and what an ORM is made from, are none.
 */
export function clientBuiltAt(program: Program, file: FilePath, site: Site): ClientMatch | undefined {
  if (site.kind !== "construct" && site.kind !== "call") return undefined;
  const step = site.kind === "construct" ? "new()" : "()";
  for (const part of alternatives(program.valueOf(file, site.target))) {
    const match = part.kind === "external" ? clientOf({ ...part, path: [...part.path, step] }) : undefined;
    if (match && isDatabase(match.driver) && match.client.gives !== "adapter") return match;
  }
  return undefined;
}

/** The clients that a file builds, or a part of it. */
export function clientsBuiltIn(program: Program, file: FilePath, part?: Range): readonly ClientMatch[] {
  const sites = program.facts(file)?.sites ?? [];
  return sites
    .filter((site) => part === undefined || contains(part, site.range))
    .flatMap((site) => clientBuiltAt(program, file, site) ?? []);
}

/** A function or a class whose own code builds a client. */
export function buildsClient(program: Program, part: Value): boolean {
  if (part.kind !== "function" && part.kind !== "class" && part.kind !== "instance") return false;
  const definition =
    part.kind === "function" ? program.functionAt(part) : program.facts(part.file)?.classes[part.index];
  return definition !== undefined && clientsBuiltIn(program, part.file, definition.range).length > 0;
}

/** The drivers of all clients that a file builds. */
export function driversIn(program: Program, file: FilePath): readonly Driver[] {
  return [...new Set(clientsBuiltIn(program, file).map(({ driver }) => driver))];
}

/**
 * What gives a handle by its name and its place, where its value cannot be told: a function around the creation of a client
 * (`connectDb()`, which may return nothing), or a handle beside it that the global object keeps (`export const pool = global.pool`).
 */
export function untypedHandle(
  program: Program,
  { file, name }: { readonly file: FilePath; readonly name: string },
  value: Value,
): "function" | "object" | undefined {
  const [only] = alternatives(value);
  if (only === undefined || !isCalledAccessor(name, file) || /^init/i.test(name)) return undefined;
  if (only.kind === "unknown") return driversIn(program, file).length > 0 ? "object" : undefined;
  return only.kind === "function" && buildsClient(program, only) ? "function" : undefined;
}

/** `query(text, params)` around a client of its own, which gives rows and no handle. */
export function runsStatements(program: Program, part: Value, name: string): boolean {
  const definition = part.kind === "function" ? program.functionAt(part) : undefined;
  if (part.kind !== "function" || definition === undefined) return false;
  if (definition.parameters.length === 0 || !isStatementName(name)) return false;
  const { file } = part;
  return (program.facts(file)?.sites ?? []).some(
    ({ kind, target, range }) =>
      kind === "call" &&
      contains(definition.range, range) &&
      target.kind === "member" &&
      doesWork(target.name) &&
      alternatives(program.valueOf(file, target.of)).some(isOfDatabase),
  );
}

function isOfDatabase(part: Value): boolean {
  const driver = part.kind === "external" ? driverBehind(part) : undefined;
  return driver !== undefined && isDatabase(driver);
}

export function createHandles(program: Program): Handles {
  const wrappers = new Map<string, boolean>();

  function driverOf(value: Value): Driver | undefined {
    for (const part of alternatives(value)) {
      if (isWrapped(part)) return driverOf(part.of);
      if (part.kind === "external") {
        const driver = externalDriver(part);
        if (driver !== undefined) return driver;
      }
      if (part.kind === "instance") {
        const driver = baseDriver(part);
        if (driver !== undefined) return driver;
      }
    }
    return undefined;
  }

  /** `class PrismaService extends PrismaClient` makes handles of its instances. */
  function baseDriver(ref: DefinitionRef): Driver | undefined {
    const chain = [ref, ...program.members.bases(ref).classes];
    for (const at of chain) {
      for (const term of program.facts(at.file)?.classes[at.index]?.bases ?? []) {
        const base = program.valueOf(at.file, term);
        if (base.kind !== "external") continue;
        const match = clientOf({ ...base, path: [...base.path, "new()"] });
        if (match && isDatabase(match.driver)) return match.driver;
      }
    }
    return undefined;
  }

  function isHandle(value: Value): boolean {
    if (driverOf(value) !== undefined) return true;
    return alternatives(value).some((part) => {
      if (isWrapped(part)) return isHandle(part.of);
      return part.kind === "instance" && wrapsHandle(part);
    });
  }

  /** A class of sessions: it holds a handle, and it can be disposed of or it queries. */
  function wrapsHandle(ref: DefinitionRef): boolean {
    const key = `${ref.file}:${ref.index}`;
    const known = wrappers.get(key);
    if (known !== undefined) return known;
    wrappers.set(key, false);
    const members = program.members.listed({ kind: "instance", file: ref.file, index: ref.index });
    const works = members.some(({ name }) => SESSION_MEMBERS.has(name));
    const wraps = works && handleMembers(ref).length > 0;
    wrappers.set(key, wraps);
    return wraps;
  }

  function handleMembers(ref: DefinitionRef): readonly string[] {
    const facts = program.facts(ref.file)?.classes[ref.index];
    return (facts?.members ?? []).flatMap((member) => {
      const value = member.kind === "method" ? NO_VALUE : program.valueOf(ref.file, member.type ?? member.value);
      const inner = value.kind === "collection" ? value.of : value;
      return driverOf(inner) === undefined ? [] : [member.name];
    });
  }

  function driverWithin(value: Value): Driver | undefined {
    for (const part of alternatives(value)) {
      if (isWrapped(part)) return driverWithin(part.of);
      if (part.kind !== "object" && part.kind !== "interface") continue;
      for (const member of program.members.listed(part)) {
        const found = program.members.lookUp(part, member.name, part.file);
        const driver = found.kind === "found" && member.kind === "field" ? driverOf(found.value) : undefined;
        if (driver !== undefined) return driver;
      }
      const [driver] = addedTo(part).flatMap((added) => driverOf(added) ?? []);
      if (driver !== undefined) return driver;
    }
    return undefined;
  }

  /** `const db = {}; db.sequelize = sequelize;` in the file of the object. */
  function addedTo({ kind, file, index }: Value & DefinitionRef): readonly Value[] {
    const augmentations = kind === "object" ? (program.facts(file)?.augmentations ?? []) : [];
    return augmentations
      .filter(({ target }) =>
        alternatives(program.valueOf(file, target)).some(
          (part) => part.kind === "object" && isSameDefinition(part, { file, index }),
        ),
      )
      .map(({ value }) => program.valueOf(file, value));
  }

  function runsQueries(value: Value): boolean {
    return alternatives(value).some((part) => {
      const members = part.kind === "object" ? (program.facts(part.file)?.objects[part.index]?.members ?? []) : [];
      const isAsked = members.some(({ name, kind }) => doesWork(name) && kind !== "setter");
      return isAsked && part.kind === "object" && driversIn(program, part.file).length > 0;
    });
  }

  return {
    driverOf,
    isHandle,
    isOfOneTable,
    driverWithin,
    holdsHandle: (value) => driverWithin(value) !== undefined,
    runsQueries,
    handleMembers,
  };
}

function isOfOneTable(value: Value): boolean {
  return alternatives(value).some((part) => {
    if (isWrapped(part)) return isOfOneTable(part.of);
    if (part.kind !== "external") return false;
    const match = handleOf(part);
    return match === undefined ? isImplicitTable(part) : match.table;
  });
}

/** `getRepository(User)` of TypeORM itself. */
function isImplicitTable(value: ExternalPath): boolean {
  const match = implicitOf(value);
  return match !== undefined && (match.table || /Repository\(\)$/.test(match.implicit.written));
}

const NO_VALUE: Value = { kind: "nothing" };
const WORK = ["query", "execute", "exec", "commit", "rollback", "fetch", "fetchrow", "fetchall"];
const SESSION_MEMBERS: ReadonlySet<string> = new Set([...WORK, ...DISPOSERS]);

/** A member that runs a query or ends a transaction; not one that closes the handle or reports its state. */
export function doesWork(name: string): boolean {
  return WORK.includes(name);
}

const HANDLE_TYPE =
  /(Client|Pool|PoolClient|Connection|Database|DataSource|EntityManager|QueryRunner|Session|Knex|Kysely|Sequelize|Transaction|TransactionClient|Db|DB|Sql|PGlite|BaseSQLiteDatabase|PgDatabase|ClientSession|Mongoose|Db)$/;

function externalDriver(value: Extract<Value, { kind: "external" }>): Driver | undefined {
  const driver = driverBehind(value);
  if (driver === undefined || !isDatabase(driver)) return undefined;
  const match = handleOf(value);
  if (match !== undefined) return match.client.gives === "adapter" ? undefined : driver;
  if (implicitOf(value) !== undefined) return driver;
  return isTransactionCallback(value.path) || isHandleType(driver, value.path) ? driver : undefined;
}

/** `db.transaction((tx) => …)` hands over the session of that transaction. */
function isTransactionCallback(path: readonly string[]): boolean {
  const [method, call, callback] = path.slice(-3);
  return callback?.startsWith("callback(") === true && call === "()" && /transaction|session/i.test(method ?? "");
}

/** What an annotation with a type of the driver says: `db: Kysely<Tables>`, `trx: Knex.Transaction`. */
function isHandleType({ handleTypes }: Driver, path: readonly string[]): boolean {
  const [name = "", last] = path.slice(-2);
  if (last !== "new()" || path.includes("()")) return false;
  return handleTypes === undefined ? HANDLE_TYPE.test(name) : handleTypes.includes(name);
}
