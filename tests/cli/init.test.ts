import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { fixtureFiles } from "../support/fixture-files.js";
import { INCIDENT } from "../support/incident.js";

it("writes what it found, says what that is assumed from, and ends with 0", async () => {
  const { status, output, world } = await runCli("init", INCIDENT);
  expect(JSON.parse(world.textOf("db-ssot.json") ?? "")).toMatchObject({
    sources: [{ name: "primary", accessor: { module: "src/database/index.ts", name: "getDb", form: "value" } }],
  });
  expect(output).toMatch(/^assumed `getDb` from src\/database\/index\.ts: /);
  expect(output).toContain(`wrote db-ssot.json:\n\n${world.textOf("db-ssot.json")}`);
  expect(status).toBe(0);
});

it.each(["forms/object", "forms/value", "forms/promise", "health-service-python"])(
  "writes a configuration for %s that check accepts",
  async (name) => {
    const { world } = await runCli("init", fixtureFiles(name));
    const { errors, output } = await runCliIn(world, "check");
    expect(errors).toBe("");
    expect(output).not.toContain("assumed");
  },
);

it("writes what the code of a service in Python shows: the accessor, managers, deprecated accessors, and the folder", async () => {
  const { world } = await runCli("init", fixtureFiles("health-service-python"));
  const { sources } = JSON.parse(world.textOf("db-ssot.json") ?? "");
  expect(sources).toEqual([
    expect.objectContaining({
      name: "primary",
      accessor: { module: "netra_backend/app/database/__init__.py", name: "get_db", form: "context-manager" },
      managers: ["DatabaseManager"],
      legacy: ["get_async_db", "get_db_session"],
      internals: expect.arrayContaining(["netra_backend/app/database/**"]),
    }),
  ]);
});

it("refuses where there is a configuration, even a broken one, and leaves it alone", async () => {
  for (const text of ['{ "sources": [] }', "{ not json"]) {
    const { status, errors, world } = await runCli("init", { ...INCIDENT, "db-ssot.json": text });
    expect(errors).toContain("`db-ssot.json` exists already");
    expect(status).toBe(2);
    expect(world.textOf("db-ssot.json")).toBe(text);
  }
  const shared = '{ "name": "shop", "db-ssot": { "sources": [] } }';
  const { status, errors, world } = await runCli("init", { ...INCIDENT, "package.json": shared });
  expect(errors).toContain("`package.json` exists already");
  expect({ status, written: world.textOf("db-ssot.json") }).toEqual({ status: 2, written: undefined });
});

it("writes nothing where no accessor is clear, and says how to name one", async () => {
  const { status, output, world } = await runCli("init", { "src/a.ts": "export const a = 1;\n" });
  expect(output).toContain("found no shared accessor");
  expect(output).toContain("db-ssot init --accessor src/db/index.ts#getDb\n");
  expect({ status, written: world.textOf("db-ssot.json") }).toEqual({ status: 2, written: undefined });
});

describe("with a named accessor", () => {
  const manager = (name: string): string =>
    `import { Pool } from "pg";\n\nexport class ${name} {\n  pool = new Pool();\n  session() {\n    return this.pool.connect();\n  }\n}\n`;
  const files = {
    "src/store.ts": manager("DatabaseManager"),
    "src/archive.ts": manager("ArchiveDatabaseManager"),
    "src/app.ts":
      'import { ArchiveDatabaseManager } from "./archive.js";\nimport { DatabaseManager } from "./store.js";\n' +
      "new DatabaseManager().session();\nnew ArchiveDatabaseManager().sesion();\n",
  };

  it("writes it with the form that its definition shows, and still holds other managers to their members", async () => {
    const { status, output, world } = await runCli("init --accessor ./src/store.ts#DatabaseManager", files);
    expect(status).toBe(0);
    expect(output).toContain("wrote db-ssot.json");
    const { sources } = JSON.parse(world.textOf("db-ssot.json") ?? "");
    expect(sources[0].accessor).toEqual({ module: "src/store.ts", name: "DatabaseManager", form: "object" });
    const checked = await runCliIn(world, "check");
    expect(checked.output).toContain("`ArchiveDatabaseManager` has no member `sesion`");
  });

  it("lets the folder of the database build clients", async () => {
    const { world } = await runCli("init --accessor src/database/index.ts#getDb", INCIDENT);
    const { sources } = JSON.parse(world.textOf("db-ssot.json") ?? "");
    expect(sources[0]).toMatchObject({ accessor: { form: "value" }, internals: ["src/database/**"] });
  });

  it.each([
    ["src/database/index.ts#getDB", "`getDb`"],
    ["src/database/none.ts#getDb", "src/database/none.ts"],
    ["src/database/index.ts", "a file and a name in it"],
    ["#getDb", "a file and a name in it"],
    ["src/database/index.ts#format", "name `getDb`"],
    ["src/database/index.ts#getDB2", "did you mean `getDb`?"],
    ["src/database/index.ts#settings", "`settings` of src/database/index.ts gives no handle"],
    ["src/database/index.ts#port", "gives no handle"],
  ])("refuses %s, and writes nothing", async (named, said) => {
    const index = `${INCIDENT["src/database/index.ts"]}
export const port = 5432;
export const settings = { port, host: "localhost" };
export function format(date: Date): string {
  return String(date);
}
export function getDB2(): string {
  return "";
}
`;
    const files = { ...INCIDENT, "src/database/index.ts": index };
    const { status, errors, world } = await runCli(`init --accessor ${named}`, files);
    expect(errors).toContain(said);
    expect(errors).not.toContain("db-ssot.json");
    expect({ status, written: world.textOf("db-ssot.json") }).toEqual({ status: 2, written: undefined });
  });

  it.each([
    ["that nobody can evaluate", 'import { open } from "some-package";\nexport const getDb = () => open();\n'],
    ["that may give anything", "export function getDb(): any {\n  return globalThis.db;\n}\n"],
    [
      "that hands a handle over",
      'import { Pool } from "pg";\nconst pool = new Pool();\nexport async function getDb(work: (db: Pool) => Promise<void>): Promise<void> {\n  await work(pool);\n}\n',
    ],
    [
      "that connects and returns nothing",
      'import mongoose from "mongoose";\nexport async function getDb() {\n  await mongoose.connect("x");\n}\n',
    ],
  ])("takes one %s", async (_, text) => {
    const { status } = await runCli("init --accessor src/db.ts#getDb", { "src/db.ts": text });
    expect(status).toBe(0);
  });

  it.each(["app/db.py#settings", "app/db.py#version"])(
    "refuses %s of Python, and takes its accessor",
    async (named) => {
      const text =
        "import psycopg2\n\nsettings = 1\n\ndef version():\n    return '1'\n\ndef get_db():\n    return psycopg2.connect()\n";
      const files = { "app/__init__.py": "", "app/db.py": text };
      expect((await runCli(`init --accessor ${named}`, files)).errors).toContain("name `get_db`");
      expect((await runCli("init --accessor app/db.py#get_db", files)).status).toBe(0);
    },
  );

  it("refuses where there is a configuration", async () => {
    const configured = { ...INCIDENT, "db-ssot.json": '{ "sources": [] }' };
    const { status, errors } = await runCli("init --ci github --accessor src/database/index.ts#getDb", configured);
    expect(errors).toContain("`db-ssot.json` exists already");
    expect(status).toBe(2);
  });
});

describe("where several could be the accessor", () => {
  const database = (name: string): string =>
    `import { Pool } from "pg";\nconst pool = new Pool();\nexport const ${name} = () => pool;\n`;
  const user = (name: string): string => `import { ${name} } from "./${name}.js";\n${name}().query("select 1");\n`;
  const files = {
    "src/getDb.ts": database("getDb"),
    "src/getDatabase.ts": database("getDatabase"),
    "src/a.ts": user("getDb"),
    "src/b.ts": user("getDatabase"),
  };

  it("asks on a terminal, and writes the one that is chosen", async () => {
    const { status, world } = await runCli("init", files, { keys: ["b", "n"] });
    const { sources } = JSON.parse(world.textOf("db-ssot.json") ?? "");
    expect(status).toBe(0);
    expect(sources).toHaveLength(1);
    const { status: without } = await runCli("init", files, { keys: ["n"] });
    expect(without).toBe(2);
  });

  it.each(["init --yes", "init"])("asks nothing with `%s` where it must not or cannot", async (command) => {
    const { status, output, world } = await runCli(command, files, command === "init" ? {} : { keys: ["a"] });
    expect(output).toContain("no clear accessor among");
    expect({ status, written: world.textOf("db-ssot.json") }).toEqual({ status: 2, written: undefined });
  });
});
