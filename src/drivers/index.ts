/**
 * The catalogue of database drivers and ORMs, and the questions that rules and detection ask of it. What is in it
 * stands in the files beside this one, a family each; README.md tells how an entry reads.
 */
import { DOCUMENT_STORES } from "./document.js";
import { type Client, DATABASE_KINDS, type Driver, type ExternalPath, type Implicit, type Steps } from "./driver.js";
import { canonicalSteps } from "./entry.js";
import { ORMS } from "./orm.js";
import { OTHER_STORES } from "./other.js";
import { POSTGRESQL_DRIVERS } from "./postgresql.js";
import { QUERY_BUILDERS } from "./query-builders.js";
import { isGeneratedPrismaClient, type PackageSpecifier, splitSpecifier } from "./specifier.js";
import { SQL_DRIVERS } from "./sql.js";
import { SQLITE_DRIVERS } from "./sqlite.js";

export type {
  Client,
  Driver,
  DriverKind,
  Engine,
  ExternalPath,
  Gives,
  Implicit,
  Steps,
  WrappedPlace,
} from "./driver.js";

export const DRIVERS: readonly Driver[] = [
  ...POSTGRESQL_DRIVERS,
  ...SQLITE_DRIVERS,
  ...SQL_DRIVERS,
  ...QUERY_BUILDERS,
  ...ORMS,
  ...DOCUMENT_STORES,
  ...OTHER_STORES,
];

/** What a driver is imported by: `pg`, `drizzle-orm/d1`. Generated Prisma clients, whose paths vary, are not listed. */
export const driverPackages: readonly string[] = DRIVERS.flatMap((driver) => driver.packages);

/** The client that a path builds. */
export interface ClientMatch {
  readonly driver: Driver;
  readonly client: Client;
}

/** The client that a path comes from, and how far it is from it. */
export interface HandleMatch extends ClientMatch {
  /** Not the client itself but a session or a view that it gave. */
  readonly derived: boolean;
  /** On the way a session was taken, which whoever took it has to release. */
  readonly session: boolean;
}

/** A handle from a client that the package keeps to itself. */
export interface ImplicitMatch {
  readonly driver: Driver;
  readonly implicit: Implicit;
  readonly derived: boolean;
  readonly session: boolean;
}

/** The driver behind a package; a subpath that has its own entry comes before the package that it lies in. */
export function findDriver(packageName: string, subpath: string): Driver | undefined {
  const segments = [packageName, ...subpath.split("/").filter((segment) => segment !== "")];
  for (let length = segments.length; length > 0; length--) {
    const driver = BY_SPECIFIER.get(segments.slice(0, length).join("/"));
    if (driver) return driver;
  }
  return undefined;
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
  const driver = findDriver(external.package, external.subpath);
  if (!driver) return undefined;
  const path = pathInModule(driver, external.path);
  const implicit = longest(driver.implicit, path);
  const way = implicit && follow(driver, path.slice(implicit.path.length));
  return implicit && way && { driver, implicit, ...way };
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

/** Whether an import makes its file worth parsing: a driver, a subpath of one, `npm:pg`, a generated Prisma client. */
export function isDriverSpecifier(specifier: string): boolean {
  return driverModule(specifier) !== undefined;
}

/**
 * Whether an import can bring in what builds a client of a database: of a query builder's operators, none can.
 *
 * @param names the names imported; `undefined` where they are not known, `default` and `*` among them stand for all
 */
export function bringsClient(specifier: string, names: readonly string[] | undefined): boolean {
  const module = driverModule(specifier);
  const driver = module && findDriver(module.package, module.subpath);
  if (driver === undefined || !isDatabase(driver)) return false;
  const whole = ["default", "*", ...(driver.defaultExport === undefined ? [] : [driver.defaultExport])];
  if (names === undefined || whole.some((name) => names.includes(name))) return true;
  return [...driver.clients, ...driver.implicit].some(({ path: [first = ""] }) => names.includes(first));
}

/** Whether the rules hold this driver to the single way in unless the configuration says otherwise. */
export function isDatabase(driver: Driver): boolean {
  return DATABASE_KINDS.includes(driver.kind);
}

const BY_SPECIFIER: ReadonlyMap<string, Driver> = new Map(
  DRIVERS.flatMap((driver) => driver.packages.map((specifier) => [specifier, driver] as const)),
);

/** The creation with which a path begins, and the steps after it. */
function creationIn(external: ExternalPath): (ClientMatch & { readonly rest: Steps }) | undefined {
  const driver = findDriver(external.package, external.subpath);
  if (!driver) return undefined;
  const path = pathInModule(driver, external.path);
  const client = longest(driver.clients, path);
  return client && { driver, client, rest: path.slice(client.path.length) };
}

/** The steps without those that only name the module: imports of any style, and `verbose()`. */
function pathInModule(driver: Driver, steps: Steps): Steps {
  const path = canonicalSteps(steps, driver.defaultExport);
  const configured = driver.configures.find((prefix) => startsWith(path, prefix));
  return configured ? pathInModule(driver, path.slice(configured.length)) : path;
}

/** Follows a client's members for as long as they give handles; `undefined` where one gives something else. */
function follow(driver: Driver, steps: Steps): { readonly derived: boolean; readonly session: boolean } | undefined {
  if (steps.length === 0) return { derived: false, session: false };
  const taken = (members: readonly Steps[]) => members.find((member) => startsWith(steps, member));
  const handle = taken(driver.handles);
  const view = handle ?? taken(driver.views);
  const member = view ?? taken(driver.fluent);
  const further = member && follow(driver, steps.slice(member.length));
  return (
    further && {
      derived: view !== undefined || further.derived,
      session: handle !== undefined || further.session,
    }
  );
}

/** Of the paths with which `steps` begins, the longest: `Cluster.connect()` rather than `Cluster`. */
function longest<T extends { readonly path: Steps }>(candidates: readonly T[], steps: Steps): T | undefined {
  const matching = candidates.filter((candidate) => startsWith(steps, candidate.path));
  return matching.sort((a, b) => b.path.length - a.path.length)[0];
}

function startsWith(steps: Steps, prefix: Steps): boolean {
  return prefix.every((step, index) => steps[index] === step);
}
