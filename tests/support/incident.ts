/** The incident in a few lines of TypeScript, for tests in memory. */
import type { MemoryFiles } from "./memory-world.js";

/** The incident in four files, as detection reads it: an accessor, a manager, and a call of a member that the manager does not have. */
export const INCIDENT: MemoryFiles = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "src/database/index.ts": `import { Pool } from "pg";

const pool = new Pool();

export function getDb(): Pool {
  return pool;
}
`,
  "src/db/database-manager.ts": `import { getDb } from "../database/index.js";

export class DatabaseManager {
  static getConnection() {
    return getDb();
  }
}
`,
  "src/orders.ts": `import { getDb } from "./database/index.js";

export const orders = () => getDb().query("select * from orders");
`,
  "src/health.ts": `import { DatabaseManager } from "./db/database-manager.js";

export async function ready() {
  const db = DatabaseManager.getAsyncSession();
  await db.query("select 1");
}
`,
};
