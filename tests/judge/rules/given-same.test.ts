/** Clients that look the same and are not: what a name stands for, when it does, and who else sets it. */
import { describe, expect, it } from "vitest";
import type { MemoryFiles } from "../../support/memory-world.js";
import { checkFiles } from "../../support/snippet.js";

const CONFIG = JSON.stringify({
  sources: [{ accessor: { module: "app/db.py", name: "get_db" }, internals: ["app/db.py"] }],
});

const opening = (head: string, given: string, body = "") => `import os
import sqlite3
import sys

${head}


def get_db():
${body}    return sqlite3.connect(${given})
`;

const place = (head: string, given: string) => `import os
import sqlite3
import sys

${head}


def orders():
    connection = sqlite3.connect(${given})
    try:
        return connection.execute("select 1").fetchall()
    finally:
        connection.close()
`;

async function said(files: MemoryFiles): Promise<string | undefined> {
  const { diagnostics } = await checkFiles({ "db-ssot.json": CONFIG, "app/__init__.py": "", ...files });
  const found = diagnostics.find(({ span }) => span.file === "app/orders.py");
  return found?.fix?.reason ?? found?.fix?.applicability ?? found?.help;
}

const PATH = 'PATH = "app.db"';

describe("a connection is not the accessor's", () => {
  it.each([
    ["a condition follows the literal", 'PATH = "app.db" if os.getenv("LIVE") else "test.db"', "PATH"],
    ["something is put behind it", 'PATH = "app.db" + sys.argv[-1]', "PATH"],
    ["a later line sets it again", 'PATH = "app.db"\nif os.getenv("LIVE"):\n    PATH = "live.db"', "PATH"],
    ["a function sets it", 'PATH = "app.db"\n\n\ndef configure(path):\n    global PATH\n    PATH = path', "PATH"],
    ["it follows from the file's own place", PATH, 'os.path.join(os.path.dirname(__file__), "app.db")'],
    ["only this place has options", PATH, "PATH, timeout=5"],
  ])("where %s", async (_, head, given) => {
    expect(await said({ "app/db.py": opening(PATH, "PATH"), "app/orders.py": place(head, given) })).toMatch(
      /its options are lost|replace its own/,
    );
  });

  it("where another file sets the constant of either", async () => {
    const files = { "app/db.py": opening(PATH, "PATH"), "app/orders.py": place(PATH, "PATH") };
    expect(await said(files)).toBe("safe");
    const setter = "import app.db\n\napp.db.PATH = 'other.db'\n";
    expect(await said({ ...files, "app/main.py": setter })).not.toBe("safe");
  });

  it("where a test may set a constant that nothing would use any more", async () => {
    const files = { "app/db.py": opening(PATH, "PATH"), "app/orders.py": place(PATH, "PATH") };
    const test =
      "from unittest.mock import patch\n\n\n@patch('app.orders.PATH', 't.db')\ndef test_orders():\n    pass\n";
    expect(await said({ ...files, "tests/test_orders.py": test })).toBe(
      "tests/test_orders.py names `PATH`, and may set it",
    );
  });

  it.each([
    ["makes a folder first", '    os.makedirs("data", exist_ok=True)\n', "makedirs"],
    ["asks another module for something", "    prepare()\n", "prepare"],
  ])("where the accessor %s", async (_, body, name) => {
    const files = { "app/db.py": opening(PATH, "PATH", body), "app/orders.py": place(PATH, "PATH") };
    expect(await said(files)).toContain(`it calls \`${name}\``);
  });
});

describe("a connection is the accessor's", () => {
  it.each([
    ["by one literal under two names", 'FILE = "app.db"', "FILE"],
    ["by the literal itself", "", '"app.db"'],
  ])("%s", async (_, head, given) => {
    expect(await said({ "app/db.py": opening(PATH, "PATH"), "app/orders.py": place(head, given) })).toBe("safe");
  });

  it("with the same options, also where these have effects", async () => {
    const given = "PATH, timeout=10, isolation_level=None";
    expect(await said({ "app/db.py": opening(PATH, given), "app/orders.py": place(PATH, given) })).toBe("safe");
  });

  it("by a constant that both import", async () => {
    const imports = "from app.settings import PATH";
    const files = { "app/db.py": opening(imports, "PATH"), "app/orders.py": place(imports, "PATH") };
    expect(await said({ ...files, "app/settings.py": `${PATH}\n` })).toBe("safe");
    expect(await said({ ...files, "app/settings.py": 'import os\n\nPATH = os.environ["PATH_OF"]\n' })).toBe("safe");
  });
});

it("what all share is built earlier, so that a name from elsewhere may mean something else by then", async () => {
  const pool = (rest: string) => `import { Pool } from "pg";\nimport { options } from "./options.js";\n\n${rest}`;
  const { diagnostics } = await checkFiles({
    "db-ssot.json": JSON.stringify({
      sources: [{ accessor: { module: "src/db.ts", name: "pool" }, internals: ["src/db.ts"] }],
    }),
    "src/options.ts": 'export const options = { host: "db" };\n',
    "src/db.ts": pool("export const pool = new Pool(options);\n"),
    "src/orders.ts": pool('const own = new Pool(options);\nexport const orders = () => own.query("select 1");\n'),
  });
  expect(diagnostics.find(({ span }) => span.file === "src/orders.ts")?.fix?.applicability).toBe("unsafe");
});

it("what is built when a request comes reads the environment later than what all share", async () => {
  const built = "new Pool({ connectionString: process.env.DATABASE_URL })";
  const route = (code: string) => `import { Pool } from "pg";\n\n${code}`;
  const files = {
    "db-ssot.json": JSON.stringify({
      sources: [{ accessor: { module: "src/db.ts", name: "pool" }, internals: ["src/db.ts"] }],
    }),
    "src/db.ts": route(`export const pool = ${built};\n`),
    "src/early.ts": route(`const pool = ${built};\nexport const early = () => pool.query("select 1");\n`),
    "src/late.ts": route(
      `export const late = () => {\n  const pool = ${built};\n  return pool.query("select 1");\n};\n`,
    ),
  };
  const { diagnostics } = await checkFiles(files);
  const fixes = diagnostics.map(({ span, fix }) => [span.file, fix?.applicability]);
  expect(fixes).toEqual([
    ["src/early.ts", "safe"],
    ["src/late.ts", "unsafe"],
  ]);
});
