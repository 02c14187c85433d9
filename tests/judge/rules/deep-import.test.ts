/** The accessor imported past its public module, and imports of what else stands there. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";

const DATABASE = `
  // file: src/database/index.ts
  export { getDb } from "./pool.js";
  // file: src/database/pool.ts
  import { Pool } from "pg";

  const pool = new Pool();

  export function getDb(): Pool {
    return pool;
  }

  export const poolSize = 10;
`;
const GET_DB = { accessor: { module: "src/database/index.ts", name: "getDb" }, internals: ["src/database/**"] };
const project = { beside: DATABASE, config: { sources: [GET_DB] } };

describe("reports", () => {
  it("the module of the definition instead of the public one", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/pool.js";
                             ^^^^^^^^^^^^^^^^^^ error deep-import: not the public module
      export const rows = getDb().query("select 1");
      `,
      project,
    ));

  it("an alias, one name of several, and a dynamic import", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb as open, poolSize } from "./database/pool.js";
                                               ^^^^^^^^^^^^^^^^^^ deep-import
      export const rows = [open().query("select 1"), poolSize];
      // file: src/users.ts
      export async function users(): Promise<unknown> {
        const { getDb } = await import("./database/pool.js");
                                        ^^^^^^^^^^^^^^^^^^ deep-import
        return getDb().query("select 1");
      }
      `,
      project,
    ));

  it("a require", () =>
    checkSnippet(
      `
      // file: src/orders.cjs
      const { getDb } = require("./database/pool");
                                 ^^^^^^^^^^^^^^^ deep-import
      exports.rows = getDb().query("select 1");
      `,
      project,
    ));

  it("the accessor under its name, where it is the default", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import db from "./database/whole.js";
                      ^^^^^^^^^^^^^^^^^^^ deep-import: \`getDb\` is imported from src/database/whole.ts, an inner module
      export const rows = db().query("select 1");
      // file: src/database/whole.ts
      import { getDb } from "./pool.js";
      export default getDb;
      `,
      project,
    ));

  it("a barrel that passes the inner module's accessor on", () =>
    checkSnippet(
      `
      // file: src/all.ts
      export { getDb } from "./database/pool.js";
                             ^^^^^^^^^^^^^^^^^^ deep-import
      `,
      project,
    ));

  it("an inner module behind an alias of tsconfig.json", () =>
    checkSnippet(
      `
      // file: tsconfig.json
      { "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }
      // file: src/orders.ts
      import { getDb } from "@/database/pool";
                             ^^^^^^^^^^^^^^^ deep-import
      export const rows = getDb().query("select 1");
      `,
      project,
    ));

  it("the same without a configuration, for information", () =>
    checkSnippet(
      `
      // file: src/a.ts
      import { getDb } from "./database/index.js";
      export const rows = getDb().query("select 1");
      // file: src/b.ts
      import { getDb } from "./database/index.js";
      export const rows = getDb().query("select 1");
      // file: src/c.ts
      import { getDb } from "./database/pool.js";
                             ^^^^^^^^^^^^^^^^^^ info deep-import
      export const rows = getDb().query("select 1");
      `,
      { beside: DATABASE },
    ));
});

describe("leaves alone", () => {
  it("the public module, however it is written", () =>
    checkSnippet(
      `
      // file: src/a.ts
      import { getDb } from "./database/index.js";
      export const rows = getDb().query("select 1");
      // file: src/b.ts
      import { getDb } from "./database";
      export const rows = getDb().query("select 1");
      // file: src/c.ts
      import * as database from "./database/index.js";
      export const rows = database.getDb().query("select 1");
      `,
      project,
    ));

  it("a module beside the public one, which passes on what it imports itself", () =>
    checkSnippet(
      `
      // file: core/__init__.py
      // file: core/database.py
      from sqlalchemy import create_engine
      engine = create_engine("sqlite://")
      def get_db():
          with engine.connect() as db:
              yield db
      // file: core/dependencies.py
      from core.database import get_db
      def get_user(token, db):
          return db.execute("select 1")
      // file: routes.py
      from core.dependencies import get_db, get_user
      ways = [get_db, get_user]
      `,
      { config: { sources: [{ accessor: { module: "core/database.py", name: "get_db" } }] } },
    ));

  it("a module that takes the accessor from where it is defined, and does something with it when it is loaded", () =>
    checkSnippet(
      `
      // file: database/db.js
      const Database = require("better-sqlite3");
      const db = new Database("shop.db");
      module.exports = db;
      // file: database/orders.js
      const db = require("./db");
      function createTables() { db.exec("create table orders (id integer)"); }
      createTables();
      module.exports = db;
      // file: commands.js
      const db = require("./database/orders");
      exports.rows = () => db.prepare("select * from orders").all();
      `,
      {
        config: { sources: [{ accessor: { module: "database/db.js", name: "default" }, internals: ["database/**"] }] },
      },
    ));

  it("one of the internals that does something when it is loaded", () =>
    checkSnippet(
      `
      // file: src/database/traced.ts
      import { getDb } from "./pool.js";
      startTracing(getDb());
      export { getDb };
      // file: src/orders.ts
      import { getDb } from "./database/traced.js";
      export const rows = getDb().query("select 1");
      `,
      project,
    ));

  it("the entry of the package in which the public module lies", () =>
    checkSnippet(
      `
      // file: models/__init__.py
      from models.base import db
      // file: models/base.py
      from flask_sqlalchemy import SQLAlchemy
      db = SQLAlchemy()
      // file: routes.py
      from models import db
      rows = db.session.execute("select 1")
      `,
      { config: { sources: [{ accessor: { module: "models/base.py", name: "db" }, internals: ["models/**"] }] } },
    ));

  it("a further barrel outside, which is nobody's inner module", () =>
    checkSnippet(
      `
      // file: src/services.ts
      export { getDb } from "./database/index.js";
      // file: src/orders.ts
      import { getDb } from "./services.js";
      export const rows = getDb().query("select 1");
      `,
      project,
    ));

  it("other names of an inner module, and its types", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { poolSize } from "./database/pool.js";
      import type * as types from "./database/pool.js";
      export const size = poolSize;
      export type Db = ReturnType<typeof types.getDb>;
      `,
      project,
    ));

  it("the internals among themselves", () =>
    checkSnippet(
      `
      // file: src/database/session.ts
      import { getDb } from "./pool.js";
      export const rows = getDb().query("select 1");
      `,
      project,
    ));

  it("a source whose module is the one of the definition", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/pool.js";
      export const rows = getDb().query("select 1");
      `,
      { beside: DATABASE, config: { sources: [{ accessor: { module: "src/database/pool.ts", name: "getDb" } }] } },
    ));

  it("files that the source does not cover", () =>
    checkSnippet(
      `
      // file: tools/clean.ts
      import { getDb } from "../src/database/pool.js";
      export const rows = getDb().query("select 1");
      `,
      { beside: DATABASE, config: { sources: [{ ...GET_DB, files: ["src/**"] }] } },
    ));
});

describe("fixes", () => {
  it("the path alone, where the accessor is all that is imported", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getDb as open } from './database/pool.js'
      export const rows = open().query('select 1')
      `,
      `
      // file: src/orders.ts
      import { getDb as open } from './database/index.js'
      export const rows = open().query('select 1')
      `,
      project,
    ));

  it("one name of several, and leaves the others where they are", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { getDb, poolSize } from "./database/pool.js";
      export const rows = [getDb().query("select 1"), poolSize];
      `,
      `
      // file: src/orders.ts
      import { poolSize } from "./database/pool.js";
      import { getDb } from "./database/index.js";
      export const rows = [getDb().query("select 1"), poolSize];
      `,
      project,
    ));

  it("a name that the file has for it, which stays the key of an object", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import connect, { poolSize } from "./database/default.js";
      export const parts = { connect, size: poolSize, rows: connect().query("select 1") };
      // file: src/database/default.ts
      import { getDb } from "./pool.js";
      export { poolSize } from "./pool.js";
      export default getDb;
      `,
      `
      // file: src/orders.ts
      import { poolSize } from "./database/default.js";
      import { getDb } from "./database/index.js";
      export const parts = { connect: getDb, size: poolSize, rows: getDb().query("select 1") };
      `,
      project,
    ));

  it("the path of a require and of a dynamic import", () =>
    fixSnippet(
      `
      // file: src/orders.cjs
      const { getDb } = require("./database/pool");
      exports.rows = getDb().query("select 1");
      // file: src/users.ts
      export async function users(): Promise<unknown> {
        const { getDb } = await import("./database/pool.js");
        return getDb().query("select 1");
      }
      `,
      `
      // file: src/orders.cjs
      const { getDb } = require("./database");
      exports.rows = getDb().query("select 1");

      // file: src/users.ts
      export async function users(): Promise<unknown> {
        const { getDb } = await import("./database/index.js");
        return getDb().query("select 1");
      }
      `,
      project,
    ));
});
