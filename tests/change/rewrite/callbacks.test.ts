/** An accessor that takes a callback: what surrounds a place decides whether its code can move into one. */
import { describe, expect, it } from "vitest";
import type { MemoryFiles } from "../../support/memory-world.js";
import { checkFiles, fixFiles } from "../../support/snippet.js";

const POOL = 'import { Pool, type PoolClient } from "pg";\n\nexport const pool = new Pool();\n\n';
const WITH_CLIENT = `${POOL}export async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
`;
const USER = `import { withClient } from "./db";

export const count = () => withClient((client) => client.query("select count(*) from item"));
`;

function project(text: string, accessor = WITH_CLIENT): MemoryFiles {
  return {
    "package.json": JSON.stringify({ name: "shop", dependencies: { pg: "8" } }),
    "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "src/db.ts", name: "withClient" } }] }),
    "src/db.ts": accessor,
    "src/user.ts": USER,
    "src/a.ts": `import { pool } from "./db";\n\n${text}`,
  };
}

async function fixed(text: string, accessor?: string): Promise<string> {
  return (await fixFiles(project(text, accessor), { unsafe: true }))["src/a.ts"] ?? "unchanged";
}

async function said(text: string, accessor?: string): Promise<string> {
  const { diagnostics } = await checkFiles(project(text, accessor));
  const own = diagnostics.find(({ span }) => span.file === "src/a.ts");
  return own?.fix?.reason ?? own?.fix?.applicability ?? own?.help ?? "no finding";
}

const HEAD = 'import { withClient } from "./db";\n\n';

const NAMES = `export async function names() {
  const client = await pool.connect();
  try {
    return await client.query("select 1");
  } finally {
    client.release();
  }
}
`;

describe("a block that releases its handle in `finally`", () => {
  it("becomes the body of the callback, and its result that of the call", async () => {
    const text = `export async function names(shop: number) {
  const client = await pool.connect();
  try {
    const { rows } = await client.query("select name from item where shop = $1", [shop]);
    return rows;
  } finally {
    client.release();
  }
}
`;
    expect(await said(text)).toBe("safe");
    expect(await fixed(text)).toBe(`${HEAD}export async function names(shop: number) {
  return withClient(async (client) => {
    const { rows } = await client.query("select name from item where shop = $1", [shop]);
    return rows;
  });
}
`);
  });

  it("keeps its `catch`, what follows it, and a `try` around it that has to see the error", async () => {
    const text = `export async function store(names: string[]) {
  try {
    const client = await pool.connect();
    try {
      for (const name of names) {
        if (name === "") continue;
        await client.query("insert into item values ($1)", [name]);
      }
    } catch (error) {
      console.error(error);
    } finally {
      client.release();
    }
    console.log("done");
  } catch {
    console.error("no connection");
  }
}
`;
    expect(await said(text)).toBe("safe");
    expect(await fixed(text)).toBe(`${HEAD}export async function store(names: string[]) {
  try {
    await withClient(async (client) => {
      try {
        for (const name of names) {
          if (name === "") continue;
          await client.query("insert into item values ($1)", [name]);
        }
      } catch (error) {
        console.error(error);
      }
    });
    console.log("done");
  } catch {
    console.error("no connection");
  }
}
`);
  });

  it("is returned with `await` where a `try` around it would not see the error otherwise", async () => {
    const text = `export async function first() {
  try {
    const client = await pool.connect();
    try {
      return await client.query("select 1");
    } finally {
      client.release();
    }
  } catch {
    return undefined;
  }
}
`;
    expect(await fixed(text)).toContain("    return await withClient(async (client) => {\n");
  });
});

describe("a block without `try`", () => {
  it("moves with all that its names are used in, unsafely", async () => {
    const text = `export async function all() {
  const client = await pool.connect();
  const { rows } = await client.query("select 1");
  client.release();
  return rows.length;
}
`;
    expect(await said(text)).toBe("the handle is released at the end of the callback, and was released elsewhere");
    expect(await fixed(text)).toBe(`${HEAD}export async function all() {
  return withClient(async (client) => {
    const { rows } = await client.query("select 1");
    return rows.length;
  });
}
`);
  });
});

describe("there is no fix", () => {
  const around = (body: string) => `export async function a(list: string[]) {
  for (const one of list) {
    const client = await pool.connect();
    try {
      ${body}
    } finally {
      client.release();
    }
  }
  return list;
}
`;
  it.each([
    [
      "of a jump out of the callback",
      around('if (one === "") break;\n      await client.query(one);'),
      "`break` or `continue`",
    ],
    ["where only a part of the code returns", around("if (one) return (await client.query(one)).rows;"), "only a part"],
    ["of a `var`", around("var rows = await client.query(one);\n      console.log(rows);"), "a `var`"],
  ])("%s", async (_, text, reason) => {
    expect(await said(text)).toContain(reason);
    expect(await fixed(text)).toBe("unchanged");
  });

  it("where the accessor drops what its callback returns", async () => {
    const dropping = WITH_CLIENT.replace("return await work(client)", "await work(client)").replace(
      "<T>(work: (client: PoolClient) => Promise<T>): Promise<T>",
      "(work: (client: PoolClient) => Promise<unknown>): Promise<void>",
    );
    expect(await said(NAMES, dropping)).toContain("`withClient` does not return what its callback returns");
    expect(await fixed(NAMES, dropping)).toBe("unchanged");
  });

  it("that is safe, where the accessor releases before its callback is done", async () => {
    const hasty = WITH_CLIENT.replace("return await work(client)", "return work(client)");
    expect(await said(NAMES, hasty)).toBe("`withClient` may not return what its callback returns");
  });

  it("where a generator yields, and where the handle leaves", async () => {
    const yielding = `export async function* rows() {
  const client = await pool.connect();
  try {
    yield await client.query("select 1");
  } finally {
    client.release();
  }
}
`;
    expect(await said(yielding)).toContain("the code yields");
    const leaving = `const state: { client?: unknown } = {};

export async function open() {
  const client = await pool.connect();
  await client.query("begin");
  state.client = client;
}
`;
    expect(await said(leaving)).toContain("the handle is stored, and ends with the callback");
  });
});

describe("names around the code that moves", () => {
  const released = (body: string, before = "") => `export async function f(x: string) {
${before}  const client = await pool.connect();
${body}}
`;

  it.each([
    [
      "a function that is called before it is declared",
      released(
        "  function helper() {\n    return 7;\n  }\n  try {\n    return await client.query(x + helper());\n  } finally {\n    client.release();\n  }\n",
        "  console.log(helper());\n",
      ),
    ],
    [
      "a variable that a function above it reads",
      released(
        "  const limit = 5;\n  try {\n    return await client.query(x + later());\n  } finally {\n    client.release();\n  }\n",
        "  const later = () => limit;\n",
      ),
    ],
  ])("keep it where it is: %s", async (_, text) => {
    expect(await said(text)).toContain("a name that it declares is used outside of it");
    expect(await fixed(text)).toBe("unchanged");
  });

  it("end the call where the next line begins with a bracket and nothing else ends it", async () => {
    const text = `export async function f(x: string) {
  const client = await pool.connect()
  try {
    await client.query(x)
  } finally {
    client.release()
  }
  [1, 2].forEach((each) => console.log(each))
}
`;
    expect(await fixed(text)).toContain("\n  });\n  [1, 2].forEach(");
  });
});

it("an accessor that leaves its handle open after an error takes the place of no `finally`", async () => {
  const leaking = WITH_CLIENT.replace(
    /try \{\n {4}return await work\(client\);\n {2}\} finally \{\n {4}client.release\(\);\n {2}\}/,
    "const result = await work(client);\n  client.release();\n  return result;",
  );
  expect(await said(NAMES, leaking)).toContain("`withClient` is not known to release its handle");
});

it("a manager whose method is annotated gives what the code of the accessor obtains", async () => {
  const manager = `import type { PoolClient } from "pg";
import { pool } from "./db";

export class DatabaseManager {
  static async getClient(): Promise<PoolClient> {
    return pool.connect();
  }
}
`;
  const config = {
    sources: [
      {
        accessor: { module: "src/db.ts", name: "withClient" },
        managers: ["DatabaseManager"],
        internals: ["src/db.ts", "src/manager.ts"],
      },
    ],
  };
  const text = `import { DatabaseManager } from "./manager";

export async function names() {
  const client = await DatabaseManager.getClient();
  try {
    return await client.query("select 1");
  } finally {
    client.release();
  }
}
`;
  const files = {
    ...project(text),
    "src/manager.ts": manager,
    "db-ssot.json": JSON.stringify(config),
    "src/a.ts": text,
  };
  expect((await fixFiles(files))["src/a.ts"]).toBe(`${HEAD}export async function names() {
  return withClient(async (client) => {
    return await client.query("select 1");
  });
}
`);
});

it("a test that mocks the module of the pool is named, for its mock would not be met", async () => {
  const mock = `import { expect, test, vi } from "vitest";
import { names } from "../src/a";

vi.mock("../src/db", () => ({ pool: { connect: vi.fn() }, withClient: vi.fn() }));
test("names", async () => expect(await names()).toBe(1));
`;
  const { diagnostics } = await checkFiles({ ...project(NAMES), "test/a.test.ts": mock });
  expect(diagnostics.find(({ span }) => span.file === "src/a.ts")?.fix?.reason).toContain("test/a.test.ts:4 mocks it");
});
