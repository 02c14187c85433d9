/** What looks like database access and is not, or must not be reported. One test for each trap. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/judge/check/check.js";
import { linked } from "../support/linked.js";
import { type MemoryFiles, memoryWorld } from "../support/memory-world.js";

/** A project with a clear accessor, beside the code of the trap. */
const DATABASE = {
  "src/db.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;',
  "src/one.ts": 'import { getDb } from "./db";\ngetDb().query("select 1");',
  "src/two.ts": 'import { getDb } from "./db";\ngetDb().query("select 1");',
};

async function findings(files: MemoryFiles): Promise<readonly string[]> {
  const { report } = await check(memoryWorld({ ...DATABASE, ...files }));
  return report.diagnostics.map((each) => `${each.span.file} ${each.rule}`);
}

describe("names that are not of a database", () => {
  it("leaves clients of something else alone", async () => {
    const code = [
      'import { createClient } from "@hey-api/client-fetch";\nimport { createTRPCClient } from "@trpc/client";',
      'import { Client } from "discord.js";\nimport { Client as Mcp } from "@modelcontextprotocol/sdk/client/index.js";',
      'import { Queue } from "bullmq";\nimport { MeiliSearch } from "meilisearch";',
      "createClient({}); createTRPCClient({}); new Client({}); new Mcp({}); new Queue('x'); new MeiliSearch({});",
    ].join("\n");
    expect(await findings({ "src/a.ts": code })).toEqual([]);
    expect(await findings({ "src/a.ts": 'import { Client } from "pg";\nnew Client();' })).toEqual([
      "src/a.ts direct-client",
    ]);
  });

  it("leaves a connection manager and pools that are not of a database alone", async () => {
    expect(
      await findings({
        "src/sockets.ts":
          "export class ConnectionManager { open() {} }\nexport class WorkerPool { take() {} }\nexport class ObjectPool { static get() {} }",
        "src/a.ts":
          'import { ConnectionManager, ObjectPool, WorkerPool } from "./sockets";\nnew ConnectionManager().open(); new WorkerPool().take(); ObjectPool.get();',
      }),
    ).toEqual([]);
  });

  it("leaves `getConnection()` of a queue alone", async () => {
    expect(
      await findings({
        "src/queue.ts":
          'import amqp from "amqplib";\nexport const getConnection = () => amqp.connect("amqp://localhost");',
        "src/a.ts": 'import { getConnection } from "./queue";\nawait getConnection();',
      }),
    ).toEqual([]);
  });

  it("leaves `getDatabase()` alone where it is a method of something else", async () => {
    expect(
      await findings({
        "src/a.ts":
          'class Connection { getDatabase() { return "name"; } }\nclass Fixture { getDatabase() { return {}; } }\nnew Connection().getDatabase(); new Fixture().getDatabase();',
      }),
    ).toEqual([]);
  });

  it("leaves the word `postgres` alone where it is a method", async () => {
    expect(
      await findings({
        "src/a.ts":
          'const dialects = { postgres(sql: string) { return sql; } };\ndialects.postgres("select 1"); builder.postgres("x");',
      }),
    ).toEqual([]);
  });

  it("leaves `knex` alone where a migration gets it as a parameter", async () => {
    expect(
      await findings({
        "migrations/001_users.js":
          "exports.up = (knex) => knex.schema.createTable('users', (table) => table.increments());",
        "src/migrations/002.ts":
          'import type { Knex } from "knex";\nexport async function up(knex: Knex) { await knex.schema.dropTable("users"); }',
      }),
    ).toEqual([]);
  });
});

describe("code that is right as it is", () => {
  it("leaves databases alone that are separate on purpose", async () => {
    const found = await findings({
      "src/logs/store.ts": 'import { MongoClient } from "mongodb";\nexport const logs = new MongoClient("x");',
      "src/logs/a.ts": 'import { logs } from "./store";\nlogs.db();',
      "scripts/import.ts": 'import Database from "better-sqlite3";\nnew Database("old.sqlite");',
    });
    expect(found.filter((each) => !each.startsWith("src/logs/store.ts"))).toEqual([]);
  });

  it("claims no missing member of a class with an external base", async () => {
    const project = await linked({
      "src/manager.ts": 'import { Base } from "framework";\nexport class DatabaseManager extends Base { query() {} }',
      "src/a.ts":
        'import { DatabaseManager } from "./manager";\nnew DatabaseManager().close(); DatabaseManager.gone();',
    });
    expect(project.memberAt("src/a.ts", "new DatabaseManager().close()")).toBe(
      "unknown: extends a class of `framework`",
    );
    expect(project.memberAt("src/a.ts", "DatabaseManager.gone()")).toBe("unknown: extends a class of `framework`");
  });

  it("knows the members of Node's event emitter, on which managers like to stand", async () => {
    const project = await linked({
      "src/manager.ts":
        'import { EventEmitter } from "node:events";\nexport class DatabaseManager extends EventEmitter { query() {} }',
      "src/a.ts":
        'import { DatabaseManager } from "./manager";\nnew DatabaseManager().emit("x"); DatabaseManager.gone();',
    });
    expect(project.memberAt("src/a.ts", 'new DatabaseManager().emit("x")')).toBe("found");
    expect(project.memberAt("src/a.ts", "DatabaseManager.gone()")).toBe("absent");
  });

  it("reads no compiled twin and no declaration file beside its source", async () => {
    const project = await linked({
      "src/db.ts": "export class DatabaseManager { query() {} }",
      "src/db.js": "class DatabaseManager { query() {} }\nexports.DatabaseManager = DatabaseManager;",
      "src/db.d.ts": "export declare class DatabaseManager { query(): void }",
      "src/a.ts": 'import { DatabaseManager } from "./db.js";',
    });
    expect(project.analysis.discovery.files).toEqual(["src/a.ts", "src/db.ts"]);
    expect(project.valueAt("src/a.ts", "DatabaseManager")).toBe("class src/db.ts#DatabaseManager");
  });

  it("goes on past a file with a syntax error, and claims nothing of what stands in it", async () => {
    const project = await linked({
      "src/broken.ts": "export class DatabaseManager { query() { \nexport const x = ;",
      "src/a.ts": 'import { DatabaseManager } from "./broken";\nDatabaseManager.gone();',
    });
    expect(project.analysis.gathered.problems.map((problem) => problem.kind)).toEqual(["syntax"]);
    expect(project.memberAt("src/a.ts", "DatabaseManager.gone()")).toMatch(/^unknown: /);
  });

  it("reads files whose names have brackets, spaces and parentheses", async () => {
    const project = await linked({
      "app/(shop)/[id]/data base (1).ts": "export class DatabaseManager { query() {} }",
      "app/(shop)/[id]/page.tsx": 'import { DatabaseManager } from "./data base (1)";\nDatabaseManager.gone();',
    });
    expect(project.memberAt("app/(shop)/[id]/page.tsx", "DatabaseManager.gone()")).toBe("absent");
  });
});
