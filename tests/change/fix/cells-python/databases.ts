/**
 * The databases of the matrix: one project for each form of accessor, on SQLite, whose manager has a member for every form of accessor
 * which code holds a handle. What the manager does around a handle is what the accessor does.
 */

import type { Form } from "../../../../src/read/facts/forms.js";
import type { MemoryFiles } from "../../../support/memory-world.js";

export interface Column {
  readonly name: string;
  readonly form: Form;
  /** The handle is one whose methods are awaited. */
  readonly async: boolean;
  /** What a call of `open_session` is written as. */
  readonly open: string;
  /** All but the programs: `app/engine.py` counts what is opened and closed. */
  readonly files: MemoryFiles;
}

const SYNC_SESSION = `import os
import sqlite3

LOG = []


class Session:
    def __init__(self):
        self.connection = sqlite3.connect(os.environ["CELLS_DATABASE"])
        LOG.append("open")

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()

    def commit(self):
        LOG.append("commit")
        self.connection.commit()

    def rollback(self):
        LOG.append("rollback")
        self.connection.rollback()

    def close(self):
        LOG.append("close")
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
`;

/** The same with \`await\` before whatever talks to the database. */
const ASYNC_SESSION = SYNC_SESSION.replace("import os", "import asyncio\nimport os")
  .replace(
    / {4}def (rows|commit|rollback|close)\((.*)\):\n/g,
    "    async def $1($2):\n        await asyncio.sleep(0)\n",
  )
  .replace("def __enter__", "async def __aenter__")
  .replace("def __exit__", "async def __aexit__")
  .replace("        self.close()\n", "        await self.close()\n");

const SCOPE = `    session = Session()
    try:
        yield session
    finally:
        session.close()
`;

/** What the methods of a manager do: each call opens a handle of its own. */
const FRESH = { imports: "from app.engine import Session\n", open: "    return Session()\n", scope: SCOPE };
/** Beside an accessor that is one object for all: nothing is opened, and nothing may be closed. */
const SHARED = { imports: "from app.database import db\n", open: "    return db\n", scope: "    yield db\n" };

interface Kind {
  /** The methods of a handle are awaited. */
  readonly isAsync: boolean;
  /** So is what gives it. */
  readonly isAwaited: boolean;
  readonly ways: typeof FRESH;
}

const PLAIN: Kind = { isAsync: false, isAwaited: false, ways: FRESH };
const ASYNC: Kind = { isAsync: true, isAwaited: true, ways: FRESH };

function column(name: string, form: Form, accessor: string, kind: Kind): Column {
  return {
    name,
    form,
    async: kind.isAsync,
    open: `${kind.isAwaited ? "await " : ""}DatabaseManager.open_session()`,
    files: {
      "app/__init__.py": "",
      "app/engine.py": kind.isAsync ? ASYNC_SESSION : SYNC_SESSION,
      "app/database.py": inKind(`from contextlib import contextmanager\n\n${FRESH.imports}\n\n${accessor}`, kind),
      "app/manager.py": inKind(managerOf(kind), kind),
      "db-ssot.json": JSON.stringify(configFor(form)),
    },
  };
}

function managerOf({ isAwaited, ways }: Kind): string {
  return `from contextlib import contextmanager

${ways.imports}

class DatabaseManager:
    @classmethod
    ${isAwaited ? "async " : ""}def open_session(cls):
${indented(ways.open)}
    @classmethod
    @contextmanager
    def session_scope(cls):
${indented(ways.scope)}
    @classmethod
    def generate_session(cls):
${indented(ways.scope)}`;
}

/** Generators of awaited handles are awaited themselves. */
function inKind(code: string, { isAsync }: Kind): string {
  if (!isAsync) return code;
  return code
    .replaceAll("contextmanager", "asynccontextmanager")
    .replaceAll("session.close()", "await session.close()")
    .replace(/def (session_scope|generate_session)/g, "async def $1")
    .replace(/def get_db(?=\(\):\n {4}session = )/, "async def get_db");
}

/** Programs open handles of their own and give them to each other, which is a finding of another rule. */
function configFor(form: Form): object {
  return {
    sources: [
      {
        accessor: { module: "app/database.py", name: form === "object" ? "db" : "get_db", form },
        managers: ["DatabaseManager"],
        internals: ["app/database.py", "app/manager.py", "app/engine.py"],
      },
    ],
    rules: { "duplicate-accessor": "off" },
  };
}

function indented(code: string): string {
  return code.replace(/^(?=.)/gm, "    ");
}

const VALUE = "def get_db():\n    return Session()\n";
const MANAGED = `@contextmanager\ndef get_db():\n${SCOPE}`;
const GENERATED = `def get_db():\n${SCOPE}`;

export const COLUMNS: readonly Column[] = [
  column("object", "object", "db = Session()\n", { ...PLAIN, ways: SHARED }),
  column("value", "value", VALUE, PLAIN),
  column("value, awaited methods", "value", VALUE, { ...ASYNC, isAwaited: false }),
  column("promise", "promise", `async ${VALUE}`, ASYNC),
  column("context-manager", "context-manager", MANAGED, PLAIN),
  column("context-manager, async", "context-manager", MANAGED, ASYNC),
  column("dependency", "dependency", GENERATED, PLAIN),
  column("dependency, async", "dependency", GENERATED, ASYNC),
];
