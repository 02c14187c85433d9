import { describe, expect, it, vi } from "vitest";
import { createPlanner } from "../../src/change/rewrite/plan.js";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

vi.mock("../../src/change/rewrite/plan.js", { spy: true });

const { "src/health.ts": _, ...CLEAN } = INCIDENT;

describe("check", () => {
  it("shows what is wrong, and ends with 1 where there is an error", async () => {
    const { status, output, errors } = await runCli("check", INCIDENT);
    expect(output).toContain("src/health.ts:4:30  error  missing-member");
    expect({ status, errors }).toEqual({ status: 1, errors: "" });
  });

  it("ends with 0 where there is nothing, and where there are only warnings", async () => {
    expect((await runCli("check", CLEAN)).status).toBe(0);
    const rules = JSON.stringify({ rules: { "missing-member": "warn" } });
    const { status, output } = await runCli("check", { ...INCIDENT, "db-ssot.json": rules });
    expect(output).toContain("warning  missing-member");
    expect(status).toBe(0);
  });

  it("prints less with `--quiet` and `--statistics`, with the same status, and refuses both together", async () => {
    const quiet = await runCli("check --quiet", INCIDENT);
    expect(quiet.output).toMatch(/^src\/health.ts:4:30 {2}error {2}missing-member\n(?:.*\n)*1 error in 1 file.*\n$/);
    const counted = await runCli("check --statistics", INCIDENT);
    expect(counted.output).toMatch(/^1 \[.\] missing-member\n/);
    expect([quiet.status, counted.status]).toEqual([1, 1]);
    const both = await runCli("check --quiet --statistics", INCIDENT);
    expect(both.errors).toContain("`--quiet`, `--statistics` cannot be combined");
    expect(both.status).toBe(2);
  });

  it("reports of the files that were named, also by an absolute path", async () => {
    expect((await runCli("check src/orders.ts", INCIDENT)).status).toBe(0);
    expect((await runCli("check src/health.ts", INCIDENT)).status).toBe(1);
    expect((await runCli("check /project/src/health.ts", INCIDENT)).status).toBe(1);
    expect((await runCli("check /project", INCIDENT)).status).toBe(1);
  });

  it("runs only the rules that were named", async () => {
    expect((await runCli("check --rule legacy-accessor --rule deep-import", INCIDENT)).status).toBe(0);
    expect((await runCli("check --rule legacy-accessor --rule missing-member", INCIDENT)).status).toBe(1);
  });

  it("prints the format that was named", async () => {
    const { output } = await runCli("check --format concise", INCIDENT);
    expect(output).toBe("src/health.ts:4:30 error missing-member `DatabaseManager` has no member `getAsyncSession`\n");
    const report = JSON.parse((await runCli("check --format json", INCIDENT)).output);
    expect(report).toMatchObject({ version: 1, tool: { version: "1.2.3" }, summary: { errors: 1 } });
  });

  it("reads the configuration that was named", async () => {
    const files = { ...INCIDENT, "config/strict.json": '{ "rules": { "missing-member": "off" } }' };
    expect((await runCli("check --config config/strict.json", files)).status).toBe(0);
    expect((await runCli("check --config /project/config/strict.json", files)).status).toBe(0);
  });
});

describe("fixes", () => {
  const planned = vi.mocked(createPlanner);

  it.each(["concise", "concise --max-warnings 0"])("are not planned for --format %s", async (words) => {
    planned.mockClear();
    const { output } = await runCli(`check --format ${words}`, INCIDENT);
    expect(output).toContain("missing-member");
    expect(planned).not.toHaveBeenCalled();
  });

  it.each(["json", "concise=out.txt", "concise --format html=out.html"])(
    "are planned for --format %s",
    async (words) => {
      planned.mockClear();
      await runCli(`check --format ${words}`, INCIDENT);
      expect(planned).toHaveBeenCalledOnce();
    },
  );
});

describe("colour", () => {
  const isColoured = async (command: string, colour: boolean) =>
    (await runCli(command, INCIDENT, { colour })).output.includes("\u001b[");

  it("is there where the terminal has it", async () => {
    expect([await isColoured("check", true), await isColoured("check", false)]).toEqual([true, false]);
  });

  it("is there or not as the user says, before the command or after it", async () => {
    expect([await isColoured("check --no-color", true), await isColoured("check --color", false)]).toEqual([
      false,
      true,
    ]);
    expect([await isColoured("--no-color check", true), await isColoured("--color check", false)]).toEqual([
      false,
      true,
    ]);
  });
});

describe("--timing", () => {
  it("prints each phase with its time and share on standard error", async () => {
    const { errors } = await runCli("check --timing", INCIDENT);
    const phases = errors.split("\n").flatMap((line) => /^(.*?) +\d+\.\d ms +\d+ %$/.exec(line)?.[1] ?? []);
    expect(phases).toEqual([
      "other",
      "read configuration",
      "list files",
      "outline",
      "choose files to parse",
      "take from the cache",
      "load parsers",
      "parse and extract",
      "link",
      "detect databases",
      "find accesses",
      "read documents",
      "run rules",
      "identify findings",
      "suppressions",
      "baseline",
      "plan fixes",
      "report",
      "write the cache",
      "total",
    ]);
  });

  it.each(["json", "pretty"])("changes nothing in a %s report", async (format) => {
    const { output } = await runCli(`check --timing --format ${format}`, INCIDENT);
    expect(output).toBe((await runCli(`check --format ${format}`, INCIDENT)).output);
  });
});
