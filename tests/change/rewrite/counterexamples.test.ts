/** Programs that a safe fix made quieter, or led to the next crash, when generated programs were run before and after it. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

/** `safe`, or why the one fixable finding of `app/a.py` is not. */
async function judged(database: string, code: string, legacy: readonly string[] = []): Promise<string> {
  const source = {
    accessor: { module: "app/database.py", name: "get_db" },
    managers: ["DatabaseManager"],
    legacy,
    internals: ["app/database.py"],
  };
  const { files } = readProject(`
    # file: app/__init__.py
    # file: app/database.py
${indented(database)}
    class DatabaseManager:
        pass
    # file: app/a.py
${indented(code)}
  `);
  const report = await checkFiles(withConfig(files, { sources: [source] }));
  const own = report.diagnostics.filter(({ span }) => span.file === "app/a.py");
  return own.map(({ fix, help }) => (fix?.applicability === "safe" ? "safe" : (fix?.reason ?? help))).join(" | ");
}

function indented(code: string): string {
  return code.replace(/^(?=.)/gm, "    ");
}

const SESSION = `import sqlite3
class Session:
    def __init__(self, level=""):
        self.connection = sqlite3.connect("app.db", isolation_level=level)
    def rows(self, sql):
        return self.connection.execute(sql).fetchall()
    def save(self, sql):
        self.connection.execute(sql)
        self.connection.commit()
    def commit(self):
        self.connection.commit()
    def close(self):
        self.connection.close()
`;

const VALUE = `${SESSION}def get_db():
    return Session()
`;

const SCOPE = `from contextlib import contextmanager
${SESSION}@contextmanager
def get_db():
    session = Session()
    try:
        yield session
    finally:
        session.close()
`;

const GENERATOR = SCOPE.replace("@contextmanager\n", "");

const IMPORT = "from app.database import DatabaseManager\n";

describe("what is iterated later", () => {
  const next = `${IMPORT}def read():
    source = DatabaseManager.get_session()
    db = next(source)
    try:
        return db.rows("select 1")
    finally:
        source.close()
`;

  it("is no handle", async () => {
    expect(await judged(VALUE, next)).toContain(
      "gives the handle itself, and the code goes on to iterate what it gets",
    );
    expect(await judged(SCOPE, next)).toContain("the code goes on to iterate what it gets");
  });

  it("may be the accessor's generator", async () => {
    expect(await judged(GENERATOR, next)).toBe("safe");
  });

  it("by `yield from` is no handle", async () => {
    const code = `${IMPORT}def sessions():\n    yield from DatabaseManager.get_session()\n`;
    expect(await judged(VALUE, code)).toContain("the code goes on to iterate what it gets");
  });

  it.each([
    ["iterates", "for db in given:\n        db.rows('select 1')"],
    ["enters", "with given as db:\n        db.rows('select 1')"],
  ])("by the function that is given it is no handle: it %s", async (does, body) => {
    const code = `${IMPORT}def read(given):\n    ${body}\nread(DatabaseManager.get_session())\n`;
    expect(await judged(VALUE, code)).toBe(`\`get_db\` gives the handle itself, and \`read\` ${does} what it gets`);
  });

  it("is a handle where the function asks it for rows", async () => {
    const code = `${IMPORT}def read(given):\n    given.rows('select 1')\nread(DatabaseManager.get_session())\n`;
    expect(await judged(VALUE, code)).toBe("safe");
  });
});

describe("what is written and not committed", () => {
  const unsaved = (method: string, line: number) =>
    `\`${method}\` writes (app/a.py:${line}), and neither the code nor \`get_db\` commits`;
  const block = (...body: readonly string[]) =>
    `${IMPORT}def work():\n    with DatabaseManager.get_session() as db:\n${body.map((line) => `        ${line}\n`).join("")}`;
  const INSERT = 'db.rows("insert into item values (1)")';

  it("is lost by a class of the project, too", async () => {
    expect(await judged(SCOPE, block(INSERT))).toBe(unsaved("rows", 4));
  });

  it("is kept by a method that commits", async () => {
    expect(await judged(SCOPE, block(INSERT.replace("rows", "save")))).toBe("safe");
    expect(await judged(SCOPE, block(INSERT, "db.commit()"))).toBe("safe");
  });

  it("is lost after the last commit", async () => {
    expect(await judged(SCOPE, block("db.commit()", INSERT))).toBe(unsaved("rows", 5));
  });

  it("is lost by a handle that cannot be followed, if its driver needs a commit", async () => {
    const prepared = `${SCOPE.replace("Session()\n", "prepared(Session())\n")}def prepared(session):\n    return session\n`;
    expect(await judged(prepared, block(INSERT))).toBe(unsaved("rows", 4));
  });

  it("is lost in a block that is entered later", async () => {
    const code = `${IMPORT}def work():\n    scope = DatabaseManager.get_session()\n    with scope as db:\n        ${INSERT}\n`;
    expect(await judged(SCOPE, code)).toBe(unsaved("rows", 5));
  });

  it("is lost by a function that gets its handle injected", async () => {
    const code = `from fastapi import Depends\n${IMPORT}def work(db=Depends(DatabaseManager.get_session)):\n    ${INSERT}\n`;
    expect(await judged(GENERATOR, code)).toBe(unsaved("rows", 4));
  });
});

describe("a handle that is made otherwise", () => {
  const old = "from app.database import get_old\ndef read():\n    return get_old().rows('select 1')\n";

  it("is another one: a class is given something else", async () => {
    const database = `${VALUE}def get_old():\n    return Session(None)\n`;
    expect(await judged(database, old, ["get_old"])).toBe(
      "its handle is `Session(None)` (app/database.py:17), that of the accessor `Session()` (app/database.py:15)",
    );
  });

  it("is the same where the class is given the same", async () => {
    expect(await judged(`${VALUE}def get_old():\n    return Session()\n`, old, ["get_old"])).toBe("safe");
  });

  it("is another one: its engine has another level of isolation", async () => {
    const database = `from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
engine = create_engine("sqlite:///app.db")
SessionLocal = sessionmaker(engine)
AutoSession = sessionmaker(engine.execution_options(isolation_level="AUTOCOMMIT"))
def get_db():
    return SessionLocal()
def get_old():
    return AutoSession()
`;
    expect(await judged(database, old, ["get_old"])).toContain('asks for `isolation_level="AUTOCOMMIT"`');
  });
});

describe("a transaction that the accessor has begun", () => {
  const BEGUN = `from contextlib import contextmanager
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker
SessionLocal = sessionmaker(create_engine("sqlite:///app.db"))
@contextmanager
def get_db():
    with SessionLocal.begin() as session:
        yield session
`;
  const asking = (body: string) =>
    `${IMPORT}def work(sql):\n    with DatabaseManager.get_session() as db:\n        ${body}\n`;

  it("is not begun again, and not committed by hand", async () => {
    const accessor = "and `get_db` has begun one (app/database.py:7)";
    expect(await judged(BEGUN, asking("db.begin()"))).toBe(`the code begins a transaction (app/a.py:4), ${accessor}`);
    expect(await judged(BEGUN, asking("db.commit()"))).toBe(
      `the code commits the transaction (app/a.py:4), ${accessor}`,
    );
  });

  it("is no matter to code that reads", async () => {
    expect(await judged(BEGUN, asking("db.execute(sql)"))).toBe("safe");
  });
});

describe("a cache in front of a function", () => {
  it("makes its handle one for all", async () => {
    const database = `from functools import lru_cache\n${VALUE}@lru_cache\ndef get_old():\n    return Session()\n`;
    const code = "from app.database import get_old\ndef read():\n    return get_old().rows('select 1')\n";
    expect(await judged(database, code, ["get_old"])).toContain("the handle is shared now");
  });
});

describe("a promise that is kept", () => {
  const typescript = async (body: string) => {
    const { files } = readProject(`
      // file: src/db.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export async function getDb() {
        return pool.connect();
      }
      export class DatabaseManager {}
      // file: src/a.ts
      import { DatabaseManager } from "./db.js";
      export class Reader {
        db: any = DatabaseManager.getConnection();
        async read() {
          ${body}
        }
      }
    `);
    const source = { accessor: { module: "src/db.ts", name: "getDb" }, managers: ["DatabaseManager"] };
    const report = await checkFiles(withConfig(files, { sources: [source] }));
    return report.diagnostics.map(({ fix, help }) => fix?.reason ?? fix?.applicability ?? help).join();
  };

  it("is no handle for code that asks it at once", async () => {
    expect(await typescript('return this.db.query("select 1");')).toContain("the code uses `db` without awaiting it");
  });

  it("is one for code that awaits it", async () => {
    expect(await typescript('return (await this.db).query("select 1");')).not.toContain("without awaiting it");
  });
});

it("a handle that all callers share is not released by a stack that got its method", async () => {
  const shared = `${SESSION}db = Session()
def get_db():
    return db
`;
  const code = `from contextlib import ExitStack
from app.database import DatabaseManager
def main(sql):
    with ExitStack() as stack:
        session = DatabaseManager.get_connection()
        stack.callback(session.close)
        return session.rows(sql)
`;
  expect(await judged(shared, code)).toContain("is released by what gets `session.close`");
});
