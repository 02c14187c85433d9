/** Members of a manager, and legacy accessors, that are used against their form; told apart from those used rightly. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../../support/snippet.js";

const DATABASE = `
  // file: app/__init__.py
  // file: app/db/__init__.py
  // file: app/db/session.py
  from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

  engine = create_async_engine("sqlite+aiosqlite://")
  make_session = async_sessionmaker(engine)

  async def get_db():
      async with make_session() as session:
          yield session

  async def open_session():
      return make_session()
  // file: app/db/manager.py
  from contextlib import asynccontextmanager
  from app.db.session import make_session

  class DatabaseManager:
      @asynccontextmanager
      async def get_session(self):
          async with make_session() as session:
              yield session

      async def get_connection(self):
          return make_session()

      async def stream(self):
          async with make_session() as session:
              yield session

  def get_database_manager() -> DatabaseManager:
      return DatabaseManager()
`;
const config = {
  sources: [
    {
      accessor: { module: "app/db/session.py", name: "get_db" },
      managers: ["DatabaseManager"],
      legacy: ["open_session"],
      internals: ["app/db/**"],
    },
  ],
};
const project = { beside: DATABASE, config };

describe("reports", () => {
  it("a context manager of a class, injected, of its instance and of the class", () =>
    checkSnippet(
      `
      // file: app/routes.py
      from fastapi import Depends
      from app.db.manager import DatabaseManager
      manager = DatabaseManager()
      async def orders(db=Depends(manager.get_session)):
                                          ^^^^^^^^^^^ error misused-accessor: passes it on without entering it
          return await db.execute("select 1")
      async def users(db=Depends(DatabaseManager.get_session)):
                                                 ^^^^^^^^^^^ error misused-accessor
          return await db.execute("select 1")
      `,
      project,
    ));

  it("a coroutine that is entered, and a context manager that is iterated", () =>
    checkSnippet(
      `
      // file: app/jobs.py
      from app.db.manager import get_database_manager
      async def clean():
          manager = get_database_manager()
          async with manager.get_connection() as db:
                             ^^^^^^^^^^^^^^ error misused-accessor: has to be awaited before it is entered
              await db.execute("select 1")
          async for db in manager.get_session():
                                  ^^^^^^^^^^^ error misused-accessor: is a context manager
              await db.execute("select 1")
      `,
      project,
    ));

  it("a legacy accessor that is a coroutine and is entered, once and as that", () =>
    checkSnippet(
      `
      // file: app/jobs.py
      from app.db.session import open_session
      async def clean():
          async with open_session() as db:
                     ^^^^^^^^^^^^ error misused-accessor: has to be awaited
              await db.execute("select 1")
      `,
      project,
    ));

  it("a member of the object that is the accessor", () =>
    checkSnippet(
      `
      // file: app/db/shared.py
      from app.db.manager import DatabaseManager
      db_manager = DatabaseManager()
      // file: app/routes.py
      from fastapi import Depends
      from app.db.shared import db_manager
      async def users(db=Depends(db_manager.get_session)):
                                            ^^^^^^^^^^^ error misused-accessor
          return await db.execute("select 1")
      async def orders():
          async with db_manager.get_session() as db:
              return await db.execute("select 1")
      `,
      {
        beside: DATABASE,
        config: {
          sources: [{ accessor: { module: "app/db/shared.py", name: "db_manager" }, internals: ["app/db/**"] }],
        },
      },
    ));

  it("what fails where nothing is configured", () =>
    checkSnippet(
      `
      // file: app/routes.py
      from fastapi import Depends
      from app.db.manager import DatabaseManager
      async def users(db=Depends(DatabaseManager.get_session)):
                                                 ^^^^^^^^^^^ error misused-accessor
          return await db.execute("select 1")
      `,
      { beside: DATABASE },
    ));
});

describe("fixes", () => {
  it("by injecting the accessor instead", () =>
    fixSnippet(
      `
      // file: app/routes.py
      from fastapi import Depends
      from app.db.manager import DatabaseManager
      async def users(db=Depends(DatabaseManager.get_session)):
          return await db.execute("select 1")
      `,
      `
      // file: app/routes.py
      from fastapi import Depends
      from app.db.session import get_db
      async def users(db=Depends(get_db)):
          return await db.execute("select 1")
      `,
      project,
    ));
});

describe("leaves alone", () => {
  it("a member that does something to the database, and one that gives its handle beside something else", () =>
    checkSnippet(
      `
      // file: app/db/admin.py
      from sqlalchemy import create_engine
      class DatabaseManager:
          def __init__(self):
              self.engine = create_engine("sqlite://")
          def get_connection(self):
              return [self.engine.connect(), str(self.engine)]
          async def backup_database(self):
              return "done"
      // file: app/db/screen.py
      from app.db.admin import DatabaseManager
      def save():
          with DatabaseManager().backup_database() as report:
              return report
      def look():
          db, name = DatabaseManager().get_connection()
          return db.execute(name)
      `,
      { config: { sources: [{ accessor: { module: "app/db/admin.py", name: "DatabaseManager" } }] } },
    ));

  it("members that are used as they are made, within the internals", () =>
    checkSnippet(
      `
      // file: app/db/health.py
      from app.db.manager import get_database_manager
      async def is_well():
          manager = get_database_manager()
          async with manager.get_session() as db:
              await db.execute("select 1")
          async with await manager.get_connection() as db:
              await db.execute("select 1")
          async for db in manager.stream():
              await db.execute("select 1")
          session = await manager.get_session().__aenter__()
          await session.execute("select 1")
      `,
      project,
    ));

  it("a function that gives an object of a class that may be entered, used by its members", () =>
    checkSnippet(
      `
      // file: app/db/connection.py
      from sqlalchemy import create_engine
      class Connection:
          def __init__(self):
              self.engine = create_engine("sqlite://")
          def __enter__(self):
              return self
          def __exit__(self, *reason):
              self.engine.dispose()
          def execute(self, text):
              return self.engine.connect().execute(text)
      def get_connection():
          return Connection()
      // file: app/jobs.py
      from app.db.connection import get_connection
      def clean():
          connection = get_connection()
          return connection.execute("delete from old")
      `,
      { config: { sources: [{ accessor: { module: "app/db/connection.py", name: "get_connection" } }] } },
    ));
});
