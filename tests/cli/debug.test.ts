/** `debug` shows what was read of a file, in text and as JSON, and says why where there is nothing to show. */
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";

const FILES = {
  "src/db/database-manager.ts": `import { Pool } from "pg";

const pool = new Pool();

export class DatabaseManager {
  static async open(name?: string) {
    return await pool.connect();
  }
}
`,
  "src/routes.ts": `import { DatabaseManager } from "./db/database-manager";
import { version } from "./version";

export async function ready() {
  const client = await DatabaseManager.open("main");
  await client.query(version);
  await DatabaseManager.close();
}
`,
  "src/version.ts": "export const version = 1;\n",
  "src/unread.ts": "export const nothing = 1;\n",
  "ignored/a.ts": "export {};\n",
  ".gitignore": "ignored\n",
  "README.md": "# A\n",
};

async function printed(command: string): Promise<string> {
  const { status, output, errors } = await runCli(command, FILES);
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  return output;
}

describe("debug facts", () => {
  it("prints what a file imports, exports and defines, and its sites", async () => {
    expect(await printed("debug facts src/routes.ts")).toMatchInlineSnapshot(`
      "src/routes.ts: typescript

      imports
        1:1  static  "./db/database-manager"  DatabaseManager
        2:1  static  "./version"              version

      exports
        4:23  ready  ready

      bindings
        1:10  import    DatabaseManager  import DatabaseManager from "./db/database-manager"
        2:10  import    version          import version from "./version"
        4:23  function  ready            function ready
        5:9   variable  client           await DatabaseManager.open()

      functions
        4:23  async ready()

      sites
        5:40  call  DatabaseManager.open   bound, awaited, in ready
        6:16  call  client.query           dropped, awaited, in ready
        6:22  read  version                argument, in ready
        7:25  call  DatabaseManager.close  dropped, awaited, in ready
      "
    `);
  });

  it("prints the members of classes", async () => {
    expect(await printed("debug facts src/db/database-manager.ts")).toContain(
      "classes\n  5:14  DatabaseManager\n  6:16    .open          static method  function open\n",
    );
  });

  it("prints everything as JSON, also of a file that no check would parse", async () => {
    const facts = JSON.parse(await printed("debug facts src/version.ts --format json"));
    expect(facts).toMatchObject({ file: "src/version.ts", language: "typescript", exports: [{ name: "version" }] });
  });
});

describe("debug value", () => {
  it("follows names, imports, members and results of functions", async () => {
    expect(await printed("debug value src/routes.ts:5:40")).toMatchInlineSnapshot(`
      "DatabaseManager.open()  =  promise of package pg: Pool.new().connect.()
        DatabaseManager.open  =  function open (src/db/database-manager.ts:6:16)
          DatabaseManager  =  class DatabaseManager (src/db/database-manager.ts:5:14)
            import DatabaseManager from "./db/database-manager"  =  class DatabaseManager (src/db/database-manager.ts:5:14)  (declared at src/routes.ts:1:10)
              DatabaseManager  =  class DatabaseManager (src/db/database-manager.ts:5:14)  (exported at src/db/database-manager.ts:5:14)
                class DatabaseManager  =  class DatabaseManager (src/db/database-manager.ts:5:14)  (declared at src/db/database-manager.ts:5:14)
          function open  =  function open (src/db/database-manager.ts:6:16)  (member at src/db/database-manager.ts:6:16)
        await pool.connect()  =  package pg: Pool.new().connect.()  (returned in src/db/database-manager.ts)
          pool.connect()  =  package pg: Pool.new().connect.()
            pool.connect  =  package pg: Pool.new().connect
              pool  =  package pg: Pool.new()
                new Pool()  =  package pg: Pool.new()  (declared at src/db/database-manager.ts:3:7)
                  Pool  =  package pg: Pool
                    import Pool from "pg"  =  package pg: Pool  (declared at src/db/database-manager.ts:1:10)
      "
    `);
  });

  it("gives the reason why a value is unknown", async () => {
    const [first] = (await printed("debug value src/routes.ts:7:25")).split("\n");
    expect(first).toBe("DatabaseManager.close()  =  unknown: no member `close`");
  });

  it("evaluates a name where it is declared, and the object before a dot", async () => {
    const line = async (place: string) => (await printed(`debug value ${place}`)).split("\n")[0];
    expect(await line("src/routes.ts:5:9")).toBe("client  =  package pg: Pool.new().connect.()");
    expect(await line("src/routes.ts:5:24")).toBe(
      "DatabaseManager  =  class DatabaseManager (src/db/database-manager.ts:5:14)",
    );
  });

  it("prints the steps as JSON", async () => {
    const { term, value, from } = JSON.parse(await printed("debug value src/routes.ts:7:25 --format json"));
    expect({ term, value }).toEqual({ term: "DatabaseManager.close()", value: "unknown: no member `close`" });
    expect(from).toMatchObject([{ term: "DatabaseManager.close", from: [{ term: "DatabaseManager" }] }]);
  });

  it.each([
    ["src/routes.ts", "`src/routes.ts` is not a place in a file"],
    ["src/routes.ts:5", "`src/routes.ts:5` is not a place in a file"],
    ["src/routes.ts:99:1", "`src/routes.ts` has 9 lines"],
    ["src/routes.ts:8:40", "`src/routes.ts:8` has 1 column"],
    ["src/routes.ts:5:1", "there is no name or call at `src/routes.ts:5:1`"],
    ["src/gone.ts:1:1", "there is no `src/gone.ts`"],
    ["README.md:1:1", "`README.md` is not read: it is not written in a language that is read"],
  ])("refuses %s", async (place, what) => {
    const { status, output, errors } = await runCli(`debug value ${place}`, FILES);
    expect(errors).toContain(`\n  ${what}\n`);
    expect({ status, output }).toEqual({ status: 2, output: "" });
  });

  it("names the places on the line that can be evaluated", async () => {
    const { errors } = await runCli("debug value src/routes.ts:5:1", FILES);
    expect(errors).toContain("help: give one of `src/routes.ts:5:9`, `src/routes.ts:5:18`, ");
  });
});

describe("debug read", () => {
  it("says in which round a file was parsed, and because of which other one", async () => {
    expect(await printed("debug read src/routes.ts")).toMatchInlineSnapshot(`
      "src/routes.ts: parsed in round 2: it imports the database module src/db/database-manager.ts

      imports, by its text
        "./db/database-manager"  DatabaseManager  src/db/database-manager.ts (a database module)
        "./version"              version          src/version.ts

      rounds: 2 of 4 files were parsed
        round 1  1 file
        round 2  1 file
      "
    `);
  });

  it("says what made a file of the first round matter", async () => {
    expect(await printed("debug read src/db/database-manager.ts")).toMatch(
      /^src\/db\/database-manager\.ts: parsed in round 1: it declares a manager\n/,
    );
  });

  it("says that a file was not parsed, and who imports it", async () => {
    const output = await printed("debug read src/version.ts");
    expect(output).toMatch(
      /^src\/version\.ts: not parsed: it imports no driver and no database module and declares no manager/,
    );
    expect(output).toContain("imported by\n  src/routes.ts  version  parsed\n");
  });

  it("says why a file is not read at all", async () => {
    expect(await printed("debug read ignored/a.ts")).toBe("ignored/a.ts: not read: git ignores it\n");
  });

  it("prints the same as JSON", async () => {
    const report = JSON.parse(await printed("debug read src/routes.ts --format json"));
    expect(report).toMatchObject({ file: "src/routes.ts", parsed: { round: 2 }, rounds: [1, 1], files: 4 });
  });
});

it("refuses an unknown format", async () => {
  const { status, errors } = await runCli("debug facts src/routes.ts --format yaml", FILES);
  expect({ status, errors }).toMatchObject({ status: 2, errors: expect.stringContaining("`yaml`") });
});
