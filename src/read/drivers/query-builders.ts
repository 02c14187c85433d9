/** Query builders, which use a driver: Drizzle, Kysely, Knex and Massive. README.md explains the entries. */
import type { Driver, Engine } from "./driver.js";
import { driver, TRANSACTION, wrapper } from "./entry.js";

export const QUERY_BUILDERS: readonly Driver[] = [
  drizzle(["postgresql"], "node-postgres", "postgres-js", "neon-http", "neon-serverless", "vercel-postgres"),
  drizzle(["postgresql"], "pglite", "aws-data-api/pg", "pg-proxy", "xata-http", "netlify-db"),
  drizzle(["mysql"], "mysql2", "planetscale-serverless", "tidb-serverless", "mysql-proxy", "singlestore"),
  drizzle(["mysql"], "singlestore-proxy"),
  drizzle(["sqlite"], "better-sqlite3", "libsql", "d1", "bun-sqlite", "expo-sqlite", "op-sqlite", "sql-js"),
  drizzle(["sqlite"], "sqlite-proxy", "durable-sqlite"),
  drizzle([], "bun-sql", "gel"),
  // The parts that all drivers share build nothing, except that a primary and its replicas are joined there.
  driver({
    packages: ["drizzle-orm"],
    kind: "orm",
    clients: { "withReplicas()": wrapper("orm", "0") },
    views: ["$primary"],
  }),
  driver({
    packages: ["knex"],
    kind: "orm",
    defaultExport: "knex",
    clients: { "knex()": "orm" },
    handles: ["transaction()", "transactionProvider()"],
    views: ["withUserParams()"],
    releases: ["destroy", "commit", "rollback"],
    blocks: { "transaction()": [...TRANSACTION, "closes"] },
  }),
  driver({
    packages: ["kysely"],
    kind: "orm",
    clients: {
      "new Kysely()": wrapper("orm", "0.dialect"),
      "new PostgresDialect()": wrapper("adapter", "0.pool"),
      "new MysqlDialect()": wrapper("adapter", "0.pool"),
      "new SqliteDialect()": wrapper("adapter", "0.database"),
      "new MssqlDialect()": "adapter",
    },
    views: ["withSchema()", "withTables()"],
    handles: ["startTransaction().execute()"],
    fluent: ["withPlugin()", "withoutPlugins()"],
    releases: ["destroy", "commit", "rollback"],
    blocks: { "transaction().execute()": [...TRANSACTION, "closes"] },
  }),
  driver({
    packages: ["kysely-postgres-js", "kysely-neon", "kysely-planetscale", "kysely-d1", "@libsql/kysely-libsql"],
    kind: "orm",
    clients: {
      "new PostgresJSDialect()": wrapper("adapter", "0.postgres"),
      "new NeonDialect()": wrapper("adapter", "0.neon"),
      "new PlanetScaleDialect()": "adapter",
      "new D1Dialect()": wrapper("adapter", "0.database"),
      "new LibsqlDialect()": wrapper("adapter", "0.client"),
    },
  }),
  driver({
    packages: ["@vercel/postgres-kysely"],
    kind: "orm",
    engines: ["postgresql"],
    clients: { "createKysely()": "orm" },
    releases: ["destroy"],
  }),
  driver({
    packages: ["massive"],
    kind: "orm",
    engines: ["postgresql"],
    defaultExport: "massive",
    clients: { "massive()": "orm" },
    views: ["withConnection()"],
  }),
];

/** Each driver has its own entry point, whose `drizzle()` wraps a client or builds one. */
function drizzle(engines: readonly Engine[], ...entryPoints: readonly string[]): Driver {
  return driver({
    packages: entryPoints.map((entryPoint) => `drizzle-orm/${entryPoint}`),
    kind: "orm",
    engines,
    clients: { "drizzle()": wrapper("orm", "0", "0.client") },
    views: ["$client", "$withAuth()"],
    blocks: { "transaction()": TRANSACTION },
  });
}
