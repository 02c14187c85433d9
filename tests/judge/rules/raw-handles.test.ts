/** What the internals export beside the accessor, used past it: reported by the rule direct-manager. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";

const POOL = `
  // file: src/db/index.ts
  import { Pool } from "pg";
  export const pool = new Pool();
  export const getDb = async () => pool.connect();
  // file: src/users.ts
  import { getDb } from "./db/index.js";
  export const users = async () => (await getDb()).query("select 1");
`;
const DRIZZLE = `
  // file: src/db/pool.ts
  import { Pool } from "pg";
  export const pool = new Pool();
  export const logs = new Pool({ connectionString: process.env.LOGS_URL });
  // file: src/db/index.ts
  import { drizzle } from "drizzle-orm/node-postgres";
  import { pool } from "./pool.js";
  export const db = drizzle(pool);
  // file: src/users.ts
  import { db } from "./db/index.js";
  export const users = () => db.execute("select 1");
`;
const SESSIONS = `
  # file: app/__init__.py
  # file: app/database.py
  from contextlib import contextmanager
  from sqlalchemy import create_engine
  from sqlalchemy.orm import sessionmaker
  engine = create_engine("postgresql://")
  SessionLocal = sessionmaker(bind=engine)

  @contextmanager
  def get_db():
      db = SessionLocal()
      try:
          yield db
      finally:
          db.close()
  # file: app/users.py
  from app.database import get_db
  def users():
      with get_db() as db:
          return db.execute("select 1")
`;
const INJECTED = SESSIONS.replace("@contextmanager\n", "\n").replace(
  /# file: app\/users\.py[\s\S]*/,
  `# file: app/users.py
  from fastapi import APIRouter, Depends
  from app.database import get_db
  router = APIRouter()
  @router.get("/users")
  def users(db=Depends(get_db)):
      return db.execute("select 1")
`,
);

describe("reports", () => {
  it("a pool asked for a connection, and one that queries", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { pool } from "./db/index.js";
      export async function orders() {
        const client = await pool.connect();
                                  ^^^^^^^ warning direct-manager: \`pool\` bypasses the accessor \`getDb\`
        await pool.query("select 1");
                   ^^^^^ direct-manager
        return client;
      }
      `,
      { beside: POOL },
    ));

  it("the pool behind an accessor that is an object, also from its inner module", () =>
    checkSnippet(
      `
      // file: src/orders.ts
      import { pool as everything } from "./db/pool.js";
      export const orders = () => everything.query("select 1");
                                             ^^^^^ warning direct-manager: \`pool\` bypasses the accessor \`db\`
      `,
      { beside: DRIZZLE },
    ));

  it("a factory of sessions and the engine", () =>
    checkSnippet(
      `
      # file: app/orders.py
      from app.database import SessionLocal, engine
      def orders():
          with SessionLocal() as db:
               ^^^^^^^^^^^^ warning direct-manager: \`SessionLocal\` bypasses the accessor \`get_db\`
              db.execute("select 1")
          with engine.connect() as connection:
                      ^^^^^^^ direct-manager
              return connection.execute("select 1")
      `,
      { beside: SESSIONS },
    ));

  it("a factory of sessions in a function into which a framework injects something", () =>
    checkSnippet(
      `
      # file: app/orders.py
      from fastapi import APIRouter, Depends
      from app.database import SessionLocal, get_db
      router = APIRouter()
      @router.get("/orders")
      def orders(db=Depends(get_db)):
          own = SessionLocal()
                ^^^^^^^^^^^^ warning direct-manager
          return own.execute("select 1")
      def later():
          return SessionLocal()
      `,
      { beside: INJECTED },
    ));
});

describe("leaves alone", () => {
  it("the tables that a module takes from the accessor and shares", () =>
    checkSnippet(`
      # file: store.py
      from tinydb import TinyDB
      db = TinyDB("data/db.json")
      sounds = db.table("sounds")
      stickers = db.table("stickers")
      # file: play.py
      from store import sounds
      def play():
          sounds.insert({})
          return sounds.search(1)
      # file: stick.py
      from store import stickers
      def stick():
          stickers.insert({})
          return stickers.get(1)
    `));

  it("a pool that is ended, watched, or handed on, and what an accessor is made of", () =>
    checkSnippet(
      `
      // file: src/server.ts
      import { pool } from "./db/index.js";
      import { createStore } from "sessions";
      pool.on("error", console.error);
      export const store = createStore({ pool });
      export const stop = () => pool.end();
      `,
      { beside: POOL },
    ));

  it("another client of the same module", () =>
    checkSnippet(
      `
      // file: src/logs.ts
      import { logs } from "./db/pool.js";
      export const last = () => logs.query("select 1");
      `,
      { beside: DRIZZLE },
    ));

  it("a script and a test", () =>
    checkSnippet(
      `
      // file: scripts/fill.ts
      import { pool } from "../src/db/index.js";
      await pool.query("insert into users values (1)");
      // file: tests/users.test.ts
      import { pool } from "../src/db/index.js";
      await pool.query("truncate users");
      `,
      { beside: POOL },
    ));
});

describe("fixes", () => {
  it("a block over a session of the factory", () =>
    fixSnippet(
      `
      # file: app/orders.py
      from app.database import SessionLocal
      def orders():
          with SessionLocal() as db:
              return db.execute("select 1")
      def payments():
          db = SessionLocal()
          try:
              return db.execute("select 1")
          finally:
              db.close()
      `,
      `
      # file: app/orders.py
      from app.database import get_db
      def orders():
          with get_db() as db:
              return db.execute("select 1")
      def payments():
          with get_db() as db:
              return db.execute("select 1")
      `,
      { beside: SESSIONS },
    ));

  it("nothing where the accessor commits", () =>
    fixSnippet(
      `
      # file: app/orders.py
      from app.database import SessionLocal
      def orders():
          with SessionLocal() as db:
              return db.execute("select 1")
      `,
      "",
      { beside: SESSIONS.replace("yield db\n", "yield db\n          db.commit()\n") },
    ));
});
