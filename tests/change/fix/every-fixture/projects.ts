/** The projects whose fixes are all tested: fixtures, the examples of the rules' pages, the tables of src/change/fix/README.md. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../../src/judge/rules/index.js";
import { FIXTURE_PROJECTS, projectFiles } from "../../../support/fixture-projects.js";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { readPage } from "../../../support/snippet-page.js";
import { readProject } from "../../../support/snippet-project.js";
import { databaseOf, FORMS } from "../cells/databases.js";
import { neverRan, programOf, ROWS } from "../cells/rows.js";
import { COLUMNS } from "../cells-python/databases.js";
import { ROWS as PYTHON_ROWS, programOf as pythonProgramOf } from "../cells-python/rows.js";

export interface FixedProject {
  readonly title: string;
  readonly files: MemoryFiles;
}

/** Several of their fixes change one file, so their order matters. */
export const SMALL_PROJECTS: readonly FixedProject[] = [
  ...FIXTURE_PROJECTS.map((name) => ({ title: `fixtures/${name}`, files: projectFiles(name) })),
  ...RULES.flatMap(({ id }) => {
    const { examples } = readPage(
      readFileSync(join(import.meta.dirname, `../../../../src/judge/rules/${id}.md`), "utf8"),
    );
    return examples.map(({ language, bad }) => ({ title: `${id}.md, ${language}`, files: readProject(bad).files }));
  }),
];

export const PROJECTS: readonly FixedProject[] = [
  ...SMALL_PROJECTS,
  ...FORMS.flatMap((form) => [
    { title: `the rows to the form ${form}`, files: { ...databaseOf(form), ...rowsOf((row) => row) } },
    { title: `the rows that never ran, to the form ${form}`, files: { ...databaseOf(form), ...rowsOf(neverRan) } },
  ]),
  ...COLUMNS.map((column) => ({
    title: `Python's rows to ${column.name}`,
    files: { ...column.files, ...pythonRowsOf(column) },
  })),
];

function rowsOf(change: (row: (typeof ROWS)[number]) => (typeof ROWS)[number]): MemoryFiles {
  return Object.fromEntries(ROWS.map((row, index) => [`src/row-${index}.ts`, programOf(change(row))]));
}

function pythonRowsOf(column: (typeof COLUMNS)[number]): MemoryFiles {
  const programs = PYTHON_ROWS.map((row, index) => [`app/row_${index}.py`, pythonProgramOf(row, column)] as const);
  return Object.fromEntries(programs.flatMap(([file, text]) => (text === undefined ? [] : [[file, text]])));
}
