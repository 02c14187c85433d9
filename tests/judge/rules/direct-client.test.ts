/** Clients built outside the internals, known by the package that they come from and by nothing else. */
import { describe, it } from "vitest";
import { checkSnippet } from "../../support/snippet.js";
import { GET_DB, PROMISE, USER } from "../../support/snippet-databases.js";

const config = { sources: [{ ...GET_DB, internals: ["src/database/**"] }] };
const project = { beside: PROMISE, config };

describe("reports", () => {
  it("a client beside variables of the environment that name no database", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/orders.ts
      import { Pool } from "pg";
      const url = process.env.DATABASE_URL;
      export const other = new Pool({ connectionString: url, ssl: process.env.NODE_ENV === "production" });
                               ^^^^ direct-client
    `));

  it("clients of a hosted service with one key, in the function that reads it or beside it", () =>
    checkSnippet(`
      // file: src/api/orders.ts
      import { createClient } from "@supabase/supabase-js";
      export function orders() {
        const url = process.env.SUPABASE_URL;
        const key = process.env.SUPABASE_SERVICE_ROLE_KEY;
        return createClient(url!, key!, { auth: { persistSession: false } }).from("orders").select();
               ^^^^^^^^^^^^ warning direct-client: \`createClient()\` opens its own connection, as 2 files do with \`SUPABASE_SERVICE_ROLE_KEY\`; no shared client is known
      }
      // file: src/api/users.ts
      import { createClient } from "@supabase/supabase-js";
      const admin = createClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
                    ^^^^^^^^^^^^ warning direct-client
      export const users = () => admin.from("users").select();
    `));

  it("a client of a hosted service with the key of the accessor", () =>
    checkSnippet(`
      // file: src/lib/supabase.ts
      import { createClient } from "@supabase/supabase-js";
      export const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_KEY!);
      // file: src/users.ts
      import { supabase } from "./lib/supabase.js";
      export const users = () => supabase.from("users").select();
      // file: src/orders.ts
      import { createClient } from "@supabase/supabase-js";
      const own = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_KEY!);
                  ^^^^^^^^^^^^ warning direct-client: \`createClient()\` opens its own connection
      export const orders = () => own.from("orders").select();
    `));

  it("a client of a folder of tasks that belongs to the program", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/tasks/nightly.ts
      import { Pool } from "pg";
      export const other = new Pool();
                               ^^^^ direct-client
    `));

  it("a client of the accessor's own driver, and the accessor to use", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { Pool } from "pg";
      const pool = new Pool();
                       ^^^^ error direct-client: use \`getDb\`, or name this file in \`internals\`
      export const rows = pool.query("select * from orders");
      `,
      project,
    ));

  it("a client of another driver for the same engine", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import postgres from "postgres";
      import { neon } from "@neondatabase/serverless";
      export const sql = [postgres("postgres://"), neon("postgres://")];
                          ^^^^^^^^ direct-client
                                                   ^^^^ direct-client
      `,
      project,
    ));

  it("a client of every import style", () =>
    checkSnippet(
      `
      // file: src/a.ts
      import pg from "pg";
      import * as all from "pg";
      import { Client as PgClient } from "pg";
      const { Pool } = pg;
      export const clients = [new pg.Pool(), new all.Client(), new PgClient(), new Pool()];
                                     ^^^^ direct-client
                                                     ^^^^^^ direct-client
                                                                   ^^^^^^^^ direct-client
                                                                                   ^^^^ direct-client
      // file: src/b.cjs
      const { Client } = require("pg");
      const pg_1 = require("pg");
      exports.clients = [new Client(), new pg_1.default.Pool(), new (require("pg").Pool)()];
                             ^^^^^^ direct-client
                                                        ^^^^ direct-client
                                                                                   ^^^^ direct-client
      `,
      project,
    ));

  it("a client that a class builds", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { Client } from "pg";
      class Orders {
        private readonly client = new Client();
                                      ^^^^^^ direct-client
        rows = () => this.client.query("select 1");
      }
      export const all = new Orders().rows();
      `,
      project,
    ));

  it("a client that a function builds, once, and not each of its calls", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { Client } from "pg";
      const open = (): unknown => new Client();
                                      ^^^^^^ direct-client
      export const all = [open(), open()];
      `,
      project,
    ));

  it("a client of an ORM", () =>
    checkSnippet(
      `
      // file: src/database/index.ts
      import { PrismaClient } from "@prisma/client";
      export const prisma = new PrismaClient();
      // file: src/orders.ts
      import { PrismaClient } from "@prisma/client";
      const client = new PrismaClient();
                         ^^^^^^^^^^^^ direct-client
      export const rows = client.order.findMany();
      `,
      { config: { sources: [{ accessor: { module: "src/database/index.ts", name: "prisma" } }] } },
    ));

  it("a client, and calls a CommonJS accessor by its own name", () =>
    checkSnippet(`
      // file: src/db.js
      const mongoose = require("mongoose");
      async function connectDB() {
        return mongoose.connect("mongodb://");
      }
      module.exports = connectDB;
      // file: src/server.js
      const connectDB = require("./db");
      connectDB();
      // file: src/user.js
      const mongoose = require("mongoose");
      mongoose.connect("mongodb://");
               ^^^^^^^ direct-client: use \`connectDB\`
    `));

  it("clients of tests only where an option includes them", () =>
    checkSnippet(
      `
      // file: tests/orders.test.ts
      import { Pool } from "pg";
      export const pool = new Pool();
                              ^^^^ direct-client
      // file: scripts/clean.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      `,
      { beside: PROMISE, config: { ...config, rules: { "direct-client": ["error", { include: ["tests"] }] } } },
    ));

  it("the same without a configuration, as a warning", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { Pool } from "pg";
      const pool = new Pool();
                       ^^^^ warning direct-client
      export const users = pool.query("select * from users");
      `,
      { beside: `${PROMISE}\n${USER}` },
    ));
});

describe("reports, where no accessor is known", () => {
  const ALONE = "opens its own connection";

  it("clients that files create for themselves, and how many files do", () =>
    checkSnippet(`
      // file: routes/users.js
      const { Pool } = require("pg");
      const pool = new Pool({ connectionString: process.env.DATABASE_URL });
                       ^^^^ warning direct-client: \`new Pool()\` ${ALONE}, as 3 files do; no shared client is known
      module.exports = (req, res) => pool.query("select 1");
      // file: routes/orders.js
      const { Pool } = require("pg");
      const pool = new Pool({ connectionString: process.env.DATABASE_URL });
                       ^^^^ direct-client
      module.exports = (req, res) => pool.query("select 2");
      // file: routes/pages.js
      const pg = require("pg");
      module.exports = (req, res) => new pg.Pool().query("select 3");
                                            ^^^^ direct-client
    `));

  it("a function of the driver that is called with `new`", () =>
    checkSnippet(`
      // file: commands/ban.js
      const mysql = require("mysql");
      const connection = new mysql.createConnection({ host: "localhost" });
                                   ^^^^^^^^^^^^^^^^ direct-client: as 2 files do
      // file: commands/mute.js
      const mysql = require("mysql");
      const connection = mysql.createConnection({ host: "localhost" });
                               ^^^^^^^^^^^^^^^^ direct-client: as 2 files do
    `));

  it("in Python: connections to one file, by its path or by a constant", () =>
    checkSnippet(`
      # file: app/users.py
      import sqlite3
      def users():
          return sqlite3.connect("data/shop.db").execute("select 1")
                         ^^^^^^^ warning direct-client: \`connect()\` ${ALONE}, as 2 files do; no shared client is known
      # file: app/orders.py
      import sqlite3
      PATH = "../data/shop.db"
      def orders():
          return sqlite3.connect(PATH).execute("select 2")
                         ^^^^^^^ direct-client
    `));

  it("in Python: drivers that come with all names of a module, also through another one", () =>
    checkSnippet(`
      # file: imports.py
      import sqlite3
      # file: base.py
      from imports import *
      # file: users.py
      from base import *
      connection = sqlite3.connect("shop.db")
                           ^^^^^^^ warning direct-client: \`connect()\` ${ALONE}, as 2 files do; no shared client is known
      # file: orders.py
      from imports import *
      connection = sqlite3.connect("shop.db")
                           ^^^^^^^ direct-client
    `));

  it("in Python: sessions that many files open by the factory behind an accessor that can only be injected", () =>
    checkSnippet(`
      # file: app/__init__.py
      # file: app/database.py
      from sqlalchemy import create_engine
      from sqlalchemy.orm import sessionmaker
      SessionLocal = sessionmaker(bind=create_engine("postgresql:///shop"))
      def get_db():
          db = SessionLocal()
          try:
              yield db
          finally:
              db.close()
      # file: app/routes.py
      from fastapi import Depends
      from .database import get_db
      def users(db=Depends(get_db)):
          return db.execute("select 1")
      # file: app/mail.py
      from .database import SessionLocal
      def run():
          session = SessionLocal()
                    ^^^^^^^^^^^^ warning direct-client: \`SessionLocal\` opens a session of its own, as 3 files do; \`get_db\` can only be injected
          try:
              session.execute("select 1")
          finally:
              session.close()
      # file: app/jobs.py
      from .database import SessionLocal
      def run():
          session = SessionLocal()
                    ^^^^^^^^^^^^ direct-client: share one context manager
          try:
              session.execute("select 1")
          finally:
              session.close()
      # file: app/bot.py
      from .database import SessionLocal
      def run():
          session = SessionLocal()
                    ^^^^^^^^^^^^ direct-client: share one context manager
          try:
              session.execute("select 1")
          finally:
              session.close()
    `));

  it("scripts, where nothing else reaches the database", () =>
    checkSnippet(`
      # file: scripts/settings.py
      PATH = "shop.db"
      # file: scripts/load_users.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
                           ^^^^^^^ warning direct-client: \`connect()\` ${ALONE}, as 2 files do; no shared client is known
      # file: update_prices.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
                           ^^^^^^^ direct-client
      # file: old/update_prices.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
    `));

  it("beside several ways to the database, what goes past all of them", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const db = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/database.ts
      import { Pool } from "pg";
      export const database = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { db } from "./db.js";
      export const users = () => db.query("select 1");
      // file: src/orders.ts
      import { database } from "./database.js";
      export const orders = () => database.query("select 1");
      // file: src/report.ts
      import { Pool } from "pg";
      const own = new Pool({ connectionString: process.env.DATABASE_URL });
                      ^^^^ direct-client: \`new Pool()\` ${ALONE}, although src/database.ts and src/db.ts share one
      export const report = () => own.query("select 3");
    `));
});

describe("leaves alone, where no accessor is known", () => {
  it("the only file that creates a client", () =>
    checkSnippet(`
      // file: src/store.ts
      import { Pool } from "pg";
      const own = new Pool();
      export const load = () => own.query("select 1");
    `));

  it("scripts beside a program that reaches the database", () =>
    checkSnippet(`
      # file: app.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
      # file: scripts/load_users.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
      # file: Scripts/load_orders.py
      import sqlite3
      connection = sqlite3.connect("shop.db")
    `));

  it("clients of different databases, and databases in memory", () =>
    checkSnippet(`
      # file: app/users.py
      import sqlite3
      users = sqlite3.connect("users.db")
      # file: app/cache.py
      import sqlite3
      cache = sqlite3.connect("cache.db")
      memory = sqlite3.connect(":memory:")
      # file: app/other.py
      import sqlite3
      memory = sqlite3.connect(":memory:")
    `));

  it("strategies behind the interface of a manager", () =>
    checkSnippet(`
      // file: src/strategy.ts
      export interface Strategy { open(): unknown; close(): void; query(): unknown; ping(): unknown }
      // file: src/postgres-connection.ts
      import { Pool } from "pg";
      import type { Strategy } from "./strategy.js";
      export class PostgresConnection implements Strategy {
        readonly pool = new Pool();
        open() { return this.pool; }
        close() {}
        query() {}
        ping() {}
      }
      // file: src/replica-connection.ts
      import { Pool } from "pg";
      import type { Strategy } from "./strategy.js";
      export class ReplicaConnection implements Strategy {
        readonly pool = new Pool();
        open() { return this.pool; }
        close() {}
        query() {}
        ping() {}
      }
    `));

  it("what a library keeps and gives to whoever asks", () =>
    checkSnippet(`
      // file: src/users.js
      import { getFirestore } from "firebase/firestore";
      export const users = () => getFirestore();
      // file: src/orders.js
      import { getFirestore } from "firebase/firestore";
      export const orders = () => getFirestore();
    `));

  it("clients of variables of the environment that differ", () =>
    checkSnippet(`
      // file: src/users.ts
      import { Pool } from "pg";
      export const a = new Pool({ connectionString: process.env.USERS_URL });
      // file: src/report.ts
      import { Pool } from "pg";
      export const b = new Pool({ connectionString: process.env.REPORT_URL });
    `));

  it("scripts and tests, and what stands on a client that is given", () =>
    checkSnippet(`
      // file: src/models.js
      const bookshelf = require("bookshelf");
      module.exports = (knex) => bookshelf(knex);
      // file: src/other.js
      const bookshelf = require("bookshelf");
      module.exports = (knex) => bookshelf(knex);
      // file: scripts/load.js
      const { Pool } = require("pg");
      new Pool();
      // file: src/one.js
      const { Pool } = require("pg");
      new Pool();
    `));
});

describe("reports, however the address is spelled", () => {
  const SHARED = `
    // file: src/db.ts
    import { Pool } from "pg";
    const pool = new Pool({ connectionString: process.env.DATABASE_URL });
    export const getDb = () => pool;
    // file: src/users.ts
    import { getDb } from "./db.js";
    export const users = () => getDb().query("select 1");
  `;

  it.each([
    ["another variable for the database", "{ connectionString: process.env.DB_URL }"],
    ["a variable that stands in for another", "{ connectionString: process.env.LEGACY ?? process.env.DATABASE_URL }"],
    ["the parts of the address", "{ host: process.env.PGHOST, database: process.env.PGDATABASE }"],
    ["a setting", "{ connectionString: config.database.url }"],
    ["the address itself", '{ connectionString: "postgres://localhost/shop" }'],
  ])("%s", (_, options) =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { Pool } from "pg";
      import { config } from "./config.js";
      const pool =
        new Pool(${options});
            ^^^^ warning direct-client
      export const orders = () => pool.query("select 1");
      `,
      { beside: SHARED },
    ),
  );
});

describe("reports, of another driver where nothing is configured", () => {
  const ORM = `
    // file: src/sequelize.ts
    import { Sequelize } from "sequelize";
    export const sequelize = new Sequelize(process.env.DB_NAME, "a", "b", { host: process.env.DB_HOST });
    // file: src/users.ts
    import { sequelize } from "./sequelize.js";
    export const users = () => sequelize.query("select 1");
  `;

  it("a client that is given the same name for its database, in options of its own", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { createPool } from "mysql2/promise";
      const options = { host: process.env.DB_HOST, database: process.env.DB_NAME };
      const pool = createPool(options);
                   ^^^^^^^^^^ warning direct-client
      export const orders = () => pool.query("select 1");
      // file: src/logs.ts
      import { createPool } from "mysql2/promise";
      const pool = createPool({ host: process.env.LOGS_HOST });
      export const logs = () => pool.query("select 1");
      `,
      { beside: ORM },
    ));
});

describe("leaves alone", () => {
  it("the sessions of two files without injection", () =>
    checkSnippet(`
      # file: app/__init__.py
      # file: app/database.py
      from sqlalchemy import create_engine
      from sqlalchemy.orm import sessionmaker
      SessionLocal = sessionmaker(bind=create_engine("postgresql:///shop"))
      def get_db():
          db = SessionLocal()
          try:
              yield db
          finally:
              db.close()
      # file: app/routes.py
      from fastapi import Depends
      from .database import get_db
      def users(db=Depends(get_db)):
          return db.execute("select 1")
      # file: app/mail.py
      from .database import SessionLocal
      def run():
          session = SessionLocal()
          try:
              session.execute("select 1")
          finally:
              session.close()
      # file: app/jobs.py
      from .database import SessionLocal
      def run():
          session = SessionLocal()
          try:
              session.execute("select 1")
          finally:
              session.close()
    `));

  it("a client of the database that another variable of the environment names", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/reports.ts
      import { Pool } from "pg";
      export const replica = new Pool({ connectionString: process.env.REPLICA_URL });
    `));

  it("a client of another variable's database, where the accessor's is built without a word", () =>
    checkSnippet(`
      // file: src/db.ts
      import { PrismaClient } from "@prisma/client";
      export const prisma = new PrismaClient();
      // file: src/users.ts
      import { prisma } from "./db.js";
      export const users = () => prisma.user.findMany();
      // file: src/reports.ts
      import { PrismaClient } from "@prisma/client";
      export const replica = new PrismaClient({ datasourceUrl: process.env.REPLICA_URL });
      export const own = new PrismaClient({ datasourceUrl: process.env.DB_URL });
                             ^^^^^^^^^^^^ warning direct-client
    `));

  it("a connection that listens, which it has to do alone", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/events.ts
      import { Client } from "pg";
      const client = new Client();
      export const listen = () => client.query("LISTEN orders");
    `));

  it("a connection that listens by a method of its driver", () =>
    checkSnippet(`
      # file: src/db.py
      import asyncpg

      _pool = None

      async def get_pool():
          global _pool
          _pool = _pool or await asyncpg.create_pool("postgresql://localhost/app")
          return _pool
      # file: src/users.py
      from src.db import get_pool

      async def users():
          return await (await get_pool()).fetch("select 1")
      # file: src/events.py
      import asyncpg

      async def listen(on_notify):
          connection = await asyncpg.connect("postgresql://localhost/app")
          await connection.add_listener("jobs", on_notify)
    `));

  it("a service behind HTTP that has a database of the same kind", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/auth.ts
      import { createClient } from "@supabase/supabase-js";
      export const auth = createClient("", "");
    `));

  it("clients of a hosted service with different keys, for one request, or with keys that are not known", () =>
    checkSnippet(`
      // file: src/admin.ts
      import { createClient } from "@supabase/supabase-js";
      export const admin = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
      // file: src/orders.ts
      import { createClient } from "@supabase/supabase-js";
      const own = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!);
      export const orders = () => own.from("orders").select();
      // file: src/users.ts
      import { createClient } from "@supabase/supabase-js";
      export const users = (authorization: string) =>
        createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!, { global: { headers: { authorization } } })
          .from("users").select();
      // file: src/tenants.ts
      import { createClient } from "@supabase/supabase-js";
      export const tenants = (key: string) => createClient(process.env.SUPABASE_URL!, key).from("tenants").select();
      // file: src/tokens.ts
      import { createClient } from "@supabase/supabase-js";
      export const tokens = (key: string) => createClient(process.env.SUPABASE_URL!, key).from("tokens").select();
      // file: src/middleware.ts
      import { createServerClient } from "@supabase/ssr";
      export const middleware = (cookies: any) =>
        createServerClient(process.env.SUPABASE_URL!, process.env.SUPABASE_ANON_KEY!, { cookies }).auth.getUser();
    `));

  it("the clients of browsers, which the package keeps", () =>
    checkSnippet(`
      // file: src/cart.tsx
      import { createBrowserClient } from "@supabase/ssr";
      export const cart = createBrowserClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.NEXT_PUBLIC_ANON_KEY!);
      // file: src/login.tsx
      import { createBrowserClient } from "@supabase/ssr";
      export const login = createBrowserClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.NEXT_PUBLIC_ANON_KEY!);
    `));

  it("the call of a function that gives the client which another file built", () =>
    checkSnippet(`
      // file: src/db.ts
      import { Pool } from "pg";
      export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
      // file: src/users.ts
      import { pool } from "./db.js";
      export const users = () => pool.query("select 1");
      // file: src/shared.ts
      import { pool } from "./db.js";
      export const getPool = () => pool;
      // file: src/orders.ts
      import { getPool } from "./shared.js";
      const own = getPool();
      export const orders = () => own.query("select 1");
    `));

  it("the internals", () =>
    checkSnippet(
      `
      // file: src/database/replica.ts
      import { Pool } from "pg";
      export const replica = new Pool();
      `,
      project,
    ));

  it("the call of a function of the internals that builds one", () =>
    checkSnippet(
      `
      // file: src/database/replica.ts
      import { Pool } from "pg";
      export const openReplica = () => new Pool();
      // file: src/orders.ts
      import { openReplica } from "./database/replica.js";
      export const rows = openReplica().query("select 1");
      `,
      project,
    ));

  it("clients of something else: HTTP, chat, queue, a class of the project", () =>
    checkSnippet(
      `
      // file: src/clients.ts
      import { Client } from "discord.js";
      import { createClient } from "@hey-api/client-fetch";
      import { Pool } from "generic-pool";
      import { Pool as Own } from "./pool.js";
      export const clients = [new Client({}), createClient({}), new Pool(), new Own()];
      // file: src/pool.ts
      export class Pool {}
      // file: src/connection.ts
      import amqp from "amqplib";
      export const connection = amqp.connect("amqp://");
      export const postgres = { postgres: () => 1 }.postgres();
      `,
      project,
    ));

  it("a cache and a search engine, which are no such database", () =>
    checkSnippet(
      `
      // file: src/cache.ts
      import { Client } from "@elastic/elasticsearch";
      import Redis from "ioredis";
      import { createClient } from "redis";
      export const clients = [new Client({}), new Redis(), createClient()];
      `,
      project,
    ));

  it("another database, which has another accessor", () =>
    checkSnippet(
      `
      // file: src/analytics.ts
      import { createClient } from "@clickhouse/client";
      import Database from "better-sqlite3";
      export const clients = [createClient(), new Database("analytics.sqlite")];
      `,
      project,
    ));

  it("a query builder that is given the accessor's client", () =>
    checkSnippet(
      `
      // file: src/database/index.ts
      import { Pool } from "pg";
      const pool = new Pool();
      export const getDb = () => pool;
      // file: src/orders.ts
      import { drizzle } from "drizzle-orm/node-postgres";
      import { getDb } from "./database/index.js";
      export const orders = drizzle(getDb());
      `,
      { config },
    ));

  it("the call of the accessor; what it gives is a raw handle where the module exports it, too", () =>
    checkSnippet(`
      // file: src/database/index.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      export const getDb = () => pool;
      // file: src/one.ts
      import { getDb } from "./database/index.js";
      export const one = () => getDb().query("select 1");
      // file: src/two.ts
      import { pool } from "./database/index.js";
      export const two = () => pool.query("select 2");
                                    ^^^^^ warning direct-manager: \`pool\` bypasses the accessor \`getDb\`
    `));

  it("types of the driver, and its errors", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { DatabaseError, type Pool } from "pg";
      export const use = (pool: Pool) => pool;
      export const isDatabaseError = (error: unknown) => error instanceof DatabaseError;
      `,
      project,
    ));

  it("tests, migrations, seeds, scripts and configurations of tools", () =>
    checkSnippet(
      `
      // file: tests/orders.test.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      // file: migrations/0001.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      // file: prisma/seed.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      // file: scripts/clean.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      // file: vitest.config.ts
      import { Pool } from "pg";
      export const pool = new Pool();
      `,
      project,
    ));

  it("a client shadowed by a local name", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { Pool as Driver } from "pg";
      export function make(Pool: new () => unknown): unknown {
        return new Pool();
      }
      export type Handle = Driver;
      `,
      project,
    ));

  it("another file than that of the accessor, where a constant names it", () =>
    checkSnippet(
      `
      // file: src/db.js
      const Database = require("better-sqlite3");
      const path = require("path");
      const dbPath = process.env.DATABASE_PATH || path.join(__dirname, "shop.db");
      const db = new Database(dbPath);
      module.exports = db;
      // file: src/orders.js
      const db = require("./db");
      exports.orders = () => db.prepare("select 1").all();
      // file: src/server.js
      const Database = require("better-sqlite3");
      const path = require("path");
      const sessionsPath = path.join(__dirname, "sessions.db");
      const sessions = new Database(sessionsPath);
      exports.sessions = () => sessions.prepare("select 1").all();
      // file: src/report.js
      const Database = require("better-sqlite3");
      const reportPath = "data/shop.db";
      const report = new Database(reportPath);
                         ^^^^^^^^ warning direct-client: opens its own connection
      exports.report = () => report.prepare("select 1").all();
      `,
    ));

  it("another file than that of the accessor, where nothing is configured", () =>
    checkSnippet(`
      // file: app/__init__.py
      // file: app/database.py
      import sqlite3
      PATH = "app.db"
      def get_db():
          return sqlite3.connect(PATH)
      // file: app/orders.py
      from app.database import get_db
      rows = get_db().execute("select 1")
      // file: app/cache.py
      import sqlite3
      from app.database import PATH
      def rows():
          mine = sqlite3.connect("cache.db").execute("select 1")
          same = sqlite3.connect(PATH).execute("select 1")
                         ^^^^^^^ warning direct-client
          return [mine, same]
    `));
});
