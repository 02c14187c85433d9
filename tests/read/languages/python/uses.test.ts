import { describe, expect, it } from "vitest";
import { outline } from "../../../../src/read/languages/python/outline.js";
import { usesOf } from "../../../../src/read/languages/python/uses.js";

/** The names that the file uses of its first import; `undefined` where they cannot be told. */
function used(text: string): readonly string[] | undefined {
  const [first] = outline(text);
  return first && usesOf(text, first).names;
}

describe("a name that only annotates parameters is not used", () => {
  it.each([
    "def f(db: Session): ...",
    "async def f(id: int, db: Session = Depends(get_db)): ...",
    "def f(\n    id: int,\n    *,\n    db: Session | None = None,\n): ...",
    'def f(db: Optional[Session], other: "Session"): ...',
    "def f(wanted: list[tuple[int, str]] = [(1, 'a')], db: Session = None): ...",
    "# Session() is what this takes\ndef f(db: Session): ...",
    "def f(other: MySession, db: Session): return other.Session",
  ])("%s", (code) => {
    expect(used(`from sqlalchemy.orm import Session\n\n${code}\n`)).toEqual([]);
  });

  it("nor is its alias", () => {
    expect(used("from sqlalchemy.orm import Session as S\n\ndef f(db: S): ...\n")).toEqual([]);
  });
});

describe("everything else is a use", () => {
  it.each([
    "db = Session(engine)",
    "class Unit(Session): ...",
    "def f() -> Session: ...",
    "def f(db: Annotated[Session, Depends(get_db)]): ...",
    "db: Session = request.state.db",
    "factories = {kind: Session, other: None}",
    "make(lambda kind, made: Session, 1)",
    'maker = sessionmaker("#", class_=Session)',
    '__all__ = ["Session"]',
    "def f(kind=Session): ...",
    "def f(x): return g(x, Session)",
  ])("%s", (code) => {
    expect(used(`from sqlalchemy.orm import Session\n\n${code}\n`)).toEqual(["Session"]);
  });

  it("of an alias too", () => {
    expect(used("from sqlalchemy.orm import Session as S\n\ndb = S(engine)\n")).toEqual(["Session"]);
  });
});

describe("of a whole module, what is asked of it is used", () => {
  it.each([
    ["import sqlalchemy as sa\n\nop.add_column(sa.Column(sa.String()))\n", ["Column", "String"]],
    ["import sqlalchemy\n\nengine = sqlalchemy . create_engine(url)\n", ["create_engine"]],
    ["import sqlalchemy.orm as orm\n\norm.Session()\n", ["Session"]],
    ["import sqlalchemy as sa\n\nx = other.sa.thing\n", []],
  ])("%j", (text, names) => {
    expect(used(text)).toEqual(names);
  });

  it.each([
    "import sqlalchemy as sa\n\nbuild(sa)\n",
    "import sqlalchemy\n\nd = sqlalchemy\n",
    'importlib.import_module("sqlalchemy").create_engine()',
  ])("and all of it where the text does not tell: %j", (text) => {
    expect(used(text)).toBeUndefined();
  });
});

it("names what others may take from the file", () => {
  const text = "from sqlalchemy.orm import Session as S, Query\n";
  const [first] = outline(text);
  expect(first && usesOf(text, first).local).toEqual(["Session", "S", "Query"]);
});
