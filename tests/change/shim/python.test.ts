/** Stand-ins in Python: how each is written, and that it compiles where a Python is at hand. */
import { describe, expect, it } from "vitest";
import { compileFiles, findPython } from "../../fixtures/python.js";
import { tempProject } from "../../support/temp-project.js";
import { callersOf, PYTHON, type Shimmed, shimmed } from "./shimmed.js";

/** Each form of an accessor, by its code. */
const ACCESSORS = {
  object: "class Session:\n      async def scalar(self, sql):\n          return sql\n\n  get_db = Session()",
  value:
    "class Session:\n      async def scalar(self, sql):\n          return sql\n\n  def get_db():\n      return Session()",
  promise:
    "class Session:\n      async def scalar(self, sql):\n          return sql\n\n  async def get_db():\n      return Session()",
  "async context manager":
    "from contextlib import asynccontextmanager\n\n  @asynccontextmanager\n  async def get_db():\n      yield object()",
  "context manager":
    "from contextlib import contextmanager\n\n  @contextmanager\n  def get_db():\n      yield object()",
  "async dependency": "async def get_db():\n      yield object()",
} as const;

const MANAGER = `
  # file: app/manager.py
  class DatabaseManager:
      def health_check(self):
          return True


  manager = DatabaseManager()
`;

const ENTERED = `
  # file: app/orders.py
  from app.manager import DatabaseManager

  async def orders():
      async with DatabaseManager.get_async_session("default") as db:
          return await db.scalar("select 1")
`;
const ENTERED_AT_ONCE = ENTERED.replace("async def", "def").replace("async with", "with").replace("await ", "");
const AWAITED = `
  # file: app/users.py
  from app.manager import DatabaseManager

  async def users():
      db = await DatabaseManager.get_async_session()
      return await db.scalar("select 1")
`;
const INJECTED = `
  # file: app/routes.py
  from fastapi import Depends
  from app.manager import DatabaseManager

  async def route(db=Depends(DatabaseManager.get_async_session)):
      return await db.scalar("select 1")
`;
const OF_INSTANCE = `
  # file: app/prices.py
  from app.manager import manager

  async def prices():
      async with manager.get_async_session() as db:
          return await db.scalar("select 1")
`;

const MEMBER = "DatabaseManager.get_async_session";

function project(form: keyof typeof ACCESSORS, caller: string, manager = MANAGER): string {
  return `
  # file: app/__init__.py

  # file: app/database.py
  ${ACCESSORS[form]}
${manager}
${caller}`;
}

async function memberOf(source: string): Promise<string> {
  const { texts } = await shimmed(source, MEMBER, PYTHON);
  const text = texts["app/manager.py"] ?? "";
  const body = text.slice(text.indexOf("        return True\n") + "        return True\n".length);
  return body.slice(0, body.indexOf("\n\n\n"));
}

describe("writes", () => {
  it("a context manager of the class, with the imports that it needs", async () => {
    const { texts } = await shimmed(project("async context manager", ENTERED), MEMBER, PYTHON);
    expect(texts).toEqual({
      "app/manager.py": `from contextlib import asynccontextmanager

from app.database import get_db


class DatabaseManager:
    def health_check(self):
        return True

    @classmethod
    @asynccontextmanager
    async def get_async_session(cls, name: str = "default"):
        """Deprecated: use get_db() of app/database.py."""
        if name not in ("default", "primary"):
            raise ValueError(f"no database is called {name}")
        async with get_db() as session:
            yield session


manager = DatabaseManager()
`,
    });
  });

  it("a method of instances where only they are asked", async () =>
    expect(await memberOf(project("async context manager", OF_INSTANCE))).toBe(`
    @asynccontextmanager
    async def get_async_session(self):
        """Deprecated: use get_db() of app/database.py."""
        async with get_db() as session:
            yield session`));

  it("one member for the class and its instances", async () => {
    const { shims } = await shimmed(project("async context manager", ENTERED + OF_INSTANCE), MEMBER, PYTHON);
    expect(shims.map(({ sides }) => sides)).toEqual([["static", "instance"]]);
  });

  it("a static method where the class has such", async () => {
    const manager = MANAGER.replace("def health_check(self):", "@staticmethod\n      def health_check():");
    expect(await memberOf(project("async context manager", ENTERED, manager))).toContain(
      "    @staticmethod\n    @asynccontextmanager\n    async def get_async_session(name: str",
    );
  });

  it("a bare generator where a framework injects it, and no parameter that a request could fill", async () =>
    expect(await memberOf(project("async context manager", INJECTED))).toBe(`
    @classmethod
    async def get_async_session(cls):
        """Deprecated: use get_db() of app/database.py."""
        async with get_db() as session:
            yield session`));

  it("a context manager around an accessor that is a bare generator, which ends with its block", async () =>
    expect(await memberOf(project("async dependency", ENTERED.replace('"default"', "")))).toBe(`
    @classmethod
    @asynccontextmanager
    async def get_async_session(cls):
        """Deprecated: use get_db() of app/database.py."""
        async with asynccontextmanager(get_db)() as session:
            yield session`));

  it("a synchronous one of a synchronous accessor", async () =>
    expect(await memberOf(project("context manager", ENTERED_AT_ONCE))).toContain(
      "    @contextmanager\n    def get_async_session(cls, name: str",
    ));

  it("a coroutine where callers await, whatever the accessor is", async () => {
    const body = async (form: keyof typeof ACCESSORS) => (await memberOf(project(form, AWAITED))).split("\n").at(-1);
    expect(await body("promise")).toBe("        return await get_db()");
    expect(await body("value")).toBe("        return get_db()");
    expect(await body("object")).toBe("        return get_db");
    expect(await memberOf(project("value", AWAITED))).toContain("    async def get_async_session(cls):");
  });

  it("an import inside of the member where the accessor's module needs the class itself", async () => {
    const source = project("value", AWAITED).replace(
      "  class Session:",
      "  from app.manager import DatabaseManager\n\n  class Session(DatabaseManager):",
    );
    expect(await memberOf(source)).toContain(`    async def get_async_session(cls):
        """Deprecated: use get_db() of app/database.py."""
        from app.database import get_db

        return get_db()`);
  });

  it("a parameter by the name under which callers give it", async () => {
    const caller = ENTERED.replace('"default"', 'database="default"');
    expect(await memberOf(project("async context manager", caller))).toContain('(cls, database: str = "default"):');
  });

  it("into a class without a body, with tabs and Windows line endings", async () => {
    const text = "class DatabaseManager:\r\n\tdef health_check(self):\r\n\t\treturn 'well'\r\n";
    const source = project("value", AWAITED);
    const tabs = await shimmed(source, MEMBER, PYTHON, { "app/manager.py": text });
    expect(tabs.texts["app/manager.py"]).toContain(
      '\r\n\t@classmethod\r\n\tasync def get_async_session(cls):\r\n\t\t"""Deprecated',
    );
    const empty = await shimmed(source, MEMBER, PYTHON, { "app/manager.py": "class DatabaseManager: ...\n" });
    expect(empty.texts["app/manager.py"]).toContain("class DatabaseManager:\n    @classmethod\n    async def");
  });
});

describe("tells callers apart", () => {
  it("says of one that awaits what others enter that it still fails", async () => {
    const result = await shimmed(project("async context manager", ENTERED + AWAITED), MEMBER, PYTHON);
    expect(callersOf(result)).toEqual([
      "app/orders.py:4 served",
      "app/users.py:4 unserved: it awaits the result instead of using `async with`",
    ]);
  });

  it("says of one that enters what others inject that it still fails, or the other way round", async () => {
    const result = await shimmed(project("async context manager", ENTERED + INJECTED), MEMBER, PYTHON);
    expect(callersOf(result).filter((caller) => caller.includes("unserved"))).toHaveLength(1);
  });
});

describe("refuses", () => {
  it("where every caller wants what the accessor cannot give", () =>
    expect(shimmed(project("async context manager", AWAITED), MEMBER, PYTHON)).rejects.toThrow("no-shim"));

  it("a synchronous block around what is asynchronous", () =>
    expect(shimmed(project("async context manager", ENTERED_AT_ONCE), MEMBER, PYTHON)).rejects.toMatchObject({
      rows: [{ code: "no-shim", why: "app/orders.py:4: it uses `with` instead of `async with`" }],
    }));

  it("a second member of a name, of which a class of Python has one", () => {
    const manager = MANAGER.replace("def health_check(self):", "def get_async_session(self):");
    return expect(shimmed(project("value", AWAITED, manager), MEMBER, PYTHON)).rejects.toThrow();
  });
});

it("compiles, whatever it gives", async (test) => {
  const python = findPython() ?? test.skip("no python3 here");
  const cases = [
    ["object", AWAITED],
    ["value", AWAITED],
    ["promise", AWAITED],
    ["async context manager", ENTERED],
    ["async context manager", INJECTED],
    ["context manager", ENTERED_AT_ONCE],
    ["async dependency", ENTERED],
    ["async dependency", INJECTED],
  ] as const;
  const results = await Promise.all(cases.map(([form, caller]) => shimmed(project(form, caller), MEMBER, PYTHON)));
  const folder = tempProject(Object.fromEntries(results.map((each, index) => [`case${index}.py`, managerOf(each)])));
  await compileFiles(
    folder,
    python,
    results.map((_, index) => `case${index}.py`),
  );
});

function managerOf({ texts }: Shimmed): string {
  return texts["app/manager.py"] ?? "";
}
