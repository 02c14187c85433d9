/** What holds of every fix, whatever program it finds: all that the harness asks of a run, safe and unsafe. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { askTogether } from "../../../support/fix-harness.js";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { databaseOf, FORMS } from "./databases.js";
import { type Program, program } from "./generator.js";

/** Programs that share a project: most of what a run costs does not grow with them. */
const TOGETHER = 20;
const PROJECTS = 15;

it("generated programs parse after a fix, keep their comments and all beside it, and are left alone by a second one", async () => {
  let fixes = 0;
  const projects = fc.tuple(
    fc.array(program, { minLength: TOGETHER, maxLength: TOGETHER }),
    fc.constantFrom(...FORMS),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(projects, async ([programs, form, unsafe]) => {
      const asked = await askTogether({ ...databaseOf(form), ...filesOf(programs) }, { unsafe });
      expect(asked.complaints).toEqual([]);
      fixes += asked.fixes;
    }),
    { seed: 20, numRuns: PROJECTS, endOnFailure: true },
  );
  expect(fixes).toBeGreaterThan(TOGETHER * PROJECTS * 0.3);
}, 120_000);

function filesOf(programs: readonly Program[]): MemoryFiles {
  return Object.fromEntries(programs.map(({ ending, text }, index) => [`src/program-${index}${ending}`, text]));
}
