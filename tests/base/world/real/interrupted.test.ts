import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { realProcesses } from "../../../../src/base/world/real/processes.js";
import { tempProject } from "../../../support/temp-project.js";

const BUILT = join(import.meta.dirname, "../../../../build/base/world/real/world.js");

const PROGRAM = `
  const { realWorld } = await import(${JSON.stringify(pathToFileURL(BUILT).href)});
  const world = realWorld(process.argv[1]);
  const copy = await world.copies.make();
  const running = world.processes.run("echo $$ > id; sleep 600", { directory: copy.files.root, timeoutMs: 3_600_000 });
  while (!copy.files.read("id")?.length) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(JSON.stringify({ root: copy.files.root, id: Number(new TextDecoder().decode(copy.files.read("id"))) }));
  await running;
`;

test.each(["SIGINT", "SIGTERM"] as const)("after %s neither the copy nor the command is left", async (signal) => {
  const root = tempProject({ "a.txt": "" });
  const program = spawn(process.execPath, ["--input-type=module", "--eval", PROGRAM, root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => program.on("exit", (status, by) => resolve(by ?? status)));
  const printed = await new Promise<string>((resolve) => program.stdout.once("data", (data) => resolve(String(data))));
  const copy: { readonly root: string; readonly id: number } = JSON.parse(printed);
  expect(existsSync(join(copy.root, "a.txt"))).toBe(true);
  program.kill(signal);
  expect(await ended).toBe(signal);
  expect(existsSync(copy.root)).toBe(false);
  const { isAlive } = realProcesses();
  for (let tries = 0; tries < 3_000 && isAlive(copy.id); tries++) await sleep(20);
  expect(isAlive(copy.id)).toBe(false);
});
