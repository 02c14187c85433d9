"""Runs generated programs, each on a database of its own, and prints what came of each as JSON, a line a program.

Argument: the folder of the projects. A project holds `app/`, and in it programs `row_*.py`. Databases are files in memory
where the machine has such a folder.
"""

import asyncio
import functools
import gc
import importlib
import importlib.abc
import importlib.util
import inspect
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import types
import warnings
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager

QUERIES = {"found": "select name from item", "failing": "select name from missing"}
HOME = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
TEMPLATE = os.path.join(HOME, "template.db")
DATABASE = os.path.join(HOME, "program.db")
COUNTED = []
raw_connect = sqlite3.connect


class Connection(sqlite3.Connection):
    """Counts what happens to connections that a driver hands out as they are."""

    def __init__(self, *given, **named):
        super().__init__(*given, **named)
        self.ended = False
        COUNTED.append("open")

    def close(self):
        if not self.ended:
            COUNTED.append("close")
        self.ended = True
        super().close()


def counted_connect(*given, **named):
    return raw_connect(*given, factory=Connection, **named)


class Depends:
    def __init__(self, dependency):
        self.dependency = dependency


def serve(handler, sql, out):
    """Injects as a web framework does: a generator is run to its end when the handler is done, all else is given as it is."""
    dependency = inspect.signature(handler).parameters["db"].default.dependency
    function = getattr(dependency, "__func__", dependency)
    if inspect.iscoroutinefunction(handler):
        return serve_async(handler, dependency, function, sql, out)
    with ExitStack() as stack:
        if inspect.isgeneratorfunction(function):
            return handler(sql, out, stack.enter_context(contextmanager(dependency)()))
        return handler(sql, out, dependency())


async def serve_async(handler, dependency, function, sql, out):
    async with AsyncExitStack() as stack:
        if inspect.isasyncgenfunction(function):
            return await handler(sql, out, await stack.enter_async_context(asynccontextmanager(dependency)()))
        given = dependency()
        return await handler(sql, out, await given if inspect.iscoroutine(given) else given)


class lock:
    def __enter__(self):
        return "lock"

    def __exit__(self, *error):
        return None

    async def __aenter__(self):
        return "lock"

    async def __aexit__(self, *error):
        return None


class keeping:
    """A block that keeps what was written, and closes."""

    def __init__(self, handle):
        self.handle = handle

    def __enter__(self):
        return self.handle

    def __exit__(self, kind, *error):
        if kind is None:
            self.handle.commit()
        else:
            self.handle.rollback()
        self.handle.close()

    async def __aenter__(self):
        return self.handle

    async def __aexit__(self, kind, *error):
        await (self.handle.commit() if kind is None else self.handle.rollback())
        await self.handle.close()


def peek():
    """What another connection sees at the moment."""
    connection = raw_connect(DATABASE, timeout=0)
    try:
        return connection.execute("select count(*) from item").fetchone()[0]
    finally:
        connection.close()


def text(sql):
    return sqlalchemy_text(sql)


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


class Sources(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads `app` from the texts of a project, whose code is compiled once."""

    def __init__(self):
        self.files = {}
        self.compiled = {}

    def find_spec(self, name, path=None, target=None):
        if name == "app":
            return importlib.util.spec_from_loader(name, self, is_package=True)
        if name.startswith("app.") and f"app/{name[4:]}.py" in self.files:
            return importlib.util.spec_from_loader(name, self)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        source = self.files.get("app/__init__.py" if name == "app" else f"app/{name[4:]}.py", "")
        code = self.compiled.get((name, source))
        if code is None:
            code = self.compiled[(name, source)] = compile(source, f"{name}.py", "exec")
        exec(code, module.__dict__)


SOURCES = Sources()


def log():
    engine = sys.modules.get("app.engine")
    own = list(getattr(engine, "LOG", []))
    return own if own else list(COUNTED)


def run(name, sql):
    shutil.copyfile(TEMPLATE, DATABASE)
    for journal in ("-journal", "-wal", "-shm"):
        if os.path.exists(DATABASE + journal):
            os.remove(DATABASE + journal)
    for loaded in [one for one in sys.modules if one == "app" or one.startswith("app.")]:
        del sys.modules[loaded]
    COUNTED.clear()
    outcome = {"result": None, "error": None}
    try:
        program = importlib.import_module(f"app.{name}")
        given = program.main(sql)
        outcome["result"] = repr(asyncio.run(given) if inspect.iscoroutine(given) else given)
    except Exception as error:
        outcome["error"] = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
    early = log()
    connection = raw_connect(DATABASE, timeout=0)
    try:
        kept = connection.execute("select name from item order by rowid").fetchall()
    finally:
        connection.close()
    given = program = None
    gc.collect(0)
    late = log()
    # What a program left behind must not fall into the next one.
    for loaded in [one for one in sys.modules if one == "app" or one.startswith("app.")]:
        del sys.modules[loaded]
    gc.collect(1)
    return {**outcome, "log": early, "late": late, "kept": kept}


def main():
    connection = raw_connect(TEMPLATE)
    connection.executescript("create table item (name text); insert into item values ('old'); pragma journal_mode = memory;")
    connection.close()
    os.environ["CELLS_DATABASE"] = DATABASE
    sqlite3.connect = counted_connect
    sqlite3.dbapi2.connect = counted_connect
    module("counted", LOG=[])
    module("harness", **{each.__name__: each for each in (Depends, keeping, lock, peek, serve, text)})
    module("fastapi", Depends=Depends)
    warnings.simplefilter("ignore")
    sys.meta_path.insert(0, SOURCES)
    try:
        for line in sys.stdin:
            SOURCES.files = json.loads(line)
            SOURCES.compiled.clear()
            outcomes = {}
            for path in sorted(SOURCES.files):
                name = path[4:-3]
                if name.startswith("row_"):
                    outcomes[name] = {query: run(name, sql) for query, sql in QUERIES.items()}
            print(json.dumps(outcomes), flush=True)
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


try:
    from sqlalchemy import text as sqlalchemy_text
except ImportError:
    sqlalchemy_text = None
main()
