/** Tests, mocks and prose that name a database. What they add holds for themselves alone. One test for each form. */
import { describe, expect, it } from "vitest";
import { linked } from "../support/linked.js";

const PROJECT = {
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@managers/*": ["./src/managers/*"] } } }',
  "src/managers/database.ts": [
    'import { Pool } from "pg";',
    "export class DatabaseManager { static pool = new Pool(); private cache = 1; static getSession() { return DatabaseManager.pool.connect(); } query() { return this.cache; } }",
    "export const manager = new DatabaseManager();",
    "export const getDb = () => DatabaseManager.pool;",
  ].join("\n"),
  "src/use.ts":
    'import { DatabaseManager, getDb } from "@managers/database";\nexport const later = () => DatabaseManager.later();\ngetDb();',
};

const TEST = "src/use.test.ts";

async function testing(code: string, files: Readonly<Record<string, string>> = {}) {
  const project = await linked({ ...PROJECT, ...files, [TEST]: code });
  const managers = project.analysis.subject.sources.flatMap((source) => source.managers.map((each) => each.span.file));
  return { ...project, managers };
}

describe("mocks", () => {
  it("keeps importing the real module where it is mocked automatically", async () => {
    const project = await testing(
      'import { DatabaseManager } from "@managers/database";\njest.mock("@managers/database");\nDatabaseManager.getSession(); DatabaseManager.gone();',
    );
    expect(project.valueAt(TEST, "DatabaseManager")).toBe("class src/managers/database.ts#DatabaseManager");
    expect(project.memberAt(TEST, "DatabaseManager.gone()")).toBe("absent");
  });

  it("does not know the members of what is mocked by a twin, and makes no manager of the twin", async () => {
    const project = await testing(
      'import { DatabaseManager } from "@managers/database";\njest.mock("@managers/database");\nDatabaseManager.getSession(); DatabaseManager.gone();',
      { "src/managers/__mocks__/database.ts": "export class DatabaseManager { static gone() {} }" },
    );
    expect(project.valueAt(TEST, "DatabaseManager")).toBe("class src/managers/database.ts#DatabaseManager");
    expect(project.memberAt(TEST, "DatabaseManager.gone()")).toBe("unknown: members are added from outside");
    expect(project.managers).toEqual(["src/managers/database.ts"]);
  });

  it("leaves the object of a mock factory and a virtual mock alone", async () => {
    const project = await testing(
      [
        'import { getDb } from "@managers/database";',
        'jest.mock("@managers/database", () => ({ getDb: jest.fn(), gone: jest.fn() }));',
        'jest.mock("not-installed", () => ({ open: jest.fn() }), { virtual: true });',
        "const db = getDb();",
      ].join("\n"),
    );
    expect(project.valueAt(TEST, "db")).toBe("external pg: Pool new()");
    expect(project.accesses(TEST)).toEqual(["getDb() → accessor getDb"]);
  });

  it("sees which member `jest.mocked` and `vi.mocked` speak of", async () => {
    const project = await testing(
      'import { DatabaseManager, getDb } from "@managers/database";\njest.mocked(DatabaseManager.getSession).mockReturnValue(1); jest.mocked(DatabaseManager.gone).mockReturnValue(1); vi.mocked(getDb).mockReturnValue({});',
    );
    expect(project.accesses(TEST)).toEqual([
      "DatabaseManager.getSession → manager DatabaseManager.getSession: found",
      "DatabaseManager.gone → manager DatabaseManager.gone: absent",
      "getDb → accessor getDb",
    ]);
  });

  it("takes a spy on an instance, also on a private member, for no use of the member", async () => {
    const project = await testing(
      'import { manager } from "@managers/database";\njest.spyOn(manager, "query"); jest.spyOn(manager as any, "cache"); vi.spyOn(manager as any, "gone");',
    );
    expect(project.accesses(TEST)).toEqual([]);
  });

  it("takes a spy on the prototype for no missing member", async () => {
    const project = await testing(
      'import { DatabaseManager } from "@managers/database";\njest.spyOn(DatabaseManager.prototype, "query");',
    );
    expect(project.accesses(TEST)).toEqual(["DatabaseManager.prototype → manager DatabaseManager.prototype: found"]);
  });

  it("lets what a test assigns hold in that test alone", async () => {
    const project = await testing(
      'import { DatabaseManager } from "@managers/database";\nDatabaseManager.later = jest.fn(); DatabaseManager.later();\nDatabaseManager.prototype.soon = jest.fn(); new DatabaseManager().soon();',
      { "src/other.test.ts": 'import { DatabaseManager } from "@managers/database";\nDatabaseManager.later();' },
    );
    expect(project.memberAt(TEST, "DatabaseManager.later()")).toBe("found");
    expect(project.memberAt(TEST, "new DatabaseManager().soon()")).toBe("found");
    expect(project.memberAt("src/other.test.ts", "DatabaseManager.later()")).toBe("absent");
    expect(project.memberAt("src/use.ts", "DatabaseManager.later()")).toBe("absent");
  });

  it("lets a test replace the entry of a map", async () => {
    const project = await testing(
      'import { Servers } from "./servers";\nServers.map["a"] = { database: fake() };\nServers.map.a.database;',
      {
        "src/servers.ts":
          "class Manager { map: Record<string, { database: Date }> = {}; }\nexport const Servers = new Manager();",
      },
    );
    expect(project.memberAt(TEST, "Servers.map.a.database")).toBe("found");
  });

  it("leaves a mock alone whose path is absolute on the author's machine", async () => {
    const project = await testing('jest.mock("/home/someone/project/src/managers/database", () => ({}));');
    expect(project.facts(TEST).imports).toEqual([]);
    expect(project.accesses(TEST)).toEqual([]);
  });

  it("makes no manager of a mock class written by hand", async () => {
    const project = await testing(
      "class MockDatabaseManager { static getSession() {} }\nclass DatabaseManager {}\nMockDatabaseManager.gone();",
    );
    expect(project.managers).toEqual(["src/managers/database.ts"]);
    expect(project.accesses(TEST)).toEqual([]);
  });

  it("knows a mocked handle by what it is made of, whatever it is cast to", async () => {
    const project = await testing(
      'import type { getDb } from "@managers/database";\nconst db = { query: vi.fn() } as unknown as ReturnType<typeof getDb>;\nconst bare = mock() as ReturnType<typeof getDb>;',
    );
    expect(project.valueAt(TEST, "db")).toBe(`object ${TEST}#db`);
    expect(project.valueAt(TEST, "bare")).toBe("external pg: Pool new()");
  });
});

describe("prose", () => {
  it("finds no access in comments, JSDoc examples and strings", async () => {
    const project = await testing(
      [
        "/**",
        " * @example",
        " * await DatabaseManager.getAsyncSession();",
        " */",
        "export function use() {",
        "  // DatabaseManager.getSession() was here",
        "  const text = 'import { getDb } from \"@managers/database\"; getDb();';",
        "  return text + `DatabaseManager.getSession()`;",
        "}",
      ].join("\n"),
    );
    expect(project.accesses(TEST)).toEqual([]);
    expect(project.facts(TEST).imports).toEqual([]);
  });

  it("reads no document as code", async () => {
    const project = await testing("export {};", {
      "AGENTS.md": "```ts\nDatabaseManager.getAsyncSession();\n```",
      "docs/db.md": "Call `DatabaseManager.old()`.",
    });
    expect(project.analysis.subject.accesses.map((access) => access.file)).not.toContain("AGENTS.md");
    expect(project.analysis.discovery.files.filter((file) => file.endsWith(".md"))).toEqual([]);
  });
});
