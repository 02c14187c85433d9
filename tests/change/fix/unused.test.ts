/** Constants that only the code which a fix removes has used are removed too. */
import { describe, expect, it } from "vitest";
import { fixFiles } from "../../support/snippet.js";

const TYPESCRIPT = {
  "package.json": JSON.stringify({ name: "shop", type: "module", dependencies: { pg: "8" } }),
  "src/db.ts": `import { Pool } from "pg";
export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`,
  "src/user.ts": 'import { pool } from "./db.js";\nexport const users = () => pool.query("select 1");\n',
};
const USE = 'export const orders = () => pool.query("select 2");\n';

async function fixed(before: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const changed = await fixFiles({ ...TYPESCRIPT, ...others, "src/orders.ts": before }, { unsafe: true });
  return changed["src/orders.ts"] ?? "unchanged";
}

/** The constants, then a pool that is built with `given`. */
const typescript = (head: string, constants: string, given: string) =>
  `import { Pool } from "pg";\n${head}\n${constants}const pool = new Pool(${given});\n\n${USE}`;
const AFTER = `import { pool } from "./db.js";\n\n${USE}`;

describe("in TypeScript", () => {
  it.each([
    ["the environment", "", "const url = process.env.DATABASE_URL;\n", "{ connectionString: url }"],
    ["a default", "", 'const url: string = process.env.DATABASE_URL ?? "postgres://x";\n', "{ connectionString: url }"],
    [
      "constants of each other",
      "",
      "const port = Number(process.env.PGPORT);\nconst options = { host: 'db', port, ssl: true };\n",
      "options",
    ],
    ["a part of the environment", "", "const { DATABASE_URL } = process.env;\n", "{ connectionString: DATABASE_URL }"],
    [
      "what is imported for it",
      'import { config } from "./config.js";\nimport path from "node:path";\n',
      'const certificate = path.join(config.folder, config.name + ".pem");\n',
      "{ ssl: { ca: certificate } }",
    ],
  ])("%s goes with the client", async (_, head, constants, given) => {
    const others = { "src/config.ts": 'export const config = { folder: "/etc", name: "db" };\n' };
    expect(await fixed(typescript(head, constants, given), others)).toBe(AFTER);
  });

  it.each([
    ["is used elsewhere", "const url = process.env.A;\nconsole.log(url);\n"],
    ["is exported", "export const url = process.env.A;\n"],
    ["is exported in a list", "const url = process.env.A;\nexport { url };\n"],
    ["runs something", "const url = readUrl();\n"],
    ["runs something in a template", `const url = \`\${readUrl()}\`;\n`],
    ["waits", "const url = await process.env.A;\n"],
    ["is assigned again", "let url = process.env.A;\nurl = 'b';\n"],
    ["has a comment", "// The address of the replica.\nconst url = process.env.A;\n"],
  ])("a name stays that %s", async (_, constants) => {
    const head = "declare function readUrl(): string;\n";
    const before = typescript(head, constants, "{ connectionString: url }");
    expect(await fixed(before)).toContain(constants);
  });
});

const PYTHON = {
  "pyproject.toml": '[project]\nname = "shop"\n',
  "app/__init__.py": "",
  "app/database.py": `import os
import sqlite3

def get_db():
    return sqlite3.connect(os.environ["DB"])
`,
  "app/users.py": 'from app.database import get_db\n\ndef users():\n    return get_db().execute("select 1")\n',
};

async function fixedPython(before: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const changed = await fixFiles({ ...PYTHON, ...others, "app/orders.py": before }, { unsafe: true });
  return changed["app/orders.py"] ?? "unchanged";
}

const python = (head: string, constants: string, given: string) =>
  `${head}import sqlite3\n\n${constants}\n\ndef orders():\n    return sqlite3.connect(${given}).execute("select 2")\n`;
const AFTER_PYTHON = `from app.database import get_db\n\n\ndef orders():\n    return get_db().execute("select 2")\n`;

describe("in Python", () => {
  it.each([
    ["a literal", "", 'DB = "shop.db"\n', "DB"],
    ["the environment", "import os\n", 'DB = os.getenv("DB", "shop.db")\n', "DB"],
    [
      "a path of parts",
      "from pathlib import Path\n",
      'HERE = Path(__file__).resolve().parent\nDB = str(HERE / "shop.db")\n',
      "DB",
    ],
  ])("%s goes with the connection", async (_, head, constants, given) => {
    expect(await fixedPython(python(head, constants, given))).toBe(AFTER_PYTHON);
  });

  it.each([
    ["another file imports", { "app/report.py": "from app.orders import DB\n\nprint(DB)\n" }],
    ["another file reads", { "app/report.py": "from app import orders\n\nprint(orders.DB)\n" }],
    [
      "a test replaces",
      {
        "tests/test_a.py":
          'from app import orders\n\ndef test(monkeypatch):\n    monkeypatch.setattr(orders, "DB", ":memory:")\n',
      },
    ],
  ])("a name stays that %s", async (_, others) => {
    expect(await fixedPython(python("", 'DB = "shop.db"\n', "DB"), others)).toContain('DB = "shop.db"');
  });

  it.each([
    ["is listed in `__all__`", 'DB = "shop.db"\n__all__ = ["DB", "orders"]\n'],
    ["runs something", "DB = read()\n"],
    ["runs something in a string", 'DB = f"{read()}.db"\n'],
    ["is used elsewhere", 'DB = "shop.db"\nprint(DB)\n'],
  ])("a name stays that %s", async (_, constants) => {
    expect(await fixedPython(python("from app.paths import read\n", constants, "DB"))).toContain(constants);
  });
});
