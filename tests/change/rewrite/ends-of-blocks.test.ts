/** Where a block of Python ends that a fix puts around the code: what was released there, and what is used after it. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../support/snippet.js";

const CONFIG = (name: string) =>
  JSON.stringify({
    sources: [{ name: "main", accessor: { module: "app/db.py", name }, managers: ["app/db.py#Manager"] }],
  });

const database = (factory: string, end = "session.commit()") => `from contextlib import contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine("sqlite:///shop.db")
SessionLocal = ${factory}


@contextmanager
def get_session():
    session = SessionLocal()
    try:
        yield session
        ${end}
    finally:
        session.close()


class Manager:
    @classmethod
    def engine(cls):
        return engine
`;

const PLAIN = "sessionmaker(bind=engine)";
const USER =
  "from app.db import get_session\n\n\ndef users():\n    with get_session() as session:\n        return session.query(1).all()\n";

const project = (text: string, db: string) => ({
  "db-ssot.json": CONFIG("get_session"),
  "app/__init__.py": "",
  "app/db.py": db,
  "app/user.py": USER,
  "app/a.py": text,
});

async function fixed(text: string, db: string): Promise<string> {
  const changed = await fixFiles(project(text, db), { unsafe: true });
  return changed["app/a.py"] ?? "unchanged";
}

async function reasonFor(text: string, db: string): Promise<string | undefined> {
  const { diagnostics } = await checkFiles(project(text, db));
  const [fix] = diagnostics.filter(({ span }) => span.file === "app/a.py").map((each) => each.fix);
  return fix?.applicability === "unsafe" ? fix.reason : fix?.applicability;
}

describe("a name that is used after the block", () => {
  const loaded = (value: string) => `from app.db import Manager


def one(name):
    session = Manager.get_session()
    try:
        found = ${value}
    finally:
        session.close()
    return found.name
`;

  it("may have expired where the accessor commits at its end", async () => {
    expect(await reasonFor(loaded("session.get(User, name)"), database(PLAIN))).toBe(
      "`found` is used after the block, which commits and closes, and may have expired by then",
    );
  });

  it("is as it was where the accessor only closes", async () => {
    expect(await reasonFor(loaded("session.get(User, name)"), database(PLAIN, "pass"))).toBe("safe");
  });

  it("is as it was where it is a number or was fetched", async () => {
    expect(await reasonFor(loaded("session.query(User).count()"), database(PLAIN))).toBe("safe");
    expect(await reasonFor(loaded("session.execute(name).fetchall()"), database(PLAIN))).toBe("safe");
  });
});

describe("the registry of sessions", () => {
  const SCOPED = "scoped_session(sessionmaker(bind=engine))";
  const text = (removed: string) => `from app.db import SessionLocal


def one():
    session = SessionLocal()
    try:
        session.execute("select 1")
    finally:
        ${removed}.remove()
`;

  it("releases its session by `remove`, which the block does now", async () => {
    expect(await fixed(text("SessionLocal"), database(SCOPED))).toBe(`from app.db import get_session


def one():
    with get_session() as session:
        session.execute("select 1")
`);
    expect(await reasonFor(text("SessionLocal"), database(SCOPED))).not.toContain("nothing does so now");
  });

  it("is none where something else is removed", async () => {
    expect(await fixed(text("other"), database(SCOPED))).toContain("other.remove()");
  });
});

describe("two handles of one name", () => {
  const twice = (second: string) => `from app.db import Manager


def both():
    session = Manager.get_session()
    session.execute("select 1")
    session.close()
    session = ${second}
    session.execute("select 2")
    session.close()
`;

  it("get a block each", async () => {
    expect(await fixed(twice("Manager.get_session()"), database(PLAIN))).toBe(`from app.db import get_session


def both():
    with get_session() as session:
        session.execute("select 1")
    with get_session() as session:
        session.execute("select 2")
`);
  });

  it("are left alone where the second is made of the first", async () => {
    const text = twice("session or Manager.get_session()");
    expect(await fixed(text, database(PLAIN))).toBe("unchanged");
  });

  it("are left alone in a loop, where the second is the first of the next turn", async () => {
    const text = `from app.db import Manager


def both(names):
    session = None
    for name in names:
        if session:
            session.execute(name)
        session = Manager.get_session()
        session.execute("select 2")
`;
    expect(await fixed(text, database(PLAIN))).toBe("unchanged");
  });
});
