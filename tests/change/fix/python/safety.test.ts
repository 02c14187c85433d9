/** What a fix of Python code must not do: connect to something else, break what others count on, touch what does not parse. */
import { describe, expect, it } from "vitest";
import { checkFiles, checkSnippet, fixFiles, fixSnippet } from "../../../support/snippet.js";
import { readProject, withConfig } from "../../../support/snippet-project.js";
import { ENTERED, fixedText } from "./project.js";

/** A manager whose method is the accessor, and one object of it for all. */
const SHARED = {
  beside: `
    # file: app/__init__.py
    # file: app/manager.py
    from contextlib import asynccontextmanager
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    class DatabaseManager:
        async def initialize(self, config=None):
            self._factory = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))
        @asynccontextmanager
        async def get_connection(self):
            async with self._factory() as session:
                yield session
    db_manager = DatabaseManager()
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/manager.py", name: "db_manager.get_connection" },
        managers: ["DatabaseManager"],
        internals: ["app/manager.py"],
      },
    ],
  },
};

/** A function is the accessor, around the one object that is set up for all. */
const AROUND = {
  beside: `${SHARED.beside}
    # file: app/database.py
    from contextlib import asynccontextmanager
    from app.manager import db_manager
    @asynccontextmanager
    async def get_db():
        async with db_manager.get_connection() as session:
            yield session
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        internals: ["app/manager.py", "app/database.py"],
      },
    ],
  },
};

describe("another object than the accessor's", () => {
  const own = `
    # file: app/migrate.py
    from app.manager import DatabaseManager

    async def migrate():
        manager = DatabaseManager()
        await manager.initialize({"database": "other"})
        async with manager.get_connection() as connection:
            await connection.execute("select 1")
  `;

  it("is left alone where it is set up in the place, since it may connect to another database", () =>
    fixSnippet(own, "", AROUND));

  it("is replaced with the user's word", () =>
    fixSnippet(
      own,
      `
      # file: app/migrate.py
      from app.database import get_db
      from app.manager import DatabaseManager

      async def migrate():
          manager = DatabaseManager()
          await manager.initialize({"database": "other"})
          async with get_db() as connection:
              await connection.execute("select 1")
      `,
      { ...AROUND, unsafe: true },
    ));

  it("is replaced where nothing is set up in the place", () =>
    fixSnippet(
      `
      # file: app/read.py
      from app.manager import db_manager

      async def read():
          async with db_manager.get_connection() as connection:
              await connection.execute("select 1")
      `,
      `
      # file: app/read.py
      from app.database import get_db

      async def read():
          async with get_db() as connection:
              await connection.execute("select 1")
      `,
      AROUND,
    ));

  it("is the accessor's own where the name of a member is all that is wrong", () =>
    fixSnippet(
      `
      # file: app/read.py
      from app.manager import db_manager

      async def read():
          await db_manager.initialize()
          async with db_manager.get_async_session() as connection:
              await connection.execute("select 1")
      `,
      `
      # file: app/read.py
      from app.manager import db_manager

      async def read():
          await db_manager.initialize()
          async with db_manager.get_connection() as connection:
              await connection.execute("select 1")
      `,
      SHARED,
    ));

  it("is wanted where the accessor names a method of instances by their class", () =>
    checkSnippet(
      `
      # file: app/read.py
      from app.manager import db_manager

      async def read():
          async with db_manager.get_async_session() as connection:
                                ^^^^^^^^^^^^^^^^^ missing-member: is an instance method, and the accessor names no instance
              await connection.execute("select 1")
      `,
      {
        beside: SHARED.beside,
        config: {
          sources: [
            {
              accessor: { module: "app/manager.py", name: "DatabaseManager.get_connection" },
              managers: ["DatabaseManager"],
              internals: ["app/manager.py"],
            },
          ],
        },
      },
    ));
});

describe("what others count on", () => {
  const health = `
    # file: app/health.py
    from app.manager import DatabaseManager

    async def ready():
        async with DatabaseManager.get_async_session() as db:
            await db.execute(1)
  `;
  const kept = `
    # file: app/health.py
    from app.database import get_db
    from app.manager import DatabaseManager

    async def ready():
        async with get_db() as db:
            await db.execute(1)
  `;

  it.each([
    ["a mock replaces it by its path", 'patch("app.health.DatabaseManager")'],
    ["a mock replaces a member of it", 'patch("app.health.DatabaseManager.get_async_session", made_up)'],
  ])("an import stays where %s", (_where, mock) =>
    fixSnippet(
      `
    # file: tests/test_health.py
    from unittest.mock import patch

    @${mock}
    def test_ready(manager):
        pass
    ${health}`,
      kept,
      { ...ENTERED, unsafe: true },
    ),
  );

  it.each([
    ["of a module", "from app import health", 'patch.object(health, "DatabaseManager")'],
    ["of a module under another name", "import app.health as routes", 'patch.object(routes, "DatabaseManager", None)'],
    [
      "of a module by its path",
      "import app.health",
      'patch.object(\n        app.health,\n        "DatabaseManager",\n    )',
    ],
    ["for one test", "import app.health", 'monkeypatch.setattr(app.health, "DatabaseManager", None)'],
  ])("an import stays where a mock replaces a name %s", async (_of, imported, mock) => {
    const files = {
      ...readProject(ENTERED.beside).files,
      ...readProject(health).files,
      "tests/test_health.py": `from unittest.mock import patch\n${imported}\n\ndef test_ready(monkeypatch):\n    ${mock}\n`,
    };
    const changed = await fixFiles(withConfig(files, ENTERED.config), { unsafe: true });
    expect(changed).toEqual(readProject(kept).files);
  });

  it("an import goes where a mock replaces a name of that kind in another module", async () => {
    const files = {
      ...readProject(ENTERED.beside).files,
      ...readProject(health).files,
      "tests/test_health.py":
        'from unittest.mock import patch\nfrom app import health, manager\n\ndef test_ready():\n    patch.object(manager, "DatabaseManager")\n    health.ready()\n',
    };
    const changed = await fixFiles(withConfig(files, ENTERED.config), { unsafe: true });
    expect(changed["app/health.py"]).not.toContain("DatabaseManager");
  });

  it("an import stays where another file takes the name from this one", () =>
    fixSnippet(
      `
    # file: app/main.py
    from app.health import DatabaseManager

    print(DatabaseManager)
    ${health}`,
      kept,
      ENTERED,
    ));

  it("an import goes where a mock replaces it in another module", () =>
    fixSnippet(
      `
    # file: tests/test_health.py
    from unittest.mock import patch

    @patch("app.manager.DatabaseManager.session")
    def test_ready(manager):
        pass
    ${health}`,
      `
      # file: app/health.py
      from app.database import get_db

      async def ready():
          async with get_db() as db:
              await db.execute(1)
      `,
      ENTERED,
    ));
});

describe("a file that does not parse", () => {
  it("keeps every byte", async () => {
    const broken = [
      "from app.manager import DatabaseManager",
      "",
      "async def read():",
      "    async with DatabaseManager.get_async_session() as db:",
      "        await db.execute(1)",
      "",
      "def broken(:",
      "    pass",
      "",
    ].join("\n");
    expect(await fixedText(broken, { unsafe: true })).toBe(broken);
  });
});

describe("a block of which several fixes leave nothing", () => {
  it("gets a `pass`", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.manager import DatabaseManager
      if True:
          from app.manager import DatabaseManager as First
          from app.manager import DatabaseManager as Second

      async def one():
          async with First.get_async_session() as db:
              await db.execute(DatabaseManager)

      async def two():
          async with Second.get_async_session() as db:
              await db.execute(1)
      `,
      `
      # file: app/a.py
      from app.database import get_db
      from app.manager import DatabaseManager
      if True:
          pass

      async def one():
          async with get_db() as db:
              await db.execute(DatabaseManager)

      async def two():
          async with get_db() as db:
              await db.execute(1)
      `,
      ENTERED,
    ));
});

describe("an import of the accessor from elsewhere", () => {
  const beside = `${ENTERED.beside}
  # file: app/db.py
  def get_user():
      return 1
  `;
  const project = { ...ENTERED, beside };

  it("moves though nothing in the file uses it, and keeps the name that others know", () =>
    fixSnippet(
      `
      # file: app/core.py
      from app.database import engine
      from app.db import get_db, get_user

      __all__ = ["get_db", "get_user", "engine"]
      # file: app/reports.py
      from fastapi import APIRouter
      from app.db import get_db as session, get_user

      router = APIRouter()
      print(get_user)
      `,
      `
      # file: app/core.py
      from app.database import engine, get_db
      from app.db import get_user

      __all__ = ["get_db", "get_user", "engine"]

      # file: app/reports.py
      from fastapi import APIRouter
      from app.database import get_db as session
      from app.db import get_user

      router = APIRouter()
      print(get_user)
      `,
      project,
    ));

  it("moves within its branch", () =>
    fixSnippet(
      `
      # file: app/a.py
      import sys

      if sys.version_info > (3, 11):
          from app.db import get_db, get_user

      async def read():
          async with get_db() as db:
              await db.execute(get_user)
      `,
      `
      # file: app/a.py
      import sys

      if sys.version_info > (3, 11):
          from app.db import get_user
          from app.database import get_db

      async def read():
          async with get_db() as db:
              await db.execute(get_user)
      `,
      project,
    ));
});

describe("a current call that falls back on something else", () => {
  it("is no safe fix, whatever its annotation says", async () => {
    const report = await checkFiles({
      ...withConfig(readProject(FALLBACK.beside).files, FALLBACK.config),
      "app/orders.py": [
        "from app.old import get_session",
        "",
        "async def orders():",
        "    async with get_session() as db:",
        '        await db.execute("select 1")',
        "",
      ].join("\n"),
    });
    const [finding] = report.diagnostics.filter(({ rule }) => rule === "legacy-accessor");
    expect(finding?.message).toContain("get_session");
    expect(finding?.fix?.applicability).not.toBe("safe");
  });
});

/** A legacy accessor that returns a mock if the database does not answer. */
const FALLBACK = {
  beside: `
    # file: app/__init__.py
    # file: app/database.py
    from contextlib import asynccontextmanager
    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
    SessionLocal = async_sessionmaker(create_async_engine("sqlite+aiosqlite://"))
    @asynccontextmanager
    async def get_db():
        async with SessionLocal() as session:
            yield session
    # file: app/old.py
    from contextlib import asynccontextmanager
    from typing import AsyncIterator
    from sqlalchemy.ext.asyncio import AsyncSession
    from app.database import SessionLocal
    class NullSession:
        pass
    @asynccontextmanager
    async def get_session() -> AsyncIterator[AsyncSession]:
        try:
            async with SessionLocal() as session:
                yield session
        except OSError:
            yield NullSession()
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        legacy: ["get_session"],
        internals: ["app/database.py", "app/old.py"],
      },
    ],
  },
};

describe("a function that is injected, and that a test has overridden", () => {
  const route = `
    # file: app/routes.py
    from fastapi import Depends
    from app.old import get_session

    def orders(db=Depends(get_session)):
        return db.execute("select 1")
  `;
  const test = `
    # file: tests/conftest.py
    from app.main import app
    from app.old import get_session

    def fake():
        yield None

    app.dependency_overrides[get_session] = fake
  `;
  const applicability = async (source: string): Promise<string | undefined> => {
    const files = { ...readProject(INJECTED.beside).files, ...readProject(source).files };
    const report = await checkFiles(withConfig(files, INJECTED.config));
    return report.diagnostics.find(({ span }) => span.file === "app/routes.py")?.fix?.applicability;
  };

  it("is replaced where nothing overrides it", async () => {
    expect(await applicability(route)).toBe("safe");
  });

  it("is no safe fix where a test does, since its override would be passed by", async () => {
    expect(await applicability(`${route}${test}`)).toBe("unsafe");
  });
});

/** Two generators that are injected, one of them the accessor. */
const INJECTED = {
  beside: `
    # file: app/__init__.py
    # file: app/database.py
    from sqlalchemy import create_engine
    from sqlalchemy.orm import sessionmaker
    SessionLocal = sessionmaker(bind=create_engine("sqlite://"))
    def get_db():
        with SessionLocal() as session:
            yield session
    # file: app/old.py
    from app.database import SessionLocal
    def get_session():
        with SessionLocal() as session:
            yield session
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        legacy: ["get_session"],
        internals: ["app/database.py", "app/old.py"],
      },
    ],
  },
};
