/** Stand-ins in TypeScript and JavaScript: how each is written, and that it compiles in the strictest project. */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { tempProject } from "../../support/temp-project.js";
import { callersOf, type Shimmed, shimmed, TYPESCRIPT } from "./shimmed.js";

const HANDLE = `
  // file: src/session.ts
  export class Session {
    query(sql: string): Promise<readonly string[]> {
      return Promise.resolve([sql]);
    }
    async [Symbol.asyncDispose](): Promise<void> {}
  }
  export class Shared {
    query(sql: string): Promise<readonly string[]> {
      return Promise.resolve([sql]);
    }
  }
`;

/** Each form of an accessor, by its code. */
const ACCESSORS = {
  object: `import { Shared } from "./session.js";\n  export const getDb = new Shared();`,
  value: `import { Shared } from "./session.js";\n  export function getDb(): Shared {\n    return new Shared();\n  }`,
  promise: `import { Shared } from "./session.js";\n  export async function getDb(): Promise<Shared> {\n    return new Shared();\n  }`,
  disposable: `import { Session } from "./session.js";\n  export async function getDb(): Promise<Session> {\n    return new Session();\n  }`,
  callback: `import { Session } from "./session.js";\n  export async function getDb<Result>(work: (db: Session) => Promise<Result>): Promise<Result> {\n    await using db = new Session();\n    return await work(db);\n  }`,
} as const;

const PLAIN = `
  // file: src/manager.ts
  export class DatabaseManager {
    healthCheck() {
      return true;
    }
  }
`;

const ANNOTATED = PLAIN.replace("healthCheck()", "healthCheck(): boolean");

function project(form: keyof typeof ACCESSORS, caller: string, manager = PLAIN): string {
  return `${HANDLE}\n  // file: src/database.ts\n  ${ACCESSORS[form]}\n${manager}\n${caller}`;
}

const AWAITED = `
  // file: src/orders.ts
  import { DatabaseManager } from "./manager.js";
  export async function orders() {
    const db = await DatabaseManager.getAsyncSession("default");
    return db.query("select 1");
  }
`;
const HELD = `
  // file: src/orders.ts
  import { DatabaseManager } from "./manager.js";
  export async function orders() {
    await using db = await DatabaseManager.getAsyncSession();
    return await db.query("select 1");
  }
`;
const AT_ONCE = `
  // file: src/orders.ts
  import { DatabaseManager } from "./manager.js";
  export const orders = () => DatabaseManager.getAsyncSession().query("select 1");
`;
const CHAINED = `
  // file: src/orders.ts
  import { DatabaseManager } from "./manager.js";
  export const orders = () => DatabaseManager.getAsyncSession().then((db) => db.query("select 1"));
`;
const CALLED_BACK = `
  // file: src/orders.ts
  import { DatabaseManager } from "./manager.js";
  export const orders = () => DatabaseManager.getAsyncSession(async (db) => db.query("select 1"));
`;

const MEMBER = "DatabaseManager.getAsyncSession";

const ON_INSTANCE = `
  // file: src/users.ts
  import { DatabaseManager } from "./manager.js";
  export async function users() {
    await using db = await new DatabaseManager().getAsyncSession("primary");
    return await db.query("select 2");
  }
`;

/** The module of the accessor needs the class itself. */
const CIRCLE = project("disposable", HELD).replace(
  'import { Session } from "./session.js";',
  'import { Session } from "./session.js";\n  import { DatabaseManager } from "./manager.js";\n  export const managers = [DatabaseManager];',
);

describe("under the strictest options", () => {
  it("compiles with its callers, for every form of the accessor that serves them", async () => {
    const served = [
      ...[AWAITED, AT_ONCE, CHAINED, CALLED_BACK].flatMap((caller) => [
        ["object", caller] as const,
        ["value", caller] as const,
      ]),
      ...[AWAITED, CHAINED].map((caller) => ["promise", caller] as const),
      ...[HELD, CHAINED, CALLED_BACK, `${HELD}${ON_INSTANCE}`].map((caller) => ["disposable", caller] as const),
      ["callback", CALLED_BACK] as const,
    ];
    const projects = [PLAIN, ANNOTATED].flatMap((manager) =>
      served.map(([form, caller]) => project(form, caller, manager)),
    );
    const results = await Promise.all([...projects, CIRCLE].map((each) => shimmed(each, MEMBER, TYPESCRIPT)));
    expect(results.flatMap(callersOf).filter((caller) => caller.includes("unserved"))).toEqual([]);
    expect(typeErrors(results)).toEqual([]);
  });
});

describe("writes", () => {
  it("a deprecated member at the end of the class, and the import that it needs", async () => {
    const { texts } = await shimmed(project("disposable", HELD), MEMBER, TYPESCRIPT);
    expect(texts).toEqual({
      "src/manager.ts": `import { getDb } from "./database.js";

export class DatabaseManager {
  healthCheck() {
    return true;
  }

  /** @deprecated use getDb() of src/database.ts */
  static async getAsyncSession() {
    return getDb();
  }
}
`,
    });
  });

  it("a parameter for the name of the database where a caller gives one, and refuses every other name", async () => {
    const config = { ...TYPESCRIPT, defaultNames: ["default", "main"] };
    const { texts } = await shimmed(project("promise", AWAITED), MEMBER, config);
    expect(texts["src/manager.ts"]).toContain(`  static async getAsyncSession(name = "default") {
    if (!["default", "main"].includes(name)) throw new Error(\`no database is called \${name}\`);
    return getDb();
  }
`);
  });

  it("as the class is written: tabs, single quotes, no semicolons, `public`, Windows line endings", async () => {
    const text = "export class DatabaseManager {\r\n\tpublic healthCheck() {\r\n\t\treturn 'well'\r\n\t}\r\n}\r\n";
    const { texts } = await shimmed(project("promise", AWAITED), MEMBER, TYPESCRIPT, { "src/manager.ts": text });
    const added = `
	/** @deprecated use getDb() of src/database.ts */
	public static async getAsyncSession(name = 'default') {
		if (!['default', 'primary'].includes(name)) throw new Error(\`no database is called \${name}\`)
		return getDb()
	}
}
`;
    expect(texts["src/manager.ts"]).toBe(
      `import { getDb } from './database.js'\r\n\r\n${text.slice(0, -3)}${added.replaceAll("\n", "\r\n")}`,
    );
  });

  it("on both sides, where both are asked", async () => {
    const { shims, texts } = await shimmed(project("disposable", HELD + ON_INSTANCE), MEMBER, TYPESCRIPT);
    expect(shims.map(({ sides }) => sides)).toEqual([["static", "instance"]]);
    expect(texts["src/manager.ts"]?.match(/@deprecated/g)).toHaveLength(2);
  });

  it("an import that waits for the call, where the accessor's module needs the class itself", async () => {
    const { texts } = await shimmed(CIRCLE, MEMBER, TYPESCRIPT);
    expect(texts["src/manager.ts"]).toContain(
      `    const { getDb } = await import("./database.js");\n    return getDb();\n`,
    );
  });

  it("into a class without members, on one line", async () => {
    const { texts } = await shimmed(
      project("value", AT_ONCE, "  // file: src/manager.ts\n  export class DatabaseManager {}\n"),
      MEMBER,
      TYPESCRIPT,
    );
    expect(texts["src/manager.ts"]).toBe(`import { getDb } from "./database.js";

export class DatabaseManager {
  /** @deprecated use getDb() of src/database.ts */
  static getAsyncSession() {
    return getDb();
  }
}
`);
  });

  it("no types into JavaScript", async () => {
    const files = `
      // file: src/database.js
      class Session { async [Symbol.asyncDispose]() {} }
      export async function getDb() {
        return new Session();
      }
      // file: src/manager.js
      export class DatabaseManager {
      }
      // file: src/orders.js
      import { DatabaseManager } from "./manager.js";
      export const orders = () => DatabaseManager.getAsyncSession(async (db) => db);
    `;
    const config = {
      ...TYPESCRIPT,
      accessor: { module: "src/database.js", name: "getDb" },
      internals: ["src/database.js"],
    };
    const { texts } = await shimmed(files, MEMBER, config);
    expect(texts["src/manager.js"]).toBe(`import { getDb } from "./database.js";

export class DatabaseManager {
  /** @deprecated use getDb() of src/database.js */
  static async getAsyncSession(work) {
    await using db = await getDb();
    return await work(db);
  }
}
`);
  });
});

describe("tells callers apart", () => {
  it("says of one that needs the handle at once that a promise does not serve it", async () => {
    const caller = `${AWAITED}\n${AT_ONCE.replace("src/orders.ts", "src/users.ts")}`;
    const result = await shimmed(project("promise", caller), MEMBER, TYPESCRIPT);
    expect(callersOf(result)).toEqual([
      "src/orders.ts:3 served",
      "src/users.ts:2 unserved: it does not await the result",
    ]);
  });

  it("says of one that gives another name that the member refuses it", async () => {
    const caller = `${AWAITED}\n${AWAITED.replace("src/orders.ts", "src/archive.ts").replace('"default"', '"archive"')}`;
    const result = await shimmed(project("promise", caller), MEMBER, TYPESCRIPT);
    expect(callersOf(result)[0]).toBe(
      'src/archive.ts:3 unserved: `"archive"` is not in `defaultNames`, so the member refuses it',
    );
  });

  it("says of one that never disposes of the handle that it wants a look", async () => {
    const result = await shimmed(project("disposable", AWAITED), MEMBER, TYPESCRIPT);
    expect(callersOf(result)).toEqual(["src/orders.ts:3 risky: the caller does not dispose of the handle"]);
  });
});

describe("refuses", () => {
  it.each([
    ["a name without a class", "getAsyncSession", "malformed-member"],
    [
      "a class that is not there, with the nearest",
      "DatabaseManger.getAsyncSession",
      "unknown-manager: there is no manager",
    ],
    [
      "a member that is there",
      "DatabaseManager.healthCheck",
      "member-exists: `DatabaseManager.healthCheck` exists already, at src/manager.ts:2",
    ],
  ])("%s", (_what, member, said) =>
    expect(shimmed(project("promise", AWAITED), member, TYPESCRIPT)).rejects.toThrow(said),
  );

  it("where no caller could use what the accessor gives", () =>
    expect(shimmed(project("callback", AWAITED), MEMBER, TYPESCRIPT)).rejects.toThrow("no-shim"));

  it("a circle of imports, where nothing is awaited", () => {
    const circle = project("value", AT_ONCE).replace(
      'import { Shared } from "./session.js";',
      'import { Shared } from "./session.js";\n  import "./manager.js";',
    );
    return expect(shimmed(circle, MEMBER, TYPESCRIPT)).rejects.toThrow("no-shim");
  });

  it("a client bundle", () =>
    expect(
      shimmed(
        project("promise", AWAITED, `  // file: src/manager.ts\n  "use client";\n  export class DatabaseManager {}\n`),
        MEMBER,
        TYPESCRIPT,
      ),
    ).rejects.toThrow("no-shim"));

  it("where nobody says which of two classes is meant; a path says it", async () => {
    const two = `${project("promise", "")}\n${PLAIN.replace("src/manager.ts", "src/other.ts")}`;
    await expect(shimmed(two, MEMBER, TYPESCRIPT)).rejects.toThrow("several-managers");
    const { texts } = await shimmed(two, `src/other.ts#${MEMBER}`, TYPESCRIPT);
    expect(Object.keys(texts)).toEqual(["src/other.ts"]);
  });
});

const COMPILER = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const OPTIONS = {
  strict: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  module: "nodenext",
  target: "es2022",
  lib: ["es2022", "esnext.disposable"],
  types: [],
  noEmit: true,
};

/** What the compiler has against the projects, a line for each error; each project has a folder of its own. */
function typeErrors(results: readonly Shimmed[]): readonly string[] {
  const sources = results.flatMap(({ files }, index) =>
    Object.entries(files as Record<string, string>).map(([file, text]) => [`project-${index}/${file}`, text] as const),
  );
  const folder = tempProject({
    ...Object.fromEntries(sources),
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({ compilerOptions: OPTIONS, include: ["*/src"] }),
  });
  try {
    execFileSync(process.execPath, [COMPILER, "-p", "."], { cwd: folder, encoding: "utf8" });
    return [];
  } catch (failure) {
    return (failure as { readonly stdout: string }).stdout.split("\n").filter(Boolean);
  }
}
