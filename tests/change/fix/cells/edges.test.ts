/** Places beside the rows of the table, where one more word decides. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../../support/snippet.js";
import { type CellForm, databaseOf } from "./databases.js";

const IMPORT = 'import { DatabaseManager } from "./manager.js";\n';

/** The body of `titles` after the safe fixes, or why there is none. */
async function fixed(form: CellForm, body: string, beside: Readonly<Record<string, string>> = {}): Promise<string> {
  const files = {
    ...databaseOf(form),
    ...beside,
    "src/place.ts": `${IMPORT}\nexport async function titles() {\n${body}\n}\n`,
  };
  const { "src/place.ts": after } = await fixFiles(files);
  if (after !== undefined)
    return after.slice(after.indexOf("{\n", after.indexOf("titles")) + 2, after.lastIndexOf("\n}"));
  const { diagnostics } = await checkFiles(files);
  const own = diagnostics.filter(({ span }) => span.file === "src/place.ts");
  return own.map(({ fix, help }) => fix?.reason ?? help ?? "").join("\n");
}

const GET = "  const s = await DatabaseManager.getSession();";
const MISSING = "  const s = await DatabaseManager.getAsyncSession();";
const USING = "  await using s = await getDb();";

describe("to a handle that its block disposes of", () => {
  it("takes the release from every place where it stands", async () => {
    const body = `${GET}
  const rows = await s.query("select 1");
  if (rows.length === 0) {
    await s.close();
    return [];
  }
  await s.close();
  return rows;`;
    expect(await fixed("disposable", body)).toBe(`${USING}
  const rows = await s.query("select 1");
  if (rows.length === 0) {
    return [];
  }
  return rows;`);
  });

  it("leaves the release where more work follows it", async () => {
    const body = `${GET}\n  await s.query("select 1");\n  await s.close();\n  await fetch("/done");`;
    expect(await fixed("disposable", body)).toBe(body.replace("DatabaseManager.getSession()", "getDb()"));
  });

  it("leaves the release where a function inside uses the handle", async () => {
    const body = `${GET}\n  setTimeout(() => s.query("select 1"), 10);\n  await s.close();`;
    expect(await fixed("disposable", body)).toBe(body.replace("DatabaseManager.getSession()", "getDb()"));
  });

  it("leaves the release where a `let` may hold another handle", async () => {
    const body = `  let s = await DatabaseManager.getSession();\n  await s.query("select 1");\n  await s.close();`;
    expect(await fixed("disposable", body)).toBe(body.replace("DatabaseManager.getSession()", "getDb()"));
  });

  it("gives a block to what never ran only where its work is over by then", async () => {
    expect(await fixed("disposable", `${MISSING}\n  return await s.query("select 1");`)).toContain(USING);
    expect(await fixed("disposable", `${MISSING}\n  return s.query("select 1");`)).toContain("may still be running");
    expect(await fixed("disposable", `${MISSING}\n  return () => s.query("select 1");`)).toContain(
      "a function that may run after its block uses the handle",
    );
    expect(await fixed("disposable", `${MISSING}\n  return s;`)).toContain("the handle is returned");
  });
});

describe("to one handle for all, of what never ran", () => {
  it("takes every release away, with its tests", async () => {
    const body = `${MISSING}
  try {
    await s.query("select 1");
    if (s) await s.close();
  } catch (error) {
    await s?.close();
    throw error;
  }`;
    expect(await fixed("object", body)).toBe(`  try {
    await db.query("select 1");
  } catch (error) {
    throw error;
  }`);
  });

  it("keeps the comments of a `finally`, and so the `finally`", async () => {
    const body = `${MISSING}\n  try {\n    await s.query("a");\n  } finally {\n    // back\n    await s.close();\n  }`;
    expect(await fixed("object", body)).toBe(`  try {\n    await db.query("a");\n  } finally {\n    // back\n  }`);
  });

  it("moves what a `try` held to the left, though the call that goes runs over several of its lines", async () => {
    const body = `  let s;
  try {
    s = await DatabaseManager.getAsyncSession(
      // the main one
    );
    await s.query("a");
  } finally {
    await s?.close();
  }`;
    expect(await fixed("object", body)).toBe(`  let s;\n  s = db /* the main one */;\n  await s.query("a");`);
  });

  it("has no fix where a release is part of an expression", async () => {
    const body = `${MISSING}\n  return s.query("a").finally(() => s.close());`;
    expect(await fixed("object", body)).toContain("`s.close()` releases a handle that all callers share");
  });

  it("has no fix where the name has held another handle", async () => {
    const body = `  let s = await DatabaseManager.getAsyncSession();\n  s = other();\n  await s.close();`;
    expect(await fixed("object", body)).toContain("its name is also given another handle");
  });

  it("is unsafe where the handle is passed on beside its release", async () => {
    const body = `${MISSING}\n  await run(s);\n  await s.close();`;
    expect(await fixed("object", body)).toContain("the handle is passed to `run` and may be released there");
  });
});

describe("in a function that is not `async`", () => {
  const sync = (form: CellForm, code: string) =>
    checkFiles({ ...databaseOf(form), "src/place.ts": `${IMPORT}\n${code}\n` });

  it("leaves an inline call to a manual where it would have to await", async () => {
    const code = 'export const titles = () => DatabaseManager.getAsyncSession().query("a");';
    const { diagnostics } = await sync("promise", code);
    expect(diagnostics.map(({ help }) => help).join()).toContain("the enclosing function is not `async`");
  });

  it("leaves `using` to a manual where it would have to await", async () => {
    const code = "export function titles() {\n  using s = DatabaseManager.getAsyncSession();\n  s.query(1);\n}";
    for (const form of ["value", "promise", "disposable"] as const) {
      const { diagnostics } = await sync(form, code);
      expect(diagnostics.map(({ help }) => help).join()).toMatch(/`async`/);
    }
  });
});

describe("a comment inside of the call", () => {
  const given = (inside: string) =>
    `  const s = await DatabaseManager.getAsyncSession(${inside});\n  return s.reader.query("a");`;

  it("stays with the call or the name that comes", async () => {
    expect(await fixed("object", given("/* the main one */"))).toContain("const s = db /* the main one */;");
    const released = given("/* a */").replace("return", "await s.close(); return");
    expect(await fixed("value", released)).toContain("const s = getDb(/* a */);");
  });
});

describe("where the manager has had one handle for all, and the accessor opens one each time", () => {
  const manager = `import { Session } from "./session.js";
const one = new Session();
export class DatabaseManager {
  static async getSession(): Promise<Session> {
    return one;
  }
}
`;
  const body = `${GET}\n  try {\n    return await s.query("a");\n  } finally {\n    await s.close();\n  }`;

  it.each(["value", "promise", "disposable"] as const)("is unsafe to the form %s", async (form) => {
    expect(await fixed(form, body, { "src/manager.ts": manager })).toContain("the handle is shared now");
  });
});
