/** Which accessor is assumed if none is configured, and when nothing is assumed. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";

const MANAGER = `from contextlib import contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

class DatabaseManager:
    def __init__(self):
        self.engine = create_engine("postgresql://")
        self.make_session = sessionmaker(self.engine)

    @contextmanager
    def session_scope(self):
        with self.make_session() as session:
            yield session

db_manager = DatabaseManager()

def get_db_manager():
    return db_manager
`;
const GET_DB = `from app.manager import db_manager

def get_db():
    with db_manager.session_scope() as session:
        yield session
`;
const user = (text: string): string => `${text}\n\ndef use():\n    pass\n`;

async function assumptionsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { assumptions } = await checkFiles({ "app/__init__.py": "", "app/manager.py": MANAGER, ...files });
  return assumptions.join("\n");
}

it("assumes the function that gives a manager's sessions, though more files import the manager", async () => {
  const assumed = await assumptionsOf({
    "app/deps.py": GET_DB,
    "app/a.py": user("from app.deps import get_db"),
    "app/b.py": user("from app.deps import get_db"),
    "app/c.py": user("from app.manager import db_manager"),
    "app/d.py": user("from app.manager import db_manager"),
    "app/e.py": user("from app.manager import db_manager"),
  });
  expect(assumed).toMatch(/^assumed `get_db` from app\/deps\.py/);
});

it("assumes the function that gives the manager where no other gives sessions", async () => {
  const assumed = await assumptionsOf({
    "app/a.py": user("from app.manager import get_db_manager"),
    "app/b.py": user("from app.manager import get_db_manager"),
  });
  expect(assumed).toMatch(/^assumed `get_db_manager` from app\/manager\.py/);
});

it("assumes nothing of a manager beside another one", async () => {
  const assumed = await assumptionsOf({
    "app/other.py": MANAGER.replaceAll("DatabaseManager", "ConnectionManager"),
    "app/a.py": user("from app.manager import get_db_manager"),
    "app/b.py": user("from app.manager import get_db_manager"),
  });
  expect(assumed).toMatch(/^no clear accessor; `get_db_manager` \(app\/manager\.py, 2 importers\) may be it/);
});

it("assumes the class of a manager whose only instance has a name that says nothing", async () => {
  const assumed = await assumptionsOf({
    "app/loader.py": "from app.manager import DatabaseManager\n\nstart = DatabaseManager()\n",
    "app/a.py": user("from app.loader import start"),
  });
  expect(assumed).toMatch(/^assumed `DatabaseManager` from app\/manager\.py: 1 importer/);
});

it("reports no use of a manager where the accessor gives that manager, or can only be injected", async () => {
  const uses = "    with db_manager.session_scope() as session:\n        return session\n";
  const given = await checkFiles({
    "app/__init__.py": "",
    "app/manager.py": MANAGER,
    "app/a.py": `from app.manager import get_db_manager\n\ndef use():\n    db_manager = get_db_manager()\n${uses}`,
  });
  const injected = await checkFiles({
    "app/__init__.py": "",
    "app/manager.py": MANAGER,
    "app/deps.py": GET_DB,
    "app/a.py": user("from app.deps import get_db"),
    "app/job.py": `from app.manager import db_manager\n\ndef use():\n${uses}`,
  });
  expect([...given.diagnostics, ...injected.diagnostics]).toEqual([]);
});

it("reports what fails of each of two accessors, though neither is assumed", async () => {
  const session = `from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

engine = create_async_engine("postgresql+asyncpg://")

async def get_db():
    return AsyncSession(engine)
`;
  const use = (module: string): string =>
    `from ${module} import get_db\n\nasync def use():\n    async with get_db() as db:\n        await db.execute("select 1")\n`;
  const { assumptions, diagnostics } = await checkFiles({
    "app/__init__.py": "",
    "app/one.py": session,
    "app/two.py": session,
    "app/a.py": use("app.one"),
    "app/b.py": use("app.two"),
  });
  expect(assumptions.join()).toContain("no clear accessor among");
  expect(diagnostics.map(({ rule, span }) => `${span.file} ${rule}`)).toEqual([
    "app/a.py misused-accessor",
    "app/b.py misused-accessor",
  ]);
});

it("names the module that the program takes the accessor from, not the one that a test takes it from", async () => {
  const assumed = await assumptionsOf({
    "app/deps.py": GET_DB,
    "app/main.py": user("from app.deps import get_db"),
    "tests/test_a.py": user("from app.main import get_db"),
    "tests/test_b.py": user("from app.main import get_db"),
  });
  expect(assumed).toMatch(/^assumed `get_db` from app\/deps\.py/);
});

it("finds what fails in a package without a clear accessor, though another package has one", async () => {
  const { diagnostics } = await checkFiles({
    "web/package.json": '{ "name": "web" }',
    "web/db.ts": 'import { Pool } from "pg";\nexport const db = new Pool();\n',
    "web/a.ts": 'import { db } from "./db.js";\nexport const rows = db.query("select 1");\n',
    "server/pyproject.toml": '[project]\nname = "server"\n',
    "server/app/__init__.py": "",
    "server/app/manager.py": MANAGER,
    "server/app/a.py": user("from app.manager import DatabaseManager\n\nrows = DatabaseManager().get_session()"),
  });
  expect(diagnostics.map(({ rule, span }) => `${span.file} ${rule}`)).toEqual(["server/app/a.py missing-member"]);
});

it("holds no file to an accessor in another language, and takes no two managers in two languages for one", async () => {
  const typescript = {
    "src/db/manager.ts": `import { Pool } from "pg";
export class DatabaseManager {
  readonly pool = new Pool();
  getSession() { return this.pool.connect(); }
}
`,
    "src/health.ts": `import { DatabaseManager } from "./db/manager.js";
export async function ping() { await DatabaseManager.getAsyncSession(); }
`,
  };
  const python = {
    "app/__init__.py": "",
    "app/manager.py": MANAGER,
    "app/deps.py": `from contextlib import contextmanager
from app.manager import db_manager

@contextmanager
def get_db():
    with db_manager.session_scope() as session:
        yield session
`,
    "app/a.py": `from app.deps import get_db
from app.manager import DatabaseManager

def use():
    with DatabaseManager.get_session() as session:
        return session
`,
  };
  const { assumptions, diagnostics } = await checkFiles({ ...typescript, ...python });
  expect(assumptions.join("\n")).toMatch(/^assumed `get_db` from app\/deps\.py/);
  const told = diagnostics.map(({ span, rule, fix }) => `${span.file} ${rule} ${fix === undefined ? "no fix" : "fix"}`);
  expect(told).toEqual(["app/a.py missing-member fix", "src/health.ts missing-member no fix"]);
  const alone = await checkFiles(typescript);
  // Beside another source, one is called after its driver.
  const renamed = alone.diagnostics.map((each) => JSON.parse(JSON.stringify(each).replaceAll(/\bprimary\b/g, "pg")));
  expect(diagnostics.slice(1)).toEqual(renamed);
});

describe("in a project that has only begun", () => {
  const PG_MANAGER = `import { Pool } from "pg";
export class DatabaseManager {
  private static instance: DatabaseManager;
  readonly pool = new Pool();
  static getInstance() {
    DatabaseManager.instance ??= new DatabaseManager();
    return DatabaseManager.instance;
  }
}
`;
  const STRAY =
    'import { Pool } from "pg";\nconst pool = new Pool();\nexport const report = () => pool.query("select 1");\n';
  const MISSING = `import { DatabaseManager } from "./db/manager.js";
export async function users() {
  const db = DatabaseManager.getInstance().getConnection();
  return db.query("select 1");
}
`;

  it.each([
    [
      "a function",
      'import { DatabaseManager } from "./manager.js";\nexport function getDb() {\n  return DatabaseManager.getInstance().pool;\n}\n',
      "getDb",
    ],
    [
      "a function beside its pool",
      'import { Pool } from "pg";\nexport const pool = new Pool();\nexport const getDb = () => pool;\n',
      "getDb",
    ],
    ["an object", 'import { Pool } from "pg";\nexport const db = new Pool();\n', "db"],
  ])("assumes %s of the name that all would try first, and reports what does without", async (_, text, name) => {
    const { assumptions, diagnostics } = await checkFiles({
      "src/db/index.ts": text,
      "src/db/manager.ts": PG_MANAGER,
      "src/users.ts": MISSING,
      "src/reports.ts": STRAY,
    });
    expect(assumptions.join("\n")).toMatch(
      new RegExp(`^assumed \`${name}\` from src/db/index\\.ts: nobody imports it yet`),
    );
    expect(diagnostics.map(({ rule, span }) => [rule, span.file])).toEqual([
      ["direct-client", "src/reports.ts"],
      ["missing-member", "src/users.ts"],
    ]);
    expect(diagnostics[1]?.fix?.applicability).toBe("safe");
  });

  it("assumes neither of two functions of such names", async () => {
    const text =
      'import { Pool } from "pg";\nexport const getDb = () => new Pool();\nexport const getDatabase = () => new Pool();\n';
    const { assumptions } = await checkFiles({ "src/db/index.ts": text, "src/reports.ts": STRAY });
    expect(assumptions.join("\n")).toMatch(/^no clear accessor among `getDatabase` .*, `getDb` /);
  });

  it("says nothing of what lies apart from an accessor that nobody imports", async () => {
    const { diagnostics } = await checkFiles({
      "package.json": "{}",
      "apps/web/src/db/index.ts": 'import { Pool } from "pg";\nexport const getDb = () => new Pool();\n',
      "apps/web/src/reports.ts": STRAY,
      "apps/worker/src/main.ts": STRAY,
    });
    expect(diagnostics.map(({ span }) => span.file)).toEqual(["apps/web/src/reports.ts"]);
  });

  it("assumes what is used before what only has the name", async () => {
    const { assumptions } = await checkFiles({
      "src/old/db.ts": 'import { Pool } from "pg";\nexport const getDb = () => new Pool();\n',
      "src/store.ts": 'import { Pool } from "pg";\nexport const connectionPool = new Pool();\n',
      ...Object.fromEntries(
        [1, 2, 3].map((number) => [
          `src/user${number}.ts`,
          'import { connectionPool } from "./store.js";\nexport const run = () => connectionPool.query("select 1");\n',
        ]),
      ),
    });
    expect(assumptions.join("\n")).toMatch(/^assumed `connectionPool` from src\/store\.ts: 3 importers/);
  });
});

it("assumes the function that gives an engine's sessions, though more files import the engine", async () => {
  const session = `from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")

def get_session():
    with Session(engine) as session:
        yield session
`;
  const { assumptions } = await checkFiles({
    "app/__init__.py": "",
    "app/db.py": session,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((number) => [`app/user${number}.py`, user("from app.db import engine")]),
    ),
  });
  expect(assumptions.join("\n")).toMatch(/^assumed `get_session` from app\/db\.py/);
});

describe("a handle whose value cannot be told", () => {
  const route = (line: string): string => `${line}\nexport const use = 1;\n`;

  it.each([
    [
      "a cached connection of mongoose",
      "lib/dbConnect.js",
      `import mongoose from "mongoose";
let cached = global.mongoose;
if (!cached) cached = global.mongoose = { conn: null };
async function dbConnect() {
  if (cached.conn) return cached.conn;
  cached.conn = await mongoose.connect(process.env.MONGODB_URI);
  return cached.conn;
}
export default dbConnect;
`,
      'import dbConnect from "../lib/dbConnect";',
      "`dbConnect` from lib/dbConnect.js: 2 importers",
    ],
    [
      "a function that connects and returns nothing",
      "src/db.js",
      `const mongoose = require("mongoose");
const connectDB = async () => { await mongoose.connect(process.env.MONGO_URL); };
module.exports = connectDB;
`,
      'const connectDB = require("../src/db");',
      "`connectDB` from src/db.js: 2 importers",
    ],
    [
      "a pool that the global object keeps, in a module of another name",
      "api/_lib.js",
      `import { Pool } from "pg";
if (!global._pool) global._pool = new Pool({ connectionString: process.env.DATABASE_URL });
export const pool = global._pool;
`,
      'import { pool } from "../api/_lib.js";',
      "`pool` from api/_lib.js: 2 importers",
    ],
  ])("is assumed by its name and place: %s", async (_, file, text, line, said) => {
    const { assumptions } = await checkFiles({ [file]: text, "routes/a.js": route(line), "routes/b.js": route(line) });
    expect(assumptions.join("\n")).toContain(said);
  });

  it("is no accessor under a name that says nothing, or where the file creates no client", async () => {
    const { assumptions } = await checkFiles({
      "api/a.js": 'import { Pool } from "pg";\nnew Pool();\nexport const settings = global.settings;\n',
      "api/b.js": "export const pool = global._pool;\n",
      "routes/a.js": route('import { settings } from "../api/a.js";\nimport { pool } from "../api/b.js";'),
    });
    expect(assumptions.join("\n")).toMatch(/^found no shared accessor: /);
  });
});

describe("of manager classes", () => {
  const POOLED = `import { Pool } from "pg";
export class Database {
  private static pool: Pool | undefined;
  static getConnection(): Promise<unknown> { return this.getPool().connect(); }
  static getPool(): Pool { return (this.pool ??= new Pool()); }
}
`;
  const ask = (name: string, call: string): string =>
    `import { ${name} } from "./database";\nexport const rows = async () => (await ${call}).query("select 1");\n`;

  it("assumes the static member by which all get their handles", async () => {
    const assumed = await assumptionsOf({
      "src/database.ts": POOLED,
      "src/a.ts": ask("Database", "Database.getPool()"),
      "src/b.ts": ask("Database", "Database.getPool()"),
    });
    expect(assumed).toMatch(/^assumed `Database\.getPool` from src\/database\.ts: 2 importers/);
  });

  it("assumes the member that gives the one instance", async () => {
    const single = `import { createPool } from "mysql2/promise";
export class DatabaseService {
  private static instance: DatabaseService;
  private readonly pool = createPool("mysql://");
  static getInstance(): DatabaseService { return (this.instance ??= new DatabaseService()); }
  users() { return this.pool.query("select * from users"); }
}
`;
    const assumed = await assumptionsOf({
      "src/database.ts": single,
      "src/a.ts":
        'import { DatabaseService } from "./database";\nexport const users = DatabaseService.getInstance().users();\n',
    });
    expect(assumed).toMatch(/^assumed `DatabaseService\.getInstance` from src\/database\.ts/);
  });

  it("assumes a class that is injected, and reports a client beside it", async () => {
    const { assumptions, diagnostics } = await checkFiles({
      "src/database.service.ts": `import { Pool } from "pg";
export class DatabaseService {
  pool: Pool;
  constructor(url: string) { this.pool = new Pool({ connectionString: url }); }
}
`,
      "src/users.ts": `import { DatabaseService } from "./database.service";
export class Users {
  constructor(private readonly database: DatabaseService) {}
  all() { return this.database.pool.query("select * from users"); }
}
`,
      "src/orders.ts":
        'import { Pool } from "pg";\nconst pool = new Pool();\nexport const orders = () => pool.query("");\n',
    });
    expect(assumptions.join()).toMatch(/^assumed `DatabaseService` from src\/database\.service\.ts: 1 importer/);
    expect(diagnostics.map(({ rule, span, fix }) => [rule, span.file, fix])).toEqual([
      ["direct-client", "src/orders.ts", undefined],
    ]);
  });

  it("prefers a function that gives a handle, though fewer use it", async () => {
    const assumed = await assumptionsOf({
      "src/database.ts": POOLED,
      "src/db.ts": 'import { Database } from "./database";\nexport const getDb = () => Database.getPool();\n',
      "src/a.ts": ask("Database", "Database.getPool()"),
      "src/b.ts": ask("Database", "Database.getPool()"),
    });
    expect(assumed).toMatch(/^assumed `getDb` from src\/db\.ts: nobody imports it yet/);
  });

  it("assumes none where two classes of one driver are used alike", async () => {
    const assumed = await assumptionsOf({
      "src/database.ts": POOLED,
      "src/other/database.ts": POOLED.replaceAll("Database", "OrderDatabase"),
      "src/a.ts": ask("Database", "Database.getPool()"),
      "src/other/b.ts": ask("OrderDatabase", "OrderDatabase.getPool()"),
    });
    expect(assumed).toMatch(/^no clear accessor among `Database\.getPool` \(.*`OrderDatabase\.getPool` \(/);
  });
});

describe("of modules in the folder of the accessor", () => {
  const ACCESSOR =
    "import sqlite3\nfrom app.settings import PATH\n\n\ndef get_db_connection():\n    return sqlite3.connect(PATH)\n";
  const module = (connect: string): string =>
    `import sqlite3\nfrom app.settings import PATH, OTHER\n\n\ndef albums():\n    return sqlite3.connect(${connect}).execute("select 1")\n`;
  const reported = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const { diagnostics } = await checkFiles({
      "app/__init__.py": "",
      "app/settings.py": 'PATH = "a.db"\nOTHER = "b.db"\n',
      "app/database/__init__.py": "",
      "app/database/connection.py": ACCESSOR,
      "app/main.py": "from app.database.connection import get_db_connection\n\nrows = get_db_connection()\n",
      ...files,
    });
    return diagnostics.map(({ rule, span }) => `${rule} ${span.file}`);
  };

  it("reports a client of the same file", async () => {
    expect(await reported({ "app/database/albums.py": module("PATH") })).toEqual([
      "direct-client app/database/albums.py",
    ]);
  });

  it("reports none of another file, and none in a script", async () => {
    expect(await reported({ "app/database/albums.py": module("OTHER") })).toEqual([]);
    expect(await reported({ "app/database/migrations/one.py": module("PATH") })).toEqual([]);
  });
});

it("takes a file that is called like a script for one of the program where the program imports it", async () => {
  const pool = 'import asyncpg\n\npool = asyncpg.create_pool("postgresql://")\n';
  const files = {
    "bot/create_pool.py": pool,
    "bot/main.py": "from bot.create_pool import pool\n\nrows = pool.fetch('select 1')\n",
    "bot/__init__.py": "",
  };
  expect(await assumptionsOf(files)).toMatch(/^assumed `pool` from bot\/create_pool\.py: 1 importer/);
  const alone = { ...files, "bot/main.py": "", "bot/create_more.py": "from bot.create_pool import pool\n" };
  expect(await assumptionsOf(alone)).toMatch(/^found no shared accessor/);
});

it("assumes what deprecations name, though another function has more users", async () => {
  const old = "/** @deprecated Use `openDb()`. */\nexport const getConnection = () => pool;\n";
  const files = {
    "src/db.ts": `import { Pool } from "pg";\nconst pool = new Pool();\n${old}export const openDb = () => pool;\nexport const getPool = () => pool;\n`,
    "src/a.ts": 'import { getPool } from "./db";\nexport const a = () => getPool().query("");\n',
    "src/b.ts": 'import { getPool } from "./db";\nexport const b = () => getPool().query("");\n',
  };
  expect(await assumptionsOf(files)).toMatch(/^assumed `openDb` from src\/db\.ts: .*deprecations name it/);
});

const SESSIONS = `from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost/shop")
async_session = async_sessionmaker(engine)


async def get_session():
    async with async_session() as session:
        yield session
`;

it("assumes the factory that all use where nobody uses the function beside it", async () => {
  const use =
    "from app.sessions import async_session\n\n\nasync def use():\n    async with async_session() as db:\n        return db\n";
  const unused = { "app/__init__.py": "", "app/sessions.py": SESSIONS, "app/a.py": use, "app/b.py": use };
  expect((await checkFiles(unused)).assumptions.join("\n")).toContain(
    "`async_session` from app/sessions.py: 2 importers",
  );
  const used = {
    ...unused,
    "app/c.py": "from app.sessions import get_session\n\n\ndef use(make=get_session):\n    return make\n",
  };
  expect((await checkFiles(used)).assumptions.join("\n")).toContain("`get_session` from app/sessions.py");
});

it.each([
  ["under names of their own", "users = db.users\norders = db.orders\n", "users", "orders"],
  [
    "called collections",
    "user_collection = db.users\norder_collection = db.orders\n",
    "user_collection",
    "order_collection",
  ],
])("assumes the database where a module shares several of its collections, %s", async (_, shared, first, second) => {
  const { assumptions } = await checkFiles({
    "app/__init__.py": "",
    "app/mongo.py":
      'from pymongo import MongoClient\n\nclient = MongoClient("mongodb://localhost")\ndb = client["shop"]\n',
    "app/shared.py": `from app.mongo import db\n\n${shared}`,
    "app/a.py": `from app.shared import ${first}\n\n\ndef use():\n    return ${first}.find_one()\n`,
    "app/b.py": `from app.shared import ${first}, ${second}\n\n\ndef use():\n    return ${second}.find_one()\n`,
    "app/c.py": `from app.shared import ${first}\n\n\ndef use():\n    return ${first}.find_one()\n`,
    "app/d.py": "from app.mongo import db\n\n\ndef use():\n    return db.command('ping')\n",
  });
  expect(assumptions.join("\n")).toContain("assumed `db` from app/mongo.py");
});
