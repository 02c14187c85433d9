/** Mocks of what a fix rewrites: those that follow the call, those that keep the fix from being safe, and the others. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles, fixSnippet } from "../../support/snippet.js";
import { GET_DB, VALUE } from "../../support/snippet-databases.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

const TYPESCRIPT = {
  config: {
    sources: [{ ...GET_DB, managers: ["DatabaseManager"], legacy: ["getPool"], internals: ["src/database/**"] }],
  },
  beside: `${VALUE}
  // file: src/manager.ts
  import { getDb } from "./database/index.js";
  export class DatabaseManager {
    static getSession() {
      return getDb();
    }
    static healthCheck(): boolean {
      return true;
    }
  }
  // file: src/legacy.ts
  import { getDb } from "./database/index.js";
  export function getPool() {
    return getDb();
  }
  // file: src/health.ts
  import { DatabaseManager } from "./manager.js";
  export const ready = () => DatabaseManager.getSession().query("select 1");
  `,
};

const PYTHON = {
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        legacy: ["get_session"],
        internals: ["app/database.py"],
      },
    ],
  },
  beside: `
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
  from contextlib import contextmanager
  from app.database import get_db

  class DatabaseManager:
      @staticmethod
      @contextmanager
      def open_session():
          with get_db() as session:
              yield session

      @staticmethod
      def health_check():
          return True

  # file: app/legacy.py
  from contextlib import contextmanager
  from app.database import get_db

  @contextmanager
  def get_session():
      with get_db() as session:
          yield session

  # file: app/health.py
  from app.manager import DatabaseManager

  def ready():
      with DatabaseManager.open_session() as db:
          return db.scalar("select 1")
  `,
};

type Language = typeof TYPESCRIPT | typeof PYTHON;

/** What the check says of the one finding in a file. */
async function fixOf({ beside, config }: Language, file: string, ...others: readonly string[]) {
  const files = Object.assign({}, ...[beside, ...others].map((source) => readProject(source).files));
  const { diagnostics } = await checkFiles(withConfig(files, config));
  const found = diagnostics.filter(({ span }) => span.file === file);
  expect(found).toHaveLength(1);
  return { applicability: found[0]?.fix?.applicability, reason: found[0]?.fix?.reason, edits: found[0]?.fix?.edits };
}

function inTest(lines: string): string {
  return `
  // file: tests/health.test.ts
  import { expect, it, jest, vi } from "vitest";
  import sinon from "sinon";
  import { ready } from "../src/health.js";
  import { DatabaseManager } from "../src/manager.js";
  it("is ready", () => {
    ${lines}
    expect(ready()).toBe(true);
  });
  `;
}

describe("a mock in TypeScript makes the fix unsafe", () => {
  it.each([
    ["of a spy", 'vi.spyOn(DatabaseManager, "getSession").mockReturnValue(undefined);'],
    ["of another library", 'sinon.stub(DatabaseManager, "getSession");'],
    ["of an assignment", "DatabaseManager.getSession = jest.fn();"],
    ["of an object that is assigned", "Object.assign(DatabaseManager, { getSession: vi.fn() });"],
    ["of a mock with a return value", "vi.mocked(DatabaseManager.getSession).mockReturnValue(undefined);"],
  ])("%s", async (_way, line) => {
    const { applicability, reason } = await fixOf(TYPESCRIPT, "src/health.ts", inTest(line));
    expect({ applicability, reason }).toEqual({ applicability: "unsafe", reason: "tests/health.test.ts:6 mocks it" });
  });

  it.each([
    ["with a factory", 'vi.mock("../src/manager.js", () => ({ DatabaseManager: { getSession: () => undefined } }));'],
    ["without one", 'jest.mock("../src/manager.js");'],
  ])("of a whole module, %s", async (_way, line) => {
    const { applicability } = await fixOf(TYPESCRIPT, "src/health.ts", inTest(line));
    expect(applicability).toBe("unsafe");
  });

  it("in a file that prepares the tests", async () => {
    const setup = `
      // file: tests/setup.ts
      import { vi } from "vitest";
      import { DatabaseManager } from "../src/manager.js";
      vi.spyOn(DatabaseManager, "getSession");
    `;
    expect((await fixOf(TYPESCRIPT, "src/health.ts", setup)).reason).toBe("tests/setup.ts:3 mocks it");
  });

  it("of a legacy accessor", async () => {
    const tests = `
      // file: src/orders.ts
      import { getPool } from "./legacy.js";
      export const orders = () => getPool().query("select 1");
      // file: tests/orders.test.ts
      import { vi } from "vitest";
      import * as legacy from "../src/legacy.js";
      import { orders } from "../src/orders.js";
      vi.spyOn(legacy, "getPool");
      orders();
    `;
    expect((await fixOf(TYPESCRIPT, "src/orders.ts", tests)).reason).toBe("tests/orders.test.ts:4 mocks it");
  });
});

describe("the fix stays safe in TypeScript", () => {
  it.each([
    ["where a test mocks another method", inTest('vi.spyOn(DatabaseManager, "healthCheck");')],
    ["where a test calls the method itself", inTest("vi.fn(); expect(DatabaseManager.getSession()).toBeDefined();")],
    ["where a comment speaks of a mock", inTest('vi.fn(); // spyOn(DatabaseManager, "getSession");')],
    [
      "where the test does not run the file",
      inTest('vi.spyOn(DatabaseManager, "getSession");').replace(
        'import { ready } from "../src/health.js";',
        "const ready = () => true;",
      ),
    ],
    ["where what is mocked is another module", inTest('vi.mock("../src/legacy.js", () => ({ getPool: vi.fn() }));')],
  ])("%s", async (_case, tests) => {
    const { applicability, reason } = await fixOf(TYPESCRIPT, "src/health.ts", tests);
    expect({ applicability, reason }).toEqual({ applicability: "safe", reason: undefined });
  });
});

describe("a mock of a member that was never there", () => {
  async function fixWith(tests: string) {
    const files = {
      ...readProject(TYPESCRIPT.beside).files,
      ...readProject(inTest(tests)).files,
      "src/health.ts": `import { DatabaseManager } from "./manager.js";
export const ready = () => DatabaseManager.getAsyncSession().query("select 1");
`,
    };
    const { diagnostics } = await checkFiles(withConfig(files, TYPESCRIPT.config));
    const fix = diagnostics.find(({ rule }) => rule === "missing-member")?.fix;
    return { applicability: fix?.applicability, reason: fix?.reason };
  }

  it.each([
    ["an object of members", "Object.assign(DatabaseManager, { getAsyncSession: vi.fn() });"],
    ["an assignment", "(DatabaseManager as any).getAsyncSession = vi.fn();"],
    [
      "an assignment to what it calls by another type",
      "const sessions = DatabaseManager as unknown as { getAsyncSession: unknown }; sessions.getAsyncSession = vi.fn();",
    ],
    ["a shorthand", "const getAsyncSession = vi.fn(); Object.assign(DatabaseManager, { getAsyncSession });"],
  ])("makes the fix unsafe where a test puts it there by %s", async (_way, tests) => {
    expect(await fixWith(tests)).toEqual({
      applicability: "unsafe",
      reason: expect.stringMatching(/^tests\/health\.test\.ts:6 mocks it/),
    });
  });

  it.each([
    ["`spyOn`, which fails on what is not there", 'vi.spyOn(DatabaseManager, "getAsyncSession");'],
    ["a variable of that name", "const getAsyncSession = vi.fn(); getAsyncSession.mockReset(); DatabaseManager;"],
  ])("leaves it safe where it is %s", async (_way, tests) => {
    expect(await fixWith(tests)).toEqual({ applicability: "safe", reason: undefined });
  });

  it.each([
    ["`create=True`", 'patch.object(manager.DatabaseManager, "get_async_session", create=True).start()', "unsafe"],
    [
      "`raising=False`",
      'monkeypatch.setattr(manager.DatabaseManager, "get_async_session", fake, raising=False)',
      "unsafe",
    ],
    ["an assignment", "manager.DatabaseManager.get_async_session = MagicMock()", "unsafe"],
    ["a mock of the whole class", 'patch("app.health.DatabaseManager").start()', "unsafe"],
    ["a plain `patch`, which fails", 'patch.object(manager.DatabaseManager, "get_async_session").start()', "safe"],
    [
      "a plain `setattr`, which fails",
      'monkeypatch.setattr(manager.DatabaseManager, "get_async_session", fake)',
      "safe",
    ],
    ["a parameter of that name", "get_async_session.return_value = 1", "safe"],
  ])("counts in Python where the test can stand: %s", async (_way, line, applicability) => {
    const files = {
      ...readProject(PYTHON.beside).files,
      "app/health.py": `from app.manager import DatabaseManager

def ready():
    with DatabaseManager.get_async_session() as db:
        return db.scalar("select 1")
`,
      "tests/test_health.py": `from unittest.mock import MagicMock, patch
from app import health, manager

def test_ready(monkeypatch, get_async_session):
    ${line}
    assert health.ready()
`,
    };
    const { diagnostics } = await checkFiles(withConfig(files, PYTHON.config));
    const fix = diagnostics.find(({ rule }) => rule === "missing-member")?.fix;
    const reason = applicability === "safe" ? undefined : expect.stringMatching(/^tests\/test_health\.py:5 mocks it/);
    expect({ applicability: fix?.applicability, reason: fix?.reason }).toEqual({ applicability, reason });
  });
});

describe("a mock in Python follows the call", () => {
  it.each([
    ["as a decorator", '@patch("app.health.DatabaseManager.open_session")', '@patch("app.health.get_db")'],
    [
      "with what it gives",
      '@patch("app.health.DatabaseManager.open_session", return_value=made_up(1))',
      '@patch("app.health.get_db", return_value=made_up(1))',
    ],
  ])("%s, and the import goes with it", (_way, before, after) => {
    const test = (decorator: string) => `
      # file: tests/test_health.py
      from unittest.mock import patch
      from app.health import ready

      ${decorator}
      def test_ready(opened):
          assert ready()
    `;
    const health = `
      # file: app/health.py
      from app.database import get_db

      def ready():
          with get_db() as db:
              return db.scalar("select 1")
    `;
    return fixSnippet(test(before), `${health}\n${test(after)}`, PYTHON);
  });

  it.each([
    ["that fails today, since the member is not there", '"app.health.DatabaseManager.get_async_session"'],
    ["that stands where nothing is", '"app.health.DatabaseManager.get_async_session", create=True'],
  ])("of a missing member, %s", async (_way, target) => {
    const files = {
      ...readProject(PYTHON.beside).files,
      "app/health.py":
        "from app.manager import DatabaseManager\n\ndef ready():\n    with DatabaseManager.get_async_session() as db:\n        return db.scalar(1)\n",
      "tests/test_health.py": `from unittest.mock import patch\nfrom app.health import ready\n\ndef test_ready():\n    with patch(${target}):\n        ready()\n`,
    };
    const changed = await fixFiles(withConfig(files, PYTHON.config));
    expect(changed["app/health.py"]).toContain("with get_db() as db:");
    expect(changed["tests/test_health.py"]).toContain('"app.health.get_db"');
  });

  it("of a legacy accessor by the name that the file has for it", async () => {
    const files = {
      ...readProject(PYTHON.beside).files,
      "app/orders.py":
        "from app.legacy import get_session\n\ndef orders():\n    with get_session() as db:\n        return db.scalar(1)\n",
      "tests/test_orders.py":
        'from unittest import mock\nfrom app.orders import orders\n\ndef test_orders():\n    with mock.patch("app.orders.get_session"):\n        orders()\n',
    };
    const changed = await fixFiles(withConfig(files, PYTHON.config));
    expect(changed["app/orders.py"]).toContain("with get_db() as db:");
    expect(changed["tests/test_orders.py"]).toContain('mock.patch("app.orders.get_db")');
  });
});

describe("the fix of a legacy function stays safe", () => {
  it("where a test mocks a method of that name on a class", async () => {
    const orders = `
      # file: app/orders.py
      from app.legacy import get_session

      def orders():
          with get_session() as db:
              return db.scalar("select 1")

      # file: tests/test_orders.py
      from unittest.mock import patch
      from app import health
      from app.orders import orders

      def test_orders():
          with patch.object(health.DatabaseManager, "get_session", create=True):
              orders()
    `;
    expect(await fixOf(PYTHON, "app/orders.py", orders)).toMatchObject({ applicability: "safe" });
  });

  const inTwoFiles = (lines: string) => `
      # file: app/orders.py
      from app.legacy import get_session

      def orders():
          with get_session() as db:
              return db.scalar("select 1")

      # file: app/carts.py
      from app.legacy import get_session

      def carts():
          with get_session() as db:
              return db.scalar("select 2")

      # file: tests/test_orders.py
      from unittest.mock import patch
      from app import carts, orders

      def test_orders():
          with ${lines}:
              orders.orders()
    `;

  it("where a test mocks what another file has by that name", async () => {
    const tests = inTwoFiles('patch("app.carts.get_session")');
    expect(await fixOf(PYTHON, "app/orders.py", tests)).toMatchObject({ applicability: "safe" });
  });

  it("but not where the function of the file itself is mocked as its attribute", async () => {
    const tests = inTwoFiles('patch.object(orders, "get_session")');
    expect(await fixOf(PYTHON, "app/orders.py", tests)).toMatchObject({ reason: "tests/test_orders.py:5 mocks it" });
  });
});

describe("a mock in Python makes the fix unsafe", () => {
  const test = (line: string) => `
    # file: tests/test_health.py
    from unittest.mock import patch
    from app import health
    from app.manager import DatabaseManager

    def test_ready(monkeypatch, mocker):
        ${line}
        assert health.ready()
  `;

  it.each([
    ["by the class's own module", 'patch("app.manager.DatabaseManager.open_session").start()'],
    ["of the class as an object", 'patch.object(DatabaseManager, "open_session").start()'],
    ["that puts a function in its place", 'patch("app.health.DatabaseManager.open_session", fake).start()'],
    ["that is called instead", 'patch("app.health.DatabaseManager.open_session", side_effect=fake).start()'],
    ["of a fixture", 'monkeypatch.setattr(DatabaseManager, "open_session", fake)'],
    ["of a plugin", 'mocker.patch.object(health.DatabaseManager, "open_session")'],
    ["by assigning to it", "DatabaseManager.open_session = fake"],
    ["of the class as a whole", 'patch("app.health.DatabaseManager").start()'],
    ["of a module's name", 'patch.object(health, "DatabaseManager").start()'],
  ])("%s", async (_way, line) => {
    const { applicability, reason } = await fixOf(PYTHON, "app/health.py", test(line));
    expect({ applicability, reason }).toEqual({ applicability: "unsafe", reason: "tests/test_health.py:6 mocks it" });
  });

  it("that other calls still need", async () => {
    const second = `
      # file: app/orders.py
      from app.manager import DatabaseManager

      def orders():
          with DatabaseManager.open_session() as db:
              return db.scalar("select 2")
    `;
    const mocked = test('patch("app.health.DatabaseManager.open_session").start()');
    expect((await fixOf(PYTHON, "app/health.py", mocked)).applicability).toBe("safe");
    expect((await fixOf(PYTHON, "app/health.py", mocked, second)).applicability).toBe("unsafe");
  });

  it("of a class, where the call goes through an object that a function of its module gives", async () => {
    const manager = `
      # file: app/made.py
      from contextlib import contextmanager
      from app.database import get_db

      class DatabaseManager:
          @contextmanager
          def open_session(self):
              with get_db() as session:
                  yield session

      def get_manager() -> DatabaseManager:
          return DatabaseManager()

      # file: app/orders.py
      from app.made import get_manager

      def orders():
          with get_manager().open_session() as db:
              return db.scalar("select 1")

      # file: tests/test_orders.py
      from unittest.mock import patch
      from app import orders

      @patch("app.made.DatabaseManager")
      def test_orders(manager):
          orders.orders()
    `;
    expect((await fixOf(PYTHON, "app/orders.py", manager)).reason).toBe("tests/test_orders.py:4 mocks it");
  });

  it("in a `conftest.py`, which its tests do not import", async () => {
    const conftest = `
      # file: tests/conftest.py
      from unittest.mock import patch
      patch("app.manager.DatabaseManager.open_session").start()
    `;
    expect((await fixOf(PYTHON, "app/health.py", conftest)).reason).toBe("tests/conftest.py:2 mocks it");
  });
});

describe("the fix stays safe in Python", () => {
  it.each([
    ["where a test mocks another method", 'patch("app.health.DatabaseManager.health_check").start()'],
    ["where a docstring speaks of a mock", '"""patch("app.manager.DatabaseManager.open_session")"""'],
  ])("%s", async (_case, line) => {
    const tests = `
      # file: tests/test_health.py
      from unittest.mock import patch
      from app import health

      def test_ready():
          ${line}
          assert health.ready()
    `;
    expect((await fixOf(PYTHON, "app/health.py", tests)).applicability).toBe("safe");
  });
});
