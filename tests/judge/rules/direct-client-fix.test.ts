/** Where the accessor gives what a place builds for itself, the place can ask the accessor. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles, fixSnippet } from "../../support/snippet.js";
import { GET_DB, OBJECT, PROMISE, VALUE } from "../../support/snippet-databases.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

const config = { sources: [{ ...GET_DB, internals: ["src/database/**"] }] };
const value = { beside: VALUE, config };
const fixed = (code: string) => `
  // file: src/orders.ts
  import { getDb } from "./database";
  ${code}
`;
const built = (code: string) => `
  // file: src/orders.ts
  import { Pool } from "pg";
  ${code}
`;

/** The accessor's own client goes by an address. */
const ADDRESSED = `
  // file: src/database/index.ts
  import { Pool } from "pg";
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
  export const getDb = () => pool;
`;

const TAKER = `
  // file: src/reports.ts
  import { pool } from "./orders";
  export const stop = () => pool.end();
`;

/** The accessor has nothing to give before it is set up. */
const SET_UP = `
  // file: src/database/index.ts
  import { Pool } from "pg";
  let pool: Pool;
  export const setUp = () => {
    pool = new Pool();
  };
  export const getDb = () => pool;
`;

describe("fixes", () => {
  it("a client that is exported, and that nobody takes", () =>
    fixSnippet(built("export const pool = new Pool();"), fixed("export const pool = getDb();"), value));

  it("a client that both build without options", () =>
    fixSnippet(
      built(`const pool = new Pool();
  export const orders = () => pool.query("select * from orders");`),
      fixed(`const pool = getDb();
  export const orders = () => pool.query("select * from orders");`),
      value,
    ));

  it("a client that is built for one query", () =>
    fixSnippet(
      built('export const orders = () => new Pool().query("select * from orders");'),
      fixed('export const orders = () => getDb().query("select * from orders");'),
      value,
    ));

  it("a client beside an accessor that is the client itself", () =>
    fixSnippet(
      built(`const pool = new Pool();
  export const orders = () => pool.query("select * from orders");`),
      `
      // file: src/orders.ts
      import { db } from "./database";
      export const orders = () => db.query("select * from orders");
      `,
      {
        beside: OBJECT,
        config: { sources: [{ ...config.sources[0], accessor: { module: "src/database/index.ts", name: "db" } }] },
      },
    ));
});

describe("fixes where it is allowed to be unsafe", () => {
  const unsafe = async (before: string, after: string, beside: string) => {
    await fixSnippet(before, "", { beside, config });
    await fixSnippet(before, after, { beside, config, unsafe: true });
  };

  it("a client of the same address, whose options go", () =>
    unsafe(
      built(`const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  export const orders = () => pool.query("select * from orders");`),
      fixed(`const pool = getDb();
  export const orders = () => pool.query("select * from orders");`),
      ADDRESSED,
    ));

  it("a client that the place ends, which no longer ends what all share", () =>
    unsafe(
      built(`export async function orders(): Promise<unknown> {
    const pool = new Pool();
    try {
      return await pool.query("select * from orders");
    } finally {
      await pool.end();
    }
  }`),
      fixed(`export async function orders(): Promise<unknown> {
    const pool = getDb();
    return await pool.query("select * from orders");
  }`),
      VALUE,
    ));

  it("a client that others take from the file", () =>
    unsafe(built("export const pool = new Pool();"), fixed("export const pool = getDb();"), `${VALUE}\n${TAKER}`));

  it("a client that is handed on", () =>
    unsafe(
      built('import { run } from "runner";\n  const pool = new Pool();\n  run(pool);'),
      `
      // file: src/orders.ts
      import { getDb } from "./database";
      import { run } from "runner";
      const pool = getDb();
      run(pool);
      `,
      VALUE,
    ));
});

describe("says of a client", () => {
  const riskOf = async (code: string, beside: string) => {
    const files = { ...readProject(beside).files, ...readProject(built(code)).files };
    const report = await checkFiles(withConfig(files, config));
    return report.diagnostics.find(({ rule }) => rule === "direct-client")?.fix?.reason;
  };

  it.each([
    [
      "of the same address",
      "const pool = new Pool({ connectionString: process.env.DATABASE_URL });",
      ADDRESSED,
      "the options of `getDb` replace its own",
    ],
    [
      "of no known address",
      "const pool = new Pool(settings);",
      ADDRESSED,
      "its options are lost, and `getDb` may connect to another database",
    ],
    [
      "that others take",
      "export const pool = new Pool();",
      `${VALUE}\n${TAKER}`,
      "other files import the client from here and may close it",
    ],
    [
      "that is handed on",
      "const pool = new Pool();\n  run(pool);",
      VALUE,
      "the client is passed on and may be closed there",
    ],
    [
      "that is built before anything is set up",
      "const pool = new Pool();",
      SET_UP,
      "the client is needed while the module loads, when `getDb` may not have it yet",
    ],
  ])("%s why the fix is unsafe", async (_, code, beside, reason) => {
    expect(await riskOf(code, beside)).toBe(reason);
  });

  it("built without options that nothing speaks against it", async () => {
    expect(await riskOf("const pool = new Pool();", VALUE)).toBeUndefined();
  });
});

describe("does not fix", () => {
  const untouched = (code: string, beside: string) => fixSnippet(built(code), "", { beside, config, unsafe: true });

  it("a client where the accessor gives something else", () =>
    untouched('const pool = new Pool();\n  export const orders = () => pool.query("select 1");', PROMISE));

  it("a connection, which may be meant to be the place's own", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { Client } from "pg";
      const client = new Client();
      export const orders = () => client.query("select * from orders");
      `,
      "",
      { ...value, unsafe: true },
    ));

  it("a client of another package, though of the same name", () =>
    fixSnippet(
      `
      // file: src/orders.ts
      import { Pool } from "@neondatabase/serverless";
      const pool = new Pool();
      export const orders = () => pool.query("select * from orders");
      `,
      "",
      { ...value, unsafe: true },
    ));

  it("a client of another address, which is not even reported", () =>
    untouched(
      'const pool = new Pool({ connectionString: process.env.AUDIT_URL });\n  export const rows = () => pool.query("select 1");',
      ADDRESSED,
    ));
});

describe("in Python", () => {
  it("is no fix where the accessor runs a statement and gives its rows", async () => {
    const files = {
      "core/sql.py": `import psycopg2

def query(text, params=None):
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    cursor.execute(text, params)
    return cursor.fetchall()
`,
      "orders.py": `import psycopg2

def orders():
    return psycopg2.connect("dbname=shop").cursor().execute("select 1")
`,
      "users.py": "from core.sql import query\n\nusers = query('select 1')\n",
      "stock.py": "from core.sql import query\n\nstock = query('select 1')\n",
    };
    const { diagnostics } = await checkFiles(files);
    expect(diagnostics.map(({ span, help }) => [span.file, help])).toEqual([
      ["orders.py", "use `query`, or name this file in `internals` of the source `primary`"],
    ]);
    expect(await fixFiles(files, { unsafe: true })).toEqual({});
  });

  const database = (gives: string) => `
    # file: app/database.py
    from sqlalchemy import create_engine
    from sqlalchemy.orm import sessionmaker

    engine = create_engine("sqlite:///app.db")
    Session = sessionmaker(engine)


    def get_db():
        return ${gives}
  `;
  const orders = (build: string, imports = "from sqlalchemy import create_engine") => `
    # file: app/orders.py
    ${imports}

    engine = ${build}


    def orders():
        with engine.connect() as db:
            return db.exec_driver_sql("select * from orders").all()
  `;
  const python = {
    sources: [
      { name: "primary", accessor: { module: "app/database.py", name: "get_db" }, internals: ["app/database.py"] },
    ],
  };
  const before = orders('create_engine("sqlite:///app.db")');

  it("an engine is fixed where the accessor gives the engine, safely where both are given the same", async () => {
    const beside = database("engine");
    const after = orders("get_db()", "from app.database import get_db");
    await fixSnippet(before, after, { beside, config: python });
    const echoing = orders('create_engine("sqlite:///app.db", echo=True)');
    await fixSnippet(echoing, "", { beside, config: python });
    await fixSnippet(echoing, after, { beside, config: python, unsafe: true });
  });

  it("an engine has no fix where the accessor gives a session", () =>
    fixSnippet(before, "", { beside: database("Session()"), config: python, unsafe: true }));
});

describe("does not call safe what happens to a client that all share", () => {
  const POOL = {
    "src/database/index.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;\n',
  };
  const HEAD = 'import { Pool } from "pg";\n';

  async function riskOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
    const files = { ...POOL, "src/orders.ts": `${HEAD}${code}\n`, ...others };
    const { diagnostics } = await checkFiles(withConfig(files, config));
    const fix = diagnostics.find(({ rule, span }) => rule === "direct-client" && span.file === "src/orders.ts")?.fix;
    expect(fix).toBeDefined();
    return fix?.applicability === "safe" ? undefined : fix?.reason;
  }

  it.each([
    [
      "it is only asked",
      "export async function f() {\n  const pool = new Pool();\n  return pool.query('select 1');\n}",
    ],
    [
      "it is listened to for its errors",
      "const pool = new Pool();\npool.on('error', console.error);\npool.query('select 1');",
    ],
  ])("unless %s", async (_, code) => {
    expect(await riskOf(code)).toBeUndefined();
  });

  it.each([
    ["is returned", "export function make() {\n  const pool = new Pool();\n  return pool;\n}"],
    ["is kept in an object", "export const make = () => {\n  const pool = new Pool();\n  return { pool };\n};"],
    [
      "is kept in a field",
      "export class Repo {\n  db: Pool;\n  constructor() {\n    const pool = new Pool();\n    this.db = pool;\n  }\n}",
    ],
    ["has another name, too", "const pool = new Pool();\nconst db = pool;\ndb.end();"],
  ])("where it %s", async (_, code) => {
    expect(await riskOf(code)).toContain("the client is passed on and may be closed there");
  });

  it.each([
    [
      "set up by an event",
      "const pool = new Pool();\npool.on('connect', (c) => c.query('set role a'));\npool.query('select 1');",
      "`on()` configures the client created here",
    ],
    [
      "set up by a statement",
      "const pool = new Pool();\npool.query('set search_path to a');\npool.query('select 1');",
      "`query()` configures the client created here",
    ],
    [
      "told of another environment",
      "process.env.PGHOST = 'reports';\nconst pool = new Pool();\npool.query('select 1');",
      "the file sets environment variables",
    ],
  ])("where it is %s", async (_, code, risk) => {
    expect(await riskOf(code)).toContain(risk);
  });

  it("where the shared one is set up", async () => {
    const text = `${POOL["src/database/index.ts"]}pool.on("connect", (client) => client.query("set role reader"));\n`;
    const risk = await riskOf("const pool = new Pool();\npool.query('delete from a');", {
      "src/database/index.ts": text,
    });
    expect(risk).toContain("`on()` configures the shared client");
  });

  it("where nothing may have set it up in a function, either", async () => {
    const text =
      'import { Pool } from "pg";\nlet pool: Pool;\nexport const init = () => {\n  pool = new Pool();\n};\nexport const getDb = () => pool;\n';
    const code = "export const f = () => {\n  const pool = new Pool();\n  return pool.query('select 1');\n};";
    expect(await riskOf(code, { "src/database/index.ts": text })).toContain(
      "`getDb` may not have a client yet: another function",
    );
  });

  it.each([
    ["the driver", 'vi.mock("pg", () => ({ Pool: FakePool }));'],
    ["the accessor's module, without the accessor", 'vi.mock("../src/database", () => ({\n  ping: () => 1,\n}));'],
  ])("where a test mocks %s", async (_, mock) => {
    const test = `import { vi } from "vitest";\nimport { f } from "../src/orders";\n${mock}\nf();\n`;
    const code = "export const f = () => {\n  const pool = new Pool();\n  return pool.query('select 1');\n};";
    expect(await riskOf(code, { "tests/orders.test.ts": test })).toBe("tests/orders.test.ts:3 mocks it");
  });

  it("unless the mock has the accessor", async () => {
    const test = `import { vi } from "vitest";\nimport { f } from "../src/orders";\nvi.mock("../src/database", () => ({\n  getDb: () => fake,\n}));\nf();\n`;
    const code = "export const f = () => {\n  const pool = new Pool();\n  return pool.query('select 1');\n};";
    expect(await riskOf(code, { "tests/orders.test.ts": test })).toBeUndefined();
  });
});

describe("a connection of the place's own, where the accessor opens one for each caller", () => {
  const settings = "# file: app/__init__.py\n\n# file: app/settings.py\nPATH = 'shop.db'\n";
  const database = (body: string, decorated = "") =>
    `${settings}
# file: app/database.py
import sqlite3
from contextlib import contextmanager

from app.settings import PATH


${decorated}def get_db():
${body}`;
  const OPENS = database("    return sqlite3.connect(PATH)\n");
  const ENTERED = (done = "") =>
    database(
      `    connection = sqlite3.connect(PATH)\n    try:\n        yield connection\n${done}    finally:\n        connection.close()\n`,
      "@contextmanager\n",
    );
  const place = (path: string, imports = "from app.settings import PATH") => `import sqlite3

${imports}


def orders():
    connection = sqlite3.connect(${path})
    try:
        return connection.execute("select * from orders").fetchall()
    finally:
        connection.close()
`;
  const config = {
    sources: [
      { name: "primary", accessor: { module: "app/database.py", name: "get_db" }, internals: ["app/database.py"] },
    ],
  };

  async function offered(beside: string, text: string) {
    const files = { ...readProject(beside).files, "app/orders.py": text };
    const { diagnostics } = await checkFiles(withConfig(files, config));
    const found = diagnostics.find(({ span }) => span.file === "app/orders.py");
    const changed = await fixFiles(withConfig(files, config), { unsafe: true });
    return { said: found?.fix?.reason ?? found?.fix?.applicability ?? found?.help, after: changed["app/orders.py"] };
  }

  it("is taken from the accessor, safely where both open the same and do the same", async () => {
    expect(await offered(OPENS, place("PATH"))).toEqual({
      said: "safe",
      after: `from app.database import get_db


def orders():
    connection = get_db()
    try:
        return connection.execute("select * from orders").fetchall()
    finally:
        connection.close()
`,
    });
    expect(await offered(ENTERED(), place("PATH"))).toEqual({
      said: "safe",
      after: `from app.database import get_db


def orders():
    with get_db() as connection:
        return connection.execute("select * from orders").fetchall()
`,
    });
  });

  it("is taken from it unsafely where the accessor does more, or opens with other options", async () => {
    const { said } = await offered(ENTERED("        connection.commit()\n"), place("PATH"));
    expect(said).toMatch(/^the accessor commits \(app\/database\.py:\d+\), which it does not$/);
    const rows = database(
      "    connection = sqlite3.connect(PATH)\n    connection.row_factory = sqlite3.Row\n    return connection\n",
    );
    expect((await offered(rows, place("PATH"))).said).toContain("sets `row_factory = sqlite3.Row`");
    expect((await offered(OPENS, place("PATH, timeout=30"))).said).toContain("its options are lost");
  });

  it("is no fix where all callers share one, and where the place connects what it has built", async () => {
    const shared = database("    return connection\n").replace(
      "\n\ndef get_db",
      "\nconnection = sqlite3.connect(PATH)\n\n\ndef get_db",
    );
    expect((await offered(shared, place("PATH"))).said).toContain("use `get_db`, or name this file");
    const files = {
      "src/db.ts": `import { Client } from "pg";

export async function getDb() {
  const client = new Client();
  await client.connect();
  return client;
}
`,
      "src/a.ts": `import { Client } from "pg";

export async function orders() {
  const client = new Client();
  await client.connect();
  const { rows } = await client.query("select 1");
  await client.end();
  return rows;
}
`,
    };
    const named = { sources: [{ accessor: { module: "src/db.ts", name: "getDb" }, internals: ["src/db.ts"] }] };
    expect(await fixFiles(withConfig(files, named), { unsafe: true })).toEqual({});
  });
});
