/**
 * The catalogue of database drivers and ORMs, and the questions that rules and detection ask about it. The files beside this
 * one hold one family each; README.md explains the entries.
 */
import { DOCUMENT_STORES } from "./document.js";
import {
  type BlockEffect,
  type Client,
  DATABASE_KINDS,
  type Driver,
  type ExternalPath,
  type GlobalHandle,
  type Implicit,
  type PackageName,
  type Steps,
} from "./driver.js";
import { canonicalSteps } from "./entry.js";
import { ORMS } from "./orm.js";
import { OTHER_STORES } from "./other.js";
import { POSTGRESQL_DRIVERS } from "./postgresql.js";
import { PYTHON_DRIVERS } from "./python/index.js";
import { QUERY_BUILDERS } from "./query-builders.js";
import {
  isGeneratedPrismaClient,
  isPythonPackage,
  type PackageSpecifier,
  packageName,
  splitSpecifier,
} from "./specifier.js";
import { SQL_DRIVERS } from "./sql.js";
import { SQLITE_DRIVERS } from "./sqlite.js";
import { beginning, endsWith, follow, leadingModules, pythonSteps, readingsOf, type Way } from "./steps.js";

export type {
  BlockEffect,
  Client,
  Driver,
  DriverKind,
  Engine,
  ExternalPath,
  Gives,
  GlobalHandle,
  Implicit,
  PackageName,
  Steps,
  WrappedPlace,
} from "./driver.js";
export { type PackageSpecifier, packageName } from "./specifier.js";

export const DRIVERS: readonly Driver[] = [
  ...POSTGRESQL_DRIVERS,
  ...SQLITE_DRIVERS,
  ...SQL_DRIVERS,
  ...QUERY_BUILDERS,
  ...ORMS,
  ...DOCUMENT_STORES,
  ...OTHER_STORES,
  ...PYTHON_DRIVERS,
];

/** The client that a path builds. */
export interface ClientMatch {
  readonly driver: Driver;
  readonly client: Client;
}

/** The client that a path comes from, and how far it is from it. */
export interface HandleMatch extends ClientMatch, Way {}

/** A handle from a client that the package keeps to itself. */
export interface ImplicitMatch extends Way {
  readonly driver: Driver;
  readonly implicit: Implicit;
}

/** The driver behind a package; a subpath that has its own entry comes before the package that it lies in. */
export function findDriver(packageName: string, subpath: string): Driver | undefined {
  if (!BEGINNINGS.has(packageName)) return undefined;
  const segments = [packageName, ...subpath.split("/").filter((segment) => segment !== "")];
  for (let length = segments.length; length > 0; length--) {
    const driver = BY_SPECIFIER.get(segments.slice(0, length).join("/"));
    if (driver) return driver;
  }
  return undefined;
}

/** The driver that a path leads into. Of Python's packages, modules inside may be steps: `google`, `cloud`, `firestore`. */
export function driverOf(external: ExternalPath): Driver | undefined {
  if (!isPythonPackage(external.package)) return findDriver(external.package, external.subpath);
  if (!BEGINNINGS.has(external.package)) return undefined;
  const steps = pythonSteps(external);
  return findDriver(external.package, steps.slice(0, leadingModules(steps)).join("/"));
}

/**
 * The client that a path builds, where it is exactly a creation: `new pg.Pool()`, but not `new pg.Pool().connect()`.
 * Thus each client is found once, at the expression that builds it.
 */
export function clientOf(external: ExternalPath): ClientMatch | undefined {
  const found = creationIn(external);
  return found && found.rest.length === 0 ? { driver: found.driver, client: found.client } : undefined;
}

/**
 * The client that a value comes from, where the value is a way to the database: the client, a session or a view of it.
 * What a query gives is none: `new pg.Pool().connect()` is a handle, `new pg.Pool().query()` is not.
 */
export function handleOf(external: ExternalPath): HandleMatch | undefined {
  const found = creationIn(external);
  const way = found && follow(found.driver, found.rest);
  return found && way && { driver: found.driver, client: found.client, ...way };
}

/**
 * The entry point that a value comes from, where it is a handle with no client in sight: `getRepository(User)` of
 * TypeORM, `sql` of `@vercel/postgres`. Where `implicit.bare` holds, the caller has to see that there is no argument.
 */
export function implicitOf(external: ExternalPath): ImplicitMatch | undefined {
  const driver = driverOf(external);
  const start = driver && beginning(driver.implicit, readingsOf(driver, external));
  const way = start && follow(driver, start.rest);
  return start && way && { driver, implicit: start.found, ...way };
}

/** Whether a value is what a configuration names, not what a call of it gives. Calls on the way to it are passed over. */
export function isOfPackage(external: ExternalPath, { module, path }: PackageName): boolean {
  if (CALLS.has(external.path.at(-1) ?? "")) return false;
  const steps = external.path.filter((step) => !CALLS.has(step));
  if (isPythonPackage(external.package)) {
    const own = [packageName(external.package), ...pythonSteps({ ...external, path: steps })];
    return own.join(".") === [module, ...path].join(".");
  }
  const own = [external.package, ...(external.subpath === "" ? [] : [external.subpath])].join("/");
  const named = (of: Steps): string => canonicalSteps(of, driverOf(external)?.defaultExport).join(".");
  return own === module && named(steps) === named(path);
}

const CALLS: ReadonlySet<string> = new Set(["()", "new()"]);

/** The handles that a driver keeps itself and that a client of the project serves for, with their names. */
export function globalsOf({ packages, globals }: Driver): readonly { of: PackageName; global: GlobalHandle }[] {
  return packages.flatMap((each) => {
    return globals.map((global) => ({ of: { module: importName(each), path: global.path }, global }));
  });
}

/** The one of them that a name means. */
export function globalNamed({ module, path }: PackageName): GlobalHandle | undefined {
  const all = DRIVERS.flatMap(globalsOf);
  return all.find(({ of, global }) => of.module === module && of.path.join(".") === path.join(".") && !global.key)
    ?.global;
}

/** What the catalogue knows of a package by name: the first steps of what builds a client or reaches one. */
export function knownNames(module: string): readonly string[] {
  const drivers = DRIVERS.filter(({ packages }) => packages.some((each) => importName(each) === module));
  return drivers.flatMap(waysIn).flatMap(([first]) => first ?? []);
}

/** The packages of the catalogue, as imports name them. */
export function knownPackages(): readonly string[] {
  return DRIVERS.flatMap(({ packages }) => packages.map(importName));
}

function importName(specifier: string): string {
  return isPythonPackage(specifier) ? packageName(specifier) : specifier;
}

/** Whether a handle, by the path that leads to it, is known not to have a method. */
export function lacksMethod(external: ExternalPath, method: string): boolean {
  const driver = driverOf(external);
  const [steps = []] = driver ? readingsOf(driver, external) : [];
  return longest(driver?.lacks ?? [], steps)?.methods.includes(method) === true;
}

/**
 * Whether a value is a statement that one driver makes and the handle of another is asked to run. Only of a driver that lacks
 * others' methods is it known that it is built on none of them, and a handle of another is no statement.
 */
export function isForeign(handle: ExternalPath, statement: ExternalPath): boolean {
  const [own, other] = [driverOf(handle), driverOf(statement)];
  if (own === undefined || own.lacks.length === 0 || other === undefined || other === own) return false;
  return handleOf(statement) === undefined && implicitOf(statement) === undefined;
}

/** What the driver does around code that runs inside of what a path gives; `undefined` where the catalogue does not say. */
export function blockOf(external: ExternalPath): readonly BlockEffect[] | undefined {
  const driver = driverOf(external);
  const [steps = []] = driver ? readingsOf(driver, external) : [];
  return longest(driver?.blocks ?? [], steps)?.does;
}

/** Whether the catalogue says that the result of a path can be entered by `async with` after it was awaited. */
export function isEnteredAwaited(external: ExternalPath): boolean {
  const driver = driverOf(external);
  const [steps = []] = driver ? readingsOf(driver, external) : [];
  return driver?.enteredAwaited.some((path) => endsWith(steps, path)) === true;
}

/** Of those that tell the end of a path the one that tells most of it. */
function longest<One extends { readonly path: Steps }>(all: readonly One[], steps: Steps): One | undefined {
  const fitting = all.filter(({ path }) => endsWith(steps, path));
  return [...fitting].sort((a, b) => b.path.length - a.path.length)[0];
}

/**
 * Package and subpath of a specifier that leads to a driver. A generated Prisma client counts as `@prisma/client`, so
 * ask for a path only where it leads to no file of the project.
 */
export function driverModule(specifier: string): PackageSpecifier | undefined {
  const module = splitSpecifier(specifier);
  if (module && findDriver(module.package, module.subpath)) return module;
  return isGeneratedPrismaClient(specifier) ? { package: "@prisma/client", subpath: "" } : undefined;
}

/**
 * Whether an import can bring in what builds a client of a database: of a query builder's operators, none can.
 *
 * @param module where the import leads out of the project, as `driverModule` or a language says
 * @param names the names imported; `undefined` where they are not known, `default` and `*` among them stand for all
 */
export function bringsClient(module: PackageSpecifier | undefined, names: readonly string[] | undefined): boolean {
  if (module === undefined) return false;
  if (isPythonPackage(module.package)) return bringsFromPython(module, names);
  const driver = findDriver(module.package, module.subpath);
  if (driver === undefined || !isDatabase(driver)) return false;
  const whole = ["default", "*", ...(driver.defaultExport === undefined ? [] : [driver.defaultExport])];
  if (names === undefined || whole.some((name) => names.includes(name))) return true;
  return waysIn(driver).some(([first = ""]) => names.includes(first));
}

/** Whether a module inside a package is a driver of its own: `mysql.connector`, `google.cloud.firestore`. */
export function isDriverModule(module: PackageSpecifier | undefined): boolean {
  if (module === undefined || module.subpath === "") return false;
  const driver = BY_SPECIFIER.get(`${module.package}/${module.subpath}`);
  return driver !== undefined && isDatabase(driver);
}

/** Whether the rules check this driver unless the configuration says otherwise. */
export function isDatabase(driver: Driver): boolean {
  return DATABASE_KINDS.includes(driver.kind);
}

const BY_SPECIFIER: ReadonlyMap<string, Driver> = new Map(
  DRIVERS.flatMap((driver) => driver.packages.map((specifier) => [specifier, driver] as const)),
);

/** With which parts a specifier of the catalogue begins: `a`, `a/b`. Most packages are in none of them. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  [...BY_SPECIFIER.keys()].flatMap((specifier) => {
    const parts = specifier.split("/");
    return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  }),
);

/** A name may be that of a module, which can be a driver of its own: `from mysql import connector`. */
function bringsFromPython(module: PackageSpecifier, names: readonly string[] | undefined): boolean {
  const whole = findDriver(module.package, module.subpath);
  if (names === undefined || names.includes("*")) return whole !== undefined && isDatabase(whole);
  return names.some((name) => {
    const path = { ...module, path: [name] };
    const driver = driverOf(path) ?? whole;
    if (driver === undefined || !isDatabase(driver)) return false;
    return driver !== whole || driver.modules.includes(name) || leadsTo(driver, path);
  });
}

/** Whether an imported name is the beginning of a path that reaches the database. */
function leadsTo(driver: Driver, path: ExternalPath): boolean {
  return readingsOf(driver, path).some(
    (steps) => steps.length > 0 && waysIn(driver).some((way) => steps.every((step, index) => way[index] === step)),
  );
}

function waysIn(driver: Driver): readonly Steps[] {
  return [...driver.clients, ...driver.implicit].map(({ path }) => path);
}

/** The creation with which a path begins, and the steps after it. */
function creationIn(external: ExternalPath): (ClientMatch & { readonly rest: Steps }) | undefined {
  const driver = driverOf(external);
  const start = driver && beginning(driver.clients, readingsOf(driver, external));
  return start && { driver, client: start.found, rest: start.rest };
}
