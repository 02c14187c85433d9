/** Every cell of the table of src/change/fix/README.md for TypeScript: what is safe is run before and after, on a real database. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../../support/snippet.js";
import { type CellForm, databaseOf, FORMS } from "./databases.js";
import { programOf, ROWS, type Row } from "./rows.js";
import { type Host, openHost, runProgram } from "./run-program.js";
import { verdictOf } from "./verdicts.js";

let host: Host;
beforeAll(async () => {
  host = await openHost();
});
afterAll(() => host.database.close());

describe.each(FORMS)("to the form %s", (form) => {
  it.each(ROWS.map((row) => [row.name, row] as const))("%s", async (_, row) => {
    const verdict = verdictOf(row.name, form);
    const files = filesOf(row, form);
    const fixed = await fixFiles(files);
    if (verdict.kind === "safe") {
      expect(fixed["src/place.ts"]).not.toContain("DatabaseManager");
      expect(await runProgram(host, { ...files, ...fixed })).toEqual(await runProgram(host, files));
      return;
    }
    expect(fixed).toEqual({});
    const forced = await fixFiles(files, { unsafe: true });
    expect(Object.keys(forced)).toEqual(verdict.kind === "unsafe" ? ["src/place.ts"] : []);
    for (const said of await reasonsAt(files)) expect(said).toContain(verdict.reason);
  });
});

function filesOf(row: Row, form: CellForm): Readonly<Record<string, string>> {
  return { ...databaseOf(form), "src/place.ts": programOf(row) };
}

/** Why each finding of the place is not fixed safely. */
async function reasonsAt(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { diagnostics } = await checkFiles(files);
  const own = diagnostics.filter(({ span }) => span.file === "src/place.ts");
  expect(own).not.toEqual([]);
  return own.map(({ fix, help }) => fix?.reason ?? help ?? "");
}
