/** A configured accessor that its module certainly does not have is an error, in every kind of module. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/judge/analysis/analyse.js";
import { Fault } from "../../../src/read/config/fault.js";
import { memoryWorld } from "../../support/memory-world.js";

async function faultsOf(module: string, text: string, name: string): Promise<readonly string[]> {
  const config = JSON.stringify({ sources: [{ accessor: { module, name } }] });
  try {
    await analyse(memoryWorld({ [module]: text, "db-ssot.json": config }), {});
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.rows.map(({ code, fix }) => `${code}: ${fix}`);
  }
}

const SINGLETON = `
  const { Pool } = require("pg");
  class Database {
    constructor() {
      if (Database._instance) return Database._instance;
      this.pool = new Pool();
      Database._instance = this;
    }
    getConnection() {
      return this.pool.connect();
    }
  }
`;

describe("a misspelled accessor", () => {
  it.each([
    ["config/db.js", `${SINGLETON} module.exports = new Database();`, "getConnectoin", "getConnection"],
    ["config/db.js", `${SINGLETON} exports.database = new Database();`, "databse", "database"],
    ["config/db.js", `${SINGLETON} exports.database = new Database();`, "database.getConnectoin", "getConnection"],
    ["config/db.js", `${SINGLETON} module.exports = { connection: new Database() };`, "conection", "connection"],
    ["src/db.ts", 'import { Pool } from "pg"; export const getDb = () => new Pool();', "getDB", "getDb"],
    ["src/db.ts", 'import { Pool } from "pg"; export default new Pool();', "defualt", "default"],
    ["app/db.py", "import psycopg2\ndef get_db():\n    return psycopg2.connect()\n", "get_bd", "get_db"],
  ])("of %s is an error with the nearest name", async (module, text, name, nearest) => {
    expect(await faultsOf(module, text, name)).toEqual([expect.stringMatching(`^missing-accessor.*\`${nearest}\``)]);
  });

  it("is none where the module has it, or may have it", async () => {
    expect(await faultsOf("config/db.js", `${SINGLETON} module.exports = new Database();`, "getConnection")).toEqual(
      [],
    );
    expect(await faultsOf("config/db.js", "module.exports = require('anything')();", "getDb")).toEqual([]);
    expect(await faultsOf("src/db.ts", 'export * from "some-package";', "getDb")).toEqual([]);
  });
});
