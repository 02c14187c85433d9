import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../src/base/edits/apply.js";
import { importWriter } from "../../../../src/read/languages/typescript/writer/imports.js";
import { writer } from "../../../../src/read/languages/typescript/writer/index.js";
import { specifierFor } from "../../../../src/read/languages/typescript/writer/specifier.js";
import { factsOf } from "../../../support/facts.js";

const GET_DB = { specifier: "../database/index.js", name: "getDb" };

describe("obtain", () => {
  it("writes the accessor as its form asks", () => {
    expect(writer.obtain("db", "object")).toBe("db");
    expect(writer.obtain("getDb", "value")).toBe("getDb()");
    expect(writer.obtain("getDb", "promise")).toBe("await getDb()");
    expect(writer.obtain("getDb", "disposable")).toBe("await getDb()");
    expect(writer.obtain("database.withDb", "callback")).toBe("database.withDb");
  });
});

describe("imports: where a new one goes", () => {
  it("replaces the import that the fix leaves without use, at the same line", () => {
    expect(
      fixed(`
        import { log } from "../log.js";
        import { DatabaseManager } from "../db/database-manager.js";
        await using db = await «DatabaseManager.getAsyncSession("default")»;
      `),
    ).toBe(
      source(`
        import { log } from "../log.js";
        import { getDb } from "../database/index.js";
        await using db = await getDb();
      `),
    );
  });

  it("comes after the last import where the replaced one is still in use", () => {
    expect(
      fixed(`
        import { DatabaseManager } from "../db/manager.js";
        import b from "./b.js";
        import a from "./a.js";

        «DatabaseManager.get()»;
        DatabaseManager.close();
      `),
    ).toBe(
      source(`
        import { DatabaseManager } from "../db/manager.js";
        import b from "./b.js";
        import a from "./a.js";
        import { getDb } from "../database/index.js";

        getDb();
        DatabaseManager.close();
      `),
    );
  });

  it("keeps sorted imports sorted", () => {
    expect(
      fixed(`
        import { z } from "zod";

        import { a } from "../api.js";
        import { e } from "../errors.js";
        import { Zebra } from "../zebra.js";

        «Zebra.get()»;
      `),
    ).toBe(
      source(`
        import { z } from "zod";

        import { a } from "../api.js";
        import { getDb } from "../database/index.js";
        import { e } from "../errors.js";

        getDb();
      `),
    );
  });

  it("puts it first among sorted imports, after the comment at the top of the file", () => {
    expect(
      fixed(`
        // The routes.
        import { e } from "../errors.js";
        import { f } from "../files.js";
        «lookUp()»;
      `),
    ).toBe(
      source(`
        // The routes.
        import { getDb } from "../database/index.js";
        import { e } from "../errors.js";
        import { f } from "../files.js";
        getDb();
      `),
    );
  });

  it.each([
    ["code", "«old()»;\n", 'import { getDb } from "../database/index.js";\n\ngetDb();\n'],
    [
      "a shebang",
      "#!/usr/bin/env node\n«old()»;\n",
      '#!/usr/bin/env node\nimport { getDb } from "../database/index.js";\n\ngetDb();\n',
    ],
    [
      "a directive",
      '"use client";\n«old()»;\n',
      '"use client";\n\nimport { getDb } from "../database/index.js";\n\ngetDb();\n',
    ],
    ["a byte order mark", "\uFEFF«old()»;\n", '\uFEFFimport { getDb } from "../database/index.js";\n\ngetDb();\n'],
    [
      "a licence",
      "/* Licence: MIT */\n«old()»;\n",
      '/* Licence: MIT */\n\nimport { getDb } from "../database/index.js";\n\ngetDb();\n',
    ],
    [
      "a comment that stands apart",
      "// About.\n\n«old()»;\n",
      '// About.\n\nimport { getDb } from "../database/index.js";\n\ngetDb();\n',
    ],
    [
      "a comment of the code",
      "/** Runs. */\n«old()»;\n",
      'import { getDb } from "../database/index.js";\n\n/** Runs. */\ngetDb();\n',
    ],
  ])("finds its place in a file without imports that starts with %s", (_what, before, after) => {
    expect(fixedText(before)).toBe(after);
  });

  it("stands beside a type-only import of the same module", () => {
    expect(
      fixed(`
        import type { Db } from "../database/index.js";
        import { a } from "./a.js";
        const db: Db = «old()»;
      `),
    ).toBe(
      source(`
        import type { Db } from "../database/index.js";
        import { getDb } from "../database/index.js";
        import { a } from "./a.js";
        const db: Db = getDb();
      `),
    );
  });

  it("stands beside a side-effect import of the same module, and leaves that in place", () => {
    expect(fixedText('import "../database/index.js";\n«old()»;\n')).toBe(
      'import "../database/index.js";\nimport { getDb } from "../database/index.js";\ngetDb();\n',
    );
  });

  it("leaves a re-export alone", () => {
    expect(fixedText('export { DatabaseManager } from "./db";\nimport a from "a";\n«old()»;\n')).toBe(
      'export { DatabaseManager } from "./db";\nimport a from "a";\nimport { getDb } from "../database/index.js";\ngetDb();\n',
    );
  });
});

describe("imports: a name added to an import that is there", () => {
  const add = (statement: string) => fixedText(`${statement}\n«old()»;\n`).replace(/\n[^\n]*\n$/, "");
  const from = 'from "../database/index.js";';

  it("adds it at the end of an unsorted list, and at its place in a sorted one", () => {
    expect(add(`import { b, a } ${from}`)).toBe(`import { b, a, getDb } ${from}`);
    expect(add(`import { Database, type Options } ${from}`)).toBe(`import { Database, getDb, type Options } ${from}`);
    expect(add(`import { open } ${from}`)).toBe(`import { open, getDb } ${from}`);
  });

  it("keeps the file's spaces, commas and lines", () => {
    expect(add(`import {open} ${from}`)).toBe(`import {open, getDb} ${from}`);
    expect(add(`import { z, a, } ${from}`)).toBe(`import { z, a, getDb, } ${from}`);
    expect(add(`import {\n\tz, // last\n\ta,\n} ${from}`)).toBe(`import {\n\tz, // last\n\ta,\n\tgetDb,\n} ${from}`);
    expect(add(`import {\n  z,\n  a // no comma\n} ${from}`)).toBe(
      `import {\n  z,\n  a, // no comma\n  getDb\n} ${from}`,
    );
    expect(add(`import {\n  a,\n  // about open\n  open,\n} ${from}`)).toBe(
      `import {\n  a,\n  getDb,\n  // about open\n  open,\n} ${from}`,
    );
    expect(add(`import {} ${from}`)).toBe(`import { getDb } ${from}`);
  });

  it("adds braces to a default import", () => {
    expect(add(`import database ${from}`)).toBe(`import database, { getDb } ${from}`);
    expect(add(`import database, { open } ${from}`)).toBe(`import database, { open, getDb } ${from}`);
  });

  it("puts the name in the place of one that goes", () => {
    const replace = (statement: string) => fixedText(`${statement}\n«Manager.get()»;\n`).replace(/\n[^\n]*\n$/, "");
    expect(replace(`import { Manager } ${from}`)).toBe(`import { getDb } ${from}`);
    expect(replace(`import { a, Manager, z } ${from}`)).toBe(`import { a, getDb, z } ${from}`);
    expect(replace(`import { Manager, open } ${from}`)).toBe(`import { getDb, open } ${from}`);
    expect(replace(`import { a, b, Manager } ${from}`)).toBe(`import { a, b, getDb } ${from}`);
    expect(replace(`import { a, h, Manager } ${from}`)).toBe(`import { a, getDb, h } ${from}`);
    expect(replace(`import {\n  a,\n  h,\n  Manager,\n} ${from}`)).toBe(`import {\n  a,\n  getDb,\n  h,\n} ${from}`);
    expect(replace(`import Manager ${from}`)).toBe(`import { getDb } ${from}`);
    expect(replace(`import Manager, { open } ${from}`)).toBe(`import { open, getDb } ${from}`);
    expect(replace(`import open, { Manager } ${from}`)).toBe(`import open, { getDb } ${from}`);
  });
});

describe("imports: what is there already", () => {
  const from = 'from "../database/index.js";';

  it("uses the name, its alias, or the module's namespace", () => {
    expect(fixedText(`import { getDb } ${from}\n«old()»;\n`)).toBe(`import { getDb } ${from}\ngetDb();\n`);
    expect(fixedText(`import { getDb as open } ${from}\n«old()»;\n`)).toBe(
      `import { getDb as open } ${from}\nopen();\n`,
    );
    expect(fixedText(`import * as database ${from}\n«database.old()»;\n`)).toBe(
      `import * as database ${from}\ndatabase.getDb();\n`,
    );
  });

  it("does not use a name that is imported for types only", () => {
    expect(fixedText(`import { type getDb } ${from}\n«old()»;\n`)).toBe(
      `import { type getDb, getDb as canonicalGetDb } ${from}\ncanonicalGetDb();\n`,
    );
  });

  it("does not use a name that something nearer hides", () => {
    expect(fixedText(`import { getDb } ${from}\nfunction f() {\n  const getDb = 1;\n  «old()»;\n}\n`)).toBe(
      `import { getDb, getDb as canonicalGetDb } ${from}\nfunction f() {\n  const getDb = 1;\n  canonicalGetDb();\n}\n`,
    );
  });
});

describe("imports: names that are taken", () => {
  it("gives an alias where the file has the name for something else", () => {
    expect(fixedText('import { getDb } from "./legacy";\ngetDb();\n«old()»;\n')).toBe(
      'import { getDb } from "./legacy";\nimport { getDb as canonicalGetDb } from "../database/index.js";\ngetDb();\ncanonicalGetDb();\n',
    );
    expect(fixedText("function getDb() {}\nconst canonicalGetDb = 1;\n«old()»;\n")).toContain(
      "import { getDb as canonicalGetDb2 } from",
    );
  });

  it("gives no alias where another function has the name", () => {
    expect(fixedText("function f() {\n  const getDb = 1;\n}\n«old()»;\n")).toContain("import { getDb } from");
  });

  it("takes over the name of a binding that the fix removes", () => {
    expect(fixedText('import { getDb } from "./legacy";\n«getDb()»;\n')).toBe(
      'import { getDb } from "../database/index.js";\ngetDb();\n',
    );
  });

  it("names a default import after its module", () => {
    expect(fixedText("«old()»;\n", { specifier: "../database/index.js", name: "default" })).toBe(
      'import database from "../database/index.js";\n\ndatabase();\n',
    );
    expect(fixedText("«old()»;\n", { specifier: "./data-source", name: "default" })).toContain(
      "import dataSource from",
    );
    expect(fixedText("«old()»;\n", { specifier: "./switch", name: "default" })).toContain("import switchModule from");
  });
});

describe("imports: names that lose their use", () => {
  const removed = (text: string) => fixedText(text, null);

  it("removes a statement with its line", () => {
    expect(removed('import a from "a";\nimport { M } from "./m";\n\n«M.get()»;\n')).toBe('import a from "a";\n\n;\n');
  });

  it("leaves one blank line where the statement stood between two", () => {
    expect(removed('// Header.\n\nimport { M } from "./m";\n\n«M.get()»;\n')).toBe("// Header.\n\n;\n");
    expect(removed('import { M } from "./m";\n\n«M.get()»;\n')).toBe(";\n");
  });

  it("keeps comments, and takes those for tools along", () => {
    expect(removed('// The database.\nimport { M } from "./m"; // old\n«M.get()»;\n')).toBe(
      "// The database.\n// old\n;\n",
    );
    expect(removed('// @ts-ignore no types\nimport { M } from "./m"; // eslint-disable-line\n«M.get()»;\n')).toBe(
      ";\n",
    );
  });

  it("removes only its own statement from a line", () => {
    expect(removed('import { M } from "./m"; start();\n«M.get()»;\n')).toBe("start();\n;\n");
  });

  it("removes one name of several", () => {
    const rest = ' from "./m";\na; b; «M.get()»;\n';
    const kept = (statement: string) => removed(statement + rest).replace(' from "./m";\na; b; ;\n', "");
    expect(kept("import { M, a, b }")).toBe("import { a, b }");
    expect(kept("import { a, M, b }")).toBe("import { a, b }");
    expect(kept("import { a, b, M }")).toBe("import { a, b }");
    expect(kept("import { a, b, M, }")).toBe("import { a, b, }");
    expect(kept("import {\n  a,\n  M,\n  b,\n}")).toBe("import {\n  a,\n  b,\n}");
    expect(kept("import {\n  a,\n  b, // two\n  M\n}")).toBe("import {\n  a,\n  b // two\n}");
    expect(kept("import {\n  a,\n  M, // old\n  // about b\n  b,\n}")).toBe(
      "import {\n  a,\n  // old\n  // about b\n  b,\n}",
    );
    expect(kept("import M, { a, b }")).toBe("import { a, b }");
    expect(kept("import a, { M }")).toBe("import a");
    expect(kept("import M, * as a")).toBe("import * as a");
    expect(kept("import a, * as M")).toBe("import a");
  });

  it.each([
    ["is used elsewhere", 'import { M } from "./m";\n«M.get()»;\nM.close();\n'],
    ["is exported", 'import { M } from "./m";\n«M.get()»;\nexport { M };\n'],
    ["had no use before the fix", 'import { N } from "./m";\n«old()»;\n'],
    ["is part of a declaration of several", 'const { M } = require("./m"), n = 1;\n«M.get()»;\n'],
    ["is taken out of a member of the module", 'const { M } = require("./m").all;\n«M.get()»;\n'],
    ["is what a call on the module gives", 'const M = require("./m")();\n«M.get()»;\n'],
  ])("keeps a name that %s", (_why, text) => {
    expect(removed(text)).toBe(plain(text).replace(/M\.get\(\)|old\(\)/, ""));
  });

  it("removes names that several fixes left without use together", () => {
    const text = 'import { M, unused } from "./m";\nimport { getDb } from "./db";\ngetDb();\n';
    const edits = importWriter.removeUnused(factsOf("a.ts", text), text, new Set(["M", "getDb"]));
    expect(applyEdits(text, edits).text).toBe(
      'import { unused } from "./m";\nimport { getDb } from "./db";\ngetDb();\n',
    );
  });
});

describe("imports: the file's style", () => {
  it("follows quotes and semicolons", () => {
    expect(fixedText("import a from './a'\na(«old()»)\n")).toBe(
      "import a from './a'\nimport { getDb } from '../database/index.js'\na(getDb())\n",
    );
    expect(fixedText("const a = 'x'\na(«old()»)\n")).toBe(
      "import { getDb } from '../database/index.js'\n\nconst a = 'x'\na(getDb())\n",
    );
  });

  it("follows CRLF, and keeps a byte order mark and the missing end of the last line", () => {
    expect(fixedText('\uFEFFimport { M } from "./m";\r\nimport a from "./a";\r\n«M.get()»; M;')).toBe(
      '\uFEFFimport { M } from "./m";\r\nimport a from "./a";\r\nimport { getDb } from "../database/index.js";\r\ngetDb(); M;',
    );
    expect(fixedText('\uFEFFimport { M } from "./m";\r\n\r\n«M.get()»;', null)).toBe("\uFEFF;");
  });
});

describe("imports: CommonJS", () => {
  const inCommonJs = (text: string) => fixedText(text, GET_DB, "src/routes/health.cjs");

  it("writes require where the file does", () => {
    expect(inCommonJs("const { M } = require('../db/manager');\n\n«M.get()»;\n")).toBe(
      "const { getDb } = require('../database/index.js');\n\ngetDb();\n",
    );
    expect(inCommonJs("const a = require('a')\nconst app = a()\nconst b = require('b')\n«old()»\n")).toBe(
      "const a = require('a')\nconst { getDb } = require('../database/index.js')\nconst app = a()\nconst b = require('b')\ngetDb()\n",
    );
    expect(inCommonJs("'use strict';\n«old()»;\n")).toBe(
      "'use strict';\n\nconst { getDb } = require('../database/index.js');\n\ngetDb();\n",
    );
  });

  it("keeps the comment beside a require without a semicolon", () => {
    expect(inCommonJs("const { M } = require('../db') // the old one\n\n«M.get()»\n")).toBe(
      "const { getDb } = require('../database/index.js') // the old one\n\ngetDb()\n",
    );
  });

  it("adds to a pattern, with an alias where the name is taken", () => {
    expect(inCommonJs("const { open } = require('../database/index.js');\n«old()»;\n")).toBe(
      "const { open, getDb } = require('../database/index.js');\ngetDb();\n",
    );
    expect(inCommonJs("const { open } = require('../database/index.js');\nconst getDb = 1;\n«old()»;\n")).toContain(
      "const { open, getDb: canonicalGetDb } =",
    );
  });

  it("uses a module that was required as a whole", () => {
    expect(inCommonJs("const database = require('../database/index.js');\n«old()»;\n")).toBe(
      "const database = require('../database/index.js');\ndatabase.getDb();\n",
    );
  });

  it("keeps a local require local", () => {
    expect(inCommonJs("function f() {\n  const { M } = require('../db');\n  return «M.get()»;\n}\n")).toBe(
      "function f() {\n  const { getDb } = require('../database/index.js');\n  return getDb();\n}\n",
    );
    expect(inCommonJs("function f() {\n  const { M } = require('../db');\n  M.a();\n  return «M.get()»;\n}\n")).toBe(
      "function f() {\n  const { M } = require('../db');\n  const { getDb } = require('../database/index.js');\n  M.a();\n  return getDb();\n}\n",
    );
  });

  it("keeps a local dynamic import local", () => {
    expect(fixedText('async function f() {\n  const { M } = await import("../db");\n  return «M.get()»;\n}\n')).toBe(
      'async function f() {\n  const { getDb } = await import("../database/index.js");\n  return getDb();\n}\n',
    );
  });

  it("leaves a local require of another function alone", () => {
    expect(inCommonJs("function g() {\n  const { M } = require('../db');\n  M.get();\n}\n«old()»;\n")).toBe(
      "const { getDb } = require('../database/index.js');\n\nfunction g() {\n  const { M } = require('../db');\n  M.get();\n}\ngetDb();\n",
    );
  });
});

describe("specifierFor", () => {
  const specifier = (
    neighbours: Readonly<Record<string, string>>,
    target = "src/database/index.ts",
    from = "src/routes/health.ts",
  ) => {
    const imports = Object.entries(neighbours).map(([written, resolved]) => ({ specifier: written, resolved }));
    return specifierFor({ from, target, neighbours: imports });
  };

  it("takes the one that the file has for the target", () => {
    expect(specifier({ "~db": "src/database/index.ts", "../a.js": "src/a.ts" })).toBe("~db");
  });

  it("follows the extensions of the file's imports", () => {
    expect(specifier({ "../log.js": "src/log.ts" })).toBe("../database/index.js");
    expect(specifier({ "../log.ts": "src/log.ts" })).toBe("../database/index.ts");
    expect(specifier({ "../log": "src/log.ts" })).toBe("../database");
    expect(specifier({ "./log.js": "src/routes/log.js" }, "src/db.mts")).toBe("../db.mjs");
    expect(specifier({ "../log": "src/log.ts" }, "src/db.mts")).toBe("../db.mjs");
  });

  it("keeps or drops the index file as the file's imports do", () => {
    expect(specifier({ "../log/index": "src/log/index.ts" })).toBe("../database/index");
    expect(specifier({ "../log": "src/log/index.ts", "../a.js": "src/a.ts" })).toBe("../database");
  });

  it("follows an alias that the file uses", () => {
    expect(specifier({ "@/lib/log": "src/lib/log.ts" })).toBe("@/database");
    expect(specifier({ "~/lib/log.js": "src/lib/log.ts" })).toBe("~/database/index.js");
    expect(specifier({ "lib/log": "src/lib/log.ts" })).toBe("database");
    expect(specifier({ "@/lib/log": "src/lib/log.ts", "./own": "src/routes/own.ts" })).toBe("@/database");
  });

  it("stays relative beside the file, unless its neighbours there go by an alias", () => {
    expect(specifier({ "@/lib/log": "src/lib/log.ts" }, "src/routes/db.ts")).toBe("./db");
    expect(specifier({ "@/routes/own": "src/routes/own.ts" }, "src/routes/db.ts")).toBe("@/routes/db");
  });

  it("does not leave a path of dots", () => {
    expect(specifier({ "./log": "src/database/log.ts" }, "src/database/index.ts", "src/database/pool.ts")).toBe(
      "./index",
    );
    expect(specifier({ "./log": "src/database/log.ts" }, "src/index.ts", "src/database/pool.ts")).toBe("../index");
  });

  it("stays relative where an alias does not reach, or the file prefers relative paths", () => {
    expect(specifier({ "@lib/log": "src/lib/log.ts" })).toBe("../database");
    expect(specifier({ "@/x": "src/x.ts", "../a": "src/a.ts", "../b": "src/b.ts" })).toBe("../database");
    expect(specifier({ "@/x": "src/x.ts", "./a": "src/routes/a.ts" }, "src/routes/db.ts")).toBe("./db");
  });

  it("does not take a package for an alias of its siblings", () => {
    expect(specifier({ "@acme/log": "packages/log/index.ts" }, "packages/db/src/x.ts", "packages/app/a.ts")).toBe(
      "../db/src/x",
    );
  });

  it("asks the rest of the project where the file shows nothing", () => {
    const request = { from: "src/routes/health.ts", target: "src/database/index.ts", neighbours: [] };
    expect(specifierFor(request)).toBe("../database");
    expect(specifierFor({ ...request, elsewhere: [{ specifier: "./x.js", resolved: "src/x.ts" }] })).toBe(
      "../database/index.js",
    );
    const elsewhere = [{ specifier: "@app/x", resolved: "src/x.ts" }];
    expect(specifierFor({ ...request, elsewhere })).toBe("@app/database");
    const near = [{ specifier: "./own", resolved: "src/routes/own.ts" }];
    expect(specifierFor({ ...request, neighbours: near, elsewhere })).toBe("@app/database");
    expect(specifierFor({ ...request, elsewhere, aliases: [{ prefix: "#", directory: "src/" }] })).toBe("#database");
  });

  it("writes paths up, down and beside", () => {
    expect(specifier({}, "db.ts", "src/a/b.ts")).toBe("../../db");
    expect(specifier({}, "src/db.ts", "app.ts")).toBe("./src/db");
    expect(specifier({}, "src/db.ts", "src/app.mts")).toBe("./db.js");
  });
});

/** The text without the marks of replaced stretches. */
function plain(marked: string): string {
  return marked.replace(/[«»]/g, "");
}

/** Replaces what stands between `«` and `»` with the wanted accessor, or with nothing, and edits the imports. */
function fixedText(
  marked: string,
  wanted: { specifier: string; name: string } | null = GET_DB,
  file = "src/routes/health.ts",
): string {
  const text = plain(marked);
  const start = marked.indexOf("«");
  const replaced = { start, end: marked.indexOf("»") - 1 };
  const { edits, local } = writer.imports({
    facts: factsOf(file, text),
    text,
    at: replaced,
    ...(wanted && { wanted }),
    replaced: [replaced],
  });
  const call = wanted === null ? "" : writer.obtain(local, "value");
  const edited = applyEdits(text, [{ ...replaced, text: call }, ...edits]);
  expect(edited.overlapping).toEqual([]);
  return edited.text;
}

function fixed(marked: string): string {
  return fixedText(source(marked));
}

/** A snippet without the indentation of the test around it. */
function source(text: string): string {
  return text.replace(/^\n|[ \t]*$/g, "").replace(/^ {8}/gm, "");
}
