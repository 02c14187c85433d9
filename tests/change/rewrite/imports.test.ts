/** What a fix does to the imports around it, and where it must not add one. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixSnippet } from "../../support/snippet.js";
import { GET_DB, VALUE } from "../../support/snippet-databases.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

const TYPESCRIPT = {
  config: { sources: [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/database/**"] }] },
  beside: `${VALUE}
  // file: src/manager.ts
  import { getDb } from "./database/index.js";
  export interface Options {
    readonly name: string;
  }
  export class DatabaseManager {
    static getSession() {
      return getDb();
    }
  }
  `,
};

const PYTHON = {
  config: {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        internals: ["app/database.py"],
      },
    ],
  },
  beside: `
  # file: app/__init__.py

  # file: app/database.py
  from contextlib import contextmanager
  from sqlalchemy import create_engine
  from sqlalchemy.orm import Session

  engine = create_engine("sqlite://")

  @contextmanager
  def get_db():
      with Session(engine) as session:
          yield session

  # file: app/manager.py
  from contextlib import contextmanager
  from app.database import get_db

  class DatabaseManager:
      @staticmethod
      @contextmanager
      def open_session():
          with get_db() as session:
              yield session
  `,
};

/** The file before and after the fix, which changes its imports and the one call below them. */
function expectImports(before: string, after: string) {
  const file = (imports: string, call: string) =>
    `// file: src/health.ts\n${imports}\n\nexport const ready = () => ${call}.query("select 1");\n`;
  return fixSnippet(file(before, "DatabaseManager.getSession()"), file(after, "getDb()"), TYPESCRIPT);
}

describe("a fix in TypeScript keeps", () => {
  it("types that come from the same module, inline and apart", async () => {
    await expectImports(
      'import { DatabaseManager, type Options } from "./manager.js";\n\nexport type { Options };',
      'import { type Options } from "./manager.js";\nimport { getDb } from "./database/index.js";\n\nexport type { Options };',
    );
    await expectImports(
      'import type { Options } from "./manager.js";\nimport { DatabaseManager } from "./manager.js";\n\nexport const name = (o: Options) => o.name;',
      'import type { Options } from "./manager.js";\nimport { getDb } from "./database/index.js";\n\nexport const name = (o: Options) => o.name;',
    );
  });

  it("imports for their side effects", () =>
    expectImports(
      'import "./manager.js";\nimport { DatabaseManager } from "./manager.js";',
      'import "./manager.js";\nimport { getDb } from "./database/index.js";',
    ));

  it("what it exports again", () =>
    expectImports(
      'import { DatabaseManager } from "./manager.js";\nexport { DatabaseManager } from "./manager.js";\nexport * from "./manager.js";',
      'import { getDb } from "./database/index.js";\nexport { DatabaseManager } from "./manager.js";\nexport * from "./manager.js";',
    ));

  it("a sorted list sorted", () =>
    expectImports(
      'import { alpha } from "./alpha.js";\nimport { DatabaseManager } from "./manager.js";\nimport { zeta } from "./zeta.js";\n\nexport { alpha, zeta };',
      'import { alpha } from "./alpha.js";\nimport { getDb } from "./database/index.js";\nimport { zeta } from "./zeta.js";\n\nexport { alpha, zeta };',
    ));

  it("the place behind packages that a relative path had", () =>
    expectImports(
      'import express from "express";\nimport { OpenAI } from "openai";\nimport { DatabaseManager } from "./manager.js";\n\nexport { express, OpenAI };',
      'import express from "express";\nimport { OpenAI } from "openai";\nimport { getDb } from "./database/index.js";\n\nexport { express, OpenAI };',
    ));

  it("an annotation, and the import that it needs", () =>
    fixSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./manager.js";

      export async function ready(): Promise<void> {
        const db: ReturnType<typeof DatabaseManager.getSession> = DatabaseManager.getSession();
        await db.query("select 1");
      }
      `,
      `
      // file: src/health.ts
      import { DatabaseManager } from "./manager.js";
      import { getDb } from "./database/index.js";

      export async function ready(): Promise<void> {
        const db: ReturnType<typeof DatabaseManager.getSession> = getDb();
        await db.query("select 1");
      }
      `,
      TYPESCRIPT,
    ));
});

it("a fix names the accessor's module in full where a file beside its directory has the shorter name", () =>
  fixSnippet(
    `
    // file: src/database.ts
    export { getDb } from "./database/index";
    // file: src/log.ts
    export const log = (text: string): void => console.log(text);
    // file: src/manager.ts
    import { getDb } from "./database/index";
    export class DatabaseManager {
      static getSession() {
        return getDb();
      }
    }
    // file: src/health.ts
    import { log } from "./log";
    import { DatabaseManager } from "./manager";

    log("health");
    export const ready = () => DatabaseManager.getSession().query("select 1");
    `,
    `
    // file: src/health.ts
    import { log } from "./log";
    import { getDb } from "./database/index";

    log("health");
    export const ready = () => getDb().query("select 1");
    `,
    { config: TYPESCRIPT.config, beside: VALUE },
  ));

describe("fixes of one file", () => {
  const sources = [{ ...GET_DB, managers: ["DatabaseManager", "OlderManager"], internals: ["src/database/**"] }];
  const OLDER = `
  // file: src/older.ts
  import { getDb } from "./database/index.js";
  export class OlderManager {
    static openSession() {
      return getDb();
    }
  }
  `;

  it("import the accessor once, though each takes the place of another import", () =>
    fixSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./manager.js";
      import { OlderManager } from "./older.js";

      export const ready = () => DatabaseManager.getSession().query("select 1");
      export const alive = () => OlderManager.openSession().query("select 2");
      `,
      `
      // file: src/health.ts
      import { getDb } from "./database/index.js";

      export const ready = () => getDb().query("select 1");
      export const alive = () => getDb().query("select 2");
      `,
      { config: { sources }, beside: `${TYPESCRIPT.beside}${OLDER}` },
    ));

  it("import it in each function that imports for itself", () => {
    const file = (specifier: string, name: string, call: string) => `
      // file: src/health.js
      export async function ready() {
        const { ${name} } = await import("${specifier}");
        return ${call}.query("select 1");
      }
      export async function alive() {
        const { ${name} } = await import("${specifier}");
        return ${call}.query("select 2");
      }
      `;
    return fixSnippet(
      file("./manager.js", "DatabaseManager", "DatabaseManager.getSession()"),
      file("./database/index.js", "getDb", "getDb()"),
      TYPESCRIPT,
    );
  });
});

/** The module before and after the fix, which changes its imports and the one block below them. */
function expectPython(before: string, after: string) {
  const file = (imports: string, call: string) =>
    `# file: app/health.py\n${imports}\n\n\ndef ready():\n    with ${call} as db:\n        return db.scalar("select 1")\n`;
  return fixSnippet(file(before, "DatabaseManager.open_session()"), file(after, "get_db()"), PYTHON);
}

describe("a fix in Python keeps", () => {
  it("a sorted list sorted", () =>
    expectPython(
      "from app.alpha import alpha\nfrom app.manager import DatabaseManager\nfrom app.zeta import zeta\n\nprint(alpha, zeta)",
      "from app.alpha import alpha\nfrom app.database import get_db\nfrom app.zeta import zeta\n\nprint(alpha, zeta)",
    ));

  it("a name that `__all__` exports again", () =>
    expectPython(
      'from app.manager import DatabaseManager\n\n__all__ = ["DatabaseManager", "ready"]',
      'from app.database import get_db\nfrom app.manager import DatabaseManager\n\n__all__ = ["DatabaseManager", "ready"]',
    ));

  it("imports for their side effects", () =>
    expectPython(
      "import app.manager\nfrom app.manager import DatabaseManager",
      "import app.manager\nfrom app.database import get_db",
    ));

  it("an annotation, and the import that it needs", () =>
    expectPython(
      "from app.manager import DatabaseManager\n\ncurrent: DatabaseManager | None = None",
      "from app.database import get_db\nfrom app.manager import DatabaseManager\n\ncurrent: DatabaseManager | None = None",
    ));
});

describe("no import is added, and the reason is reported,", () => {
  async function helpFor(files: Readonly<Record<string, string>>, config: object, file: string): Promise<unknown> {
    const { diagnostics } = await checkFiles(withConfig(files, config));
    const found = diagnostics.find(({ span, rule }) => span.file === file && rule === "direct-manager");
    return { help: found?.help, fix: found?.fix };
  }

  it("to a file of a client bundle", async () => {
    const files = {
      ...readProject(TYPESCRIPT.beside).files,
      "src/page.ts":
        '"use client";\nimport { DatabaseManager } from "./manager.js";\nexport const rows = () => DatabaseManager.getSession().query("");\n',
    };
    expect(await helpFor(files, TYPESCRIPT.config, "src/page.ts")).toEqual({
      help: 'fix by hand: this file is marked `"use client"`, and src/database/index.ts belongs on the server',
      fix: undefined,
    });
  });

  it("to a file that the accessor's module imports, in TypeScript", async () => {
    const { files } = readProject(TYPESCRIPT.beside);
    const circle = {
      ...files,
      "src/database/index.ts": `import "../audit.js";\n${files["src/database/index.ts"]}`,
      "src/audit.ts":
        'import { DatabaseManager } from "./manager.js";\nexport const audit = () => DatabaseManager.getSession().query("");\n',
    };
    expect(await helpFor(circle, TYPESCRIPT.config, "src/audit.ts")).toEqual({
      help: "fix by hand: src/database/index.ts imports this file, so the two would import each other",
      fix: undefined,
    });
  });

  it("to a file that the accessor's module imports, in Python", async () => {
    const { files } = readProject(PYTHON.beside);
    const circle = {
      ...files,
      "app/database.py": `import app.audit\n${files["app/database.py"]}`,
      "app/audit.py":
        "from app.manager import DatabaseManager\n\ndef audit():\n    with DatabaseManager.open_session() as db:\n        db.scalar(1)\n",
    };
    expect(await helpFor(circle, PYTHON.config, "app/audit.py")).toEqual({
      help: "fix by hand: app/database.py imports this file, so the two would import each other",
      fix: undefined,
    });
  });
});
