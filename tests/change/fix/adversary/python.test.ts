/**
 * The adversary for Python: programs that vary the names, the form and the effects of the accessor, how the handle is used, and
 * what surrounds it, are run before and after the safe fixes. No fix may make one quieter: it keeps, prints and raises what it
 * did, or what its author meant where it failed.
 */
import { expect, it } from "vitest";
import { findPython } from "../../../fixtures/python.js";
import { attack, type Counterexample, Runner } from "./python/adversary.js";
import { seedsFrom } from "./seeds.js";

it("no safe fix makes a generated program of Python quieter", async () => {
  // Code of SQLAlchemy is run where it is installed.
  const python = process.env.ADVERSARY_PYTHON ?? findPython(["sqlalchemy"]);
  const runner = new Runner(python ?? findPython() ?? "python3");
  const drivers = ["own", "own-async", "sqlite3", ...(python === undefined ? [] : (["sqlalchemy"] as const))] as const;
  const found: Counterexample[] = [];
  let fixed = 0;
  for (const seed of seedsFrom(1)) {
    const round = await attack(runner, seed, drivers);
    fixed += round.fixed;
    found.push(...round.counterexamples);
  }
  runner.end();
  expect(found.map(({ kind, shown }) => `${kind}\n${shown}`).join("\n\n")).toBe("");
  expect(fixed).toBeGreaterThan(0);
});
