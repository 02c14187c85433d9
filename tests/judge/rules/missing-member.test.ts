/** A member that the manager does not have: on which side, through which import, and where nothing can be claimed. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";
import { DISPOSABLE, GET_DB, USER } from "../../support/snippet-databases.js";

const MANAGER = `
  // file: src/db/manager.ts
  import { getDb, type Session } from "../database/index.js";

  export class DatabaseManager {
    static instance = new DatabaseManager();
    private name = "primary";

    static async open(): Promise<Session> {
      return getDb();
    }

    async getSession(): Promise<Session> {
      return getDb();
    }
  }

  export const databaseManager = new DatabaseManager();
`;
/** In the internals, so that `direct-manager` has nothing to say of the members that are there. */
const config = {
  sources: [{ ...GET_DB, managers: ["DatabaseManager"], internals: ["src/db/**"] }],
  rules: { "direct-manager": "off" },
};
const project = { beside: `${DISPOSABLE}\n${MANAGER}`, config };

describe("reports", () => {
  it("a call of a member that neither the class nor its instances have", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";

      export async function ready(): Promise<void> {
        await using db = await DatabaseManager.getAsyncSession("default");
                                               ^^^^^^^^^^^^^^^ error missing-member: not on the class, not on its instances
        await db.query("select 1");
      }
      `,
      project,
    ));

  it("an instance's member called on the class, and says where it is", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";
      export const session = DatabaseManager.getSession();
                                             ^^^^^^^^^^ missing-member: on its instances, not on the class
      `,
      project,
    ));

  it("a static member called on an instance, and says where it is", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { databaseManager } from "./db/manager.js";
      export const session = databaseManager.open();
                                             ^^^^ missing-member: on the class, not on its instances
      `,
      project,
    ));

  it("the nearest name, where one is misspelt", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { databaseManager } from "./db/manager.js";
      export const session = databaseManager.getSesion();
                                             ^^^^^^^^^ missing-member: there is a member \`getSession\`
      `,
      project,
    ));

  it("a member through a barrel that renames, a namespace, a default import and a dynamic import", () =>
    checkSnippet(
      `
      // file: src/db/index.ts
      export * from "./manager.js";
      export { DatabaseManager as Manager, databaseManager as default } from "./manager.js";
      // file: src/health.ts
      import manager, { Manager } from "./db/index.js";
      import * as database from "./db/index.js";

      export async function ready(): Promise<void> {
        Manager.acquire();
                ^^^^^^^ missing-member
        manager.acquire();
                ^^^^^^^ missing-member
        database.databaseManager.acquire();
                                 ^^^^^^^ missing-member
        const { DatabaseManager } = await import("./db/manager.js");
        DatabaseManager.acquire();
                        ^^^^^^^ missing-member
      }
      `,
      project,
    ));

  it("a member through every form of require", () =>
    checkSnippet(
      `
      // file: src/health.cjs
      const { DatabaseManager: Renamed } = require("./db/manager");
      const database = require("./db/manager");
      const one = require("./db/manager").databaseManager;

      Renamed.acquire();
              ^^^^^^^ missing-member
      new database.DatabaseManager().acquire();
                                     ^^^^^^^ missing-member
      one.acquire();
          ^^^^^^^ missing-member

      function later() {
        return require("./db/manager").databaseManager.acquire();
                                                       ^^^^^^^ missing-member
      }
      `,
      project,
    ));

  it("a member on what holds a manager: a field, a parameter property, an alias, a singleton, a factory", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";

      const make = (): DatabaseManager => new DatabaseManager();

      export class Health {
        private readonly manager = new DatabaseManager();
        constructor(private readonly given: DatabaseManager) {}

        check(parameter: DatabaseManager): void {
          this.manager.acquire();
                       ^^^^^^^ missing-member
          this.given?.acquire();
                      ^^^^^^^ missing-member
          parameter.acquire();
                    ^^^^^^^ missing-member
          const alias = parameter;
          alias.acquire();
                ^^^^^^^ missing-member
          DatabaseManager.instance.acquire();
                                   ^^^^^^^ missing-member
          make().acquire();
                 ^^^^^^^ missing-member
        }
      }
      `,
      project,
    ));

  it("a member handed on without a call", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { databaseManager } from "./db/manager.js";
      export const later = setTimeout(databaseManager.release, 10);
                                                      ^^^^^^^ missing-member
      `,
      project,
    ));

  it("a member behind a cast or an assertion, which change nothing when the code runs", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { databaseManager } from "./db/manager.js";
      (databaseManager as any).acquire();
                               ^^^^^^^ missing-member
      databaseManager!.acquire();
                       ^^^^^^^ missing-member
      `,
      project,
    ));

  it("a member that an object manager does not have", () =>
    checkSnippet(
      `
      // file: src/db/object.ts
      import { getDb } from "../database/index.js";
      export const databaseService = { getSession: () => getDb() };
      // file: src/health.ts
      import { databaseService } from "./db/object.js";
      export const session = databaseService.acquire();
                                             ^^^^^^^ missing-member: it has \`getSession\`
      `,
      {
        beside: DISPOSABLE,
        config: { sources: [{ ...GET_DB, managers: ["databaseService"], internals: ["src/db/**"] }] },
      },
    ));

  it("a member without a configuration, as an error all the same", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";
      export const session = DatabaseManager.getAsyncSession();
                                             ^^^^^^^^^^^^^^^ error missing-member
      `,
      { beside: `${DISPOSABLE}\n${MANAGER}\n${USER}` },
    ));

  it("a member where no accessor is clear, since the class alone proves it", () =>
    checkSnippet(`
      // file: src/manager.ts
      export class DatabaseManager {
        static open(): string {
          return "";
        }
      }
      // file: src/health.ts
      import { DatabaseManager } from "./manager.js";
      export const session = DatabaseManager.acquire();
                                             ^^^^^^^ missing-member: the class has \`open\`
      `));

  it("the class that the code names, not the manager that it extends", () =>
    checkSnippet(`
      // file: app/database.py
      from sqlalchemy import create_engine
      class BaseDatabaseManager:
          def connect(self):
              return create_engine("sqlite://").connect()
      class SyncDatabaseManager(BaseDatabaseManager):
          def query(self, text):
              return self.connect().execute(text)
      // file: app/report.py
      from app.database import SyncDatabaseManager
      SyncDatabaseManager().gone()
                            ^^^^ missing-member: \`SyncDatabaseManager\` has no member \`gone\`
    `));
});

describe("leaves alone", () => {
  it("what a script takes of a JavaScript twin beside the TypeScript module", () =>
    checkSnippet(
      `
      // file: lib/prisma.ts
      import { PrismaClient } from "@prisma/client";
      const prisma = new PrismaClient();
      export default prisma;
      // file: app/users.ts
      import prisma from "../lib/prisma";
      export const users = () => prisma.user.findMany();
      // file: lib/prisma.js
      const { PrismaClient } = require("@prisma/client");
      module.exports = new PrismaClient();
      // file: ping.js
      const prisma = require("./lib/prisma");
      prisma.$disconnect();
      `,
    ));

  it("members that are there, on their own side", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager, databaseManager } from "./db/manager.js";
      export const sessions = [DatabaseManager.open(), databaseManager.getSession(), new DatabaseManager().getSession()];
      export const names = [DatabaseManager.name, DatabaseManager.prototype, databaseManager.toString()];
      `,
      project,
    ));

  it("members of a base class of the project, getters, arrow-function fields and assigned members", () =>
    checkSnippet(
      `
      // file: src/db/base.ts
      export class Base {
        connect = () => undefined;
        get client() {
          return undefined;
        }
      }
      // file: src/db/manager.ts
      import { Base } from "./base.js";
      export class DatabaseManager extends Base {}
      DatabaseManager.reset = () => undefined;
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";
      const manager = new DatabaseManager();
      manager.connect();
      manager.client;
      DatabaseManager.reset();
      manager.nowhere();
              ^^^^^^^ missing-member
      `,
      { beside: DISPOSABLE, config },
    ));

  it("an open class: an unknown base, an index signature, a Proxy, a mixin", () =>
    checkSnippet(
      `
      // file: src/db/open.ts
      import { Service } from "framework";
      import { mixin } from "mixins";

      export class FromOutside extends Service {}
      export class Mixed extends mixin(class {}) {}
      export class Indexed {
        [name: string]: unknown;
      }
      export class Forwarding {
        constructor() {
          return new Proxy(this, {});
        }
      }
      // file: src/health.ts
      import { Forwarding, FromOutside, Indexed, Mixed } from "./db/open.js";
      new FromOutside().acquire();
      FromOutside.acquire();
      new Mixed().acquire();
      new Indexed().acquire();
      new Forwarding().acquire();
      `,
      {
        beside: DISPOSABLE,
        config: {
          sources: [
            { ...GET_DB, managers: ["FromOutside", "Mixed", "Indexed", "Forwarding"], internals: ["src/db/**"] },
          ],
        },
      },
    ));

  it("a member that a guard asks for first", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { databaseManager } from "./db/manager.js";
      if ("acquire" in databaseManager) databaseManager.acquire();
      if (typeof databaseManager.release === "function") databaseManager.release();
      databaseManager.flush?.();
      `,
      project,
    ));

  it("another class of that name, and a local one that shadows it", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "some-library";
      DatabaseManager.acquire();
      // file: src/local.ts
      import { DatabaseManager as Imported } from "./db/manager.js";
      export function local(DatabaseManager: { acquire(): void }): typeof Imported {
        DatabaseManager.acquire();
        return Imported;
      }
      `,
      project,
    ));

  it("a value that may be something else as well", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";
      import { other } from "some-library";
      const either = process.env.OTHER ? other : new DatabaseManager();
      either.acquire();
      `,
      project,
    ));

  it("types, comments and strings that name the member", () =>
    checkSnippet(
      `
      // file: src/health.ts
      import type { DatabaseManager } from "./db/manager.js";
      // DatabaseManager.getAsyncSession() was here.
      export const text = "DatabaseManager.getAsyncSession()";
      export type Acquire = DatabaseManager["getSession"];
      `,
      project,
    ));
});

describe("fixes", () => {
  it("the call and its import together, and drops the name of the default database", () =>
    fixSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";

      export async function ready(): Promise<void> {
        await using db = await DatabaseManager.getAsyncSession("default");
        await db.query("select 1");
      }
      `,
      `
      // file: src/health.ts
      import { getDb } from "./database/index.js";

      export async function ready(): Promise<void> {
        await using db = await getDb();
        await db.query("select 1");
      }
      `,
      project,
    ));

  it("nothing where the argument may name another database", () =>
    fixSnippet(
      `
      // file: src/health.ts
      import { DatabaseManager } from "./db/manager.js";

      export async function ready(): Promise<void> {
        await using db = await DatabaseManager.getAsyncSession("archive");
        await db.query("select 1");
      }
      `,
      "",
      project,
    ));
});
