/**
 * What fails whatever the accessor is does not depend on the configuration: every fixture is judged without one, with one
 * that names its accessors and nothing else, and with its own.
 */
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/base/diagnostics/diagnostic.js";
import { check } from "../../../src/judge/check/check.js";
import { FIXTURE_PROJECTS, projectFiles } from "../../support/fixture-projects.js";
import { memoryWorld } from "../../support/memory-world.js";

/** What fails when it runs. */
const FAILING = ["missing-member", "missing-export", "misused-accessor"];

/** A second manager is there whoever names it; that it is an error, only a configuration that names it can say. */
function isCertain({ rule, severity }: Diagnostic): boolean {
  return rule === "duplicate-manager" || (FAILING.includes(rule) && severity === "error");
}

interface Configuration {
  readonly sources?: readonly { readonly accessor: unknown; readonly name?: string; readonly files?: unknown }[];
}

describe.each(FIXTURE_PROJECTS)("%s", (project) => {
  const files = projectFiles(project);
  const own = configurationOf(files);

  it("has the same certain findings with any configuration", async () => {
    const sources = own.sources?.map(({ accessor, name, files: held }) => ({ accessor, name, files: held }));
    const full = await certainIn({
      ...files,
      "db-ssot.json": JSON.stringify({ ...own, ignore: undefined, rules: {} }),
    });
    const minimal = await certainIn({ ...files, "db-ssot.json": JSON.stringify({ sources }) });
    const { "db-ssot.json": _, ...bare } = files;
    expect({ minimal, none: await certainIn(bare) }).toEqual({ minimal: full, none: full });
  });
});

function configurationOf(files: ReturnType<typeof projectFiles>): Configuration {
  const text = files["db-ssot.json"];
  return text === undefined ? {} : (JSON.parse(String(text)) as Configuration);
}

async function certainIn(files: ReturnType<typeof projectFiles>): Promise<readonly string[]> {
  const { report } = await check(memoryWorld(files), { baseline: false });
  return report.diagnostics.filter(isCertain).map(({ span, message }) => `${span.file}:${span.start} ${message}`);
}

describe("a configuration that names an accessor alone", () => {
  const MANAGER = 'import { getDb } from "./db";\nexport class DatabaseManager { session() { return getDb(); } }\n';
  const FILES = {
    "src/db.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;\n',
    "src/manager.ts": MANAGER,
    "src/other.ts": "export class Other {}\n",
    "src/use.ts": 'import { DatabaseManager } from "./manager";\nnew DatabaseManager().sesion();\n',
    "worker/use.py": "from worker.manager import DatabaseManager\nDatabaseManager().sesion()\n",
    "worker/__init__.py": "",
    "worker/manager.py":
      "import psycopg2\nclass DatabaseManager:\n    def session(self):\n        return psycopg2.connect()\n",
  };
  const ACCESSOR = { module: "src/db.ts", name: "getDb" };
  const withSources = (...sources: object[]) => ({ ...FILES, "db-ssot.json": JSON.stringify({ sources }) });
  const BOTH = [expect.stringContaining("src/use.ts"), expect.stringContaining("worker/use.py")];

  it("hides no missing member, in its own language or in another, in files that it covers or does not", async () => {
    expect(await certainIn(withSources({ accessor: ACCESSOR }))).toEqual(BOTH);
    expect(await certainIn(withSources({ accessor: ACCESSOR, files: ["src/db.ts"] }))).toEqual(BOTH);
    expect(await certainIn(withSources({ accessor: ACCESSOR, managers: ["Other"] }))).toEqual(BOTH);
  });

  it("switches detection off where it names no managers on purpose", async () => {
    expect(await certainIn(withSources({ accessor: ACCESSOR, managers: [] }))).toEqual([BOTH[1]]);
  });

  it("makes no error of what bypasses a manager that nobody named", async () => {
    const use = 'import { DatabaseManager } from "./manager";\nnew DatabaseManager().session();\n';
    const severities = async (source: object) => {
      const files = { ...withSources({ accessor: ACCESSOR, ...source }), "src/use.ts": use };
      const { report } = await check(memoryWorld(files), { rules: ["direct-manager"] });
      return report.diagnostics.map(({ severity }) => severity);
    };
    expect(await severities({})).toEqual(["warning"]);
    expect(await severities({ managers: ["DatabaseManager"] })).toEqual(["error"]);
  });
});
