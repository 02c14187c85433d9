/** What code names a database by, read from its text. Each language brings its own ways to read the environment. */
import type { DatabaseName } from "../facts/facts.js";

export type ReadDatabaseNames = (text: string) => readonly DatabaseName[];

/** @param environment reads of an environment variable, whose name is the first group that matches */
export function environmentReader(environment: string): ReadDatabaseNames {
  return reader(new RegExp(environment, "g"));
}

/** @param environment reads of an environment variable, whose name is the first group that matches */
export function databaseNameReader(environment: string): ReadDatabaseNames {
  // The lengths are limited, since each opening bracket of a long text begins a search.
  const setting = "[\\w.()]{0,80}\\b(?:settings|config|cfg|conf)(?:\\(\\))?\\.(\\w+)";
  const literal = "f?[\"'`]([^\"'`\\n]+)[\"'`]";
  // What stands in for another name: `process.env.DB_URL ?? process.env.DATABASE_URL`.
  const instead = "(?:\\?\\?|\\|\\||\\bor)\\s{0,80}";
  const option = `(?:\\(\\s*|${instead}|\\b(?:${OPTIONS})\\s*[:=]\\s*)(?:[\\w.]{0,80}(?:${environment})|${setting}|${literal})`;
  return reader(new RegExp(`${option}|${FILE}`, "g"));
}

function reader(pattern: RegExp): ReadDatabaseNames {
  return (text) =>
    [...text.matchAll(pattern)].map((match) => {
      const [whole, ...groups] = match;
      const name = groups.find((group) => group !== undefined) ?? "";
      const start = match.index + whole.lastIndexOf(name);
      return { name: name.replace(DIALECT, "$1://"), range: { start, end: start + name.length } };
    });
}

/** A file that is a database, wherever a text names it: `path.join(folder, "shop.db")`. */
const FILE = "[\"'`]([^\"'`\\n]{1,200}\\.(?:db3?|sqlite3?))[\"'`]";

/** Options of clients that name a database; a first argument does so without one. */
const OPTIONS = [
  "connectionString",
  "uri",
  "url",
  "host",
  "dsn",
  "bind",
  "conninfo",
  "database",
  "dbname",
  "dbName",
  "db",
  "filename",
  "storage",
  "datasourceUrl",
].join("|");

/** `postgresql+asyncpg://` and `postgres://` are one address, by whichever driver it is reached. */
const DIALECT = /^(postgres|\w+)(?:ql)?(?:\+\w+)?:\/\//;
