import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const CALL = String(INCIDENT["src/health.ts"]);
const FILES = { ...INCIDENT, "src/status.ts": CALL };

describe("fix, and what it writes", () => {
  it("can be undone at a word", async () => {
    const { world } = await runCli("fix", FILES);
    expect(world.textOf("src/health.ts")).not.toBe(CALL);
    const { output, status } = await runCliIn(world, "undo");
    expect(output).toContain("undid `db-ssot fix`");
    expect([world.textOf("src/health.ts"), world.textOf("src/status.ts")]).toEqual([CALL, CALL]);
    expect(status).toBe(0);
  });

  it("refuses files with uncommitted changes, names them, and takes --allow-dirty for an answer", async () => {
    const committed = { ...FILES, "src/status.ts": "", "src/orders.ts": "" };
    const { world, status, errors } = await runCli("fix", FILES, { committed });
    expect(status).toBe(2);
    expect(errors).toContain("src/status.ts");
    expect(errors).not.toContain("src/orders.ts");
    expect(world.textOf("src/health.ts")).toBe(CALL);
    expect((await runCliIn(world, "fix --allow-dirty")).status).toBe(0);
    expect(world.textOf("src/status.ts")).not.toBe(CALL);
  });

  it("shows the patch whatever is committed", async () => {
    const { output } = await runCli("fix --diff", FILES, { committed: {} });
    expect(output).toContain("+++ b/src/status.ts");
  });
});

describe("fix --verify", () => {
  it("lands what the command passes with, and says what it fails with", async () => {
    const run = failsWhere((text) => text("src/status.ts").includes("getDb()"));
    const { world, output, status } = await runCli("fix --verify check", FILES, { run });
    expect(world.textOf("src/health.ts")).toContain("getDb()");
    expect(world.textOf("src/status.ts")).toBe(CALL);
    expect(output).toContain("src/status.ts:4:30  `check` fails with it\n  | 1 test failed\n");
    expect(output).toContain("fixed 1 finding in 1 file, 1 not applied");
    expect(status).toBe(1);
  });

  it("ends with 4 and writes nothing where the command fails with every fix", async () => {
    const run = failsWhere((text) => `${text("src/status.ts")}${text("src/health.ts")}`.includes("getDb()"));
    const { world, status } = await runCli("fix --verify check", FILES, { run });
    expect(status).toBe(4);
    expect([world.textOf("src/health.ts"), world.textOf("src/status.ts")]).toEqual([CALL, CALL]);
  });

  it("says of a command that fails without any fix that it does, and writes nothing", async () => {
    const { world, status, errors } = await runCli("fix --verify check", FILES, { run: failsWhere(() => true) });
    expect(status).toBe(3);
    expect(errors).toContain("`check` fails without any fix");
    expect(errors).toContain("1 test failed");
    expect(world.textOf("src/health.ts")).toBe(CALL);
  });

  it("leaves no copy of the project behind", async () => {
    for (const fails of [false, true]) {
      const { world } = await runCli("fix --verify check", FILES, { run: failsWhere(() => fails) });
      expect(world.copiesLeft()).toEqual([]);
    }
  });

  it("gives programs what was run and what it taught", async () => {
    const run = failsWhere((text) => text("src/status.ts").includes("getDb()"));
    const { output } = await runCli("fix --verify check --format json", FILES, { run });
    expect(JSON.parse(output)).toMatchObject({
      applied: [{ group: "src/health.ts:4:30" }],
      refused: [{ group: "src/status.ts:4:30" }],
      verification: { command: "check", flaky: false, culprits: [{ groups: ["src/status.ts:4:30"] }] },
    });
  });
});

/** A command that prints a line and fails where the files are as described. */
function failsWhere(isBad: (text: (path: string) => string) => boolean) {
  return (_: string, files: { read(path: string): Uint8Array | undefined }) => {
    const text = (path: string) => new TextDecoder().decode(files.read(path));
    return isBad(text) ? { status: 1, output: "1 test failed\n" } : 0;
  };
}
