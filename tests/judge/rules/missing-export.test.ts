/** Names and modules that imports ask for and that are not there; what cannot be known is left alone. */
import { describe, expect, it } from "vitest";
import { checkFiles, checkSnippet, fixSnippet } from "../../support/snippet.js";
import { GET_DB, PROMISE, USER } from "../../support/snippet-databases.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

const project = { beside: PROMISE, config: { sources: [GET_DB] } };

describe("reports", () => {
  it("a name that the accessor's module does not export, and what it exports", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { getAsyncDb } from "./database/index.js";
               ^^^^^^^^^^ error missing-export: it exports \`getDb\`
      export const db = getAsyncDb();
      `,
      project,
    ));

  it("the nearest export, where a name is misspelt", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { getDB as open } from "./database/index.js";
               ^^^^^^^^^^^^^ missing-export: there is an export \`getDb\`
      export const db = open();
      `,
      project,
    ));

  it("a name taken out of require and out of a dynamic import", () =>
    checkSnippet(
      `
      // file: src/health.cjs
      const { getAsyncDb } = require("./database/index.ts");
              ^^^^^^^^^^ missing-export
      // file: src/later.ts
      export async function later(): Promise<unknown> {
        const { getAsyncDb } = await import("./database/index.js");
                ^^^^^^^^^^ missing-export
        return getAsyncDb();
      }
      `,
      project,
    ));

  it("a name that a barrel does not export, though another file behind it speaks of no database", () =>
    checkSnippet(
      `
      // file: packages/db/package.json
      { "name": "@acme/db", "exports": "./src/index.ts" }
      // file: packages/db/src/client.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const getDb = () => pool;
      // file: packages/db/src/index.ts
      export { getDb } from "./client.js";
      export * from "./schema.js";
      // file: packages/db/src/schema.ts
      export const users = { name: "users" };
      export * from "./more/index.js";
      // file: packages/db/src/more/index.ts
      export const orders = { name: "orders" };
      // file: packages/api/package.json
      { "name": "api", "dependencies": { "@acme/db": "*" } }
      // file: packages/api/src/admin.ts
      import { getDb, getDatabase, orders, users } from "@acme/db";
                      ^^^^^^^^^^^ error missing-export
      export const db = [getDb(), getDatabase(), orders, users];
      // file: package.json
      { "workspaces": ["packages/*"] }
      `,
    ));

  it("a name that a package of Python does not have, though it takes all names of another module", () =>
    checkSnippet(
      `
      // file: app/__init__.py
      // file: app/db/__init__.py
      from app.db.session import get_db
      from app.db.types import *
      // file: app/db/session.py
      from sqlalchemy import create_engine
      from sqlalchemy.orm import sessionmaker
      SessionLocal = sessionmaker(create_engine("sqlite://"))
      def get_db():
          return SessionLocal()
      // file: app/db/types.py
      class Money:
          pass
      // file: app/main.py
      from app.db import Money, get_database, get_db
                                ^^^^^^^^^^^^ error missing-export
      db = get_database() or get_db()
      `,
    ));

  it("a name that CommonJS does not export", () =>
    checkSnippet(
      `
      // file: src/database/index.js
      const { Pool } = require("pg");
      const pool = new Pool();
      module.exports = { getDb: () => pool };
      // file: src/health.js
      const { getDb, getAsyncDb } = require("./database");
                     ^^^^^^^^^^ missing-export
      getDb().query("select 1");
      getAsyncDb();
      `,
      { config: { sources: [{ accessor: { module: "src/database/index.js", name: "getDb" } }] } },
    ));

  it("a name that a barrel passes on and that is not there behind it", () =>
    checkSnippet(
      `
      // file: src/db.ts
      export { getAsyncDb } from "./database/index.js";
               ^^^^^^^^^^ missing-export
      `,
      project,
    ));

  it("a database module that is not there, and where it was looked for", () =>
    checkSnippet(
      `
      // file: src/routes/health.ts
      import { getDb } from "../db/index.js";
                             ^^^^^^^^^^^^^^ missing-export: looked for src/db/index.js
      export const db = getDb();
      `,
      project,
    ));

  it("a missing module behind an alias of tsconfig.json", () =>
    checkSnippet(
      `
      // file: tsconfig.json
      { "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }
      // file: src/health.ts
      import { getDb } from "@/db";
                             ^^^^ missing-export
      export const db = getDb();
      // file: src/users.ts
      import { getDb } from "@/database";
      export const db = getDb();
      `,
      project,
    ));

  it("a barrel that passes on a file that is not there", () =>
    checkSnippet(
      `
      // file: src/all.ts
      export * from "./database-client.js";
                     ^^^^^^^^^^^^^^^^^^^^ missing-export
      `,
      project,
    ));

  it("the same without a configuration, as errors all the same", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { prisma } from "./core/prisma.js";
                              ^^^^^^^^^^^^^^^^ error missing-export
      import { getAsyncDb } from "./database/index.js";
               ^^^^^^^^^^ error missing-export
      export const both = [getAsyncDb(), prisma];
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));

  it("a name that a database module of Python lacks, for every importer", () =>
    checkSnippet(
      `
      // file: app/database.py
      """Gives AsyncSessionLocal."""
      // file: app/routes.py
      from app.database import AsyncSessionLocal
                               ^^^^^^^^^^^^^^^^^ missing-export: app/database.py does not export
      `,
    ));

  it("a default export that a database module does not have", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import open, { getDb } from "./database/index.js";
             ^^^^ error missing-export: src/database/index.ts has no default export
      export const all = [open(), getDb()];
      `,
      project,
    ));

  it("the only name of a module, once the module keeps it to itself", () =>
    checkSnippet(
      `
      // file: src/db.ts
      import { Pool } from "pg";
      const pool = new Pool();
      pool.on("error", () => {});
      // file: src/orders.ts
      import { pool } from "./db.js";
               ^^^^ error missing-export: src/db.ts does not export
      export const orders = () => pool.query("select * from orders");
      // file: src/users.ts
      export async function users(): Promise<unknown> {
        const { pool } = await import("./db.js");
                ^^^^ error missing-export
        return pool;
      }
      `,
    ));

  it("a missing module that is called after a database or an accessor, whatever is imported from it", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import dbConnect from "./helpers/dbConnect.js";
                             ^^^^^^^^^^^^^^^^^^^^^^ error missing-export: there is no module
      import { read } from "./utils/db-helpers.js";
                            ^^^^^^^^^^^^^^^^^^^^^ error missing-export: there is no module
      import { Sandbox } from "./sandbox.js";
      export const orders = async () => [await dbConnect(), read(), Sandbox];
      `,
    ));

  it("an accessor that a module which builds the client no longer exports", () =>
    checkSnippet(
      `
      // file: api/shared.js
      import { Pool } from "pg";
      if (!global.kept) global.kept = new Pool();
      export const connections = global.kept;
      export const send = (response, body) => response.json(body);
      // file: api/orders.js
      import { pool, send, verify } from "./shared.js";
               ^^^^ error missing-export: api/shared.js does not export
      export default async (request, response) => send(response, await pool.query("select 1"));
      `,
    ));

  it("a name that a package lost with its module, though its folder is still there", () =>
    checkSnippet(
      `
      // file: app/__init__.py
      // file: app/database/engine.py
      from sqlalchemy import create_engine
      engine = create_engine("sqlite://")
      // file: app/routes.py
      from app.database import engine, get_db
                                       ^^^^^^ error missing-export: app/database has no module
      db = get_db()
      print(engine.engine)
      `,
    ));

  it("a module that is loaded in a `try` whose handler does not go on without it", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      export async function orders(response: { send(body: unknown): void }): Promise<void> {
        try {
          const { pool } = await import("./database.js");
                                         ^^^^^^^^^^^^^ error missing-export: there is no module
          response.send(await pool.query("select * from orders"));
        } catch (error) {
          response.send(error);
        }
      }
      // file: app/__init__.py
      // file: app/orders.py
      def orders(log):
          try:
              from app.database import get_db
                   ^^^^^^^^^^^^ error missing-export: there is no module
              return get_db().execute("select 1")
          except Exception as error:
              log.error(error)
      `,
    ));

  it("an accessor imported from a module below a database folder, whether the module exists or not", () =>
    checkSnippet(
      `
      // file: app/database/__init__.py
      // file: app/database/tables.py
      from sqlalchemy import create_engine
      engine = create_engine("sqlite://")
      // file: app/routes.py
      from app.database.enhanced_connection import get_enhanced_connection
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-export: there is no module
      from app.database.tables import SessionLocal, engine
                                      ^^^^^^^^^^^^ missing-export: app/database/tables.py does not export
      `,
    ));
});

describe("leaves alone", () => {
  it("a name that another module of the same path has, where a program may start beside that", async () => {
    const { diagnostics } = await checkFiles({
      "utils.py": "import sqlite3\ndef get_db():\n    return sqlite3.connect('shop.db')\n",
      "main.py": "from utils import get_db, get_session\ndb = get_db()\n",
      "bot/utils/database.py": "import sqlite3\ndef get_connection():\n    return sqlite3.connect('bot.db')\n",
      "bot/main.py": "from utils import database\nconnection = database.get_connection()\n",
      "api/__init__.py": "",
      "api/database.py": "from sqlalchemy.orm import sessionmaker\ndef get_session():\n    return sessionmaker()()\n",
      "api/utils.py": "from .database import get_session\n",
      "api/main.py": "from utils import get_session, get_sessoin\nsession = get_session()\n",
    });
    const missing = diagnostics.filter(({ rule }) => rule === "missing-export");
    expect(missing.map(({ span, message }) => `${span.file}: ${message}`)).toEqual([
      "api/main.py: utils.py does not export `get_sessoin`",
      "main.py: utils.py does not export `get_session`",
    ]);
  });

  it("names that are there: by a star, renamed, as a default, as a type", () =>
    checkSnippet(
      `
      // file: src/db.ts
      export * from "./database/index.js";
      export { getDb as default, getDb as open } from "./database/index.js";
      export type Handle = object;
      export interface Row {}
      export enum Mode { Read }
      // file: src/health.ts
      import getDefault, { getDb, type Handle, Mode, open, Row } from "./db.js";
      export const all = [getDefault, getDb, open, Mode.Read];
      export type Both = Handle & Row;
      `,
      project,
    ));

  it("other names of an index that leads to the database among much else", () =>
    checkSnippet(
      `
      // file: packages/shared/index.ts
      export * from "./dates.js";
      export * from "./clients.js";
      // file: packages/shared/dates.ts
      export const today = () => new Date();
      // file: packages/shared/clients.ts
      import { Pool } from "pg";
      export const pool = new Pool();
                              ^^^^ error direct-client
      // file: src/report.ts
      import { formatDate, getDb, pool } from "../packages/shared/index.js";
                           ^^^^^ error missing-export
      export const report = () => [formatDate, getDb, pool];
      `,
      project,
    ));

  it("a module whose exports cannot be listed", () =>
    checkSnippet(
      `
      // file: src/db/star.ts
      export * from "some-library";
      export const db = 1;
      // file: src/db/computed.js
      module.exports = require("some-library").init();
      // file: src/db/assigned.js
      const names = ["a", "b"];
      for (const name of names) exports[name] = () => undefined;
      // file: src/health.js
      import { a } from "./db/assigned.js";
      import { anything } from "./db/computed.js";
      import { whatever } from "./db/star.js";
      export const all = [a, anything, whatever];
      `,
      { beside: PROMISE, config: { sources: [{ ...GET_DB, internals: ["src/db/**"] }] } },
    ));

  it("an optional module, whose absence the code provides for", () =>
    checkSnippet(
      `
      // file: src/health.js
      let database;
      try {
        database = require("./db/native");
      } catch {
        database = undefined;
      }
      const other = import("./db/optional.js").catch(() => undefined);
      `,
      project,
    ));

  it("modules that are no source, that a build makes, or that only declare types", () =>
    checkSnippet(
      `
      // file: .gitignore
      generated/
      // file: src/db/native.d.ts
      export declare function getNative(): unknown;
      // file: src/health.ts
      import { PrismaClient } from "../generated/prisma";
      import { getNative } from "./db/native.js";
      import schema from "./db/schema.sql";
      import "./database.css";
      export const all = [PrismaClient, getNative, schema];
      `,
      project,
    ));

  it("a default that CommonJS gives, and one of a file without a module statement", () =>
    checkSnippet(
      `
      // file: src/db.js
      const { Pool } = require("pg");
      const pool = new Pool();
      module.exports = { getDb: () => pool };
      // file: src/database.js
      globalThis.database = 1;
      // file: src/health.js
      import database, { connect } from "./database.js";
      import db from "./db.js";
      export const all = [database, connect, db.getDb()];
      `,
    ));

  it("a name of a folder to which other folders may add, or that its package extends", () =>
    checkSnippet(
      `
      // file: shop/database/engine.py
      from sqlalchemy import create_engine
      engine = create_engine("sqlite://")
      // file: bank/__init__.py
      __path__ = __import__("pkgutil").extend_path(__path__, __name__)
      // file: bank/database/tables.py
      rows = []
      // file: main.py
      from bank.database import get_db as bank_db
      from shop.database import get_db
      db = [get_db(), bank_db()]
      `,
    ));

  it("a missing module that has nothing to do with a database", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { getDb } from "./database/index.js";
      import { missing } from "./somewhere.js";
      export const all = [getDb(), missing];
      `,
      project,
    ));

  it("a name that a module of no database does not export", () =>
    checkSnippet(
      `
      // file: src/format.ts
      export const format = String;
      // file: src/health.ts
      import { getDb } from "./database/index.js";
      import { missing } from "./format.js";
      export const all = [getDb(), missing];
      `,
      project,
    ));

  it("packages that merely are called after a database", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { db } from "@acme/database";
      import { getDb } from "./database/index.js";
      export const all = [db, getDb()];
      `,
      project,
    ));

  it("a name unlike that of an accessor, imported from a module below a database folder", () =>
    checkSnippet(
      `
      // file: app/database/__init__.py
      // file: app/database/tables.py
      class User: ...
      // file: app/routes.py
      from app.database.queries import TopTen
      from app.database.tables import User, Group
      `,
    ));
});

describe("fixes", () => {
  it("the path of a require", () =>
    fixSnippet(
      `
      // file: src/health.cjs
      const { getDb } = require("./db");
      getDb();
      `,
      `
      // file: src/health.cjs
      const { getDb } = require("./database");
      getDb();
      `,
      project,
    ));
});

describe("a name that was moved is imported from where it is now", () => {
  const accessor = (body: string) => `
    # file: app/__init__.py
    # file: app/database.py
    from contextlib import contextmanager
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session
    engine = create_engine("sqlite://")
    ${body}
  `;
  const ENTERED = accessor(`@contextmanager
    def get_db():
        with Session(engine) as session:
            yield session`);
  const INJECTED = accessor(`def get_db():
        with Session(engine) as session:
            yield session`);
  const PLAIN = accessor(`def get_db():
        return Session(engine)`);

  async function offered(database: string, use: string) {
    const source = `${database}
    # file: app/routes.py
    from fastapi import Depends
    from app.db.session import get_db
    ${use}
    `;
    const config = { sources: [{ accessor: { module: "app/database.py", name: "get_db" } }] };
    const { diagnostics } = await checkFiles(withConfig(readProject(source).files, config));
    const found = diagnostics.find(({ rule }) => rule === "missing-export");
    return { help: found?.help, applicability: found?.fix?.applicability, reason: found?.fix?.reason };
  }

  const DEPENDS = "def read(db=Depends(get_db)): return db";
  const WITH = "def read():\n        with get_db() as db: return db";
  const safe = { help: "import `get_db` from app.database", applicability: "safe", reason: undefined };
  const unfit = (why: string) => ({
    help: `that of app/database.py does not fit here: ${why}`,
    applicability: undefined,
    reason: undefined,
  });

  it.each([
    ["a generator that is injected", INJECTED, DEPENDS],
    ["a context manager that is entered", ENTERED, WITH],
  ])("where it fits: %s", async (_how, database, use) => {
    expect(await offered(database, use)).toEqual(safe);
  });

  it.each([
    [
      "a context manager that is injected",
      ENTERED,
      DEPENDS,
      "`get_db` is a context manager, and dependency injection passes it on without entering it",
    ],
    [
      "a generator that is entered",
      INJECTED,
      WITH,
      "`get_db()` is a bare generator and has to be injected or iterated",
    ],
    [
      "a function of which a member is taken",
      INJECTED,
      "rows = get_db.all()",
      "`get_db` is a function and has no member `all`",
    ],
  ])("and not where it does not: %s", async (_how, database, use, why) => {
    expect(await offered(database, use)).toEqual(unfit(why));
  });

  it("with a risk where what is injected releases nothing", async () => {
    expect(await offered(PLAIN, DEPENDS)).toEqual({
      help: "import `get_db` from app.database",
      applicability: "unsafe",
      reason: "a framework releases only what a generator yields",
    });
  });
});
