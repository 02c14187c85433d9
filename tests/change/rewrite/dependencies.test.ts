/** An accessor that is a bare generator: outside of dependency injection, a context manager is made of it. */
import { describe, expect, it } from "vitest";
import type { MemoryFiles } from "../../support/memory-world.js";
import { checkFiles, fixFiles } from "../../support/snippet.js";

const MODULE = `from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class DatabaseManager:
    @classmethod
    def open_session(cls):
        return SessionLocal()
`;

const HEAD = "from app.database import DatabaseManager\n\n\n";
const RUN = `def run():
    db = DatabaseManager.open_session()
    try:
        return db.execute("select 1")
    finally:
        db.close()
`;

function project(text: string, module = MODULE): MemoryFiles {
  const config = {
    sources: [
      {
        accessor: { module: "app/database.py", name: "get_db" },
        managers: ["DatabaseManager"],
        internals: ["app/database.py"],
      },
    ],
  };
  return {
    "db-ssot.json": JSON.stringify(config),
    "app/__init__.py": "",
    "app/database.py": module,
    "app/jobs.py": text,
  };
}

async function fixed(text: string, module?: string): Promise<string> {
  return (await fixFiles(project(text, module)))["app/jobs.py"] ?? "unchanged";
}

const BODY = `def run():
    with contextmanager(get_db)() as db:
        return db.execute("select 1")
`;

describe("the maker of context managers is imported", () => {
  it.each([
    [
      "where nothing of its module is",
      HEAD,
      "from contextlib import contextmanager\n\nfrom app.database import get_db\n\n\n",
    ],
    [
      "beside others of its module",
      `from contextlib import suppress\n\n${HEAD}ERRORS = suppress(KeyError)\n\n\n`,
      "from contextlib import contextmanager, suppress\n\nfrom app.database import get_db\n\n\nERRORS = suppress(KeyError)\n\n\n",
    ],
  ])("%s", async (_, before, after) => {
    expect(await fixed(`${before}${RUN}`)).toBe(`${after}${BODY}`);
  });

  it("not where the module itself is: it is used through that", async () => {
    const text = await fixed(`import contextlib\n\n${HEAD}ERRORS = contextlib.suppress(KeyError)\n\n\n${RUN}`);
    expect(text).toContain("    with contextlib.contextmanager(get_db)() as db:\n");
    expect(text).not.toContain("import contextmanager");
  });

  it("once for two places", async () => {
    const text = await fixed(`${HEAD}${RUN}\n\n${RUN.replace("run", "walk")}`);
    expect(text.split("contextmanager(get_db)() as db")).toHaveLength(3);
    expect(text.split("from contextlib import contextmanager\n")).toHaveLength(2);
  });
});

it("an accessor whose own parameters are injected is not called by other code", async () => {
  const injected = MODULE.replace("def get_db():", "def get_db(name: str = Depends(tenant)):").replace(
    "from sqlalchemy import",
    "from fastapi import Depends\nfrom app.tenants import tenant\nfrom sqlalchemy import",
  );
  expect(await fixed(`${HEAD}${RUN}`, injected)).toBe("unchanged");
  const { diagnostics } = await checkFiles(project(`${HEAD}${RUN}`, injected));
  const [only] = diagnostics.filter(({ span }) => span.file === "app/jobs.py");
  expect(only?.help).toBe("fix by hand: `get_db` takes `name`, which only dependency injection gives");
});

it("code that the fix writes is the accessor in use, and no finding", async () => {
  const { diagnostics } = await checkFiles(
    project(`from contextlib import contextmanager\n\nfrom app.database import get_db\n\n\n${BODY}`),
  );
  expect(diagnostics).toEqual([]);
});
