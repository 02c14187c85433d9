/**
 * A form of Python, told twice in a service with one accessor: once with something wrong that has to be seen through the
 * form, once with nothing wrong, of which nothing may be said.
 */
import { describe, expect, it } from "vitest";
import { checkSnippet } from "../../support/snippet.js";
import { drawProject, readProject } from "../../support/snippet-project.js";

export interface Form {
  /** Projects in the notation of snippets, beside `SERVICE`; a file of the same path stands in the place of its file. */
  readonly reports: string;
  readonly leavesAlone: string;
  /** Files that both have. */
  readonly beside?: string;
  readonly config?: object;
}

export function form(title: string, { reports, leavesAlone, beside, config = CONFIG }: Form): void {
  const others = beside === undefined ? {} : readProject(beside).files;
  const options = { beside: drawProject({ ...readProject(SERVICE).files, ...others }), config };
  describe(title, () => {
    it("reports what is wrong", async () => {
      expect(readProject(reports).marks).not.toEqual([]);
      await checkSnippet(reports, options);
    });

    it("leaves alone what is right", async () => {
      expect(readProject(leavesAlone).marks).toEqual([]);
      await checkSnippet(leavesAlone, options);
    });
  });
}

/** What `db-ssot.json` says of the service. */
export const CONFIG = {
  sources: [
    {
      accessor: { module: "app/database/__init__.py", name: "get_db" },
      managers: ["DatabaseManager"],
      internals: ["app/database/**", "app/db/**"],
    },
  ],
};

/** The manager's members: `ping`, `close` and the class's `create`; there is no `gone`. */
export const SERVICE = `
  # file: app/__init__.py
  # file: app/database/__init__.py
  from contextlib import asynccontextmanager
  from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
  engine = create_async_engine("postgresql+asyncpg://localhost/app")
  SessionLocal = async_sessionmaker(engine)
  @asynccontextmanager
  async def get_db():
      async with SessionLocal() as session:
          yield session
  # file: app/db/__init__.py
  # file: app/db/manager.py
  class DatabaseManager:
      @classmethod
      def create(cls):
          return cls()
      def ping(self):
          return True
      def close(self):
          pass
  manager = DatabaseManager()
  def get_manager():
      return manager
`;
