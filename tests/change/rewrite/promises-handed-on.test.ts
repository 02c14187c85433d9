/** An accessor gives a promise: what takes the handle itself must not get the promise. */
import { expect, it } from "vitest";
import { fixFiles } from "../../support/snippet.js";

const DB = `import { Pool } from "pg";
let pool: Pool | undefined;
export async function getDb() {
  pool ??= new Pool();
  return pool;
}
export class Manager {
  static open() { return new Pool(); }
}
`;

async function fixed(text: string): Promise<string> {
  const accessor = { module: "src/db.ts", name: "getDb" };
  const changed = await fixFiles(
    {
      "db-ssot.json": JSON.stringify({ sources: [{ name: "main", accessor, managers: ["src/db.ts#Manager"] }] }),
      "src/db.ts": DB,
      "src/user.ts":
        'import { getDb } from "./db";\nexport const all = async () => (await getDb()).query("select 1");\n',
      "src/a.ts": `import { Manager } from "./db";\n${text}`,
    },
    { unsafe: true },
  );
  return changed["src/a.ts"] ?? "unchanged";
}

it.each([
  ["run(Manager.getConnection(), 1)", "run(await getDb(), 1)"],
  ["new Repo(Manager.getConnection())", "new Repo(await getDb())"],
  ["Promise.resolve(Manager.getConnection()).then(run)", "Promise.resolve(getDb()).then(run)"],
])("return %s becomes %s", async (before, after) => {
  const text = (value: string) => `export async function one(run: any, Repo: any) {\n  return ${value};\n}\n`;
  expect(await fixed(text(before))).toBe(`import { getDb } from "./db";\n${text(after)}`);
});

it("leaves an argument alone where nothing may be awaited", async () => {
  expect(await fixed("export const one = (run: any) => run(Manager.getConnection(), 1);\n")).toBe("unchanged");
});

it("leaves a default alone whose parameter is asked for methods", async () => {
  const text = "export const one = async (db = Manager.getConnection()) => db.query(1);\n";
  expect(await fixed(text)).toBe("unchanged");
});

it("gives a promise as the default of a parameter that is awaited", async () => {
  const text = (value: string) => `export const one = async (db = ${value}) => (await db).query(1);\n`;
  expect(await fixed(text("Manager.getConnection()"))).toBe(`import { getDb } from "./db";\n${text("getDb()")}`);
});
