/** How the name of a database, a manager or a driver gets into scope. One test for each form of the list. */
import { describe, expect, it } from "vitest";
import { linked } from "../support/linked.js";

const MANAGER = "export class Manager { static get() { return new Manager(); } query() { return 1; } }\n";

describe("imports of the project's own", () => {
  it("follows the default import of an instance with a class-like name through a path alias", async () => {
    const project = await linked({
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      "src/managers/db.ts": `${MANAGER}export default new Manager();`,
      "src/a.ts":
        'import DatabaseManager from "@/managers/db";\nconst found = DatabaseManager.query;\nDatabaseManager.gone();',
    });
    expect(project.valueAt("src/a.ts", "DatabaseManager")).toBe("instance src/managers/db.ts#Manager");
    expect(project.valueAt("src/a.ts", "found")).toBe("function src/managers/db.ts#query");
    expect(project.memberAt("src/a.ts", "DatabaseManager.gone()")).toBe("absent");
  });

  it("finds the same definition through a relative path", async () => {
    const project = await linked({
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@db": ["./src/managers/db"] } } }',
      "src/managers/db.ts": `${MANAGER}export default new Manager();`,
      "src/a.ts": 'import one from "@db";',
      "src/b.ts": 'import two from "./managers/db";',
    });
    expect(project.symbolAt("src/a.ts", "one")).toBe("src/managers/db.ts#default");
    expect(project.symbolAt("src/b.ts", "two")).toBe("src/managers/db.ts#default");
  });

  it("follows a named accessor through an alias and a barrel", async () => {
    const project = await linked({
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@database": ["./src/database/index.ts"] } } }',
      "src/database/client.ts":
        'import { Pool } from "pg";\nconst pool = new Pool();\nexport function getDb() { return pool; }',
      "src/database/index.ts": 'export { getDb } from "./client";',
      "src/a.ts": 'import { getDb } from "@database";\nconst db = getDb();',
    });
    expect(project.symbolAt("src/a.ts", "getDb")).toBe("src/database/client.ts#getDb");
    expect(project.valueAt("src/a.ts", "db")).toBe("external pg: Pool new()");
  });

  it("follows an export under another name", async () => {
    const project = await linked({
      "src/client.ts": 'import { Pool } from "pg";\nconst connection = new Pool();\nexport { connection as db };',
      "src/a.ts": 'import { db as database } from "./client";',
    });
    expect(project.symbolAt("src/a.ts", "database")).toBe("src/client.ts#connection");
    expect(project.valueAt("src/a.ts", "database")).toBe("external pg: Pool new()");
  });

  it("tells the default from the named import of different clients under one local name", async () => {
    const project = await linked({
      "src/one.ts": 'import { Pool } from "pg";\nexport default new Pool();',
      "src/two.ts": 'import { PrismaClient } from "@prisma/client";\nexport const db = new PrismaClient();',
      "src/a.ts": 'import db from "./one";',
      "src/b.ts": 'import { db } from "./two";',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("external pg: Pool new()");
    expect(project.valueAt("src/b.ts", "db")).toBe("external @prisma/client: PrismaClient new()");
    expect(project.symbolAt("src/a.ts", "db")).not.toBe(project.symbolAt("src/b.ts", "db"));
  });

  it("follows a specifier that starts at the baseUrl", async () => {
    const project = await linked({
      "tsconfig.json": '{ "compilerOptions": { "baseUrl": "." } }',
      "app/server/lib/db.ts": MANAGER,
      "app/a.ts": 'import { Manager } from "app/server/lib/db";',
    });
    expect(project.valueAt("app/a.ts", "Manager")).toBe("class app/server/lib/db.ts#Manager");
  });

  it("follows a `.js` specifier that means a `.ts` file", async () => {
    const project = await linked({ "src/db.ts": MANAGER, "src/a.ts": 'import { Manager } from "./db.js";' });
    expect(project.valueAt("src/a.ts", "Manager")).toBe("class src/db.ts#Manager");
  });

  it("says that the import of a module that does not exist leads nowhere", async () => {
    const project = await linked({ "src/a.ts": 'import { getDb } from "./database";\nconst db = getDb();' });
    expect(project.valueAt("src/a.ts", "getDb")).toBe("missing");
    expect(project.valueAt("src/a.ts", "db")).toBe("unknown: call of missing");
  });

  it("says that a barrel which re-exports a missing file leads nowhere, without hiding its other names", async () => {
    const project = await linked({
      "src/index.ts": 'export { gone } from "./gone";\nexport * from "./lost";\nexport * from "./db";',
      "src/db.ts": MANAGER,
      "src/a.ts": 'import { gone, lost, Manager } from "./index";',
    });
    expect(project.valueAt("src/a.ts", "gone")).toBe("missing");
    expect(project.valueAt("src/a.ts", "lost")).toBe("unknown: re-exports `./lost`, which is not there");
    expect(project.valueAt("src/a.ts", "Manager")).toBe("class src/db.ts#Manager");
  });

  it("follows a member of a namespace import, also where it is called as an ORM's class is", async () => {
    const project = await linked({
      "src/db.ts": `${MANAGER}export const main = Manager.get();`,
      "src/a.ts": 'import * as DataSource from "./db";\nconst db = DataSource.main;\nDataSource.gone();',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("instance src/db.ts#Manager");
    expect(project.memberAt("src/a.ts", "DataSource.gone()")).toBe("absent");
  });

  it("follows the alias under which a class is exported or imported", async () => {
    const project = await linked({
      "src/db.ts": `class Manager { close() {} }\nexport { Manager as ManagerClass };`,
      "src/a.ts": 'import { ManagerClass as Database } from "./db";\nconst manager = new Database();',
    });
    expect(project.valueAt("src/a.ts", "manager")).toBe("instance src/db.ts#Manager");
    expect(project.symbolAt("src/a.ts", "Database")).toBe("src/db.ts#Manager");
  });

  it("keeps a type-only import from being an access", async () => {
    const project = await linked({
      "src/db.ts": 'import { Pool } from "pg";\nexport class DatabaseManager { pool = new Pool(); }',
      "src/a.ts": [
        'import type { DatabaseManager } from "./db";',
        'import { type DatabaseManager as Same } from "./db";',
        "export function use(manager: DatabaseManager, same: Same): typeof manager { return manager; }",
      ].join("\n"),
    });
    expect(project.accesses("src/a.ts")).toEqual([]);
    expect(
      project.facts("src/a.ts").imports.map((each) => [each.typeOnly, each.names.map((name) => name.typeOnly)]),
    ).toEqual([
      [true, [false]],
      [false, [true]],
    ]);
  });
});

describe("packages and CommonJS", () => {
  it("follows the namespace of a driver that is constructed and exported again", async () => {
    const project = await linked({
      "src/db.ts": 'import * as pg from "pg";\nexport const pool = new pg.Pool();\nexport * as driver from "pg";',
      "src/a.ts": 'import { driver, pool } from "./db";\nconst client = new driver.Client();',
    });
    expect(project.valueAt("src/a.ts", "pool")).toBe("external pg: Pool new()");
    expect(project.valueAt("src/a.ts", "client")).toBe("external pg: Client new()");
  });

  it("follows the default import of a package whose class is taken by destructuring", async () => {
    const project = await linked({
      "src/db.ts": 'import pkg from "pg";\nconst { Pool } = pkg;\nconst pool = new Pool();',
    });
    expect(project.accesses("src/db.ts")).toEqual(["new Pool() → client pg"]);
  });

  it("follows CommonJS destructuring", async () => {
    const project = await linked({
      "src/db.js":
        "const { Client, Pool: Connections } = require('pg');\nconst client = new Client();\nconst pool = new Connections();",
    });
    expect(project.accesses("src/db.js")).toEqual(["new Client() → client pg", "new Connections() → client pg"]);
  });

  it("follows a class that is a property of what `require` gives, and its static method", async () => {
    const project = await linked({
      "src/db.js": "const mongo = require('mongodb');\nmongo.MongoClient.connect(url);",
    });
    expect(project.valueAt("src/db.js", "mongo.MongoClient.connect(url)")).toBe(
      "external mongodb: MongoClient connect ()",
    );
    expect(project.accesses("src/db.js")).toEqual(["mongo.MongoClient.connect(url) → client mongodb"]);
  });

  it("follows `require` with a call on it", async () => {
    const project = await linked({
      "src/a.js": "const sqlite3 = require('sqlite3').verbose();\nconst db = new sqlite3.Database(':memory:');",
      "src/b.js": "const db = require('./setup').init();",
      "src/c.js": "const knex = require('knex')(config);",
      "src/d.js": "const db = require('./factory')(config);",
      "src/setup.js": "const { Pool } = require('pg');\nexports.init = () => new Pool();",
      "src/factory.js": "const { Pool } = require('pg');\nmodule.exports = (config) => new Pool(config);",
    });
    expect(project.accesses("src/a.js")).toEqual(["new sqlite3.Database(':memory:') → client sqlite3"]);
    expect(project.valueAt("src/b.js", "db")).toBe("external pg: Pool new()");
    expect(project.accesses("src/c.js")).toEqual(["require('knex')(config) → client knex"]);
    expect(project.valueAt("src/d.js", "db")).toBe("external pg: Pool new()");
  });

  it("follows a lazy `require` inside a function or branch, and says that it is nested", async () => {
    const project = await linked({
      "src/db.js": "const { Pool } = require('pg');\nmodule.exports = { getDb: () => new Pool() };",
      "src/a.js": [
        "function use() { const { getDb } = require('./db'); const db = getDb(); return db; }",
        "let driver; if (flag) { driver = require('pg'); }",
        "const client = new driver.Client();",
      ].join("\n"),
    });
    expect(project.valueAt("src/a.js", "db")).toBe("external pg: Pool new()");
    expect(project.valueAt("src/a.js", "client")).toBe("external pg: Client new()");
    expect(project.facts("src/a.js").imports.map((each) => each.nested)).toEqual([true, true]);
  });

  it("follows `require` in a module that imports too", async () => {
    const project = await linked({
      "src/db.ts":
        'import { Client } from "pg";\nconst { Pool } = require("pg");\nconst a = new Client();\nconst b = new Pool();',
      "src/esm.mts":
        'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\nconst { Pool } = require("pg");\nconst pool = new Pool();',
    });
    expect(project.accesses("src/db.ts")).toEqual(["new Client() → client pg", "new Pool() → client pg"]);
    expect(project.accesses("src/esm.mts")).toEqual(["new Pool() → client pg"]);
  });

  it("follows compiled interop", async () => {
    const project = await linked({
      "src/db.ts": `${MANAGER}export default Manager;`,
      "src/a.js": [
        '"use strict";',
        "var __importDefault = (this && this.__importDefault) || function (mod) { return (mod && mod.__esModule) ? mod : { default: mod }; };",
        'Object.defineProperty(exports, "__esModule", { value: true });',
        'const pg_1 = __importDefault(require("pg"));',
        'const db_1 = __importDefault(require("./db"));',
        'const tslib_1 = require("tslib");',
        'const mysql = tslib_1.__importStar(require("mysql2"));',
        "const pool = new pg_1.default.Pool();",
        "const manager = new db_1.default();",
        "const single = (0, mysql.createConnection)({});",
      ].join("\n"),
    });
    expect(project.accesses("src/a.js")).toEqual([
      "new pg_1.default.Pool() → client pg",
      "(0, mysql.createConnection)({}) → client mysql",
    ]);
    expect(project.valueAt("src/a.js", "manager")).toBe("instance src/db.ts#Manager");
  });
});

describe("dynamic imports and types in comments", () => {
  const DATABASE = 'import { Pool } from "pg";\nexport default new Pool();\nexport class Manager { query() {} }';

  it("follows a renamed default", async () => {
    const project = await linked({
      "src/db.ts": DATABASE,
      "src/a.ts": 'export async function use() { const { default: db } = await import("./db"); return db; }',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("external pg: Pool new()");
  });

  it("follows a member of what is awaited", async () => {
    const project = await linked({
      "src/db.ts": DATABASE,
      "src/a.ts": 'export async function use() { const db = (await import("./db")).default; return db; }',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("external pg: Pool new()");
  });

  it("follows a class that is destructured and constructed", async () => {
    const project = await linked({
      "src/db.ts": DATABASE,
      "src/a.ts":
        'export async function use() { const { Manager } = await import("./db"); const manager = new Manager(); manager.gone(); }',
    });
    expect(project.valueAt("src/a.ts", "manager")).toBe("instance src/db.ts#Manager");
    expect(project.memberAt("src/a.ts", "manager.gone()")).toBe("absent");
  });

  it("follows the module that `then` hands to its callback", async () => {
    const project = await linked({
      "src/db.ts": DATABASE,
      "src/a.ts": 'import("./db").then(({ Manager }) => { const manager = new Manager(); return manager; });',
    });
    expect(project.valueAt("src/a.ts", "manager")).toBe("instance src/db.ts#Manager");
  });

  it("leaves a computed specifier unknown, also where the class is kept in a `let`", async () => {
    const project = await linked({
      "src/a.ts": [
        "let Manager;",
        'export async function load(name: string) { ({ Manager } = await import("./drivers/" + name)); }',
        "export async function open(name: string) { const module = await import(name); Manager = module.Manager; }",
        "export function make() { const manager = new Manager(); manager.gone(); }",
      ].join("\n"),
    });
    expect(project.valueAt("src/a.ts", "manager")).toBe("unknown: import of a computed specifier");
    expect(project.accesses("src/a.ts")).toEqual([]);
  });

  it("reads a JSDoc `import(…)` type where nothing else says what a value is", async () => {
    const project = await linked({
      "src/db.ts": DATABASE,
      "src/a.js": [
        "/** @type {import('./db').Manager} */",
        "const manager = build();",
        "/** @param {import('./db').Manager} given */",
        "function use(given) { return given; }",
        "manager.gone();",
      ].join("\n"),
    });
    expect(project.valueAt("src/a.js", "manager")).toBe("instance src/db.ts#Manager");
    expect(project.valueAt("src/a.js", "given")).toBe("instance src/db.ts#Manager");
    expect(project.memberAt("src/a.js", "manager.gone()")).toBe("absent");
  });
});
