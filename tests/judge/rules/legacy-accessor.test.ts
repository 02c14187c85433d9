/** Legacy accessors: their users and the modules that re-export them; not their definitions, and not the internals. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { CALLBACK, DISPOSABLE, GET_DB, PROMISE, USER } from "../../support/snippet-databases.js";

const LEGACY = `
  // file: src/legacy.ts
  import type { PoolClient } from "pg";
  import { getDb } from "./database/index.js";

  /** @deprecated Use \`getDb()\`. */
  export async function getAsyncDb(name = "primary"): Promise<PoolClient> {
    return getDb();
  }
`;
const config = { sources: [{ ...GET_DB, legacy: ["getAsyncDb"] }] };
const project = { beside: `${PROMISE}\n${LEGACY}`, config };

describe("reports", () => {
  it("a call, with the reason that the definition gives", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";
      export async function orders(): Promise<unknown> {
        const db = await getAsyncDb();
                         ^^^^^^^^^^ error legacy-accessor: deprecated: Use \`getDb()\`
        return db.query("select * from orders");
      }
      `,
      project,
    ));

  it("a call through an alias, a namespace, a dynamic import and require", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import * as legacy from "./legacy.js";
      import { getAsyncDb as open } from "./legacy.js";
      export async function orders(): Promise<void> {
        await open();
              ^^^^ legacy-accessor
        await legacy.getAsyncDb();
                     ^^^^^^^^^^ legacy-accessor
        const { getAsyncDb } = await import("./legacy.js");
        await getAsyncDb();
              ^^^^^^^^^^ legacy-accessor
      }
      // file: src/users.cjs
      const { getAsyncDb } = require("./legacy");
      exports.users = async () => (await getAsyncDb()).query("select 1");
                                         ^^^^^^^^^^ legacy-accessor
      `,
      project,
    ));

  it("one that is handed on, not called", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";
      import { inject } from "some-framework";
      export const provided = inject(getAsyncDb);
                                     ^^^^^^^^^^ legacy-accessor
      `,
      project,
    ));

  it("one that is re-exported, by name, renamed and from an import", () =>
    checkSnippet(
      `
      // file: src/all.ts
      export { getAsyncDb, getAsyncDb as openDb } from "./legacy.js";
               ^^^^^^^^^^ legacy-accessor: is re-exported
                           ^^^^^^^^^^^^^^^^^^^^ legacy-accessor: is re-exported
      `,
      project,
    ));

  it("a use behind a barrel that exports everything", () =>
    checkSnippet(
      `
      // file: src/all.ts
      export * from "./legacy.js";
      // file: src/orders.ts
      import { getAsyncDb } from "./all.js";
      export const rows = async () => (await getAsyncDb()).query("select 1");
                                             ^^^^^^^^^^ legacy-accessor
      `,
      project,
    ));

  it("one that CommonJS exports", () =>
    checkSnippet(
      `
      // file: src/old.cjs
      const { Pool } = require("pg");
      const pool = new Pool();
                       ^^^^ direct-client
      function getAsyncDb() {
        return pool.connect();
      }
      module.exports = { getAsyncDb };
      // file: src/users.cjs
      const old = require("./old.cjs");
      exports.users = async () => (await old.getAsyncDb()).query("select 1");
                                             ^^^^^^^^^^ legacy-accessor
      `,
      { beside: PROMISE, config },
    ));

  it("a deprecated one without a configuration, as a warning", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { getAsyncDb } from "./legacy.js";
      export const users = async () => (await getAsyncDb()).query("select * from users");
                                              ^^^^^^^^^^ warning legacy-accessor
      `,
      { beside: `${PROMISE}\n${LEGACY}\n${USER}` },
    ));
});

describe("leaves alone", () => {
  it("the definition and its own file, and the internals", () =>
    checkSnippet(
      `
      // file: src/legacy.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./database/index.js";
      export async function getAsyncDb(): Promise<PoolClient> {
        return getDb();
      }
      export const warm = async () => (await getAsyncDb()).release();
      // file: src/database/pool.ts
      import { getAsyncDb } from "../legacy.js";
      export const size = async () => (await getAsyncDb()).query("select 1");
      `,
      { beside: PROMISE, config: { sources: [{ ...GET_DB, legacy: ["getAsyncDb"], internals: ["src/database/**"] }] } },
    ));

  it("another function of that name: local, a parameter, a method, of a package", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "some-library";
      export const rows = getAsyncDb();
      // file: src/users.ts
      import { getAsyncDb as original } from "./legacy.js";
      export function users(getAsyncDb: () => unknown): unknown {
        return getAsyncDb();
      }
      export const method = { getAsyncDb: () => 1 }.getAsyncDb();
      export type Original = typeof original;
      `,
      project,
    ));

  it("a mere import, a type and a comment", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import type { getAsyncDb } from "./legacy.js";
      // getAsyncDb() gave a session.
      export type Db = Awaited<ReturnType<typeof getAsyncDb>>;
      `,
      project,
    ));

  it("files that the source does not cover", () =>
    checkSnippet(
      `
      // file: tools/clean.ts
      import { getAsyncDb } from "../src/legacy.js";
      export const clean = async () => (await getAsyncDb()).query("delete from orders");
      `,
      { ...project, config: { sources: [{ ...config.sources[0], files: ["src/**"] }] } },
    ));

  it("a function that nobody calls deprecated, without a configuration", () =>
    checkSnippet(
      `
      // file: src/sessions.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./database/index.js";
      export async function getAsyncDb(): Promise<PoolClient> {
        return getDb();
      }
      // file: src/users.ts
      import { getAsyncDb } from "./sessions.js";
      export const users = async () => (await getAsyncDb()).query("select * from users");
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});

describe("fixes", () => {
  it("nothing where the legacy function gives something else, whatever is allowed", () =>
    fixSnippet(
      `
      // file: src/db.ts
      import { drizzle } from "drizzle-orm/node-postgres";
      import { Pool } from "pg";
      const pool = new Pool();
      export const getDb = () => drizzle(pool);
      /** @deprecated */
      export const getPool = () => pool;
      // file: src/users.ts
      import { getDb } from "./db.js";
      export const users = () => getDb().select();
      // file: src/orders.ts
      import { getPool } from "./db.js";
      const own = getPool();
      export const orders = () => own.query("select 1");
      `,
      "",
      { unsafe: true },
    ));

  it("the call, its import, and the name of the default database", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";

      export async function orders(): Promise<unknown> {
        const db = await getAsyncDb("primary");
        return db.query("select * from orders");
      }
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export async function orders(): Promise<unknown> {
        const db = await getDb();
        return db.query("select * from orders");
      }
      `,
      project,
    ));

  it("several calls in one file, with the one import that they share", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";

      export const orders = async () => (await getAsyncDb()).query("select * from orders");
      export const users = async () => (await getAsyncDb()).query("select * from users");
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export const orders = async () => (await getDb()).query("select * from orders");
      export const users = async () => (await getDb()).query("select * from users");
      `,
      project,
    ));

  it("a require, with the path in the style of the file", () =>
    fixSnippet(
      `
      // file: src/orders.cjs
      const { getAsyncDb } = require("./legacy");

      exports.orders = async () => (await getAsyncDb()).query("select * from orders");
      `,
      `
      // file: src/orders.cjs
      const { getDb } = require("./database/index");

      exports.orders = async () => (await getDb()).query("select * from orders");
      `,
      project,
    ));

  it("under an alias, where the accessor's name is taken", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";

      const getDb = "taken";

      export async function orders(): Promise<unknown> {
        const db = await getAsyncDb();
        return db.query(getDb);
      }
      `,
      `
      // file: src/orders.ts
      import { getDb as canonicalGetDb } from "./database/index.js";

      const getDb = "taken";

      export async function orders(): Promise<unknown> {
        const db = await canonicalGetDb();
        return db.query(getDb);
      }
      `,
      project,
    ));

  it("only with the user's word, where the handle was never closed and now is", () =>
    fixSnippet(
      `
      // file: src/legacy.ts
      import { getDb, type Session } from "./database/index.js";

      export async function getAsyncDb(): Promise<Session> {
        const db = await getDb();
        await db.query("commit");
        return db;
      }
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";

      export async function orders(): Promise<unknown> {
        await using db = await getAsyncDb();
        return db.query("select * from orders");
      }
      `,
      "",
      { beside: DISPOSABLE, config },
    ));

  describe.each([
    ["new Pool({ connectionString: process.env.ARCHIVE_URL })", true],
    ["new Pool({ connectionString: process.env.DATABASE_URL })", false],
    ["pool", false],
  ])("a legacy accessor that is based on `%s`, where the accessor is an object", (own, isApart) => {
    const orders = (name: string, specifier: string, obtained: string) => `
      // file: src/orders.ts
      import { ${name} } from "${specifier}";

      export const orders = () => ${obtained}.query("select * from orders");
      `;
    const before = orders("getLegacyDb", "./legacy.js", "getLegacyDb()");
    const after = orders("db", "./database/index.js", "db");
    const options = {
      beside: `
  // file: src/database/pool.ts
  import { Pool } from "pg";
  export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  // file: src/database/index.ts
  import { drizzle } from "drizzle-orm/node-postgres";
  import { pool } from "./pool.js";
  export const db = drizzle(pool);
  // file: src/legacy.js
  import { drizzle } from "drizzle-orm/node-postgres";
  import { Pool } from "pg";
  import { pool } from "./database/pool.js";
  let held = null;
  export function getLegacyDb() {
    if (!held) held = drizzle(${own});
    return held;
  }
  export { Pool, pool };
`,
      config: {
        sources: [
          {
            accessor: { module: "src/database/index.ts", name: "db" },
            legacy: ["getLegacyDb"],
            internals: ["src/database/**"],
          },
        ],
      },
    };

    it(isApart ? "is left for the user's word, since it leads to another database" : "is fixed", async () => {
      await fixSnippet(before, isApart ? "" : after, options);
      await fixSnippet(before, after, { ...options, unsafe: true });
    });
  });

  it("nothing where the accessor gives a part of what the code goes on to take it from", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";
      export const orders = (): Promise<unknown> => getAsyncDb().db.query("select * from orders");
                                                    ^^^^^^^^^^ legacy-accessor: fix by hand: the accessor returns only a part
      `,
      {
        beside: `
  // file: src/legacy.ts
  import { connect, type Connection } from "./connect.js";
  export function getAsyncDb(): Connection {
    return connect();
  }
  // file: src/connect.ts
  import { open } from "./driver.cjs";
  export class Connection {
    readonly db = open();
  }
  const connection = new Connection();
  export const connect = (): Connection => connection;
  // file: src/database/index.ts
  import { getAsyncDb } from "../legacy.js";
  export const getDb = () => getAsyncDb().db;
`,
        config,
      },
    ));

  it("a callback around the code that holds the handle, where the accessor wants one", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getAsyncDb } from "./legacy.js";

      export async function orders(): Promise<unknown> {
        const db = await getAsyncDb();
        return db.query("select * from orders");
      }
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export async function orders(): Promise<unknown> {
        return getDb(async (db) => {
          return db.query("select * from orders");
        });
      }
      `,
      {
        beside: `${CALLBACK}
  // file: src/legacy.ts
  import { Pool, type PoolClient } from "pg";
  const pool = new Pool();
  export async function getAsyncDb(): Promise<PoolClient> {
    return pool.connect();
  }
`,
        config,
        unsafe: true,
      },
    ));
});
