/** A fix adds no import that closes a circle of modules which load each other. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../support/snippet.js";
import { withConfig } from "../../support/snippet-project.js";

const PYTHON = {
  sources: [
    {
      accessor: { module: "app/database.py", name: "get_db" },
      managers: ["DatabaseManager"],
      internals: ["app/database.py"],
    },
  ],
};

/** A module of models that the accessor's module loads, with an import of the database in one of its own lines. */
function models(imports: string, inFunction = "pass"): Readonly<Record<string, string>> {
  return {
    "app/__init__.py": "",
    "app/database.py": `from contextlib import contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from app import models

engine = create_engine("sqlite://")

@contextmanager
def get_db():
    with Session(engine) as session:
        yield session
`,
    "app/manager.py": "class DatabaseManager:\n    pass\n",
    "app/models.py": `${imports}

def ping():
    ${inFunction}
    with DatabaseManager.get_session() as db:
        return db.scalar("select 1")
`,
  };
}

async function outcome(files: Readonly<Record<string, string>>, config: object, file: string) {
  const { diagnostics } = await checkFiles(withConfig(files, config));
  const found = diagnostics.find(({ span, rule }) => span.file === file && rule === "missing-member");
  const changed = await fixFiles(withConfig(files, config), { unsafe: true });
  return { help: found?.help?.split(";")[0], changed: changed[file] };
}

const MANAGER = "from app.manager import DatabaseManager";
const CIRCLE = "app/database.py imports this file, so the two would import each other";

describe("Python", () => {
  it.each([
    ["nothing of it", MANAGER],
    [
      "it in another function",
      `${MANAGER}\n\ndef dispose():\n    from app.database import engine\n    engine.dispose()`,
    ],
    [
      "it for types",
      `from typing import TYPE_CHECKING\n${MANAGER}\nif TYPE_CHECKING:\n    from app.database import engine`,
    ],
    [
      "it on a condition",
      `${MANAGER}\ntry:\n    from app.database import engine\nexcept ImportError:\n    engine = None`,
    ],
  ])("the file has no fix where it imports %s", async (_what, imports) => {
    expect(await outcome(models(imports), PYTHON, "app/models.py")).toEqual({
      help: `fix by hand: ${CIRCLE}`,
      changed: undefined,
    });
  });

  it("the import goes where the function has one of the same module", async () => {
    const files = models(MANAGER, "from app.database import engine\n    print(engine)");
    const { changed } = await outcome(files, PYTHON, "app/models.py");
    expect(changed).toContain(
      "    from app.database import engine, get_db\n    print(engine)\n    with get_db() as db:",
    );
  });

  it("the import goes where the function has that of the manager", async () => {
    const { changed } = await outcome(models("", MANAGER), PYTHON, "app/models.py");
    expect(changed).toContain("def ping():\n    from app.database import get_db\n    with get_db() as db:");
  });

  it("the import goes to the top where the file loads the module already", async () => {
    const { changed } = await outcome(models(`import app.database\n${MANAGER}`), PYTHON, "app/models.py");
    expect(changed).toContain("app.database.get_db() as db:");
  });

  it("a circle through files that nothing else is asked of counts", async () => {
    const files = {
      ...models(MANAGER),
      "app/database.py": (models("")["app/database.py"] ?? "").replace("from app import models", "import app.tables"),
      "app/tables.py": "import app.models\n",
    };
    expect((await outcome(files, PYTHON, "app/models.py")).help).toBe(`fix by hand: ${CIRCLE}`);
  });

  it("a circle through the package of what is imported counts", async () => {
    const database = models("")["app/database.py"] ?? "";
    const files = {
      ...models(MANAGER),
      "app/database.py": database.replace("from app import models", "from app.core.settings import URL"),
      "app/core/__init__.py": "from app.models import ping\n",
      "app/core/settings.py": "URL = 'sqlite://'\n",
    };
    expect((await outcome(files, PYTHON, "app/models.py")).help).toBe(`fix by hand: ${CIRCLE}`);
  });

  it("an import of the accessor's module in a function is no circle", async () => {
    const database = models("")["app/database.py"] ?? "";
    const files = {
      ...models(MANAGER),
      "app/database.py": `${database.replace("from app import models\n", "")}
def register():
    from app import models
    return models
`,
    };
    expect((await outcome(files, PYTHON, "app/models.py")).changed).toContain("from app.database import get_db\n");
  });
});

const TYPESCRIPT = {
  sources: [
    { accessor: { module: "src/db.ts", name: "getDb" }, managers: ["DatabaseManager"], internals: ["src/db.ts"] },
  ],
};

function hooks(imports: string, load = 'import { onConnect } from "./hooks.js";') {
  return {
    "src/db.ts": `import { Pool } from "pg";
${load}
export type Db = Pool;
const pool = new Pool();
export const getDb = (): Pool => pool;
`,
    "src/manager.ts": "export class DatabaseManager {}\n",
    "src/hooks.ts": `${imports}
import { DatabaseManager } from "./manager.js";
export const onConnect = (): void => {};
export const audit = () => DatabaseManager.getPool().query("select 1");
`,
  };
}

describe("TypeScript", () => {
  it.each([
    ["nothing of it", ""],
    ["it for types", 'import type { Db } from "./db.js";\nexport type Own = Db;'],
    ["it for types in braces", 'import { type Db } from "./db.js";\nexport type Own = Db;'],
    ["it for types alone, though it does not say so", 'import { Db } from "./db.js";\nexport type Own = Db;'],
    ["it when it is called", 'export const late = async () => (await import("./db.js")).getDb();'],
  ])("the file has no fix where it imports %s", async (_what, imports) => {
    expect(await outcome(hooks(imports), TYPESCRIPT, "src/hooks.ts")).toEqual({
      help: "fix by hand: src/db.ts imports this file, so the two would import each other",
      changed: undefined,
    });
  });

  it("the name joins an import that loads the module anyway", async () => {
    const files = hooks('import { getDb as open } from "./db.js";\nexport const own = () => open();');
    expect((await outcome(files, TYPESCRIPT, "src/hooks.ts")).changed).toContain("audit = () => open().query");
  });

  it.each([
    ["for types", 'import type { onConnect } from "./hooks.js";\nexport type Hook = typeof onConnect;'],
    ["when it is called", 'export const later = () => import("./hooks.js");'],
  ])("what the accessor's module imports %s is no circle", async (_what, load) => {
    expect((await outcome(hooks("", load), TYPESCRIPT, "src/hooks.ts")).changed).toContain('from "./db.js";');
  });
});

describe("CommonJS", () => {
  const config = {
    sources: [
      { accessor: { module: "lib/db.js", name: "getDb" }, managers: ["DatabaseManager"], internals: ["lib/db.js"] },
    ],
  };
  const files = (audit: string) => ({
    "lib/db.js": `const { Pool } = require("pg");
const { audit } = require("./audit");
const pool = new Pool();
pool.on("connect", audit);
module.exports = { getDb: () => pool };
`,
    "lib/manager.js": "class DatabaseManager {}\nmodule.exports = { DatabaseManager };\n",
    "lib/audit.js": audit,
  });

  it("the file has no fix where only a function requires the module", async () => {
    const audit = `const { DatabaseManager } = require("./manager");
exports.audit = () => DatabaseManager.getPool().query("select 1");
exports.stats = () => require("./db").getDb().stats();
`;
    expect(await outcome(files(audit), config, "lib/audit.js")).toEqual({
      help: "fix by hand: lib/db.js imports this file, so the two would import each other",
      changed: undefined,
    });
  });

  it("the name goes where the function requires the module", async () => {
    const audit = `const { DatabaseManager } = require("./manager");
exports.audit = () => {
  const { end } = require("./db");
  end();
  return DatabaseManager.getPool().query("select 1");
};
`;
    expect((await outcome(files(audit), config, "lib/audit.js")).changed).toContain(
      '  const { end, getDb } = require("./db");\n',
    );
  });
});
