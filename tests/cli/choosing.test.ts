import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const CALL = String(INCIDENT["src/health.ts"]);

/** Three findings in two files, the last of another rule. */
const FILES = {
  ...INCIDENT,
  "src/health.ts": CALL,
  "src/status.ts": `${CALL}
export const live = () => DatabaseManager.getConnection().query("select 2");
`,
};
const PLACES = ["src/health.ts:4:30", "src/status.ts:4:30", "src/status.ts:8:43"];

describe("fix --only", () => {
  it("applies the fix at the place and no other", async () => {
    const { world, status, errors } = await runCli("fix --only src/status.ts:4:30", FILES);
    expect(rewritten(world)).toEqual([PLACES[1]]);
    expect({ status, errors }).toEqual({ status: 1, errors: "" });
  });

  it("takes several places, and all fixes of a line where no column is given", async () => {
    const { world } = await runCli("fix --only ./src/health.ts:4 --only src/status.ts:8:43", FILES);
    expect(rewritten(world)).toEqual([PLACES[0], PLACES[2]]);
  });

  it("refuses a place where nothing is to be fixed, names those that are, and writes nothing", async () => {
    const { world, status, errors } = await runCli("fix --only src/health.ts:4:30 --only src/status.ts:5:30", FILES);
    expect(status).toBe(2);
    expect(errors).toContain("there is no fix at `src/status.ts:5:30`");
    expect(errors).toContain("did you mean `src/status.ts:4:30`?");
    expect(rewritten(world)).toEqual([]);
  });

  it("says of a finding that it has no safe fix", async () => {
    const unsafe = CALL.replace("getAsyncSession()", "getAsyncSession(label)");
    const files = { ...INCIDENT, "src/health.ts": `const label = String(process.pid);\n${unsafe}` };
    const { errors } = await runCli("fix --only src/health.ts:5", files);
    expect(errors).toContain("the finding at `src/health.ts:5` has a fix that is unsafe");
  });
});

describe("fix --interactive", () => {
  it.each([
    ["applies what is agreed to and skips the rest", ["a", "s", "a"], [0, 2]],
    ["applies all the rest at a word", ["s", "l"], [1, 2]],
    ["keeps what was chosen when it is told to quit", ["a", "q"], [0]],
    ["skips the rest of a file", ["a", "f"], [0]],
    ["skips the rest of a rule", ["r", "a"], [2]],
  ] as const)("%s", async (_, keys, applied) => {
    const { world, status } = await runCli("fix --interactive", FILES, { keys });
    expect(rewritten(world)).toEqual(applied.map((index) => PLACES[index]));
    expect(status).toBe(applied.length === PLACES.length ? 0 : 1);
  });

  it("shows each fix as a patch, and the whole finding when asked for more", async () => {
    const { errors } = await runCli("fix --interactive", FILES, { keys: ["m", "s", "q"] });
    expect(errors).toContain("src/health.ts:4:30  missing-member  1 of 3");
    expect(errors).toContain("-  const db = DatabaseManager.getAsyncSession();\n+  const db = getDb();");
    expect(errors).toContain("`DatabaseManager` has no member `getAsyncSession`");
    expect(errors).toContain("src/status.ts:4:30  missing-member  2 of 3");
    expect(errors).not.toContain("3 of 3");
  });

  it("writes nothing after Ctrl-C, and says so", async () => {
    const { world, status, errors } = await runCli("fix --interactive", FILES, { keys: ["a", undefined] });
    expect(rewritten(world)).toEqual([]);
    expect(status).toBe(3);
    expect(errors).toContain("interrupted");
  });

  it("asks only about the fixes that --only names", async () => {
    const { errors } = await runCli("fix --interactive --only src/status.ts:8", FILES, { keys: ["q"] });
    expect(errors).toContain("1 of 1");
  });

  it("shows the patch of what was chosen with --diff", async () => {
    const { output, world } = await runCli("fix --interactive --diff", FILES, { keys: ["s", "s", "a"] });
    expect(output.match(/^\+\+\+ .*/gm)).toEqual(["+++ b/src/status.ts"]);
    expect(rewritten(world)).toEqual([]);
  });

  it("refuses where nobody can answer", async () => {
    const { status, errors } = await runCli("fix --interactive", FILES);
    expect(status).toBe(2);
    expect(errors).toContain("`--interactive` needs a terminal");
  });
});

/** The places whose old call is gone. */
function rewritten(world: { textOf(path: string): string | undefined }): readonly (string | undefined)[] {
  const isDone = [
    !world.textOf("src/health.ts")?.includes("getAsyncSession"),
    !world.textOf("src/status.ts")?.includes("getAsyncSession"),
    !world.textOf("src/status.ts")?.includes("getConnection()"),
  ];
  return PLACES.filter((_, index) => isDone[index]);
}
