import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

describe("a project that cannot be judged", () => {
  it.each([
    ["is empty", {}, "there are no source files in /project"],
    [
      "has a configuration that is no JSON",
      { ...INCIDENT, "db-ssot.json": '{ "rules": ' },
      "db-ssot.json:1:12  error  invalid-json",
    ],
    ["has a key that is none", { ...INCIDENT, "db-ssot.json": '{ "source": [] }' }, "help: did you mean `sources`?"],
  ])("%s: status 2, and how to fix it", async (_what, files, message) => {
    for (const command of ["check", "fix", "inventory"]) {
      const { status, output, errors } = await runCli(command, files);
      expect(errors).toContain(message);
      expect({ status, output }).toEqual({ status: 2, output: "" });
    }
  });
});

describe("a file that cannot be read or parsed in full", () => {
  const { "src/health.ts": _, ...clean } = INCIDENT;
  const broken = {
    "src/broken.ts": 'import { getDb } from "./database/index.js";\nexport const rows = getDb(;\n',
    "src/latin.ts": new Uint8Array([0x2f, 0x2f, 0x20, 0xe9, 0x0a]),
    "src/generated.ts": new Uint8Array(20_000_000).fill(0x20),
  };

  it("is shown, and the run goes on and judges the others", async () => {
    const { status, output } = await runCli("check", { ...INCIDENT, ...broken });
    expect(output).toMatch(/src\/broken\.ts:2:27 {2}problem {2}syntax\n {2}does not parse at 2:27: /);
    expect(output).toContain("src/latin.ts  problem  encoding\n  is not UTF-8: byte 3 belongs to no character");
    expect(output).toContain("src/generated.ts  problem  too-large\n  has 20.0 MB, more than the 5.0 MB that are read");
    expect(output).toContain("src/health.ts:4:30  error  missing-member");
    expect(status).toBe(1);
  });

  it("does not fail the run", async () => {
    const { status, output } = await runCli("check", { ...clean, ...broken });
    expect(output).toContain("3 files not read in full");
    expect(status).toBe(0);
  });

  it("does not keep the others from being fixed, and stays as it is", async () => {
    const { status, world } = await runCli("fix", { ...INCIDENT, ...broken });
    expect(world.textOf("src/health.ts")).toContain("getDb()");
    expect(world.textOf("src/broken.ts")).toBe(broken["src/broken.ts"]);
    expect(status).toBe(0);
  });

  it("gives status 3 where nothing that was asked for could be read", async () => {
    expect((await runCli("check src/latin.ts", { ...clean, ...broken })).status).toBe(3);
    expect((await runCli("check src/latin.ts src/orders.ts", { ...clean, ...broken })).status).toBe(0);
    expect((await runCli("check src/broken.ts", { ...clean, ...broken })).status).toBe(0);
  });

  it("is passed over where it is in a directory that may not be entered", async () => {
    const files = { ...INCIDENT, "src/secret/a.ts": "" };
    for (const command of ["check", "fix --diff", "inventory"]) {
      const { errors, output } = await runCli(command, files, { unreadable: ["src/secret"] });
      expect(output).toContain("getAsyncSession");
      expect(errors).not.toContain("error");
    }
  });
});
