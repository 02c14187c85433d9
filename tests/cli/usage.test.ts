import { describe, expect, it, onTestFinished, vi } from "vitest";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

describe("help", () => {
  it("is on standard output, with examples, where it is asked for", async () => {
    for (const command of ["", "check ", "fix ", "init ", "inventory ", "explain "]) {
      const { status, output, errors } = await runCli(`${command}--help`, {});
      expect(output).toMatch(/^Usage: db-ssot /);
      expect(output).toContain(`\nExamples:\n  db-ssot ${command}`);
      expect({ status, errors }).toEqual({ status: 0, errors: "" });
    }
  });

  it("is on standard error, with status 2, where no command is given", async () => {
    const { status, output, errors } = await runCli("", {});
    expect(errors).toMatch(/^Usage: db-ssot /);
    expect({ status, output }).toEqual({ status: 2, output: "" });
  });

  it("keeps within the terminal", async () => {
    const { output } = await runCli("--help", {}, { width: 80 });
    expect(Math.max(...output.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

it.each(["--version", "-V"])("prints its version by %s, and loads no command for that", async (option) => {
  vi.doMock("../../src/cli/check.js", () => {
    throw new Error("a command was loaded");
  });
  onTestFinished(() => vi.doUnmock("../../src/cli/check.js"));
  expect(await runCli(option, {})).toMatchObject({ status: 0, output: "1.2.3\n" });
  expect((await runCli("--help", {})).errors).toMatch(/error when mocking a module/);
});

it.each([
  ["chekc", "unknown command `chekc`", "did you mean `check`?"],
  ["check --fromat json", "unknown option `--fromat`", "did you mean `--format`?"],
  ["check --bogus", "unknown option `--bogus`", "`db-ssot --help` lists the commands"],
  ["check --config", "option `--config <path>` argument missing", "`db-ssot --help` lists the commands"],
  ["fix --verify=", "It has to name a command", "`db-ssot --help` lists the commands"],
  ["explain a b", "too many arguments for `explain`", "`db-ssot --help` lists the commands"],
  ["check --format jsn", "there is no format `jsn`", "did you mean `json`?"],
  ["check --rule missing-membr", "there is no rule `missing-membr`", "did you mean `missing-member`?"],
  ["check nowhere", "there is no `nowhere`", "give a file or a directory that exists"],
  ["check --config nowhere.json", "there is no `nowhere.json`", "give a file or a directory that exists"],
])("refuses `%s` with status 2, and says how to fix it", async (command, what, fix) => {
  const { status, output, errors } = await runCli(command, INCIDENT);
  expect(errors).toContain(what);
  expect(errors).toContain(`help: ${fix}`);
  expect({ status, output }).toEqual({ status: 2, output: "" });
});

it("tells a fault of its own, with what is needed to repeat it", async () => {
  const { status, errors } = await runCli("explain deep-import", {});
  expect(errors).toContain("error  internal-error\n");
  expect(errors).toContain("db-ssot 1.2.3, node 20.19.0, linux x64, `db-ssot explain deep-import`");
  expect(status).toBe(3);
});

it("lists every command in the help, also where a command is named behind it", async () => {
  const { output } = await runCli("--help", {});
  expect(output).toMatch(/^ {2}hook /m);
  expect((await runCli("--help check", {})).output).toBe(output);
});

it("takes words for colour before a command", async () => {
  expect((await runCli("--no-color explain", {})).status).toBe(0);
});
