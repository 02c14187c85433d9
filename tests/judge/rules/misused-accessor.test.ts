/** The accessor against its form, one form after the other. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { CALLBACK, DISPOSABLE, GET_DB, PROMISE, USER, VALUE } from "../../support/snippet-databases.js";

const config = { sources: [GET_DB] };
const promise = { beside: PROMISE, config };
const disposable = { beside: DISPOSABLE, config };

describe("reports", () => {
  it("a promise that is used as if it were the handle", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export async function inline(): Promise<unknown> {
        return getDb().query("select 1");
               ^^^^^ error misused-accessor: not awaited
      }
      export async function bound(): Promise<unknown> {
        const db = getDb();
                   ^^^^^ misused-accessor: the result of \`getDb()\` has to be awaited
        return db.query("select 1");
      }
      export async function taken(): Promise<unknown> {
        const { query } = getDb();
                          ^^^^^ misused-accessor: not awaited
        return query("select 1");
      }
      `,
      promise,
    ));

  it("a promise in a function that cannot await, and what to do about it", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export function orders(): unknown {
        return getDb().query("select 1");
               ^^^^^ misused-accessor: make the enclosing function \`async\`
      }
      `,
      promise,
    ));

  it("a handle that is iterated", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<void> {
        for await (const db of getDb()) await db.query("select 1");
                               ^^^^^ misused-accessor: gives one handle, which cannot be iterated
      }
      `,
      promise,
    ));

  it("`using` where `await using` is needed", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<void> {
        using db = await getDb();
                         ^^^^^ misused-accessor: held by \`using\`
        await db.query("select 1");
      }
      export async function more(): Promise<void> {
        await using db = getDb();
                         ^^^^^ misused-accessor: not awaited
        await db.query("select 1");
      }
      `,
      disposable,
    ));

  it("a callback accessor that gets no callback", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<unknown> {
        const db = await getDb();
                         ^^^^^ misused-accessor: no callback
        return db;
      }
      `,
      { beside: CALLBACK, config },
    ));

  it("through an alias, a namespace and require", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb as open } from "./database/index.js";
      import * as database from "./database/index.js";
      export async function orders(): Promise<unknown> {
        await database.getDb().query("select 1");
                       ^^^^^ misused-accessor
        return open().query("select 1");
               ^^^^ misused-accessor
      }
      // file: src/users.cjs
      const { getDb } = require("./database");
      exports.users = async () => getDb().query("select 1");
                                  ^^^^^ misused-accessor
      `,
      promise,
    ));

  it("the same without a configuration", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { getDb } from "./database/index.js";
      export async function users(): Promise<unknown> {
        return getDb().query("select 1");
               ^^^^^ error misused-accessor
      }
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});

describe("leaves alone", () => {
  it("a promise that is awaited, chained, returned, kept or handed on", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<unknown> {
        const later = getDb();
        const db = await getDb();
        await Promise.all([getDb(), later]);
        later.then((one) => one.query("select 1"));
        await (await later).query("select 1");
        return db.query("select 1");
      }
      export const chained = getDb().then((db) => db.query("select 1"));
      const handed = () => getDb();
      export const passed = [handed, orders.bind(null, getDb())];
      `,
      promise,
    ));

  it("a disposable that is held by `await using`, or that the code disposes of explicitly", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<void> {
        await using db = await getDb();
        await db.query("select 1");
      }
      export async function byHand(): Promise<void> {
        const db = await getDb();
        try {
          await db.query("select 1");
        } finally {
          await db[Symbol.asyncDispose]();
        }
      }
      `,
      disposable,
    ));

  it("a callback accessor that gets its work as a function, a name or a call", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./database/index.js";
      const work = async (db: PoolClient) => db.query("select 1");
      export const all = [getDb(async (db) => db.query("select 1")), getDb(work), getDb(work.bind(null))];
      export const run = (...given: [typeof work]) => getDb(...given);
      `,
      { beside: CALLBACK, config },
    ));

  it("a value, called and used at once", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export const rows = getDb().query("select 1");
      const bound = getDb.bind(null);
      export const names = [getDb.name, bound];
      export async function awaited(): Promise<unknown> {
        return (await getDb()).query("select 1");
      }
      `,
      { beside: VALUE, config },
    ));

  it("an object that may be called", () =>
    checkSnippet(
      `
      // file: src/database/index.ts
      import { knex } from "knex";
      export const db = knex({ client: "pg" });
      // file: src/orders.ts
      import { db } from "./database/index.js";
      export const rows = [db("orders"), db.select("1"), db];
      `,
      { config: { sources: [{ accessor: { module: "src/database/index.ts", name: "db" } }] } },
    ));

  it("a mock of the accessor", () =>
    checkSnippet(
      `
      // file: tests/orders.test.ts
      import { vi } from "vitest";
      import { getDb } from "../src/database/index.js";
      vi.mocked(getDb).mockResolvedValue({} as never);
      (getDb as any).mockReset();
      `,
      promise,
    ));

  it("another function of that name", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb as canonical } from "./database/index.js";
      const getDb = () => ({ query: () => [] });
      export const rows = [getDb().query(), canonical];
      // file: src/other.ts
      import { getDb } from "some-library";
      export const rows = getDb().query("select 1");
      `,
      promise,
    ));
});

describe("fixes", () => {
  it("a missing `await`, with brackets where a member follows", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<unknown> {
        const db = getDb();
        await db.query("select 1");
        return getDb().query("select 2");
      }
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<unknown> {
        const db = await getDb();
        await db.query("select 1");
        return (await getDb()).query("select 2");
      }
      `,
      promise,
    ));

  it("`using` into `await using`", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<void> {
        using db = await getDb();
        await db.query("select 1");
      }
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders(): Promise<void> {
        await using db = await getDb();
        await db.query("select 1");
      }
      `,
      disposable,
    ));
});
