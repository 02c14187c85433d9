/** A small project with a configuration, for tests of states: what a good file says, and what a bad one says. */
import type { Contents } from "./repository.js";

export const POOL = `import { Pool } from "pg";

export class DatabaseManager {
  readonly #pool = new Pool();

  async query(sql: string) {
    return this.#pool.query(sql);
  }

  async close() {
    await this.#pool.end();
  }
}

const manager = new DatabaseManager();

export function getDb(): DatabaseManager {
  return manager;
}
`;

export const GOOD = `import { getDb } from "./db/pool.js";

export async function orders() {
  return getDb().query("select 1");
}
`;

/** A call of a member that the manager does not have. */
export const BAD = `import { DatabaseManager } from "./db/pool.js";

export async function orders() {
  const db = DatabaseManager.getSession("default");
  return db.query("select 1");
}
`;

export const CONFIG = JSON.stringify({
  sources: [
    {
      name: "primary",
      accessor: { module: "src/db/pool.ts", name: "getDb" },
      managers: ["DatabaseManager"],
      internals: ["src/db/**"],
    },
  ],
});

/** Without findings. */
export const SHOP = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "db-ssot.json": CONFIG,
  "src/db/pool.ts": POOL,
  "src/orders.ts": GOOD,
} satisfies Contents;
