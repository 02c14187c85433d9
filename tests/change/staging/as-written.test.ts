/** Stagings of texts that git leaves as they are. */
import { expect, it } from "vitest";
import { part, runStagings } from "./stagings.js";

it.each([
  { kind: "as-written", count: part(600), seed: 100_000 },
  { kind: "below", count: part(400), seed: 200_000 },
] as const)(
  "$count stagings, $kind: what is committed is what was checked, and nothing unstaged is lost",
  async (runs) => {
    const figures = await runStagings(runs.kind, runs.count, runs.seed);
    console.log(`stagings, ${runs.kind}: ${JSON.stringify(figures)}`);
    expect(figures.stagings).toBe(runs.count);
    // Without these, nothing would have been shown.
    expect(figures.fixed).toBeGreaterThanOrEqual(figures.stagings / 5);
    expect(figures.merged).toBeGreaterThanOrEqual(figures.stagings / 5);
    expect(figures.refused).toBeGreaterThanOrEqual(figures.stagings / 20);
  },
  1_800_000,
);
