/** Text that names what does not exist, or a legacy accessor, in both languages and in documents. */
import { describe, expect, it } from "vitest";
import { checkFiles, checkSnippet, fixSnippet } from "../../support/snippet.js";

const TYPESCRIPT = {
  beside: `
  // file: src/database/index.ts
  import { Pool } from "pg";
  const pool = new Pool();
  export const getDb = (): Pool => pool;
  export const getAsyncDb = async (): Promise<Pool> => pool;
  // file: src/database/manager.ts
  import { getDb } from "./index.js";
  export class DatabaseManager {
    static shared() { return databaseManager; }
    getSession() { return getDb(); }
  }
  export const databaseManager = new DatabaseManager();
  `,
  config: {
    sources: [
      {
        accessor: { module: "src/database/index.ts", name: "getDb" },
        managers: ["DatabaseManager"],
        legacy: ["getAsyncDb"],
        internals: ["src/database/**"],
      },
    ],
  },
};

const PYTHON = {
  beside: `
  # file: app/__init__.py
  # file: app/database.py
  from contextlib import contextmanager
  from sqlalchemy import create_engine
  from sqlalchemy.orm import Session

  engine = create_engine("sqlite://")


  @contextmanager
  def get_db():
      with Session(engine) as session:
          yield session


  def get_async_db():
      return Session(engine)


  class DatabaseManager:
      def get_session(self):
          return Session(engine)


  database_manager = DatabaseManager()
  `,
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        legacy: ["get_async_db"],
        internals: ["app/database.py"],
      },
    ],
  },
};

describe("in TypeScript, reports", () => {
  it("a member that a comment names and the manager does not have", () =>
    checkSnippet(
      `
      // file: src/health.ts
      // Sessions come from DatabaseManager.getAsyncSession().
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: named in a comment
      export const a = 1;
      /** Opened by \`databaseManager.acquire\`, see {@link DatabaseManager#getConnection}. */
                     ^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: \`DatabaseManager\` has no member \`acquire\`
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: \`getConnection\`
      export const b = 2; /* DatabaseManager.shared().getSesion() */
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: there is a member \`getSession\`
      `,
      TYPESCRIPT,
    ));

  it("a legacy accessor in a code span or with its parentheses", () =>
    checkSnippet(
      `
      // file: src/health.ts
      // Asks getAsyncDb() for a connection.
              ^^^^^^^^^^ warning stale-reference: \`getAsyncDb\` is a legacy accessor; use \`getDb\`
      // The pool is that of \`getAsyncDb\`, and is shared.
                              ^^^^^^^^^^ warning stale-reference: legacy
      export const a = 1;
      `,
      TYPESCRIPT,
    ));

  it("the name alone of what a call of the file misses", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./database/manager.js";
      // getAsyncSession() is asked each time.
         ^^^^^^^^^^^^^^^ warning stale-reference: has no member \`getAsyncSession\`
      export const ready = async () => { await DatabaseManager.getAsyncSession(); };
                                                               ^^^^^^^^^^^^^^^ error missing-member
      `,
      TYPESCRIPT,
    ));
});

describe("in TypeScript, leaves alone", () => {
  it("what is there, files, sentences that end, and words that are no names", () =>
    checkSnippet(
      `
      // file: src/health.ts
      // DatabaseManager.getSession() and DatabaseManager.shared().getSession() give a connection. See DatabaseManager.ts
      // and src/database/DatabaseManager.js, also DatabaseManager.prototype.getSession, and Other.getAsyncSession.
      // The DatabaseManager.Then comes the pool; getAsyncDb is a word here, as is my.DatabaseManager.getAsyncSession.
      const text = "DatabaseManager.getAsyncSession()";
      export const b = \`\${text} DatabaseManager.getAsyncSession()\`;
      `,
      TYPESCRIPT,
    ));

  it("text that says so itself", () =>
    checkSnippet(
      `
      // file: src/health.ts
      // DatabaseManager.getAsyncSession() does not exist: use getDb().
      // Was DatabaseManager.getAsyncSession() before, which nobody wrote.
      // TODO: add DatabaseManager.getConnection.
      export const a = 1;
      // Tests expect \`DatabaseManager.getAsyncSession\`. It is not there.
      export const b = 2;
      // Uses getDb() instead of getAsyncDb().
      export const c = 3;
      // \`getAsyncDb\` wraps \`getDb\`.
      export const d = 4;
      `,
      TYPESCRIPT,
    ));

  it("another class of that name", () =>
    checkSnippet(
      `
      // file: src/other.ts
      import { DatabaseManager } from "other-orm";
      // DatabaseManager.getAsyncSession() is theirs.
      export const a = DatabaseManager;
      // file: src/own.ts
      interface DatabaseManager { x: 1 }
      // DatabaseManager.getAsyncSession() is of the interface here.
      export type A = DatabaseManager;
      `,
      TYPESCRIPT,
    ));

  it("a manager that may have more members", () =>
    checkSnippet(`
      // file: src/database/index.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const getDb = (): Pool => pool;
      export class DatabaseManager {
        [key: string]: unknown;
        static [Symbol.iterator]: unknown;
        getSession() { return getDb(); }
      }
      // file: src/health.ts
      // See DatabaseManager.getAsyncSession().
      export const a = 1;
    `));
});

describe("in Python, reports", () => {
  it("a member that a comment or a docstring names", () =>
    checkSnippet(
      `
      # file: app/health.py
      """Health checks.

      They use :meth:\`DatabaseManager.get_async_session\` for each check.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: named in a docstring
      """


      def check():
          # goes through app.database.DatabaseManager.get_connection()
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: \`get_connection\`
          return "DatabaseManager.get_async_session"
      `,
      PYTHON,
    ));

  it("a legacy accessor", () =>
    checkSnippet(
      `
      # file: app/health.py
      def check(db):
          """Pass a session of \`\`get_async_db()\`\`."""
                                 ^^^^^^^^^^^^ warning stale-reference: legacy accessor
      `,
      PYTHON,
    ));
});

describe("in documents, reports", () => {
  const README = `
      # Shop

      Sessions come from \`DatabaseManager.getAsyncSession()\`.
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: named in the text

      \`\`\`ts
      const db = await DatabaseManager.getAsyncSession();
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning stale-reference: named in an example
      \`\`\`
  `;

  it("code spans and fences, but no prose of history", () =>
    checkSnippet(
      `
      // file: README.md
      ${README.trim()}

      ## Migrating

      Replace DatabaseManager.getAsyncSession() by getDb().

      \`\`\`ts
      DatabaseManager.getAsyncSession();
      \`\`\`
      // file: CHANGELOG.md
      - DatabaseManager.getAsyncSession() gives a session
      // file: docs/adr/0001-sessions.md
      DatabaseManager.getAsyncSession() gives a session
      // file: docs/2025-09-12-incident.md
      DatabaseManager.getAsyncSession() gives a session
      `,
      TYPESCRIPT,
    ));

  it("imports in examples, by the paths of modules", () =>
    checkSnippet(
      `
      # file: app/tools.py
      from app.database import get_db

      def open_session():
          ^^^^^^^^^^^^ error duplicate-accessor
          return get_db()
      // file: docs/tools.md
      \`\`\`python
      from app.tools import format_name, get_connection
                                         ^^^^^^^^^^^^^^ warning stale-reference: app/tools.py does not export \`get_connection\`
      \`\`\`
      // file: docs/usage.md
      # Usage

      \`\`\`python
      from app.database import get_async_session, get_db
                               ^^^^^^^^^^^^^^^^^ warning stale-reference: app/database.py does not export \`get_async_session\`
      from app.database import get_session  # wrong
      from other.database import get_async_session
      from app.queue import get_async_session
      \`\`\`

      \`\`\`
      from app.database import get_async_session
      \`\`\`

      Do not write:

      \`\`\`python
      from app.database import get_async_session
      \`\`\`
      `,
      PYTHON,
    ));

  it("documents by the option `history`", async () => {
    const files = {
      "docs/log.md": "See `DatabaseManager.getAsyncSession`.\n",
      "docs/report.md": "See `DatabaseManager.getAsyncSession`.\n",
      "src/database/index.ts": `import { Pool } from "pg";\nexport const getDb = () => new Pool();\nexport class DatabaseManager { getSession() { return getDb(); } }\n`,
    };
    const found = async (history: readonly string[]) => {
      const config = {
        sources: [{ accessor: { module: "src/database/index.ts", name: "getDb" }, managers: ["DatabaseManager"] }],
        rules: { "stale-reference": ["error", { history }] },
      };
      const { diagnostics } = await checkFiles({ ...files, "db-ssot.json": JSON.stringify(config) });
      return diagnostics.filter(({ rule }) => rule === "stale-reference").map(({ span }) => span.file);
    };
    expect(await found([])).toEqual(["docs/log.md"]);
    expect(await found(["docs/log.md"])).toEqual([]);
    expect(await found(["!docs/report.md"])).toEqual(["docs/log.md", "docs/report.md"]);
  });
});

describe("the fix", () => {
  it("names the accessor where nothing but the name is said, and suggests it elsewhere", () =>
    fixSnippet(
      `
      // file: src/health.ts
      // Sessions come from DatabaseManager.getAsyncSession().
      // The static method DatabaseManager.getAsyncSession() takes a name.
      // See DatabaseManager.beginTransaction() and \`getAsyncDb\`.
      export const a = 1;
      // file: README.md
      The method \`DatabaseManager.getAsyncSession\` waits. Or use \`databaseManager.getConnection()\`.
      `,
      `
      // file: README.md
      The method \`DatabaseManager.getAsyncSession\` waits. Or use \`getDb()\`.
      // file: src/health.ts
      // Sessions come from getDb().
      // The static method DatabaseManager.getAsyncSession() takes a name.
      // See DatabaseManager.beginTransaction() and \`getDb\`.
      export const a = 1;
      `,
      TYPESCRIPT,
    ));

  it("goes with the call that the comment is about", () =>
    fixSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./database/manager.js";
      export const ready = async () => {
        // through DatabaseManager.getAsyncSession()
        await (await DatabaseManager.getAsyncSession()).query("select 1");
      };
      `,
      `
      // file: src/health.ts
      import { getDb } from "./database/index.js";
      export const ready = async () => {
        // through getDb()
        await getDb().query("select 1");
      };
      `,
      TYPESCRIPT,
    ));
});
