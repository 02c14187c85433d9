/** Where findings stand, in both languages: what leaves the words alone, and what does not. */
import { expect, it } from "vitest";
import type { Identity } from "../../../src/base/text/span.js";
import { languageOf } from "../../../src/read/languages/index.js";

async function locate(file: string, text: string, word = "Db"): Promise<Identity> {
  const language = await languageOf(file)?.load();
  const start = text.indexOf(word);
  if (language === undefined || start < 0) throw new Error(`no ${word} in ${file}`);
  return language.locate(file, text, { start, end: start + word.length });
}

async function codeOf(file: string, text: string, word?: string): Promise<string> {
  return (await locate(file, text, word)).code;
}

it.each([
  ["a.ts", "class Health {\n  async ready() { const db = await Db.get(); }\n}", "Health.ready"],
  ["a.ts", "export const ready = async () => { return Db.get(); };", "ready"],
  ["a.ts", "export const ready = async () => Db.get();", "ready"],
  ["a.ts", "const routes = { health: { ready: () => Db.get() } };", "routes.health.ready"],
  ["a.ts", "export const GET = withUser(async (req) => { await Db.get(); });", "GET"],
  ["a.ts", "const rows = await lock(async () => { await Db.get(); });", ""],
  ["a.ts", "exports.ready = function () { return Db.get(); };", "ready"],
  [
    "a.ts",
    "describe('health', () => { it.only(`answers`, async () => { Db.get(); }); });",
    'describe("health").it("answers")',
  ],
  ["a.ts", "app.get('/ready', async (req, res) => { Db.get(); });", 'get("/ready")'],
  ["a.ts", "class Health { constructor(private db: Db) {} }", "Health.constructor"],
  ["a.ts", "class Db { get() {} }", ""],
  ["a.ts", "Db.get();", ""],
  ["a.js", "class Health { #open = () => { Db.get(); } }", "Health.#open"],
  ["a.py", "class Health:\n    async def ready(self):\n        return Db.get()\n", "Health.ready"],
  ["a.py", "def outer():\n    def inner():\n        if x:\n            Db.get()\n", "outer.inner"],
  ["a.py", "@router.get('/ready')\nasync def ready(db = Depends(Db)):\n    pass\n", "ready"],
  ["a.py", "@use(Db)\nasync def ready():\n    pass\n", "ready"],
  ["a.py", "class Db(Base):\n    pass\n", ""],
  ["a.py", "Db.get()\n", ""],
])("names the definitions around a stretch: %s %j", async (file, text, within) => {
  expect((await locate(file, text)).within).toBe(within);
});

it.each([
  ["a.ts", "const db = await Db.get('x');", 'const db=await Db.get( "x", ) // why'],
  ["a.ts", "f(async x => { Db.get(x) })", "f(async (x) => {\n  Db.get(x); // why\n});"],
  ["a.ts", "run(Db, x => x.a)", "run(Db, (x) => x.a);"],
  [
    "a.ts",
    "const p = new Pool(Db, { 'max': 0XFF, 'a-b': 1.50 });",
    'const p = new Pool(Db, {\n  max: 0xff,\n  "a-b": 1.5,\n})',
  ],
  ["a.ts", "return (await Db.get()) as (A);", "return await Db.get() as A"],
  ["a.ts", "if (Db.isOpen()) { one(); }", "if (Db.isOpen()) {\n  two();\n} else {\n  three();\n}"],
  ["a.ts", "run(Db, () => { one(); })", "run(Db, () => {\n  two();\n})"],
  ["a.ts", "class Db { get() {} }", "class Db {\n  get() {}\n  set() {}\n}"],
  ["a.ts", "const p = new Db", "const p = new Db();"],
  ["a.ts", "let p: | A | B = Db.get()", "let p: A | B = Db.get();"],
  ["a.ts", "let p: { a: A, b: B } = Db.get()", "let p: { a: A; b: B } = Db.get();"],
  [
    "a.tsx",
    "const a = <A b='c'>{' '}x {Db.get()}</A>",
    'const a = (\n  <A b="c">\n    {" "}\n    x {Db.get()}\n  </A>\n);',
  ],
  ["a.ts", "Db.query(`select 1\n    from a`)", "Db.query(\n  `select 1\r\n        from a`,\r\n);"],
  ["a.ts", "vi.mock('../a/Db.js')", 'vi.mock("../../a/Db");'],
  ["a.py", "db = await Db.get('x')\n", 'db = await Db.get(\n    "x",\n)  # why\n'],
  ["a.py", "return (1, Db)\n", "return 1, Db\n"],
  ["a.py", "if (Db.open) :\n    one()\n", "if Db.open:\n    two()\nelse:\n    three()\n"],
  ["a.py", "with (Db() as x, B() as y,):\n    one()\n", "with Db() as x, \\\n        B() as y:\n    two()\n"],
  ["a.py", "for (a, b) in Db.all(): pass\n", "for a, b in Db.all():\n    pass\n"],
  ["a.py", "x = Db(U'it\\'s', 0XAB, 1_000)\n", 'x = Db("it\'s", 0xab, 1000)\n'],
  ["a.py", "x = Db('a' F'{b!r}c')\n", 'x = Db(f"a{b!r}c")\n'],
  ["a.py", "class Db(): pass\n", "class Db:\n    x = 1\n"],
  [
    "a.py",
    'Db.run("""\n    select 1\n""")\n',
    'if x:\n    Db.run(\n        """\r\n        select 1\r\n        """\r\n    )\n',
  ],
  ["a.py", "def f(a, db = Depends(Db)): pass\n", "def f(\n    db=Depends(Db),\n):\n    pass\n"],
])("leaves the code alone where it is reformatted: %s %j %j", async (file, before, after) => {
  expect(await codeOf(file, after)).toBe(await codeOf(file, before));
});

it.each([
  ["a.ts", "import { Db as B } from '../db/manager.js';", 'import { type A, Db } from "../../../db/manager";'],
  ["a.ts", "import Db from '~/db/index.ts';", "import Db, { a } from './db';"],
  ["a.py", "from ..db.manager import Db\n", "from app.db.manager import (\n    A,\n    Db as B,\n)\n"],
  ["a.py", "from . import Db\n", "from ... import Db\n"],
])("leaves an import alone where its file moves: %s %j %j", async (file, before, after) => {
  expect(await codeOf(file, after)).toBe(await codeOf(file, before));
});

it.each([
  ["a.ts", "Db.get('x');", "Db.get('y');"],
  ["a.ts", "Db.get(a);", "await Db.get(a);"],
  ["a.ts", "lock(() => { one(); }, (x) => two(Db.get(1)))", "lock(() => { one(); }, (x) => two(Db.get(2)))"],
  ["a.ts", "import { Db } from '../db/manager';", "import { Db } from '../db/other';"],
  ["a.ts", "import { Db } from 'pg';", "import { Db } from 'pg-promise';"],
  ["a.ts", `Db.query(\`select ${"a, ".repeat(100)} 1\`)`, `Db.query(\`select ${"a, ".repeat(100)} 2\`)`],
  ["a.py", "Db.get('x')\n", "Db.get(b'x')\n"],
  ["a.py", "Db.get(a)\n", "x = Db.get(a)\n"],
  ["a.py", "from db.manager import Db\n", "from db.other import Db\n"],
])("tells other code apart: %s %j %j", async (file, before, after) => {
  expect(await codeOf(file, after)).not.toBe(await codeOf(file, before));
});

it("tells of a large list only the part that the stretch is in", async () => {
  const part = `Db.find({ where: { name: "${"x".repeat(80)}" } })`;
  const list = (others: string) => `const all = await Promise.all([${part}, ${others}]);`;
  const before = await codeOf("a.ts", list(`"${"y".repeat(300)}"`));
  expect(await codeOf("a.ts", list(`"${"z".repeat(300)}"`))).toBe(before);
  expect(before).toMatch(/^Db\.find/);
});

it("keeps long code short, and takes no half of a character", async () => {
  const code = await codeOf("a.py", `Db.get("${"😀".repeat(300)}")\n`);
  expect(code.length).toBeLessThan(200);
  expect(Buffer.from(code, "utf8").toString("utf8")).toBe(code);
});

it.each(["a.ts", "a.py", "a.jsx"])("locates any stretch of any text in %s", async (file) => {
  const language = await languageOf(file)?.load();
  const texts = [
    "",
    "\uFEFF",
    "// x",
    "# x",
    "class {",
    "def f(:\n  Db.",
    "<a>{'",
    "import {",
    "from . import",
    "x = `${",
    "(".repeat(500),
  ];
  for (const text of texts) {
    for (let start = 0; start <= text.length; start++) {
      const { code } = language?.locate(file, text, { start, end: text.length }) ?? {};
      expect(code).toBeTypeOf("string");
    }
  }
});

it("lists the definitions that a file has", async () => {
  const text = "class A { b() { it('c', () => {}); } }\nconst d = () => 1;";
  const language = await languageOf("a.ts")?.load();
  expect([...(language?.definitions("a.ts", text) ?? [])].sort()).toEqual(["", "A", "A.b", 'A.b.it("c")', "d"]);
  const python = await languageOf("a.py")?.load();
  const found = python?.definitions("a.py", "class A:\n    def b(self): pass\n");
  expect([...(found ?? [])].sort()).toEqual(["", "A", "A.b"]);
});
