/** What one TypeScript or JavaScript file says, from its text alone. */
import { describe, expect, it } from "vitest";
import type { Range } from "../../../../src/base/text/span.js";
import type { FileFacts, Member } from "../../../../src/read/facts/facts.js";
import { extract } from "../../../../src/read/languages/typescript/extract.js";

/** Facts of a snippet, with the code that a range stands for. */
function read(code: string, file = "src/a.ts") {
  const facts = extract(file, code);
  return { ...facts, facts, textOf: (range: Range) => code.slice(range.start, range.end) };
}

describe("imports", () => {
  it.each([
    ['import db from "./db";', "static", ["default as db"]],
    ['import { getDb, close as end } from "./db";', "static", ["getDb as getDb", "close as end"]],
    ['import * as db from "./db";', "static", ["* as db"]],
    ['import db, { getDb } from "./db";', "static", ["default as db", "getDb as getDb"]],
    ['import "./db";', "side-effect", []],
    ['import db = require("./db");', "require", ["= as db"]],
    ['const db = require("./db");', "require", ["= as db"]],
    ['const { getDb, close: end } = require("./db");', "require", ["getDb as getDb", "close as end"]],
    ['require("./db");', "require", []],
    ['const { default: db } = await import("./db");', "dynamic", ["default as db"]],
    ['const db = await import("./db");', "dynamic", ["* as db"]],
    ['export { getDb as open } from "./db";', "reexport", ["getDb as open"]],
    ['export * from "./db";', "reexport", []],
    ['let db: import("./db").Db;', "type-query", []],
  ])("reads `%s`", (code, kind, names) => {
    const { imports, textOf } = read(code);
    expect(imports.map((each) => each.kind)).toEqual([kind]);
    expect(imports[0]?.names.map((name) => `${name.imported} as ${name.local}`)).toEqual(names);
    expect(imports.map((each) => textOf(each.specifierRange))).toEqual(["./db"]);
  });

  it("says which run only for types, inside something, or where a failure is expected", () => {
    const { imports } = read(
      [
        'import type { A } from "a";',
        'function f() { require("b"); }',
        'try { require("c"); } catch {}',
        'import("d").catch(() => {});',
      ].join("\n"),
    );
    expect(
      imports.map(({ specifier, typeOnly, nested, guarded }) => ({ specifier, typeOnly, nested, guarded })),
    ).toEqual([
      { specifier: "a", typeOnly: true, nested: false, guarded: false },
      { specifier: "b", typeOnly: false, nested: true, guarded: false },
      { specifier: "c", typeOnly: false, nested: true, guarded: true },
      { specifier: "d", typeOnly: false, nested: false, guarded: true },
    ]);
  });

  it.each([
    ["nothing is done about it", "try { const { a } = require('x'); a(); } catch {}", true],
    ["something is assigned instead", "let a; try { const x = require('x'); a = x; } catch { a = null; }", true],
    ["another module is loaded", "try { const a = require('x'); a(); } catch { require('y')(); }", true],
    [
      "something is given back",
      "function f() { try { const a = require('x'); return a(); } catch { return null; } }",
      true,
    ],
    ["the error is looked at", "try { const a = require('x'); a(); } catch (e) { if (e.code !== 'A') throw e; }", true],
    ["the name is bound outside", "let a; try { a = require('x'); } catch (e) { console.warn(e); }", true],
    ["it is only logged", "try { const { a } = require('x'); a(); } catch (e) { console.error(e); }", false],
    [
      "it is thrown again",
      "try { const { a } = require('x'); a(); } catch (e) { throw new Error('a', { cause: e }); }",
      false,
    ],
    [
      "it is answered",
      "async (r) => { try { const { a } = await import('x'); a(); } catch (e) { return r.send(e); } }",
      false,
    ],
  ])("tells whether the code does without a module: %s", (_, code, optional) => {
    const found = read(code).imports.find(({ specifier }) => specifier === "x");
    expect(found).toMatchObject({ guarded: true, optional });
  });

  it("leaves other functions called `require` and computed specifiers alone", () => {
    expect(read('function f(require) { require("pg"); }').imports).toEqual([]);
    expect(read("require(name); import(name);").imports).toEqual([]);
    expect(read('const text = "import x from \'pg\'"; // require("pg")').imports).toEqual([]);
  });

  it("counts where a bound name is used, also in an export list", () => {
    const { bindings, textOf } = read(
      'import { getDb } from "./db";\ngetDb();\nconst o = { getDb };\nexport { getDb };\no.getDb;',
    );
    const [binding] = bindings;
    expect(binding?.references.map(textOf)).toEqual(["getDb", "getDb", "getDb"]);
  });
});

describe("exports", () => {
  const names = (code: string, file?: string) =>
    read(code, file).exports.map((each) => (each.kind === "star" ? `* ${each.specifier}` : each.name));

  it.each([
    ["export const a = 1, { b, c: [d] } = x;", ["a", "b", "d"]],
    ["export function f() {}\nexport class C {}\nexport enum E {}\nexport namespace N {}", ["f", "C", "E", "N"]],
    ["export interface I {}\nexport type T = 1;", ["I", "T"]],
    ["export default class {}", ["default"]],
    ["export default () => 1;", ["default"]],
    ["const a = 1; export { a, a as b };", ["a", "b"]],
    ['export * from "./x"; export * as y from "./y";', ["* ./x", "y"]],
    ["module.exports = a;", ["="]],
    ["exports.a = exports.b = 1; module.exports.c = 2;", ["a", "b", "c"]],
    ['exports["quoted"] = 1;', ["quoted"]],
    ["exports.__esModule = true; exports.a = void 0;", ["a"]],
    ["Object.assign(module.exports, { a: 1, b });", ["a", "b"]],
    ["declare module 'x' { export const hidden: number; export default hidden; }", []],
    ["namespace N { export const hidden = 1; }", []],
    ["function f(exports) { exports.hidden = 1; }", []],
  ])("reads `%s`", (code, expected) => {
    expect(names(code)).toEqual(expected);
  });

  it("admits where the list cannot be all", () => {
    expect(read("exports[name] = 1;").openExports).toEqual(["exports under computed names"]);
    expect(read("Object.assign(exports, load());").openExports).toEqual(["exports the members of another object"]);
    expect(read("exports.a = 1;").openExports).toEqual([]);
  });
});

describe("classes and objects", () => {
  const shown = (members: readonly Member[]) =>
    members.map(({ side, visibility, kind, name }) => [side, visibility, kind, name].join(" "));

  it("lists the members of a class, whatever they are written as", () => {
    const { classes } = read(
      [
        "class Manager extends Base implements Source {",
        "  static #instance; private pool = 1; protected readonly max: number; accessor auto = 1; 'quoted' = 1;",
        "  constructor(private readonly db: Db, plain: number) { this.later = 1; }",
        "  static getInstance() {} get size() { return 1; } set size(x) {} arrow = () => {};",
        "  async [Symbol.asyncDispose]() {}",
        "}",
      ].join("\n"),
    );
    expect(shown(classes[0]?.members ?? [])).toEqual([
      "static hash field #instance",
      "instance private field pool",
      "instance protected field max",
      "instance public field auto",
      "instance public field quoted",
      "instance private field db",
      "static public method getInstance",
      "instance public getter size",
      "instance public setter size",
      "instance public field arrow",
      "instance public method [Symbol.asyncDispose]",
      "instance public field later",
    ]);
    expect(classes[0]).toMatchObject({ name: "Manager", topLevel: true, open: [], bases: [{}], implements: [{}] });
  });

  it("names a class after its variable, and says what is deprecated and decorated", () => {
    const { classes, functions } = read(
      "const Manager = class { /** @deprecated use getDb */ open() {} };\n/** @deprecated */\n@Injectable() class Old {}",
    );
    expect(classes.map(({ name, deprecated, decorators }) => ({ name, deprecated, decorators }))).toEqual([
      { name: "Manager", deprecated: undefined, decorators: [] },
      { name: "Old", deprecated: "", decorators: ["Injectable"] },
    ]);
    expect(functions.map((each) => each.deprecated)).toEqual(["use getDb"]);
  });

  it("lists the members of an object, and what it spreads or computes", () => {
    const { objects } = read("const manager = { ...base, open() {}, get size() { return 1; }, [key]: 1, short };");
    expect(objects[0]?.members.map((each) => each.name)).toEqual(["open", "size", "short"]);
    expect(objects[0]?.spreads).toHaveLength(1);
    expect(objects[0]?.open).toEqual(["computed member name"]);
  });

  it("notes which parameter a function calls", () => {
    const { functions } = read("async function scope(work) { try { await work(db); } finally { client.release(); } }");
    expect(functions[0]?.invokes.map((each) => each.parameter)).toEqual([0]);
  });

  it("takes the `return` of an inner function for none of the outer", () => {
    const { functions } = read("function outer() { items.map(() => { return inner; }); return own; }");
    expect(functions[0]?.returns).toEqual([{ kind: "global", name: "own" }]);
  });
});

describe("sites and their usages", () => {
  it.each([
    ["const db = await getDb();", "bound", true],
    ["await using db = await getDb();", "using", true],
    ["const { db } = getDb();", "destructured", false],
    ["(await getDb()).query();", "inline", true],
    ["getDb(async (db) => {});", "callback", false],
    ["const f = async () => { return await getDb(); };", "returned", true],
    ["const f = () => getDb();", "returned", false],
    ["use(getDb());", "argument", false],
    ["let db; db = getDb();", "assigned", false],
    ["class A { db = getDb(); }", "stored", false],
    ["class A { constructor() { this.db = getDb(); } }", "stored", false],
    ["for (const db of getDb()) {}", "iterated", false],
    ["getDb().then((db) => db);", "chained", false],
    ["function f(db = getDb()) {}", "default", false],
    ["export default getDb();", "exported", false],
    ["getDb();", "dropped", false],
  ])("reads `%s` as %s", (code, kind, awaited) => {
    const { sites, textOf } = read(`import { getDb } from "./db";\n${code}`);
    const site = sites.find((each) => each.kind === "call" && textOf(each.nameRange) === "getDb");
    expect(site?.usage).toMatchObject({ kind, awaited });
  });

  it("tells where `await` may stand", () => {
    const may = (code: string, file?: string) =>
      read(`${code}`, file).sites.find((site) => site.kind === "call")?.usage.mayAwait;
    expect(may("async function f() { getDb(); }")).toBe(true);
    expect(may("function f() { getDb(); }")).toBe(false);
    expect(may("getDb(); export {};")).toBe(true);
    expect(may("getDb();", "src/a.cjs")).toBe(false);
    expect(may("class A { db = getDb(); } export {};")).toBe(false);
  });

  it("names what stands around a site", () => {
    const { sites } = read("class Health { async check() { const run = () => getDb(); } }\ngetDb();");
    expect(sites.filter((site) => site.kind === "call").map((site) => site.enclosing)).toEqual([
      "Health.check.run",
      undefined,
    ]);
  });

  it("keeps the text of string arguments, and tells a callback's parameters", () => {
    const { sites } = read('getDb("default", async (db, { tx }) => {}, 1);');
    expect(sites[0]?.arguments.map(({ text, callback }) => text ?? callback ?? null)).toEqual([
      "default",
      { parameters: ["db", "{ tx }"], async: true },
      null,
    ]);
  });
});

describe("odd files", () => {
  it("gives offsets of the text as it is, with a BOM and CRLF", () => {
    const code = '\uFEFFimport { getDb } from "./db";\r\n\r\n\tconst db = getDb();\r\n';
    const { imports, sites, textOf } = read(code);
    expect(imports.map((each) => textOf(each.range))).toEqual(['import { getDb } from "./db";']);
    expect(sites.filter((site) => site.kind === "call").map((site) => textOf(site.range))).toEqual(["getDb()"]);
  });

  it("goes on past what does not parse, and says where it is", () => {
    const { problems, classes, textOf } = read("class A { open() {} }\nconst x = ;\nclass B {}");
    expect(problems.map((problem) => [textOf(problem.range), problem.message])).toEqual([
      [";", "Expression expected."],
    ]);
    expect(classes.map((each) => each.name)).toEqual(["A", "B"]);
  });

  it("reads JSX in every file of JavaScript, and types in comments", () => {
    const { problems, sites, bindings } = read(
      "/** @param {import('./db').Db} db */\nexport function View(db) { return <div onClick={() => db.save()}>{db.name}</div>; }",
      "src/view.js",
    );
    expect(problems).toEqual([]);
    expect(sites.map((site) => site.kind)).toEqual(["call", "read"]);
    expect(bindings.find((each) => each.name === "db")?.type).toBeDefined();
  });

  it("survives Flow types, and says that they do not parse", () => {
    const { problems, imports } = read(
      '// @flow\nimport type { Db } from "./db";\nimport typeof Store from "./store";\nfunction f(x: ?Db): {| a: 1 |} { return x; }',
      "src/a.js",
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(imports.map((each) => each.specifier)).toContain("./db");
  });

  it("reads a type assertion in `.ts` and a tag in `.tsx`", () => {
    expect(read("const a = <Db>x;", "src/a.ts").problems).toEqual([]);
    expect(read("const a = <Db>x</Db>;", "src/a.tsx").problems).toEqual([]);
  });

  it("sees the mark of a client bundle", () => {
    expect(read('"use client";\nexport {};').clientBundle).toBe(true);
    expect(read('// a comment\n"use client"').clientBundle).toBe(true);
    expect(read('const text = "use client";').clientBundle).toBe(false);
  });

  it("says by which names the text names a database", () => {
    const text = [
      "new Pool({ connectionString: process.env.DATABASE_URL });",
      'connect(import.meta.env["REPORTS_URL"]);',
      "knex({ filename: `shop.sqlite` });",
      "connect(timeout, process.env.OTHER);",
    ].join("\n");
    expect(read(text).databaseNames.map(({ name }) => name)).toEqual(["DATABASE_URL", "REPORTS_URL", "shop.sqlite"]);
  });

  it("says whether a file sets the environment, and listens", () => {
    const all = read('process.env.A ??= "b"; client.query("LISTEN orders");');
    expect([all.setsEnvironment, all.listens]).toEqual([true, true]);
    const none = read('if (process.env.A === "b") listen();');
    expect([none.setsEnvironment, none.listens]).toEqual([false, false]);
  });

  it("gives facts that survive being stored", () => {
    const { facts } = read(
      'import { a } from "b"; export class C<T> { x?: T; m = () => this.x; } const d = new C(); d.m();',
    );
    expect(JSON.parse(JSON.stringify(facts)) as FileFacts).toEqual(facts);
  });
});
