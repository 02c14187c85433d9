"""Runs the programs of the matrix, each on a database of its own, and prints what came of each as JSON.

Arguments: the folder of the projects, and a folder for databases. A project holds `app/`, and in it programs `row_*.py`.
"""

import asyncio
import gc
import importlib
import json
import os
import sqlite3
import sys
import types
import warnings
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from inspect import isasyncgenfunction, iscoroutine, iscoroutinefunction, isgeneratorfunction, signature

QUERIES = {"found": "select name from item", "failing": "select name from nothing"}


class Depends:
    def __init__(self, dependency):
        self.dependency = dependency


def serve(handler, sql):
    """Injects as a web framework does: a generator is run to its end when the handler is done, all else is given as it is."""
    dependency = signature(handler).parameters["db"].default.dependency
    if iscoroutinefunction(handler):
        return serve_async(handler, dependency, sql)
    with ExitStack() as stack:
        if isgeneratorfunction(dependency_of(dependency)):
            return handler(sql, stack.enter_context(contextmanager(dependency)()))
        return handler(sql, dependency())


async def serve_async(handler, dependency, sql):
    async with AsyncExitStack() as stack:
        if isasyncgenfunction(dependency_of(dependency)):
            return await handler(sql, await stack.enter_async_context(asynccontextmanager(dependency)()))
        given = dependency()
        return await handler(sql, await given if iscoroutine(given) else given)


def dependency_of(dependency):
    return getattr(dependency, "__func__", dependency)


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


def prepare(path):
    connection = sqlite3.connect(path)
    connection.executescript("pragma synchronous = off; create table item (name text); insert into item values ('old');")
    connection.close()
    os.environ["CELLS_DATABASE"] = path


def kept(path):
    connection = sqlite3.connect(path, timeout=0)
    rows = connection.execute("select name from item order by rowid").fetchall()
    connection.close()
    return rows


def run(project, name, sql, path):
    prepare(path)
    for loaded in [one for one in sys.modules if one == "app" or one.startswith("app.")]:
        del sys.modules[loaded]
    sys.path[0] = project
    importlib.invalidate_caches()
    outcome = {"result": None, "error": None}
    program = None
    try:
        program = importlib.import_module(f"app.{name}")
        given = program.main(sql)
        outcome["result"] = repr(asyncio.run(given) if iscoroutine(given) else given)
    except Exception as error:
        outcome["error"] = f"{type(error).__name__}: {error}"
    log = list(sys.modules["app.engine"].LOG)
    gc.collect()
    late = list(sys.modules["app.engine"].LOG)
    return {**outcome, "log": log, "late": late, "kept": kept(path)}


def main(projects, databases):
    module("fastapi", Depends=Depends)
    module("harness", serve=serve)
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.path.insert(0, "")
    outcomes = {}
    for project in sorted(os.listdir(projects)):
        folder = os.path.join(projects, project)
        for name in sorted(os.listdir(os.path.join(folder, "app"))):
            if name.startswith("row_"):
                for query, sql in QUERIES.items():
                    path = os.path.join(databases, f"{len(outcomes)}-{query}.db")
                    outcomes.setdefault(f"{project}/{name}", {})[query] = run(folder, name[:-3], sql, path)
    json.dump(outcomes, sys.stdout)


main(*sys.argv[1:])
