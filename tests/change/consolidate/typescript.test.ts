import { describe, expect, it } from "vitest";
import { code, consolidated, merged, refused, textAfter } from "./consolidated.js";

const POOL = 'import { Pool } from "pg";\nexport const pool = new Pool();\n';
const DATABASE = code(`
  import { pool } from "./pool.js";

  export class DatabaseManager {
    async query(sql: string) {
      return pool.query(sql);
    }
  }

  export const databaseManager = new DatabaseManager();

  export function getDb() {
    return databaseManager;
  }
`);
const OLD = code(`
  import { pool } from "../database/pool.js";
  import { hostname } from "node:os";

  /** How often it is asked again. */
  const RETRIES = 3;

  export class DatabaseManager {
    // The same words in another layout.
    async query(sql: string) { return pool.query(sql) }

    /** Where it runs. */
    async ping() {
      for (let at = 0; at < RETRIES; at++) await this.query("select 1");
      return hostname();
    }
  }
`);
const files = (more: Record<string, string> = {}): Record<string, string> => ({
  "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "src/database/index.ts", name: "getDb" } }] }),
  "src/database/pool.ts": POOL,
  "src/database/index.ts": DATABASE,
  "src/db/manager.ts": OLD,
  ...more,
});
const name = "DatabaseManager";
const LOST_COMMENT =
  "what src/db/manager.ts says of `DatabaseManager.query` is dropped: The same words in another layout.";

describe("members", () => {
  it("keeps what both have, and unites what only one has with its comments, imports and helpers", async () => {
    const result = await merged(files(), { name });
    expect(result.target.file).toBe("src/database/index.ts");
    expect(result.because).toBe("it is next to the accessor `getDb`");
    expect(result.kept).toEqual(["query"]);
    expect(result.united).toEqual([{ name: "ping", from: "src/db/manager.ts" }]);
    expect(result.helpers).toEqual([{ name: "RETRIES", from: "src/db/manager.ts" }]);
    expect(textAfter(result, "src/database/index.ts")).toBe(
      code(`
        import { pool } from "./pool.js";
        import { hostname } from "node:os";

        /** How often it is asked again. */
        const RETRIES = 3;

        export class DatabaseManager {
          async query(sql: string) {
            return pool.query(sql);
          }

          /** Where it runs. */
          async ping() {
            for (let at = 0; at < RETRIES; at++) await this.query("select 1");
            return hostname();
          }
        }

        export const databaseManager = new DatabaseManager();

        export function getDb() {
          return databaseManager;
        }
      `),
    );
    expect(textAfter(result, "src/db/manager.ts")).toBe(
      code(`
        /** @deprecated Import it from "../database/index.js". */
        export { DatabaseManager } from "../database/index.js";
      `),
    );
  });

  it("leaves both alone where a body says something else, and gives both of them", async () => {
    const result = await refused(
      files({ "src/db/manager.ts": OLD.replace("pool.query(sql)", "pool.query(sql, [])") }),
      { name },
    );
    expect(result.conflicts).toEqual([
      {
        what: "query",
        why: "the bodies differ",
        kept: {
          file: "src/database/index.ts",
          line: 4,
          text: "async query(sql: string) {\n  return pool.query(sql);\n}",
        },
        other: { file: "src/db/manager.ts", line: 9, text: "async query(sql: string) { return pool.query(sql, []) }" },
      },
    ]);
  });

  it("refuses bodies of the same words in which a name is something else", async () => {
    const other = OLD.replace('"../database/pool.js"', '"./pool.js"');
    const result = await refused(files({ "src/db/manager.ts": other, "src/db/pool.ts": POOL }), { name });
    expect(result.conflicts.map(({ what, why }) => [what, why])).toEqual([
      ["query", "the text is the same, but `pool` has another meaning in each file"],
    ]);
  });

  it.each([
    ["a base", "class DatabaseManager {", "class DatabaseManager extends Map {", "the class header"],
    ["a decorator", "  async ping", "  @traced\n  async query", "query"],
    ["a side", "  async query", "  query = 1;\n  static async query", "query"],
  ])("refuses another one where %s differs", async (_, from, to, what) => {
    const traced = `const traced = (target: unknown, key: string) => undefined;\n${OLD}`;
    const result = await refused(files({ "src/db/manager.ts": traced.replace(from, to) }), { name });
    expect(result.conflicts.map((each) => each.what)).toContain(what);
  });

  it("lets a member of the class stand beside one of its instances", async () => {
    const other = OLD.replace("async query", "static async query");
    const result = await merged(files({ "src/db/manager.ts": other }), { name });
    expect(result.united.map((each) => each.name)).toEqual(["static query", "ping"]);
  });

  it("unites the two halves of an accessor, and refuses a field of that name", async () => {
    const target = DATABASE.replace("  async query", "  get size() { return 1; }\n\n  async query");
    const half = OLD.replace("  /** Where", "  set size(value: number) {}\n\n  /** Where");
    const result = await merged(files({ "src/database/index.ts": target, "src/db/manager.ts": half }), { name });
    expect(result.united.map((each) => each.name)).toEqual(["set size", "ping"]);
    const field = OLD.replace("  // The same", "  size = 1;\n  // The same");
    const { conflicts } = await refused(files({ "src/database/index.ts": target, "src/db/manager.ts": field }), {
      name,
    });
    expect(conflicts.map((each) => each.why)).toEqual(["the name is taken by another kind of member"]);
  });

  it("puts fields and a constructor before the methods, and refuses one that wants arguments", async () => {
    const other = OLD.replace(
      "  // The same",
      "  private open = false;\n\n  constructor(open = true) {\n    this.open = open;\n  }\n\n  // The same",
    );
    const result = await merged(files({ "src/db/manager.ts": other }), { name });
    expect(textAfter(result, "src/database/index.ts")).toContain(
      "export class DatabaseManager {\n  private open = false;\n\n  constructor(open = true) {\n    this.open = open;\n  }\n\n  async query",
    );
    const wanting = other.replace("open = true", "open: boolean");
    const { conflicts } = await refused(files({ "src/db/manager.ts": wanting }), { name });
    expect(conflicts.map((each) => each.why)).toEqual(["only one of them takes constructor arguments"]);
  });

  it("refuses fields that begin with different values", async () => {
    const both = (value: string, text: string) =>
      text.replace(/(class DatabaseManager \{\n)/, `$1  retries = ${value};\n`);
    const result = await refused(
      files({ "src/database/index.ts": both("1", DATABASE), "src/db/manager.ts": both("2", OLD) }),
      { name },
    );
    expect(result.conflicts.map(({ what, why }) => [what, why])).toEqual([["retries", "they differ"]]);
  });
});

describe("helpers", () => {
  it("refuses one that the rest of the old module uses too and keeps to itself", async () => {
    const result = await refused(files({ "src/db/manager.ts": `${OLD}export const tries = () => RETRIES;\n` }), {
      name,
    });
    expect(result.reasons).toEqual([
      "`RETRIES` is needed by the merged definition and by the rest of src/db/manager.ts",
    ]);
  });

  it("refuses one whose name is something else at the target", async () => {
    const target = `${DATABASE}export const RETRIES = 5;\n`;
    const result = await refused(files({ "src/database/index.ts": target }), { name });
    expect(result.reasons).toEqual(["`RETRIES` has another meaning in src/database/index.ts"]);
  });

  it("shares one that the target has in the same words", async () => {
    const target = DATABASE.replace("export class", "const RETRIES = 3;\n\nexport class");
    const result = await merged(files({ "src/database/index.ts": target }), { name });
    expect(textAfter(result, "src/database/index.ts")?.match(/RETRIES = 3/g)).toHaveLength(1);
    expect(textAfter(result, "src/db/manager.ts")).not.toContain("RETRIES");
  });

  it("refuses a global of the old module that is a name of the target's", async () => {
    const target = `${DATABASE}const fetch = 1;\nexport const fetched = fetch;\n`;
    const other = OLD.replace("return hostname()", 'return fetch("http://localhost")');
    const result = await refused(files({ "src/database/index.ts": target, "src/db/manager.ts": other }), { name });
    expect(result.reasons).toEqual(["`fetch` is a name in src/database/index.ts, but not in src/db/manager.ts"]);
  });

  it("imports a type of the old module, which makes no circle", async () => {
    const other = `${OLD.replace("async ping()", "async ping(options?: PingOptions)")}
export interface PingOptions { readonly quiet: boolean }
export const loud: PingOptions = { quiet: false };
`;
    const result = await merged(files({ "src/db/manager.ts": other }), { name });
    expect(textAfter(result, "src/database/index.ts")).toContain(
      'import type { PingOptions } from "../db/manager.js";',
    );
  });
});

describe("callers", () => {
  it.each([
    [
      "by name",
      'import { DatabaseManager } from "./db/manager.js";\nnew DatabaseManager();\n',
      'import { DatabaseManager } from "./database/index.js";\nnew DatabaseManager();\n',
    ],
    [
      "under another name",
      'import { DatabaseManager as M } from "./db/manager.js";\nnew M();\n',
      'import { DatabaseManager as M } from "./database/index.js";\nnew M();\n',
    ],
    [
      "as a type",
      'import type { DatabaseManager } from "./db/manager.js";\nexport type M = DatabaseManager;\n',
      'import type { DatabaseManager } from "./database/index.js";\nexport type M = DatabaseManager;\n',
    ],
    [
      "beside another name",
      'import { DatabaseManager, other } from "./db/manager.js";\nother(new DatabaseManager());\n',
      'import { other } from "./db/manager.js";\nimport { DatabaseManager } from "./database/index.js";\nother(new DatabaseManager());\n',
    ],
    [
      "through the module",
      'import * as db from "./db/manager.js";\nnew db.DatabaseManager();\n',
      'import { DatabaseManager } from "./database/index.js";\nnew DatabaseManager();\n',
    ],
    [
      "to pass it on",
      'export { DatabaseManager as M } from "./db/manager.js";\n',
      'export { DatabaseManager as M } from "./database/index.js";\n',
    ],
    [
      "to pass it on with others",
      'export { DatabaseManager, other } from "./db/manager.js";\n',
      'export { other } from "./db/manager.js";\nexport { DatabaseManager } from "./database/index.js";\n',
    ],
    [
      "in a function",
      'export async function f() {\n  const { DatabaseManager } = await import("./db/manager.js");\n  return new DatabaseManager();\n}\n',
      'export async function f() {\n  const { DatabaseManager } = await import("./database/index.js");\n  return new DatabaseManager();\n}\n',
    ],
    [
      "as a member of what is fetched",
      'export const f = async () => (await import("./db/manager.js")).DatabaseManager;\n',
      'export const f = async () => (await import("./database/index.js")).DatabaseManager;\n',
    ],
    [
      "by its type alone",
      'export type M = import("./db/manager.js").DatabaseManager;\n',
      'export type M = import("./database/index.js").DatabaseManager;\n',
    ],
  ])("move where they import it %s", async (_, before, expected) => {
    const other = `${OLD}export const other = (value: unknown) => value;\n`;
    const result = await merged(files({ "src/db/manager.ts": other, "src/caller.ts": before }), { name });
    expect(textAfter(result, "src/caller.ts")).toBe(expected);
  });

  it("leaves alone what comes through a module that passes on everything", async () => {
    const more = {
      "src/db/index.ts": 'export * from "./manager.js";\n',
      "src/caller.ts": 'import { DatabaseManager } from "./db/index.js";\nnew DatabaseManager();\n',
    };
    const result = await merged(files(more), { name });
    expect(result.changes.map(({ file }) => file)).toEqual(["src/database/index.ts", "src/db/manager.ts"]);
  });

  it("follows a require, and keeps what CommonJS exports", async () => {
    const all = {
      "src/pool.js": 'const { Pool } = require("pg");\nmodule.exports = { pool: new Pool() };\n',
      "src/database.js":
        'const { pool } = require("./pool");\n\nclass DatabaseManager {\n  query(sql) {\n    return pool.query(sql);\n  }\n}\n\nfunction getDb() {\n  return pool;\n}\n\nmodule.exports = { DatabaseManager, getDb };\n',
      "src/old.js":
        'const { pool } = require("./pool");\n\nclass DatabaseManager {\n  ping() {\n    return pool.query("select 1");\n  }\n}\n\nmodule.exports = { DatabaseManager };\n',
      "src/caller.js": 'const { DatabaseManager } = require("./old");\nnew DatabaseManager();\n',
    };
    const result = await merged(all, { name, into: "src/database.js" });
    expect(textAfter(result, "src/caller.js")).toBe(
      'const { DatabaseManager } = require("./database");\nnew DatabaseManager();\n',
    );
    expect(textAfter(result, "src/old.js")).toBe(
      '/** @deprecated Import it from "./database". */\nconst { DatabaseManager } = require("./database");\n\nmodule.exports = { DatabaseManager };\n',
    );
  });

  it("retargets a test's mock, and leaves one alone that replaces more", async () => {
    const more = {
      "src/db/manager.ts": `${OLD}export const other = 1;\n`,
      "tests/a.test.ts": 'vi.mock("../src/db/manager.js", () => ({ DatabaseManager: class {} }));\n',
      "tests/b.test.ts": 'vi.mock("../src/db/manager.js", () => ({ DatabaseManager: class {}, other: 2 }));\n',
    };
    const result = await merged(files(more), { name });
    expect(textAfter(result, "tests/a.test.ts")).toBe(
      'vi.mock("../src/database/index.js", () => ({ DatabaseManager: class {} }));\n',
    );
    expect(textAfter(result, "tests/b.test.ts")).toBeUndefined();
    expect(result.notes).toEqual([
      "tests/a.test.ts: the mock of `../src/db/manager.js` now replaces all of src/database/index.ts",
      "tests/b.test.ts: the mock of `../src/db/manager.js` also replaces `other`, and was not changed",
      LOST_COMMENT,
    ]);
  });
});

describe("the old place", () => {
  it("goes with --no-shim where nothing is left in it", async () => {
    const result = await merged(files(), { name, noShim: true });
    expect(result.removed).toEqual(["src/db/manager.ts"]);
    expect(result.changes.find(({ file }) => file === "src/db/manager.ts")).not.toHaveProperty("after");
  });

  it("goes with --no-shim although the configuration names it, which is said", async () => {
    const config = (source: object) => ({
      "db-ssot.json": JSON.stringify({
        sources: [{ accessor: { module: "src/database/index.ts", name: "getDb" }, ...source }],
      }),
    });
    const result = await merged(files(config({ internals: ["src/database/**", "src/db/**"] })), { name, noShim: true });
    expect(result.removed).toEqual(["src/db/manager.ts"]);
    expect(result.notes).toContain(
      "db-ssot.json:1: `sources[0].internals[1]`: no source file matches `src/db/**`; remove it",
    );
    const allowed = config({ alsoAllowed: [{ module: "src/db/manager.ts", name: "DatabaseManager.query" }] });
    const { reasons } = await refused(files(allowed), { name, noShim: true });
    expect(reasons).toEqual([expect.stringMatching(/^db-ssot\.json:1: .*alsoAllowed.*src\/db\/manager\.ts/)]);
  });

  it("stays with --no-shim where something is left in it, which imports what it needs", async () => {
    const result = await merged(
      files({ "src/db/manager.ts": `${OLD}\nexport const make = () => new DatabaseManager();\n` }),
      { name, noShim: true },
    );
    expect(textAfter(result, "src/db/manager.ts")).toBe(
      'import { DatabaseManager } from "../database/index.js";\n\nexport const make = () => new DatabaseManager();\n',
    );
  });

  it("keeps a default export as one", async () => {
    const other = OLD.replace("export class", "export default class");
    const caller = 'import Manager from "./db/manager.js";\nnew Manager();\n';
    const result = await merged(files({ "src/db/manager.ts": other, "src/caller.ts": caller }), { name });
    expect(textAfter(result, "src/db/manager.ts")).toContain(
      'export { DatabaseManager as default } from "../database/index.js";',
    );
    expect(textAfter(result, "src/caller.ts")).toBe(
      'import { DatabaseManager as Manager } from "./database/index.js";\nnew Manager();\n',
    );
  });

  it("says anew what a list exported", async () => {
    const other = `${OLD.replace("export class", "class")}\nexport { DatabaseManager, RETRIES };\n`.replace(
      "RETRIES; at",
      "3; at",
    );
    const result = await merged(files({ "src/db/manager.ts": other }), { name });
    expect(textAfter(result, "src/db/manager.ts")).toContain('export { DatabaseManager } from "../database/index.js";');
    expect(textAfter(result, "src/db/manager.ts")).toContain("export { RETRIES };");
  });

  it("keeps no name where that would make the two import each other, and says so", async () => {
    const target = DATABASE.replace(
      "import { pool }",
      'import { limit } from "../db/manager.js";\nimport { pool }',
    ).replace("return databaseManager", "return limit ? databaseManager : databaseManager");
    const result = await merged(
      files({ "src/database/index.ts": target, "src/db/manager.ts": `${OLD}\nexport const limit = 1;\n` }),
      { name },
    );
    expect(result.shims).toEqual([]);
    expect(result.notes).toEqual([
      "no deprecated name is left in src/db/manager.ts: src/database/index.ts and src/db/manager.ts would import each other",
      LOST_COMMENT,
    ]);
  });

  it("refuses where a caller would be imported by what it imports", async () => {
    const target = DATABASE.replace(
      "import { pool }",
      'import { helper } from "../helper.js";\nimport { pool }',
    ).replace("return databaseManager", "return helper(databaseManager)");
    const helper =
      'import { DatabaseManager } from "./db/manager.js";\nexport const helper = (value: DatabaseManager) => new DatabaseManager() && value;\n';
    const result = await refused(files({ "src/database/index.ts": target, "src/helper.ts": helper }), { name });
    expect(result.reasons).toEqual(["src/database/index.ts and src/helper.ts would import each other"]);
  });
});

describe("accessors", () => {
  const one = 'import { pool } from "./pool.js";\n\nexport async function getDb() {\n  return pool.connect();\n}\n';
  const two =
    'import { pool } from "../database/pool.js";\n\nexport async function getDb() {\n  return pool.connect();\n}\n';
  const caller =
    'import { getDb } from "./db/get-db.js";\nexport const rows = async () => (await getDb()).query("select 1");\n';

  it("become one where they say the same", async () => {
    const all = {
      "src/database/pool.ts": POOL,
      "src/database/index.ts": one,
      "src/db/get-db.ts": two,
      "src/caller.ts": caller,
    };
    const result = await merged(all, { name: "getDb", into: "src/database/index.ts" });
    expect(result.because).toBe("you named it with `--into`");
    expect(textAfter(result, "src/caller.ts")).toContain('import { getDb } from "./database/index.js";');
    expect(textAfter(result, "src/db/get-db.ts")).toContain('export { getDb } from "../database/index.js";');
  });

  it("stay where they do not", async () => {
    const all = {
      "src/database/pool.ts": POOL,
      "src/database/index.ts": one,
      "src/db/get-db.ts": two.replace("pool.connect()", "pool"),
    };
    const result = await refused(all, { name: "getDb" });
    expect(result.conflicts.map(({ what }) => what)).toEqual(["getDb"]);
  });
});

describe("which one", () => {
  it("says that there is one, and does nothing", async () => {
    const all = { "src/database/pool.ts": POOL, "src/database/index.ts": DATABASE };
    expect(await consolidated(all, { name })).toMatchObject({
      kind: "single",
      definition: { file: "src/database/index.ts", line: 3 },
    });
  });

  it("knows the nearest name of one that nobody defines", async () => {
    await expect(consolidated(files(), { name: "DatabaseManger" })).rejects.toThrow(
      "no module defines `DatabaseManger`",
    );
  });

  it("leaves one of a test alone", async () => {
    const all = {
      "src/database/pool.ts": POOL,
      "src/database/index.ts": DATABASE,
      "tests/fake.test.ts": "export class DatabaseManager {}\n",
    };
    expect(await consolidated(all, { name })).toMatchObject({ kind: "single" });
  });

  it("leaves one of another package alone, and tells of it", async () => {
    const all = {
      "package.json": "{}",
      "packages/a/package.json": '{"name":"a"}',
      "packages/a/src/pool.ts": POOL,
      "packages/a/src/index.ts": DATABASE,
      "packages/b/package.json": '{"name":"b"}',
      "packages/b/src/pool.ts": POOL,
      "packages/b/src/index.ts": DATABASE,
    };
    expect(await consolidated(all, { name })).toMatchObject({
      kind: "single",
      definition: { file: "packages/a/src/index.ts" },
      elsewhere: [{ file: "packages/b/src/index.ts" }],
    });
  });

  it("makes three into one", async () => {
    const third = OLD.replace("ping()", "pong()");
    const result = await merged(files({ "src/legacy/manager.ts": third }), { name });
    expect(result.united.map((each) => each.name)).toEqual(["ping", "pong"]);
    expect(result.shims).toEqual(["src/db/manager.ts", "src/legacy/manager.ts"]);
  });

  it("takes the one with most users where there is no accessor", async () => {
    const plain = (body: string) => `export class Cache {\n  ${body}\n}\n`;
    const all = {
      "src/a.ts": plain("get() {}"),
      "src/b.ts": plain("set() {}"),
      "src/one.ts": 'import { Cache } from "./b.js";\nnew Cache();\n',
    };
    const result = await merged(all, { name: "Cache" });
    expect([result.target.file, result.because]).toEqual(["src/b.ts", "it has the most users: 1 file"]);
  });
});
