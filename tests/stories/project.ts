/** The project of all stories, once in each language: an accessor, a manager, a legacy accessor. */

export interface Setting {
  readonly config: object;
  readonly beside: string;
}

function source(module: string, name: string, legacy: string, internals: readonly string[]): object {
  return { sources: [{ accessor: { module, name }, managers: ["DatabaseManager"], legacy: [legacy], internals }] };
}

export const TYPESCRIPT: Setting = {
  config: source("src/database/index.ts", "getDb", "getDbSession", ["src/database/**", "src/db/**"]),
  beside: `
    // file: src/database/index.ts
    import { Pool, type PoolClient } from "pg";
    export { openDb } from "./inner.js";
    const pool = new Pool();
    export class Session {
      constructor(private readonly client: PoolClient) {}
      query(text: string) {
        return this.client.query(text);
      }
      async [Symbol.asyncDispose]() {
        this.client.release();
      }
    }
    export async function getDb(): Promise<Session> {
      return new Session(await pool.connect());
    }
    // file: src/database/inner.ts
    export { getDb, getDb as openDb } from "./index.js";
    // file: src/db/database-manager.ts
    import { getDb, type Session } from "../database/index.js";
    export class DatabaseManager {
      static create(): DatabaseManager {
        return new DatabaseManager();
      }
      async getSession(name = "default"): Promise<Session> {
        return getDb();
      }
      shutdown(): void {}
    }
    export const databaseManager = new DatabaseManager();
    export function getDatabaseManager(): DatabaseManager {
      return databaseManager;
    }
    // file: src/db/session.ts
    import { getDb, type Session } from "../database/index.js";
    export async function getDbSession(): Promise<Session> {
      return getDb();
    }
  `,
};

export const PYTHON: Setting = {
  config: source("app/database/__init__.py", "get_db", "get_db_session", ["app/database/**", "app/db/**"]),
  beside: `
    // file: app/__init__.py
    // file: app/database/__init__.py
    from contextlib import asynccontextmanager
    from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
    engine = create_async_engine("postgresql+asyncpg://localhost/app")
    SessionLocal = async_sessionmaker(engine)
    @asynccontextmanager
    async def get_db():
        async with SessionLocal() as session:
            yield session
    // file: app/database/inner.py
    from app.database import get_db
    // file: app/db/__init__.py
    // file: app/db/database_manager.py
    from contextlib import asynccontextmanager
    from app.database import get_db
    class DatabaseManager:
        @classmethod
        def create(cls) -> "DatabaseManager":
            return cls()
        @asynccontextmanager
        async def get_session(self, name="default"):
            async with get_db() as session:
                yield session
        def shutdown(self):
            pass
    database_manager = DatabaseManager()
    def get_database_manager():
        return database_manager
    // file: app/db/session.py
    from contextlib import asynccontextmanager
    from app.database import get_db
    @asynccontextmanager
    async def get_db_session():
        async with get_db() as session:
            yield session
  `,
};
