import { describe, expect, it } from "vitest";
import { UnwritableError } from "../../src/base/world/world.js";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import { memoryWorld } from "../support/memory-world.js";

describe("--format", () => {
  it("gives several reports in one run, one of them to standard output", async () => {
    const { status, output, errors, world } = await runCli(
      "check --format concise --format json=out/report.json --format pretty=/elsewhere/report.txt",
      INCIDENT,
    );
    expect(output).toBe("src/health.ts:4:30 error missing-member `DatabaseManager` has no member `getAsyncSession`\n");
    expect(JSON.parse(world.results.get("out/report.json") ?? "")).toMatchObject({ summary: { errors: 1 } });
    expect(world.results.get("/elsewhere/report.txt")).toContain("src/health.ts:4:30  error  missing-member");
    expect({ status, errors }).toEqual({ status: 1, errors: "" });
  });

  it("leaves standard output empty where all reports go into files, and says where they are", async () => {
    const { status, output, errors } = await runCli("check --format json=a.json --format concise=b.txt", INCIDENT);
    expect(output).toBe("");
    expect(errors).toBe("1 error in 1 file; 1 fix is safe (`db-ssot fix`); reported in a.json, b.txt\n");
    expect(status).toBe(1);
  });

  it("puts no colour into a file", async () => {
    const { output, world } = await runCli("check --format pretty --format concise=b.txt", INCIDENT, { colour: true });
    expect(output).toContain("\u001b[");
    expect(world.results.get("b.txt")).not.toContain("\u001b[");
  });

  it("takes a file's name with an equals sign in it", async () => {
    const { world } = await runCli("check --format json=a=b.json", INCIDENT);
    expect([...world.results.keys()]).toEqual(["a=b.json"]);
  });

  it.each([
    ["two formats to standard output", "--format json --format concise", "--format json=FILE"],
    ["two formats into one file", "--format json=a --format concise=a", "are all written to `a`"],
    ["a file without a name", "--format json=", "--format json=FILE"],
    ["a format that there is not", "--format jso", "did you mean `json`?"],
    ["a format that there is not, with a file", "--format consise=a", "did you mean `concise`?"],
  ])("refuses %s, and says what to write", async (_what, words, told) => {
    const { status, output, errors, world } = await runCli(`check ${words}`, INCIDENT);
    expect(errors).toContain(told);
    expect({ status, output, written: world.results.size }).toEqual({ status: 2, output: "", written: 0 });
  });

  it("writes the other reports where a file cannot be written, and ends with 3", async () => {
    const { status, output, errors, written } = await runWithoutPermission(
      "check --format json=locked/a.json --format concise",
    );
    expect(output).toContain("missing-member");
    expect(errors).toContain("error  unwritable-report\n  cannot write `locked/a.json`: permission denied");
    expect({ status, written }).toEqual({ status: 3, written: [] });
    const files = await runWithoutPermission("check --format json=locked/a.json --format concise=b.txt");
    expect(files.errors).toContain("reported in b.txt\n");
    expect({ status: files.status, written: files.written }).toEqual({ status: 3, written: ["b.txt"] });
  });
});

describe("fix --format", () => {
  it("says what was done and what is left in each of the formats", async () => {
    const { status, output, world } = await runCli("fix --format concise --format json=a.json", INCIDENT);
    expect(output).toContain("src/health.ts:4 fixed missing-member");
    expect(JSON.parse(world.results.get("a.json") ?? "")).toMatchObject({ written: true, applied: [{}] });
    expect(status).toBe(0);
  });

  it("prints the patch alone with --diff, and the reports into their files", async () => {
    const { output, world } = await runCli("fix --diff --format pretty --format json=a.json", INCIDENT);
    expect(output).toMatch(/^diff --git /);
    expect(JSON.parse(world.results.get("a.json") ?? "")).toMatchObject({ written: false, applied: [{}] });
  });
});

async function runWithoutPermission(command: string) {
  const world = memoryWorld(INCIDENT);
  const { outputs } = world;
  const write = (path: string, text: string): void => {
    if (path.startsWith("locked/")) throw new UnwritableError(path, "permission denied");
    outputs.write(path, text);
  };
  const run = await runCliIn({ ...world, outputs: { ...outputs, write } }, command);
  return { ...run, written: [...world.results.keys()] };
}
