import { describe, expect, it } from "vitest";
import { encode } from "../../src/base/text/encoding.js";
import type { FileSystem } from "../../src/base/world/world.js";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import type { MemoryCommand } from "../support/memory-commands.js";

/** A second finding, in a file of its own. */
const TWO = { ...INCIDENT, "src/ready.ts": String(INCIDENT["src/health.ts"]).replaceAll("ready", "started") };
const CONFIGURED = {
  ...TWO,
  "package.json": '{ "name": "shop", "type": "module", "db-ssot": { "verify": "make check", "verifyTimeout": 5 } }\n',
};

const OLD = "DatabaseManager.getAsyncSession()";

describe("fix --verify", () => {
  it("writes what the command passes with, and says what it fails with", async () => {
    const { status, output, world } = await runCli("fix --verify tests", TWO, { run: failsWith("src/ready.ts") });
    expect(world.textOf("src/health.ts")).toContain("const db = getDb();");
    expect(world.textOf("src/ready.ts")).toContain(OLD);
    expect(output).toContain("src/ready.ts:4:30  `tests` fails with it");
    expect(output).toContain("| Error: src/ready.ts is fixed");
    expect(status).toBe(1);
    expect(world.copiesLeft()).toEqual([]);
  });

  it("ends with 4 and writes nothing where the command fails with every fix", async () => {
    const { status, world } = await runCli("fix --verify tests", INCIDENT, { run: failsWith("src/health.ts") });
    expect(world.textOf("src/health.ts")).toContain(OLD);
    expect([status, world.copiesLeft()]).toEqual([4, []]);
  });

  it("ends with 3 and writes nothing where the command fails without any fix", async () => {
    const run = () => ({ status: 1, output: "no database\n" });
    const { status, errors, world } = await runCli("fix --verify tests", INCIDENT, { run });
    expect(errors).toContain("error  failing-command\n  `tests` fails without any fix");
    expect(errors).toContain("it ended with status 1 and printed last\n    no database");
    expect(world.textOf("src/health.ts")).toContain(OLD);
    expect([status, world.copiesLeft()]).toEqual([3, []]);
  });

  it("runs nothing where there is nothing to fix", async () => {
    const { run, ran } = recording();
    const { status } = await runCli("fix --verify tests", { "src/a.ts": "export const a = 1;\n" }, { run });
    expect([status, ran]).toEqual([0, []]);
  });
});

describe("a command in the configuration", () => {
  it("is run with `--verify`, and gives way to one that is named there", async () => {
    const { run, ran } = recording();
    const { output } = await runCli("fix --verify", CONFIGURED, { run });
    expect(output).toContain("verified by 2 runs of `make check`");
    await runCli("fix --verify tests", CONFIGURED, { run });
    expect(ran).toEqual(["make check", "make check", "tests", "tests"]);
  });

  it("is not run unasked, but named, and the fixes are written", async () => {
    const { run, ran } = recording();
    const { status, output, world } = await runCli("fix", CONFIGURED, { run });
    expect(output).toContain(
      "note: `make check`, the `verify` of the configuration, was not run: a repository's command needs your consent; `db-ssot fix --verify` runs it",
    );
    expect(world.textOf("src/health.ts")).not.toContain(OLD);
    expect([status, ran]).toEqual([0, []]);
  });

  it("is run where the user at the terminal says so, once or from then on", async () => {
    const { run, ran } = recording();
    const first = await runCli("fix", CONFIGURED, { run, keys: ["y"] });
    await runCliIn(first.world, "undo");
    await runCliIn(first.world, "fix");
    expect(ran).toEqual(["make check", "make check"]);
    const always = await runCli("fix", CONFIGURED, { run, keys: ["a"] });
    await runCliIn(always.world, "undo");
    await runCliIn(always.world, "fix");
    expect(ran).toHaveLength(6);
    await always.world.files.write(
      "package.json",
      encode(CONFIGURED["package.json"].replace("make check", "make evil")),
    );
    await runCliIn(always.world, "undo");
    await runCliIn(always.world, "fix --allow-dirty");
    expect(ran).not.toContain("make evil");
  });

  it.each([["n"], ["nothing"]])("is not run where the user says no: %s", async (key) => {
    const { run, ran } = recording();
    const { world } = await runCli("fix", CONFIGURED, { run, keys: [key === "n" ? key : undefined] });
    expect(ran).toEqual([]);
    expect(world.textOf("src/health.ts")?.includes(OLD)).toBe(key !== "n");
  });

  it("is missed where `--verify` stands alone and there is none", async () => {
    const { status, errors, world } = await runCli("fix --verify", INCIDENT);
    expect([status, errors]).toEqual([2, expect.stringContaining("`--verify` needs a command")]);
    expect(world.textOf("src/health.ts")).toContain(OLD);
  });

  it("does not keep one from looking at a fix that it would refuse", async () => {
    const { output } = await runCli("fix --only src/ready.ts:4:30 --diff", CONFIGURED, {
      run: failsWith("src/ready.ts"),
    });
    expect(output).toContain("+  const db = getDb();");
  });

  it("is not run by check", async () => {
    const { run, ran } = recording();
    await runCli("check", CONFIGURED, { run });
    expect(ran).toEqual([]);
  });
});

/** A command that fails where a file is fixed. */
function failsWith(file: string): MemoryCommand {
  return (_command, files) => (isMended(files, file) ? { status: 1, output: `Error: ${file} is fixed\n` } : 0);
}

function isMended(files: FileSystem, file: string): boolean {
  return !new TextDecoder().decode(files.read(file)).includes(OLD);
}

function recording(): { readonly run: MemoryCommand; readonly ran: readonly string[] } {
  const ran: string[] = [];
  const run: MemoryCommand = (command) => {
    ran.push(command);
    return 0;
  };
  return { ran, run };
}
