/** What the rules make of names of packages, members and interfaces, in both languages. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { GET_DB, PROMISE } from "../../support/snippet-databases.js";

const MANAGER = `
  // file: src/database/manager.ts
  import { Pool } from "pg";
  const pool = new Pool();
  export class DatabaseManager {
    serverDatabases() {
      return pool;
    }
    async getSession() {
      return pool.connect();
    }
  }
  export const databaseManager = new DatabaseManager();
  export const registry = { session: pool };
`;
const OWN_POOL = `
  // file: src/database/index.ts
  import { Pool } from "pg";
  export const pool = new Pool();
  export async function getDb() {
    return pool.connect();
  }
  // file: src/database/manager.ts
  import { pool } from "./index.js";
  export class DatabaseManager {
    async getSession() {
      return pool.connect();
    }
  }
  export const databaseManager = new DatabaseManager();
`;
const config = (lists: object) => ({ sources: [{ ...GET_DB, internals: ["src/database/**"], ...lists }] });
const beside = `${PROMISE}\n${MANAGER}`;

describe("a legacy accessor", () => {
  it("of a package is reported under every import of it, and what another package has is not", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { openSession as open, other } from "@acme/old-db";
      import * as old from "@acme/old-db";
      import { openSession } from "@acme/another";
      export const orders = () => open().query("select 1");
                                  ^^^^ legacy-accessor: is of the package \`@acme/old-db\`
      export const users = () => old.openSession().query("select 1");
                                     ^^^^^^^^^^^ legacy-accessor
      export const rest = () => [other(), openSession()];
      `,
      { beside, config: config({ legacy: ["@acme/old-db#openSession"] }) },
    ));

  it("that is a member is reported whichever object it is taken of, and other members are not", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager, databaseManager } from "./database/manager.js";
      export const orders = () => databaseManager.serverDatabases().query("select 1");
                                                  ^^^^^^^^^^^^^^^ legacy-accessor
      export const users = () => new DatabaseManager().serverDatabases().query("select 1");
                                                       ^^^^^^^^^^^^^^^ legacy-accessor
      export const named = (x: { serverDatabases(): void }) => x.serverDatabases();
      `,
      { beside, config: config({ managers: [], legacy: ["src/database/manager.ts#DatabaseManager.serverDatabases"] }) },
    ));

  it("that is a member of an object is reported", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { registry } from "./database/manager.js";
      export const orders = () => registry.session.query("select 1");
                                           ^^^^^^^ legacy-accessor
      `,
      { beside, config: config({ legacy: ["registry.session"] }) },
    ));

  it("of a package is reported in Python", () =>
    checkSnippet(
      `
      // file: app/__init__.py
      // file: app/db.py
      import psycopg2
      def get_db():
          return psycopg2.connect("postgresql://")
      // file: app/users.py
      from sqlalchemy import orm
      from sqlalchemy.orm import sessionmaker
      def users(engine):
          return sessionmaker(engine)()
                 ^^^^^^^^^^^^ legacy-accessor: is of the package \`sqlalchemy.orm\`
      def orders(engine):
          return orm.sessionmaker(engine)()
                     ^^^^^^^^^^^^ legacy-accessor
      `,
      {
        config: {
          sources: [{ accessor: { module: "app/db.py", name: "get_db" }, legacy: ["sqlalchemy.orm#sessionmaker"] }],
        },
      },
    ));

  it("that is a member is reported in Python", () =>
    checkSnippet(
      `
      // file: app/__init__.py
      // file: app/db.py
      import psycopg2
      class DatabaseManager:
          def get_session(self):
              return psycopg2.connect("postgresql://")
      manager = DatabaseManager()
      def get_db():
          return manager.get_session()
      // file: app/users.py
      from app.db import manager
      def users():
          return manager.get_session().cursor()
                         ^^^^^^^^^^^ legacy-accessor
      `,
      {
        config: {
          sources: [
            {
              accessor: { module: "app/db.py", name: "get_db" },
              managers: [],
              legacy: ["app/db.py#DatabaseManager.get_session"],
            },
          ],
        },
      },
    ));

  it("that is a member becomes the accessor", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { databaseManager } from "./database/manager.js";

      export async function orders(): Promise<unknown> {
        const db = await databaseManager.getSession();
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
      { beside: OWN_POOL, config: config({ legacy: ["DatabaseManager.getSession"] }), unsafe: true },
    ));
});

describe("an interface that is a manager", () => {
  const TYPES = `
  // file: src/database/types.ts
  import type { PoolClient } from "pg";
  export interface Disconnecting {
    close(): void;
  }
  export interface IDatabase extends Disconnecting {
    connect(): Promise<PoolClient>;
  }
`;
  const users = `
      // file: src/users.ts
      import type { IDatabase } from "./database/types.js";
      export async function users(db: IDatabase) {
        db.close();
        return db.conect();
      }
      `;

  it("is held to its members, also to those that it inherits", () =>
    checkSnippet(
      users.replace(
        "return db.conect();\n",
        "return db.conect();\n                  ^^^^^^ missing-member: `connect`\n",
      ),
      { beside: `${PROMISE}\n${TYPES}`, config: config({ managers: ["src/database/types.ts#IDatabase"] }) },
    ));

  it("is left alone where it is not named", () =>
    checkSnippet(users, { beside: `${PROMISE}\n${TYPES}`, config: config({ managers: [] }) }));
});

describe("what is allowed of a package", () => {
  const users = `
      // file: src/users.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      `;
  it("is not reported", () => checkSnippet(users, { beside, config: config({ alsoAllowed: ["pg#Pool"] }) }));
  it("is reported otherwise", () =>
    checkSnippet(`${users.trimEnd()}\n                              ^^^^ direct-client\n`, {
      beside,
      config: config({}),
    }));
});
