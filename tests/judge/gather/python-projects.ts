/**
 * Generated projects in Python: a manager, a chain of modules that hand it on under names that say nothing, and users at
 * the end of it. Beside them stand models and repositories, which only name the driver, and are better left unparsed.
 */
import fc from "fast-check";
import type { MemoryFiles } from "../../support/memory-world.js";

/** Something that a module has, and how its importer gets to the manager from there. */
interface Offer {
  readonly module: string;
  readonly name: string;
  readonly reach: (local: string) => string;
}

/** How a name comes into a file: a statement, and the expression that stands for the name afterwards. */
interface Imported {
  readonly statement: string;
  readonly local: string;
}

type ImportStyle = (offer: Offer) => Imported;

const IMPORTS: Readonly<Record<string, ImportStyle>> = {
  named: ({ module, name }) => ({ statement: `from shop.${module} import ${name}`, local: name }),
  renamed: ({ module, name }) => ({ statement: `from shop.${module} import ${name} as other`, local: "other" }),
  relative: ({ module, name }) => ({ statement: `from .${module} import ${name}`, local: name }),
  severalLines: ({ module, name }) => ({
    statement: `from shop.${module} import (  # all of it\n    ${name} as other,\n)`,
    local: "other",
  }),
  continued: ({ module, name }) => ({ statement: `from shop.${module} \\\n    import ${name}`, local: name }),
  star: ({ module, name }) => ({ statement: `from shop.${module} import *`, local: name }),
  module: ({ module, name }) => ({ statement: `import shop.${module}`, local: `shop.${module}.${name}` }),
  moduleRenamed: ({ module, name }) => ({ statement: `import shop.${module} as all`, local: `all.${name}` }),
  moduleOfPackage: ({ module, name }) => ({ statement: `from shop import ${module}`, local: `${module}.${name}` }),
  attempted: ({ module, name }) => ({
    statement: `try:\n    from shop.${module} import ${name}\nexcept ImportError:\n    ${name} = None`,
    local: name,
  }),
};

/** One module of the chain: what it does with what it got, and what it offers in turn. */
interface Step {
  readonly declare: (manager: string) => string;
  readonly offers: (offer: Offer, local: string) => Pick<Offer, "name" | "reach">;
}

const reached = (name: string, reach: Offer["reach"]) => () => ({ name, reach });

const STEPS: Readonly<Record<string, Step>> = {
  /** Names that a module imports are had from it, too. */
  importOnly: {
    declare: () => "",
    offers: ({ reach }, local) => {
      const [name = "", ...members] = local.split(".");
      return { name, reach: (own) => reach([own, ...members].join(".")) };
    },
  },
  constant: { declare: (manager) => `kept = ${manager}`, offers: reached("kept", (local) => local) },
  listed: { declare: (manager) => `kept = ${manager}\n__all__ = ["kept"]`, offers: reached("kept", (local) => local) },
  conditional: {
    declare: (manager) => `if DEBUG:\n    kept = ${manager}\nelse:\n    kept = None`,
    offers: reached("kept", (local) => local),
  },
  factory: {
    declare: (manager) => `def make():\n    return ${manager}`,
    offers: reached("make", (local) => `${local}()`),
  },
  kept: {
    declare: (manager) =>
      `only = None\n\n\ndef make():\n    global only\n    only = only or ${manager}\n    return only`,
    offers: reached("make", (local) => `${local}()`),
  },
  coroutine: {
    declare: (manager) => `async def make():\n    return ${manager}`,
    offers: reached("make", (local) => `(await ${local}())`),
  },
  dictionary: {
    declare: (manager) => `tools = {"inner": ${manager}}`,
    offers: reached("tools", (local) => `${local}["inner"]`),
  },
};

/** The manager, offered in the ways that real projects offer it. Its own file is the only one that builds a client. */
const MANAGERS: Readonly<Record<string, { readonly text: string } & Pick<Offer, "name" | "reach">>> = {
  class: { text: "", name: "DatabaseManager", reach: (local) => `${local}()` },
  classmethods: { text: "", name: "DatabaseManager", reach: (local) => local },
  instance: { text: "shared = DatabaseManager()", name: "shared", reach: (local) => local },
  single: {
    text: "def obtain() -> DatabaseManager:\n    return DatabaseManager()",
    name: "obtain",
    reach: (local) => `${local}()`,
  },
};

const DATABASE = `from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine("sqlite://"))


@contextmanager
def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


class DatabaseManager:
    @classmethod
    def get_shared(cls):
        return SessionLocal()

    def get_session(self):
        return SessionLocal()
`;

const ORDERS = `from shop.store import get_db


def orders():
    with get_db() as db:
        return db.execute("select 1")
`;

/** Names that a carrier only passes on, and two that take them from there. */
const TYPES = {
  "shop/types.py":
    "from sqlalchemy import Engine\nfrom shop.store import get_db\n\n\ndef opened():\n    return get_db()\n",
  "shop/reader.py": "from shop.types import Engine\n\n\ndef read(db: Engine):\n    return db.execute(ROW)\n",
};

/** Files that name the driver and build nothing; some of them are of use to others all the same. */
const BYSTANDERS: Readonly<Record<string, (index: number) => MemoryFiles>> = {
  model: (index) => ({
    [`shop/model${index}.py`]:
      "from sqlalchemy import Column, Integer\n\n\nclass Row:\n    id = Column(Integer, primary_key=True)\n",
  }),
  migration: (index) => ({
    [`migrations/m${index}.py`]:
      'import sqlalchemy as sa\nfrom alembic import op\n\n\ndef upgrade():\n    op.add_column("row", sa.Column("n", sa.Integer()))\n',
  }),
  repository: (index) => ({
    [`shop/rows${index}.py`]:
      "from sqlalchemy import Engine\n\n\ndef find(db: Engine, id: int):\n    return db.execute(ROW, id)\n",
  }),
  lent: (index) => ({
    [`shop/rows${index}.py`]:
      "from sqlalchemy import Engine\n\n\ndef find(db: Engine, id: int):\n    return db.execute(ROW, id)\n",
    [`shop/borrower${index}.py`]: `from shop.rows${index} import Engine as Held\n\nheld = Held(pool)\n`,
  }),
  lentAsMember: (index) => ({
    [`shop/rows${index}.py`]:
      "from sqlalchemy import Engine\n\n\ndef find(db: Engine, id: int):\n    return db.execute(ROW, id)\n",
    [`shop/borrower${index}.py`]: `from shop import rows${index}\n\nheld = rows${index}.Engine(pool)\n`,
  }),
  throughCarrier: () => TYPES,
  builtThroughCarrier: (index) => ({
    ...TYPES,
    [`shop/late${index}.py`]: "from shop.reader import Engine\n\nheld = Engine(pool)\n",
  }),
  builder: (index) => ({
    [`shop/builder${index}.py`]: 'import sqlalchemy as sa\n\nengine = sa.create_engine("sqlite://")\n',
  }),
};

const pick = <Value>(table: Readonly<Record<string, Value>>) => fc.constantFrom(...Object.keys(table));

/** Nobody takes the package itself from a module that happens to import something of it. */
const link = fc
  .record({ step: pick(STEPS), style: pick(IMPORTS) })
  .filter(({ step, style }) => step !== "importOnly" || style !== "module");
type Link = typeof link extends fc.Arbitrary<infer Value> ? Value : never;

const use = fc.record({
  after: fc.nat(3),
  style: pick(IMPORTS),
  member: fc.constantFrom("get_session", "get_shared", "get_async_session"),
});

const plan = fc.record({
  manager: pick(MANAGERS),
  links: fc.array(link, { maxLength: 3 }),
  uses: fc.array(use, { minLength: 1, maxLength: 3 }),
  bystanders: fc.array(pick(BYSTANDERS), { maxLength: 4 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

export interface GeneratedProject {
  /** In words, for the message of a failure. */
  readonly story: string;
  readonly files: MemoryFiles;
}

export const generatedPythonProject: fc.Arbitrary<GeneratedProject> = plan.map(createProject);

function createProject({ manager, links, uses, bystanders }: Plan): GeneratedProject {
  const first = at(MANAGERS, manager);
  const files: Record<string, string | Uint8Array> = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["sqlalchemy"]\n',
    "shop/__init__.py": "",
    "shop/store.py": first.text === "" ? DATABASE : `${DATABASE}\n\n${first.text}\n`,
    "shop/orders.py": ORDERS,
  };
  const offers: Offer[] = [{ ...first, module: "store" }];
  links.forEach((each, index) => {
    const { offer, text } = follow(each, latest(offers), `m${index}`);
    offers.push(offer);
    files[`shop/${offer.module}.py`] = text;
  });
  uses.forEach(({ after, style, member }, index) => {
    const offer = offers[Math.min(after, offers.length - 1)] ?? latest(offers);
    const { statement, local } = at(IMPORTS, style)(offer);
    files[`shop/u${index}.py`] = `${statement}\n\n\nasync def run():\n    return ${offer.reach(local)}.${member}()\n`;
  });
  bystanders.forEach((each, index) => {
    Object.assign(files, at(BYSTANDERS, each)(index));
  });
  const chain = links.map(({ step, style }) => `${step} (${style})`);
  const ends = uses.map(({ after, style, member }) => `${member} after ${Math.min(after, links.length)} (${style})`);
  return { story: [manager, ...chain, ...ends, ...bystanders].join(" -> "), files };
}

function follow({ step, style }: Link, offer: Offer, module: string): { offer: Offer; text: string } {
  const { declare, offers } = at(STEPS, step);
  const { statement, local } = at(IMPORTS, style)(offer);
  return {
    offer: { ...offers(offer, local), module },
    text: `${statement}\n\n${declare(offer.reach(local))}\n`,
  };
}

function latest(offers: readonly Offer[]): Offer {
  const last = offers.at(-1);
  if (last === undefined) throw new Error("a chain begins with a manager");
  return last;
}

function at<Value>(table: Readonly<Record<string, Value>>, key: string): Value {
  const value = table[key];
  if (value === undefined) throw new Error(`there is no ${key}`);
  return value;
}
