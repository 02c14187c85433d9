/** The bundle leaves out what nobody uses of the compiler: what it says must not show that. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { check, type Report } from "../../src/index.js";
import { FIXTURE_PROJECTS } from "../support/fixture-projects.js";

const ROOT = join(import.meta.dirname, "../..");
const ROOTS = FIXTURE_PROJECTS.map((name) => join(ROOT, "fixtures", name));

it("reports for every fixture what the sources report", async () => {
  const bundled = checkBundled(ROOTS);
  for (const [index, root] of ROOTS.entries()) {
    const report = JSON.parse(JSON.stringify(await check({ root })));
    expect({ root, report: bundled[index] }).toEqual({ root, report });
  }
});

function checkBundled(roots: readonly string[]): readonly Report[] {
  const program = `
    const { check } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "dist/index.js")).href)});
    const reports = [];
    for (const root of ${JSON.stringify(roots)}) reports.push(await check({ root }));
    console.log(JSON.stringify(reports));
  `;
  const words = ["--input-type=module", "--eval", program];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
