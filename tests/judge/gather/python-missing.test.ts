/** What is missing in a module below a folder of databases is found, though nothing in its importer tells of a database. */
import { expect, it } from "vitest";
import { check } from "../../../src/judge/check/check.js";
import { memoryWorld } from "../../support/memory-world.js";

it("parses a file that imports a missing accessor from a database module", async () => {
  const files = {
    "database/__init__.py": "",
    "database/link_v5.py": "from .store_v5 import get_pool\n\n__all__ = []\n",
    "database/store_v5.py":
      "from sqlalchemy import create_engine\n\n\ndef get_pool():\n    return create_engine(url)\n",
    "tools/run.py": "from database.link_v5 import DatabaseConnectionManager\n\nrun = DatabaseConnectionManager()\n",
    "tools/other.py": "from database.link_v5 import VERSION\n",
  };
  const { report } = await check(memoryWorld(files));
  const found = report.diagnostics.filter(({ rule }) => rule === "missing-export");
  expect(found.map(({ span }) => span.file)).toEqual(["tools/run.py"]);
});

it("parses the module itself, where nothing in it tells of a database", async () => {
  const files = {
    "database/__init__.py": "",
    "database/link_v5.py": "VERSION = 5\n",
    "tools/run.py": "from database.link_v5 import DatabaseConnectionManager\n\nrun = DatabaseConnectionManager()\n",
    "tools/other.py": "from database.link_v5 import VERSION\n",
  };
  const { report } = await check(memoryWorld(files));
  expect(report.diagnostics.map(({ rule, span }) => `${rule} ${span.file}`)).toEqual(["missing-export tools/run.py"]);
  expect(report.statistics.parsed).toBe(3);
});
