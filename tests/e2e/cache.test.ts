/** What `check` keeps between runs, by the built command. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFiles } from "../support/fixture-projects.js";
import { tempProject } from "../support/temp-project.js";
import { runBuilt } from "./run-built.js";

function project() {
  const folder = tempProject(projectFiles("health-service") as Readonly<Record<string, string>>);
  const caches = join(tempProject({}), "caches");
  const run = (command: string, given: Readonly<Record<string, string>> = {}) =>
    runBuilt(folder, command, [], { DB_SSOT_CACHE_DIR: caches, ...given });
  return { folder, caches, run };
}

it("reports the same from what it kept, in each format, and after a change what has changed", async () => {
  const { folder, caches, run } = project();
  const first = await run("check");
  expect(first.output).toContain("missing-member");
  expect(readdirSync(caches)).toHaveLength(1);
  expect(await run("check")).toEqual(first);
  expect(await run("check --no-cache")).toEqual(first);
  expect(await run("check --format json")).toEqual(await run("check --format json --no-cache"));
  const orders = join(folder, "src/repositories/orders.ts");
  writeFileSync(orders, `\n${readFileSync(orders, "utf8")}`);
  const changed = await run("check");
  expect(changed.output).toContain("src/repositories/orders.ts:14:26");
  expect(changed).toEqual(await run("check --no-cache"));
});

it("keeps nothing without consent: with --no-cache, and on a machine of CI", async () => {
  const { caches, run } = project();
  await run("check --no-cache");
  await run("check", { CI: "true", DB_SSOT_CACHE_DIR: "", XDG_CACHE_HOME: caches });
  expect(() => readdirSync(caches)).toThrow("ENOENT");
  await run("check");
  expect((await run("cache clear", { CI: "true" })).output).toBe("removed what was kept of 1 project\n");
  expect((await run("cache clear")).output).toBe("nothing was kept\n");
});

it("goes on where the cache is damaged or cannot be written, and clears it", async () => {
  const { caches, run } = project();
  const first = await run("check");
  const [name = ""] = readdirSync(caches);
  const path = join(caches, name);
  const bytes = readFileSync(path);
  for (const damaged of [
    bytes.subarray(0, bytes.length >> 1),
    bytes.fill(0x30, bytes.length >> 2),
    Buffer.from("{}\n"),
  ]) {
    writeFileSync(path, damaged);
    expect(await run("check")).toEqual(first);
  }
  chmodSync(caches, 0o500);
  expect(await run("check")).toEqual(first);
  chmodSync(caches, 0o700);
  expect((await run("cache clear")).output).toBe("removed what was kept of 1 project\n");
  expect(readdirSync(caches)).toEqual([]);
});

it("gives the report of before where nothing has changed, without looking into any file", async () => {
  // Nothing was changed here a moment ago.
  const folder = join(import.meta.dirname, "../../fixtures/health-service");
  const caches = join(tempProject({}), "caches");
  const run = (command: string) => runBuilt(folder, command, [], { DB_SSOT_CACHE_DIR: caches });
  const phases = async () => (await run("check --timing --format json")).errors;
  expect(await phases()).toContain("find accesses");
  expect(await phases()).not.toContain("find accesses");
  const plain = await run("check --format json --no-cache");
  expect(await run("check --format json")).toEqual(plain);
  expect((await run("check --rule stale-mock --format json")).output).not.toBe(plain.output);
});

it("serves processes that run at once", async () => {
  const { caches, run } = project();
  const results = await Promise.all(Array.from({ length: 4 }, () => run("check")));
  for (const each of results) expect(each).toEqual(results[0]);
  const facts = (): number => Math.max(...readdirSync(caches).map((name) => statSync(join(caches, name)).size));
  const size = facts();
  expect(await run("check")).toEqual(results[0]);
  expect(facts()).toBe(size);
});
