/** Parsing only what can matter must lose nothing: a check that parses every file finds exactly the same. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../src/base/diagnostics/diagnostic.js";
import { planFixes } from "../../../src/change/rewrite/fixes.js";
import { check } from "../../../src/judge/check/check.js";
import { fixtureFiles } from "../../support/fixture-files.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";
import { generatedProject, LOST_TODAY, projectThrough } from "./projects.js";

const FIXTURES = join(import.meta.dirname, "../../../fixtures");

describe("finds in a fixture what a check of every file finds", () => {
  it.each(fixtureNames())("%s", async (name) => {
    await expectNothingLost(fixtureFiles(name));
  });
});

it("finds in generated projects what a check of every file finds", async () => {
  let findings = 0;
  let leftOut = 0;
  await fc.assert(
    fc.asyncProperty(generatedProject, async ({ files, story }) => {
      const { quick } = await expectNothingLost(files, story);
      findings += quick.diagnostics.length;
      leftOut += quick.statistics.files - quick.statistics.parsed;
    }),
    { numRuns: 300, seed: 1 },
  );
  // Without findings, or with every file parsed, the comparison would say nothing.
  expect(findings).toBeGreaterThan(300);
  expect(leftOut).toBeGreaterThan(100);
});

it.each(LOST_TODAY.map((steps) => [steps.join(", then ")] as const))(
  "loses what is handed on by a %s",
  async (steps) => {
    const { files } = projectThrough(steps.split(", then "));
    const { report: quick } = await check(memoryWorld(files));
    const { report: whole } = await check(memoryWorld(files), { everything: true });
    expect(whole.diagnostics.map(({ rule, span }) => `${rule} ${span.file}`)).toEqual(["missing-member src/u0.ts"]);
    expect(quick.diagnostics).toEqual([]);
  },
);

async function expectNothingLost(files: MemoryFiles, story?: string): Promise<{ quick: Report }> {
  const { report: quick } = planFixes(await check(memoryWorld(files)));
  const { report: whole } = planFixes(await check(memoryWorld(files), { everything: true }));
  expect(quick.diagnostics, story).toEqual(whole.diagnostics);
  expect(quick.assumptions, story).toEqual(whole.assumptions);
  return { quick };
}

/** Projects stand in `fixtures/<topic>/<case>/`, or are the topic itself. */
function fixtureNames(): readonly string[] {
  return foldersIn("").flatMap((topic) => {
    const cases = foldersIn(topic);
    return cases.includes("src") ? [topic] : cases.map((each) => `${topic}/${each}`);
  });
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(join(FIXTURES, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
