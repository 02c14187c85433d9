// The project that the texts are about, in both languages: what it has, what is legacy, and the configuration.
export const PROJECT = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "src/database/index.ts": `import { Pool } from "pg";

const pool = new Pool();

export function getDb(): Pool {
  return pool;
}

export async function getAsyncDb(): Promise<Pool> {
  return pool;
}

export async function getDbSession(): Promise<Pool> {
  return pool;
}

export class DatabaseManager {
  private static instance: DatabaseManager | undefined;

  private constructor() {}

  static getInstance(): DatabaseManager {
    DatabaseManager.instance ??= new DatabaseManager();
    return DatabaseManager.instance;
  }

  async initialize(): Promise<void> {
    await pool.query("select 1");
  }

  getSession(): Pool {
    return pool;
  }

  async transaction<Result>(work: (db: Pool) => Promise<Result>): Promise<Result> {
    return work(pool);
  }

  async healthCheck(): Promise<boolean> {
    return (await pool.query("select 1")).rowCount === 1;
  }

  async close(): Promise<void> {
    await pool.end();
  }
}

export const databaseManager = DatabaseManager.getInstance();
`,
  "src/login.ts": `export class SessionStore {
  static current(): string {
    return "";
  }
}
`,
  "src/mail.ts": "export const send = (): boolean => true;\n",
  "shop/__init__.py": "",
  "shop/tests/__init__.py": "",
  "shop/mail.py": "class Mailer:\n    def send(self):\n        return True\n",
  "shop/orders.py": `from shop.database import DatabaseManager


def orders():
    return DatabaseManager().health_check()
`,
  "shop/database.py": `from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")


@contextmanager
def get_db():
    with Session(engine) as session:
        yield session


def get_async_db():
    return Session(engine)


def get_db_session():
    return Session(engine)


class DatabaseManager:
    def __init__(self):
        self.ready = False

    def initialize(self):
        self.ready = True

    def get_session(self):
        return Session(engine)

    @contextmanager
    def session_scope(self):
        with Session(engine) as session:
            yield session

    def health_check(self):
        return self.ready

    def close(self):
        engine.dispose()


database_manager = DatabaseManager()
`,
  "db-ssot.json": JSON.stringify({
    sources: [
      {
        name: "node",
        files: ["src/**"],
        accessor: { module: "src/database/index.ts", name: "getDb" },
        managers: ["src/database/index.ts#DatabaseManager"],
        legacy: ["src/database/index.ts#getAsyncDb", "src/database/index.ts#getDbSession"],
        internals: ["src/database/**"],
      },
      {
        name: "python",
        files: ["shop/**"],
        accessor: { module: "shop/database.py", name: "get_db" },
        managers: ["shop/database.py#DatabaseManager"],
        legacy: ["shop/database.py#get_async_db", "shop/database.py#get_db_session"],
        internals: ["shop/database.py"],
      },
    ],
  }),
};
