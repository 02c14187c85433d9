/** Every cell of Python's table: what the tool says of it, and that a safe one does the same on a database before and after. */
import { describe, expect, it } from "vitest";
import { findPython } from "../../../fixtures/python.js";
import { EXPECTED, FORMS } from "./expected.js";
import { cellOf, judgeAll, projectOf, titleOf } from "./matrix.js";
import { type Outcomes, runPrograms } from "./programs.js";
import { askingForNothing, ROWS } from "./rows.js";

const python = findPython() ?? "python3";
const judged = await judgeAll();

describe("each cell", () => {
  it("has a row in the table for every program, and the other way round", () => {
    expect(ROWS.map(({ name }) => name)).toEqual(Object.keys(EXPECTED));
  });

  it.each(judged.map((each) => [each.column.name, each] as const))(
    "is as expected where the accessor is a %s",
    (_, each) => {
      const place = FORMS.indexOf(each.column.form);
      const found = ROWS.map(({ name }, row) => `${name}: ${cellOf(each, row)}`);
      const expected = ROWS.map(({ name }, row) => {
        const cell = cellOf(each, row);
        return `${name}: ${cell === "—" ? "—" : EXPECTED[name]?.[place]}`;
      });
      expect(found).toEqual(expected);
    },
  );

  it("is written for one kind of handle at least, unless the table says that it cannot be", () => {
    const empty = ROWS.flatMap(({ name }, row) =>
      FORMS.filter((form) => judged.every((each) => each.column.form !== form || cellOf(each, row) === "—")).map(
        (form) => `${name}: ${form}`,
      ),
    );
    const said = ROWS.flatMap(({ name }) =>
      FORMS.filter((_, place) => EXPECTED[name]?.[place] === "—").map((form) => `${name}: ${form}`),
    );
    expect(empty).toEqual(said);
  });
});

describe("a safe fix", () => {
  it("leaves rows, what is opened, committed and closed, and errors as they were, also where the query fails", async () => {
    const sides = ["before", "after"] as const;
    const projects = judged.flatMap((each) =>
      sides.map((side) => [`${each.column.name}-${side}`, projectOf(each, side)] as const),
    );
    const outcomes = await runPrograms(python, Object.fromEntries(projects));
    const changed = new Map<string, Readonly<Record<(typeof sides)[number], Outcomes | undefined>>>();
    for (const each of judged) {
      for (const { row, after } of each.verdicts) {
        if (after === undefined) continue;
        const of = (side: string) => outcomes[`${each.column.name}-${side}/row_${row}.py`];
        changed.set(titleOf(each, row), { before: of("before"), after: of("after") });
      }
    }
    expect(changed.size).toBeGreaterThan(100);
    for (const [title, { before, after }] of changed) {
      expect(after, title).toEqual(before);
      expect(before?.found.error, `${title} works`).toBeNull();
    }
  });

  it("runs where a member was missing, releases nothing twice, and closes no handle that all share", async () => {
    const absent = await judgeAll(askingForNothing);
    const projects = absent.map((each) => [each.column.name, projectOf(each, "after")] as const);
    const outcomes = await runPrograms(python, Object.fromEntries(projects));
    expect(Object.keys(outcomes).length).toBeGreaterThan(50);
    for (const each of absent) {
      for (const { row, after } of each.verdicts) {
        if (after === undefined || isUndecided(row)) continue;
        const title = titleOf(each, row);
        const outcome = outcomes[`${each.column.name}/row_${row}.py`];
        expect(outcome?.found.error, title).toBeNull();
        const opened = count(outcome, "open");
        const closed = count(outcome, "close");
        expect(closed, title).toBeLessThanOrEqual(each.column.form === "object" ? 0 : opened);
      }
    }
  });
});

/** Only the body of the function that is given it tells that it iterates it, and nothing is known of what never was. */
function isUndecided(row: number): boolean {
  return ROWS[row]?.name === "an argument of what iterates it";
}

function count(outcome: Outcomes | undefined, word: string): number {
  return outcome?.found.late.filter((each) => each === word).length ?? 0;
}
