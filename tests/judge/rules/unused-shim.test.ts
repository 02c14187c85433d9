/** A stand-in for the accessor without callers, and what counts as a caller. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { CALLBACK, GET_DB, PROMISE, VALUE } from "../../support/snippet-databases.js";

const config = { sources: [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/database/**"] }] };

const MANAGER = `
  // file: src/database/manager.ts
  import { getDb } from "./index.js";

  export class DatabaseManager {
    /** @deprecated use getDb() of src/database/index.ts */
    static async getAsyncSession() {
      return getDb();
    }
  }
`;
const UNUSED = MANAGER.replace(
  "static async getAsyncSession() {",
  "static async getAsyncSession() {\n                 ^^^^^^^^^^^^^^^ warning unused-shim: has no callers left",
);

const project = { beside: `${PROMISE}\n${MANAGER}`, config };
const lonely = { beside: `${PROMISE}\n${UNUSED}`, config };

describe("reports", () => {
  it("a stand-in that comments alone still name", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      // DatabaseManager.getAsyncSession() did this before.
      /* getAsyncSession(); */
      export const orders = async () => (await getDb()).query("select * from orders");
      `,
      lonely,
    ));

  it("a stand-in that a test replaces, and says where", () =>
    checkSnippet(
      `
      // file: tests/orders.test.ts
      import { DatabaseManager } from "../src/database/manager.js";
      Object.assign(DatabaseManager, { getAsyncSession: async () => undefined });
      `,
      {
        ...lonely,
        beside: lonely.beside.replace("has no callers left", "it is still mentioned in tests/orders.test.ts:2"),
      },
    ));

  it("a stand-in whose name belongs to something else elsewhere", () =>
    checkSnippet(
      `
      // file: src/queue.ts
      import { getDb } from "./database/index.js";
      export class Queue {
        getAsyncSession(): string {
          return "amqp://";
        }
      }
      export const queue = [new Queue().getAsyncSession(), getDb];
      `,
      lonely,
    ));

  it("a stand-in of Python that a docstring still names", () =>
    checkSnippet(
      `
      # file: app/database.py
      from sqlalchemy import create_engine
      from sqlalchemy.orm import sessionmaker
      SessionLocal = sessionmaker(bind=create_engine("sqlite://"))

      def get_db():
          return SessionLocal()

      # file: app/manager.py
      from app.database import get_db

      class DatabaseManager:
          @staticmethod
          def get_session():
              ^^^^^^^^^^^ unused-shim: wraps \`get_db\`
              """Deprecated: use get_db() of app/database.py."""
              return get_db()

      # file: app/orders.py
      from app.database import get_db

      def orders():
          """Asked DatabaseManager.get_session() once."""
          return get_db().execute("select 1")
      `,
      {
        config: {
          sources: [
            {
              accessor: { module: "app/database.py", name: "get_db" },
              managers: ["DatabaseManager"],
              internals: ["app/database.py"],
            },
          ],
        },
      },
    ));
});

describe("leaves alone", () => {
  it("a stand-in with a caller, which is told to go to the accessor", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";
      export const orders = async () => (await DatabaseManager.getAsyncSession()).query("select * from orders");
                                                               ^^^^^^^^^^^^^^^ error direct-manager: this is its last caller
      `,
      project,
    ));

  it("a stand-in that may be called on what nobody can follow", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      export const orders = async (manager: any) => (await manager.getAsyncSession()).query("select * from orders");
      `,
      project,
    ));

  it("a stand-in that is looked up by its name", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      export const wanted = "getAsyncSession";
      `,
      project,
    ));

  it("a member that is deprecated for another reason", () =>
    checkSnippet(
      `
      // file: src/database/manager.ts
      export class DatabaseManager {
        /** @deprecated there is no cache any more */
        static clearCache(): void {}
      }
      `,
      { beside: PROMISE, config },
    ));
});

describe("its callers", () => {
  it("are counted, each with the same number", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";
      export const orders = async () => (await DatabaseManager.getAsyncSession()).query("select * from orders");
                                                               ^^^^^^^^^^^^^^^ direct-manager: 2 callers are left
      export const prices = async () => (await DatabaseManager.getAsyncSession()).query("select * from prices");
                                                               ^^^^^^^^^^^^^^^ direct-manager: 2 callers are left
      `,
      project,
    ));

  it("are rewritten to the accessor, of which the stand-in is only another name", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";

      export const orders = () => DatabaseManager.getAsyncSession().query("select * from orders");
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export const orders = () => getDb().query("select * from orders");
      `,
      { beside: `${VALUE}\n${MANAGER.replace("static async", "static")}`, config },
    ));

  it("are rewritten where they give a callback, too", () =>
    fixSnippet(
      `
      // file: src/database/manager.ts
      import { getDb } from "./index.js";

      export class DatabaseManager {
        /** @deprecated use getDb() of src/database/index.ts */
        static withSession: typeof getDb = (work) => getDb(work);
      }
      // file: src/orders.ts
      import { DatabaseManager } from "./database/manager.js";

      export const orders = () => DatabaseManager.withSession(async (db) => db.query("select * from orders"));
      `,
      `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";

      export const orders = () => getDb(async (db) => db.query("select * from orders"));
      `,
      { beside: CALLBACK, config },
    ));
});
