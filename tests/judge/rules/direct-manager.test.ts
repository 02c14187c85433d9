/** A manager asked for a handle where the accessor serves, and what a manager may be asked for all the same. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { CALLBACK, GET_DB, OBJECT, PROMISE, USER } from "../../support/snippet-databases.js";

const MANAGER = `
  // file: src/database/manager.ts
  import type { PoolClient } from "pg";
  import { getDb } from "./index.js";

  export class DatabaseManager {
    static async open(name = "primary"): Promise<PoolClient> {
      return getDb();
    }

    async getSession(): Promise<PoolClient> {
      return getDb();
    }

    async healthCheck(): Promise<boolean> {
      return true;
    }
  }

  export const databaseManager = new DatabaseManager();
`;
const config = { sources: [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/database/**"] }] };
const project = { beside: `${PROMISE}\n${MANAGER}`, config };

describe("reports", () => {
  it("a handle asked of an instance and of the class", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager, databaseManager } from "./database/manager.js";
      export async function orders(): Promise<unknown> {
        const db = await databaseManager.getSession();
                                         ^^^^^^^^^^ error direct-manager: bypasses the accessor \`getDb\`
        const other = await DatabaseManager.open();
                                            ^^^^ direct-manager
        return [await db.query("select 1"), await other.query("select 2")];
      }
      `,
      project,
    ));

  it("a handle asked through a namespace, a barrel, a dynamic import and require", () =>
    checkSnippet(
      `
      // file: src/all.ts
      export { databaseManager as manager } from "./database/manager.js";
      // file: src/orders.ts
      import { manager } from "./all.js";
      import * as database from "./database/manager.js";
      export async function orders(): Promise<void> {
        await manager.getSession();
                      ^^^^^^^^^^ direct-manager
        await database.databaseManager.getSession();
                                       ^^^^^^^^^^ direct-manager
        await (await import("./database/manager.js")).databaseManager.getSession();
                                                                      ^^^^^^^^^^ direct-manager
      }
      // file: src/users.cjs
      const { databaseManager } = require("./database/manager");
      exports.users = async () => (await databaseManager.getSession()).query("select 1");
                                                         ^^^^^^^^^^ direct-manager
      export const rows = async () => (await open()).query("select 1");
      `,
      project,
    ));

  it("a handle asked of an injected manager", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import type { DatabaseManager } from "./database/manager.js";
      export class Orders {
        constructor(private readonly manager: DatabaseManager) {}
        async all(): Promise<unknown> {
          const db = await this.manager.getSession();
                                        ^^^^^^^^^^ direct-manager
          return db.query("select * from orders");
        }
      }
      `,
      project,
    ));

  it("a method handed on without a call", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { databaseManager } from "./database/manager.js";
      const open = databaseManager.getSession.bind(databaseManager);
                                   ^^^^^^^^^^ direct-manager
      export const rows = async () => (await open()).query("select 1");
      `,
      project,
    ));

  it("a getter and a field that hold a client", () =>
    checkSnippet(
      `
      // file: src/database/service.ts
      import { Pool } from "pg";
      export class DatabaseService {
        readonly pool = new Pool();
        get client(): Pool {
          return this.pool;
        }
      }
      // file: src/orders.ts
      import { DatabaseService } from "./database/service.js";
      const service = new DatabaseService();
      export const rows = [service.pool.query("select 1"), service.client.query("select 1")];
                                   ^^^^ direct-manager
                                                                   ^^^^^^ direct-manager
      `,
      {
        beside: PROMISE,
        config: { sources: [{ ...GET_DB, managers: ["DatabaseService"], internals: ["src/database/**"] }] },
      },
    ));

  it("the same without a configuration, as a warning", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { databaseManager } from "./database/manager.js";
      export async function users(): Promise<unknown> {
        const db = await databaseManager.getSession();
                                         ^^^^^^^^^^ warning direct-manager
        return db.query("select * from users");
      }
      `,
      { beside: `${PROMISE}\n${MANAGER}\n${USER}` },
    ));
});

const CALLBACKS = {
  beside: `${CALLBACK}
  // file: src/database/manager.ts
  import type { PoolClient } from "pg";
  import { getDb } from "./index.js";

  export class DatabaseManager {
    static async withClient<Result>(work: (db: PoolClient) => Promise<Result>): Promise<Result> {
      return getDb(work);
    }

    static async inParallel<Result>(works: (() => Promise<Result>)[]): Promise<Result[]> {
      return Promise.all(works.map((work) => work()));
    }
  }
`,
  config,
};

it("says what to use where there is nothing that a fix could write", () =>
  checkSnippet(
    `
    // file: src/database/shared.ts
    import type { Pool } from "pg";
    import { db } from "./index.js";
    export class SharedManager {
      get client(): Pool {
        return db;
      }
    }
    export const sharedManager = new SharedManager();
    // file: src/orders.ts
    import { sharedManager } from "./database/shared.js";
    export const orders = () => sharedManager.client.query("select 1");
                                              ^^^^^^ direct-manager: use \`db\`
    `,
    {
      beside: OBJECT,
      config: {
        sources: [
          {
            accessor: { module: "src/database/index.ts", name: "db" },
            managers: ["SharedManager"],
            internals: ["src/database/**"],
          },
        ],
      },
    },
  ));

describe("a callback that the manager passes on to the accessor", () => {
  it("is reported", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";
      export const orders = () => DatabaseManager.withClient((db) => db.query("select * from orders"));
                                                  ^^^^^^^^^^ error direct-manager: bypasses the accessor \`getDb\`
      export const all = () => DatabaseManager.inParallel([orders]);
      `,
      CALLBACKS,
    ));

  it("goes to the accessor itself", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";
      export const orders = () => DatabaseManager.withClient((db) => db.query("select * from orders"));
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export const orders = () => getDb((db) => db.query("select * from orders"));
      `,
      CALLBACKS,
    ));
});

describe("leaves alone", () => {
  it("members that hand out no handle", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager, databaseManager } from "./database/manager.js";
      export const healthy = databaseManager.healthCheck();
      export const own = new DatabaseManager();
      `,
      project,
    ));

  it("the internals, and the manager itself", () =>
    checkSnippet(
      `
      // file: src/database/pool.ts
      import { databaseManager } from "./manager.js";
      export const warm = async () => {
        await databaseManager.getSession();
      };
      // file: src/managers.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./database/index.js";
      export class SessionManager {
        async open(): Promise<PoolClient> {
          return getDb();
        }
        async twice(): Promise<unknown> {
          return [await this.open(), await this.open()].length;
        }
      }
      `,
      { ...project, config: { sources: [{ ...config.sources[0], managers: ["DatabaseManager", "SessionManager"] }] } },
    ));

  it("a member that is the accessor, or is allowed as well", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager, databaseManager } from "./database/manager.js";
      export const both = async () => [(await databaseManager.getSession()).query(""), (await DatabaseManager.open()).query("")];
      `,
      {
        ...project,
        config: {
          sources: [
            {
              accessor: { module: "src/database/manager.ts", name: "databaseManager.getSession" },
              alsoAllowed: ["DatabaseManager.open"],
              managers: ["DatabaseManager"],
              internals: ["src/database/**"],
            },
          ],
        },
      },
    ));

  it("files that the source does not cover", () =>
    checkSnippet(
      `
      // file: tools/orders.ts
      import { databaseManager } from "../src/database/manager.js";
      export const rows = async () => (await databaseManager.getSession()).query("select 1");
      `,
      { ...project, config: { sources: [{ ...config.sources[0], files: ["src/**"] }] } },
    ));

  it("a class of that name from elsewhere, and one of a queue", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "some-library";
      export const handle = DatabaseManager.open();
      // file: src/queue.ts
      export class ConnectionManager {
        getConnection(): string {
          return "amqp://";
        }
      }
      export const queue = new ConnectionManager().getConnection();
      `,
      project,
    ));

  it("tests, scripts and migrations, where nobody configured that they are held to it", () =>
    checkSnippet(
      `
      // file: tests/orders.test.ts
      import { databaseManager } from "../src/database/manager.js";
      export const rows = async () => (await databaseManager.getSession()).query("select 1");
      // file: scripts/clean.ts
      import { databaseManager } from "../src/database/manager.js";
      export const rows = async () => (await databaseManager.getSession()).query("delete from orders");
      `,
      { beside: `${PROMISE}\n${MANAGER}\n${USER}` },
    ));
});

describe("fixes", () => {
  it("safely, where the manager does what the accessor does", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { databaseManager } from "./database/manager.js";

      export async function orders(): Promise<unknown> {
        // All of them.
        const db = await databaseManager.getSession();
        return db.query("select * from orders");
      }
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export async function orders(): Promise<unknown> {
        // All of them.
        const db = await getDb();
        return db.query("select * from orders");
      }
      `,
      project,
    ));

  it("the call and keeps the import that is still in use", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { databaseManager } from "./database/manager.js";

      export async function orders(): Promise<unknown> {
        await databaseManager.healthCheck();
        const db = await databaseManager.getSession();
        return db.query("select * from orders");
      }
      `,
      `
      // file: src/orders.ts
      import { databaseManager } from "./database/manager.js";
      import { getDb } from "./database/index.js";

      export async function orders(): Promise<unknown> {
        await databaseManager.healthCheck();
        const db = await getDb();
        return db.query("select * from orders");
      }
      `,
      project,
    ));

  it("only with the user's word, where the manager does something that the accessor does not", () =>
    fixSnippet(
      `
      // file: src/database/committing.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./index.js";

      export class CommittingManager {
        async withClient(): Promise<PoolClient> {
          const client = await getDb();
          await client.query("commit");
          return client;
        }
      }
      // file: src/orders.ts
      import { CommittingManager } from "./database/committing.js";

      export async function orders(): Promise<unknown> {
        const db = await new CommittingManager().withClient();
        return db.query("select * from orders");
      }
      `,
      "",
      { ...project, config: { sources: [{ ...config.sources[0], managers: ["CommittingManager"] }] } },
    ));

  it("only with the user's word, where the manager begins a transaction and the accessor does not", () =>
    fixSnippet(
      `
      // file: src/database/beginning.ts
      import type { PoolClient } from "pg";
      import { getDb } from "./index.js";

      export class TransactionManager {
        async begin(): Promise<PoolClient> {
          const client = await getDb();
          await client.query("begin");
          return client;
        }
      }
      // file: src/orders.ts
      import { TransactionManager } from "./database/beginning.js";

      export async function pay(): Promise<void> {
        const db = await new TransactionManager().begin();
        await db.query("update orders set paid = true");
        await db.query("commit");
      }
      `,
      "",
      { ...project, config: { sources: [{ ...config.sources[0], managers: ["TransactionManager"] }] } },
    ));

  it("nothing where the argument may name another database", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";

      export async function orders(): Promise<unknown> {
        const db = await DatabaseManager.open("archive");
        return db.query("select * from orders");
      }
      `,
      "",
      { ...project, unsafe: true },
    ));
});
