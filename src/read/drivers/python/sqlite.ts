/** Python drivers of in-process databases. ../README.md explains the entries. */
import type { Driver } from "../driver.js";
import { driver } from "../entry.js";
import { CURSOR_METHODS, RECORD_METHODS, SESSION_METHODS } from "../methods.js";

export const PYTHON_SQLITE_DRIVERS: readonly Driver[] = [
  driver({
    packages: ["pypi:sqlite3", "pypi:pysqlite3", "pypi:sqlcipher3", "pypi:pysqlcipher3"],
    kind: "sql",
    needsCommit: true,
    lacks: { "": [...SESSION_METHODS, ...RECORD_METHODS, ...CURSOR_METHODS] },
    engines: ["sqlite"],
    modules: ["dbapi2"],
    clients: { "connect()": "database", "Connection()": "database" },
    releases: ["close"],
    blocks: { "connect()": ["commits", "rollsBack"], "Connection()": ["commits", "rollsBack"] },
  }),
  driver({
    packages: ["pypi:aiosqlite"],
    kind: "sql",
    needsCommit: true,
    lacks: { "": [...SESSION_METHODS, ...RECORD_METHODS, ...CURSOR_METHODS] },
    engines: ["sqlite"],
    clients: { "connect()": "database", "Connection()": "session" },
    releases: ["close"],
    blocks: { "connect()": ["closes"], "Connection()": ["closes"] },
  }),
  driver({
    packages: ["pypi:apsw"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "Connection()": "database" },
    releases: ["close", "aclose"],
  }),
  driver({
    packages: ["pypi:libsql", "pypi:libsql_experimental", "pypi:libsql_client"],
    kind: "sql",
    engines: ["sqlite"],
    clients: {
      "connect()": "database",
      "create_client()": "client",
      "create_client_sync()": "client",
      "Client()": "session",
      "ClientSync()": "session",
    },
    releases: ["close"],
  }),
  driver({
    packages: ["pypi:duckdb"],
    kind: "sql",
    engines: ["duckdb"],
    clients: { "connect()": "database", "DuckDBPyConnection()": "session" },
    implicit: ["default_connection", "default_connection()"],
    // Another connection to the same database, whatever its name says.
    handles: ["cursor()"],
    releases: ["close"],
    blocks: { "connect()": ["closes"], "cursor()": ["closes"] },
  }),
];
