/** A second accessor of one source, and functions that are none. */
import { describe, it } from "vitest";
import { checkSnippet } from "../../support/snippet.js";
import { GET_DB, OBJECT, PROMISE, USER, VALUE } from "../../support/snippet-databases.js";

const config = { sources: [{ ...GET_DB, internals: ["src/database/**"] }], rules: { "direct-client": "off" } };
const project = { beside: PROMISE, config };

describe("reports", () => {
  it("a second definition of the accessor, and what to do with it", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export async function getDb() {
                            ^^^^^ error duplicate-accessor: make its callers use \`getDb\`
        return pool.connect();
      }
      `,
      project,
    ));

  it("a function of another name that gives a handle of the same database", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const openConnection = async () => pool.connect();
                   ^^^^^^^^^^^^^^ duplicate-accessor: gives a handle of \`primary\`, as \`getDb\` does
      `,
      project,
    ));

  it("a function that gives the accessor's own handle on under another name", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { getDb } from "./database/index.js";
      export async function getSession() {
                            ^^^^^^^^^^ duplicate-accessor
        const db = await getDb();
        return db;
      }
      `,
      project,
    ));

  it("a default export and an export list that renames", () =>
    checkSnippet(
      `
      // file: src/a.ts
      import { Pool } from "pg";
      export default function connect(): Pool {
                              ^^^^^^^ duplicate-accessor
        return new Pool();
      }
      // file: src/b.ts
      import { Pool } from "pg";
      function open(): Pool {
               ^^^^ duplicate-accessor
        return new Pool();
      }
      export { open as openPool };
      `,
      project,
    ));

  it("a function that CommonJS exports", () =>
    checkSnippet(
      `
      // file: src/a.cjs
      const { Pool } = require("pg");
      exports.getPool = () => new Pool();
      ^^^^^^^^^^^^^^^ duplicate-accessor
      `,
      project,
    ));

  it("an object of the accessor's name, built a second time", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { Pool } from "pg";
      export const db = new Pool();
                   ^^ duplicate-accessor
      `,
      {
        beside: OBJECT,
        config: { ...config, sources: [{ accessor: { module: "src/database/index.ts", name: "db" } }] },
      },
    ));

  it("a second definition without a configuration, as a warning", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { getDb } from "./database/index.js";
      export const users = async () => (await getDb()).query("select * from users");
      // file: src/old.ts
      import { Pool } from "pg";
      const pool = new Pool();
                       ^^^^ warning direct-client
      export async function getDb() {
                            ^^^^^ warning duplicate-accessor
        return pool.connect();
      }
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});

describe("leaves alone", () => {
  it("the accessor itself, passed on by a barrel, renamed, as a default", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { getDb } from "./database/index.js";
      export { getDb, getDb as open } from "./database/index.js";
      export default getDb;
      `,
      project,
    ));

  it("a function that is given a handle, and hands it to its callback", () =>
    checkSnippet(
      `
      // file: app/__init__.py
      // file: app/db.py
      from sqlalchemy import create_engine
      from sqlalchemy.orm import Session
      engine = create_engine("postgresql://")
      def get_db():
          return Session(engine)
      // file: app/users.py
      from collections.abc import Callable
      from sqlalchemy.orm import Session
      def add_user(db: Session, check: Callable[[Session], None]) -> str:
          check(db)
          return "added"
      `,
      { config: { sources: [{ accessor: { module: "app/db.py", name: "get_db" } }] } },
    ));

  it("functions of the internals, and functions that are not exported", () =>
    checkSnippet(
      `
      // file: src/database/pool.ts
      import { Pool } from "pg";
      export const openPool = () => new Pool();
      // file: src/local.ts
      import { Pool } from "pg";
      const local = () => new Pool();
      export const size = () => local().totalCount;
      `,
      project,
    ));

  it("a function that gives the handle of the other of two sources, which that one reports", () =>
    checkSnippet(
      `
      // file: src/sessions.ts
      import { getDb } from "./database/index.js";
      export async function getSession() {
                            ^^^^^^^^^^ duplicate-accessor: \`getSession\` gives a handle of \`main\`, as \`getDb\` does
        const db = await getDb();
        return db;
      }
      // file: src/reports.ts
      import { Pool } from "pg";
      const pool = new Pool({ connectionString: process.env.REPORTS_URL });
      export const getReports = async () => pool.connect();
      `,
      {
        beside: PROMISE,
        config: {
          ...config,
          sources: [
            { ...GET_DB, name: "main", internals: ["src/database/**"] },
            { name: "reports", accessor: { module: "src/reports.ts", name: "getReports" } },
          ],
        },
      },
    ));

  it("what is known: a legacy accessor, and one that is allowed as well", () =>
    checkSnippet(
      `
      // file: src/legacy.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const getAsyncDb = async () => pool.connect();
      // file: src/sessions.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const getReplica = async () => pool.connect();
      `,
      {
        beside: PROMISE,
        config: {
          ...config,
          sources: [
            { ...GET_DB, legacy: ["getAsyncDb"], alsoAllowed: [{ module: "src/sessions.ts", name: "getReplica" }] },
          ],
        },
      },
    ));

  it("a function that gives rows, not a handle", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders() {
        const db = await getDb();
        return db.query("select * from orders");
      }
      export const count = async () => (await orders()).rowCount;
      `,
      project,
    ));

  it("a function of the accessor's name that gives something else", () =>
    checkSnippet(
      `
      // file: src/browser.ts
      export const getDb = () => globalThis.localStorage;
      // file: src/cache.ts
      import { createClient } from "redis";
      export const getDb = () => createClient();
      `,
      { beside: VALUE, config },
    ));

  it("another database: a driver that the accessor does not use", () =>
    checkSnippet(
      `
      // file: src/reports.ts
      import Database from "better-sqlite3";
      export const getReports = () => new Database("reports.sqlite");
      `,
      project,
    ));

  it("helpers of tests, seeds and migrations", () =>
    checkSnippet(
      `
      // file: tests/support.ts
      import { Pool } from "pg";
      export const getDb = () => new Pool();
      // file: migrations/connect.ts
      import { Pool } from "pg";
      export const getDb = () => new Pool();
      // file: prisma/seed.ts
      import { Pool } from "pg";
      export const getDb = () => new Pool();
      `,
      { beside: VALUE, config },
    ));

  it("a function of another name, where nobody says which one is canonical; its client is reported", () =>
    checkSnippet(
      `
      // file: src/database/pool.ts
      import { Pool } from "pg";
      const pool = new Pool();
                       ^^^^ warning direct-client: opens its own connection
      export const openConnection = async () => pool.connect();
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});
