/**
 * The rows of the matrix: each way to obtain, hold and release a handle, as a program that is run. Written once
 * for both kinds of handle: `{await}`, `{async}` and `{open}` stand for what a column has there, `{def}` for a function.
 */
import type { Column } from "./databases.js";

export interface Row {
  /** As the table has it. */
  readonly name: string;
  readonly code: string;
  /** Can be written with handles of one kind alone. */
  readonly only?: "async" | "sync";
}

export const ROWS: readonly Row[] = [
  {
    name: "`x = f()`, released in `finally`",
    code: `
{def} main(sql):
    db = {open}
    try:
        return {await}db.rows(sql)
    finally:
        {await}db.close()
`,
  },
  {
    name: "the same with `except`, a commit and a rollback",
    code: `
{def} main(sql):
    db = {open}
    try:
        {await}db.rows("insert into item values ('new')")
        found = {await}db.rows(sql)
        {await}db.commit()
    except Exception:
        {await}db.rollback()
        raise
    finally:
        {await}db.close()
    return found
`,
  },
  {
    name: "`x = f()`, something else first, then released in `finally`",
    code: `
{def} main(sql):
    db = {open}
    wanted = sql.strip()
    try:
        return {await}db.rows(wanted)
    finally:
        {await}db.close()
`,
  },
  {
    name: "`x = None`, then `x = f()` in a `try` that releases it",
    code: `
{def} main(sql):
    db = None
    try:
        wanted = sql.strip()
        db = {open}
        # what is asked
        return {await}db.rows(wanted)
    finally:
        if db is not None:
            {await}db.close()
`,
  },
  {
    name: "the same with `except`",
    code: `
{def} main(sql):
    db = None
    try:
        db = {open}
        found = {await}db.rows(sql)
    except KeyError:
        found = None
    finally:
        if db:
            {await}db.close()
    return found
`,
  },
  {
    name: "`x = f()`, released where all went well",
    code: `
{def} main(sql):
    db = {open}
    found = {await}db.rows(sql)
    {await}db.close()
    return found
`,
  },
  {
    name: "`x = f()`, never released",
    code: `
{def} main(sql):
    db = {open}
    return {await}db.rows(sql)
`,
  },
  {
    name: "`x = f()`, then `return x`",
    code: `
{def} obtain():
    db = {open}
    return db


{def} main(sql):
    session = {await}obtain()
    return {await}session.rows(sql)
`,
  },
  {
    name: "`with f() as x:`",
    code: `
{def} main(sql):
    {async}with DatabaseManager.session_scope() as db:
        return {await}db.rows(sql)
`,
  },
  {
    name: "`with g(), f() as x:` beside other items",
    code: `
from contextlib import asynccontextmanager, contextmanager


@{async_}contextmanager
{def} lock():
    yield "lock"


{def} main(sql):
    {async}with lock() as first, DatabaseManager.session_scope() as db, lock():
        return first, {await}db.rows(sql)
`,
  },
  {
    name: "`with f():` without a name",
    code: `
{def} main(sql):
    {async}with DatabaseManager.session_scope():
        return sql
`,
  },
  {
    name: "`with f() as x:` of the handle itself",
    code: `
{def} main(sql):
    {async}with {open} as db:
        return {await}db.rows(sql)
`,
  },
  {
    name: "`with closing(f()) as x:`",
    only: "sync",
    code: `
from contextlib import closing


def main(sql):
    with closing({open}) as db:
        return db.rows(sql)
`,
  },
  {
    name: "`with f() as x:`, inside a transaction",
    code: `
{def} main(sql):
    {async}with DatabaseManager.session_scope() as db:
        try:
            {await}db.rows("insert into item values ('new')")
            found = {await}db.rows(sql)
        except Exception:
            {await}db.rollback()
            raise
        {await}db.commit()
    return found
`,
  },
  {
    name: "`with f() as x:` in a loop",
    code: `
{def} main(sql):
    found = []
    for _ in range(2):
        {async}with DatabaseManager.session_scope() as db:
            found += {await}db.rows(sql)
    return found
`,
  },
  {
    name: "`x = f()` in a loop, released in `finally`",
    code: `
{def} main(sql):
    found = []
    for one in range(3):
        db = {open}
        try:
            if one == 1:
                continue
            found += {await}db.rows(sql)
        finally:
            {await}db.close()
    return found
`,
  },
  {
    name: "`x = f()` of what is entered later",
    code: `
{def} main(sql):
    scope = DatabaseManager.session_scope()
    {async}with scope as db:
        return {await}db.rows(sql)
`,
  },
  {
    name: "`f().__enter__()`",
    code: `
{def} main(sql):
    db = {await}DatabaseManager.session_scope().__{a}enter__()
    return type(db).__name__, sql
`,
  },
  {
    name: "`(await f()).query()` (inline)",
    code: `
{def} main(sql):
    return {await}{opened}.rows(sql)
`,
  },
  {
    name: "`for x in f():`",
    code: `
{def} main(sql):
    {async}for db in DatabaseManager.generate_session():
        found = {await}db.rows(sql)
    return found
`,
  },
  {
    name: "`for x in f():`, left early",
    code: `
{def} main(sql):
    {async}for db in DatabaseManager.generate_session():
        found = {await}db.rows(sql)
        break
    return found
`,
  },
  {
    name: "`next(f())`",
    code: `
{def} main(sql):
    db = {await}{a}next(DatabaseManager.generate_session())
    return type(db).__name__, sql
`,
  },
  {
    name: "`return f()`",
    code: `
{def} obtain():
    return {open}


{def} main(sql):
    db = {await}obtain()
    try:
        return {await}db.rows(sql)
    finally:
        {await}db.close()
`,
  },
  {
    name: "`return f()` of what is entered later",
    code: `
def obtain():
    return DatabaseManager.session_scope()


{def} main(sql):
    {async}with obtain() as db:
        return {await}db.rows(sql)
`,
  },
  {
    name: "`yield f()`",
    code: `
{def} obtain():
    yield {open}


{def} main(sql):
    {async}for db in obtain():
        return {await}db.rows(sql)
`,
  },
  {
    name: "an argument",
    code: `
{def} use(db, sql):
    return {await}db.rows(sql)


{def} main(sql):
    return {await}use({open}, sql)
`,
  },
  {
    name: "an argument of `enter_context`",
    code: `
from contextlib import AsyncExitStack, ExitStack


{def} main(sql):
    {async}with {Async}ExitStack() as stack:
        db = {await}stack.enter_{async_}context(DatabaseManager.session_scope())
        return {await}db.rows(sql)
`,
  },
  {
    name: "an argument of what iterates it",
    code: `
{def} use(sessions, sql):
    {async}for db in sessions:
        return {await}db.rows(sql)


{def} main(sql):
    return {await}use(DatabaseManager.generate_session(), sql)
`,
  },
  {
    name: "an argument of a constructor (injection by hand)",
    code: `
class Reader:
    def __init__(self, db):
        self.db = db

    {def} read(self, sql):
        return {await}self.db.rows(sql)


{def} main(sql):
    return {await}Reader({open}).read(sql)
`,
  },
  {
    name: "`asyncio.gather(use(f()), use(f()))`",
    only: "async",
    code: `
import asyncio


async def use(scope, sql):
    async with scope as db:
        return await db.rows(sql)


async def main(sql):
    scopes = use(DatabaseManager.session_scope(), sql), use(DatabaseManager.session_scope(), "select 1")
    return await asyncio.gather(*scopes)
`,
  },
  {
    name: "`self.x = f()`",
    code: `
class Reader:
    {def} start(self):
        self.db = {open}

    {def} read(self, sql):
        return {await}self.db.rows(sql)


{def} main(sql):
    reader = Reader()
    {await}reader.start()
    return {await}reader.read(sql)
`,
  },
  {
    name: '`o["x"] = f()`',
    code: `
{def} main(sql):
    state = {}
    state["db"] = {open}
    return {await}state["db"].rows(sql)
`,
  },
  {
    name: "a class attribute",
    only: "sync",
    code: `
class Reader:
    db = {open}

    {def} read(self, sql):
        return {await}self.db.rows(sql)


{def} main(sql):
    return {await}Reader().read(sql)
`,
  },
  {
    name: "a default of a parameter",
    only: "sync",
    code: `
{def} main(sql, db={open}):
    return {await}db.rows(sql)
`,
  },
  {
    name: "`a, b = f(), g()` (destructured)",
    code: `
{def} main(sql):
    db, wanted = {open}, sql
    return {await}db.rows(wanted)
`,
  },
  {
    name: "`y if y else f()` (conditional)",
    code: `
{def} main(sql, given=None):
    db = given if given else {open}
    return {await}db.rows(sql)
`,
  },
  {
    name: "`global x; x = f()`",
    code: `
db = None


{def} main(sql):
    global db
    db = {open}
    return {await}db.rows(sql)
`,
  },
  {
    name: "`Depends(f)`",
    code: `
from fastapi import Depends
from harness import serve


{def} read(sql, db=Depends(DatabaseManager.generate_session)):
    return {await}db.rows(sql)


{def} main(sql):
    return {await}serve(read, sql)
`,
  },
  {
    name: "`f(lambda x: …)`",
    code: `
def keep(cell, function):
    return cell, function


{def} main(sql):
    return repr(DatabaseManager.session_scope(lambda db: db.rows(sql)))
`,
  },
  {
    name: "`@f()` (decorator)",
    code: `
@DatabaseManager.session_scope()
{def} main(sql):
    return sql
`,
  },
  {
    name: "a statement of its own (dropped)",
    code: `
{def} main(sql):
    {open}
    return sql
`,
  },
];

/** The same program, asking for members that the manager does not have. */
export function askingForNothing(program: string): string {
  return program
    .replaceAll("open_session", "get_session")
    .replaceAll("session_scope", "get_session_scope")
    .replaceAll("generate_session", "get_generated_session");
}

/** The program of a row, with what a column has; `undefined` where it cannot be written there. */
export function programOf({ code, only }: Row, column: Column): string | undefined {
  if (only !== undefined && (only === "async") !== column.async) return undefined;
  const words: Readonly<Record<string, string>> = column.async
    ? { def: "async def", await: "await ", async: "async ", async_: "async_", Async: "Async", a: "a" }
    : { def: "def", await: "", async: "", async_: "", Async: "", a: "" };
  const written = code
    .replace("@{async_}", column.async ? "@async" : "@")
    .replaceAll("{opened}", column.open.startsWith("await") ? `(${column.open})` : column.open)
    .replaceAll("{open}", column.open)
    .replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
  return `from app.manager import DatabaseManager\n${written}`;
}
