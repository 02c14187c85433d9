/** `init --create`: the shared module that no file has, made of the clients that files build for themselves. */
import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../../support/cli.js";
import type { MemoryFiles } from "../../support/memory-world.js";

async function created(
  files: MemoryFiles,
  file: string,
): Promise<{ module: string; config: unknown; fixed: MemoryFiles }> {
  const { status, world, errors } = await runCli("init --create", files);
  expect(errors).toBe("");
  expect(status).toBe(0);
  const module = world.textOf(file);
  if (module === undefined) return expect.unreachable(`${file} was not written`);
  await runCliIn(world, "fix");
  const fixed = Object.keys(files).map((each) => [each, world.textOf(each) ?? ""]);
  const config = JSON.parse(world.textOf("db-ssot.json") ?? "").sources[0].accessor;
  return { module, config, fixed: Object.fromEntries(fixed) };
}

async function refusal(files: MemoryFiles, words = ""): Promise<string> {
  const { status, errors, world } = await runCli(`init --create ${words}`, files);
  expect(status).toBeGreaterThan(1);
  expect(world.textOf("db-ssot.json")).toBe(files["db-ssot.json"]);
  return errors;
}

const manifest = (...names: string[]) =>
  JSON.stringify({ name: "shop", dependencies: Object.fromEntries(names.map((name) => [name, "*"])) });

const prisma = (name: string, options = "") => `import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient(${options});

export const ${name} = () => prisma.user.findMany();
`;

describe("one object for all", () => {
  it("has the name that the files gave it, and the files import it after a fix", async () => {
    const { module, config, fixed } = await created(
      { "package.json": manifest("@prisma/client"), "src/routes/a.ts": prisma("a"), "src/routes/b.ts": prisma("b") },
      "src/db.ts",
    );
    expect(module).toBe(`import { PrismaClient } from "@prisma/client";

export const prisma = new PrismaClient();
`);
    expect(config).toEqual({ module: "src/db.ts", name: "prisma", form: "object" });
    expect(fixed["src/routes/a.ts"]).toBe(`import { prisma } from "../db";

export const a = () => prisma.user.findMany();
`);
  });

  it("outlives a reload under Next", async () => {
    const { module } = await created(
      {
        "package.json": manifest("@prisma/client", "next"),
        "next.config.js": "module.exports = {};\n",
        "src/lib/dates.ts": "export const now = () => new Date();\n",
        "src/pages/api/a.ts": prisma("a"),
        "src/pages/api/b.ts": prisma("b"),
      },
      "src/lib/db.ts",
    );
    expect(module).toContain("const kept = globalThis as unknown as { prisma?: PrismaClient };\n");
    expect(module).toContain("export const prisma = kept.prisma ?? new PrismaClient();\n");
    expect(module).toContain('if (process.env.NODE_ENV !== "production") kept.prisma = prisma;\n');
  });

  it("brings what its arguments need: imports with their new paths, constants, and what loads the environment", async () => {
    const route = (name: string) => `const { Pool } = require('pg')
const settings = require('../config/settings.json')
require('dotenv').config()
const limit = 10
const unused = 3

const pool = new Pool({ ...settings, max: limit })

exports.${name} = () => pool.query('select 1')
`;
    const { module, fixed } = await created(
      { "package.json": manifest("pg", "dotenv"), "routes/a.js": route("a"), "routes/b.js": route("b") },
      "db.js",
    );
    expect(module).toBe(`const { Pool } = require('pg')
const settings = require('./config/settings.json')

require('dotenv').config()
const limit = 10

const pool = new Pool({ ...settings, max: limit })

module.exports = { pool }
`);
    // Each route loads the environment before it builds its client, and an import runs before that.
    expect(fixed["routes/a.js"]).toBe(route("a"));
  });

  it("loads the environment where an import does so", async () => {
    const route = (name: string) =>
      `import "dotenv/config";\nimport { Pool } from "pg";\n\nconst pool = new Pool({ host: process.env.PGHOST });\nexport const ${name} = () => pool.query("select 1");\n`;
    const { module } = await created(
      { "package.json": manifest("pg", "dotenv"), "src/a.ts": route("a"), "src/b.ts": route("b") },
      "src/db.ts",
    );
    expect(module).toContain('import "dotenv/config";\n');
  });

  it("reads from the environment what the function around the client read", async () => {
    const route = (name: string) => `import { createClient } from "@supabase/supabase-js";

export function ${name}() {
  const url = process.env.SUPABASE_URL;
  const key = process.env.SERVICE_KEY ?? process.env.SUPABASE_KEY;
  if (!url || !key) throw new Error("not configured");
  return createClient(url, key).from("${name}").select();
}
`;
    const { module } = await created(
      { "package.json": manifest("@supabase/supabase-js"), "src/a.ts": route("a"), "src/b.ts": route("b") },
      "src/db.ts",
    );
    expect(module).toBe(`import { createClient } from "@supabase/supabase-js";

export const db = createClient(process.env.SUPABASE_URL!, (process.env.SERVICE_KEY ?? process.env.SUPABASE_KEY)!);
`);
  });

  it("reads it in Python, too", async () => {
    const job = (name: string) => `import os
from supabase import create_client


def ${name}():
    url = os.getenv("SUPABASE_URL")
    key = os.environ["SUPABASE_KEY"]
    return create_client(url, key).table("${name}").select("*")
`;
    const { module } = await created({ "a.py": job("a"), "b.py": job("b") }, "database.py");
    expect(module).toContain('\ndb = create_client(os.getenv("SUPABASE_URL"), os.environ["SUPABASE_KEY"])\n');
    expect(module).toContain("import os\n");
  });

  it("is made of no options that other lines change", async () => {
    const route = (name: string) => `import { Pool } from "pg";

const options = { host: "db", port: 5432 };
options.ssl = true;
const pool = new Pool(options);
export const ${name} = () => pool.query("select 1");
`;
    const said = await refusal({ "package.json": manifest("pg"), "src/a.js": route("a"), "src/b.js": route("b") });
    expect(said.replaceAll("\n", " ")).toContain("uses `options`, which is no constant of its module");
  });

  it("is made of what most files write, and the others are listed", async () => {
    const { output } = await runCli("init --create", {
      "package.json": manifest("@prisma/client"),
      "src/a.ts": prisma("a", '{ log: ["query"] }'),
      "src/b.ts": prisma("b"),
      "src/c.ts": prisma("c"),
    });
    expect(output).toContain("wrote src/db.ts, with the client of src/b.ts:3:");
    expect(output).toContain('  src/a.ts:3  new PrismaClient({ log: ["query"] })\n');
  });
});

describe("a connection for each caller", () => {
  const place = (name: string, path = '"shop.db"') => `import sqlite3


def ${name}():
    connection = sqlite3.connect(${path})
    try:
        return connection.execute("select 1").fetchall()
    finally:
        connection.close()
`;

  it("is a function in Python", async () => {
    const { module, config, fixed } = await created({ "orders.py": place("a"), "users.py": place("b") }, "database.py");
    expect(module).toBe('import sqlite3\n\n\ndef get_connection():\n    return sqlite3.connect("shop.db")\n');
    expect(config).toEqual({ module: "database.py", name: "get_connection", form: "value" });
    expect(fixed["orders.py"]).toContain("from database import get_connection\n");
    expect(fixed["orders.py"]).toContain("    connection = get_connection()\n");
  });

  it("keeps the name under which a module is imported, and a package that is imported as a whole", async () => {
    const text = (name: string) =>
      `import mysql.connector\n\n\ndef ${name}():\n    return mysql.connector.connect(host="db", port=3306).cursor()\n`;
    const { module } = await created({ "a.py": text("a"), "b.py": text("b") }, "database.py");
    expect(module).toBe(`import mysql.connector


def get_connection():
    return mysql.connector.connect(host="db", port=3306)
`);
  });

  it("is an awaited function in JavaScript where its driver gives a promise", async () => {
    const text = (name: string) => `import mysql from "mysql2/promise";

export async function ${name}() {
  const connection = await mysql.createConnection(process.env.DATABASE_URL);
  const [rows] = await connection.query("select 1");
  await connection.end();
  return rows;
}
`;
    const { module, config, fixed } = await created(
      { "package.json": manifest("mysql2"), "src/a.js": text("a"), "src/b.js": text("b") },
      "src/db.js",
    );
    expect(module).toContain("export async function getConnection() {\n  return mysql.createConnection(");
    expect(config).toMatchObject({ name: "getConnection", form: "promise" });
    expect(fixed["src/a.js"]).toContain("const connection = await getConnection();\n");
  });

  it("has another file where its name is taken, also by a folder", async () => {
    const files = { "database/__init__.py": "", "db.py": "names = []\n", "a.py": place("a"), "b.py": place("b") };
    await created(files, "db_client.py");
  });
});

it("is taken back with its configuration, and has the quotes of the clients", async () => {
  const text = (name: string) => prisma(name).replaceAll('"', "'");
  const { world } = await runCli("init --create", {
    "package.json": manifest("@prisma/client"),
    "src/a.ts": text("a"),
    "src/b.ts": text("b"),
  });
  expect(world.textOf("src/db.ts")).toContain("from '@prisma/client';");
  await runCliIn(world, "undo");
  expect([world.textOf("src/db.ts"), world.textOf("db-ssot.json")]).toEqual([undefined, undefined]);
});

describe("is refused", () => {
  const two = { "package.json": manifest("@prisma/client"), "src/a.ts": prisma("a"), "src/b.ts": prisma("b") };

  it.each([
    [
      "where an accessor is there",
      {
        ...two,
        "src/lib/prisma.ts": `${prisma("all")}export { prisma };\n`,
        "src/c.ts": 'import { prisma } from "./lib/prisma";\nexport const c = () => prisma.user.count();\n',
      },
      "",
      "there is an accessor already",
    ],
    [
      "where no two files build a client",
      { "src/a.ts": prisma("a") },
      "",
      "there is nothing to make a shared module of",
    ],
    ["where the file exists", two, "src/a.ts", "src/a.ts exists already"],
    [
      "where the file is one of another language",
      two,
      "src/db.py",
      "src/db.py is not a file of the language of src/a.ts",
    ],
    ["where the file is outside of the project", two, "../db.ts", "`../db.ts` is outside"],
    ["where the file is a test", two, "src/db.test.ts", "src/db.test.ts cannot hold the shared module"],
    ["where the file is a declaration", two, "src/db.d.ts", "src/db.d.ts cannot hold the shared module"],
    [
      "where the file is ignored",
      { ...two, ".gitignore": "generated/\n" },
      "generated/db.ts",
      "generated/db.ts cannot hold the shared module",
    ],
    ["beside --accessor", two, "--accessor src/a.ts#prisma", "cannot be used with option"],
  ])("%s", async (_, files, words, message) => {
    expect((await refusal(files, words)).replaceAll("\n", " ")).toContain(message);
  });

  it.each([
    ["which their function alone knows", "def a(cfg):\n    return sqlite3.connect(cfg).cursor()\n", "uses `cfg`"],
    ["which nothing declares", "def a():\n    return sqlite3.connect(path_of).cursor()\n", "uses `path_of`"],
    [
      "that follows from where the file lies",
      'def a():\n    return sqlite3.connect(__file__ + ".db").cursor()\n',
      "depends on where its file lies",
    ],
  ])("where all clients need something %s", async (_, code, reason) => {
    const text = `import sqlite3\n\n\n${code}`;
    expect((await refusal({ "a.py": text, "b.py": text })).replaceAll("\n", " ")).toContain(reason);
  });

  it("where there is a configuration", async () => {
    expect(await refusal({ ...two, "db-ssot.json": "{}" })).toContain("`db-ssot.json` exists already");
  });
});
