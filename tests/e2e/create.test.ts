/** `init --create` and `fix` on programs that then run as before, with Python's own SQLite. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { findPython } from "../fixtures/python.js";
import { tempProject } from "../support/temp-project.js";
import { runBuilt } from "./run-built.js";

const run = promisify(execFile);

const PLACES: Readonly<Record<string, string>> = {
  "shop/__init__.py": "",
  "shop/store.py": `import sqlite3

PATH = "shop.db"


def store(name):
    connection = sqlite3.connect(PATH)
    try:
        connection.execute("create table if not exists item (name text)")
        connection.execute("insert into item values (?)", (name,))
        connection.commit()
    finally:
        connection.close()
`,
  "shop/report.py": `import sqlite3

PATH = "shop.db"


def names():
    with sqlite3.connect(PATH) as connection:
        return [name for (name,) in connection.execute("select name from item order by name")]
`,
  "shop/count.py": `import sqlite3


def count():
    connection = sqlite3.connect("shop.db")
    (found,) = connection.execute("select count(*) from item").fetchone()
    connection.close()
    return found
`,
  "run.py": `from shop.count import count
from shop.report import names
from shop.store import store

store("pen")
store("ink")
print(names(), count())
`,
};

it("every place uses the new module after a fix, and the program prints the same", async () => {
  const python = findPython() ?? "python3";
  const folder = tempProject(PLACES);
  const before = await run(python, ["-B", "run.py"], { cwd: folder });
  expect(before.stdout).toBe("['ink', 'pen'] 2\n");
  expect(await runBuilt(folder, "init --create")).toMatchObject({ status: 0, errors: "" });
  expect(await runBuilt(folder, "fix")).toMatchObject({ status: 0 });
  for (const file of ["store", "report", "count"]) {
    expect(readFileSync(join(folder, `shop/${file}.py`), "utf8")).not.toContain("sqlite3");
  }
  const after = await run(python, ["-B", "run.py"], { cwd: folder });
  expect(after.stdout).toBe("['ink', 'ink', 'pen', 'pen'] 4\n");
  expect(await runBuilt(folder, "check")).toMatchObject({ status: 0 });
  expect(await runBuilt(folder, "undo")).toMatchObject({ status: 0 });
  expect(readFileSync(join(folder, "shop/store.py"), "utf8")).toBe(PLACES["shop/store.py"]);
});
