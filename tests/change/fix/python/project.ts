/** The project in which the fixes of Python are tested: one accessor for each form, a manager, a legacy accessor. */
import { fixFiles, type SnippetOptions } from "../../../support/snippet.js";
import { readProject, withConfig } from "../../../support/snippet-project.js";

const INTERNALS = ["app/database.py", "app/manager.py", "app/legacy.py"];

const ENGINE = `
  # file: app/__init__.py
  # file: app/engine.py
  from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
  engine = create_async_engine("postgresql+asyncpg://localhost/app")
  SessionLocal = async_sessionmaker(engine)
`;

/** Places that bypass the accessor: a missing member is one that no class here has. */
const BESIDE = `
  # file: app/manager.py
  from contextlib import asynccontextmanager
  from app.engine import SessionLocal
  class DatabaseManager:
      @classmethod
      @asynccontextmanager
      async def session(cls):
          async with SessionLocal() as session:
              yield session
      @classmethod
      async def open_session(cls):
          return SessionLocal()
      @classmethod
      @asynccontextmanager
      async def committed(cls):
          async with SessionLocal() as session:
              yield session
              await session.commit()
  # file: app/legacy.py
  from app.engine import SessionLocal
  async def get_old_session():
      async with SessionLocal() as session:
          yield session
`;

function project(accessor: string): Required<SnippetOptions> {
  const source = {
    accessor: { module: "app/database.py", name: "get_db" },
    managers: ["DatabaseManager"],
    legacy: ["get_old_session"],
    internals: [...INTERNALS, "app/engine.py"],
  };
  return { beside: `${ENGINE}${accessor}${BESIDE}`, config: { sources: [source] } };
}

/** `async with get_db() as db:` */
export const ENTERED = project(`
  # file: app/database.py
  from contextlib import asynccontextmanager
  from app.engine import SessionLocal
  @asynccontextmanager
  async def get_db():
      async with SessionLocal() as session:
          yield session
`);

/** `Depends(get_db)`, `async for db in get_db()` */
export const INJECTED = project(`
  # file: app/database.py
  from app.engine import SessionLocal
  async def get_db():
      async with SessionLocal() as session:
          yield session
`);

/** `with get_db() as db:` */
export const SYNC = project(`
  # file: app/database.py
  from contextlib import contextmanager
  from sqlalchemy import create_engine
  from sqlalchemy.orm import sessionmaker
  engine = create_engine("sqlite://")
  Factory = sessionmaker(engine)
  @contextmanager
  def get_db():
      with Factory() as session:
          yield session
`);

/** `db = await get_db()` */
export const AWAITED = project(`
  # file: app/database.py
  from app.engine import SessionLocal
  async def get_db():
      return SessionLocal()
`);

/** Fixes one file, byte for byte: what fixSnippet would unindent. Gives the text as it was where nothing changes. */
export async function fixedText(text: string, { unsafe = false, project: { beside, config } = ENTERED } = {}) {
  const files = { ...readProject(beside).files, "app/a.py": text };
  return (await fixFiles(withConfig(files, config), { unsafe }))["app/a.py"] ?? text;
}
