import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const CALL = String(INCIDENT["src/health.ts"]);
const NOTHING = "export const ready = 1;\n";
const COMMITTED = { ...INCIDENT, "src/health.ts": NOTHING };

describe("fix --staged", () => {
  it("fixes the index and the work tree, and says so of each file", async () => {
    const { world, output, status } = await runCli("fix --staged", INCIDENT, { committed: COMMITTED, index: INCIDENT });
    expect(world.stagedText("src/health.ts")).toContain("getDb()");
    expect(world.textOf("src/health.ts")).toBe(world.stagedText("src/health.ts"));
    expect(output).toContain("src/health.ts  into the index and the work tree\n");
    expect(status).toBe(0);
  });

  it("keeps what is not staged where it is: in the work tree, and nowhere else", async () => {
    const files = { ...INCIDENT, "src/health.ts": `${CALL}// not staged\n` };
    const { world, output } = await runCli("fix --staged", files, { committed: COMMITTED, index: INCIDENT });
    const fixed = String(world.stagedText("src/health.ts"));
    expect(fixed).not.toContain("not staged");
    expect(world.textOf("src/health.ts")).toBe(`${fixed}// not staged\n`);
    expect(output).toContain("next to unstaged changes");
  });

  it("leaves alone what meets work that is not staged, names it, and lands the others", async () => {
    const both = { ...INCIDENT, "src/status.ts": CALL };
    const files = { ...both, "src/health.ts": CALL.replace("select 1", "select 2") };
    const committed = { ...COMMITTED, "src/status.ts": NOTHING };
    const { world, output, status } = await runCli("fix --staged", files, { committed, index: both });
    expect([world.stagedText("src/health.ts"), world.textOf("src/health.ts")]).toEqual([CALL, files["src/health.ts"]]);
    expect(world.stagedText("src/status.ts")).toContain("getDb()");
    expect(output).toContain("src/health.ts  not applied");
    expect(output).toContain("unstaged changes of `src/health.ts` touch the same or adjacent lines");
    expect(status).toBe(1);
  });

  it("leaves alone what is not staged", async () => {
    const index = { ...INCIDENT, "src/other.ts": NOTHING };
    const { world, status } = await runCli("fix --staged", index, { committed: INCIDENT, index });
    expect([world.stagedText("src/health.ts"), world.textOf("src/health.ts")]).toEqual([CALL, CALL]);
    expect(status).toBe(0);
  });

  it("leaves a file removed that is removed in the work tree alone", async () => {
    const { "src/health.ts": _, ...files } = INCIDENT;
    const { world, output } = await runCli("fix --staged", files, { committed: COMMITTED, index: INCIDENT });
    expect(world.stagedText("src/health.ts")).toContain("getDb()");
    expect(world.textOf("src/health.ts")).toBeUndefined();
    expect(output).toContain("into the index; the work tree has no such file");
  });

  it("shows the patch of the index with --diff, and writes nothing", async () => {
    const files = { ...INCIDENT, "src/health.ts": `${CALL}// not staged\n` };
    const { world, output } = await runCli("fix --staged --diff", files, { committed: COMMITTED, index: INCIDENT });
    expect(output).toContain("@@ -1,6 +1,6 @@");
    expect(output).not.toContain("not staged");
    expect([world.stagedText("src/health.ts"), world.textOf("src/health.ts")]).toEqual([CALL, files["src/health.ts"]]);
  });

  it("gives programs what became of each file in the work tree", async () => {
    const run = await runCli("fix --staged --format json", INCIDENT, { committed: COMMITTED, index: INCIDENT });
    expect(JSON.parse(run.output)).toMatchObject({ workTree: [{ file: "src/health.ts", did: "written" }] });
  });

  it("is taken back by undo, in the index and in the work tree", async () => {
    const { world } = await runCli("fix --staged", INCIDENT, { committed: COMMITTED, index: INCIDENT });
    const { output } = await runCliIn(world, "undo");
    expect([world.stagedText("src/health.ts"), world.textOf("src/health.ts")]).toEqual([CALL, CALL]);
    expect(output).toContain("restored       src/health.ts\n  restored       src/health.ts  in the index");
  });

  it("takes no command to verify with, which would see something else", async () => {
    const run = await runCli("fix --staged --verify true", INCIDENT, { committed: COMMITTED, index: INCIDENT });
    expect(run.errors).toContain("staged-verify");
    expect(run.status).toBe(2);
  });

  it("refuses a fix whose import is taken by work that is not staged, though the lines do not meet", async () => {
    const files = { ...INCIDENT, "src/health.ts": `${CALL}\n\n\nexport const manager = DatabaseManager;\n` };
    const { output } = await runCli("fix --staged", files, { committed: COMMITTED, index: INCIDENT });
    expect(output).toContain("it removes the import of `DatabaseManager`, which unstaged changes use");
  });

  it("refuses a fix that imports what work that is not staged imports as well", async () => {
    const own = `${CALL}\n\n\nimport { getDb } from "./database/index.js";\n`;
    const files = { ...INCIDENT, "src/health.ts": own };
    const { output } = await runCli("fix --staged", files, { committed: COMMITTED, index: INCIDENT });
    expect(output).toContain("unstaged changes import `getDb`, too");
  });
});

describe("a commit that is stopped", () => {
  it("reports what stopped it, and each way to go on", async () => {
    const { errors, status } = await runCli("check --staged", INCIDENT, { committed: COMMITTED, index: INCIDENT });
    expect(errors).toBe(`db-ssot stopped the commit. To go on:
  fix it         db-ssot fix --staged
  allow it here  // db-ssot-ignore-next-line missing-member -- why
  commit anyway  git commit --no-verify
  the rule       db-ssot explain missing-member
`);
    expect(status).toBe(1);
  });

  it("reports the same after a fix that leaves an error", async () => {
    const left = { ...INCIDENT, "src/health.ts": CALL.replace("getAsyncSession()", 'getAsyncSession("archive")') };
    const { errors, status } = await runCli("fix --staged", left, { committed: COMMITTED, index: left });
    expect(errors).toMatch(/^db-ssot stopped the commit\. To go on:\n {2}allow it here/);
    expect(status).toBe(1);
  });

  it("is not spoken of where nothing stops it", async () => {
    const { errors } = await runCli("check --staged", INCIDENT, { committed: INCIDENT, index: INCIDENT });
    expect(errors).toBe("");
  });
});
