/** Small programs in Python that are written by hand: what is said of each, and that a safe fix does what its author meant. */
import { expect, it } from "vitest";
import { findPython } from "../../../fixtures/python.js";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { checkFiles, fixFiles } from "../../../support/snippet.js";
import { Runner } from "./python/adversary.js";
import { SITUATIONS, type Situation } from "./python/by-hand.js";

const alchemy = process.env.ADVERSARY_PYTHON ?? findPython(["sqlalchemy"]);
const python = alchemy ?? findPython() ?? "python3";

function filesOf({ database, code, ideal = "", legacy = [], files = {} }: Situation, isIdeal: boolean): MemoryFiles {
  const name = /def (\w+)\(/.exec(database.slice(database.search(/def (get_db|open)\(/)))?.[1] ?? "";
  const source = {
    accessor: { module: "app/database.py", name },
    managers: ["DatabaseManager"],
    legacy,
    internals: ["app/database.py", "app/manager.py"],
  };
  const needed = database.includes("sqlalchemy") ? "from app.database import SessionLocal\n" : "";
  return {
    "app/__init__.py": "",
    "app/database.py": database,
    "app/manager.py": `import os\nimport sqlite3\nfrom contextlib import contextmanager\n${isIdeal ? needed : ""}\n\nclass DatabaseManager:\n    name = "main"\n${isIdeal ? ideal : ""}`,
    "app/row_0.py": code,
    ...files,
    ...(isIdeal ? {} : { "db-ssot.json": JSON.stringify({ sources: [source] }) }),
  };
}

it.each(SITUATIONS.map((each) => [each.name, each] as const))("%s", async (_, situation) => {
  const files = filesOf(situation, false);
  const report = await checkFiles(files);
  const own = report.diagnostics.filter(({ span }) => span.file === "app/row_0.py");
  const said = own.map(({ fix, help }) => fix?.applicability ?? (help === undefined ? "none" : "manual"));
  const reasons = own.map(({ message, fix, help }) => `${message}: ${fix?.reason ?? help}`).join("\n");
  const verdict = said.includes("unsafe") ? "unsafe" : said.includes("manual") ? "manual" : (said[0] ?? "none");
  const fixed = await fixFiles(files);
  expect.soft(verdict, reasons).toBe(situation.verdict);
  if (fixed["app/row_0.py"] === undefined || (situation.needs && alchemy === undefined)) return;
  const runner = new Runner(python);
  const wanted = await runner.run(filesOf(situation, true));
  const got = await runner.run({ ...files, ...fixed });
  runner.end();
  expect(got, fixed["app/row_0.py"]).toEqual(wanted);
});
