import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";

const target = `import { pool } from "./pool.js";

export class Manager {
  query() {
    return pool.query("select 1");
  }
}
`;
const other = target.replace("query() {", "ping() {");
const FILES = {
  "src/pool.ts": 'import { Pool } from "pg";\nexport const pool = new Pool();\n',
  "src/a.ts": target,
  "src/b.ts": other,
};
const CLASH = { ...FILES, "src/b.ts": target.replace("select 1", "select 2") };

describe("consolidate", () => {
  it("writes one, says what it did, and finds nothing to do when it is asked again", async () => {
    const first = await runCli("consolidate Manager", FILES);
    expect(first.errors).toBe("");
    expect(first.output).toBe(`\`Manager\` of src/a.ts:3 is kept: each is used in 0 files, and its path sorts first
\`Manager\` of src/b.ts:3 is merged into it
  added    \`ping\` from src/b.ts
  shim     a deprecated name in src/b.ts
consolidated 2 definitions into one, in 2 files
`);
    expect(first.status).toBe(0);
    expect(first.world.textOf("src/b.ts")).toBe(
      '/** @deprecated Import it from "./a.js". */\nexport { Manager } from "./a.js";\n',
    );

    const second = await runCliIn(first.world, "consolidate Manager");
    expect(second.output).toBe("there is one `Manager`, in src/a.ts:3: nothing to do\n");
    expect(second.status).toBe(0);
  });

  it("is taken back by undo", async () => {
    const { world } = await runCli("consolidate Manager --no-shim", FILES);
    expect(world.textOf("src/b.ts")).toBeUndefined();
    await runCliIn(world, "undo");
    expect(world.textOf("src/a.ts")).toBe(target);
    expect(world.textOf("src/b.ts")).toBe(other);
  });

  it("prints a patch with --diff, and writes nothing", async () => {
    const { output, errors, status, world } = await runCli("consolidate Manager --diff", FILES);
    expect(output).toContain("diff --git a/src/b.ts b/src/b.ts");
    expect(errors).toContain("would consolidate 2 definitions into one, in 2 files");
    expect(status).toBe(0);
    expect(world.textOf("src/b.ts")).toBe(other);
  });

  it("says what else has the name, and that it stays, where that is of another language", async () => {
    const python = "from psycopg import connect\n\n\nclass Manager:\n    def query(self):\n        return connect()\n";
    const files = { "src/pool.ts": FILES["src/pool.ts"], "src/z.ts": target, "app/m.py": python };
    const { status, output } = await runCli("consolidate Manager", files);
    expect(output.split("\n").at(1)).toBe("`Manager` of src/z.ts:3 is in another package or language, and is kept");
    expect(status).toBe(0);
  });

  it("keeps the one that --into names", async () => {
    const { output } = await runCli("consolidate Manager --into src/b.ts", FILES);
    expect(output).toContain("`Manager` of src/b.ts:3 is kept: you named it with `--into`");
  });

  it("shows what contradicts side by side, changes nothing, and ends with 1", async () => {
    const { output, status, world } = await runCli("consolidate Manager", CLASH, { width: 100 });
    expect(output).toContain(`conflict  query: the bodies differ
  src/a.ts:4                           │ src/b.ts:4
  query() {                            │ query() {
    return pool.query("select 1");     │   return pool.query("select 2");
  }                                    │ }
`);
    expect(output).toContain("nothing was changed: resolve the conflicts, then run it again\n");
    expect(status).toBe(1);
    expect(world.textOf("src/b.ts")).toBe(CLASH["src/b.ts"]);
  });

  it("shows them one below the other where the terminal is narrow", async () => {
    const { output } = await runCli("consolidate Manager", CLASH, { width: 60 });
    expect(output).not.toContain("│");
    expect(output).toContain('  src/b.ts:4\n  query() {\n    return pool.query("select 2");\n  }\n');
  });

  it("gives programs the result and the patch", async () => {
    const { output } = await runCli("consolidate Manager --diff --format json", FILES);
    expect(JSON.parse(output)).toMatchObject({
      kind: "merged",
      written: false,
      target: { file: "src/a.ts", line: 3 },
      united: [{ name: "ping", from: "src/b.ts" }],
      files: ["src/a.ts", "src/b.ts"],
    });
    const clash = JSON.parse((await runCli("consolidate Manager --format json", CLASH)).output);
    expect(clash).toMatchObject({ kind: "refused", written: false, conflicts: [{ what: "query" }], patch: "" });
  });

  it("knows the nearest name, and the modules that have it", async () => {
    const unknown = await runCli("consolidate Manger", FILES);
    expect(unknown.errors).toContain("no module defines `Manger` at top level");
    expect(unknown.errors).toContain("help: did you mean `Manager`?");
    expect(unknown.status).toBe(2);
    const module = await runCli("consolidate Manager --into src/c.ts", FILES);
    expect(module.errors).toContain("`src/c.ts` does not define `Manager`");
    expect(module.status).toBe(2);
  });
});
