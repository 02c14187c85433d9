/** The places of the table where they ask for a member that is missing: nothing ran, and what is safe runs as it is written. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixFiles } from "../../../support/snippet.js";
import { type CellForm, databaseOf, FORMS } from "./databases.js";
import { neverRan, programOf, ROWS, type Row } from "./rows.js";
import { type Host, type Outcome, openHost, runProgram } from "./run-program.js";

/** `+` is safe; in the order of the forms. */
const CELLS: Readonly<Record<string, string>> = {
  "`const s = …`, released in `finally`": "+++++",
  "`let s`, bound in `try`, released on a condition": "++++-",
  "`const s = …`, released by `M.release(s)`": "-----",
  "`const s = …`, never released": "+--++",
  "`await using s = …`": "+++++",
  "`(await f()).query()` (inline)": "+---+",
  "`for await (const s of f())`": "-----",
  returned: "-++--",
  "an argument": "-++--",
  "`this.s = …`": "-++--",
  "a class field": "-++--",
  "given to a constructor": "-++--",
  "`f().then((s) => …)` (chained)": "--++-",
  "`const { x } = …` (destructured)": "+----",
  "in a loop, released in `finally`": "+++++",
  "around a transaction of its own": "-++++",
};

/** Places that end what they began. */
const RELEASES = /released (in|on)|using|then|transaction/;

let host: Host;
beforeAll(async () => {
  host = await openHost();
});
afterAll(() => host.database.close());

describe.each(FORMS)("to the form %s", (form) => {
  const rows = ROWS.filter(({ name }) => name in CELLS);
  const isSafe = ({ name }: Row) => CELLS[name]?.charAt(FORMS.indexOf(form)) === "+";

  it.each(rows.filter(isSafe).map((row) => [row.name, row] as const))("is safe: %s", async (_, row) => {
    const files = filesOf(row, form);
    const [worked, failed] = await runProgram(host, { ...files, ...(await fixFiles(files)) });
    expect(worked?.error).toBeUndefined();
    expect(JSON.stringify(worked?.rows)).toContain("Middlemarch");
    expect(failed?.error).toContain("no_such_column");
    for (const outcome of [worked, failed]) expectEnded(outcome, form, row);
  });

  it.each(rows.filter((row) => !isSafe(row)).map((row) => [row.name, row] as const))("is not: %s", async (_, row) => {
    expect(await fixFiles(filesOf(row, form))).toEqual({});
  });
});

it("none of them ran", async () => {
  const [row] = ROWS;
  if (row === undefined) return expect.unreachable();
  const outcomes = await runProgram(host, filesOf(row, "promise"));
  for (const { error, opened } of outcomes) {
    expect(error).toContain("getAsyncSession is not a function");
    expect(opened).toBe(0);
  }
});

function filesOf(row: Row, form: CellForm): Readonly<Record<string, string>> {
  return { ...databaseOf(form), "src/place.ts": programOf(neverRan(row)) };
}

/** The one handle of all is open still; a handle of the place's own is closed where the place sees to it. */
function expectEnded(outcome: Outcome | undefined, form: CellForm, { name }: Row): void {
  if (form === "object") expect(outcome).toMatchObject({ opened: 1, closed: 0 });
  else if (form === "disposable" || form === "callback" || RELEASES.test(name))
    expect(outcome?.closed).toBe(outcome?.opened);
}
