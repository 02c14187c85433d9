import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";
import { CALLBACK, GET_DB } from "../../support/snippet-databases.js";
import { readProject, withConfig } from "../../support/snippet-project.js";
import { effectsIn } from "./reading.js";

/** What the first function of a file does beside its transaction, in the words of messages. */
function others(code: string): readonly string[] {
  return effectsIn("src/a.ts", code).otherEffects.map(({ text }) => text);
}

const giving = (body: string): readonly string[] => others(`async function getDb(tenant) { ${body} }`);

/** Of an accessor that is given the work of a caller. */
const around = (body: string): readonly string[] => others(`async function withDb(work, tenant) { ${body} }`);

const SET = 'query("SET search_path TO a")';

describe("what an accessor does beside beginning, committing, rolling back and closing", () => {
  it.each([
    [`const c = await pool.connect(); await c.${SET}; return c;`, `calls \`${SET}\` of its handle`],
    [`const c = await pool.connect(); await c.${SET}; return drizzle(c);`, `calls \`${SET}\` of its handle`],
    [
      `const c = await pool.connect(); await c.query(\`SET app.t = \${tenant}\`); return c;`,
      `calls \`query(\`SET app.t = \${tenant}\`)\` of its handle`,
    ],
    ["prisma.$use(audit); return prisma;", "calls `$use(audit)` of its handle"],
    ["return prisma.$extends(softDelete);", "calls `$extends(softDelete)` of its handle"],
    [
      'const d = new Database(file); d.pragma("foreign_keys = ON"); return d;',
      'calls `pragma("foreign_keys = ON")` of its handle',
    ],
    [
      'pool.on("connect", (c) => c.query(setup)); return pool;',
      'calls `on("connect", (c) => c.query(setup))` of its handle',
    ],
    ["const s = open(); s.tenant = tenant; return s;", "sets `tenant = tenant` of its handle"],
    ["const s = await client.startSession({ snapshot: true }); return s;", "asks for `snapshot: true`"],
    ['const r = ds.createQueryRunner("slave"); return r;', 'asks for `"slave"`'],
    [
      "try { return await pool.connect(); } catch (e) { throw new Unavailable(e); }",
      "turns an error into `Unavailable`",
    ],
    ["try { return await pool.connect(); } catch { return null; }", "swallows an error"],
  ])("names what would be lost of a handle: %s", (body, words) => {
    expect(giving(body)).toEqual([words]);
  });

  it.each([
    "if (!pool) { pool = new Pool(); pool.on('error', (e) => logger.error(e)); } return pool;",
    "pool ??= new Pool({ max: Number(process.env.MAX) }); return pool;",
    'if (!pool) throw new Error("not connected"); return pool;',
    'console.log("open"); const c = await pool.connect(); logger.debug(c); return c;',
    'const c = await pool.connect(); await c.query("SELECT 1"); return c;',
    "const config = loadConfig(); const c = createClient(config.url); await c.connect(); return c;",
    'const c = await pool.connect(); await c.query("BEGIN ISOLATION LEVEL SERIALIZABLE"); return c;',
    'const probe = new Client(); await probe.query("SET a = 1"); await probe.end(); const c = await pool.connect(); return c;',
    "try { return await pool.connect(); } catch (e) { console.error(e); throw e; }",
    "globalThis.prisma = prisma; cache.set(tenant, prisma); return prisma;",
    "const c = await pool.connect(); return { query: (sql) => c.query(sql), close: () => c.release() };",
    "if (!source.isInitialized) await source.initialize(); return source;",
  ])("leaves alone what changes nothing for who uses a handle: %s", (body) => {
    expect(giving(body)).toEqual([]);
  });

  it.each([
    ["await mutex.runExclusive(async () => { await work(c); });", "runs inside `mutex`"],
    ["await mutex.runExclusive(work);", "runs inside `mutex`"],
    ['await lock.acquire("db", () => work(c));', "runs inside `lock.acquire`"],
    [
      "const release = await mutex.acquire(); try { return await work(c); } finally { release(); }",
      "runs inside `mutex`",
    ],
    ["return storage.run(c, () => work(c));", "keeps its handle in `storage`"],
    ["return storage.run({ tx: c }, () => work(c));", "keeps its handle in `storage`"],
    ["return context.run(tenant, () => work(c));", "runs inside `context`"],
    ["storage.enterWith(c); return work(c);", "keeps its handle in `storage`"],
    ["try { return await work(c); } catch (e) { logger.error(e); }", "swallows an error"],
    ["try { return await work(c); } catch (e) { throw new DbError(e); }", "turns an error into `DbError`"],
    ["try { return await work(c); } catch (e) { if (isUnique(e)) return null; throw e; }", "swallows an error"],
    ["return db.transaction(work).catch((e) => { throw translate(e); });", "turns an error into `translate`"],
    ["return db.$transaction(work, { timeout: 5000 });", "asks for `timeout: 5000`"],
    [
      `await c.$executeRaw\`SELECT set_config('app.tenant', \${tenant}, true)\`; return work(c);`,
      `calls \`$executeRaw\`SELECT set_config('app.tenant', \${tenant}, true)\`\` of its handle`,
    ],
    ['const r = await work(c); bus.emit("done"); return r;', "calls `bus.emit`"],
    ["const result = await work(c); await events.publishAll(); return result;", "calls `events.publishAll`"],
    ["assertAllowed(user); return work(c);", "calls `assertAllowed`"],
  ])("names what would be lost around the work of a caller: %s", (body, words) => {
    expect(around(body)).toEqual([words]);
  });

  it.each([
    'const c = await pool.connect(); try { await c.query("BEGIN"); const r = await work(c); await c.query("COMMIT"); return r; } catch (e) { await c.query("ROLLBACK"); throw e; } finally { c.release(); }',
    'try { return await work(c); } catch (e) { try { await c.query("ROLLBACK"); } catch (x) { logger.warn(x); } throw e; }',
    "let failure; try { await work(c); } catch (e) { failure = e; } finally { c.release(); } if (failure) throw failure;",
    "return db.transaction(work);",
    "return db.transaction(async (tx) => work(tx));",
    "return withRetry(() => work(c));",
    'return tracer.startActiveSpan("db", () => work(c));',
    "metrics.increment(); logger.info(tenant); return work(c);",
    "await ensureConnected(); assert(pool); return work(pool);",
    "const c = await mutex.runExclusive(() => pool.connect()); return work(c);",
    "return new Promise((resolve, reject) => { work(c).then(resolve).catch((e) => reject(e)); });",
    "const client = await pool.connect(); try { return await work(client); } finally { await client.release().catch(() => {}); }",
  ])("leaves alone what changes nothing for the work of a caller: %s", (body) => {
    expect(around(body)).toEqual([]);
  });
});

describe("a call of a manager in the accessor's place", () => {
  const MANAGER = `
  // file: src/manager.ts
  import type { PoolClient } from "pg";
  import { getDb } from "./database/index.js";
  export class DatabaseManager {
    static async getSession<Result>(work: (db: PoolClient) => Promise<Result>): Promise<Result> {
      return getDb(async (db) => {
        SETUP
        return work(db);
      });
    }
  }
  // file: src/health.ts
  import { DatabaseManager } from "./manager.js";
  export const ready = () => DatabaseManager.getSession((db) => db.query("select 1"));
  `;

  async function fixOf(setUp: string) {
    const { files } = readProject(`${CALLBACK}${MANAGER.replace("SETUP", setUp)}`);
    const sources = [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/database/**"] }];
    const { diagnostics } = await checkFiles(withConfig(files, { sources }));
    return diagnostics.find(({ span, rule }) => span.file === "src/health.ts" && rule === "direct-manager");
  }

  it("is no safe fix where it would lose what the manager does", async () => {
    const found = await fixOf('await db.query("SET search_path TO tenant");');
    expect(found?.fix?.applicability).not.toBe("safe");
    expect(JSON.stringify(found)).toContain("SET search_path TO tenant");
  });

  it("is a safe one where it loses nothing", async () => {
    expect((await fixOf('console.log("open");'))?.fix?.applicability).toBe("safe");
  });
});
