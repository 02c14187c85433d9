/**
 * Clients where no accessor is known: which of them connect to the same database, and which of them no other file can use. A
 * module that shares its client is a candidate for the accessor. The other clients are wrong whichever candidate is chosen.
 */
import { groupBy } from "../../base/text/group.js";
import { baseName } from "../../base/text/paths.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { symbolKey } from "../../read/program/values.js";
import { argumentAt } from "../databases/accesses.js";
import { legacySymbol } from "../databases/source.js";
import { interfacesOf } from "./managed.js";
import type { RuleContext } from "./rule.js";
import { type ClientAccess, databaseNamesOf, isHosted, listensAlone, serviceKeyOf } from "./same-client.js";

/** Clients for one database that files create for themselves. */
export interface PrivateClients {
  readonly clients: readonly ClientAccess[];
  /** The number of files that create them. */
  readonly files: number;
  /** Modules that share a client for this database, in the order of their paths; none is known to be the accessor. */
  readonly shared: readonly FilePath[];
}

/** @param clients without an accessor; none of scripts or tests, which may create their own */
export function privateClients(subject: RuleContext, clients: readonly ClientAccess[]): readonly PrivateClients[] {
  const isSharing = sharingModules(subject);
  const held = clients.filter((access) => isLeftOpen(subject, access.file) && isOneOfMany(subject, access));
  return oneForEachDatabase(subject, held).flatMap((group) => {
    const shared = group.filter(({ file }) => isSharing(file));
    const own = group.filter(({ file }) => !isSharing(file));
    const files = distinctFiles(own);
    const isAlone = shared.length === 0 && files.length === 1;
    return own.length === 0 || isAlone ? [] : [{ clients: own, files: files.length, shared: distinctFiles(shared) }];
  });
}

/** Nobody has configured what the file may use. */
function isLeftOpen({ sources }: RuleContext, file: FilePath): boolean {
  const covering = sources.filter((source) => source.covers(file));
  return covering.length > 0 && covering.every(({ assumed }) => assumed);
}

/**
 * Whether several files could use one client instead. Not if it is a hosted service with an unknown key, listens, or is a database in memory; if the
 * library itself keeps one client (`getFirestore()`); or if it wraps a client that the caller passes.
 */
function isOneOfMany(subject: RuleContext, access: ClientAccess): boolean {
  const { file, site, client } = access;
  if (isHosted(access)) return serviceKeyOf(subject, access) !== undefined;
  if (listensAlone(subject, access)) return false;
  if (site.arguments[0]?.text === ":memory:" || /^get[A-Z_]/.test(client.written)) return false;
  const bindings = subject.program.facts(file)?.bindings ?? [];
  const wrapped = client.wraps.map((place) => argumentAt(site, place)?.term);
  return !wrapped.some((term) => term?.kind === "binding" && bindings[term.id]?.kind === "parameter");
}

/** Groups by package and driver, then by names of the database. If only one database is named, clients without a name belong to it. */
function oneForEachDatabase(
  subject: RuleContext,
  clients: readonly ClientAccess[],
): readonly (readonly ClientAccess[])[] {
  const ofDriver = groupBy(clients, ({ file, driver }) => JSON.stringify([subject.packageOf(file), driver.packages]));
  return [...ofDriver.values()].flatMap((all) => {
    const unnamed: ClientAccess[] = [];
    let named: readonly { readonly names: readonly string[]; readonly clients: readonly ClientAccess[] }[] = [];
    for (const access of all) {
      const names = namesOf(subject, access);
      if (names.length === 0) unnamed.push(access);
      else {
        const isSame = (each: (typeof named)[number]): boolean => each.names.some((name) => names.includes(name));
        const same = named.filter(isSame);
        const merged = {
          names: [...new Set([...same.flatMap((each) => each.names), ...names])],
          clients: [...same.flatMap((each) => each.clients), access],
        };
        named = [...named.filter((each) => !isSame(each)), merged];
      }
    }
    const [only, ...others] = named.map((each) => each.clients);
    if (only !== undefined && others.length === 0) return [[...only, ...unnamed]];
    return [...named.map((each) => each.clients), unnamed];
  });
}

/** The names by which the code tells the client's database from others; may be empty. */
function namesOf(subject: RuleContext, access: ClientAccess): readonly string[] {
  const { file, site, client } = access;
  if (isHosted(access)) return [serviceKeyOf(subject, access) ?? ""];
  const named = databaseNamesOf(subject, access);
  if (client.gives !== "database") return named;
  const all = subject.program.facts(file)?.databaseNames.map(({ name }) => name) ?? [];
  const files = [named, all]
    .map((names) => names.filter((name) => DATABASE_FILE.test(name)))
    .find(({ length }) => length > 0);
  if (files !== undefined) return files.map(baseName);
  const [first] = site.arguments;
  const symbol = first && subject.program.symbols.of(file, first.term);
  if (symbol === undefined || symbol.path.length > 0) return [];
  // Files with a constant for the path each usually give it the same name.
  return [symbol.file === file ? symbol.name : symbolKey(symbol)];
}

const DATABASE_FILE = /\.(?:db3?|sqlite3?)$/;

/** Whether a file gives its client to others: what it defines may be the accessor, is a manager, or takes the place of one. */
function sharingModules({ program, sources }: RuleContext): (file: FilePath) => boolean {
  const managers = sources.flatMap((source) => source.managers);
  const files = new Set([
    ...sources.flatMap(({ legacy }) => legacy.flatMap((each) => legacySymbol(each)?.file ?? [])),
    ...managers.map(({ file }) => file),
  ]);
  const interfaces = new Set(
    managers.flatMap((manager) => (manager.kind === "class" ? interfacesOf(program, manager) : [])),
  );
  const isStrategy = (file: FilePath): boolean =>
    program
      .facts(file)
      ?.classes.some((_, index) => interfacesOf(program, { file, index }).some((each) => interfaces.has(each))) ===
    true;
  return (file) => files.has(file) || (interfaces.size > 0 && isStrategy(file));
}

function distinctFiles(clients: readonly ClientAccess[]): readonly FilePath[] {
  return [...new Set(clients.map(({ file }) => file))].sort(compareText);
}
