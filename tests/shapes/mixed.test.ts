/** A repository of two languages, each with a database: both are reported in one run, each by its own source. */
import { expect, it } from "vitest";
import { checkFiles, fixFiles } from "../support/snippet.js";
import { readProject, withConfig } from "../support/snippet-project.js";

const { files: FILES } = readProject(`
  # file: web/package.json
  { "name": "web", "type": "module" }
  # file: web/src/database/index.ts
  import { Pool } from "pg";

  const pool = new Pool();

  export const getDb = (): Pool => pool;
  # file: web/src/database/manager.ts
  import { getDb } from "./index.js";

  export class DatabaseManager {
    static getConnection() {
      return getDb();
    }
  }
  # file: web/src/health.ts
  import { DatabaseManager } from "./database/manager.js";

  export const ready = () => DatabaseManager.getSession().query("select 1");
  # file: api/pyproject.toml
  [project]
  name = "api"
  # file: api/app/__init__.py
  # file: api/app/database/__init__.py
  from contextlib import asynccontextmanager
  from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

  sessions = async_sessionmaker(create_async_engine("sqlite+aiosqlite:///app.db"))


  @asynccontextmanager
  async def get_db():
      async with sessions() as session:
          yield session
  # file: api/app/database/manager.py
  from app.database import get_db


  class DatabaseManager:
      def get_connection(self):
          return get_db()
  # file: api/app/health.py
  from app.database.manager import DatabaseManager


  async def ready():
      async with DatabaseManager.get_session() as db:
          await db.execute("select 1")
`);

const CONFIG = {
  sources: [
    {
      name: "web",
      files: ["web/**"],
      accessor: { module: "web/src/database/index.ts", name: "getDb" },
      managers: ["DatabaseManager"],
      internals: ["web/src/database/**"],
    },
    {
      name: "api",
      files: ["api/**"],
      accessor: { module: "api/app/database/__init__.py", name: "get_db" },
      managers: ["DatabaseManager"],
      internals: ["api/app/database/**"],
    },
  ],
};

it.each([
  ["configured", withConfig(FILES, CONFIG)],
  ["detected", FILES],
])("reports both languages in one run, each held to its own accessor, where these are %s", async (_, files) => {
  const { diagnostics, problems } = await checkFiles(files);
  expect(problems).toEqual([]);
  expect(diagnostics.map(({ rule, span, message, help }) => `${span.file} ${rule}: ${message}; ${help}`)).toEqual([
    "api/app/health.py missing-member: `DatabaseManager` has no member `get_session`; `async with get_db() as db`",
    "web/src/health.ts missing-member: `DatabaseManager` has no member `getSession`; `getDb()`",
  ]);
});

it("fixes both in one run, each in its own words", async () => {
  expect(await fixFiles(withConfig(FILES, CONFIG))).toEqual({
    "api/app/health.py": `from app.database import get_db


async def ready():
    async with get_db() as db:
        await db.execute("select 1")
`,
    "web/src/health.ts": `import { getDb } from "./database/index.js";

export const ready = () => getDb().query("select 1");
`,
  });
});

it("leaves a repository of two languages alone where each has an accessor of its own", async () => {
  const fixed = { ...FILES, ...(await fixFiles(withConfig(FILES, CONFIG))) };
  const { diagnostics, problems } = await checkFiles(withConfig(fixed, CONFIG));
  expect([...problems, ...diagnostics]).toEqual([]);
});
