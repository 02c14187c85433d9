/**
 * What an accessor of Python may be used with. Each way of writing one is put into each way of using one; what is wrong is
 * said in one word, and the rest is right.
 */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";
import { CONFIG, SERVICE } from "./form.js";

/** Bodies of `get_db`, by what a call of it gives. */
const ACCESSORS = {
  asynccontextmanager: `
    from contextlib import asynccontextmanager
    @asynccontextmanager
    async def get_db():
        async with SessionLocal() as session:
            yield session
  `,
  contextmanager: `
    import contextlib
    @contextlib.contextmanager
    def get_db():
        with SessionLocal() as session:
            yield session
  `,
  "class with __aenter__": `
    class Session:
        async def __aenter__(self):
            return SessionLocal()
        async def __aexit__(self, *error):
            pass
    def get_db():
        return Session()
  `,
  "class with __enter__": `
    class Session:
        def __enter__(self):
            return SessionLocal()
        def __exit__(self, *error):
            pass
    def get_db():
        return Session()
  `,
  "async generator": `
    async def get_db():
        async with SessionLocal() as session:
            yield session
  `,
  generator: `
    def get_db():
        with SessionLocal() as session:
            yield session
  `,
  coroutine: `
    async def get_db():
        return SessionLocal()
  `,
  function: `
    def get_db():
        return SessionLocal()
  `,
} as const;

/** Statements within an `async` function, with its parameters where they matter. */
const USES = {
  "async with f()": "async with get_db() as db:\n        await db.execute(query)",
  "with f()": "with get_db() as db:\n        db.execute(query)",
  "async for": "async for db in get_db():\n        await db.execute(query)",
  for: "for db in get_db():\n        db.execute(query)",
  "await f()": "db = await get_db()\n    await db.execute(query)",
  "f() kept": "db = get_db()\n    await db.execute(query)",
  "f() inline": "await get_db().execute(query)",
  "async with await f()": "async with await get_db() as db:\n        await db.execute(query)",
  "anext(f())": "db = await anext(get_db())\n    await db.execute(query)",
  "enter_async_context(f())": "db = await stack.enter_async_context(get_db())\n    await db.execute(query)",
  "f().__aenter__()": "db = await get_db().__aenter__()\n    await db.execute(query)",
} as const;

type Use = keyof typeof USES | "Depends(f)" | "Annotated";

/** Every pair that is wrong, with the label of its finding. A pair that is not named here is right. */
const WRONG: Readonly<Record<keyof typeof ACCESSORS, Partial<Record<Use, string>>>> = {
  asynccontextmanager: {
    "with f()": "entered by `with`",
    "async for": "iterated",
    for: "iterated",
    "await f()": "awaited",
    "f() kept": "not entered",
    "f() inline": "not entered",
    "async with await f()": "awaited",
    "anext(f())": "iterated",
    "Depends(f)": "injected",
    Annotated: "injected",
  },
  contextmanager: {
    "async with f()": "entered by `async with`",
    "async for": "iterated",
    for: "iterated",
    "await f()": "awaited",
    "f() kept": "not entered",
    "f() inline": "not entered",
    "async with await f()": "awaited",
    "anext(f())": "iterated",
    "Depends(f)": "injected",
    Annotated: "injected",
  },
  // An object of a class may have members of its own, and an iteration, so only the kind of its entrance is known.
  "class with __aenter__": { "with f()": "entered by `with`" },
  "class with __enter__": { "async with f()": "entered by `async with`" },
  "async generator": {
    "async with f()": "entered by `async with`",
    "with f()": "entered by `with`",
    for: "iterated by `for`",
    "await f()": "awaited",
    "f() kept": "used as the handle",
    "f() inline": "used as the handle",
    "async with await f()": "awaited",
    "anext(f())": "dropped after the first value",
    "f().__aenter__()": "used as the handle",
  },
  generator: {
    "async with f()": "entered by `async with`",
    "with f()": "entered by `with`",
    "async for": "iterated by `async for`",
    "await f()": "awaited",
    "f() kept": "used as the handle",
    "f() inline": "used as the handle",
    "async with await f()": "awaited",
    "anext(f())": "dropped after the first value",
    "f().__aenter__()": "used as the handle",
  },
  coroutine: {
    "async with f()": "not awaited",
    "with f()": "not awaited",
    "async for": "iterated",
    for: "iterated",
    "f() kept": "not awaited",
    "f() inline": "not awaited",
    "anext(f())": "iterated",
    "f().__aenter__()": "not awaited",
  },
  // What a function gives at once is a package's, which may be entered, awaited or iterated.
  function: {},
};

describe.each(Object.entries(WRONG))("an accessor that is a %s", (written, wrong) => {
  const accessor = ACCESSORS[written as keyof typeof ACCESSORS];

  it.each(Object.entries(USES))("%s", async (use, statement) => {
    expect(await labelOf(accessor, `async def orders(stack, query):\n    ${statement}\n`)).toEqual(
      labels(wrong[use as Use]),
    );
  });

  it("Depends(f)", async () => {
    const route = "from fastapi import Depends\nasync def orders(db=Depends(get_db)):\n    await db.execute(1)\n";
    expect(await labelOf(accessor, route)).toEqual(labels(wrong["Depends(f)"]));
  });

  it("Annotated[…, Depends(f)]", async () => {
    const route =
      "from typing import Annotated\nfrom fastapi import Depends\nasync def orders(db: Annotated[object, Depends(get_db)]):\n    await db.execute(1)\n";
    expect(await labelOf(accessor, route)).toEqual(labels(wrong.Annotated));
  });
});

function labels(label: string | undefined): readonly string[] {
  return label === undefined ? [] : [`misused-accessor: ${label}`];
}

const SESSIONS = `from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
SessionLocal = async_sessionmaker(create_async_engine("postgresql+asyncpg://localhost/app"))
`;

/** What is found in a module that imports the accessor. */
async function labelOf(accessor: string, code: string): Promise<readonly string[]> {
  const service = readProject(SERVICE).files;
  const head = "# file: app/database/__init__.py";
  const files = {
    ...service,
    "app/database/__init__.py":
      SESSIONS + readProject(`${head}\n${unindented(accessor)}`).files["app/database/__init__.py"],
    "app/orders.py": `from app.database import get_db\n${code}`,
  };
  const { diagnostics, problems } = await checkFiles(withConfig(files, CONFIG));
  expect(problems).toEqual([]);
  return diagnostics.map(({ rule, label }) => `${rule}: ${label}`);
}

function unindented(code: string): string {
  return code
    .split("\n")
    .map((line) => line.slice(4))
    .join("\n");
}
