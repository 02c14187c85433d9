/** Drivers of SQLite, on servers and on devices. README.md explains the entries. */
import type { Driver } from "./driver.js";
import { driver, TRANSACTION } from "./entry.js";

export const SQLITE_DRIVERS: readonly Driver[] = [
  driver({
    packages: ["better-sqlite3", "libsql"],
    kind: "sql",
    engines: ["sqlite"],
    defaultExport: "Database",
    clients: { "new Database()": "database", "Database()": "database" },
    releases: ["close"],
    blocks: { "transaction()": TRANSACTION },
  }),
  driver({
    packages: ["sqlite3", "@vscode/sqlite3"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "new Database()": "database" },
    configures: ["verbose()", "cached"],
    releases: ["close"],
  }),
  driver({
    packages: ["sqlite"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "open()": "database" },
    releases: ["close"],
  }),
  driver({
    packages: ["node:sqlite"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "new DatabaseSync()": "database" },
    releases: ["close"],
  }),
  driver({
    packages: ["bun:sqlite"],
    kind: "sql",
    engines: ["sqlite"],
    defaultExport: "Database",
    clients: { "new Database()": "database", "Database.open()": "database", "Database.deserialize()": "database" },
    releases: ["close"],
  }),
  driver({
    packages: ["sql.js"],
    kind: "sql",
    engines: ["sqlite"],
    defaultExport: "initSqlJs",
    clients: { "new initSqlJs().Database()": "database" },
    releases: ["close"],
  }),
  driver({
    packages: ["@tursodatabase/serverless", "@tursodatabase/database"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "connect()": "connection", "createClient()": "client" },
    releases: ["close"],
  }),
  driver({
    packages: ["@libsql/client"],
    kind: "sql",
    engines: ["sqlite"],
    clients: { "createClient()": "client" },
    releases: ["close"],
  }),
  driver({
    packages: ["expo-sqlite", "react-native-sqlite-storage"],
    kind: "sql",
    engines: ["sqlite"],
    defaultExport: "SQLite",
    clients: { "openDatabase()": "database", "openDatabaseSync()": "database", "openDatabaseAsync()": "database" },
    releases: ["close", "closeAsync", "closeSync"],
  }),
  driver({
    packages: ["@op-engineering/op-sqlite", "react-native-quick-sqlite"],
    kind: "sql",
    engines: ["sqlite"],
    clients: {
      "open()": "database",
      "openAsync()": "database",
      "openSync()": "database",
      "openRemote()": "database",
      "openV2()": "database",
    },
    releases: ["close"],
  }),
];
