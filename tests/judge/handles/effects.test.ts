/** Contracts across files: what is followed, what the catalogue of drivers knows, and what nobody can tell. */
import { describe, expect, it } from "vitest";
import { effectsDifference } from "../../../src/judge/handles/compare.js";
import { describeEffects } from "../../../src/judge/handles/describe.js";
import { type Effects, effectsOf } from "../../../src/judge/handles/effects.js";
import { type Linked, linked } from "../../support/linked.js";

/** The contract of a function by its name. */
function contract({ analysis, facts }: Linked, file: string, name: string): Effects {
  const index = facts(file).functions.findIndex((each) => each.name === name);
  return effectsOf(analysis.gathered.program, { file, index });
}

async function python(text: string, others: Readonly<Record<string, string>> = {}): Promise<Linked> {
  const head =
    "import contextlib, os, sqlite3\nimport psycopg\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import Session, sessionmaker\n";
  return linked({ "app/__init__.py": "", "app/db.py": `${head}${text}\n`, ...others });
}

const MANAGER = "@contextlib.contextmanager\ndef get_db():\n";

describe("what is followed", () => {
  it.each([
    ["with sqlite3.connect('a') as c:\n        yield c", "commits, rolls back on an error"],
    ["with contextlib.closing(sqlite3.connect('a')) as c:\n        yield c", "closes; does not commit"],
    ["with psycopg.connect('a') as c:\n        yield c", "commits, rolls back on an error, closes"],
    ["with create_engine('a').begin() as c:\n        yield c", "commits, rolls back on an error, closes"],
    ["with create_engine('a').connect() as c:\n        yield c", "closes; does not commit"],
    ["with Session(create_engine('a')) as s, s.begin():\n        yield s", "commits, rolls back on an error, closes"],
  ])("knows what the driver does at the end of `%s`", async (body, says) => {
    const project = await python(`${MANAGER}    ${body}`);
    expect(describeEffects(contract(project, "app/db.py", "get_db"), project.analysis.subject)).toBe(says);
  });

  it("follows a function that is given the handle", async () => {
    const text = `def finish(c):\n    c.commit()\n${MANAGER}    c = sqlite3.connect('a')\n    yield c\n    finish(c)`;
    const found = contract(await python(text), "app/db.py", "get_db");
    expect([found.commits.length, found.unresolved]).toEqual([1, []]);
  });

  it("follows a context manager of the project into its `__exit__`", async () => {
    const text = `class Scope:\n    def __enter__(self):\n        return self\n    def __exit__(self, *args):\n        self.c.commit()\n        self.c.close()\n${MANAGER}    with Scope() as s:\n        yield s`;
    const project = await python(text);
    expect(describeEffects(contract(project, "app/db.py", "get_db"), project.analysis.subject)).toBe("commits, closes");
  });
});

describe("what nobody can tell", () => {
  it.each([
    ["from elsewhere import prepare", "c = sqlite3.connect('a')\n    prepare(c)\n    yield c", "passes it to code"],
    ["from elsewhere import scope", "with scope() as c:\n        yield c", "runs inside code"],
    ["def finish(c, how): ...", "c = sqlite3.connect('a')\n    yield c\n    finish(c, 1)", "has no body"],
  ])("is unknown with `%s`, and equal to nothing", async (head, body, reason) => {
    const project = await python(`${head}\n${MANAGER}    ${body}`);
    const found = contract(project, "app/db.py", "get_db");
    expect(found.unresolved[0]?.text).toContain(reason);
    expect(effectsDifference(found, found, project.analysis.subject)).toContain("known: it");
  });

  it("is unknown which of two functions that differ gives the handle", async () => {
    const text =
      "def one():\n    c = sqlite3.connect('a')\n    c.commit()\n    return c\ndef two():\n    return sqlite3.connect('a')\ndef get_db(fast):\n    if fast:\n        return one()\n    return two()";
    const found = contract(await python(text), "app/db.py", "get_db");
    expect(found.unresolved.map((each) => each.text)).toEqual([
      "returns the result of one of several functions, which differ",
    ]);
  });
});

describe("which database", () => {
  const WAYS = (one: string, two: string): string =>
    `${one}\n${two}\ndef get_db():\n    return Session(one)\ndef get_session():\n    return Session(two)`;

  async function difference(one: string, two: string): Promise<string | undefined> {
    const project = await python(WAYS(`one = ${one}`, `two = ${two}`), { "app/config.py": "URL = make()\n" });
    const [former, accessor] = ["get_session", "get_db"].map((name) => contract(project, "app/db.py", name));
    return former && accessor && effectsDifference(former, accessor, project.analysis.subject);
  }

  it.each([
    ['create_engine(os.environ["A"])', 'create_engine(os.environ["A"])'],
    ["create_engine('sqlite:///a.db')", "create_engine('sqlite:///a.db')"],
    ["create_engine('sqlite:///a.db')", "one"],
  ])("is the same for %s and %s", async (one, two) => {
    expect(await difference(one, two)).toBeUndefined();
  });

  it("is the same for a name that two files import from the settings, which nobody has to read", async () => {
    const module = (name: string) =>
      `from app.config import URL\nfrom sqlalchemy import create_engine\nfrom sqlalchemy.orm import Session\nengine = create_engine(URL)\ndef ${name}():\n    return Session(engine)\n`;
    const config = "import os\nURL = os.environ['URL']\n";
    const project = await linked({
      "app/__init__.py": "",
      "app/config.py": config,
      "app/one.py": module("get_db"),
      "app/two.py": module("get_session"),
    });
    const [accessor, former] = [
      contract(project, "app/one.py", "get_db"),
      contract(project, "app/two.py", "get_session"),
    ];
    expect(effectsDifference(former, accessor, project.analysis.subject)).toBeUndefined();
  });

  it.each([
    ['create_engine(os.environ["A"])', 'create_engine(os.environ["B"])'],
    ["create_engine('sqlite:///a.db')", "create_engine('sqlite:///b.db')"],
    ["create_engine(first())", "create_engine(second())"],
  ])("is another one for %s and %s", async (one, two) => {
    expect(await difference(one, two)).toMatch(/^it connects to .+, the accessor to /);
  });
});

it("gives the same whether an annotation names the class or the code calls it", async () => {
  const text = `from collections.abc import Iterator
from contextlib import contextmanager
from sqlalchemy.orm import sessionmaker
engine = create_engine("sqlite://")
SessionLocal = sessionmaker(engine)
@contextmanager
def get_db() -> Iterator[Session]:
    session = SessionLocal()
    yield session
@contextmanager
def get_session():
    session = Session(engine)
    yield session`;
  const project = await python(text);
  const [former, accessor] = ["get_session", "get_db"].map((name) => contract(project, "app/db.py", name));
  expect(former && accessor && effectsDifference(former, accessor, project.analysis.subject)).toBeUndefined();
});

describe("options of a factory of sessions", () => {
  const between = async (accessor: string, former: string): Promise<string | undefined> => {
    const text = `from sqlalchemy.orm import sessionmaker
engine = create_engine("sqlite://")
Plain = sessionmaker(engine, autoflush=True)
Keeping = sessionmaker(bind=engine, expire_on_commit=False)
Alike = sessionmaker(engine, expire_on_commit = False)
def get_db() -> Session:
    return ${accessor}
def get_session() -> Session:
    return ${former}`;
    const project = await python(text);
    const [from, to] = ["get_session", "get_db"].map((name) => contract(project, "app/db.py", name));
    return from && to && effectsDifference(from, to, project.analysis.subject);
  };

  it("are lost if the accessor's does not have them, or gained", async () => {
    expect(await between("Plain()", "Keeping()")).toBe(
      "it asks for `expire_on_commit=False` (app/db.py:8), which the accessor does not",
    );
    expect(await between("Keeping()", "Plain()")).toBe(
      "the accessor asks for `expire_on_commit=False` (app/db.py:8), which it does not",
    );
  });

  it("are the same wherever they are written", async () => {
    expect(await between("Keeping()", "Alike()")).toBeUndefined();
    expect(await between("Keeping()", "Session(engine, expire_on_commit=False)")).toBeUndefined();
  });
});

describe("a guard that throws", () => {
  it.each([
    ["    if not user.admin:\n        raise PermissionError\n", ["may throw, depending on `not user.admin`"]],
    ["    if kind not in KINDS:\n        raise ValueError(kind)\n", []],
    ["    if engine is None:\n        raise RuntimeError('not initialised')\n", []],
    ["    if not os.environ.get('DATABASE_URL'):\n        raise RuntimeError('no URL')\n", []],
  ])("is told of Python: %j", async (guard, told) => {
    const text = `engine = create_engine("sqlite://")\nuser = None\n${MANAGER.replace("()", "(kind='a')")}${guard}    with Session(engine) as s:\n        yield s`;
    const { otherEffects } = contract(await python(text), "app/db.py", "get_db");
    expect(otherEffects.map((each) => each.text)).toEqual(told);
  });

  it.each([
    ["if (!current.admin) throw new Error('forbidden');", ["may throw, depending on `!current.admin`"]],
    ["if (!pool) throw new Error('not initialised');", []],
    ["if (!isReady()) throw new Error('not ready');", []],
  ])("is told of TypeScript: %j", async (guard, told) => {
    const text = `import { Pool } from "pg";\nconst pool = new Pool();\nexport function getDb() {\n  ${guard}\n  return pool;\n}\n`;
    const { otherEffects } = contract(await linked({ "src/db.ts": text }), "src/db.ts", "getDb");
    expect(otherEffects.map((each) => each.text)).toEqual(told);
  });
});
