/** The incident fixed as it was by hand at first: the member is added, no caller is touched, and the service answers. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { shim } from "../../../src/change/shim/shim.js";
import {
  buildProject,
  copyProject,
  removeProject,
  type Service,
  startService,
  typeErrors,
} from "../../fixtures/project.js";
import { findPython, runUnitTests, startPythonService } from "../../fixtures/python.js";
import { fixtureFiles } from "../../support/fixture-files.js";
import { memoryWorld } from "../../support/memory-world.js";

it("answers 200 in TypeScript, and has no type error left", async () => {
  const folder = await shimmedCopy("health-service", "DatabaseManager.getAsyncSession");
  expect(await typeErrors(folder)).toEqual([]);
  await buildProject(folder);
  expect(await readiness(await startService(folder))).toBe(200);
});

it("answers 200 in Python, and keeps the service's own tests green", async (test) => {
  const python = findPython(["fastapi", "sqlalchemy", "aiosqlite", "httpx", "uvicorn"]);
  if (python === undefined) return test.skip("no python3 here has the packages of the service");
  const folder = await shimmedCopy("health-service-python", "DatabaseManager.get_async_session");
  expect(await readiness(await startPythonService(folder, python, "netra_backend.app.main"))).toBe(200);
  expect(await runUnitTests(folder, python)).toBe(0);
});

async function shimmedCopy(name: string, member: string): Promise<string> {
  const folder = await copyProject(name);
  onTestFinished(() => removeProject(folder));
  const { changes } = await shim(memoryWorld(fixtureFiles(name)), { member });
  expect(changes).toHaveLength(1);
  for (const { file, after } of changes) await writeFile(join(folder, file), after);
  return folder;
}

async function readiness(service: Service): Promise<number> {
  try {
    return (await fetch(`${service.url}/health/ready`, { headers: { connection: "close" } })).status;
  } finally {
    await service.stop();
  }
}
