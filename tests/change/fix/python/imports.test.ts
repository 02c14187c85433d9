/** What becomes of the imports of a Python file when a fix calls the accessor in it. */
import { describe, expect, it } from "vitest";
import { fixSnippet } from "../../../support/snippet.js";
import { ENTERED, fixedText } from "./project.js";

/** The body of a function that calls what no class has. */
const USE = "async with DatabaseManager.get_async_session() as db:\n        await db.execute(1)\n";
const FIXED = "async with get_db() as db:\n        await db.execute(1)\n";

describe("the import", () => {
  it("takes the place of the manager's at the top of the file", () =>
    fixSnippet(
      `
      # file: app/a.py
      """Reads."""
      import logging

      from app.manager import DatabaseManager

      async def read():
          async with DatabaseManager.get_async_session() as db:
              await db.execute(1)
      `,
      `
      # file: app/a.py
      """Reads."""
      import logging

      from app.database import get_db

      async def read():
          async with get_db() as db:
              await db.execute(1)
      `,
      ENTERED,
    ));

  it("stays inside the function, since it may be late on purpose", () =>
    fixSnippet(
      `
      # file: app/a.py
      async def read():
          from app.manager import DatabaseManager
          async with DatabaseManager.get_async_session("default") as db:
              await db.execute(1)
      `,
      `
      # file: app/a.py
      async def read():
          from app.database import get_db
          async with get_db() as db:
              await db.execute(1)
      `,
      { ...ENTERED, config: withDefaultName() },
    ));

  it("comes beside the manager's where something else uses that", () =>
    fixSnippet(
      `
      # file: app/a.py
      async def read():
          from app.manager import DatabaseManager
          async with DatabaseManager.get_async_session() as db:
              await db.execute(1)
          return DatabaseManager
      `,
      `
      # file: app/a.py
      async def read():
          from app.manager import DatabaseManager
          from app.database import get_db
          async with get_db() as db:
              await db.execute(1)
          return DatabaseManager
      `,
      ENTERED,
    ));

  it("is one for many calls", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.manager import DatabaseManager

      async def read():
          async with DatabaseManager.get_async_session() as db:
              await db.execute(1)

      async def write():
          async with DatabaseManager.get_async_session() as session:
              await session.execute(2)
      `,
      `
      # file: app/a.py
      from app.database import get_db

      async def read():
          async with get_db() as db:
              await db.execute(1)

      async def write():
          async with get_db() as session:
              await session.execute(2)
      `,
      ENTERED,
    ));

  it("joins a list that is there, in parentheses and over lines, and keeps its comments", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.manager import (
          DatabaseManager,  # asks
          logger,  # tells
      )
      from app.database import (
          engine,
          # the newest
          tables,
      )

      async def read():
          async with DatabaseManager.get_async_session() as db:
              await db.execute(logger, engine, tables)
      `,
      `
      # file: app/a.py
      from app.manager import (
          logger,  # tells
      )
      from app.database import (
          engine,
          get_db,
          # the newest
          tables,
      )

      async def read():
          async with get_db() as db:
              await db.execute(logger, engine, tables)
      `,
      ENTERED,
    ));

  it("takes an alias away with the name, and is used under an alias where there is one", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.database import get_db as open_db
      from app.manager import DatabaseManager as Manager

      async def read():
          async with Manager.get_async_session() as db:
              await db.execute(open_db)
      `,
      `
      # file: app/a.py
      from app.database import get_db as open_db

      async def read():
          async with open_db() as db:
              await db.execute(open_db)
      `,
      ENTERED,
    ));

  it("gets an alias where its name is taken", () =>
    fixSnippet(
      `
      # file: app/a.py
      from app.manager import DatabaseManager

      def get_db():
          return 1

      async def read():
          async with DatabaseManager.get_async_session() as db:
              await db.execute(get_db())
      `,
      `
      # file: app/a.py
      from app.database import get_db as canonical_get_db

      def get_db():
          return 1

      async def read():
          async with canonical_get_db() as db:
              await db.execute(get_db())
      `,
      ENTERED,
    ));
});

describe("bytes that are not the fix's", () => {
  it("keeps line endings, tabs, a missing final newline and a byte order mark", async () => {
    const before = `\uFEFFfrom app.manager import DatabaseManager\r\n\r\nasync def read():\r\n\t${tabbed(USE).trimEnd()}`;
    const after = `\uFEFFfrom app.database import get_db\r\n\r\nasync def read():\r\n\t${tabbed(FIXED).trimEnd()}`;
    expect(await fixedText(before)).toBe(after);
  });

  it("leaves the length of lines alone, however long they get or short", async () => {
    const long = "a_name_that_is_longer_than_most, ".repeat(3);
    const before = `from app.database import ${long}tables\nfrom app.manager import DatabaseManager\n\n\nasync def read():\n    ${USE}`;
    const after = `from app.database import ${long}get_db, tables\n\n\nasync def read():\n    ${FIXED}`;
    expect(await fixedText(before)).toBe(after);
  });

  it("keeps comments where they are, and examples in docstrings with the import that they need", () =>
    fixSnippet(
      `
      # file: app/a.py
      # DatabaseManager.get_async_session() fails
      from app.manager import DatabaseManager  # the old way

      async def read():
          """Reads.

          >>> async with DatabaseManager.get_async_session() as db: ...
          >>> DatabaseManager.get_session
          """
          # DatabaseManager is asked
          async with DatabaseManager.get_async_session() as db:  # one
              # two
              await db.execute(1)  # DatabaseManager
      `,
      `
      # file: app/a.py
      # DatabaseManager.get_async_session() fails
      from app.database import get_db
      from app.manager import DatabaseManager  # the old way

      async def read():
          """Reads.

          >>> async with DatabaseManager.get_async_session() as db: ...
          >>> DatabaseManager.get_session
          """
          # DatabaseManager is asked
          async with get_db() as db:  # one
              # two
              await db.execute(1)  # DatabaseManager
      `,
      ENTERED,
    ));
});

function tabbed(code: string): string {
  return code.replaceAll("    ", "\t").replaceAll("\n", "\r\n");
}

function withDefaultName(): object {
  const { sources } = ENTERED.config as { readonly sources: readonly object[] };
  return { sources: sources.map((source) => ({ ...source, defaultNames: ["default"] })) };
}
