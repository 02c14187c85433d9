/** How code gets at its handle. One test for each form of the list. */
import { describe, expect, it } from "vitest";
import { linked } from "../support/linked.js";

const POOL = "external pg: Pool new()";

/** A manager for each server, as an application with several databases keeps them. */
const SERVERS = `
import { Database } from "./database";
import { Operator } from "./operator";
export interface Server { database: Database; operator: Operator }
export class ServerManager {
  public map: Record<string, Server | undefined> = {};
  public get(key: string): Server { return this.map[key]!; }
  public remove(key: string) { delete this.map[key]; return Object.keys(this.map); }
}
export default new ServerManager();
`;
const PROJECT = {
  "src/servers.ts": SERVERS,
  "src/database.ts": "export class Database { query() {} close() {} }",
  "src/operator.ts": "export class Operator { run() {} }",
};
const DATABASE = "instance src/database.ts#Database";

async function using(code: string, files: Readonly<Record<string, string>> = {}) {
  const project = await linked({ ...PROJECT, ...files, "src/a.ts": code });
  return {
    valueAt: (name: string) => project.valueAt("src/a.ts", name),
    memberAt: (name: string) => project.memberAt("src/a.ts", name),
    accesses: () => project.accesses("src/a.ts"),
    facts: () => project.facts("src/a.ts"),
    project,
  };
}

describe("taking the handle out", () => {
  it("destructures several things at once", async () => {
    const code = await using(
      'import Servers from "./servers";\nconst { database, operator } = Servers.get("a");\ndatabase.gone(); operator.run();',
    );
    expect(code.valueAt("database")).toBe(DATABASE);
    expect(code.valueAt("operator")).toBe("instance src/operator.ts#Operator");
    expect(code.memberAt("database.gone()")).toBe("absent");
    expect(code.memberAt("operator.run()")).toBe("found");
  });

  it("destructures with a new name, two handles in one function", async () => {
    const code = await using(
      'import Servers from "./servers";\nfunction move() { const { database: from } = Servers.get("a"); const { database: to } = Servers.get("b"); }',
    );
    expect(code.valueAt("from")).toBe(DATABASE);
    expect(code.valueAt("to")).toBe(DATABASE);
  });

  it("takes a member of what the accessor gives", async () => {
    const code = await using('import Servers from "./servers";\nconst found = Servers.get("a").database;');
    expect(code.valueAt("found")).toBe(DATABASE);
  });

  it("gets at a map of the manager, with `?.` and with `!`", async () => {
    const code = await using(
      'import Servers from "./servers";\nconst a = Servers.map["k"]?.database; const key = url(); const b = Servers.map[key]!.database; Servers.map[key]?.database.gone();',
    );
    expect(code.valueAt("a")).toBe(DATABASE);
    expect(code.valueAt("b")).toBe(DATABASE);
    expect(code.memberAt("Servers.map[key]?.database.gone()")).toBe("absent");
  });

  it("hands an entry of the map to a helper", async () => {
    const code = await using(
      'import Servers, { type Server } from "./servers";\nfunction help(given: Server | undefined) { given?.database; }\nhelp(Servers.map.main);',
    );
    expect(code.valueAt("given")).toBe("interface src/servers.ts#Server");
    expect(
      code
        .facts()
        .sites.filter((site) => site.kind === "read")
        .map((site) => site.usage.kind),
    ).toContain("argument");
  });

  it("keeps an entry of the map whole and tests it afterwards", async () => {
    const code = await using(
      'import Servers from "./servers";\nexport function use(key: string) { const entry = Servers.map[key]; if (!entry) throw new Error(); const db = entry.database; return db; }',
    );
    expect(code.valueAt("entry")).toBe("interface src/servers.ts#Server");
    expect(code.valueAt("db")).toBe(DATABASE);
  });

  it("lists and deletes the entries of the map", async () => {
    const code = await using(
      'import Servers from "./servers";\nfor (const key of Object.keys(Servers.map)) delete Servers.map[key];\nfor (const entry of Object.values(Servers.map)) entry.database.gone();',
    );
    expect(code.valueAt("entry")).toBe("interface src/servers.ts#Server");
    expect(code.memberAt("entry.database.gone()")).toBe("absent");
  });

  it("takes a static singleton in a constructor", async () => {
    const code = await using(
      'import { Store } from "./store";\nclass Repo { private store; constructor() { this.store = Store.getInstance(); } find() { const it = this.store; it.gone(); } }',
      {
        "src/store.ts":
          "export class Store { private static instance: Store; private constructor() {} static getInstance() { if (!Store.instance) Store.instance = new Store(); return Store.instance; } query() {} }",
      },
    );
    expect(code.valueAt("it")).toBe("instance src/store.ts#Store");
    expect(code.memberAt("it.gone()")).toBe("absent");
  });

  it("takes a static singleton of JavaScript, whose field has no type", async () => {
    const code = await using(
      'import { Store } from "./store";\nconst it = Store.getInstance(); const same = Store.instance;',
      {
        "src/store.js":
          "export class Store { static instance = null; static getInstance() { if (!Store.instance) { Store.instance = new Store(); } return Store.instance; } query() {} }",
      },
    );
    expect(code.valueAt("it")).toBe("instance src/store.js#Store");
    expect(code.valueAt("same")).toBe("instance src/store.js#Store");
  });

  it("fills a class field where it is declared", async () => {
    const code = await using(
      'import Servers from "./servers";\nclass Repo { private readonly db = Servers.get("a").database; use() { const it = this.db; return it; } }',
    );
    expect(code.valueAt("it")).toBe(DATABASE);
  });

  it("takes a property of what the accessor gives", async () => {
    const code = await using(
      'import { getManager } from "./manager";\nconst users = getManager().users;\ngetManager().gone;',
      {
        "src/manager.ts":
          "class Users { find() {} }\nclass Manager { users = new Users(); }\nlet manager: Manager | undefined;\nexport const getManager = () => (manager ??= new Manager());",
      },
    );
    expect(code.valueAt("users")).toBe("instance src/manager.ts#Users");
    expect(code.memberAt("getManager().gone")).toBe("absent");
  });

  it("follows a long chain with `?.` and a fallback", async () => {
    const code = await using(
      'import { manager } from "./manager";\nimport { Database } from "./database";\nconst db = manager.pool?.getConnection().getDatabase() || new Database();',
      {
        "src/manager.ts":
          'import { Database } from "./database";\nclass Connection { getDatabase() { return new Database(); } }\nclass Pool { getConnection() { return new Connection(); } }\nexport const manager = new (class Manager { pool?: Pool; })();',
      },
    );
    expect(code.valueAt("db")).toBe(DATABASE);
  });

  it("follows an optional chain on `this`", async () => {
    const code = await using(
      'import { Database } from "./database";\nclass Store { db?: Database; constructor() { this.db = new Database(); } use() { this?.db?.query(); this?.db?.gone(); } }',
    );
    expect(code.memberAt("this?.db?.query()")).toBe("found");
    expect(code.memberAt("this?.db?.gone()")).toBe("absent");
  });
});

describe("callbacks and transactions", () => {
  it("knows what an executor hands to its callback", async () => {
    const code = await using(
      'import { executeQuery, typed } from "./run";\nexecuteQuery((db) => { db.gone(); }); executeQuery(async function (again) { return again; }); typed((client) => client.gone());',
      {
        "src/run.ts": [
          'import { Database } from "./database";',
          "const database = new Database();",
          "export async function executeQuery<T>(work: (db: Database) => Promise<T>) { return work(database); }",
          "export declare function typed(work: (db: Database) => void): void;",
        ].join("\n"),
      },
    );
    expect(code.valueAt("db")).toBe(DATABASE);
    expect(code.valueAt("again")).toBe(DATABASE);
    expect(code.valueAt("client")).toBe(DATABASE);
    expect(code.memberAt("db.gone()")).toBe("absent");
  });

  it("knows the new handle that a transaction's callback gets", async () => {
    const code = await using(
      'import { PrismaClient } from "@prisma/client";\nimport { drizzle } from "drizzle-orm/node-postgres";\nconst prisma = new PrismaClient(); const db = drizzle(url);\nprisma.$transaction(async (tx) => { tx.user; }); db.transaction(async (inner) => inner.select());',
    );
    expect(code.valueAt("tx")).toBe("external @prisma/client: PrismaClient new() $transaction () callback(0)");
    expect(code.valueAt("inner")).toBe("external drizzle-orm/node-postgres: drizzle () transaction () callback(0)");
  });

  it("leaves a transaction type unknown that is taken out of the client's type", async () => {
    const code = await using(
      'import { db } from "./db";\ntype Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];\nexport function save(tx: Tx) { tx.insert(); }',
      { "src/db.ts": 'import { drizzle } from "drizzle-orm/node-postgres";\nexport const db = drizzle("x");' },
    );
    expect(code.memberAt("tx.insert()")).toMatch(/^unknown: /);
    expect(code.accesses()).toEqual([]);
  });

  it("follows a wrapped function that is stored and called in a variant", async () => {
    const code = await using(
      'import Database from "better-sqlite3";\nconst db = new Database("x");\nconst save = db.transaction(() => {});\nsave.immediate(); save();',
    );
    expect(code.valueAt("save.immediate()")).toBe("external better-sqlite3: default new() transaction () immediate ()");
    expect(code.accesses()).toEqual(['new Database("x") → client better-sqlite3']);
  });
});

describe("handing the handle on", () => {
  it("sees the accessor as an argument at the top of a module", async () => {
    const code = await using(
      'import { getDb } from "./db";\nimport { register } from "other";\nregister(getDb); register(getDb());',
      {
        "src/db.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;',
        "src/b.ts": 'import { getDb } from "./db"; getDb();',
      },
    );
    const sites = code
      .facts()
      .sites.filter((site) => code.project.analysis.gathered.program.symbols.of("src/a.ts", site.target));
    expect(sites.map((site) => `${site.kind} ${site.usage.kind}`)).toEqual(["read argument", "call argument"]);
    expect(code.accesses()).toEqual(["getDb → accessor getDb", "getDb() → accessor getDb"]);
  });

  it("knows an optional parameter with a fallback", async () => {
    const code = await using(
      'import { Database } from "./database";\nasync function get() { return new Database(); }\nexport async function use(given?: Database) { const db = given || (await get()); db.gone(); }\nexport function other(fallback = new Database()) { fallback.gone(); }',
    );
    expect(code.valueAt("db")).toBe(DATABASE);
    expect(code.valueAt("fallback")).toBe(DATABASE);
  });

  it("knows a constructor parameter property", async () => {
    const code = await using(
      'import { Database } from "./database";\nexport class Repo { constructor(private readonly db: Database, protected other?: Database) {} use() { const it = this.db; this.db.gone(); this.other?.close(); } }',
    );
    expect(code.valueAt("it")).toBe(DATABASE);
    expect(code.memberAt("this.db.gone()")).toBe("absent");
    expect(code.memberAt("this.other?.close()")).toBe("found");
  });

  it("knows a constructor's object pattern that has a type, and leaves one without unknown", async () => {
    const code = await using(
      'import { Database } from "./database";\ninterface Deps { db: Database }\nexport class Typed { constructor({ db: typed }: Deps) { typed.gone(); } }\nexport class Untyped { constructor({ db: bare }) { bare.gone(); } }',
    );
    expect(code.valueAt("typed")).toBe(DATABASE);
    expect(code.valueAt("bare")).toBe("unknown: parameter without a type");
  });

  it("leaves a dependency that is injected by the name of a parameter unknown", async () => {
    const code = await using(
      "export class Repo { constructor(db) { this.db = db; } find() { return this.db.query(); } }",
    );
    expect(code.memberAt("this.db.query()")).toBe("unknown: parameter without a type");
  });

  it("knows a field or parameter with a decorator by its type", async () => {
    const code = await using(
      'import { Database } from "./database";\nimport { Inject } from "@nestjs/common";\nexport class Repo { @Inject() private field!: Database; constructor(@Inject("DB") private readonly db: Database) {} use() { this.field.gone(); this.db.gone(); } }',
    );
    expect(code.memberAt("this.field.gone()")).toBe("absent");
    expect(code.memberAt("this.db.gone()")).toBe("absent");
  });

  it("leaves what a service locator gives for a string unknown", async () => {
    const code = await using('import { locator } from "./locator";\nconst db = locator.get("db"); db.query();', {
      "src/locator.ts":
        "class Locator { private services: Record<string, unknown> = {}; get(name: string) { return this.services[name]; } }\nexport const locator = new Locator();",
    });
    expect(code.memberAt("db.query()")).toMatch(/^unknown: /);
  });

  it("leaves a handle on a request or context object unknown unless its type says what it is", async () => {
    const code = await using(
      'import { Database } from "./database";\ninterface Context { db: Database }\nexport const typed = (ctx: Context) => ctx.db.gone();\nexport const bare = (req, key) => req.db[key].query();\nexport const member = (_, args, context) => context.prisma.user();',
    );
    expect(code.memberAt("ctx.db.gone()")).toBe("absent");
    expect(code.memberAt("req.db[key].query()")).toBe("unknown: parameter without a type");
    expect(code.memberAt("context.prisma.user()")).toBe("unknown: parameter without a type");
  });

  it("knows the application object that holds a data source", async () => {
    const code = await using(
      'import { getApp } from "./app";\nconst source = getApp().AppDataSource; const repo = getApp().AppDataSource.getRepository(User);',
      {
        "src/app.ts":
          'import { DataSource } from "typeorm";\nexport class App { AppDataSource: DataSource = new DataSource({}); }\nlet app: App | undefined;\nexport function getApp(): App | undefined { return app; }\nexport async function start() { app = new App(); }',
      },
    );
    expect(code.valueAt("source")).toBe("external typeorm: DataSource new()");
    expect(code.valueAt("repo")).toBe("external typeorm: DataSource new() getRepository ()");
  });

  it("knows an option that is cast", async () => {
    const code = await using(
      'import type { DataSource } from "typeorm";\nexport function run(options: ICommonObject) { const source = options.appDataSource as DataSource; return source; }',
    );
    expect(code.valueAt("source")).toBe("external typeorm: DataSource new()");
  });

  it("leaves a global object that no import brings unknown", async () => {
    const code = await using("export const find = () => WIKI.models.pages.query(); strapi.db.query();");
    expect(code.memberAt("WIKI.models.pages.query()")).toBe("unknown: global `WIKI`");
    expect(code.accesses()).toEqual([]);
  });

  it("leaves a path in a string alone", async () => {
    const code = await using('import _ from "lodash";\nconst client = _.get(app, "knex.client.config");');
    expect(code.valueAt("client")).toBe("external lodash: default get ()");
    expect(code.accesses()).toEqual([]);
  });

  it("knows a property that is awaited to be ready", async () => {
    const code = await using(
      'import { store } from "./store";\nexport async function use() { await store.ready; const db = await store.opened; db.gone(); }',
      {
        "src/store.ts":
          'import { Database } from "./database";\nclass Store { ready: Promise<void> = Promise.resolve(); opened: Promise<Database>; }\nexport const store = new Store();',
      },
    );
    expect(code.valueAt("db")).toBe(DATABASE);
    expect(code.memberAt("db.gone()")).toBe("absent");
  });
});

describe("handles that the library keeps", () => {
  it("knows records that save themselves by their base", async () => {
    const code = await using(
      'import { BaseEntity } from "typeorm";\nclass User extends BaseEntity {}\nUser.find(); const user = new User(); user.save();',
    );
    expect(code.memberAt("User.find()")).toBe("unknown: extends a class of `typeorm`");
    expect(code.memberAt("user.save()")).toBe("unknown: extends a class of `typeorm`");
  });

  it("knows the ORM's global functions, also with an entity under a computed key", async () => {
    const code = await using(
      'import { getRepository } from "typeorm";\nconst a = getRepository(User); const b = getRepository(entities["User"]);',
    );
    expect(code.valueAt("a")).toBe("external typeorm: getRepository ()");
    expect(code.valueAt("b")).toBe("external typeorm: getRepository ()");
  });

  it("knows a repository that a factory builds and extends", async () => {
    const code = await using(
      'import { getSource } from "./source";\nexport const users = getSource().getRepository(User).extend({ findByName() {} });',
      {
        "src/source.ts":
          'import { DataSource } from "typeorm";\nconst source = new DataSource({});\nexport const getSource = () => source;',
      },
    );
    expect(code.valueAt("users")).toBe("external typeorm: DataSource new() getRepository () extend ()");
  });

  it("keeps a private method with the accessor's name apart from the accessor", async () => {
    const code = await using(
      'import { getDb } from "./db";\nclass Repo { private getDb() { return 1; } use() { return this.getDb(); } }\ngetDb();',
      {
        "src/db.ts": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = () => pool;',
        "src/b.ts": 'import { getDb } from "./db"; getDb();',
      },
    );
    expect(code.accesses()).toEqual(["getDb() → accessor getDb"]);
  });

  it("follows a method that is bound or called on another object", async () => {
    const code = await using(
      [
        'import { Database } from "./database";',
        "class Migrations { constructor(private owner: Manager, private run: () => void) {} use() { this.owner.gone(); } }",
        "class Manager { private db = new Database(); runInTransaction() {} migrations = new Migrations(this, this.runInTransaction.bind(this)); start() { setup.call(this); } }",
        "function setup(this: Manager) { this.db.gone(); }",
      ].join("\n"),
    );
    expect(code.memberAt("this.owner.gone()")).toBe("absent");
    expect(code.memberAt("this.db.gone()")).toBe("absent");
    expect(code.valueAt("this.runInTransaction.bind(this)")).toBe("function src/a.ts#runInTransaction");
  });

  it("leaves a handle that a higher-order component injects unknown unless it has a type", async () => {
    const code = await using(
      'import { withDatabase, withObservables } from "@nozbe/watermelondb/react";\nconst enhance = withObservables([], ({ database }) => ({ it: database.get("x") }));\nexport default withDatabase(enhance(Component));',
    );
    expect(code.valueAt("database")).toMatch(
      /^external @nozbe\/watermelondb\/react: withObservables \(\) callback\(0\) database$/,
    );
    expect(code.accesses()).toEqual([]);
  });

  it("follows a reach into private parts", async () => {
    const code = await using(
      'import { Database } from "./database";\nclass Manager { private db = new Database(); connection = { manager: this.db }; }\nconst manager = new Manager();\nconst a = manager["db"]; const b = (manager as any).db; const c = manager.connection.manager;',
    );
    expect(code.valueAt("a")).toBe(DATABASE);
    expect(code.valueAt("b")).toBe(DATABASE);
    expect(code.valueAt("c")).toBe(DATABASE);
  });

  it("follows a client that the entry file exports and its own imports import back", async () => {
    const code = await using('import { client } from "./index";\nexport function run() { return client.query("x"); }', {
      "src/index.ts":
        'import { Client } from "pg";\nimport { run } from "./a";\nexport const client = new Client();\nrun();',
    });
    expect(code.valueAt("client")).toBe("external pg: Client new()");
  });

  it("knows a driver whose constructor takes a callback", async () => {
    const code = await using(
      'import sqlite3 from "sqlite3";\nconst db = new sqlite3.Database("x", (error) => { if (error) throw error; });\nexport default db;',
    );
    expect(code.valueAt("db")).toBe("external sqlite3: default Database new()");
    expect(code.accesses()[0]).toMatch(/→ client sqlite3$/);
  });

  it("knows every client that a `switch` may build into one variable", async () => {
    const code = await using(
      'import { Pool } from "pg";\nimport mysql from "mysql2/promise";\nlet db;\nswitch (kind) { case "pg": db = new Pool(); break; case "mysql": db = mysql.createPool({}); break; }\nexport { db };',
    );
    expect(code.valueAt("db")).toBe(`${POOL} | external mysql2/promise: default createPool ()`);
  });

  it("knows what a subclass of the manager has from its base", async () => {
    const code = await using(
      'import { ServerManager } from "./servers";\nclass Test extends ServerManager { extra() { return super.get("a"); } }\nconst manager = new Test();\nmanager.get("a"); manager.extra(); manager.gone();\nconst base = new ServerManager(); base.extra();',
    );
    expect(code.memberAt('manager.get("a")')).toBe("found");
    expect(code.valueAt("manager.extra()")).toBe("interface src/servers.ts#Server");
    expect(code.memberAt("manager.gone()")).toBe("absent");
    expect(code.memberAt("base.extra()")).toBe("unknown: defined in a subclass");
  });
});
