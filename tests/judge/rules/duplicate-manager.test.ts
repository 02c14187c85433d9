/** Two managers of one source, and classes that only look like it. */
import { describe, expect, it } from "vitest";
import { checkFiles, checkSnippet } from "../../support/snippet.js";
import { GET_DB, PROMISE, USER } from "../../support/snippet-databases.js";

const named = (...managers: readonly string[]) => ({ beside: PROMISE, config: { sources: [{ ...GET_DB, managers }] } });
const project = named("DatabaseManager");
const both = named("DatabaseManager", "ConnectionService");

describe("reports", () => {
  it("a second class of that name, and where the one to keep is", () =>
    checkSnippet(
      `
      // file: src/database/manager.ts
      export class DatabaseManager {
        sessionScope(): void {}
      }
      // file: src/db/manager.ts
      export class DatabaseManager {
                   ^^^^^^^^^^^^^^^ error duplicate-manager: keep the one in src/database/manager.ts
        getSession(): void {}
      }
      `,
      {
        beside: PROMISE,
        config: { sources: [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/database/**"] }] },
      },
    ));

  it("the one that does not stand beside the accessor, whatever the order of the files", () =>
    checkSnippet(
      `
      // file: src/a/manager.ts
      export class DatabaseManager {
                   ^^^^^^^^^^^^^^^ duplicate-manager: keep the one in src/database/index.ts
        getSession(): void {}
      }
      // file: src/database/index.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export class DatabaseManager {
        sessionScope(): Pool {
          return pool;
        }
      }
      export const getDb = () => pool;
      `,
      { config: project.config },
    ));

  it("an asynchronous twin, which cannot take the place of the other", async () => {
    const manager = (word: string) => `import { Pool } from "pg";
const pool = new Pool();
export class DatabaseManager {
  ${word} getSession() { return pool; }
  ${word} save(row: unknown) { pool.query("insert", [row]); }
  ${word} close() { pool.end(); }
}
`;
    const { diagnostics } = await checkFiles({ "src/a/db.ts": manager("async"), "src/b/db.ts": manager("") });
    const [found] = diagnostics.filter(({ rule }) => rule === "duplicate-manager");
    expect(found?.help).toMatch(/^one of them is asynchronous, the other is not/);
  });

  it("each of several, against the one to keep", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class DatabaseManager {}
      // file: src/b.ts
      export class DatabaseManager {}
                   ^^^^^^^^^^^^^^^ duplicate-manager: keep the one in src/a.ts
      // file: src/c.ts
      export class DatabaseManager {}
                   ^^^^^^^^^^^^^^^ duplicate-manager: keep the one in src/a.ts
      `,
      project,
    ));

  it("a class of another name with the same members", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class ConnectionService {
        connect(): void {}
        disconnect(): void {}
        query(): void {}
        healthCheck(): void {}
      }
      // file: src/b.ts
      export class DatabaseManager {
                   ^^^^^^^^^^^^^^^ duplicate-manager: \`DatabaseManager\` and \`ConnectionService\` are the same manager twice
        static connect(): void {}
        disconnect(): void {}
        query(): void {}
        healthCheck(): void {}
      }
      `,
      both,
    ));

  it("a class of CommonJS", () =>
    checkSnippet(
      `
      // file: src/a.cjs
      class DatabaseManager {}
      module.exports = { DatabaseManager };
      // file: src/b.cjs
      module.exports = class DatabaseManager {};
                             ^^^^^^^^^^^^^^^ duplicate-manager: \`DatabaseManager\` is defined twice
      `,
      project,
    ));

  it("the same without a configuration, as a warning", () =>
    checkSnippet(
      `
      // file: src/a/manager.ts
      import { Pool } from "pg";
      export class DatabaseManager {
        getSession(): void {}
      }
      // file: src/b/manager.ts
      export class DatabaseManager {
                   ^^^^^^^^^^^^^^^ warning duplicate-manager
        open(): void {}
      }
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});

describe("leaves alone", () => {
  it("strategies behind one interface, which have the same members on purpose", () =>
    checkSnippet(`
      // file: src/strategy.ts
      export interface Strategy { open(): unknown; close(): void; query(): unknown; ping(): unknown }
      // file: src/postgres-connection.ts
      import { Pool } from "pg";
      import type { Strategy } from "./strategy.js";
      export class PostgresConnection implements Strategy {
        readonly pool = new Pool();
        open() { return this.pool; }
        close() {}
        query() {}
        ping() {}
      }
      // file: src/replica-connection.ts
      import { Pool } from "pg";
      import type { Strategy } from "./strategy.js";
      export class PgReplicaConnection implements Strategy {
        readonly pool = new Pool();
        open() { return this.pool; }
        close() {}
        query() {}
        ping() {}
      }
    `));

  it("one manager, imported, aliased and passed on by a barrel", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class DatabaseManager {}
      // file: src/b.ts
      import { DatabaseManager } from "./a.js";
      export { DatabaseManager as Manager } from "./a.js";
      export const Alias = DatabaseManager;
      `,
      project,
    ));

  it("a class that extends the manager, under its name or another", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class DatabaseManager {
        connect(): void {}
      }
      // file: src/b.ts
      import { DatabaseManager as Base } from "./a.js";
      export class DatabaseManager extends Base {}
      export class ConnectionService extends Base {}
      `,
      both,
    ));

  it("a mock of the manager in the tests", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class DatabaseManager {}
      // file: src/__mocks__/a.ts
      export class DatabaseManager {}
      // file: tests/fake.ts
      export class DatabaseManager {}
      `,
      project,
    ));

  it("a declaration of types beside its source, and an interface", () =>
    checkSnippet(
      `
      // file: src/a.js
      export class DatabaseManager {}
      // file: src/a.d.ts
      export declare class DatabaseManager {}
      // file: src/types.ts
      export interface DatabaseManager {}
      `,
      project,
    ));

  it("a class inside a function", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class DatabaseManager {}
      // file: src/b.ts
      export function make(): unknown {
        class DatabaseManager {}
        return DatabaseManager;
      }
      `,
      project,
    ));

  it("two managers of small interfaces that happen to be alike", () =>
    checkSnippet(
      `
      // file: src/a.ts
      export class ConnectionService {
        start(): void {}
        stop(): void {}
      }
      // file: src/b.ts
      export class DatabaseManager {
        start(): void {}
        stop(): void {}
      }
      `,
      both,
    ));

  it("managers of two sources", () =>
    checkSnippet(
      `
      // file: services/a/db.ts
      export class DatabaseManager {}
      export const getDb = () => new DatabaseManager();
      // file: services/b/db.ts
      export class DatabaseManager {}
      export const getDb = () => new DatabaseManager();
      `,
      {
        config: {
          sources: ["a", "b"].map((name) => ({
            name,
            files: [`services/${name}/**`],
            accessor: { module: `services/${name}/db.ts`, name: "getDb" },
            managers: ["DatabaseManager"],
          })),
        },
      },
    ));

  it("managers of two packages, where nobody says that they are of one source", () =>
    checkSnippet(`
      // file: package.json
      { "workspaces": ["packages/*"] }
      // file: packages/a/package.json
      { "name": "a" }
      // file: packages/a/src/db.ts
      import { Pool } from "pg";
      export class DatabaseManager {
        private readonly pool = new Pool();
      }
      // file: packages/b/package.json
      { "name": "b" }
      // file: packages/b/src/db.ts
      import { Pool } from "pg";
      export class DatabaseManager {
        private readonly pool = new Pool();
      }
    `));

  it("a class that stands in for the manager where its import fails", () =>
    checkSnippet(`
      // file: app/__init__.py
      // file: app/manager.py
      from sqlalchemy import create_engine
      class DatabaseManager:
          def __init__(self):
              self.engine = create_engine("sqlite://")
      // file: app/stream.py
      try:
          from app.manager import DatabaseManager
      except ImportError:
          class DatabaseManager:
              engine = None
    `));
});
