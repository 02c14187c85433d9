/** `async with get_db()` of an accessor that has to be awaited: the `await` is safe only where the result can be entered. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../../support/snippet.js";
import { readProject, withConfig } from "../../../support/snippet-project.js";

async function offered(database: string) {
  const source = `
    # file: app/__init__.py
    # file: app/database.py
    ${database}
    # file: app/a.py
    from app.database import get_db
    async def read():
        async with get_db() as db:
            return await db.execute("select 1")
  `;
  const config = { sources: [{ accessor: { module: "app/database.py", name: "get_db" } }] };
  const { diagnostics } = await checkFiles(withConfig(readProject(source).files, config));
  const found = diagnostics.find(({ rule }) => rule === "misused-accessor");
  return { help: found?.help, applicability: found?.fix?.applicability };
}

const SAFE = { help: "await `get_db()`", applicability: "safe" };

describe("is safe", () => {
  it.each([
    [
      "a session of SQLAlchemy",
      `from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    Session = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/app"))
    async def get_db():
        return Session()`,
    ],
    [
      "a connection of psycopg",
      `import psycopg
    async def get_db():
        return await psycopg.AsyncConnection.connect("postgresql://localhost/app")`,
    ],
    [
      "a connection of a pool of aiomysql",
      `import aiomysql
    pool = aiomysql.Pool()
    async def get_db():
        return await pool.acquire()`,
    ],
    [
      "a class of the project that has an entrance",
      `import aiosqlite
    class Session:
        async def __aenter__(self):
            self.connection = await aiosqlite.connect("app.db")
            return self.connection
        async def __aexit__(self, *error):
            await self.connection.close()
    async def get_db():
        return Session()`,
    ],
  ])("with %s", async (_what, database) => {
    expect(await offered(database)).toEqual(SAFE);
  });
});

describe("is not safe", () => {
  it.each([
    [
      "a connection of aiosqlite, which can be started once",
      'import aiosqlite\n    async def get_db():\n        return await aiosqlite.connect("app.db")',
    ],
    [
      "a connection of asyncpg",
      'import asyncpg\n    async def get_db():\n        return await asyncpg.connect("postgresql://localhost")',
    ],
    [
      "a connection of an engine of SQLAlchemy",
      'from sqlalchemy.ext.asyncio import create_async_engine\n    engine = create_async_engine("postgresql+asyncpg://localhost")\n    async def get_db():\n        return await engine.connect()',
    ],
  ])("with %s", async (_what, database) => {
    expect((await offered(database)).applicability).toBe("unsafe");
  });

  it("with a class of the project that has no entrance: there it would fail for certain", async () => {
    const database = `import aiosqlite
    class Session:
        def __init__(self):
            self.connection = aiosqlite.connect("app.db")
        async def execute(self, statement):
            return await self.connection.execute(statement)
    async def get_db():
        return Session()`;
    expect(await offered(database)).toEqual({
      help: "write `await get_db()` on its own line: the handle has no `__aenter__`",
      applicability: undefined,
    });
  });
});
