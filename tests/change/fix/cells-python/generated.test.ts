/** What holds of every fix, whatever program it finds: it parses, keeps each comment, and leaves nothing to a second run. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fix } from "../../../../src/change/fix/run.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";
import { findPython } from "../../../fixtures/python.js";
import { type MemoryFiles, memoryWorld } from "../../../support/memory-world.js";
import { COLUMNS, type Column } from "./databases.js";
import { program } from "./generator.js";

const parse = await loadParser();
const COMPILE = fileURLToPath(new URL("compile_programs.py", import.meta.url));

/** Programs that share a project: most of what a run costs does not grow with them. */
const TOGETHER = 20;
const PROJECTS = 15;

it("generated programs parse after a fix, keep their comments, and are left alone by a second one", async () => {
  const texts: string[] = [];
  let changed = 0;
  const projects = fc.tuple(
    fc.array(program, { minLength: TOGETHER, maxLength: TOGETHER }),
    fc.constantFrom(...COLUMNS),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(projects, async ([programs, column, unsafe]) => {
      const before = projectOf(column, programs);
      const first = await fix(memoryWorld(before), { unsafe });
      const edited = first.changes.map(({ file, before: was = "", after: is = "" }) => ({ file, was, is }));
      const after = { ...before, ...Object.fromEntries(edited.map(({ file, is }) => [file, is])) };
      for (const { was, is } of edited) {
        texts.push(was, is);
        expect(parse(was).errors, was).toEqual([]);
        expect(parse(is).errors, is).toEqual([]);
        if (!unsafe) expect(commentsOf(is), is).toEqual(commentsOf(was));
        expect(newlinesOf(is), is).toEqual(newlinesOf(was));
      }
      changed += edited.length;
      const second = await fix(memoryWorld(after), { unsafe });
      expect(second.changes.map(({ file, after: text }) => `${file}\n${text}`)).toEqual([]);
    }),
    { seed: 20, numRuns: PROJECTS, endOnFailure: true },
  );
  expect(changed).toBeGreaterThan(TOGETHER * PROJECTS * 0.3);
  expect(complaintsOf(texts)).toEqual([]);
}, 120_000);

function projectOf(column: Column, programs: readonly string[]): MemoryFiles {
  const named = programs.map((text, index) => [`app/program_${index}.py`, text] as const);
  return { ...column.files, ...Object.fromEntries(named) };
}

/** The kinds of line ending that a text has. */
function newlinesOf(text: string): readonly string[] {
  return [...new Set(text.match(/\r?\n/g) ?? [])];
}

/** In any order: what stood behind a line that goes stands where the line was. */
function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/# comment \d+;/g)].map(([comment]) => comment).sort();
}

/** What CPython has against the texts, in one process. */
function complaintsOf(texts: readonly string[]): readonly string[] {
  const python = findPython() ?? "python3";
  const { stdout } = spawnSync(python, [COMPILE], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const complaints = JSON.parse(stdout) as readonly string[];
  return complaints.flatMap((complaint, index) => (complaint === "" ? [] : [`${complaint}\n${texts[index]}`]));
}
