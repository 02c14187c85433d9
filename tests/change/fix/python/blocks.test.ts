/** How code holds its handle, against an accessor that is entered: `async with get_db() as db`. */
import { describe, expect, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../../support/snippet.js";
import { AWAITED, ENTERED, fixedText, INJECTED, SYNC } from "./project.js";

const OLD = "from app.manager import DatabaseManager";
const NEW = "from app.database import get_db";

/** The body of an `async def`, before and after. */
async function body(before: string, { unsafe = false, project = ENTERED, head = "async def read(q):" } = {}) {
  const text = await fixedText(`${OLD}\n\n${head}\n${indent(before)}`, { unsafe, project });
  const [first, , second, ...lines] = text.split("\n");
  expect([OLD, NEW]).toContain(first);
  expect(second).toBe(head);
  return lines
    .map((line) => line.replace(/^ {4}/, ""))
    .join("\n")
    .trimEnd();
}

function indent(code: string): string {
  return `${code
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n")}\n`;
}

describe("a block stays a block", () => {
  it.each([
    [
      "with its name",
      "async with DatabaseManager.session() as db:\n    await db.x()",
      "async with get_db() as db:\n    await db.x()",
    ],
    ["without a name", "async with DatabaseManager.session():\n    pass", "async with get_db():\n    pass"],
    [
      "beside other items",
      "async with q.lock(), DatabaseManager.session() as db, q.open() as f:\n    await db.x(f)",
      "async with q.lock(), get_db() as db, q.open() as f:\n    await db.x(f)",
    ],
    [
      "twice in one block",
      "async with DatabaseManager.session() as a, DatabaseManager.session() as b:\n    await a.x(b)",
      "async with get_db() as a, get_db() as b:\n    await a.x(b)",
    ],
    [
      "with items in parentheses",
      "async with (\n    q.lock(),  # held\n    DatabaseManager.session() as db,\n):\n    await db.x()",
      "async with (\n    q.lock(),  # held\n    get_db() as db,\n):\n    await db.x()",
    ],
    [
      "one in another",
      "async with q.lock():\n    async with DatabaseManager.session() as db:\n        async with DatabaseManager.session() as other:\n            await db.x(other)",
      "async with q.lock():\n    async with get_db() as db:\n        async with get_db() as other:\n            await db.x(other)",
    ],
    [
      "in a generator",
      "async with DatabaseManager.session() as db:\n    async for row in db.stream(q):\n        yield row",
      "async with get_db() as db:\n    async for row in db.stream(q):\n        yield row",
    ],
  ])("%s", async (_what, before, after) => {
    expect(await body(before)).toBe(after);
  });

  it("that commits at its end becomes one that does not only with the user's word", async () => {
    const before = "async with DatabaseManager.committed() as db:\n    await db.x()";
    expect(await body(before)).toBe(before);
    expect(await body(before, { unsafe: true })).toBe("async with get_db() as db:\n    await db.x()");
  });

  it("is entered in another way only with the user's word, and never where nothing may be awaited", async () => {
    const before = "async with DatabaseManager.get_async_session() as db:\n    await db.x()";
    expect(await body(before, { project: SYNC })).toBe(before);
    expect(await body(before, { project: SYNC, unsafe: true })).toBe("with get_db() as db:\n    await db.x()");
    const sync = "with DatabaseManager.get_session() as db:\n    db.x()";
    expect(await body(sync, { unsafe: true, head: "def read(q):" })).toBe(sync);
    expect(await body(sync, { unsafe: true })).toBe("async with get_db() as db:\n    db.x()");
    const several = "with q.lock(), DatabaseManager.get_session() as db:\n    db.x()";
    expect(await body(several, { unsafe: true })).toBe(several);
  });
});

describe("a handle that is bound gets a block around the rest", () => {
  it.each([
    [
      "by `finally`, before code that stays outside",
      'db = await DatabaseManager.open_session()\ntry:\n    rows = await db.x("""\nselect\n  1\n""")\nfinally:\n    await db.close()\nq.write(rows)',
      'async with get_db() as db:\n    rows = await db.x("""\nselect\n  1\n""")\nq.write(rows)',
    ],
    [
      "by `finally`, though an error is seen to",
      "db = await DatabaseManager.open_session()\ntry:\n    return await db.x()\nexcept ValueError:\n    # Nothing is kept.\n    await db.rollback()\nfinally:\n    await db.close()  # always",
      "async with get_db() as db:\n    try:\n        return await db.x()\n    except ValueError:\n        # Nothing is kept.\n        await db.rollback()\n    # always",
    ],
  ])("where it was closed %s", async (_what, before, after) => {
    expect(await body(before)).toBe(after);
  });

  it("where one is closed inside of another's block", async () => {
    const before = [
      "db = await DatabaseManager.open_session()",
      "try:",
      "    await db.x()",
      "    other = await DatabaseManager.open_session()",
      "    try:",
      "        await other.x()",
      "    except ValueError:",
      "        raise",
      "    finally:",
      "        await other.close()",
      "except OSError:",
      "    raise",
      "finally:",
      "    await db.close()",
    ];
    const after = [
      "async with get_db() as db:",
      "    try:",
      "        await db.x()",
      "        async with get_db() as other:",
      "            try:",
      "                await other.x()",
      "            except ValueError:",
      "                raise",
      "    except OSError:",
      "        raise",
    ];
    expect(await body(before.join("\n"))).toBe(after.join("\n"));
  });

  it("where something else came before the `try`: if that failed, the handle was left open", async () => {
    const before =
      "db = await DatabaseManager.open_session()\nlog(q)\ntry:\n    await db.x()\nfinally:\n    await db.close()";
    expect(await body(before)).toBe("async with get_db() as db:\n    log(q)\n    await db.x()");
  });

  it.each([
    [
      "it was closed where all went well",
      "db = await DatabaseManager.open_session()\nrows = await db.x()\nawait db.close()\nreturn rows",
      "async with get_db() as db:\n    rows = await db.x()\nreturn rows",
    ],
    [
      "the `finally` did more",
      "db = await DatabaseManager.open_session()\ntry:\n    await db.x()\nfinally:\n    await db.close()\n    log(q)",
      "async with get_db() as db:\n    try:\n        await db.x()\n    finally:\n        log(q)",
    ],
    [
      "its closing was not awaited",
      "db = await DatabaseManager.open_session()\ntry:\n    await db.x()\nfinally:\n    db.close()",
      "async with get_db() as db:\n    await db.x()",
    ],
  ])("with the user's word alone where %s", async (_what, before, after) => {
    expect(await body(before)).toBe(before);
    expect(await body(before, { unsafe: true })).toBe(after);
  });

  it.each([
    [
      "it outlives its block",
      "if q:\n    db = await DatabaseManager.open_session()\n    await db.x()\nawait db.x()",
      "`db` is used after its block",
    ],
    ["it is returned", "db = await DatabaseManager.open_session()\nreturn db", "`db` is returned"],
    ["it is stored", "db = await DatabaseManager.open_session()\nq.db = db", "`db` is stored elsewhere"],
    [
      "it is closed elsewhere",
      "db = await DatabaseManager.open_session()\nif q:\n    await db.close()",
      "`db` is closed on some paths only, or in another way",
    ],
    [
      "it is used after its release",
      "db = await DatabaseManager.open_session()\nawait db.close()\nawait db.x()",
      "nothing follows in its block that uses the handle",
    ],
  ])("but not where %s, and the reason is said", async (_when, before, reason) => {
    expect(await body(before, { unsafe: true })).toBe(before);
    const lines = indent(before).split("\n");
    const at = lines.findIndex((line) => line.includes("open_session"));
    const column = lines[at]?.indexOf("open_session") ?? 0;
    lines.splice(at + 1, 0, `${" ".repeat(column)}^^^^^^^^^^^^ direct-manager: fix by hand: ${reason}`);
    const code = ["# file: app/a.py", OLD, "async def read(q):", ...lines].join("\n");
    // A function that returns the handle is a finding of its own.
    const config = { ...ENTERED.config, rules: { "duplicate-accessor": "off" } };
    await checkSnippet(code, { ...ENTERED, config });
  });
});

describe("other ways to hold it", () => {
  it("enters by hand what was entered by hand", async () => {
    expect(await body("db = await DatabaseManager.session().__aenter__()\nawait db.x()")).toBe(
      "db = await get_db().__aenter__()\nawait db.x()",
    );
  });

  it("hands a context manager to what enters it", async () => {
    expect(await body("db = await q.enter_async_context(DatabaseManager.session())\nawait db.x()")).toBe(
      "db = await q.enter_async_context(get_db())\nawait db.x()",
    );
  });

  it("a loop over one handle becomes a block with the user's word, unless it is left early", async () => {
    const loop = (word: string) =>
      `from app.legacy import get_old_session\n\nasync def read(q):\n    async for db in get_old_session():\n        for one in q:\n            break\n        ${word}\n`;
    expect(await fixedText(loop("return"), { unsafe: true })).toBe(
      `${NEW}\n\nasync def read(q):\n    async with get_db() as db:\n        for one in q:\n            break\n        return\n`,
    );
    for (const word of ["break", "continue"]) expect(await fixedText(loop(word), { unsafe: true })).toBe(loop(word));
  });

  it("does not fix a decorator of the manager, or a handle taken in an expression", async () => {
    const decorated = `${OLD}\n\n\n@DatabaseManager.transactional\nasync def read(q):\n    return q\n`;
    expect(await fixedText(decorated, { unsafe: true })).toBe(decorated);
    const inline = "return await (await DatabaseManager.open_session()).x()";
    expect(await body(inline, { unsafe: true })).toBe(inline);
  });

  it("injects a bare generator, and does not fix one that has to be entered", async () => {
    const injected = (name: string, from: string) =>
      `from fastapi import Depends\nfrom ${from} import ${name}\n\n\nasync def read(db=Depends(${name})):\n    return await db.x()\n`;
    const before = injected("get_old_session", "app.legacy");
    expect(await fixedText(before, { project: INJECTED })).toBe(injected("get_db", "app.database"));
    expect(await fixedText(before, { project: ENTERED, unsafe: true })).toBe(before);
  });

  it("iterates a bare generator where it is iterated, and enters a context manager that is made of it", async () => {
    const loop = (name: string, from: string) =>
      `from ${from} import ${name}\n\n\nasync def read():\n    async for db in ${name}():\n        await db.x()\n        break\n`;
    expect(await fixedText(loop("get_old_session", "app.legacy"), { project: INJECTED })).toBe(
      loop("get_db", "app.database"),
    );
    const entered = (call: string) => `\n\nasync def read():\n    async with ${call} as db:\n        await db.x()\n`;
    const before = `${OLD}\n${entered("DatabaseManager.session_scope()")}`;
    expect(await fixedText(before, { project: INJECTED, unsafe: true })).toBe(
      `from contextlib import asynccontextmanager\n\n${NEW}\n${entered("asynccontextmanager(get_db)()")}`,
    );
  });

  it("awaits an accessor that is awaited, and not in a function that cannot", async () => {
    expect(await body("db = await DatabaseManager.open_session()\nreturn db", { project: AWAITED })).toBe(
      "db = await get_db()\nreturn db",
    );
    const sync = "db = DatabaseManager.get_session()\nreturn db";
    expect(await body(sync, { project: AWAITED, unsafe: true, head: "def read(q):" })).toBe(sync);
  });
});

describe("the accessor used against its form", () => {
  it("is entered where it was iterated: one word fixes it", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.database import get_db

      async def read():
          async for db in get_db():
              await db.execute(1)
      `,
      `
      # file: app/a.py
      from app.database import get_db

      async def read():
          async with get_db() as db:
              await db.execute(1)
      `,
      ENTERED,
    ));

  it("has no fix in a loop that is left early, or that has an `else`", async () => {
    const early = `${NEW}\n\nasync def read():\n    async for db in get_db():\n        break\n`;
    expect(await fixedText(early, { unsafe: true })).toBe(early);
    const other = `${NEW}\n\nasync def read():\n    async for db in get_db():\n        pass\n    else:\n        pass\n`;
    expect(await fixedText(other, { unsafe: true })).toBe(other);
    const made = `${NEW}\n\nasync def read():\n    return [db async for db in get_db()]\n`;
    expect(await fixedText(made, { unsafe: true })).toBe(made);
  });

  it("says how to enter it with the name that the code has", () =>
    checkSnippet(
      `
      # file: app/a.py
      from app.database import get_db
      async def read():
          session = await get_db()
                          ^^^^^^ misused-accessor: async with get_db() as session
          return await session.execute(1)
      `,
      ENTERED,
    ));
});
