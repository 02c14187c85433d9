/** Where packages are not installed, what comes of them is `any`; that may hide an error, and must never make one. */
import { describe, expect, it } from "vitest";
import { newErrors, STRICT } from "./support.js";

const PROJECT = {
  "tsconfig.json": STRICT,
  "src/db.ts":
    'import { Pool } from "pg";\n\nconst pool = new Pool();\nexport const getDb = () => pool;\nexport const withDb = pool.wrap();\n',
  "src/users.ts": 'import { Manager } from "./none.js";\n\nexport const users = () => Manager.get().query("users");\n',
};

/** The new errors where `src/users.ts` gets another text, with further files beside it. */
const change = (users: string, files: Readonly<Record<string, string>> = {}) =>
  newErrors({ ...PROJECT, ...files }, { "src/users.ts": users });

describe("a package that is not installed", () => {
  it("may be imported by one more file", async () => {
    expect(
      await change(
        'import { Pool } from "pg";\nimport db from "@scope/db/client";\n\nexport const users = [Pool, db];\n',
      ),
    ).toEqual([]);
  });

  it("gives values of which everything may be asked", async () => {
    expect(
      await change(
        'import { getDb } from "./db.js";\n\nexport const users = () => getDb().query<string>("users").rows[0].name;\n',
      ),
    ).toEqual([]);
  });

  it("leaves the parameters of a callback without a type, which is no error", async () => {
    expect(
      await change(
        'import { withDb } from "./db.js";\n\nexport const users = () => withDb(async (db) => db.query("users"));\n',
      ),
    ).toEqual([]);
  });

  it("may be the base of a class", async () => {
    const files = {
      "src/own.ts":
        'import { Pool } from "pg";\n\nexport class Own extends Pool {}\nexport const getOwn = () => new Own();\n',
    };
    expect(
      await change(
        'import { getOwn } from "./own.js";\n\nexport const users = () => getOwn().query("users");\n',
        files,
      ),
    ).toEqual([]);
  });

  it("may be the base of an interface, and of what is made of that", async () => {
    const own =
      'import type { Client } from "pg";\n\ninterface Base extends Client {}\nexport interface Own extends Base { id: string }\nexport type Tx = Omit<Own, "id">;\n';
    const files = {
      "src/own.ts": `${own}export declare const getOwn: () => Own;\nexport declare const getTx: () => Tx;\n`,
    };
    const users =
      'import { getOwn, getTx } from "./own.js";\n\nexport const users = () => [getOwn().query("users"), getTx().query("users")];\n';
    expect(await change(users, files)).toEqual([]);
  });
});

describe("what does not come of a missing package", () => {
  it("is an error all the same", async () => {
    expect(
      await change('import { getDb } from "./db.js";\n\nexport const users: number = [getDb()].length && "text";\n'),
    ).toEqual(["src/users.ts:3:14: Type 'string | number' is not assignable to type 'number'."]);
  });

  it("is the path of a file, be it relative or by an alias", async () => {
    const mapped = '{ "compilerOptions": { "strict": true, "module": "preserve", "paths": { "@/*": ["./src/*"] } } }';
    const users = 'import { a } from "./nowhere";\nimport { b } from "@/nowhere";\n\nexport const users = [a, b];\n';
    expect(await change(users, { "tsconfig.json": mapped })).toEqual([
      "src/users.ts:1:19: Cannot find module './nowhere' or its corresponding type declarations.",
      "src/users.ts:2:19: Cannot find module '@/nowhere' or its corresponding type declarations.",
    ]);
  });

  it("is a missing type of a parameter, where all packages are there", async () => {
    const project = { "tsconfig.json": STRICT, "src/a.ts": "export {};\n" };
    expect(await newErrors(project, { "src/a.ts": "export const twice = (x) => x + x;\n" })).toEqual([
      "src/a.ts:1:23: Parameter 'x' implicitly has an 'any' type.",
    ]);
  });
});

it("is no new error that was there before, hidden by the missing module that the change corrects", async () => {
  const project = {
    "tsconfig.json": STRICT,
    "src/db.ts": "export const getDb = () => 1;\n",
    "src/manager.ts": "export class Manager {}\n",
    "src/a.ts": 'import { getDb } from "./gone.js";\n\nexport const one = getDb();\n',
    "src/b.ts": 'import { Manager } from "./manager.js";\n\nexport const two = new Manager().withDb((db) => db);\n',
  };
  const fixed = { "src/a.ts": 'import { getDb } from "./db.js";\n\nexport const one = getDb();\n' };
  expect(await newErrors(project, fixed, ["src/b.ts"])).toEqual([]);
  const broken = { ...fixed, "src/manager.ts": "export const Manager = 1;\n" };
  expect(await newErrors(project, broken, ["src/b.ts"])).not.toEqual([]);
});
