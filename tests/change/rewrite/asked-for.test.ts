/** What a missing member is asked for: a fix is safe only if the accessor gives that, by its name, its namesake and the code. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

interface Offer {
  readonly applicability: string | undefined;
  readonly reason: string | undefined;
}

async function offered(source: string, module: string, name: string): Promise<Offer> {
  const managers = source.includes("class DatabaseManager") ? ["DatabaseManager"] : [];
  const config = { sources: [{ accessor: { module, name }, managers, internals: [module] }] };
  const report = await checkFiles(withConfig(readProject(source).files, config));
  const finding = report.diagnostics.find(({ rule }) => rule === "missing-member");
  if (finding === undefined) throw new Error("nothing is missing");
  return { applicability: finding.fix?.applicability, reason: finding.fix?.reason };
}

const SAFE: Offer = { applicability: "safe", reason: undefined };
const unsafe = (reason: string): Offer => ({ applicability: "unsafe", reason });

/** A session that closes, and commits on request. */
function sessions(end: string): string {
  return `
    from contextlib import contextmanager
    from sqlalchemy import create_engine
    from sqlalchemy.orm import sessionmaker
    SessionLocal = sessionmaker(create_engine("sqlite:///app.db"))
    @contextmanager
    def get_db():
        session = SessionLocal()
        try:
            yield session${end}
        finally:
            session.close()
  `;
}

const CLOSES = sessions("");
const COMMITS = sessions("\n            session.commit()");

function inPython(
  database: string,
  member: string,
  body: string,
  manager = "    class DatabaseManager:\n        pass",
) {
  return offered(
    `
    # file: app/__init__.py
    # file: app/database.py${database}
${manager}
    # file: app/a.py
    from sqlalchemy import insert, text
    from app.database import DatabaseManager
    def work(row, table):
        with DatabaseManager.${member}() as db:
            ${body}
    `,
    "app/database.py",
    "get_db",
  );
}

const READS = 'return db.execute(text("select 1"))';

describe("a name that asks for a transaction", () => {
  it.each(["begin_transaction", "session_scope", "transaction", "atomic_session", "get_tx_session", "begin_session"])(
    "`%s` is not safe where the accessor does not commit",
    async (member) => {
      expect(await inPython(CLOSES, member, READS)).toEqual(
        unsafe(`\`${member}\` asks for a transaction; \`get_db\` does not commit (app/database.py:6)`),
      );
    },
  );

  it.each(["begin_transaction", "session_scope", "transaction"])(
    "`%s` is safe where the accessor commits",
    async (member) => {
      expect(await inPython(COMMITS, member, READS)).toEqual(SAFE);
    },
  );
});

describe("a name that asks for something else", () => {
  it.each([
    ["get_read_only_session", "read only"],
    ["get_replica_connection", "replica"],
    ["get_admin_session", "admin"],
    ["get_raw_connection", "raw"],
    ["get_tenant_db", "tenant"],
    ["get_analytics_session", "analytics"],
    ["get_pool", "pool"],
    ["get_session2_connection", "2"],
  ])("`%s` is not safe", async (member, asked) => {
    expect(await inPython(CLOSES, member, READS)).toEqual(
      unsafe(`\`${member}\` asks for \`${asked}\`, and \`get_db\` is not known to give that (app/database.py:6)`),
    );
  });

  it.each(["get_session", "get_db_session", "get_connection", "open_connection", "get_sync_session", "acquire"])(
    "`%s` asks for a handle and no more",
    async (member) => {
      expect(await inPython(CLOSES, member, READS)).toEqual(SAFE);
    },
  );

  it("a word that the accessor is called by is no other thing", async () => {
    const replica = CLOSES.replaceAll("get_db", "get_replica");
    const source = `
      # file: app/__init__.py
      # file: app/database.py${replica.replaceAll("\n", "\n  ")}
      class DatabaseManager:
          pass
      # file: app/a.py
      from app.database import DatabaseManager
      def read():
          with DatabaseManager.get_replica_session() as db:
              return db.execute("select 1")
    `;
    expect(await offered(source, "app/database.py", "get_replica")).toEqual(SAFE);
  });
});

describe("the other side of the class", () => {
  const manager = (body: string) => `    class DatabaseManager:
        @contextmanager
        def get_session(self):
${body.replaceAll(/^/gm, "            ")}`;

  it("is compared by what it does, whatever its name", async () => {
    const committing = manager("with SessionLocal.begin() as session:\n    yield session");
    expect(await inPython(CLOSES, "get_session", READS, committing)).toEqual(
      unsafe(
        "`get_session` of app/database.py:15 may be meant: it begins a transaction (app/database.py:16) and commits " +
          "(app/database.py:16), which the accessor does not",
      ),
    );
  });

  it("is no reason where it does the same", async () => {
    const same = manager("session = SessionLocal()\ntry:\n    yield session\nfinally:\n    session.close()");
    expect(await inPython(CLOSES, "get_session", READS, same)).toEqual(SAFE);
  });
});

describe("code that writes", () => {
  const written = (method: string) =>
    unsafe(`\`${method}\` writes (app/a.py:5), and neither the code nor \`get_db\` commits`);

  it.each([
    ["add", "db.add(row)"],
    ["add_all", "db.add_all([row])"],
    ["delete", "db.delete(row)"],
    ["execute", 'db.execute(text("INSERT INTO users VALUES (1)"))'],
    ["execute", "db.execute(insert(table).values(id=1))"],
  ])("and leaves it to others to commit is not safe: `%s`", async (method, body) => {
    expect(await inPython(CLOSES, "get_session", body)).toEqual(written(method));
  });

  it.each([
    ["commits explicitly", CLOSES, "db.add(row); db.commit()"],
    ["begins a transaction of its own", CLOSES, "db.begin(); db.add(row)"],
    ["has an accessor that commits", COMMITS, "db.add(row)"],
    ["only reads", CLOSES, 'db.execute(text("select name from inserted"))'],
  ])("is safe where it %s", async (_what, database, body) => {
    expect(await inPython(database, "get_session", body)).toEqual(SAFE);
  });

  it("is safe on a driver that keeps each statement", async () => {
    const source = `
      # file: app/__init__.py
      # file: app/database.py
      from contextlib import asynccontextmanager
      import asyncpg
      @asynccontextmanager
      async def get_db():
          connection = await asyncpg.connect("postgresql://localhost/app")
          try:
              yield connection
          finally:
              await connection.close()
      class DatabaseManager:
          pass
      # file: app/a.py
      from app.database import DatabaseManager
      async def write():
          async with DatabaseManager.get_connection() as db:
              await db.execute("insert into users values (1)")
    `;
    expect(await offered(source, "app/database.py", "get_db")).toEqual(SAFE);
  });
});

describe("what is given is called", () => {
  it("and so a factory was asked for, under a name", async () => {
    const offer = await inPython(CLOSES, "get_session", "session = db()");
    expect(offer).toEqual(unsafe("the code calls the result, and `get_db` gives the handle itself"));
  });

  it("and so a factory was asked for, at once", async () => {
    const source = `
      // file: src/database.ts
      import { Pool } from "pg";
      export const db = new Pool();
      export class DatabaseManager {}
      // file: src/a.ts
      import { DatabaseManager } from "./database.js";
      export const read = () => DatabaseManager.getConnection()().query("select 1");
    `;
    const { applicability, reason } = await offered(source, "src/database.ts", "db");
    expect(applicability).toBe("unsafe");
    expect(reason).toContain("the code calls the result, and `db` gives the handle itself");
  });
});

describe("a handle that is asked for what lies behind it", () => {
  const DATABASE = `
    import { createPool } from "mysql2/promise";
    class Database {
      pool = createPool("mysql://localhost/app");
      async query(sql: string) {
        const [rows] = await this.pool.query(sql);
        return rows;
      }
    }
    export const db = new Database();
    export { Database as DatabaseManager };
  `;
  const asking = (body: string) => `
    // file: src/database.ts${DATABASE}
    // file: src/a.ts
    import { db } from "./database.js";
    export async function read() {
      ${body}
    }
  `;

  it("does not stand for it, since its own method gives something else", async () => {
    const source = asking('const c = db.getConnection();\n      const [rows] = await c.query("select 1");');
    expect(await offered(source, "src/database.ts", "db")).toEqual(
      unsafe("`query` of `db` is src/database.ts:4, not that of the connection that `getConnection` asks for"),
    );
  });

  it("does not stand for it where it is only handed on", async () => {
    expect(await offered(asking("return db.getConnection();"), "src/database.ts", "db")).toEqual(
      unsafe("`getConnection` asks `db` for its underlying connection, and would get `db` itself"),
    );
  });
});
