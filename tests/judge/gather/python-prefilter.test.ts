/** Parsing only what can matter must lose nothing in Python either: a check that parses every file finds the same. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Report } from "../../../src/base/diagnostics/diagnostic.js";
import { planFixes } from "../../../src/change/rewrite/fixes.js";
import { check } from "../../../src/judge/check/check.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";
import { generatedPythonProject } from "./python-projects.js";

async function checkBothWays(files: MemoryFiles, story: string): Promise<Report> {
  const { report: quick } = planFixes(await check(memoryWorld(files)));
  const { report: whole } = planFixes(await check(memoryWorld(files), { everything: true }));
  expect(quick.diagnostics, story).toEqual(whole.diagnostics);
  expect(quick.assumptions, story).toEqual(whole.assumptions);
  return quick;
}

it("finds in generated projects what a check of every file finds", async () => {
  let findings = 0;
  let leftOut = 0;
  await fc.assert(
    fc.asyncProperty(generatedPythonProject, async ({ files, story }) => {
      const { diagnostics, statistics } = await checkBothWays(files, story);
      findings += diagnostics.length;
      leftOut += statistics.files - statistics.parsed;
    }),
    { numRuns: 150, seed: 1 },
  );
  // Without findings, or with every file parsed, the comparison would say nothing.
  expect(findings).toBeGreaterThan(150);
  expect(leftOut).toBeGreaterThan(150);
});
