/** Every fix of every fixture, of the rules' pages and of the tables of src/change/fix/README.md is asked whether it can be trusted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../../src/judge/rules/index.js";
import { askAlone, askBackwards, askTogether } from "../../support/fix-harness.js";
import { FIXTURE_PROJECTS, projectFiles } from "../../support/fixture-projects.js";
import type { MemoryFiles } from "../../support/memory-world.js";
import { readPage } from "../../support/snippet-page.js";
import { readProject } from "../../support/snippet-project.js";
import { databaseOf, FORMS } from "./cells/databases.js";
import { neverRan, programOf, ROWS } from "./cells/rows.js";
import { COLUMNS } from "./cells-python/databases.js";
import { ROWS as PYTHON_ROWS, programOf as pythonProgramOf } from "./cells-python/rows.js";

interface Project {
  readonly title: string;
  readonly files: MemoryFiles;
}

/** Their fixes meet in a file, so that the order matters in which they land. */
const SMALL: readonly Project[] = [
  ...FIXTURE_PROJECTS.map((name) => ({ title: `fixtures/${name}`, files: projectFiles(name) })),
  ...RULES.flatMap(({ id }) => {
    const { examples } = readPage(readFileSync(join(import.meta.dirname, `../../../src/judge/rules/${id}.md`), "utf8"));
    return examples.map(({ language, bad }) => ({ title: `${id}.md, ${language}`, files: readProject(bad).files }));
  }),
];

const PROJECTS: readonly Project[] = [
  ...SMALL,
  ...FORMS.flatMap((form) => [
    { title: `the rows to the form ${form}`, files: { ...databaseOf(form), ...rowsOf((row) => row) } },
    { title: `the rows that never ran, to the form ${form}`, files: { ...databaseOf(form), ...rowsOf(neverRan) } },
  ]),
  ...COLUMNS.map((column) => ({
    title: `Python's rows to ${column.name}`,
    files: { ...column.files, ...pythonRowsOf(column) },
  })),
];

describe.each([
  ["safe", false],
  ["unsafe", true],
])("with %s fixes", (_, unsafe) => {
  it.each(PROJECTS)("$title: all together", async ({ files }) => {
    const { complaints } = await askTogether(files, { unsafe, types: true });
    expect(complaints).toEqual([]);
  });

  it.each(SMALL)("$title: each alone, the others after it", async ({ files }) => {
    const { complaints } = await askAlone(files, { unsafe });
    expect(complaints).toEqual([]);
  });

  it.each(SMALL)("$title: one after the other, the last first", async ({ files }) => {
    expect(await askBackwards(files, { unsafe })).toEqual([]);
  });
});

function rowsOf(change: (row: (typeof ROWS)[number]) => (typeof ROWS)[number]): MemoryFiles {
  return Object.fromEntries(ROWS.map((row, index) => [`src/row-${index}.ts`, programOf(change(row))]));
}

function pythonRowsOf(column: (typeof COLUMNS)[number]): MemoryFiles {
  const programs = PYTHON_ROWS.map((row, index) => [`app/row_${index}.py`, pythonProgramOf(row, column)] as const);
  return Object.fromEntries(programs.flatMap(([file, text]) => (text === undefined ? [] : [[file, text]])));
}
