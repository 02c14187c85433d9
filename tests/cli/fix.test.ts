import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const PATCH = `diff --git a/src/health.ts b/src/health.ts
--- a/src/health.ts
+++ b/src/health.ts
@@ -1,6 +1,6 @@
-import { DatabaseManager } from "./db/database-manager.js";
+import { getDb } from "./database/index.js";
 
 export async function ready() {
-  const db = DatabaseManager.getAsyncSession();
+  const db = getDb();
   await db.query("select 1");
 }
`;

/** Another name is another database, so that nothing is rewritten. */
const ARCHIVE = {
  ...INCIDENT,
  "src/health.ts": String(INCIDENT["src/health.ts"]).replace("getAsyncSession()", 'getAsyncSession("archive")'),
};

/** Code that asks for a transaction may rely on its commit. */
const UNSAFE = {
  ...INCIDENT,
  "src/health.ts": String(INCIDENT["src/health.ts"]).replace("getAsyncSession()", "beginTransaction()"),
};

describe("fix", () => {
  it("writes the files, says what it changed, and ends with 0 where no error is left", async () => {
    const { status, output, errors, world } = await runCli("fix", INCIDENT);
    expect(world.textOf("src/health.ts")).toContain("const db = getDb();");
    expect(output).toMatch(
      /^src\/health\.ts\n {2}4 {2}\S.*`.*getDb\(\)` {2}missing-member\n\nfixed 1 finding in 1 file\n\n/,
    );
    expect(output).toContain("no findings\n");
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
  });

  it("changes nothing the second time", async () => {
    const { world } = await runCli("fix", INCIDENT);
    const fixed = world.textOf("src/health.ts");
    const { status, output } = await runCliIn(world, "fix");
    expect(output).toMatch(/^nothing to fix\n/);
    expect(status).toBe(0);
    expect(world.textOf("src/health.ts")).toBe(fixed);
  });

  it("prints what is left, and ends with 1 where that is an error", async () => {
    const { status, output } = await runCli("fix", ARCHIVE);
    expect(output).toMatch(/^nothing to fix\n/);
    expect(output).toContain("src/health.ts:4:30  error  missing-member");
    expect(status).toBe(1);
  });

  it("says that there is nothing to rewrite to where no accessor is known", async () => {
    const { "src/database/index.ts": _, "src/orders.ts": __, ...files } = INCIDENT;
    const manager = "export class DatabaseManager {}\n";
    const { status, output, errors } = await runCli("fix", { ...files, "src/db/database-manager.ts": manager });
    expect(output).toContain("missing-member");
    expect(errors).toContain("error  no-accessor");
    expect(status).toBe(2);
  });

  it("prints one line a fix in the concise format, then what is left", async () => {
    const files = { ...INCIDENT, "src/archive.ts": ARCHIVE["src/health.ts"] };
    const [fixed, left] = (await runCli("fix --format concise", files)).output.split("\n");
    expect(fixed).toMatch(/^src\/health\.ts:4 fixed missing-member .*getDb\(\)`$/);
    expect(left).toMatch(/^src\/archive\.ts:4:30 error missing-member /);
  });

  it("gives programs what was applied, the patch, and the report of what is left", async () => {
    const { output } = await runCli("fix --format json", INCIDENT);
    expect(JSON.parse(output)).toMatchObject({
      version: 1,
      written: true,
      files: ["src/health.ts"],
      applied: [{ rule: "missing-member", file: "src/health.ts", line: 4, applicability: "safe" }],
      refused: [],
      patch: PATCH,
      report: { version: 1, summary: { errors: 0 } },
    });
  });

  it("writes no file where one of them cannot be written", async () => {
    const files = { ...INCIDENT, "src/ready.ts": INCIDENT["src/health.ts"] ?? "" };
    const { status, errors, output, world } = await runCli("fix", files, { readOnly: ["src/ready.ts"] });
    expect(errors).toContain("cannot write `src/ready.ts`: permission denied");
    expect(errors).toContain("no file was changed");
    expect(world.textOf("src/health.ts")).toBe(INCIDENT["src/health.ts"]);
    expect({ status, output }).toEqual({ status: 3, output: "" });
  });
});

describe("fix --diff", () => {
  it("prints the patch alone, and writes nothing", async () => {
    const { output, errors, world } = await runCli("fix --diff", INCIDENT);
    expect(output).toBe(PATCH);
    expect(errors).toBe("would fix 1 finding in 1 file; nothing was written\n");
    expect(world.textOf("src/health.ts")).toBe(INCIDENT["src/health.ts"]);
  });

  it("ends with 1 where something would change, and with 0 where nothing would, whatever is wrong", async () => {
    expect((await runCli("fix --diff", INCIDENT)).status).toBe(1);
    expect((await runCli("fix --diff src/orders.ts", INCIDENT)).status).toBe(0);
    expect((await runCli("fix --diff", ARCHIVE)).status).toBe(0);
    expect((await runCli("fix --diff --fail-on error", ARCHIVE)).status).toBe(1);
  });

  it("says that what is left to fix is unsafe", async () => {
    const { errors } = await runCli("fix --diff", UNSAFE);
    expect(errors).toBe(
      "nothing to fix safely, 1 fix is unsafe (see `db-ssot fix --unsafe --diff`); nothing was written\n",
    );
  });

  it("colours the patch only where the terminal has colours", async () => {
    const { output } = await runCli("fix --diff", INCIDENT, { colour: true });
    expect(output).toContain('\u001b[32m+import { getDb } from "./database/index.js";\u001b[39m');
  });

  it("gives programs the patch with the word that nothing was written", async () => {
    const { output } = await runCli("fix --diff --format json", INCIDENT);
    expect(JSON.parse(output)).toMatchObject({ written: false, patch: PATCH });
  });
});
