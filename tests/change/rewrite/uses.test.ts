/** What a place asks of its handle, where what it called never was: a fix is safe only if the accessor's handle may have it. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

interface Offer {
  readonly applicability: string | undefined;
  readonly reason: string | undefined;
}

async function offered(source: string, module: string, name: string): Promise<Offer> {
  const config = { sources: [{ accessor: { module, name }, managers: ["DatabaseManager"], internals: [module] }] };
  const report = await checkFiles(withConfig(readProject(source).files, config));
  const fix = report.diagnostics.find(({ rule }) => rule === "missing-member")?.fix;
  return { applicability: fix?.applicability, reason: fix?.reason };
}

const SAFE: Offer = { applicability: "safe", reason: undefined };

function lacking(method: string, accessor: string): Offer {
  return {
    applicability: "unsafe",
    reason: `the handle of \`${accessor}\` has no method \`${method}\``,
  };
}

const SESSIONS = `
    from contextlib import asynccontextmanager
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/app"))
    @asynccontextmanager
    async def get_db():
        async with SessionLocal() as session:
            yield session
    class DatabaseManager:
        pass
`;

const CONNECTIONS = `
    from contextlib import asynccontextmanager
    import asyncpg
    @asynccontextmanager
    async def get_db():
        connection = await asyncpg.connect("postgresql://localhost/app")
        try:
            yield connection
        finally:
            await connection.close()
    class DatabaseManager:
        pass
`;

const OWN = `
    import sqlite3
    from contextlib import asynccontextmanager
    class Session:
        def __init__(self):
            self.connection = sqlite3.connect("app.db")
        async def execute(self, statement):
            return self.connection.execute(statement)
        async def close(self):
            self.connection.close()
    @asynccontextmanager
    async def get_db():
        session = Session()
        try:
            yield session
        finally:
            await session.close()
    class DatabaseManager:
        pass
`;

/** A program that asks for a session that never was, and calls a method of it. */
function inPython(database: string, call: string): Promise<Offer> {
  return offered(
    `
    # file: app/__init__.py
    # file: app/database.py${database}
    # file: app/a.py
    from app.database import DatabaseManager
    async def read(rows):
        async with DatabaseManager.get_async_session() as handle:
            return ${call}
    `,
    "app/database.py",
    "get_db",
  );
}

/** The same, with a statement that SQLAlchemy makes. */
function withStatement(database: string): Promise<Offer> {
  return offered(
    `
    # file: app/__init__.py
    # file: app/database.py${database}
    # file: app/a.py
    from sqlalchemy import text
    from app.database import DatabaseManager
    async def read():
        async with DatabaseManager.get_async_session() as session:
            query = text("select 1")
            return await session.execute(query)
    `,
    "app/database.py",
    "get_db",
  );
}

describe("Python", () => {
  it.each([
    ["asyncpg's methods, of a session of SQLAlchemy", SESSIONS, 'await handle.fetchrow("select 1")', "fetchrow"],
    ["a cursor, of a session of SQLAlchemy", SESSIONS, 'handle.cursor().execute("select 1")', "cursor"],
    ["a session's methods, of a connection of asyncpg", CONNECTIONS, "handle.add_all(rows)", "add_all"],
    ["to commit, of a connection of asyncpg", CONNECTIONS, "await handle.commit()", "commit"],
    ["what the project's own class does not have", OWN, 'await handle.fetchrow("select 1")', "fetchrow"],
  ])("no safe fix where the place asks %s", async (_what, database, call, method) => {
    expect(await inPython(database, call)).toEqual(lacking(method, "get_db"));
  });

  it.each([
    ["what a session of SQLAlchemy has", SESSIONS, 'await handle.execute("select 1")'],
    ["a result of the handle for what the handle lacks", SESSIONS, '(await handle.execute("select 1")).fetchall()'],
    ["what may be there", SESSIONS, "await handle.something(rows)"],
    ["what a connection of asyncpg has", CONNECTIONS, 'await handle.fetchrow("select 1")'],
    ["what the project's own class has", OWN, 'await handle.execute("select 1")'],
    ["another object for what the handle lacks", SESSIONS, 'await rows.fetchrow("select 1")'],
  ])("a safe fix where the place asks %s", async (_what, database, call) => {
    expect(await inPython(database, call)).toEqual(SAFE);
  });

  it("no safe fix where a connection of asyncpg would be given a statement of SQLAlchemy", async () => {
    expect(await withStatement(CONNECTIONS)).toEqual({
      applicability: "unsafe",
      reason: "`execute` gets a value of another driver than that of `get_db`",
    });
  });

  it("a safe fix where a session of SQLAlchemy is given its own statement", async () => {
    expect(await withStatement(SESSIONS)).toEqual(SAFE);
  });

  it("a safe fix where the project's own class is given a statement of SQLAlchemy", async () => {
    expect(await withStatement(OWN)).toEqual(SAFE);
  });

  it("no safe fix where it is asked at once, without a name", async () => {
    const source = `
      # file: app/__init__.py
      # file: app/database.py
      import sqlite3
      def get_db():
          return sqlite3.connect("app.db")
      class DatabaseManager:
          pass
      # file: app/a.py
      from app.database import DatabaseManager
      def read():
          return DatabaseManager.get_session().scalars("select 1")
    `;
    expect(await offered(source, "app/database.py", "get_db")).toEqual(lacking("scalars", "get_db"));
  });
});

/** The same in TypeScript, with an accessor that is one object for all. */
function inTypeScript(database: string, call: string): Promise<Offer> {
  return offered(
    `
    // file: src/database.ts
    ${database}
    export class DatabaseManager {}
    // file: src/a.ts
    import { DatabaseManager } from "./database.js";
    export async function read() {
      const handle = DatabaseManager.getConnection();
      return ${call};
    }
    `,
    "src/database.ts",
    "db",
  );
}

const POOL = `import { Pool } from "pg";
    export const db = new Pool();`;
const PRISMA = `import { PrismaClient } from "@prisma/client";
    export const db = new PrismaClient();`;
const EXTENDED = `import { PrismaClient } from "@prisma/client";
    export const db = new PrismaClient().$extends({ client: { query() {} } });`;

describe("TypeScript", () => {
  it.each([
    ["Prisma's methods, of a pool of pg", POOL, "handle.$queryRaw`select 1`", "$queryRaw"],
    ["to query, of Prisma's client", PRISMA, 'handle.query("select 1")', "query"],
  ])("no safe fix where the place asks %s", async (_what, database, call, method) => {
    expect(await inTypeScript(database, call)).toEqual(lacking(method, "db"));
  });

  it.each([
    ["what a pool has", POOL, 'handle.query("select 1")'],
    ["a model of Prisma's client", PRISMA, "handle.query.findMany()"],
    ["an extended client for what Prisma's own lacks", EXTENDED, 'handle.query("select 1")'],
  ])("a safe fix where the place asks %s", async (_what, database, call) => {
    expect(await inTypeScript(database, call)).toEqual(SAFE);
  });
});
