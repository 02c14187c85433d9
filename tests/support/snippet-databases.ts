/** Databases that snippets share, one for each form of the accessor, each as the project's `src/database/index.ts`. */

/** `await getDb()`: a client of the pool. */
export const PROMISE = `
  // file: src/database/index.ts
  import { Pool, type PoolClient } from "pg";

  const pool = new Pool();

  export async function getDb(): Promise<PoolClient> {
    return pool.connect();
  }
`;

/** `await using db = await getDb()`: a session that rolls back and closes at the end of its block. */
export const DISPOSABLE = `
  // file: src/database/index.ts
  import { Pool, type PoolClient } from "pg";

  const pool = new Pool();

  export class Session {
    constructor(private readonly client: PoolClient) {}

    query(sql: string): Promise<unknown> {
      return this.client.query(sql);
    }

    async [Symbol.asyncDispose](): Promise<void> {
      await this.client.query("rollback");
      this.client.release();
    }
  }

  export async function getDb(): Promise<Session> {
    return new Session(await pool.connect());
  }
`;

/** `getDb()`: the pool. */
export const VALUE = `
  // file: src/database/index.ts
  import { Pool } from "pg";

  let pool: Pool | undefined;

  export function getDb(): Pool {
    pool ??= new Pool();
    return pool;
  }
`;

/** `db`: the pool itself. */
export const OBJECT = `
  // file: src/database/index.ts
  import { Pool } from "pg";

  export const db = new Pool();
`;

/** `getDb(async (db) => …)`: a transaction that commits when the work succeeds. */
export const CALLBACK = `
  // file: src/database/index.ts
  import { Pool, type PoolClient } from "pg";

  const pool = new Pool();

  export async function getDb<Result>(work: (db: PoolClient) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const result = await work(client);
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  }
`;

/** Code that keeps to the accessor `getDb`, so that detection has somebody who uses it. */
export const USER = `
  // file: src/orders.ts
  import { getDb } from "./database/index.js";

  export async function orders(): Promise<unknown> {
    const db = await getDb();
    return db.query("select * from orders");
  }
`;

/** The one source of those databases, configured. */
export const GET_DB = { accessor: { module: "src/database/index.ts", name: "getDb" } };
