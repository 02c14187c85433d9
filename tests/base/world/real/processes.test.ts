import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { realProcesses } from "../../../../src/base/world/real/processes.js";
import { tempProject } from "../../../support/temp-project.js";

const { run, own, isAlive } = realProcesses();
/** Longer than anything here takes on any machine. */
const AMPLE_MS = 3_600_000;

describe("a command", () => {
  test("is run by the shell, in its directory, and tells its status and both of its streams", async () => {
    const directory = tempProject({ "a.txt": "" });
    const ended = await run("ls && echo wrong >&2 && exit 3", { directory, timeoutMs: AMPLE_MS });
    expect(ended).toMatchObject({ status: 3, timedOut: false, output: "a.txt\nwrong\n" });
    expect(ended.durationMs).toBeGreaterThan(0);
  });

  test("has nobody who answers it", async () => {
    const ended = await run("read answer || echo nobody", { directory: tempProject({}), timeoutMs: AMPLE_MS });
    expect(ended.output).toBe("nobody\n");
  });

  test("is killed with all that it started when its time is over", async () => {
    const directory = tempProject({});
    const command = "(sleep 600 & echo $! > grandchild; wait) & echo started; wait";
    const ended = await run(command, { directory, timeoutMs: 400 });
    expect(ended).toMatchObject({ status: undefined, timedOut: true, output: "started\n" });
    expect(ended.durationMs).toBeLessThan(600_000);
    await expectGone(join(directory, "grandchild"));
  });

  test("leaves nothing running behind it", async () => {
    const directory = tempProject({});
    const ended = await run("sleep 600 & echo $! > child", { directory, timeoutMs: AMPLE_MS });
    expect(ended).toMatchObject({ status: 0, timedOut: false });
    expect(ended.durationMs).toBeLessThan(600_000);
    await expectGone(join(directory, "child"));
  });

  test("tells the last 64 KiB of what it wrote, however much that was", async () => {
    const script = `for (let i = 0; i < 40000; i++) console.log("ä line " + i);`;
    const directory = tempProject({ "write.mjs": script });
    const { output } = await run("node write.mjs", { directory, timeoutMs: AMPLE_MS });
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(64 * 1024);
    expect(Buffer.byteLength(output)).toBeGreaterThan(63 * 1024);
    expect(output.endsWith("ä line 39999\n")).toBe(true);
    expect(output).not.toContain("\u{fffd}");
  });

  test("that cannot be started ends without a status", async () => {
    const directory = join(tempProject({}), "none");
    expect(await run("true", { directory, timeoutMs: AMPLE_MS })).toMatchObject({ status: undefined });
  });

  test("finds in the copy what the environment says of the original", async () => {
    const original = tempProject({ "bin/greet": "" });
    const directory = tempProject({});
    const variables = {
      DB_SSOT_PATHS: `${original}/bin:${original}:${original}-other/bin`,
      GIT_DIR: `${original}/.git`,
    };
    const { output } = await withEnvironment(variables, () =>
      run('echo "$DB_SSOT_PATHS" "$GIT_DIR"', { directory, timeoutMs: AMPLE_MS, insteadOf: original }),
    );
    expect(output.trim()).toBe(`${directory}/bin:${directory}:${original}-other/bin`);
  });
});

test("this process is alive, and one that has ended is not", async () => {
  const { output } = await run("echo $$", { directory: tempProject({}), timeoutMs: AMPLE_MS });
  expect([own, isAlive(own), isAlive(Number(output))]).toEqual([process.pid, true, false]);
});

/** A killed process stays in the list until its parent has taken note of it. */
async function expectGone(file: string): Promise<void> {
  expect(existsSync(file)).toBe(true);
  const id = Number(readFileSync(file, "utf8"));
  expect(id).toBeGreaterThan(1);
  for (let tries = 0; tries < 3_000 && isRunning(id); tries++) await sleep(20);
  expect(isRunning(id)).toBe(false);
}

function isRunning(id: number): boolean {
  if (!isAlive(id)) return false;
  const status = `/proc/${id}/stat`;
  return !existsSync(status) || !/^\d+ \(.*\) Z/.test(readFileSync(status, "utf8"));
}

async function withEnvironment<Result>(
  variables: Readonly<Record<string, string>>,
  act: () => Promise<Result>,
): Promise<Result> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
