/** Linking: a name in one file leads to its definition in another, whichever way it is handed over. */
import { describe, expect, it } from "vitest";
import { createProgram } from "../../../src/read/program/program.js";
import { linked } from "../../support/linked.js";

const MANAGER = "export class Manager { query() {} }\n";

describe("re-exports", () => {
  it.each([
    ['export { Manager } from "./db";', "Manager"],
    ['export * from "./db";', "Manager"],
    ['export { Manager as Renamed } from "./db";', "Renamed"],
    ['export { Manager as default } from "./db";', "default"],
    ['import { Manager } from "./db";\nexport { Manager };', "Manager"],
    ['import * as db from "./db";\nexport const Manager = db.Manager;', "Manager"],
    ['import { Manager } from "./db";\nexport default Manager;', "default"],
    ['import { Manager } from "./db";\nlet chosen;\nchosen = Manager;\nexport default chosen;', "default"],
    ['const db = require("./db");\nmodule.exports = { ...db };', "Manager"],
    ['module.exports = { ...require("./db") };', "Manager"],
    ['module.exports.Manager = require("./db").Manager;', "Manager"],
    ['Object.assign(exports, { Manager: require("./db").Manager });', "Manager"],
    ['__exportStar(require("./db"), exports);', "Manager"],
    [
      'var db_1 = require("./db");\nObject.defineProperty(exports, "Manager", { enumerable: true, get: function () { return db_1.Manager; } });',
      "Manager",
    ],
    ['export = require("./db");', "Manager"],
    ['import db = require("./db");\nexport import Manager = db.Manager;', "Manager"],
  ])("follows `%s`", async (barrel, name) => {
    const project = await linked({
      "src/db.ts": MANAGER,
      "src/barrel.ts": barrel,
      "src/a.ts": `import { ${name} as Found } from "./barrel";`,
    });
    expect(project.valueAt("src/a.ts", "Found")).toBe("class src/db.ts#Manager");
  });

  it("follows a namespace that is exported under a name", async () => {
    const project = await linked({
      "src/db.ts": MANAGER,
      "src/barrel.ts": 'export * as database from "./db";',
      "src/a.ts": 'import { database } from "./barrel";\nconst Found = database.Manager;',
    });
    expect(project.valueAt("src/a.ts", "Found")).toBe("class src/db.ts#Manager");
    expect(project.symbolAt("src/a.ts", "Found")).toBe("src/db.ts#Manager");
  });

  it("goes round a circle of modules without getting lost", async () => {
    const project = await linked({
      "src/one.ts": 'export * from "./two";\nimport { make } from "./two";\nexport const db = make();',
      "src/two.ts": `export * from "./one";\nimport { db } from "./one";\n${MANAGER}export function make() { return db ?? new Manager(); }`,
      "src/a.ts": 'import { db, gone } from "./one";',
    });
    expect(project.valueAt("src/a.ts", "db")).toBe("instance src/two.ts#Manager");
    expect(project.valueAt("src/a.ts", "gone")).toBe("missing");
  });

  it("goes through a chain of modules once for each name, also for one that is not there", async () => {
    const { analysis } = await linked({
      "src/db.ts": MANAGER,
      "src/inner.ts": 'export * from "./db";',
      "src/outer.ts": 'export * from "./inner";',
    });
    const { files, resolve } = analysis.gathered.program;
    let steps = 0;
    const { modules } = createProgram({
      files,
      codeOf: () => undefined,
      resolve(from, specifier) {
        steps += 1;
        return resolve(from, specifier);
      },
      submodule: () => undefined,
      isTest: () => false,
      isTestSetup: () => false,
    });
    const ask = () => ["Manager", "gone"].map((name) => modules.exported("src/outer.ts", name));
    const first = ask();
    const stepsAtFirst = steps;
    expect(ask()).toEqual(first);
    expect(first.map(({ kind }) => kind)).toEqual(["found", "absent"]);
    expect([stepsAtFirst > 0, steps]).toEqual([true, stepsAtFirst]);
  });

  it("says the same of names in a circle, whichever is asked first", async () => {
    const files = {
      "src/one.ts": `${MANAGER}export function first() { return second() ?? new Manager(); }\nexport function second() { return third(); }\nexport function third() { return first(); }`,
    };
    for (const name of ["first", "second", "third"]) {
      const project = await linked({
        ...files,
        "src/a.ts": `import * as one from "./one";\nconst found = one.${name}(); const after = one.first();`,
      });
      expect(project.valueAt("src/a.ts", "found")).toBe("instance src/one.ts#Manager");
      expect(project.valueAt("src/a.ts", "after")).toBe("instance src/one.ts#Manager");
    }
  });

  it("does not claim a name missing that a package may re-export", async () => {
    const project = await linked({
      "src/barrel.ts": 'export * from "some-package";\nexport const own = 1;',
      "src/a.ts": 'import { other } from "./barrel";',
    });
    expect(project.valueAt("src/a.ts", "other")).toBe("unknown: re-exports all of `some-package`");
  });

  it("does not claim a name missing of a module that exports under computed names", async () => {
    const project = await linked({
      "src/models.js": "for (const name of names) exports[name] = load(name);\nexports.own = 1;",
      "src/a.ts": 'import { User } from "./models";',
    });
    expect(project.valueAt("src/a.ts", "User")).toBe("unknown: exports under computed names");
  });
});

describe("what a value is", () => {
  it.each([
    ["const found = new Manager();"],
    ["const { found } = { found: new Manager() };"],
    ["const { other: found } = { other: new Manager() };"],
    ["const [, found] = [1, new Manager()];"],
    ["const [, found] = await Promise.all([fetch(url), make()]); async function make() { return new Manager(); }"],
    ["let found; found = new Manager();"],
    ["let found; ({ found } = { found: new Manager() });"],
    ["let found; [found] = [new Manager()];"],
    ["const found = cond ? new Manager() : null;"],
    ["const found = Object.freeze(new Manager());"],
    ["const found = new Manager() satisfies unknown;"],
    ["const found: Manager = build();"],
    ["const found = build() as Manager;"],
    ["const found = <Manager>build();"],
    ["const found = build()! as unknown as Readonly<Manager>;"],
    ["function use(found: Manager) {}"],
    ["function use(found: Manager | undefined) {}"],
    ["function use<T extends Manager>(found: T) {}"],
    ["type Db = Manager; function use(found: Db) {}"],
    ['function use(found: import("./db").Manager) {}'],
    ['function use(found: InstanceType<typeof import("./db").Manager>) {}'],
    ["function make() { return new Manager(); } function use(found: ReturnType<typeof make>) {}"],
    ["async function make() { return new Manager(); } function use(found: Awaited<ReturnType<typeof make>>) {}"],
    ["function make(): Promise<Manager>; function make(x?: number) { return build(x); } const found = await make();"],
    ["const self = { get manager() { return new Manager(); } }; const found = self.manager;"],
    ["class Base { get later(): Promise<Manager> { return build(); } } const found = await new Base().later;"],
    ["class Box { accessor manager = new Manager(); } const found = new Box().manager;"],
    [
      "class Box { manager = new Manager(); use() { const self = this; return () => { const found = self.manager; }; } }",
    ],
    ["for (const found of [new Manager()]) {}"],
    ["const all: Manager[] = []; all.forEach((found) => {});"],
    ["const all = [new Manager()]; const found = all.filter(Boolean)[0];"],
    ["const all = new Map([['a', new Manager()]]); const found = all.get('a');"],
    ["const all = { a: new Manager(), b: new Manager() }; const found = all[key];"],
    ["namespace Outer { export namespace Inner { export const it = new Manager(); } } const found = Outer.Inner.it;"],
    ["namespace Outer.Inner { export const it = new Manager(); } const found = Outer.Inner.it;"],
    ["const make = () => new Manager(); const alias = make; const found = alias();"],
    ["function make() { return new Manager(); } const found = make.call(null);"],
  ])("knows it in `%s`", async (code) => {
    const project = await linked({
      "src/db.ts": MANAGER,
      "src/a.ts": `import { Manager } from "./db";\n${code}\nexport {};`,
    });
    expect(project.valueAt("src/a.ts", "found")).toBe("instance src/db.ts#Manager");
  });

  it.each([
    ["const found = eval('x');", "unknown: global `eval`"],
    ["const { found = new Manager() } = {};", "unknown: no member `found` | instance src/db.ts#Manager"],
    ["function use(found) {}", "unknown: parameter without a type"],
    ["const { ...found } = new Manager();", "unknown: rest of a pattern"],
    ["const { [key]: found } = new Manager();", "unknown: computed key in a pattern"],
    ["try {} catch (found) {}", "unknown: caught value"],
    ["function* make() { yield new Manager(); } const found = make();", "unknown: generator"],
    ["function Old() { this.x = 1; } const found = new Old();", "unknown: construction of function"],
    [
      "function identity<T>(x: T): T { return x; } const found = identity(new Manager());",
      "unknown: parameter without a type",
    ],
  ])("admits that it does not know it in `%s`", async (code, expected) => {
    const project = await linked({
      "src/db.ts": MANAGER,
      "src/a.ts": `import { Manager } from "./db";\n${code}\nexport {};`,
    });
    expect(project.valueAt("src/a.ts", "found")).toBe(expected);
  });

  it("keeps a local name apart from the import that it hides", async () => {
    const project = await linked({
      "src/db.ts": MANAGER,
      "src/a.ts":
        'import { Manager } from "./db";\nfunction use(Manager: { gone(): void }) { Manager.gone(); }\nManager.lost();',
    });
    expect(project.memberAt("src/a.ts", "Manager.gone()")).toBe("found");
    expect(project.memberAt("src/a.ts", "Manager.lost()")).toBe("absent");
  });

  it("takes both where an import falls back on another", async () => {
    const project = await linked({
      "src/a.js":
        'let pg; try { pg = require("pg-native"); } catch { pg = require("pg"); }\nconst pool = new pg.Pool();',
    });
    expect(project.valueAt("src/a.js", "pool")).toBe("external pg-native: Pool new() | external pg: Pool new()");
    expect(project.facts("src/a.js").imports.map((each) => each.guarded)).toEqual([true, false]);
  });

  it("takes no `require` for an import that a bundler hands in as a parameter", async () => {
    const project = await linked({
      "src/a.js":
        '(function (require, module, exports) { const pg = require("pg"); exports.db = new pg.Pool(); })(r, m, e);',
    });
    expect(project.facts("src/a.js").imports).toEqual([]);
    expect(project.facts("src/a.js").exports).toEqual([]);
  });
});
