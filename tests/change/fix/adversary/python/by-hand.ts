/** Programs that no generator thinks of: quirks of drivers, of SQLAlchemy and of the language. */
export interface Situation {
  readonly name: string;
  /** `app/database.py`, with the accessor `get_db`. */
  readonly database: string;
  /** What `DatabaseManager` has beside; `{ideal}` lines are there only when the expected outcome is taken. */
  readonly manager?: string;
  /** What the missing members of the manager would be. */
  readonly ideal?: string;
  /** `main(sql)` in `app/row_0.py`. */
  readonly code: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly legacy?: readonly string[];
  readonly needs?: "sqlalchemy";
  readonly verdict: "safe" | "unsafe" | "manual" | "none";
}

const SQLITE = `import os
import sqlite3
from contextlib import contextmanager


def get_db():
    return sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
`;

const CLOSING = `import os
import sqlite3
from contextlib import contextmanager


@contextmanager
def get_db():
    connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
    try:
        yield connection
    finally:
        connection.close()
`;

const COMMITTING = CLOSING.replace(
  "        yield connection\n",
  "        yield connection\n        connection.commit()\n",
);

const ALCHEMY = `import os
from contextlib import contextmanager
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker
from sqlalchemy.pool import NullPool

engine = create_engine("sqlite:///" + os.environ["CELLS_DATABASE"], poolclass=NullPool)
SessionLocal = sessionmaker(engine)
`;

const SESSIONS = `${ALCHEMY}

@contextmanager
def get_db():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()
`;

const PLAIN_IDEAL = `    @classmethod
    def get_connection(cls):
        return sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
`;

const IMPORT = "from app.manager import DatabaseManager\n";

export const SITUATIONS: readonly Situation[] = [
  {
    name: "a handle of sqlite3 in its own block commits and stays open",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_connection() as db:
        db.execute("insert into item values ('new')")
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "an accessor that only closes does not commit as a handle of sqlite3 does in its own block",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_connection() as db:
        db.execute("insert into item values ('new')")
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "the legacy one sets a row factory",
    database: `${SQLITE}

def get_old():
    connection = get_db()
    connection.row_factory = sqlite3.Row
    return connection
`,
    legacy: ["get_old"],
    code: `from app.database import get_old

def main(sql):
    db = get_old()
    try:
        return [row["name"] for row in db.execute(sql)]
    finally:
        db.close()
`,
    verdict: "unsafe",
  },
  {
    name: "the legacy one has another isolation level",
    database: `${SQLITE}

def get_old():
    return sqlite3.connect(os.environ["CELLS_DATABASE"], isolation_level=None)
`,
    legacy: ["get_old"],
    code: `from app.database import get_old

def main(sql):
    db = get_old()
    try:
        db.execute("insert into item values ('new')")
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "unsafe",
  },
  {
    name: "the isolation level is set through a property of the handle at the place",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    db.isolation_level = None
    try:
        db.execute("begin")
        db.execute("insert into item values ('new')")
        db.execute("commit")
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "a walrus in a condition",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    if (db := DatabaseManager.get_connection()) is not None:
        try:
            return db.execute(sql).fetchall()
        finally:
            db.close()
`,
    verdict: "none",
  },
  {
    name: "a match statement over the handle",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    match DatabaseManager.get_connection():
        case None:
            return []
        case db:
            return db.execute(sql).fetchall()
`,
    verdict: "none",
  },
  {
    name: "an f-string holds the call",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    return f"{DatabaseManager.get_connection().execute(sql).fetchall()!r}"
`,
    verdict: "safe",
  },
  {
    name: "the name of the accessor is a builtin of the file",
    database: SQLITE.replace("def get_db", "def open"),
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        with open(__file__ + "-missing", "a") as _:
            pass
    except OSError:
        pass
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "a nested function has a local of the accessor's name",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    def inner():
        db = DatabaseManager.get_connection()
        get_db = db.execute(sql).fetchall()
        db.close()
        return get_db
    return inner()
`,
    verdict: "safe",
  },
  {
    name: "a comprehension binds the accessor's name",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    return [DatabaseManager.get_connection().execute(sql).fetchall() for get_db in (1, 2)]
`,
    verdict: "safe",
  },
  {
    name: "a class body has an attribute of the accessor's name",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
class Reader:
    get_db = "taken"
    db = DatabaseManager.get_connection()
    def read(self, sql):
        return self.db.execute(sql).fetchall()

def main(sql):
    return Reader().read(sql)
`,
    verdict: "safe",
  },
  {
    name: "a star import brings the accessor's name from elsewhere",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    files: { "app/tools.py": "def get_db():\n    return 'another'\n" },
    code: `${IMPORT}from app.tools import *

def main(sql):
    db = DatabaseManager.get_connection()
    try:
        return db.execute(sql).fetchall(), get_db()
    finally:
        db.close()
`,
    verdict: "unsafe",
  },
  {
    name: "an import for type checkers alone",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `from __future__ import annotations
from typing import TYPE_CHECKING
${IMPORT}if TYPE_CHECKING:
    from app.database import get_db

def main(sql) -> "get_db":
    db = DatabaseManager.get_connection()
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "an import under a condition",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `import sys
if sys.version_info >= (3, 0):
    from app.manager import DatabaseManager
else:
    DatabaseManager = None

def main(sql):
    db = DatabaseManager.get_connection()
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "the accessor's module imports the program while it loads",
    database: `${SQLITE}
from app import row_0
`,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "manual",
  },
  {
    name: "a generator with a handle that is left early",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def rows(sql):
    db = DatabaseManager.get_connection()
    try:
        for row in db.execute(sql):
            yield row
    finally:
        db.close()

def main(sql):
    for row in rows(sql):
        return row
`,
    verdict: "safe",
  },
  {
    name: "rows are read after the block",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    found = db.execute(sql)
    return [row for row in found]
`,
    verdict: "unsafe",
  },
  {
    name: "a lazy cursor leaves the block by name",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def read(sql):
    db = DatabaseManager.get_connection()
    try:
        found = db.execute(sql)
    finally:
        pass
    return found

def main(sql):
    return [row for row in read(sql)]
`,
    verdict: "unsafe",
  },
  {
    name: "the cursor is fetched after close in the same function",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        cursor = db.execute(sql)
        return cursor.fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "a decorator reads the signature of the function whose default is the handle",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `import inspect
${IMPORT}
def described(function):
    function.count = len(inspect.signature(function).parameters)
    return function

@described
def read(sql, db=DatabaseManager.get_connection()):
    return db.execute(sql).fetchall()

def main(sql):
    return read(sql), read.count
`,
    verdict: "unsafe",
  },
  {
    name: "a lambda opens the handle each time",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
make = lambda: DatabaseManager.get_connection()

def main(sql):
    db = make()
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "unsafe",
  },
  {
    name: "functools.partial around the missing member",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `from functools import partial
${IMPORT}
def main(sql):
    make = partial(DatabaseManager.get_connection)
    return make().execute(sql).fetchall()
`,
    verdict: "none",
  },
  {
    name: "a context variable keeps the handle for other functions",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `from contextvars import ContextVar
${IMPORT}
current = ContextVar("current")

def read(sql):
    return current.get().execute(sql).fetchall()

def main(sql):
    current.set(DatabaseManager.get_connection())
    return read(sql)
`,
    verdict: "unsafe",
  },
  {
    name: "a context variable keeps what a block closes",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `from contextvars import ContextVar
${IMPORT}
current = ContextVar("current")

def open_it():
    db = DatabaseManager.get_connection()
    current.set(db)

def main(sql):
    open_it()
    return current.get().execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a thread gets the handle",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `import threading
${IMPORT}
def main(sql):
    out = []
    def work():
        db = DatabaseManager.get_connection()
        out.append(db.execute(sql).fetchall())
        db.close()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return out
`,
    verdict: "safe",
  },
  {
    name: "an executor gets a handle of sqlite3 that one thread may use",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `from concurrent.futures import ThreadPoolExecutor
${IMPORT}
def main(sql):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: DatabaseManager.get_connection().execute(sql).fetchall()).result()
`,
    verdict: "safe",
  },
  {
    name: "a commit at the end on one branch alone",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        db.execute("insert into item values ('new')")
        if not sql:
            db.commit()
        return db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
  {
    name: "sessions keep expired objects apart: expire_on_commit",
    database: `${SESSIONS}
Kept = sessionmaker(engine, expire_on_commit=False)

@contextmanager
def get_old():
    session = Kept()
    try:
        yield session
    finally:
        session.close()
`,
    legacy: ["get_old"],
    needs: "sqlalchemy",
    code: `from sqlalchemy import text
from app.database import get_old

def main(sql):
    with get_old() as db:
        return [tuple(row) for row in db.execute(text(sql))]
`,
    verdict: "unsafe",
  },
  {
    name: "a transaction begun by hand in an accessor that has begun one",
    database: `${ALCHEMY}

@contextmanager
def get_db():
    with SessionLocal.begin() as session:
        yield session
`,
    needs: "sqlalchemy",
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        session = SessionLocal()
        try:
            yield session
        finally:
            session.close()
`,
    code: `from sqlalchemy import text
${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        with db.begin():
            db.execute(text("insert into item values ('new')"))
        return [tuple(row) for row in db.execute(text(sql))]
`,
    verdict: "unsafe",
  },
  {
    name: "a commit by hand in an accessor whose block owns the transaction",
    database: `${ALCHEMY}

@contextmanager
def get_db():
    with SessionLocal.begin() as session:
        yield session
`,
    needs: "sqlalchemy",
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        session = SessionLocal()
        try:
            yield session
        finally:
            session.close()
`,
    code: `from sqlalchemy import text
${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        db.execute(text("insert into item values ('new')"))
        db.commit()
        return [tuple(row) for row in db.execute(text(sql))]
`,
    verdict: "unsafe",
  },
  {
    name: "the registry of scoped_session gives one session to a thread",
    database: `${ALCHEMY}
Scoped = scoped_session(SessionLocal)


def get_db():
    return Scoped()


def get_old():
    return SessionLocal()
`,
    legacy: ["get_old"],
    needs: "sqlalchemy",
    code: `from sqlalchemy import text
from app.database import get_old

def main(sql):
    first, second = get_old(), get_old()
    first.execute(text("insert into item values ('new')"))
    first.commit()
    return first is second
`,
    verdict: "manual",
  },
  {
    name: "the legacy one hands out the same connection each time",
    database: `${SQLITE}
_one = None


def get_old():
    global _one
    if _one is None:
        _one = get_db()
    return _one
`,
    legacy: ["get_old"],
    code: `from app.database import get_old

def main(sql):
    get_old().execute("insert into item values ('new')")
    get_old().commit()
    return get_old().execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a legacy one with a cache in front of it",
    database: `from functools import lru_cache
${SQLITE}

@lru_cache
def get_old():
    return sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
`,
    legacy: ["get_old"],
    code: `from app.database import get_old

def main(sql):
    get_old().execute("insert into item values ('new')")
    get_old().commit()
    return get_old().execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a commit in a helper that gets the handle",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def save(db):
    db.execute("insert into item values ('new')")

def main(sql):
    with DatabaseManager.get_session() as db:
        save(db)
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a write through a cursor of the handle",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        cursor = db.cursor()
        cursor.execute("insert into item values ('new')")
        return cursor.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a write whose statement is a constant of the module",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
INSERT = "insert into item values ('new')"

def main(sql):
    with DatabaseManager.get_session() as db:
        db.execute(INSERT)
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a write whose statement is put together",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        table = "item"
        db.execute(f"insert into {table} values ('new')")
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a write with a pragma or a comment before it",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        db.execute("""
            -- one more
            insert into item values ('new')
        """)
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a with statement of a common table expression that writes",
    database: CLOSING,
    ideal: `    @classmethod
    @contextmanager
    def get_session(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def main(sql):
    with DatabaseManager.get_session() as db:
        db.execute("with one as (select 'new') insert into item select * from one")
        return db.execute(sql).fetchall()
`,
    verdict: "unsafe",
  },
  {
    name: "a committing accessor keeps what a scope is asked for",
    database: COMMITTING,
    ideal: `    @classmethod
    @contextmanager
    def session_scope(cls):
        connection = sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)
        try:
            yield connection
            connection.commit()
        finally:
            connection.close()
`,
    code: `${IMPORT}
def save(db):
    db.execute("insert into item values ('new')")

def main(sql):
    with DatabaseManager.session_scope() as db:
        save(db)
        return db.execute(sql).fetchall()
`,
    verdict: "safe",
  },
  {
    name: "the manager is fetched by getattr",
    database: SQLITE,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    make = getattr(DatabaseManager, "get_connection")
    return make().execute(sql).fetchall()
`,
    verdict: "none",
  },
  {
    name: "two except clauses and an else around the handle",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        found = db.execute(sql).fetchall()
    except ValueError:
        found = "value"
    except KeyError:
        found = "key"
    else:
        found = found, "else"
    finally:
        db.close()
    return found
`,
    verdict: "safe",
  },
  {
    name: "the handle is deleted by name",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        found = db.execute(sql).fetchall()
    finally:
        db.close()
        del db
    return found
`,
    verdict: "manual",
  },
  {
    name: "locals() and a format string look at the name",
    database: CLOSING,
    ideal: PLAIN_IDEAL,
    code: `${IMPORT}
def main(sql):
    db = DatabaseManager.get_connection()
    try:
        return "db" in locals(), db.execute(sql).fetchall()
    finally:
        db.close()
`,
    verdict: "safe",
  },
];
