/**
 * The databases of the adversary: an accessor of each form and a manager beside it, each with effects of its own. A member that
 * the manager lacks has an ideal: what its author would have written, which is there when the expected outcome is taken.
 */
import type { Form } from "../../../../../src/read/facts/forms.js";
import type { MemoryFiles } from "../../../../support/memory-world.js";
import type { Draw } from "../draw.js";

export type Driver = "own" | "own-async" | "sqlite3" | "sqlalchemy";

/** How code obtains its handle. */
export type Way = "handle" | "scope" | "generator";

export interface Effects {
  readonly commits: "no" | "success" | "always";
  readonly rollsBack: boolean;
  readonly closes: "always" | "success" | "no";
  readonly option: "none" | "rows" | "autocommit";
}

export interface Member {
  readonly name: string;
  readonly way: Way;
  /** `absent` and `hidden` are not in the world that is fixed: the one is asked of the manager, the other imported. */
  readonly kind: "method" | "absent" | "legacy" | "hidden" | "accessor";
  readonly effects: Effects;
  /** Its author expects the work of a block to be kept. */
  readonly keeps: boolean;
}

export interface World {
  readonly driver: Driver;
  readonly form: Form;
  readonly members: readonly Member[];
  readonly singleton: boolean;
  /** All but the programs. */
  readonly files: MemoryFiles;
  /** The same with the members that are missing. */
  readonly ideal: MemoryFiles;
}

export function isAsync(driver: Driver): boolean {
  return driver === "own-async";
}

const FORMS: readonly Form[] = ["object", "value", "promise", "context-manager", "context-manager", "dependency"];

export function createWorld(draw: Draw, drivers: readonly Driver[]): World {
  const driver = draw.of(...drivers);
  const form = draw.of(...FORMS.filter((each) => each !== "promise" || isAsync(driver)));
  const accessor: Member = {
    name: form === "object" ? "db" : draw.of("get_db", "get_db", "get_session", "open_db"),
    way: form === "context-manager" ? "scope" : form === "dependency" ? "generator" : "handle",
    kind: "accessor",
    effects: { ...effects(draw, driver), ...(form === "object" ? { option: "none" } : {}) },
    keeps: false,
  };
  const near = () => (draw.chance(65) ? accessor.effects : effects(draw, driver));
  const taken = new Set([accessor.name]);
  const named = (...names: readonly string[]): string => {
    const name = draw.of(...names.filter((each) => !taken.has(each)));
    taken.add(name);
    return name;
  };
  const present = (kind: Member["kind"], way: Way, ...names: readonly string[]): Member => ({
    name: named(...names),
    way,
    kind,
    effects: near(),
    keeps: false,
  });
  const absent = (kind: Member["kind"], way: Way, ...names: readonly string[]): Member => {
    const name = named(...names);
    const keeps = way !== "handle";
    // A handle that the accessor itself leaves open is not the fault of those who use it.
    const closes = accessor.way === "handle" ? "always" : accessor.effects.closes;
    const isAlways = way !== "handle" && accessor.way !== "handle" && accessor.effects.commits === "always";
    const intended = {
      ...accessor.effects,
      ...INTENDED[way],
      closes,
      ...(isAlways ? ({ commits: "always", rollsBack: accessor.effects.rollsBack } as const) : {}),
    };
    return { name, way, kind, keeps, effects: intended };
  };
  const members: readonly Member[] = [
    accessor,
    present("method", "handle", "open_session", "connect", "session"),
    present("method", "scope", "session_scope", "scoped", "managed_session"),
    present("method", "generator", "generate_session", "sessions"),
    present("legacy", "handle", "get_old_db", "legacy_connection"),
    present("legacy", "scope", "old_session", "legacy_scope"),
    present("legacy", "generator", "get_old_session", "yield_db"),
    absent("absent", "handle", "get_connection", "acquire", "new_session", "get_raw_session", "get_async_session"),
    absent("absent", "scope", "get_session_context", "get_handle", "transaction", "use_session", "begin"),
    absent("absent", "generator", "get_db_session", "session_generator", "provide_session"),
    absent("hidden", "handle", "create_session", "get_database", "fetch_connection"),
    absent("hidden", "scope", "get_db_context", "db_session", "atomic"),
  ];
  const singleton = form !== "object" && draw.chance(30);
  const shape = { driver, form, members, singleton };
  const config = { "db-ssot.json": JSON.stringify(configOf(shape, draw.chance(50))) };
  return {
    ...shape,
    files: { ...config, ...filesOf(shape, ({ kind }) => kind !== "absent" && kind !== "hidden") },
    ideal: filesOf(shape, () => true),
  };
}

/** A block keeps what it wrote and closes; a handle is what the accessor's is, and left to the place. */
const INTENDED: Readonly<Record<Way, Partial<Effects>>> = {
  handle: { commits: "no", rollsBack: false },
  scope: { commits: "success", rollsBack: true },
  generator: { commits: "success", rollsBack: true },
};

function effects(draw: Draw, driver: Driver): Effects {
  const closes = draw.of("always", "always", "always", "success", "no");
  return {
    commits: closes === "success" ? draw.of("no", "success") : draw.of("no", "no", "success", "success", "always"),
    rollsBack: draw.chance(50),
    closes,
    option: draw.chance(20) ? (driver.startsWith("sqlalchemy") ? "autocommit" : draw.of("rows", "autocommit")) : "none",
  };
}

type Shape = Pick<World, "driver" | "form" | "members" | "singleton">;

function configOf({ form, members }: Shape, withForm: boolean): object {
  const [accessor] = members;
  return {
    sources: [
      {
        accessor: { module: "app/database.py", name: accessor?.name, ...(withForm ? { form } : {}) },
        managers: ["DatabaseManager"],
        legacy: members.filter(({ kind }) => kind === "legacy").map(({ name }) => name),
        internals: ["app/database.py", "app/manager.py", "app/engine.py", "app/legacy.py"],
      },
    ],
  };
}

function filesOf(shape: Shape, isThere: (member: Member) => boolean): MemoryFiles {
  const { driver, form, members, singleton } = shape;
  const there = members.filter(isThere);
  const of = (kind: Member["kind"]) => there.filter((each) => each.kind === kind);
  const accessor =
    form === "object" ? `${of("accessor")[0]?.name} = ${openOf("none")}\n` : functions(shape, of("accessor"));
  const methods = of("method").concat(of("absent"));
  const asMethod = (member: Member) => {
    const decorator = singleton ? "" : "    @classmethod\n";
    const [first, ...rest] = functionOf(shape, member, singleton ? "self" : "cls");
    return `${decorator}${[first, ...rest].map((line) => (line === "" ? "" : `    ${line}`)).join("\n")}`;
  };
  return {
    "app/__init__.py": "",
    "app/engine.py": ENGINES[driver],
    "app/database.py": `${HEAD}\n\n${accessor}\n\n${functions(shape, of("hidden"))}`,
    "app/legacy.py": `${HEAD}${form === "object" ? "from app.database import db\n" : ""}\n\n${functions(shape, of("legacy"))}`,
    "app/manager.py": `${HEAD}${form === "object" ? "from app.database import db\n" : ""}\n\nclass DatabaseManager:\n${methods.map(asMethod).join("\n")}${
      singleton ? "\n\ndb_manager = DatabaseManager()\n" : ""
    }`,
  };
}

const HEAD =
  "from contextlib import asynccontextmanager, contextmanager\n\nfrom app.engine import autocommitted, connect, with_rows\n";

function functions(shape: Shape, members: readonly Member[]): string {
  return members.map((member) => functionOf(shape, member).join("\n")).join("\n\n");
}

function functionOf({ driver, form }: Shape, { name, way, effects: own, kind }: Member, self = ""): readonly string[] {
  const async = isAsync(driver);
  const wait = async ? "await " : "";
  const shared = form === "object" && (kind === "method" || kind === "legacy");
  // What hands out the accessor's object does nothing around it.
  const { commits, rollsBack, closes, option }: Effects = shared
    ? { commits: "no", rollsBack: false, closes: "no", option: "none" }
    : own;
  const awaitedHandle = way !== "handle" || (async && form !== "value" && form !== "object");
  const open = shared ? "db" : openOf(option);
  const word = async && awaitedHandle ? "async def" : "def";
  const head = `${word} ${name}(${self}):`;
  if (way === "handle") return [head, `    return ${open}`, ""];
  const decorator = way === "scope" ? [`@${async ? "async" : ""}contextmanager`] : [];
  const start = [...decorator, head, `    session = ${open}`];
  const commit = `${wait}session.commit()`;
  const close = `${wait}session.close()`;
  const success = [
    "    yield session",
    ...(commits === "success" ? [`    ${commit}`] : []),
    ...(closes === "success" ? [`    ${close}`] : []),
  ];
  const always = [
    ...(commits === "always" ? [`        ${commit}`] : []),
    ...(closes === "always" ? [`        ${close}`] : []),
  ];
  if (always.length === 0 && !rollsBack) return [...start, ...success, ""];
  return [
    ...start,
    "    try:",
    ...success.map((line) => `    ${line}`),
    ...(rollsBack ? ["    except Exception:", `        ${wait}session.rollback()`, "        raise"] : []),
    ...(always.length > 0 ? ["    finally:", ...always] : []),
    "",
  ];
}

function openOf(option: Effects["option"]): string {
  return option === "none" ? "connect()" : option === "rows" ? "with_rows(connect())" : "autocommitted()";
}

const OWN = `import os
import sqlite3

LOG = []


class Session:
    def __init__(self, isolation_level=""):
        self.connection = sqlite3.connect(os.environ["CELLS_DATABASE"], isolation_level=isolation_level, timeout=0)
        self.factory = None
        LOG.append("open")

    def rows(self, sql):
        found = self.connection.execute(sql).fetchall()
        return [dict(enumerate(row)) for row in found] if self.factory else found

    def commit(self):
        LOG.append("commit")
        self.connection.commit()

    def rollback(self):
        LOG.append("rollback")
        self.connection.rollback()

    def close(self):
        LOG.append("close")
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def connect():
    return Session()


def autocommitted():
    return Session(None)


def with_rows(session):
    session.factory = dict
    return session
`;

const OWN_ASYNC = OWN.replace("import os", "import asyncio\nimport os")
  .replace(
    / {4}def (rows|commit|rollback|close)\((.*)\):\n/g,
    "    async def $1($2):\n        await asyncio.sleep(0)\n",
  )
  .replace("def __enter__", "async def __aenter__")
  .replace("def __exit__", "async def __aexit__")
  .replace("        self.close()\n", "        await self.close()\n");

/** The runner counts what these open and close. */
const SQLITE3 = `import os
import sqlite3

from counted import LOG


def connect():
    return sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0)


def autocommitted():
    return sqlite3.connect(os.environ["CELLS_DATABASE"], timeout=0, isolation_level=None)


def with_rows(connection):
    connection.row_factory = lambda cursor, row: dict(enumerate(row))
    return connection
`;

const SQLALCHEMY = `import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

from counted import LOG

engine = create_engine("sqlite:///" + os.environ["CELLS_DATABASE"], poolclass=NullPool, connect_args={"timeout": 0})
SessionLocal = sessionmaker(engine)
AutoSession = sessionmaker(engine.execution_options(isolation_level="AUTOCOMMIT"))


def connect():
    return SessionLocal()


def autocommitted():
    return AutoSession()


def with_rows(session):
    return session
`;

export const ENGINES: Readonly<Record<Driver, string>> = {
  own: OWN,
  "own-async": OWN_ASYNC,
  sqlite3: SQLITE3,
  sqlalchemy: SQLALCHEMY,
};
