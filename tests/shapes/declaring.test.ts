/** How projects declare their way to a database. One test for each form of the list. */
import { describe, expect, it } from "vitest";
import { linked } from "../support/linked.js";

const POOL = "external pg: Pool new()";
const PRISMA = "external @prisma/client: PrismaClient new()";

describe("functions that hand the handle out", () => {
  it("knows what an accessor gives that fills a module variable lazily", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";',
        "let pool: Pool | undefined;",
        "let client: Pool | null = null;",
        "export function getDb(): Pool { if (!pool) { pool = new Pool(); } return pool; }",
        "export const getClient = () => { client ??= new Pool(); return client; };",
        "let untyped; export function getUntyped() { if (untyped) return untyped; untyped = new Pool(); return untyped; }",
        "export function inOne() { return untyped || (untyped = new Pool()); }",
      ].join("\n"),
      "src/a.ts":
        'import { getClient, getDb, getUntyped, inOne } from "./db";\nconst a = getDb(); const b = getClient(); const c = getUntyped(); const d = inOne();',
    });
    for (const name of ["a", "b", "c", "d"]) expect(project.valueAt("src/a.ts", name)).toBe(POOL);
  });

  it("knows what an accessor gives that keeps a handle for each key", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";',
        "const pools = new Map<string, Pool>();",
        "const untyped = new Map();",
        "const record: Record<string, Pool> = {};",
        "const plain = {};",
        "export function typed(key: string) { let pool = pools.get(key); if (!pool) { pool = new Pool(); pools.set(key, pool); } return pool; }",
        "export function fromRecord(key: string) { return record[key]; }",
        "export function fromMap(key: string) { if (!untyped.has(key)) untyped.set(key, new Pool()); return untyped.get(key); }",
        "export function fromPlain(key: string) { if (!plain[key]) plain[key] = new Pool(); return plain[key]; }",
      ].join("\n"),
      "src/a.ts":
        'import * as db from "./db";\nconst a = db.typed("x"); const b = db.fromRecord("x"); const c = db.fromMap("x"); const d = db.fromPlain("x");',
    });
    for (const name of ["a", "b", "c", "d"]) expect(project.valueAt("src/a.ts", name)).toBe(POOL);
  });

  it("knows a handle that is kept on the global object", async () => {
    const project = await linked({
      "src/nullish.ts":
        'import { PrismaClient } from "@prisma/client";\nexport const db = (globalThis.prisma ??= new PrismaClient());',
      "src/cast.ts": [
        'import { PrismaClient } from "@prisma/client";',
        "const store = globalThis as unknown as { prisma?: PrismaClient };",
        "export const db = store.prisma ?? new PrismaClient();",
        'if (process.env.NODE_ENV !== "production") store.prisma = db;',
      ].join("\n"),
      "src/or.js":
        'const { PrismaClient } = require("@prisma/client");\nmodule.exports = global.prisma || new PrismaClient().$extends({});',
      "src/a.js": 'const prisma = require("./or");',
    });
    expect(project.valueAt("src/nullish.ts", "db")).toBe(`unknown: global \`globalThis\` | ${PRISMA}`);
    expect(project.valueAt("src/cast.ts", "db")).toBe(PRISMA);
    expect(project.valueAt("src/a.js", "prisma")).toBe(`unknown: global \`global\` | ${PRISMA} $extends ()`);
  });

  it("knows what an async accessor under a mutex gives", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Mutex } from "async-mutex";\nimport { Pool } from "pg";',
        "const mutex = new Mutex();\nlet pool: Pool | undefined;",
        "export async function getDb() {",
        "  const release = await mutex.acquire();",
        "  try { if (pool === undefined) pool = await connect(); return pool; } finally { release(); }",
        "}",
        "export function getExclusive() { return mutex.runExclusive(async () => pool ?? connect()); }",
        "async function connect(): Promise<Pool> { return new Pool(); }",
      ].join("\n"),
      "src/a.ts":
        'import { getDb, getExclusive } from "./db";\nconst a = await getDb(); const b = await getExclusive();',
    });
    expect(project.valueAt("src/a.ts", "a")).toBe(POOL);
    // What a package's method makes of its callback is the package's own affair.
    expect(project.valueAt("src/a.ts", "b")).toBe("external async-mutex: Mutex new() runExclusive ()");
  });

  it("knows an accessor that is not exported", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";\nconst pool = new Pool();',
        "function getDb() { return pool; }",
        "export async function findUser() { const db = getDb(); return db; }",
      ].join("\n"),
    });
    expect(project.valueAt("src/db.ts", "db")).toBe(POOL);
    expect(project.symbolAt("src/db.ts", "getDb()")).toBe("src/db.ts#getDb");
  });

  it("knows what an accessor gives that starts an async initialisation without awaiting it", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { DataSource } from "typeorm";',
        "export let db: DataSource;\nexport let later;",
        "export async function init() { db = new DataSource({}); later = new DataSource({}); await db.initialize(); }",
        "export function getDb() { if (!later) init(); return later; }",
      ].join("\n"),
      "src/a.ts": 'import { db, getDb, later } from "./db";\nconst found = getDb();',
    });
    for (const name of ["db", "later", "found"]) {
      expect(project.valueAt("src/a.ts", name)).toBe("external typeorm: DataSource new()");
    }
  });
});

describe("containers and members", () => {
  it("leaves what a container hands out unknown, and reads the factories of its providers", async () => {
    const project = await linked({
      "src/db.module.ts": [
        'import { Module } from "@nestjs/common";\nimport { Pool } from "pg";',
        'export const provider = { provide: "DATABASE", useFactory: async () => new Pool() };',
        "@Module({ providers: [provider] }) export class DatabaseModule {}",
        "export const client = provider.useFactory();",
      ].join("\n"),
      "src/a.ts": 'import { container } from "tsyringe";\nconst db = container.resolve("DATABASE");',
      "src/b.ts":
        'const awilix = require("awilix");\nconst container = awilix.createContainer();\nconst { db } = container.cradle;',
    });
    expect(project.valueAt("src/db.module.ts", "client")).toBe(`promise of ${POOL}`);
    expect(project.accesses("src/db.module.ts")).toEqual(["new Pool() → client pg"]);
    expect(project.accesses("src/a.ts")).toEqual([]);
    expect(project.accesses("src/b.ts")).toEqual([]);
  });

  it("knows a class getter with the name of a private field", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";',
        "export class Database { #pool = new Pool(); private _db?: Pool;",
        "  get pool() { return this.#pool; }",
        "  get db(): Pool { if (!this._db) throw new Error(); return this._db; }",
        "  static #shared = new Database(); static get shared() { return Database.#shared; } }",
      ].join("\n"),
      "src/a.ts":
        'import { Database } from "./db";\nconst a = new Database().pool; const b = Database.shared.db; Database.shared.gone; Database["pool"];',
    });
    expect(project.valueAt("src/a.ts", "a")).toBe(POOL);
    expect(project.valueAt("src/a.ts", "b")).toBe(POOL);
    expect(project.memberAt("src/a.ts", "Database.shared.gone")).toBe("absent");
    expect(project.memberAt("src/a.ts", 'Database["pool"]')).toBe("absent");
  });

  it("knows an object getter", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";\nlet current: Pool | undefined;',
        "export const database = { get client() { return (current ??= new Pool()); }, close() { return this.client.end(); } };",
      ].join("\n"),
      "src/a.ts": 'import { database } from "./db";\nconst client = database.client;\ndatabase.gone();',
    });
    expect(project.valueAt("src/a.ts", "client")).toBe(POOL);
    expect(project.memberAt("src/a.ts", "database.gone()")).toBe("absent");
  });

  it("knows methods that are arrow-function fields", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { Pool } from "pg";',
        "export class Database { private pool = new Pool(); getPool = () => this.pool; getLater = async () => { return this.pool; }; }",
      ].join("\n"),
      "src/a.ts":
        'import { Database } from "./db";\nconst database = new Database(); const a = database.getPool(); const b = await database.getLater(); database.gone();',
    });
    expect(project.valueAt("src/a.ts", "a")).toBe(POOL);
    expect(project.valueAt("src/a.ts", "b")).toBe(POOL);
    expect(project.memberAt("src/a.ts", "database.gone()")).toBe("absent");
  });

  it("leaves a property of the global object that is set once unknown where it is read", async () => {
    const project = await linked({
      "src/setup.js": 'const { Pool } = require("pg");\nglobal.db = new Pool();',
      "src/a.js": "const found = global.db; const bare = db;",
    });
    expect(project.accesses("src/setup.js")).toEqual(["new Pool() → client pg"]);
    expect(project.valueAt("src/a.js", "found")).toBe("unknown: global `global`");
    expect(project.valueAt("src/a.js", "bare")).toBe("unknown: global `db`");
  });

  it("leaves a handle that is a proxy unknown", async () => {
    const project = await linked({
      "src/db.ts": [
        'import { PrismaClient } from "@prisma/client";\nfunction getDb() { return new PrismaClient(); }',
        "export const prisma = new Proxy({} as PrismaClient, { get: (_, key) => Reflect.get(getDb(), key) });",
        "export const wrapped = new Proxy(new Manager(), {}); class Manager { query() {} }",
      ].join("\n"),
      "src/a.ts": 'import { prisma, wrapped } from "./db";\nprisma.user; wrapped.gone();',
    });
    expect(project.memberAt("src/a.ts", "prisma.user")).toBe("unknown: proxy");
    expect(project.memberAt("src/a.ts", "wrapped.gone()")).toBe("unknown: proxy");
  });

  it("knows a handle whose type is an interface written by hand", async () => {
    const project = await linked({
      "src/types.ts":
        "export interface Db { query(sql: string): Promise<Row[]>; close(): void }\nexport interface Row {}",
      "src/db.ts":
        'import type { Db } from "./types";\ndeclare const db: Db;\nexport function getDb(): Db { return db; }',
      "src/a.ts": 'import { getDb } from "./db";\nconst db = getDb();\ndb.query("x"); db.gone();',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("interface src/types.ts#Db");
    expect(project.memberAt("src/a.ts", 'db.query("x")')).toBe("found");
    expect(project.memberAt("src/a.ts", "db.gone()")).toBe("absent");
  });
});
