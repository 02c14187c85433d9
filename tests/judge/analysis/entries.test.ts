/** What a configuration names is used, or it is an error: in both languages, in each of the lists. */
import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/judge/analysis/analyse.js";
import type { Database } from "../../../src/judge/databases/source.js";
import { Fault } from "../../../src/read/config/fault.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

const TYPESCRIPT: MemoryFiles = {
  "src/db.ts": `import { Pool } from "pg";
export const pool = new Pool();
export const getDb = () => pool;
export const other = { session: () => pool };
`,
  "src/manager.ts": `import { Pool } from "pg";
export class DatabaseManager {
  static serverDatabases = new Map<string, Pool>();
  getSession() { return new Pool(); }
}
export const databaseManager = new DatabaseManager();
export interface IDatabase { query(sql: string): Promise<unknown>; }
export default () => databaseManager.getSession();
`,
  "src/orders.ts": 'import { getRepository } from "typeorm";\nexport const orders = () => getRepository("order");\n',
};

const PYTHON: MemoryFiles = {
  "app/__init__.py": "",
  "app/db.py": `from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

class DatabaseManager:
    def get_session(self):
        return sessionmaker(create_engine("postgresql://"))()

database_manager = DatabaseManager()

def get_db():
    return database_manager.get_session()
`,
};

type Lists = Readonly<Partial<Record<"managers" | "legacy" | "alsoAllowed", readonly string[]>>>;

async function analysed(files: MemoryFiles, accessor: object, lists: Lists) {
  const config = JSON.stringify({ sources: [{ accessor, ...lists }] });
  try {
    const { subject } = await analyse(memoryWorld({ ...files, "db-ssot.json": config }), {});
    return { source: subject.sources[0] as Database, faults: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { faults: error.rows.map(({ code, what, fix }) => `${code} | ${what} | ${fix}`) };
  }
}

const typescript = (lists: Lists) => analysed(TYPESCRIPT, { module: "src/db.ts", name: "getDb" }, lists);
const python = (lists: Lists) => analysed(PYTHON, { module: "app/db.py", name: "get_db" }, lists);

describe("a name that something has", () => {
  it.each([
    "getDb",
    "pool",
    "other.session",
    "DatabaseManager.serverDatabases",
    "DatabaseManager.getSession",
    "src/manager.ts#DatabaseManager.getSession",
    "./src/manager.ts#databaseManager",
    "src/manager.ts#default",
    "typeorm#getRepository",
    "typeorm#getConnection",
  ])("is a legacy accessor of TypeScript: %s", async (name) => {
    const { source, faults } = await typescript({ legacy: [name] });
    expect(faults).toEqual([]);
    expect(source?.legacy).toHaveLength(1);
  });

  it.each(["get_db", "DatabaseManager.get_session", "app/db.py#database_manager", "sqlalchemy.orm#sessionmaker"])(
    "is a legacy accessor of Python: %s",
    async (name) => {
      const { source, faults } = await python({ legacy: [name] });
      expect(faults).toEqual([]);
      expect(source?.legacy).toHaveLength(1);
    },
  );

  it.each([
    ["DatabaseManager", "class DatabaseManager"],
    ["databaseManager", "class DatabaseManager"],
    ["src/manager.ts#DatabaseManager", "class DatabaseManager"],
    ["IDatabase", "interface IDatabase"],
    ["src/manager.ts#IDatabase", "interface IDatabase"],
    ["src/db.ts#other", "object other"],
  ])("is a manager: %s", async (name, manager) => {
    const { source, faults } = await typescript({ managers: [name] });
    expect(faults).toEqual([]);
    expect(source?.managers.map(({ kind, name }) => `${kind} ${name}`)).toContain(manager);
  });

  it.each(["pool", "other.session", "src/manager.ts#databaseManager.getSession", "typeorm#getRepository"])(
    "is allowed: %s",
    async (name) => {
      const { source, faults } = await typescript({ alsoAllowed: [name] });
      expect(faults).toEqual([]);
      expect([...(source?.alsoAllowed ?? []), ...(source?.allowedOfPackages ?? [])]).toHaveLength(1);
    },
  );
});

describe("a name that nothing has", () => {
  const UNMATCHED = /^unmatched-name \| `sources\[0\]\.\w+\[0\]`: nothing is called `/;

  it.each([
    ["getDB", "`getDb`"],
    ["DatabaseManagr.getSession", "`DatabaseManager.getSession`"],
    ["DatabaseManager.getSesion", "`DatabaseManager.getSession`"],
    ["src/manager.ts#DatabaseManager.serverDatabase", "`src/manager.ts#DatabaseManager.serverDatabases`"],
    ["src/manager.ts#databseManager", "`src/manager.ts#databaseManager`"],
    ["typeorn#getRepository", "`typeorm#getRepository`"],
    ["typeorm#getRepositry", "`typeorm#getRepository`"],
    ["nothingOfTheKind", "remove it"],
    ["some-package-that-nobody-imports#getDb", "remove it"],
  ])("is an error in `legacy`: %s", async (name, nearest) => {
    const { faults } = await typescript({ legacy: [name] });
    expect(faults).toEqual([expect.stringMatching(UNMATCHED)]);
    expect(faults[0]).toContain(nearest);
  });

  it.each([
    ["get_bd", "`get_db`"],
    ["DatabaseManager.get_sesion", "`DatabaseManager.get_session`"],
    ["sqlalchemy.orm#sesionmaker", "`sqlalchemy.orm#sessionmaker`"],
  ])("is an error in `legacy`, in Python: %s", async (name, nearest) => {
    const { faults } = await python({ legacy: [name] });
    expect(faults).toEqual([expect.stringMatching(UNMATCHED)]);
    expect(faults[0]).toContain(nearest);
  });

  it("is an error in `managers`", async () => {
    expect((await typescript({ managers: ["DatabaseManger"] })).faults).toEqual([
      expect.stringMatching(/^unmatched-name.*`DatabaseManager`/),
    ]);
  });

  it.each([
    ["pol", "missing-accessor | the allowed accessor `pol`", "`pool`"],
    ["other.sesion", "missing-accessor-member | the allowed accessor `other.sesion`", "`session`"],
    ["src/manager.ts#databasManager", "missing-accessor | the allowed accessor", "`databaseManager`"],
    ["typeorm#getRepositry", "unmatched-name", "`typeorm#getRepository`"],
  ])("is an error in `alsoAllowed`: %s", async (name, beginning, nearest) => {
    const { faults } = await typescript({ alsoAllowed: [name] });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.startsWith(beginning)).toBe(true);
    expect(faults[0]).toContain(nearest);
  });

  it("is an error with the nearest file where it is one of a file that is not there", async () => {
    expect((await typescript({ legacy: ["src/managr.ts#DatabaseManager.getSession"] })).faults).toEqual([
      expect.stringMatching(/^missing-module.*`src\/managr\.ts`.*`src\/manager\.ts#DatabaseManager\.getSession`/),
    ]);
  });
});

describe("a name of something else", () => {
  it.each([
    ["managers", "getDb", "is a function"],
    ["managers", "pool", "is not a manager"],
    ["managers", "typeorm#DataSource", "is a name of a package"],
    ["legacy", "src/manager.ts#IDatabase", "is a type"],
  ] as const)("is an error in `%s`: %s", async (list, name, said) => {
    const { faults } = await typescript({ [list]: [name] });
    expect(faults).toEqual([expect.stringMatching(/^unusable-name/)]);
    expect(faults[0]).toContain(said);
  });
});

it("counts from the directory of a nearer configuration", async () => {
  const files = {
    "package.json": '{ "workspaces": ["packages/*"] }',
    "packages/api/package.json": '{ "name": "api" }',
    "packages/api/db.ts":
      'import { Pool } from "pg";\nexport const pool = new Pool();\nexport const getDb = () => pool;\n',
    "packages/api/db-ssot.json": JSON.stringify({
      sources: [
        { accessor: { module: "db.ts", name: "getDb" }, legacy: ["./db.ts#pool"], alsoAllowed: ["db.ts#pool"] },
      ],
    }),
  };
  const { subject } = await analyse(memoryWorld(files), {});
  expect(subject.sources[0]?.legacy.map(({ name }) => name)).toEqual(["pool"]);
  expect(subject.sources[0]?.alsoAllowed.map(({ module }) => module)).toEqual(["packages/api/db.ts"]);
});
