/** Texts whose check would take longer than anybody waits if all ways to cut them were tried; see tests/benchmarks/growth.mjs. */
import { expect, it } from "vitest";
import { check } from "../../../src/judge/check/check.js";
import { INCIDENT } from "../../support/incident.js";
import { memoryWorld } from "../../support/memory-world.js";

it("reads on behind a banner of slashes", async () => {
  const banner = `${"/".repeat(100)}\n`;
  const text = `${banner}// ${"-- ".repeat(30)}\n${banner}${INCIDENT["src/health.ts"]}`;
  const { report } = await check(memoryWorld({ ...INCIDENT, "src/health.ts": text }));
  expect(report.diagnostics.map(({ rule }) => rule)).toContain("missing-member");
});

it("compares tens of thousands of classes of one name in one file no more than once", async () => {
  const text = "class Db { query() { return pool.query(); } }\n".repeat(20_000);
  const { report } = await check(memoryWorld({ ...INCIDENT, "src/long.ts": text }));
  expect(report.diagnostics.filter(({ rule }) => rule === "duplicate-manager")).toEqual([]);
});
