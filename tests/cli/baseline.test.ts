import { describe, expect, it } from "vitest";
import { BASELINE_FILE } from "../../src/judge/baseline/read.js";
import { type CliRun, runCli, runCliBelow, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import { type MemoryFiles, memoryWorld } from "../support/memory-world.js";

const HEALTH = `${INCIDENT["src/health.ts"]}`;
const CALL = "DatabaseManager.getAsyncSession()";

/** The incident, accepted; then with some files changed. */
async function accepted(changes: MemoryFiles = {}, command = "check"): Promise<CliRun> {
  const { world } = await runCli("baseline", INCIDENT);
  const { "src/health.ts": health = HEALTH, ...others } = changes;
  const files: MemoryFiles = { ...INCIDENT, ...others, [BASELINE_FILE]: world.textOf(BASELINE_FILE) ?? "" };
  return runCli(command, health === "" ? without(files, "src/health.ts") : { ...files, "src/health.ts": health });
}

function without({ ...files }: MemoryFiles, path: string): MemoryFiles {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== path));
}

describe("the first time", () => {
  it("writes what is there, and check passes", async () => {
    const { status, output, world } = await runCli("baseline", INCIDENT);
    expect({ status, output }).toEqual({ status: 0, output: `wrote ${BASELINE_FILE}: 1 finding accepted\n` });
    expect(world.textOf(BASELINE_FILE)).toBe(
      `{"version":1}\n\n${JSON.stringify({
        rule: "missing-member",
        symbol: "DatabaseManager.getAsyncSession",
        within: "ready",
        code: `const db = ${CALL}`,
        path: "src/health.ts",
      })}\n`,
    );
    const { status: after, output: report } = await runCliIn(world, "check");
    expect(after).toBe(0);
    expect(report).not.toContain("missing-member");
  });

  it("writes nothing where nothing is found", async () => {
    const { status, output, world } = await runCli("baseline", without(INCIDENT, "src/health.ts"));
    expect({ status, output }).toEqual({ status: 0, output: "there are no findings, and nothing to accept\n" });
    expect(world.textOf(BASELINE_FILE)).toBeUndefined();
  });

  it("stands beside the configuration that is named", async () => {
    const files = { ...INCIDENT, "config/strict.json": "{}" };
    const { world } = await runCli("baseline --config config/strict.json", files);
    expect(world.textOf(`config/${BASELINE_FILE}`)).toContain("missing-member");
    expect((await runCliIn(world, "check --config config/strict.json")).status).toBe(0);
  });
});

describe("below the root", () => {
  it("is of the whole project, and is told by its path from there", async () => {
    const world = memoryWorld(INCIDENT);
    expect(await runCliBelow(world, "src/db", "baseline")).toBe(`wrote ../../${BASELINE_FILE}: 1 finding accepted\n`);
    expect(world.textOf(BASELINE_FILE)).toContain("src/health.ts");
    expect(await runCliBelow(world, "src/db", "baseline --prune")).toBe(`../../${BASELINE_FILE}: 1 entry left\n`);
  });
});

describe("check with a baseline", () => {
  it("says nothing of what was accepted, wherever it moves and however it is formatted", async () => {
    const reformatted = HEALTH.replace(
      `const db = ${CALL};`,
      "// why\n\n  const db =\n    DatabaseManager . getAsyncSession( )",
    );
    expect((await accepted({ "src/health.ts": reformatted })).status).toBe(0);
    expect((await accepted({ "src/health.ts": "", "src/other.ts": HEALTH })).status).toBe(0);
    const deeper = HEALTH.replace("./db/", "../../db/");
    expect((await accepted({ "src/health.ts": "", "src/deep/er/health.ts": deeper })).status).toBe(0);
    const windows = HEALTH.replaceAll("\n", "\r\n");
    expect((await accepted({ "src/health.ts": windows })).status).toBe(0);
  });

  it("reports what is new, and counts the rest", async () => {
    const { status, output } = await accepted({ "src/health.ts": `${HEALTH}\nexport const more = () => ${CALL};\n` });
    expect(status).toBe(1);
    expect(output).toContain("src/health.ts:8:43  error  missing-member");
    expect(output).not.toContain("src/health.ts:4:");
    expect(output).toContain("1 accepted (baseline)");
  });

  it("reports one that came where another was fixed", async () => {
    const swapped = HEALTH.replace(CALL, "DatabaseManager.getConnection()");
    const { status, output } = await accepted({ "src/health.ts": `${swapped}\nexport const more = () => ${CALL};\n` });
    expect(status).toBe(1);
    expect(output).toContain("error  missing-member");
  });

  it("reports one like it in another file while the file of the first is there", async () => {
    const fixed = HEALTH.replace(CALL, "DatabaseManager.getConnection()");
    expect((await accepted({ "src/health.ts": fixed, "src/other.ts": HEALTH })).status).toBe(1);
  });

  it("reports everything with --no-baseline", async () => {
    expect((await accepted({}, "check --no-baseline")).status).toBe(1);
  });
});

describe("an entry whose finding is gone", () => {
  const MENDED = { "src/health.ts": `${INCIDENT["src/orders.ts"]}`.replace("orders", "ready") };

  it("is reported at its line, and fails nothing", async () => {
    const { status, output } = await accepted(MENDED);
    expect(status).toBe(0);
    expect(output).toContain(`${BASELINE_FILE}:3:1  warning  unused-baseline-entry`);
    expect(output).toContain('{"rule":"missing-member"');
  });

  it("is reported where its file is gone", async () => {
    expect((await accepted({ "src/health.ts": "" })).output).toContain("unused-baseline-entry");
  });

  it("is not reported by a run that could not have found it", async () => {
    for (const command of ["check src/orders.ts", "check --rule direct-client"]) {
      expect((await accepted(MENDED, command)).output).not.toContain("unused-baseline-entry");
    }
    const broken = { "src/health.ts": `${MENDED["src/health.ts"]}\nclass {\n` };
    expect((await accepted(broken)).output).not.toContain("unused-baseline-entry");
    const conflict = { "src/db/database-manager.ts": "<<<<<<< HEAD\nexport class DatabaseManager {\n" };
    expect((await accepted(conflict)).output).not.toContain("unused-baseline-entry");
    const moved = { "src/health.ts": "", "src/moved.ts": `${HEALTH}\nclass {\n`.replace("ready", "is it ready") };
    expect((await accepted(moved)).output).not.toContain("unused-baseline-entry");
    const off = { ...MENDED, "db-ssot.json": '{ "rules": { "missing-member": "off" } }' };
    expect((await accepted(off)).output).not.toContain("unused-baseline-entry");
    expect((await accepted(MENDED, "check src/health.ts")).output).toContain("unused-baseline-entry");
  });

  it("is as severe as the configuration says", async () => {
    const strict = { ...MENDED, "db-ssot.json": '{ "rules": { "unused-baseline-entry": "error" } }' };
    expect((await accepted(strict)).status).toBe(1);
  });

  it.each(["baseline", "baseline --prune", "baseline --accept"])("is removed by %s", async (command) => {
    const { status, output, world } = await accepted(MENDED, command);
    expect({ status, output }).toEqual({ status: 0, output: `${BASELINE_FILE}: 1 entry removed, 0 entries left\n` });
    expect(world.textOf(BASELINE_FILE)?.trim()).toBe('{"version":1}');
  });
});

describe("new findings", () => {
  const MORE = { "src/health.ts": `${HEALTH}\nexport const more = () => ${CALL};\n` };

  it("are listed and left out", async () => {
    const { status, output, world } = await accepted(MORE, "baseline");
    expect(status).toBe(1);
    expect(output).toContain("src/health.ts:8:43 error missing-member");
    expect(output).toContain("1 new finding was not added; add it with `db-ssot baseline --accept`");
    expect((await runCliIn(world, "check")).status).toBe(1);
  });

  it("are taken in with --accept, in order and without gaps", async () => {
    const { status, output, world } = await accepted(MORE, "baseline --accept");
    expect({ status, output }).toEqual({
      status: 0,
      output: `${BASELINE_FILE}: 1 entry left, 1 new finding accepted\n`,
    });
    expect((await runCliIn(world, "check")).status).toBe(0);
    const text = world.textOf(BASELINE_FILE) ?? "";
    expect(text.split("\n")).toHaveLength(6);
  });

  it("are no concern of --prune", async () => {
    const { status, output } = await accepted(MORE, "baseline --prune");
    expect({ status, output }).toEqual({ status: 0, output: `${BASELINE_FILE}: 1 entry left\n` });
  });
});

it("leaves the bytes alone where nothing changed, out of order or with carriage returns", async () => {
  const { world } = await runCli("baseline", INCIDENT);
  const text = `\uFEFF\r\n${(world.textOf(BASELINE_FILE) ?? "").replaceAll("\n", "\r\n")}`;
  const again = await runCli("baseline", { ...INCIDENT, [BASELINE_FILE]: text });
  expect(again.status).toBe(0);
  expect(again.world.textOf(BASELINE_FILE)).toBe(text);
});

describe("a baseline that cannot be understood", () => {
  it.each([
    ["<<<<<<< HEAD\n=======\n>>>>>>> other\n", "a merge was left unfinished here"],
    ['{"version":9}\n', "it is written in version 9"],
    ["{ nothing }\n", "this line is not an entry"],
  ])("ends check with the line and a way out: %j", async (text, message) => {
    const { status, errors } = await runCli("check", { ...INCIDENT, [BASELINE_FILE]: text });
    expect(status).toBe(2);
    expect(errors).toContain(message);
    expect(errors).toContain(`${BASELINE_FILE}:1:1`);
  });
});

describe("fix", () => {
  it("fixes what was accepted as well, and says that its entry is unused", async () => {
    const { status, world, output } = await accepted({}, "fix");
    expect(world.textOf("src/health.ts")).toContain("getDb()");
    expect(output).toContain("unused-baseline-entry");
    expect(status).toBe(0);
  });
});
