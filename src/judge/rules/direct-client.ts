/** A driver's or ORM's client built outside the internals. */

import { type FilePath, spanOf } from "../../base/text/span.js";
import { connectedTo, withoutFolder } from "../databases/origins.js";
import { accessorName, type Database } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import { type PrivateClients, privateClients } from "./private-clients.js";
import { openedWithoutInjection, reportOpened } from "./raw-handles.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import {
  type ClientAccess,
  databaseNamesOf,
  internalClients,
  isHosted,
  listensAlone,
  obtainSameClient,
  serviceKeyOf,
} from "./same-client.js";

export const directClient: Rule = {
  id: "direct-client",
  summary: "a driver's or ORM's client built outside the internals",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "safe",
  /** Files beside the program that are held to the rule all the same: `tests`, `migrations`, `seeds`, `scripts`, `examples`, `tool-configs`. */
  options: { include: [] },
  *check(subject, optionsFor) {
    const left: ClientAccess[] = [];
    for (const access of outsideClients(subject, (file) => optionsFor(file).include)) {
      const source = sourceOf(subject, access);
      if (source === undefined) left.push(access);
      else yield report(subject, access, source);
    }
    for (const found of privateClients(subject, left)) {
      for (const access of found.clients) yield reportPrivate(subject, access, found);
    }
    const opened = openedWithoutInjection(subject);
    for (const access of opened) yield reportOpened(subject, access, opened);
  },
};

/** Those that no accessor serves. */
export function unservedClients(subject: RuleContext): readonly ClientAccess[] {
  return outsideClients(subject, () => []).filter((access) => sourceOf(subject, access) === undefined);
}

function outsideClients(
  { accesses, kinds, sources }: RuleContext,
  included: (file: FilePath) => unknown,
): readonly ClientAccess[] {
  return accesses.filter((access): access is ClientAccess => {
    if (access.kind !== "client") return false;
    const aside = kinds.asideKind(access.file);
    if (aside !== undefined && !includes(included(access.file), aside)) return false;
    return !sources.some(({ accessor, isInternal }) => accessor && isInternal(access.file));
  });
}

function includes(list: unknown, kind: string): boolean {
  return Array.isArray(list) && list.includes(kind);
}

/** The source whose database the client is likely to speak to; another driver is another database until somebody says so. */
function sourceOf(subject: RuleContext, access: ClientAccess): Database | undefined {
  return subject.sources.find((source) => {
    if (source.accessor === undefined || !source.covers(access.file)) return false;
    if (source.assumed && isHosted(access) && !hasSameKey(subject, access, source)) return false;
    if (listensAlone(subject, access) || !maySpeakTo(subject, access, source)) return false;
    return !isOtherDatabase(subject, access, source) && !isOtherFile(subject, access, source);
  });
}

/** By its driver. Where nothing is configured, another driver counts only if it is given the same name for the database. */
function maySpeakTo(subject: RuleContext, access: ClientAccess, source: Database): boolean {
  const { driver } = access;
  if (source.drivers.length === 0) return !source.assumed;
  if (driver.packages.some((name) => source.drivers.includes(name))) return true;
  const sharesEngine = driver.engines.some((engine) => source.engines.includes(engine));
  if (!source.assumed) return sharesEngine;
  // An ORM for many engines may speak to that of the driver.
  const isAny = source.engines.length === 0 || (driver.kind === "orm" && driver.engines.length === 0);
  if (!isAny && !sharesEngine) return false;
  const canonical = canonicalNames(subject, source);
  return databaseNamesOf(subject, access).some((name) => canonical.includes(name));
}

function hasSameKey(subject: RuleContext, access: ClientAccess, source: Database): boolean {
  const key = serviceKeyOf(subject, access);
  return key !== undefined && internalClients(subject, source).some((client) => serviceKeyOf(subject, client) === key);
}

function canonicalNames(subject: RuleContext, source: Database): readonly string[] {
  return internalClients(subject, source).flatMap((client) => databaseNamesOf(subject, client));
}

/** Names that differ, and that do not both stand for the database of the project. */
function isOtherDatabase(subject: RuleContext, access: ClientAccess, source: Database): boolean {
  const own = databaseNamesOf(subject, access);
  const clients = internalClients(subject, source);
  const canonical = clients.flatMap((each) => (namesNothing(each) ? [PLAIN] : databaseNamesOf(subject, each)));
  return (
    own.length > 0 && canonical.length > 0 && !own.some((name) => canonical.some((other) => mayBeSame(name, other)))
  );
}

/** Built without a word, it goes by what the environment says. */
function namesNothing({ site }: ClientAccess): boolean {
  return site.arguments.length === 0;
}

const PLAIN = "DATABASE_URL";

/** `DATABASE_URL` and `PGHOST` may lead to one database, as may a name and an address; `LOGS_DATABASE_URL` is another one. */
function mayBeSame(name: string, other: string): boolean {
  if (withoutFolder(name) === withoutFolder(other)) return true;
  const isVariable = (each: string): boolean => /^\w+$/.test(each);
  if (isVariable(name) !== isVariable(other)) return true;
  return PLAIN_NAME.test(name) && PLAIN_NAME.test(other);
}

const PLAIN_NAME =
  /^(?:(?:app|main|primary|default|async|sync)_)?(?:database|db|pg|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|sql(?:alchemy)?|prisma)_?(?:database|db)?_?(?:ur[il]|dsn|host(?:name)?|name|server|user(?:name)?|port|conn(?:ection)?(?:_?string)?)?$/i;

/** A database that is one file is another one where another file is opened, as far as the first argument tells. */
function isOtherFile(subject: RuleContext, access: ClientAccess, source: Database): boolean {
  const isOneFile = access.client.gives === "database" || access.driver.engines.includes("sqlite");
  if (!source.assumed || !isOneFile) return false;
  const openedBy = ({ file, site }: ClientAccess) => connectedTo(subject.program, file, site);
  const own = openedBy(access);
  const canonical = internalClients(subject, source).map(openedBy);
  return own !== undefined && canonical.every((each) => each !== undefined && each !== own);
}

function report(subject: RuleContext, access: ClientAccess, source: Database): Finding {
  const { file, site, client } = access;
  const rewrite = obtainSameClient(subject, access, source);
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${client.written}\` opens its own connection`,
    label: "built here",
    notes: accessorNote(subject, source),
    // Where there is a rewrite, the planner says what to write, or why not.
    help: `${rewrite ? "" : `use \`${accessorName(accessor)}\`, `}or name this file in \`internals\` of the source \`${source.name}\``,
    symbol: client.written,
    source,
    ...(rewrite ? { rewrite } : {}),
  };
}

/** Where no accessor is known to serve: each file creates its own client. */
function reportPrivate(subject: RuleContext, access: ClientAccess, found: PrivateClients): Finding {
  const { file, site, client, driver } = access;
  const covering = subject.sources.filter((each) => each.covers(file));
  const ofDriver = covering.find(({ drivers }) => driver.packages.some((name) => drivers.includes(name)));
  const source = ofDriver ?? (isHosted(access) ? covering.find(({ accessor }) => !accessor) : undefined) ?? covering[0];
  const { message, help } = privateWords(found, source, isHosted(access) ? serviceKeyOf(subject, access) : undefined);
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${client.written}\` opens its own connection, ${message}`,
    label: "built here",
    notes: [],
    help,
    symbol: client.written,
    ...(source && { source }),
  };
}

function listed(files: readonly FilePath[]): string {
  const [first = "", second = "", ...others] = files;
  if (others.length > 0) return `${first}, ${second} and ${others.length} more`;
  return second === "" ? first : `${first} and ${second}`;
}

function privateWords(
  { files, shared }: PrivateClients,
  source: Database | undefined,
  key: string | undefined,
): { readonly message: string; readonly help: string } {
  const [module] = shared;
  const withKey = key !== undefined && /^\w+$/.test(key) ? ` with \`${key}\`` : "";
  if (module !== undefined) {
    return {
      message: `although ${listed(shared)} ${shared.length === 1 ? "shares" : "share"} one${withKey}`,
      help: `use the client of ${module}; \`db-ssot init --accessor ${module}#NAME\` makes it the accessor`,
    };
  }
  if (source?.accessor !== undefined) {
    const name = accessorName(source.accessor);
    if (key !== undefined) {
      return {
        message: `as ${files} files do${withKey}; \`${name}\` is not known to use that key`,
        help: "share one client in a module of its own",
      };
    }
    return {
      message: `as ${files} files do; \`${name}\` is not known to connect to the same database`,
      help: `use \`${name}\` if both are one database, or share one client`,
    };
  }
  return {
    message: `as ${files} files do${withKey}; no shared client is known`,
    help: "`db-ssot init --create` writes a module that shares one client; `db-ssot fix` then uses it here",
  };
}
