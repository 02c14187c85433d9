/** Mocks of what is not there, in both languages and by each library. */
import { describe, expect, it } from "vitest";
import { checkFiles, checkSnippet, fixFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

const TYPESCRIPT = {
  beside: `
  // file: src/database/index.ts
  import { Pool } from "pg";
  const pool = new Pool();
  export const getDb = (): Pool => pool;
  // file: src/database/manager.ts
  import { getDb } from "./index.js";
  export class DatabaseManager {
    static getSession() { return getDb(); }
    async health() { return getDb().query("select 1"); }
  }
  export const databaseManager = new DatabaseManager();
  `,
  config: {
    sources: [
      {
        accessor: { module: "src/database/index.ts", name: "getDb" },
        managers: ["DatabaseManager"],
        internals: ["src/database/**"],
      },
    ],
  },
};

describe("in TypeScript, reports", () => {
  it("a member that is spied on, stubbed or replaced, and is not there", () =>
    checkSnippet(
      `
      // file: tests/health.test.ts
      import { mock } from "node:test";
      import sinon from "sinon";
      import { vi } from "vitest";
      import { DatabaseManager, databaseManager } from "../src/database/manager.js";
      vi.spyOn(DatabaseManager, "getAsyncSession");
                                 ^^^^^^^^^^^^^^^ error stale-mock: \`DatabaseManager\` has no member \`getAsyncSession\` to mock
      sinon.stub(DatabaseManager, "getSesion").resolves({});
                                   ^^^^^^^^^ error stale-mock: there is a member \`getSession\`
      mock.method(databaseManager, "getSession", () => ({}));
                                    ^^^^^^^^^^ error stale-mock: on the class, not on its instances
      vi.spyOn(DatabaseManager.prototype, "ready" as never);
                                           ^^^^^ error stale-mock: \`DatabaseManager\` has no member \`ready\` to mock
      vi.spyOn(DatabaseManager.prototype, "health");
      vi.spyOn(DatabaseManager, "health");
                                 ^^^^^^ error stale-mock: on its instances, not on the class
      `,
      TYPESCRIPT,
    ));

  it("a member that only the assignment of the test makes, as a warning", () =>
    checkSnippet(
      `
      // file: tests/health.test.ts
      import { DatabaseManager, databaseManager } from "../src/database/manager.js";
      (DatabaseManager as any).getAsyncSession = vi.fn();
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock: has no member \`getAsyncSession\` to mock
      DatabaseManager.prototype.ready = vi.fn();
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock: has no member \`ready\` to mock
      DatabaseManager.prototype.health = vi.fn();
      (DatabaseManager as any).getConnection = async () => ({ query: () => [] });
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock: \`getConnection\`
      Object.assign(databaseManager, { getAsyncDb: vi.fn(), health: vi.fn() });
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock: \`getAsyncDb\`
      `,
      TYPESCRIPT,
    ));

  it("a database module that is not there, as an error where the test fails for it", () =>
    checkSnippet(
      `
      // file: tests/health.test.ts
      jest.mock("../src/database/legacy");
                 ^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: there is no module \`../src/database/legacy\` to mock
      vi.mock("../src/database/former");
               ^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock
      jest.mock("../src/database/plugin", () => ({}), { virtual: true });
      vi.mock(import("../src/db/client.js"), () => ({ client: {} }));
                      ^^^^^^^^^^^^^^^^^^^ error missing-export: there is no module
      import { getDb } from "../src/database/index.js";
      export const rows = getDb();
      `,
      TYPESCRIPT,
    ));

  it("a name that a database module does not export", () =>
    checkSnippet(
      `
      // file: tests/health.test.ts
      import * as database from "../src/database/index.js";
      vi.spyOn(database, "getDatabase");
                          ^^^^^^^^^^^ error stale-mock: src/database/index.ts has no \`getDatabase\` to mock
      `,
      TYPESCRIPT,
    ));
});

describe("in TypeScript, leaves alone", () => {
  it("what is there, what may be there, and what has nothing to do with the database", () =>
    checkSnippet(
      `
      // file: tests/health.test.ts
      import * as database from "../src/database/index.js";
      import { DatabaseManager, databaseManager } from "../src/database/manager.js";
      import { Mailer } from "../src/mailer.js";
      import { untyped } from "untyped";
      vi.spyOn(DatabaseManager, "getSession");
      vi.spyOn(databaseManager, "health");
      vi.spyOn(DatabaseManager.prototype, "health");
      vi.spyOn(database, "getDb");
      vi.spyOn(Mailer, "sendAll");
      vi.spyOn(untyped, "getSession");
      vi.mock("../src/database/index.js");
      vi.mock("../src/mails/old.js");
      DatabaseManager.getSession = vi.fn();
      (DatabaseManager as any).label = "test";
      (DatabaseManager as any).sorted = (rows: number[]) => rows.sort();
      // file: src/mailer.ts
      export class Mailer { static send() {} }
      `,
      TYPESCRIPT,
    ));
});

const PYTHON = {
  beside: `
  # file: app/__init__.py
  # file: app/database/__init__.py
  from app.database.manager import DatabaseManager
  from app.database.session import get_db
  # file: app/database/session.py
  from contextlib import contextmanager
  from sqlalchemy import create_engine
  from sqlalchemy.orm import Session
  engine = create_engine("sqlite://")
  @contextmanager
  def get_db():
      with Session(engine) as session:
          yield session
  # file: app/database/manager.py
  from app.database.session import get_db
  class DatabaseManager:
      @classmethod
      def get_session(cls):
          return get_db()
      def health(self):
          with get_db() as db:
              return db.execute("select 1")
  # file: app/health.py
  from app.database import get_db
  def health():
      with get_db() as db:
          return db.execute("select 1")
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/database/__init__.py", name: "get_db" },
        managers: ["DatabaseManager"],
        internals: ["app/database/**"],
      },
    ],
  },
};

describe("in Python, reports", () => {
  it("a member that is patched by its path, by its object, or by a fixture", () =>
    checkSnippet(
      `
      # file: tests/test_health.py
      from unittest.mock import AsyncMock, patch
      from app.database import DatabaseManager
      @patch("app.database.manager.DatabaseManager.get_async_session")
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: \`DatabaseManager\` has no member \`get_async_session\` to mock
      def test_path(mock): ...
      @patch.object(DatabaseManager, "get_sesion", new_callable=AsyncMock)
                                      ^^^^^^^^^^ error stale-mock: there is a member \`get_session\`
      def test_object(mock): ...
      def test_fixture(monkeypatch, mocker):
          monkeypatch.setattr(DatabaseManager, "open", lambda: None)
                                                ^^^^ error stale-mock
          mocker.spy(DatabaseManager, "close")
                                       ^^^^^ error stale-mock
          with patch.multiple(DatabaseManager, get_session=None, get_async=None):
                                                                 ^^^^^^^^^ error stale-mock
              pass
      `,
      PYTHON,
    ));

  it("a name that a module does not have, where it is of the database", () =>
    checkSnippet(
      `
      # file: tests/test_health.py
      from unittest.mock import patch
      @patch("app.database.session.SessionLocal")
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: app/database/session.py has no \`SessionLocal\` to mock
      def test_home(mock): ...
      @patch("app.health.get_async_db")
              ^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: app/health.py has no \`get_async_db\` to mock
      def test_user(mock): ...
      @patch("app.health.DatabaseManager.get_session")
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: app/health.py has no \`DatabaseManager\` to mock
      def test_class(mock): ...
      @patch("app.database.legacy.get_session")
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock: app/database/__init__.py has no \`legacy\` to mock
      def test_module(mock): ...
      `,
      PYTHON,
    ));

  it("what a mock may create, as a warning: the test passes, and the code does not find it", () =>
    checkSnippet(
      `
      # file: tests/test_health.py
      from unittest.mock import AsyncMock, patch
      from app.database import DatabaseManager
      @patch("app.database.manager.DatabaseManager.get_async_session", create=True)
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock
      def test_created(mock): ...
      def test_raising(monkeypatch):
          monkeypatch.setattr(DatabaseManager, "open", None, raising=False)
                                                ^^^^ warning stale-mock
      # file: tests/test_assigned.py
      from unittest.mock import AsyncMock
      from app.database import DatabaseManager
      def test_assigned():
          DatabaseManager.get_async_session = AsyncMock()
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-mock
      `,
      PYTHON,
    ));
});

describe("in Python, leaves alone", () => {
  it("what is there, what cannot be known, and what has nothing to do with the database", () =>
    checkSnippet(
      `
      # file: tests/test_health.py
      from unittest.mock import MagicMock, patch
      from app.database import DatabaseManager
      from app.mailer import Mailer
      @patch("app.health.get_db")
      @patch("app.database.session.engine")
      @patch("app.database.session.engine.connect")
      @patch("app.database.manager.DatabaseManager.get_session")
      @patch("app.mailer.Mailer.send_all")
      @patch("app.mailer.smtp_host")
      @patch("app.open.anything.get_session")
      @patch("elsewhere.get_session")
      @patch.object(DatabaseManager, "health")
      @patch.object(Mailer, "send_all")
      def test(*mocks):
          manager = MagicMock()
          manager.get_async_session = MagicMock()
          DatabaseManager.get_session = MagicMock()
          DatabaseManager.label = "test"
      # file: app/mailer.py
      class Mailer:
          def send(self): ...
      # file: app/open/__init__.py
      # file: app/open/anything.py
      from os import *
      `,
      PYTHON,
    ));

  it("a path through a name that hides its module", () =>
    checkSnippet(
      `
      # file: tests/test_health.py
      from unittest.mock import patch
      @patch("app.store.connection.cursor")
      def test(mock): ...
      # file: app/store/__init__.py
      from app.store.connection import connection
      # file: app/store/connection.py
      import sqlite3
      connection = sqlite3.connect(":memory:")
      `,
      { ...PYTHON, config: { sources: PYTHON.config.sources, rules: { "direct-client": "off" } } },
    ));
});

describe("what a mock gives and the real one lacks", () => {
  const health = `// file: src/health.ts
  import { DatabaseManager } from "./database/manager.js";
  export const ready = () => new DatabaseManager().health();
  `;

  it("is reported as a warning: names of a factory, and members in it", () =>
    checkSnippet(
      `
      // file: tests/manager.test.ts
      import { vi } from "vitest";
      import { ready } from "../src/health.js";
      vi.mock("../src/database/manager.js", () => ({
        DatabaseManager: { getSession: vi.fn(), getAsyncSession: vi.fn() },
                                                ^^^^^^^^^^^^^^^ warning stale-mock: \`DatabaseManager\` has no member \`getAsyncSession\` to mock
      }));
      // file: tests/index.test.ts
      import { ready } from "../src/health.js";
      jest.mock("../src/database/index.js", () => ({ getDb: jest.fn(), getAsyncDb: jest.fn() }));
                                                                       ^^^^^^^^^^ warning stale-mock: src/database/index.ts has no \`getAsyncDb\` to mock
      `,
      { ...TYPESCRIPT, beside: TYPESCRIPT.beside + health },
    ));

  it("is reported of a file in `__mocks__`, and of a class that is written for the tests", () =>
    checkSnippet(
      `
      // file: src/database/__mocks__/manager.ts
      export class DatabaseManager {
        static getSession() { return {}; }
        static getAsyncSession() { return {}; }
               ^^^^^^^^^^^^^^^ warning stale-mock: \`DatabaseManager\` has no member \`getAsyncSession\` to mock
        static mockRows() { return []; }
        private static made() { return {}; }
      }
      // file: tests/fakes.ts
      export class MockDatabaseManager {
        async health() { return true; }
        async getConnection() { return {}; }
              ^^^^^^^^^^^^^ warning stale-mock: \`DatabaseManager\` has no member \`getConnection\` to mock
      }
      `,
      TYPESCRIPT,
    ));

  it("is reported once of a class in Python, whose objects have what it has", () =>
    checkSnippet(
      `
      # file: tests/fakes.py
      class MockDatabaseManager:
          @staticmethod
          def get_async_session():
              ^^^^^^^^^^^^^^^^^ warning stale-mock: \`DatabaseManager\` has no member \`get_async_session\` to mock
              return None

          def get_session(self):
              return None

          def rows(self):
              return []
      `,
      PYTHON,
    ));

  it("is nothing where it is there, helps the tests alone, or cannot be known", () =>
    checkSnippet(
      `
      // file: tests/manager.test.ts
      import { vi } from "vitest";
      import { ready } from "../src/health.js";
      vi.mock("../src/database/manager.js", async (importOriginal) => ({
        ...(await importOriginal()),
        __esModule: true,
        default: {},
        mockRows: [],
        databaseManager: { health: vi.fn() },
      }));
      vi.mock("../src/database/index.js", () => makeMocks());
      // file: tests/other.test.ts
      import { vi } from "vitest";
      import { send } from "../src/mail.js";
      vi.mock("../src/mail.js", () => ({ send: vi.fn(), sent: [] }));
      // file: src/mail.ts
      export const send = () => true;
      `,
      { ...TYPESCRIPT, beside: TYPESCRIPT.beside + health },
    ));
});

describe("a path that was left behind, since the module calls the accessor now", () => {
  const project = (called: string, path: string) => `
      # file: app/__init__.py

      # file: app/database.py
      from contextlib import contextmanager
      from sqlalchemy import create_engine
      from sqlalchemy.orm import Session

      engine = create_engine("sqlite://")

      @contextmanager
      def get_db():
          with Session(engine) as session:
              yield session

      # file: app/manager.py
      from app.database import get_db

      class DatabaseManager:
          @staticmethod
          def open_session():
              return get_db()

      # file: app/health.py
      from app.database import get_db, engine

      def ready():
          with ${called} as db:
              return db.scalar("select 1")

      # file: tests/test_health.py
      from unittest.mock import patch
      from app.health import ready

      @patch("${path}")
      def test_ready(opened):
          assert ready()
  `;
  const config = {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        internals: ["app/database.py"],
      },
    ],
  };
  const left = "app.health.DatabaseManager.open_session";

  async function fixed(called: string) {
    const files = withConfig(readProject(project(called, left)).files, config);
    return (await fixFiles(files, { unsafe: true }))["tests/test_health.py"];
  }

  it("is redirected to the accessor, as an unsafe fix", async () => {
    expect(await fixed("get_db()")).toContain('@patch("app.health.get_db")');
  });

  it("is left where the module does something else with the database as well", async () => {
    expect(await fixed("engine.connect()")).toBeUndefined();
  });
});

describe("a name that is mocked at home, after all that use it have taken it", () => {
  const project = (imported: string, path: string) => ({
    "app/__init__.py": "",
    "app/database.py": `from contextlib import contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")

@contextmanager
def get_db():
    with Session(engine) as session:
        yield session
`,
    "app/health.py": `${imported}

def ready():
    with ${imported.includes("from app.database") ? "" : "database."}get_db() as db:
        return db.scalar("select 1")
`,
    "tests/test_health.py": `from unittest.mock import patch
from app.health import ready

def test_ready():
    with patch("${path}"):
        assert ready()
`,
  });
  const config = {
    sources: [{ accessor: { module: "app/database.py", name: "get_db" }, internals: ["app/database.py"] }],
  };

  it("is a warning, and the fix names the module that uses it", async () => {
    const files = withConfig(project("from app.database import get_db", "app.database.get_db"), config);
    const { diagnostics } = await checkFiles(files);
    expect(diagnostics.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
      ["stale-mock", "warning", "`get_db` is mocked in app/database.py, where nothing that the test runs looks for it"],
    ]);
    const changed = await fixFiles(files, { unsafe: true });
    expect(changed["tests/test_health.py"]).toContain('with patch("app.health.get_db"):');
    expect((await checkFiles({ ...files, ...changed })).diagnostics).toEqual([]);
  });

  it.each([
    ["a module that asks its home for it at each call", project("from app import database", "app.database.get_db")],
    ["a mock in the module that uses it", project("from app.database import get_db", "app.health.get_db")],
    [
      "an import after the mock",
      {
        ...project("from app.database import get_db", "app.database.get_db"),
        "tests/test_health.py": `from unittest.mock import patch

def test_ready():
    with patch("app.database.get_db"):
        from app.health import ready
        assert ready()
`,
      },
    ],
    [
      "another file, which may look for it",
      {
        ...project("from app.database import get_db", "app.database.get_db"),
        "app/orders.py":
          "def orders():\n    from app.database import get_db\n    with get_db() as db:\n        return db.scalar(1)\n",
      },
    ],
  ])("is nothing for %s", async (_case, files) => {
    expect((await checkFiles(withConfig(files, config))).diagnostics).toEqual([]);
  });
});
