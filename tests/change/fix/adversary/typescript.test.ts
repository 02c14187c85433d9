/** The adversary for TypeScript: as that for Python, with the forms that only TypeScript has. */
import { expect, it } from "vitest";
import { seedsFrom } from "./seeds.js";
import { attack, type Counterexample } from "./typescript/adversary.js";

it("no safe fix makes a generated program of TypeScript quieter", async () => {
  const found: Counterexample[] = [];
  let fixed = 0;
  for (const seed of seedsFrom(1)) {
    const round = await attack(seed);
    fixed += round.fixed;
    found.push(...round.counterexamples);
  }
  expect(found.map(({ kind, shown }) => `${kind}\n${shown}`).join("\n\n")).toBe("");
  expect(fixed).toBeGreaterThan(0);
});
