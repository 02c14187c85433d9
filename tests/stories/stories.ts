/** Stories, each told once in TypeScript and once in Python, with the judgment that both of them get. */

export interface Story {
  readonly title: string;
  /** `rule severity fix` of each finding, in order; `manual` where there is no fix. */
  readonly says: readonly string[];
  readonly typescript: string;
  readonly python: string;
  /** Nothing is configured. */
  readonly detected?: boolean;
}

export const STORIES: readonly Story[] = [
  {
    title: "a member that the class lacks, held for a block",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member that is given the name of the default database",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession("default");
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session("default") as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member that is given the name of another database",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession("reports");
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session("reports") as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member that is given something computed",
    says: ["missing-member error unsafe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders(name: string) {
        await using db = await DatabaseManager.getAsyncSession(name);
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders(name):
          async with DatabaseManager.get_async_session(name) as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a member of instances, asked of the class",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a member that an instance lacks",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await databaseManager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          async with database_manager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member of what a function gives",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await getDatabaseManager().openSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import get_database_manager
      async def orders():
          async with get_database_manager().open_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member of a new instance",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await new DatabaseManager().openSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager().open_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member of what a factory of the class gives",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.create().openSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.create().open_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member behind an alias of the import",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager as Manager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await Manager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager as Manager
      async def orders():
          async with Manager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member behind the namespace of its module",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import * as managers from "./db/database-manager.js";
      export async function orders() {
        await using db = await managers.DatabaseManager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db import database_manager as managers
      async def orders():
          async with managers.DatabaseManager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member behind a variable",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        const manager = new DatabaseManager();
        await using db = await manager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          manager = DatabaseManager()
          async with manager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member of a manager kept in a field",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export class Orders {
        private manager = new DatabaseManager();
        async all() {
          await using db = await this.manager.getAsyncSession();
          await db.query("select 1");
        }
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      class Orders:
          def __init__(self):
              self.manager = DatabaseManager()
          async def all(self):
              async with self.manager.get_async_session() as db:
                  await db.execute("select 1")
    `,
  },
  {
    title: "a missing member of a manager that is injected by its type",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders(manager: DatabaseManager) {
        await using db = await manager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders(manager: DatabaseManager):
          async with manager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member that is no request for a handle",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        databaseManager.frobnicate();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          database_manager.frobnicate()
    `,
  },
  {
    title: "a missing member whose result is dropped",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await databaseManager.openSession();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          await database_manager.open_session()
    `,
  },
  {
    title: "two missing members in one function",
    says: ["missing-member error safe", "missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using a = await DatabaseManager.getAsyncSession();
        await using b = await DatabaseManager.openSession();
        await a.query("select 1");
        await b.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session() as a:
              async with DatabaseManager.open_session() as b:
                  await a.execute("select 1")
                  await b.execute("select 1")
    `,
  },
  {
    title: "a missing member behind a handler that catches all",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        try {
          await using db = await DatabaseManager.getAsyncSession();
          await db.query("select 1");
        } catch {
          return 503;
        }
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          try:
              async with DatabaseManager.get_async_session() as db:
                  await db.execute("select 1")
          except Exception:
              return 503
    `,
  },
  {
    title: "a missing member that is only read",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        return databaseManager.openSessions;
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          return database_manager.open_sessions
    `,
  },
  {
    title: "a misspelt member that has a near neighbour",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        databaseManager.shutdwon();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          database_manager.shutdwon()
    `,
  },
  {
    title: "a missing member in a test",
    says: ["missing-member error safe"],
    typescript: `
      // file: tests/orders.test.ts
      import { DatabaseManager } from "../src/db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: tests/test_orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing member with the manager used otherwise too",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession();
        await db.query("select 1");
        new DatabaseManager().shutdown();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session() as db:
              await db.execute("select 1")
          DatabaseManager().shutdown()
    `,
  },
  {
    title: "a member that is there",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        databaseManager.shutdown();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          database_manager.shutdown()
    `,
  },
  {
    title: "a member that is tested before",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export function orders() {
        if ("openSession" in databaseManager) return databaseManager.openSession();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      def orders():
          if hasattr(database_manager, "open_session"):
              return database_manager.open_session()
    `,
  },
  {
    title: "a member of a class of the same name that shadows the manager",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export function orders() {
        class DatabaseManager {
          static openSession() {}
        }
        return DatabaseManager.openSession();
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      def orders():
          class DatabaseManager:
              @staticmethod
              def open_session():
                  pass
          return DatabaseManager.open_session()
    `,
  },
  {
    title: "a member of a subclass with a base from outside",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { EntityManager } from "typeorm";
      export class ReportManager extends EntityManager {}
      export const orders = () => new ReportManager().openSession();
    `,
    python: `
      // file: app/orders.py
      from somewhere import Base
      class ReportManager(Base):
          pass
      def orders():
          return ReportManager().open_session()
    `,
  },
  {
    title: "a member that a subclass adds",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      class Wide extends DatabaseManager {
        openSession() {}
      }
      export const orders = () => new Wide().openSession();
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      class Wide(DatabaseManager):
          def open_session(self):
              pass
      def orders():
          return Wide().open_session()
    `,
  },
  {
    title: "a member that is put on the manager from outside",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      DatabaseManager.openSession = () => undefined;
      export const orders = () => DatabaseManager.openSession();
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      DatabaseManager.open_session = lambda: None
      def orders():
          return DatabaseManager.open_session()
    `,
  },
  {
    title: "a member of something untyped",
    says: [],
    typescript: `
      // file: src/orders.ts
      export const orders = (manager: any) => manager.openSession();
    `,
    python: `
      // file: app/orders.py
      def orders(manager):
          return manager.open_session()
    `,
  },
  {
    title: "a name that the accessor's module does not export",
    says: ["missing-export error manual"],
    typescript: `
      // file: src/orders.ts
      import { getDatabase } from "./database/index.js";
      export const orders = () => getDatabase();
    `,
    python: `
      // file: app/orders.py
      from app.database import get_database
      def orders():
          return get_database()
    `,
  },
  {
    title: "a name that the manager's module does not export",
    says: ["missing-export error manual"],
    typescript: `
      // file: src/orders.ts
      import { SessionManager } from "./db/database-manager.js";
      export const orders = () => new SessionManager();
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import SessionManager
      def orders():
          return SessionManager()
    `,
  },
  {
    title: "one missing name of several",
    says: ["missing-export error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager, closeAll } from "./db/database-manager.js";
      export const orders = () => {
        databaseManager.shutdown();
        closeAll();
      };
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager, close_all
      def orders():
          database_manager.shutdown()
          close_all()
    `,
  },
  {
    title: "a database module that is not there",
    says: ["missing-export error manual"],
    typescript: `
      // file: src/orders.ts
      import { pool } from "./db/connection.js";
      export const orders = () => pool;
    `,
    python: `
      // file: app/orders.py
      from app.db.connection import pool
      def orders():
          return pool
    `,
  },
  {
    title: "the accessor from a database module that is not there",
    says: ["missing-export error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./db/connection.js";
      export async function orders() {
        await using db = await getDb();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.connection import get_db
      async def orders():
          async with get_db() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a missing name of the namespace of a database module",
    says: ["missing-member error manual"],
    typescript: `
      // file: src/orders.ts
      import * as database from "./database/index.js";
      export const orders = () => database.openEverything();
    `,
    python: `
      // file: app/orders.py
      from app import database
      def orders():
          return database.open_everything()
    `,
  },
  {
    title: "a missing name inside a function",
    says: ["missing-export error manual"],
    typescript: `
      // file: src/orders.ts
      export async function orders() {
        const { closeAll } = await import("./db/database-manager.js");
        closeAll();
      }
    `,
    python: `
      // file: app/orders.py
      async def orders():
          from app.db.database_manager import close_all
          close_all()
    `,
  },
  {
    title: "an import that expects to fail",
    says: [],
    typescript: `
      // file: src/orders.ts
      export async function orders() {
        try {
          const { closeAll } = await import("./db/database-manager.js");
          closeAll();
        } catch {
          return undefined;
        }
      }
    `,
    python: `
      // file: app/orders.py
      try:
          from app.db.database_manager import close_all
      except ImportError:
          close_all = None
    `,
  },
  {
    title: "a missing name of a module that has nothing to do with a database",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { missing } from "./util.js";
      export const orders = () => missing();
      // file: src/util.ts
      export const present = 1;
    `,
    python: `
      // file: app/orders.py
      from app.util import missing
      def orders():
          return missing()
      // file: app/util.py
      present = 1
    `,
  },
  {
    title: "a package from outside",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { Client } from "some-database";
      export const orders = () => new Client();
    `,
    python: `
      // file: app/orders.py
      from some_database import Client
      def orders():
          return Client()
    `,
  },
  {
    title: "a legacy accessor with the contract of the accessor",
    says: ["legacy-accessor error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDbSession } from "./db/session.js";
      export async function orders() {
        await using db = await getDbSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.session import get_db_session
      async def orders():
          async with get_db_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a legacy accessor under another name",
    says: ["legacy-accessor error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDbSession as openSession } from "./db/session.js";
      export async function orders() {
        await using db = await openSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.session import get_db_session as open_session
      async def orders():
          async with open_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a legacy accessor that is handed on",
    says: ["legacy-accessor error manual"],
    typescript: `
      // file: src/orders.ts
      import { getDbSession } from "./db/session.js";
      import { run } from "./run.js";
      export async function orders() {
        return run(getDbSession);
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.session import get_db_session
      from app.run import run
      async def orders():
          return run(get_db_session)
    `,
  },
  {
    title: "a legacy accessor in the internals",
    says: [],
    typescript: `
      // file: src/db/warm.ts
      import { getDbSession } from "./session.js";
      export const warm = () => getDbSession;
    `,
    python: `
      // file: app/db/warm.py
      from app.db.session import get_db_session
      def warm():
          return get_db_session
    `,
  },
  {
    title: "a function of the legacy accessor's name that is the file's own",
    says: [],
    typescript: `
      // file: src/orders.ts
      function getDbSession() {}
      export const orders = () => getDbSession();
    `,
    python: `
      // file: app/orders.py
      def get_db_session():
          pass
      def orders():
          return get_db_session()
    `,
  },
  {
    title: "a manager asked for a handle",
    says: ["direct-manager error safe"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await databaseManager.getSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          async with database_manager.get_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a manager asked for a handle of the default database",
    says: ["direct-manager error safe"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await databaseManager.getSession("primary");
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          async with database_manager.get_session("primary") as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a manager asked for a handle of another database",
    says: ["direct-manager error manual"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await databaseManager.getSession("reports");
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          async with database_manager.get_session("reports") as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a new manager asked for a handle",
    says: ["direct-manager error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await new DatabaseManager().getSession();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager().get_session() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a manager asked for a handle in the internals",
    says: [],
    typescript: `
      // file: src/db/warm.ts
      import { databaseManager } from "./database-manager.js";
      export const warm = () => databaseManager.getSession();
    `,
    python: `
      // file: app/db/warm.py
      from app.db.database_manager import database_manager
      def warm():
          return database_manager.get_session()
    `,
  },
  {
    title: "a client built beside the accessor",
    says: ["direct-client error manual"],
    typescript: `
      // file: src/orders.ts
      import { Pool } from "pg";
      export const pool = new Pool();
    `,
    python: `
      // file: app/orders.py
      from sqlalchemy.ext.asyncio import create_async_engine
      engine = create_async_engine("postgresql+asyncpg://localhost/app")
    `,
  },
  {
    title: "a client built inside a function",
    says: ["direct-client error manual"],
    typescript: `
      // file: src/orders.ts
      import { Pool } from "pg";
      export function orders() {
        const pool = new Pool();
        return pool.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from sqlalchemy.ext.asyncio import create_async_engine
      def orders():
          engine = create_async_engine("postgresql+asyncpg://localhost/app")
          engine.dispose()
    `,
  },
  {
    title: "a client of the namespace of its driver",
    says: ["direct-client error manual"],
    typescript: `
      // file: src/orders.ts
      import * as pg from "pg";
      export const pool = new pg.Pool();
    `,
    python: `
      // file: app/orders.py
      import sqlalchemy.ext.asyncio
      engine = sqlalchemy.ext.asyncio.create_async_engine("postgresql+asyncpg://localhost/app")
    `,
  },
  {
    title: "a client under another name",
    says: ["direct-client error manual"],
    typescript: `
      // file: src/orders.ts
      import { Pool as Connections } from "pg";
      export const pool = new Connections();
    `,
    python: `
      // file: app/orders.py
      from sqlalchemy.ext.asyncio import create_async_engine as connect
      engine = connect("postgresql+asyncpg://localhost/app")
    `,
  },
  {
    title: "a client in a test",
    says: [],
    typescript: `
      // file: tests/orders.test.ts
      import { Pool } from "pg";
      export const pool = new Pool();
    `,
    python: `
      // file: tests/test_orders.py
      from sqlalchemy.ext.asyncio import create_async_engine
      engine = create_async_engine("postgresql+asyncpg://localhost/app")
    `,
  },
  {
    title: "a client in a migration",
    says: [],
    typescript: `
      // file: migrations/0001.ts
      import { Pool } from "pg";
      export const pool = new Pool();
    `,
    python: `
      // file: migrations/0001.py
      from sqlalchemy.ext.asyncio import create_async_engine
      engine = create_async_engine("postgresql+asyncpg://localhost/app")
    `,
  },
  {
    title: "a client of a cache",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { createClient } from "redis";
      export const cache = createClient();
    `,
    python: `
      // file: app/orders.py
      import redis
      cache = redis.Redis()
    `,
  },
  {
    title: "a name of the driver's that is a class of the project",
    says: [],
    typescript: `
      // file: src/orders.ts
      class Pool {}
      export const pool = new Pool();
    `,
    python: `
      // file: app/orders.py
      def create_async_engine(url):
          return url
      engine = create_async_engine("")
    `,
  },
  {
    title: "the accessor held by a block of the wrong kind",
    says: ["misused-accessor error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders() {
        using db = await getDb();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.database import get_db
      async def orders():
          with get_db() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "the accessor iterated by a loop that is left early",
    says: ["misused-accessor error manual"],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders() {
        for await (const db of getDb()) {
          await db.query("select 1");
          break;
        }
      }
    `,
    python: `
      // file: app/orders.py
      from app.database import get_db
      async def orders():
          async for db in get_db():
              await db.execute("select 1")
              break
    `,
  },
  {
    title: "a member taken of the accessor itself",
    says: ["misused-accessor error manual"],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders() {
        return getDb.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.database import get_db
      async def orders():
          return get_db.execute("select 1")
    `,
  },
  {
    title: "the accessor used as it should be",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./database/index.js";
      export async function orders() {
        await using db = await getDb();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.database import get_db
      async def orders():
          async with get_db() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "the accessor from an inner module",
    says: ["deep-import error safe"],
    typescript: `
      // file: src/orders.ts
      import { getDb } from "./database/inner.js";
      export async function orders() {
        await using db = await getDb();
        await db.query("select 1");
      }
    `,
    python: `
      // file: app/orders.py
      from app.database.inner import get_db
      async def orders():
          async with get_db() as db:
              await db.execute("select 1")
    `,
  },
  {
    title: "a second manager of one name",
    says: ["duplicate-manager error manual"],
    typescript: `
      // file: src/other.ts
      import { getDb } from "./database/index.js";
      export class DatabaseManager {
        async getSession() {
          return getDb();
        }
      }
    `,
    python: `
      // file: app/other.py
      from app.database import get_db
      class DatabaseManager:
          def get_session(self):
              return get_db()
    `,
  },
  {
    title: "a second definition of the accessor",
    says: ["duplicate-accessor error manual"],
    typescript: `
      // file: src/db/second.ts
      import { databaseManager } from "./database-manager.js";
      export async function getDb() {
        return databaseManager.getSession();
      }
    `,
    python: `
      // file: app/db/second.py
      from contextlib import asynccontextmanager
      from app.db.database_manager import database_manager
      @asynccontextmanager
      async def get_db():
          async with database_manager.get_session() as session:
              yield session
    `,
  },
  {
    title: "a missing member where nothing is configured",
    says: ["missing-member error safe"],
    typescript: `
      // file: src/orders.ts
      import { DatabaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await DatabaseManager.getAsyncSession();
        await db.query("select 1");
      }
      // file: src/a.ts
      import { getDb } from "./database/index.js";
      export const a = async () => { await using db = await getDb(); await db.query("select 1"); };
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import DatabaseManager
      async def orders():
          async with DatabaseManager.get_async_session() as db:
              await db.execute("select 1")
      // file: app/a.py
      from app.database import get_db
      async def a():
          async with get_db() as db:
              await db.execute("select 1")
    `,
    detected: true,
  },
  {
    title: "a manager asked for a handle where nothing is configured",
    says: ["direct-manager warning safe"],
    typescript: `
      // file: src/orders.ts
      import { databaseManager } from "./db/database-manager.js";
      export async function orders() {
        await using db = await databaseManager.getSession();
        await db.query("select 1");
      }
      // file: src/a.ts
      import { getDb } from "./database/index.js";
      export const a = async () => { await using db = await getDb(); await db.query("select 1"); };
    `,
    python: `
      // file: app/orders.py
      from app.db.database_manager import database_manager
      async def orders():
          async with database_manager.get_session() as db:
              await db.execute("select 1")
      // file: app/a.py
      from app.database import get_db
      async def a():
          async with get_db() as db:
              await db.execute("select 1")
    `,
    detected: true,
  },
  {
    title: "a stranger's method of the name of a manager's",
    says: [],
    typescript: `
      // file: src/orders.ts
      import { Queue } from "bullmq";
      const queue = new Queue("orders");
      export const orders = () => queue.getConnection();
    `,
    python: `
      // file: app/orders.py
      from celery import Celery
      queue = Celery("orders")
      def orders():
          return queue.connection()
    `,
  },
];
