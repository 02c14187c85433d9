/**
 * Clients where no accessor is known: which of them lead to one database, and which of them no other file can use. A module
 * that shares its client is a candidate for the accessor; the others are in nobody's way, and are reported whichever is chosen.
 */
import { groupBy } from "../../base/text/group.js";
import { baseName } from "../../base/text/paths.js";
import { compareText, type FilePath, spanOf } from "../../base/text/span.js";
import { symbolKey } from "../../read/program/values.js";
import { argumentAt } from "../sources/accesses.js";
import type { RuleContext } from "./rule.js";
import type { ClientAccess } from "./same-client.js";

/** Clients for one database that files build for themselves. */
export interface PrivateClients {
  readonly clients: readonly ClientAccess[];
  /** The number of files that build them. */
  readonly files: number;
  /** Modules that share a client for this database, in the order of their paths; none is known to be the accessor. */
  readonly shared: readonly FilePath[];
}

/** @param clients those that no accessor stands for; scripts and tests, which may build what they need, are not among them */
export function privateClients(subject: RuleContext, clients: readonly ClientAccess[]): readonly PrivateClients[] {
  const sharing = sharingModules(subject);
  const held = clients.filter((access) => isLeftOpen(subject, access.file) && isOneOfMany(subject, access));
  return oneForEachDatabase(subject, held).flatMap((group) => {
    const shared = group.filter(({ file }) => sharing.has(file));
    const own = group.filter(({ file }) => !sharing.has(file));
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
 * A hosted service behind HTTP has a client for each role, `LISTEN` keeps a connection, a database in memory is one's own, and
 * what a library calls `getFirestore()` gives the one that the library keeps.
 */
function isOneOfMany({ program }: RuleContext, { file, site, client, driver }: ClientAccess): boolean {
  const facts = program.facts(file);
  if (client.gives === "connection" && facts?.listens) return false;
  if (site.arguments[0]?.text === ":memory:" || /^get[A-Z_]/.test(client.written)) return false;
  const stands = client.wraps.map((place) => argumentAt(site, place)?.term);
  if (stands.some((term) => term?.kind === "binding" && facts?.bindings[term.id]?.kind === "parameter")) return false;
  return client.gives !== "client" || driver.engines.length > 0;
}

/** By package and driver, then by what names the database; a client that names none belongs to the only one that is named. */
function oneForEachDatabase(
  subject: RuleContext,
  clients: readonly ClientAccess[],
): readonly (readonly ClientAccess[])[] {
  const ofDriver = groupBy(clients, ({ file, driver }) => JSON.stringify([subject.packageOf(file), driver.packages]));
  return [...ofDriver.values()].flatMap((all) => {
    const named: { names: Set<string>; clients: ClientAccess[] }[] = [];
    const unnamed: ClientAccess[] = [];
    for (const access of all) {
      const names = namesOf(subject, access);
      if (names.length === 0) {
        unnamed.push(access);
        continue;
      }
      const known = named.filter((each) => names.some((name) => each.names.has(name)));
      const merged = {
        names: new Set([...known.flatMap((each) => [...each.names]), ...names]),
        clients: [...known.flatMap((each) => each.clients), access],
      };
      for (const each of known) named.splice(named.indexOf(each), 1);
      named.push(merged);
    }
    const [only, ...others] = named;
    if (only !== undefined && others.length === 0) return [[...only.clients, ...unnamed]];
    return [...named.map((each) => each.clients), unnamed].filter((group) => group.length > 0);
  });
}

/** What names the database that a client leads to; without a word, only the driver is known. */
function namesOf(subject: RuleContext, access: ClientAccess): readonly string[] {
  const { file, site, client } = access;
  const named = subject.databaseNames(spanOf(file, site.range));
  if (client.gives !== "database") return named;
  const all = subject.program.facts(file)?.databaseNames.map(({ name }) => name) ?? [];
  const files = [named, all]
    .map((names) => names.filter((name) => DATABASE_FILE.test(name)))
    .find(({ length }) => length > 0);
  if (files !== undefined) return files.map(baseName);
  const [first] = site.arguments;
  const symbol = first && subject.program.symbols.of(file, first.term);
  if (symbol === undefined || symbol.path.length > 0) return [];
  // Files that keep the path in a constant each call it alike.
  return [symbol.file === file ? symbol.name : symbolKey(symbol)];
}

const DATABASE_FILE = /\.(?:db3?|sqlite3?)$/;

/** Files that give their client to others: what they define may be the accessor, or is a manager. */
function sharingModules({ sources }: RuleContext): ReadonlySet<FilePath> {
  return new Set(
    sources.flatMap(({ legacy, managers }) => [
      ...legacy.map(({ symbol }) => symbol.file),
      ...managers.map(({ file }) => file),
    ]),
  );
}

function distinctFiles(clients: readonly ClientAccess[]): readonly FilePath[] {
  return [...new Set(clients.map(({ file }) => file))].sort(compareText);
}
