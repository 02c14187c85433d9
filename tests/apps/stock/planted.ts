/** The violations planted into `fixtures/apps/stock`: the text that is replaced, and what takes its place. */
import type { Plant } from "../plant.js";

const ACCESSOR = 'import { withDb } from "../database/index.js";\n';
const MANAGER = 'import { databaseManager } from "../database/manager.js";\n';

export const PLANTED: readonly Plant[] = [
  // Members that the manager does not have.
  {
    title: "a health check asks for a missing class method, and its test puts the method there",
    changes: [
      {
        file: "src/health/checks.ts",
        from: `  const version = await withDb(async (db) => (await db.query("select version from schema_version")).rows[0]?.version);
`,
        to: `  const db = await DatabaseManager.getAsyncSession();
  const version = (await db.query("select version from schema_version")).rows[0]?.version;
  db.release();
`,
      },
      {
        file: "src/health/checks.ts",
        from: `${MANAGER}${ACCESSOR}`,
        to: 'import { DatabaseManager, databaseManager } from "../database/manager.js";\n',
      },
      {
        file: "tests/health.test.ts",
        from: `  it("is ready", async () => {
`,
        to: `  it("is ready", async () => {
    const session = { query: async () => ({ rows: [{ version: 4 }] }), release: () => {} };
    Object.assign(DatabaseManager, { getAsyncSession: mock.fn(async () => session) });
`,
      },
      {
        file: "tests/health.test.ts",
        from: 'import { databaseManager } from "../src/database/manager.js";\n',
        to: 'import { DatabaseManager, databaseManager } from "../src/database/manager.js";\n',
      },
    ],
    finds: [
      { rule: "missing-member", at: "getAsyncSession", fix: "unsafe", because: "tests/health.test.ts" },
      { rule: "stale-mock", file: "tests/health.test.ts", at: "Object.assign(", fix: "by hand" },
    ],
  },
  {
    title: "a missing method of the instance, released in `finally`",
    changes: [
      { file: "src/services/reports.ts", from: ACCESSOR, to: `${ACCESSOR}${MANAGER}` },
      {
        file: "src/services/reports.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query(
      "select name from products where id not in (select product_id from levels where quantity > 0) order by id",
    );
    return rows.map((row) => row.name);
  });
`,
        to: `  const db = await databaseManager.getClient();
  try {
    const { rows } = await db.query(
      "select name from products where id not in (select product_id from levels where quantity > 0) order by id",
    );
    return rows.map((row: { name: string }) => row.name);
  } finally {
    db.release();
  }
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "getClient", fix: "safe" }],
  },
  {
    title: "a static method is called on the instance",
    changes: [
      {
        file: "src/services/reports.ts",
        from: `  return withDb(async (db) => (await db.query("select count(*)::int as count from movements")).rows[0].count);
`,
        to: `  const client = await databaseManager.open();
  try {
    return (await client.query("select count(*)::int as count from movements")).rows[0].count;
  } finally {
    client.release();
  }
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "open()", fix: "safe" }],
  },
  {
    title: "a missing method that takes a callback",
    changes: [
      { file: "src/services/pricing.ts", from: ACCESSOR, to: `${ACCESSOR}${MANAGER}` },
      {
        file: "src/services/pricing.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select coalesce(avg`,
        to: `  return databaseManager.withSession(async (db) => {
    const { rows } = await db.query("select coalesce(avg`,
      },
    ],
    finds: [{ rule: "missing-member", at: "withSession", fix: "safe" }],
  },
  {
    title: "a missing pool, asked in one expression",
    changes: [
      {
        file: "src/services/pricing.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select name from products order by price_cents limit 1");
    return rows[0]?.name;
  });
`,
        to: `  const { rows } = await databaseManager.getPool().query("select name from products order by price_cents limit 1");
  return rows[0]?.name;
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "getPool", fix: "unsafe", because: "asks for `pool`" }],
  },
  {
    title: "a missing transaction",
    changes: [
      {
        file: "src/services/pricing.ts",
        from: `  return withDb(async (db) => {
    const { rowCount } = await db.query("update products set price_cents = price`,
        to: `  return databaseManager.transaction(async (db) => {
    const { rowCount } = await db.query("update products set price_cents = price`,
      },
    ],
    finds: [{ rule: "missing-member", at: "transaction", fix: "unsafe", because: "asks for a transaction" }],
  },
  {
    title: "a missing method is given the name of another database",
    changes: [
      { file: "src/services/notes.ts", from: ACCESSOR, to: `${ACCESSOR}${MANAGER}` },
      {
        file: "src/services/notes.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select count(*)::int as count from notes");
    return rows[0].count;
  });
`,
        to: `  return databaseManager.withSession("replica", async (db) => {
    const { rows } = await db.query("select count(*)::int as count from notes");
    return rows[0].count;
  });
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "withSession", fix: "by hand" }],
  },

  // A second manager, and managers that are used or made directly.
  {
    title: "a second manager with a pool of its own",
    changes: [
      {
        file: "src/db/database-manager.ts",
        to: `import { Pool, type PoolClient } from "pg";

export class DatabaseManager {
  private readonly pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 3 });

  async getSession(): Promise<PoolClient> {
    return this.pool.connect();
  }
}
`,
      },
    ],
    finds: [
      { rule: "duplicate-manager", at: "class DatabaseManager", fix: "by hand" },
      { rule: "direct-client", at: "new Pool(", fix: "by hand" },
    ],
  },
  {
    title: "the second manager is made for one question",
    changes: [
      {
        file: "src/services/suppliers.ts",
        from: `  return withDb(async (db) => (await db.query("select count(*)::int as count from suppliers")).rows[0].count);
`,
        to: `  const db = await new DatabaseManager().getSession();
  try {
    return (await db.query("select count(*)::int as count from suppliers")).rows[0].count;
  } finally {
    db.release();
  }
`,
      },
      {
        file: "src/services/suppliers.ts",
        from: ACCESSOR,
        to: `${ACCESSOR}import { databaseManager } from "../database/manager.js";
import { pool } from "../database/pool.js";
import { DatabaseManager } from "../db/database-manager.js";
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "getSession()", fix: "safe" }],
  },
  {
    title: "a client of the manager, released in `finally`",
    changes: [
      {
        file: "src/services/suppliers.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query(
      "select s.name from suppliers s join products p on p.supplier_id = s.id where p.id = $1",
      [productId],
    );
    return rows[0]?.name;
  });
`,
        to: `  const db = await databaseManager.acquire();
  try {
    const { rows } = await db.query(
      "select s.name from suppliers s join products p on p.supplier_id = s.id where p.id = $1",
      [productId],
    );
    return rows[0]?.name;
  } finally {
    db.release();
  }
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "acquire()", fix: "safe" }],
  },
  {
    title: "a callback of the manager, which a test mocks",
    changes: [
      {
        file: "src/services/notes.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select body`,
        to: `  return databaseManager.withClient(async (db) => {
    const { rows } = await db.query("select body`,
      },
      {
        file: "tests/jobs.test.ts",
        from: `  it("are listed", async () => {
`,
        to: `  it("are asked of the database", async () => {
    const client = { query: async () => ({ rows: [{ body: "heavy" }, { body: "" }] }) };
    const asked = mock.method(databaseManager, "withClient", async (work: any) => work(client));
    deepEqual(await notesOf(1), ["heavy", ""]);
    asked.mock.restore();
  });

  it("are listed", async () => {
`,
      },
      {
        file: "tests/jobs.test.ts",
        from: `import { describe, it } from "node:test";
`,
        to: `import { describe, it, mock } from "node:test";
import { databaseManager } from "../src/database/manager.js";
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "withClient", fix: "unsafe", because: "tests/jobs.test.ts" }],
  },
  {
    title: "a transaction of the manager, which passes the work on to the other accessor",
    changes: [
      {
        file: "src/services/stock.ts",
        from: 'import { inTransaction, withDb } from "../database/index.js";\n',
        to: `import { inTransaction, withDb } from "../database/index.js";
import { transact } from "../database/legacy.js";
${MANAGER}`,
      },
      {
        file: "src/services/stock.ts",
        from: `  await inTransaction(async (db) => {
    await new LevelRepository(db).change(productId, warehouse, quantity);`,
        to: `  await databaseManager.withTransaction(async (db) => {
    await new LevelRepository(db).change(productId, warehouse, quantity);`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "withTransaction", fix: "by hand" }],
    wrong: "safe, with `inTransaction`, which `alsoAllowed` names and the method returns",
  },
  {
    title: "a legacy transaction, on which two statements rely",
    changes: [
      {
        file: "src/services/stock.ts",
        from: `  await inTransaction(async (db) => {
    const levels =`,
        to: `  await transact(async (db) => {
    const levels =`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "transact(", fix: "refused", because: "commits" }],
  },
  {
    title: "a manager is made with arguments",
    changes: [
      {
        file: "src/services/reports.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select status`,
        to: `  return new DatabaseManager("reports").withClient(async (db) => {
    const { rows } = await db.query("select status`,
      },
      {
        file: "src/services/reports.ts",
        from: MANAGER,
        to: 'import { DatabaseManager, databaseManager } from "../database/manager.js";\n',
      },
    ],
    finds: [{ rule: "direct-manager", at: "withClient", fix: "unsafe" }],
  },
  {
    title: "the pool behind the accessor is asked directly",
    changes: [
      {
        file: "src/services/suppliers.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("insert into suppliers (name, email) values ($1, $2) returning id", [name, email]);
    return rows[0].id;
  });
`,
        to: `  const { rows } = await pool.query("insert into suppliers (name, email) values ($1, $2) returning id", [name, email]);
  return rows[0].id;
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "pool.query", fix: "by hand" }],
  },
  {
    title: "a client of the pool behind the accessor, released in `finally`",
    changes: [
      {
        file: "src/services/notes.ts",
        from: `  return withDb(async (db) => {
    const { rowCount } = await db.query("delete from notes where product_id = $1", [productId]);
    return rowCount ?? 0;
  });
`,
        to: `  const client = await pool.connect();
  try {
    const { rowCount } = await client.query("delete from notes where product_id = $1", [productId]);
    return rowCount ?? 0;
  } finally {
    client.release();
  }
`,
      },
      {
        file: "src/services/notes.ts",
        from: MANAGER,
        to: `${MANAGER}import { pool } from "../database/pool.js";\n`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "pool.connect()", fix: "safe" }],
  },
  {
    title: "a client of the pool that is released only if all goes well",
    changes: [
      { file: "src/jobs/recount.ts", from: ACCESSOR, to: 'import { pool } from "../database/pool.js";\n' },
      {
        file: "src/jobs/recount.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query("select coalesce(sum(quantity), 0)::int as total from levels");
    return rows[0].total;
  });
`,
        to: `  const client = await pool.connect();
  const { rows } = await client.query("select coalesce(sum(quantity), 0)::int as total from levels");
  client.release();
  return rows[0].total;
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "pool.connect()", fix: "unsafe" }],
  },

  // Clients of their own.
  {
    title: "a module with a pool of its own",
    changes: [
      {
        file: "src/services/products.ts",
        from: ACCESSOR,
        to: `import { Pool } from "pg";
${ACCESSOR}import { openClient } from "../database/legacy.js";
`,
      },
      {
        file: "src/services/products.ts",
        from: `export async function searchProducts(word: string): Promise<string[]> {
  return withDb(async (db) => {
    const { rows } = await db.query("select name from products where name like $1 order by id", [\`%\${word}%\`]);
    return rows.map((row) => row.name);
  });
}
`,
        to: `const searchPool = new Pool({ connectionString: process.env.DATABASE_URL });

export async function searchProducts(word: string): Promise<string[]> {
  const { rows } = await searchPool.query("select name from products where name like $1 order by id", [\`%\${word}%\`]);
  return rows.map((row) => row.name);
}
`,
      },
    ],
    finds: [{ rule: "direct-client", at: "new Pool(", fix: "by hand" }],
  },
  {
    title: "a job makes a pool at each run",
    changes: [
      { file: "src/jobs/prune-movements.ts", from: ACCESSOR, to: 'import { Pool } from "pg";\n' },
      {
        file: "src/jobs/prune-movements.ts",
        from: `  return withDb(async (db) => {
    const { rowCount } = await db.query("delete from movements where change = 0");
    return rowCount ?? 0;
  });
`,
        to: `  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1, application_name: "prune" });
  try {
    const { rowCount } = await pool.query("delete from movements where change = 0");
    return rowCount ?? 0;
  } finally {
    await pool.end();
  }
`,
      },
    ],
    finds: [{ rule: "direct-client", at: "new Pool(", fix: "by hand" }],
  },
  {
    title: "a job connects a client of its own",
    changes: [
      { file: "src/jobs/tidy-notes.ts", from: ACCESSOR, to: 'import pg from "pg";\n' },
      {
        file: "src/jobs/tidy-notes.ts",
        from: `  return withDb(async (db) => {
    const { rowCount } = await db.query("delete from notes where body = ''");
    return rowCount ?? 0;
  });
`,
        to: `  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const { rowCount } = await client.query("delete from notes where body = ''");
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
`,
      },
    ],
    finds: [{ rule: "direct-client", at: "new pg.Client(", fix: "by hand" }],
  },
  {
    title: "a route makes a pool for each request, and nobody ends it",
    changes: [
      {
        file: "src/routes/suppliers.ts",
        from: "handle: async () => ok(await listSuppliers()) },",
        to: `handle: async () => {
      const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      return ok((await pool.query("select id, name from suppliers order by id")).rows);
    } },`,
      },
      {
        file: "src/routes/suppliers.ts",
        from: `import { addSupplier, countSuppliers, listSuppliers, supplierOf } from`,
        to: `import { Pool } from "pg";
import { addSupplier, countSuppliers, supplierOf } from`,
      },
    ],
    finds: [{ rule: "direct-client", at: "new Pool(", fix: "by hand" }],
  },

  // What came before the accessor.
  {
    title: "a legacy client, released in `finally`",
    changes: [
      {
        file: "src/services/orders.ts",
        from: `  await withDb(async (db) => {
    const order = await new OrderRepository(db).get(id);
    if (order === undefined) throw new HttpError(404, "no such order");
    await new OrderRepository(db).mark(id, "shipped");
  });
`,
        to: `  const db = await getClient();
  try {
    const order = await new OrderRepository(db).get(id);
    if (order === undefined) throw new HttpError(404, "no such order");
    await new OrderRepository(db).mark(id, "shipped");
  } finally {
    db.release();
  }
`,
      },
      {
        file: "src/services/orders.ts",
        from: 'import { inTransaction, withDb } from "../database/index.js";\n',
        to: `import { inTransaction, withDb } from "../database/index.js";
import { getClient } from "../database/legacy.js";
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "getClient()", fix: "safe" }],
  },
  {
    title: "a legacy function that does what the accessor does",
    changes: [
      {
        file: "src/services/products.ts",
        from: "  return withDb((db) => new ProductRepository(db).all());\n",
        to: "  return openClient((db) => new ProductRepository(db).all());\n",
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "openClient(", fix: "safe" }],
  },
  {
    title: "a legacy function that gives the result of a query",
    changes: [
      {
        file: "src/services/reports.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query(
      "select coalesce(sum(l.quantity * p.price_cents), 0)::int as cents from levels l join products p on p.id = l.product_id",
    );
    return rows[0].cents;
  });
`,
        to: `  const { rows } = await runQuery(
    "select coalesce(sum(l.quantity * p.price_cents), 0)::int as cents from levels l join products p on p.id = l.product_id",
  );
  return rows[0].cents;
`,
      },
      {
        file: "src/services/reports.ts",
        from: ACCESSOR,
        to: `${ACCESSOR}import { runQuery } from "../database/legacy.js";\n`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "runQuery(", fix: "by hand" }],
  },
  {
    title: "a test takes a legacy client",
    changes: [
      {
        file: "tests/programs.test.ts",
        from: `  it("export products", async () => {
`,
        to: `  it("find suppliers", async () => {
    const client = await getClient();
    try {
      equal((await client.query("select name from suppliers where id = 1")).rows[0].name, "Northwind");
    } finally {
      client.release();
    }
  });

  it("export products", async () => {
`,
      },
      {
        file: "tests/programs.test.ts",
        from: 'import { exportProducts } from "../scripts/export-products.js";\n',
        to: `import { exportProducts } from "../scripts/export-products.js";
import { getClient } from "../src/database/legacy.js";
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "getClient()", fix: "safe" }],
  },
  {
    title: "a legacy client that nobody releases",
    changes: [
      {
        file: "src/jobs/archive-orders.ts",
        from: ACCESSOR,
        to: 'import { getClient } from "../database/legacy.js";\n',
      },
      {
        file: "src/jobs/archive-orders.ts",
        from: `  return withDb(async (db) => {
    const { rowCount } = await db.query("update orders set status = 'archived' where status in ('shipped', 'cancelled')");
    return rowCount ?? 0;
  });
`,
        to: `  const client = await getClient();
  const { rowCount } = await client.query("update orders set status = 'archived' where status in ('shipped', 'cancelled')");
  return rowCount ?? 0;
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "getClient()", fix: "unsafe", because: "left open" }],
  },

  // The accessor, used against its form.
  {
    title: "the accessor is called without a callback",
    changes: [
      {
        file: "src/services/reports.ts",
        from: `  return withDb(async (db) => {
    const { rows } = await db.query(
      "select p.name from products p join orders o on o.product_id = p.id group by p.id order by sum(o.quantity) desc limit 1",
    );
    return rows[0]?.name;
  });
`,
        to: `  const db: any = await (withDb as any)();
  const { rows } = await db.query(
    "select p.name from products p join orders o on o.product_id = p.id group by p.id order by sum(o.quantity) desc limit 1",
  );
  return rows[0]?.name;
`,
      },
    ],
    finds: [{ rule: "misused-accessor", at: "withDb", fix: "by hand" }],
  },

  // Imports.
  {
    title: "the accessor is imported from behind its public module",
    changes: [
      { file: "src/database/client.ts", to: 'export { withDb } from "./index.js";\n' },
      { file: "src/jobs/reorder.ts", from: ACCESSOR, to: 'import { withDb } from "../database/client.js";\n' },
    ],
    finds: [{ rule: "deep-import", file: "src/jobs/reorder.ts", at: "withDb", fix: "safe" }],
  },
  {
    title: "a script imports a name that the manager's module does not have",
    changes: [
      {
        file: "scripts/vacuum.ts",
        to: `import { getPool } from "../src/database/manager.js";

await getPool().query("vacuum");
`,
      },
    ],
    finds: [{ rule: "missing-export", at: "getPool", fix: "by hand" }],
  },
  {
    title: "a script imports a module that has moved",
    changes: [
      {
        file: "scripts/count.ts",
        to: `import { withDb } from "../src/database/session.js";

console.log(await withDb(async (db) => (await db.query("select count(*) from products")).rows));
`,
      },
    ],
    finds: [{ rule: "missing-export", at: "../src/database/session.js", fix: "safe" }],
  },
  {
    title: "a script imports the accessor without braces",
    changes: [
      {
        file: "scripts/list.ts",
        to: `import withDb from "../src/database/index.js";

console.log(await withDb(async (db) => (await db.query("select name from products")).rows));
`,
      },
    ],
    finds: [{ rule: "missing-export", at: "withDb", fix: "safe" }],
  },
  {
    title: "another function that gives clients of the accessor's pool",
    changes: [
      {
        file: "src/lib/db.ts",
        to: `import type { PoolClient } from "pg";
import { pool } from "../database/pool.js";

export async function getConnection(): Promise<PoolClient> {
  return pool.connect();
}
`,
      },
    ],
    finds: [
      { rule: "duplicate-accessor", at: "getConnection", fix: "by hand" },
      { rule: "direct-manager", at: "pool.connect()", fix: "by hand" },
    ],
  },
  {
    title: "a comment that allows what is not there",
    changes: [
      {
        file: "src/jobs/expire-reservations.ts",
        from: "  return inTransaction(async (db) => {\n",
        to: `  // db-ssot-ignore-next-line direct-client -- the job had a pool of its own
  return inTransaction(async (db) => {
`,
      },
    ],
    finds: [{ rule: "unused-suppression", at: "direct-client", fix: "safe" }],
  },

  // What must be left alone.
  {
    title: "leaves alone: a replica for readers, another database by its name",
    changes: [
      {
        file: "src/analytics/replica.ts",
        to: `import { Pool } from "pg";

export const replica = new Pool({ connectionString: process.env.REPLICA_URL, max: 20 });
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a client that listens",
    changes: [
      {
        file: "src/jobs/listener.ts",
        to: `import { Client } from "pg";

export async function listen(changed: () => void): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  client.on("notification", changed);
  await client.query("listen products_changed");
  return () => client.end();
}
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a script with a pool of its own",
    changes: [
      {
        file: "scripts/seed.ts",
        to: `import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
await pool.query("insert into suppliers (name, email) values ('Northwind', 'north@example.org')");
await pool.end();
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a transaction that the code begins and ends itself",
    changes: [
      {
        file: "src/services/notes.ts",
        from: `    const { rows } = await db.query("insert into notes (product_id, body) values ($1, $2) returning id", [
      productId,
      body,
    ]);
    return rows[0].id;
`,
        to: `    await db.query("begin");
    try {
      const { rows } = await db.query("insert into notes (product_id, body) values ($1, $2) returning id", [
        productId,
        body,
      ]);
      await db.query("commit");
      return rows[0].id;
    } catch (error) {
      await db.query("rollback");
      throw error;
    }
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a member that the code asks for first, and health of the manager",
    changes: [
      {
        file: "src/routes/health.ts",
        from: '  { method: "GET", path: "/health", handle: async () => ok({ status: "alive" }) },\n',
        to: `  {
    method: "GET",
    path: "/health",
    handle: async () => {
      const size = "poolSize" in databaseManager ? (databaseManager as any).poolSize() : undefined;
      return ok({ status: "alive", database: databaseManager.name, size });
    },
  },
`,
      },
      {
        file: "src/routes/health.ts",
        from: 'import { runChecks } from "../health/checks.js";\n',
        to: `import { databaseManager } from "../database/manager.js";
import { runChecks } from "../health/checks.js";
`,
      },
    ],
    finds: [],
  },
];
