/** Members: what a class, its instances and other values have, and when nobody can say. */
import { describe, expect, it } from "vitest";
import { createProgram } from "../../../src/read/program/program.js";
import { linked } from "../../support/linked.js";

/** What looking up the last member of `use` gives, beside the declarations of `db`. */
async function member(db: string, use: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const project = await linked({
    "src/db.ts": db,
    ...files,
    "src/a.ts": `import { Manager } from "./db";\nimport * as db from "./db";\n${use};`,
  });
  return project.memberAt("src/a.ts", use.split("\n").at(-1) ?? "");
}

describe("the side of a class", () => {
  const MANAGER =
    "export class Manager { static open() {} query() {} static readonly pools = {}; #secret = 1; private own = 1; }";

  it.each([
    ["Manager.open()", "found"],
    ["Manager.query()", "absent"],
    ["Manager.gone()", "absent"],
    ["Manager.pools", "found"],
    ["new Manager().query()", "found"],
    ["new Manager().open()", "absent"],
    ["new Manager().own", "found"],
    ["new Manager().secret", "absent"],
    ["Manager.name", "found"],
    ["new Manager().toString()", "found"],
    ["new Manager().bind()", "absent"],
    ["db.Manager.gone()", "absent"],
    ["db.gone", "absent"],
  ])("%s is %s", async (use, expected) => {
    expect(await member(MANAGER, use)).toBe(expected);
  });
});

describe("members from elsewhere", () => {
  it("knows them all before it looks up any, whichever file comes first", async () => {
    const project = await linked({
      "src/a.js": `const { User } = require("./models");
const user = User.find();
const data = user.plain();
data.seen = true;
`,
      "src/models.js": `const fs = require("fs");
const models = {};
for (const file of fs.readdirSync(".")) models[file] = require(file);
module.exports = models;
`,
    });
    const { program } = project.analysis.gathered;
    const again = createProgram({ ...program, submodule: () => undefined });
    const module = { kind: "module", file: "src/models.js" } as const;
    expect(again.members.lookUp(module, "Order", "src/a.js").kind).toBe("unknown");
    expect(again.members.lookUp(module, "User", "src/a.js").kind).toBe("unknown");
  });

  it("finds those of bases, and `super` finds them too", async () => {
    const db =
      "class Base { static open() {} query() {} }\nclass Middle extends Base {}\nexport class Manager extends Middle { use() { super.query(); } }";
    expect(await member(db, "new Manager().query()")).toBe("found");
    expect(await member(db, "Manager.open()")).toBe("found");
    expect(await member(db, "Manager.gone()")).toBe("absent");
  });

  it("finds those of the interfaces that a declaration merges, in either order", async () => {
    for (const db of [
      "export interface Manager { extra(): void }\nexport class Manager { query() {} }",
      "export class Manager { query() {} }\nexport interface Manager { extra(): void }",
    ]) {
      expect(await member(db, "new Manager().extra()")).toBe("found");
      expect(await member(db, "new Manager().query()")).toBe("found");
      expect(await member(db, "new Manager().gone()")).toBe("absent");
    }
  });

  it("finds those of a namespace beside the class", async () => {
    const db = "export class Manager { query() {} }\nexport namespace Manager { export function open() {} }";
    expect(await member(db, "Manager.open()")).toBe("found");
    expect(await member(db, "Manager.gone()")).toBe("absent");
  });

  it("finds those that `declare module` adds to a class of another file", async () => {
    const files = { "src/augment.ts": 'import "./db";\ndeclare module "./db" { interface Manager { extra(): void } }' };
    expect(await member("export class Manager { query() {} }", "new Manager().extra()", files)).toBe("found");
    expect(await member("export class Manager { query() {} }", "new Manager().gone()", files)).toBe("absent");
  });

  it("takes what `declare module` adds to a package for a claim of the package", async () => {
    const project = await linked({
      "types/pg.d.ts": 'import "pg";\ndeclare module "pg" { interface Pool { runQuery(): void } }',
      "src/a.ts": 'import { Pool } from "pg";\nconst pool = new Pool(); pool.runQuery();',
    });
    expect(project.valueAt("src/a.ts", "pool.runQuery()")).toBe("external pg: Pool new() runQuery ()");
    expect(project.facts("types/pg.d.ts").exports).toEqual([]);
  });

  it("finds those that other files assign, define or copy onto a class", async () => {
    const files = {
      "src/more.ts": [
        'import { Manager } from "./db";',
        "Manager.reset = () => {};",
        "Manager.prototype.close = function () {};",
        "Object.assign(Manager, { copied() {} });",
        'Object.defineProperty(Manager.prototype, "defined", { value: () => {} });',
      ].join("\n"),
    };
    const db = "export class Manager { query() {} }";
    expect(await member(db, "Manager.reset()", files)).toBe("found");
    expect(await member(db, "new Manager().close()", files)).toBe("found");
    expect(await member(db, "Manager.copied()", files)).toBe("found");
    expect(await member(db, "new Manager().defined()", files)).toBe("found");
    expect(await member(db, "Manager.close()", files)).toBe("absent");
    expect(await member(db, "Manager.gone()", files)).toBe("absent");
  });

  it("finds those that an object literal's own methods assign", async () => {
    const db =
      "export const Manager = { open() { this.pool = build(); }, close: function () { this.closed = true; } };";
    expect(await member(db, "Manager.pool")).toBe("found");
    expect(await member(db, "Manager.closed")).toBe("found");
    expect(await member(db, "Manager.gone")).toBe("absent");
  });

  it("finds those of objects that are spread, and of enums", async () => {
    const db =
      "const base = { query() {} };\nexport const Manager = { ...base, close() {} };\nexport enum Kind { Primary }";
    expect(await member(db, "Manager.query()")).toBe("found");
    expect(await member(db, "Manager.gone()")).toBe("absent");
    expect(await member(db, "db.Kind.Primary")).toBe("found");
    expect(await member(db, "db.Kind.Gone")).toBe("absent");
  });

  it("finds those of an interface that a manager implements, and of its bases", async () => {
    const db =
      "export interface Source { query(): void }\nexport interface Wide extends Source { close(): void }\nexport class Manager implements Wide { query() {} close() {} extra() {} }";
    expect(await member(db, "const wide: db.Wide = new Manager();\nwide.query()")).toBe("found");
    expect(await member(db, "const wide = build() as db.Wide;\nwide.extra()")).toBe("absent");
  });
});

describe("a member that is added to the prototype is there, however that is written", () => {
  it.each([
    "(Manager.prototype as any).open = () => {};",
    "(<any>Manager.prototype).open = () => {};",
    "(Manager as any).prototype.open = () => {};",
    'Manager["prototype"].open = () => {};',
    "Manager.prototype!.open = () => {};",
    "const proto = Manager.prototype; proto.open = () => {};",
    "const proto = Manager.prototype as any; proto.open = () => {};",
    "Object.getPrototypeOf(new Manager()).open = () => {};",
    "(new Manager() as any).open = () => {};",
    'Reflect.set(Manager.prototype, "open", () => {});',
    'Reflect.set(new Manager(), "open", () => {});',
    'Reflect.defineProperty(Manager.prototype, "open", { value: () => {} });',
    'Object.defineProperty(Manager.prototype as any, "open", { value: () => {} });',
    "Object.assign((Manager as any).prototype, { open() {} });",
  ])("`%s`", async (adding) => {
    const db = `export class Manager { query() {} }\n${adding}`;
    expect(await member(db, "new Manager().open()")).toBe("found");
    expect(await member(db, "new Manager().gone()")).toBe("absent");
    expect(await member(db, "Manager.gone()")).toBe("absent");
  });

  it("is not added by what only looks at it, or mocks a member that is there", async () => {
    const looking = [
      'vi.spyOn(Manager.prototype, "query");',
      'sinon.stub(Manager.prototype, "query");',
      "Object.getOwnPropertyNames(Manager.prototype);",
      "console.log(Manager.prototype);",
    ];
    const db = `export class Manager { query() {} }\n${looking.join("\n")}`;
    expect(await member(db, "new Manager().gone()")).toBe("absent");
  });
});

describe("the class of a singleton is closed, though its constructor returns a value", () => {
  it.each([
    "constructor() { if (Manager._instance) return Manager._instance; Manager._instance = this; }",
    "constructor() { return (Manager.instance ??= this); }",
    "constructor() { return this; }",
    "constructor() { if (!this.constructor.one) { this.constructor.one = this; } return this.constructor.one; }",
    "constructor() { return Manager.one ? Manager.one : this; }",
    "constructor() { if (shared) return shared; shared = this; }",
    "constructor() { if (Manager.one !== undefined) { return Manager.one as any; } }",
  ])("`%s`", async (constructing) => {
    const db = `let shared;\nexport class Manager { ${constructing} query() {} static open() {} }`;
    expect(await member(db, "new Manager().query()")).toBe("found");
    expect(await member(db, "new Manager().gone()")).toBe("absent");
    expect(await member(db, "Manager.gone()")).toBe("absent");
  });

  it("has certain static members, whatever its constructor returns", async () => {
    const db = "export class Manager { constructor() { return new Proxy(this, {}); } static open() {} }";
    expect(await member(db, "Manager.gone()")).toBe("absent");
    expect(await member(db, "new Manager().gone()")).toBe("unknown: constructor returns a value");
  });

  it("is open where what it returns may be another object", async () => {
    const db = "const other = build();\nexport class Manager { constructor() { return other; } }";
    expect(await member(db, "new Manager().gone()")).toBe("unknown: constructor returns a value");
  });
});

it("has what is exported beside the one object that a module is", async () => {
  const db = "class Manager { query() {} }\nmodule.exports = new Manager();\nmodule.exports.Manager = Manager;";
  const project = await linked({ "db.js": db, "a.js": 'const db = require("./db");\ndb.Manager;\ndb.Manger;\n' });
  expect(["db.Manager", "db.Manger"].map((code) => project.memberAt("a.js", code))).toEqual(["found", "absent"]);
});

describe("an open class is unknown, never an error", () => {
  it.each([
    ["export class Manager { [key: string]: unknown; }", "index signature"],
    ["export class Manager { [name]() {} }", "computed member name"],
    ["export class Manager { constructor() { return new Proxy(this, {}); } }", "constructor returns a value"],
    ["export class Manager { constructor(o) { Object.assign(this, o); } }", "Object.assign(this, …)"],
    ["export class Manager { constructor(o) { for (const k in o) this[k] = o[k]; } }", "computed member name"],
    ['import { Base } from "framework"; export class Manager extends Base {}', "extends a class of `framework`"],
    ["export class Manager extends Base {}", "unknown base: global `Base`"],
    [
      "const Mixin = (Base) => class extends Base {}; export class Manager extends Mixin(Object) {}",
      "unknown base: parameter without a type",
    ],
    ["@extend class Manager {} export { Manager };", "class decorator `@extend`"],
    ["export class Manager { query( }", "its file does not parse"],
    ["export class Manager {} export class Sub extends Manager { gone() {} }", "defined in a subclass"],
    ["export abstract class Manager {} class Sub extends Manager { gone = () => {}; }", "defined in a subclass"],
    ["export class Manager {} Object.assign(Manager.prototype, mixin);", "members are added from outside"],
    ["export class Manager {} extend(Manager.prototype, mixin);", "members are added from outside"],
    ["export class Manager {} addSessions(Manager.prototype);", "members are added from outside"],
    ["export class Manager {} Object.setPrototypeOf(Manager.prototype, Base);", "members are added from outside"],
    ["export class Manager {} (Manager.prototype as any)[name] = () => {};", "members are added from outside"],
  ])("`%s`", async (db, reason) => {
    expect(await member(db, "new Manager().gone()")).toBe(`unknown: ${reason}`);
  });

  it("knows a mixin's own members and those of the class that it is given", async () => {
    const db = "const Closing = class { close() {} };\nexport class Manager extends Closing { query() {} }";
    expect(await member(db, "new Manager().close()")).toBe("found");
    expect(await member(db, "new Manager().gone()")).toBe("absent");
  });

  it("admits that an old constructor function with a prototype is not followed", async () => {
    const db = "export function Manager() {}\nManager.prototype.query = function () {};";
    expect(await member(db, "new Manager().query()")).toBe("unknown: construction of function");
  });
});

describe("what the code has made sure of", () => {
  async function guards(code: string): Promise<readonly (string | undefined)[]> {
    const project = await linked({
      "src/db.ts": "export class Manager { query() {} }\nexport const db = new Manager();",
      "src/a.ts": `import { db } from "./db";\n${code}`,
    });
    return project
      .facts("src/a.ts")
      .sites.filter((site) => site.kind === "call")
      .map((site) => site.guard);
  }

  it.each([
    ["db.close?.();", "optional call"],
    ['db["close"]?.();', "optional call"],
    ["if (db.close) db.close();", "presence is tested"],
    ["if (db.close) { use(() => db.close()); }", "presence is tested"],
    ['if ("close" in db) db.close();', "presence is tested"],
    ['if (typeof db.close === "function") { db.close(); }', "presence is tested"],
    ["function end() { if (!db.close) return; db.close(); }", "presence is tested"],
    ['Reflect.has(db, "close") && db.close();', "presence is tested"],
  ])("counts `%s` as %s", async (code, guard) => {
    expect(await guards(code)).toContain(guard);
  });

  it.each([
    ["db?.close();"],
    ["db.close();"],
    ["function one() { if (db.close) return; } function two() { db.close(); }"],
  ])("does not count `%s` as a guard", async (code) => {
    expect((await guards(code)).filter((guard) => guard !== undefined)).toEqual([]);
  });

  it("narrows by `instanceof`", async () => {
    const project = await linked({
      "src/db.ts": "export class Manager { query() {} }\nexport class Other { run() {} }",
      "src/a.ts":
        'import { Manager, Other } from "./db";\nfunction use(it: unknown) { if (it instanceof Manager) { it.gone(); } else if (it instanceof Other && it.run()) { it.lost(); } return it instanceof Manager ? it.query() : it.other(); }',
    });
    expect(project.memberAt("src/a.ts", "it.gone()")).toBe("absent");
    expect(project.memberAt("src/a.ts", "it.lost()")).toBe("absent");
    expect(project.memberAt("src/a.ts", "it.query()")).toBe("found");
    expect(project.memberAt("src/a.ts", "it.other()")).toMatch(/^unknown/);
  });
});
