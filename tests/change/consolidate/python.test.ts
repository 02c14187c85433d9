import { describe, expect, it } from "vitest";
import { code, merged, refused, textAfter } from "./consolidated.js";

const ENGINE = code(`
  from sqlalchemy import create_engine
  from sqlalchemy.orm import sessionmaker

  engine = create_engine("sqlite://")
  factory = sessionmaker(engine)
`);
const DATABASE = code(`
  """The accessor."""

  from app.database.engine import factory


  class DatabaseManager:
      """Hands out sessions."""

      def open(self):
          return factory()


  database_manager = DatabaseManager()


  def get_db():
      return factory()
`);
const OLD = code(`
  """Sessions by name."""

  import logging
  from contextlib import contextmanager

  from app.database.engine import factory

  logger = logging.getLogger(__name__)
  NAMES = ("default",)


  class DatabaseManager:
      def open(self):
          """The same words."""
          return factory()  # and a comment

      # Closes by itself.
      @contextmanager
      def scope(self, name="default"):
          """Text of
          two lines."""
          if name not in NAMES:
              logger.warning('''no
  such name''')
          with factory() as session:
              yield session
`);
const name = "DatabaseManager";
const files = (more: Record<string, string> = {}): Record<string, string> => ({
  "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "app/database/__init__.py", name: "get_db" } }] }),
  "app/__init__.py": "",
  "app/db/__init__.py": "",
  "app/database/engine.py": ENGINE,
  "app/database/__init__.py": DATABASE,
  "app/db/manager.py": OLD,
  ...more,
});

describe("members", () => {
  it("keeps what both have, and unites what only one has with decorators, comments, imports and helpers", async () => {
    const result = await merged(files(), { name });
    expect(result.because).toBe("it is next to the accessor `get_db`");
    expect(result.kept).toEqual(["open"]);
    expect(result.helpers.map((each) => each.name)).toEqual(["logger", "NAMES"]);
    expect(textAfter(result, "app/database/__init__.py")).toBe(
      code(`
        """The accessor."""

        import logging
        from contextlib import contextmanager

        from app.database.engine import factory


        logger = logging.getLogger(__name__)
        NAMES = ("default",)


        class DatabaseManager:
            """Hands out sessions."""

            def open(self):
                return factory()

            # Closes by itself.
            @contextmanager
            def scope(self, name="default"):
                """Text of
                two lines."""
                if name not in NAMES:
                    logger.warning('''no
        such name''')
                with factory() as session:
                    yield session


        database_manager = DatabaseManager()


        def get_db():
            return factory()
      `),
    );
    expect(textAfter(result, "app/db/manager.py")).toBe(
      '"""Sessions by name."""\n\nfrom app.database import DatabaseManager  # noqa: F401  # deprecated: import it from app.database\n',
    );
  });

  it.each([
    ["a body", "return factory()  #", "return factory().begin()  #", "the bodies differ"],
    ["a parameter", "def open(self)", "def open(self, name)", "the bodies differ"],
    ["a decorator", "    def open(self)", "    @staticmethod\n    def open(self)", "the bodies differ"],
  ])("refuses another one where %s differs", async (_, from, to, why) => {
    const result = await refused(files({ "app/db/manager.py": OLD.replace(from, to) }), { name });
    expect(result.conflicts.map((each) => [each.what, each.why])).toEqual([["open", why]]);
  });

  it("refuses bodies of the same words in which a name is something else", async () => {
    const own = OLD.replace("from app.database.engine import factory", 'factory = __import__("app.other").make');
    const result = await refused(files({ "app/db/manager.py": own }), { name });
    expect(result.conflicts.map(({ why }) => why)).toEqual([
      "the text is the same, but `factory` has another meaning in each file",
    ]);
  });

  it("tells indentation apart, which is a part of what a body says", async () => {
    const body = (last: string) =>
      `class Cache:\n    def get(self, key):\n        if key:\n            a(key)\n${last}b(key)\n`;
    const all = { "app/one.py": body("        "), "app/two.py": body("            ") };
    const result = await refused(all, { name: "Cache" });
    expect(result.conflicts.map(({ what }) => what)).toEqual(["get"]);
  });

  it("moves a constructor that can be called without arguments, and refuses one that cannot", async () => {
    const maker = (parameters: string) =>
      OLD.replace(
        "class DatabaseManager:\n",
        `class DatabaseManager:\n    retries: int = 3\n\n    def __init__(self${parameters}):\n        self.name = None\n\n`,
      );
    const result = await merged(files({ "app/db/manager.py": maker("") }), { name });
    expect(textAfter(result, "app/database/__init__.py")).toContain(
      '    """Hands out sessions."""\n    retries: int = 3\n\n    def __init__(self):\n        self.name = None\n\n    def open(self):',
    );
    const { conflicts } = await refused(files({ "app/db/manager.py": maker(", name") }), { name });
    expect(conflicts.map(({ what, why }) => [what, why])).toEqual([
      ["__init__", "only one of them takes constructor arguments"],
    ]);
  });

  it("unites a property with its setter", async () => {
    const halves = (...kinds: readonly string[]) =>
      kinds.map((kind) => `    @${kind}\n    def size(self, *value):\n        return 1\n\n`).join("");
    const target = DATABASE.replace("    def open", `${halves("property")}    def open`);
    const own = OLD.replace("    def open", `${halves("property", "size.setter")}    def open`);
    const result = await merged(files({ "app/database/__init__.py": target, "app/db/manager.py": own }), { name });
    expect(result.kept).toEqual(["get size", "open"]);
    expect(result.united.map((each) => each.name)).toEqual(["set size", "scope"]);
  });

  it("fills an empty class", async () => {
    const target = DATABASE.replace(/ {4}"""Hands[\s\S]*return factory\(\)\n\n\ndatabase/, "    pass\n\n\ndatabase");
    const result = await merged(files({ "app/database/__init__.py": target }), { name });
    expect(textAfter(result, "app/database/__init__.py")).toContain(
      'class DatabaseManager:\n    def open(self):\n        """The same words."""\n        return factory()  # and a comment\n\n    # Closes by itself.\n',
    );
  });

  it("refuses a definition that stands under a condition", async () => {
    const own = `try:\n    import app\n${OLD.slice(OLD.indexOf("class")).replace(/^/gm, "    ")}\nexcept ImportError:\n    pass\n`;
    const result = await refused(files({ "app/db/manager.py": own }), { name, into: "app/database/__init__.py" });
    expect(result.reasons).toEqual([
      "`DatabaseManager` of app/db/manager.py is not defined by one statement at the top of its module",
    ]);
  });
});

describe("callers", () => {
  it.each([
    [
      "by name",
      "from app.db.manager import DatabaseManager\n\nDatabaseManager()\n",
      "from app.database import DatabaseManager\n\nDatabaseManager()\n",
    ],
    [
      "under another name",
      "from app.db.manager import DatabaseManager as M\n\nM()\n",
      "from app.database import DatabaseManager as M\n\nM()\n",
    ],
    [
      "beside another name",
      "from app.db.manager import DatabaseManager, other\n\nother(DatabaseManager())\n",
      "from app.database import DatabaseManager\nfrom app.db.manager import other\n\nother(DatabaseManager())\n",
    ],
    [
      "through the module",
      "import app.db.manager\n\napp.db.manager.DatabaseManager()\n",
      "from app.database import DatabaseManager\n\nDatabaseManager()\n",
    ],
    [
      "through the module of a package",
      "from app.db import manager\n\nmanager.DatabaseManager()\n",
      "from app.database import DatabaseManager\n\nDatabaseManager()\n",
    ],
    [
      "in a function",
      "def f():\n    from app.db.manager import DatabaseManager\n    return DatabaseManager()\n",
      "def f():\n    from app.database import DatabaseManager\n    return DatabaseManager()\n",
    ],
    [
      "to pass it on",
      'from .db.manager import DatabaseManager\n\n__all__ = ["DatabaseManager"]\n',
      'from .database import DatabaseManager\n\n__all__ = ["DatabaseManager"]\n',
    ],
    [
      "in a test's mock",
      'from unittest.mock import patch\n\n\n@patch("app.db.manager.DatabaseManager.open")\ndef f(opened):\n    pass\n',
      'from unittest.mock import patch\n\n\n@patch("app.database.DatabaseManager.open")\ndef f(opened):\n    pass\n',
    ],
  ])("move where they import it %s", async (_, before, expected) => {
    const own = `${OLD}\n\ndef other(value):\n    return value\n`;
    const result = await merged(files({ "app/db/manager.py": own, "app/caller.py": before }), { name });
    expect(textAfter(result, "app/caller.py")).toBe(expected);
  });

  it("leaves alone a mock of another name, and other things with the same name", async () => {
    const own = `${OLD}\n\ndef other(value):\n    return value\n`;
    const caller =
      'from unittest.mock import patch\nfrom app.elsewhere import DatabaseManager\n\n\n@patch("app.db.manager.other")\ndef f(opened):\n    return DatabaseManager()\n';
    const result = await merged(files({ "app/db/manager.py": own, "app/caller.py": caller }), { name });
    expect(textAfter(result, "app/caller.py")).toBeUndefined();
  });
});

describe("the old place", () => {
  it("keeps `__all__` as it is where the name stays, and takes it out where none does", async () => {
    const own = `${OLD.replace("logger =", '__all__ = ["DatabaseManager", "other"]\n\nlogger =')}\n\ndef other(value):\n    return value\n`;
    const stays = await merged(files({ "app/db/manager.py": own }), { name });
    expect(textAfter(stays, "app/db/manager.py")).toContain('__all__ = ["DatabaseManager", "other"]');
    expect(textAfter(stays, "app/db/manager.py")).toContain("from app.database import DatabaseManager");
    const goes = await merged(files({ "app/db/manager.py": own }), { name, noShim: true });
    expect(textAfter(goes, "app/db/manager.py")).toBe(
      '"""Sessions by name."""\n\n\n__all__ = ["other"]\n\n\ndef other(value):\n    return value\n',
    );
  });

  it("goes with --no-shim where nothing is left in it but words about it", async () => {
    const result = await merged(files(), { name, noShim: true });
    expect(result.removed).toEqual(["app/db/manager.py"]);
  });

  it("keeps no name where the target loads the old module before it comes to its definition, and says so", async () => {
    const early = `from app.db import manager\n${DATABASE}`;
    const own = `import app.database\n${OLD}\n\nlimit = app.database\n`;
    const circular = files({ "app/database/__init__.py": early, "app/db/manager.py": own });
    expect((await refused(circular, { name })).reasons).toEqual([
      "app/database/__init__.py loads app/db/manager.py before it defines `DatabaseManager`",
    ]);
    const late = { ...circular, "app/database/__init__.py": `${DATABASE}\nfrom app.db import manager\n` };
    expect((await merged(late, { name })).shims).toEqual(["app/db/manager.py"]);
  });

  it("says which of several imported names is the deprecated one", async () => {
    const own = `from app.database import get_db\n${OLD}\n\nlimit = get_db\n`;
    const result = await merged(files({ "app/db/manager.py": own }), { name });
    expect(textAfter(result, "app/db/manager.py")).toContain(
      "from app.database import DatabaseManager, get_db  # noqa: F401  # deprecated: import DatabaseManager from app.database\n",
    );
  });

  it("keeps no name where that would make the two import each other, and says so", async () => {
    const target = DATABASE.replace(
      "from app.database.engine",
      "from app.db.manager import limit\nfrom app.database.engine",
    ).replace("return factory()\n\n\ndata", "return factory() or limit\n\n\ndata");
    const own = `${OLD.replace("return factory()", "return factory() or limit")}\n\nlimit = 1\n`;
    const result = await merged(files({ "app/database/__init__.py": target, "app/db/manager.py": own }), { name });
    expect(result.shims).toEqual([]);
    expect(result.notes).toEqual([
      "no deprecated name is left in app/db/manager.py: app/database/__init__.py and app/db/manager.py would import each other",
    ]);
  });
});

describe("accessors", () => {
  it("become one where they say the same", async () => {
    const own = "from app.database.engine import factory\n\n\ndef get_db():\n    return factory()\n";
    const caller = "from app.db.session import get_db\n\nget_db()\n";
    const result = await merged(files({ "app/db/session.py": own, "app/caller.py": caller }), { name: "get_db" });
    expect(result.because).toBe("it is the accessor of `primary`");
    expect(textAfter(result, "app/caller.py")).toBe("from app.database import get_db\n\nget_db()\n");
  });

  it("stay where the session that they give is another one", async () => {
    const own = "from app.other import factory\n\n\ndef get_db():\n    return factory()\n";
    const other = ENGINE.replace("sqlite://", "sqlite:///other.db");
    const result = await refused(files({ "app/db/session.py": own, "app/other.py": other }), { name: "get_db" });
    expect(result.conflicts.map(({ why }) => why)).toEqual([
      "the text is the same, but `factory` has another meaning in each file",
    ]);
  });
});
