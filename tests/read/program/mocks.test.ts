/** What a test replaces while it runs may have any members, in that test alone. */
import { describe, expect, it } from "vitest";
import { linked } from "../../support/linked.js";

const MOCKED = "unknown: members are added from outside";

describe("in TypeScript", () => {
  const DB = "export class Manager { static open() {} }\nexport const manager = new Manager();\n";
  const IMPORTS = 'import { Manager, manager } from "../src/db";\nimport * as db from "../src/db";\n';

  async function lookUps(test: string, beside: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
    const uses = ["Manager.gone()", "manager.gone()"];
    const files = { "src/db.ts": DB, "src/use.ts": `import { Manager } from "./db";\nManager.gone();`, ...beside };
    const project = await linked({ ...files, "tests/a.test.ts": `${IMPORTS}${test}\n${uses.join(";\n")};` });
    expect(project.memberAt("src/use.ts", "Manager.gone()")).toBe("absent");
    return uses.map((use) => project.memberAt("tests/a.test.ts", use));
  }

  it.each([
    'vi.mock("../src/db", () => ({ Manager: { gone: vi.fn() } }));',
    'vi.doMock("../src/db", async () => ({}));',
    'vi.mock(import("../src/db"), () => ({}));',
    'jest.mock("../src/db", () => ({ Manager: jest.fn() }), { virtual: false });',
    'jest.unstable_mockModule("../src/db", () => ({}));',
    'mock.module("../src/db", { namedExports: {} });',
    't.mock.module("../src/db", { namedExports: {} });',
  ])("a module with a factory: `%s`", async (test) => {
    expect(await lookUps(test)).toEqual([MOCKED, MOCKED]);
  });

  it.each([
    ['sinon.stub(db, "Manager").value(Fake);', [MOCKED, MOCKED]],
    ['jest.replaceProperty(db, "manager", fake);', ["absent", MOCKED]],
    ["(db as any).Manager = Fake;", [MOCKED, MOCKED]],
    ['Object.defineProperty(db, "manager", { value: fake });', ["absent", MOCKED]],
  ])("an export by its name: `%s`", async (test, expected) => {
    expect(await lookUps(test)).toEqual(expected);
  });

  it.each([
    'vi.mock("../src/db");',
    'vi.mock("../src/db", { spy: true });',
    'vi.mock("../src/other", () => ({}));',
    'vi.spyOn(Manager, "open");',
    'queue.mock("../src/db", () => ({}));',
  ])("leaves alone what keeps its exports: `%s`", async (test) => {
    expect(await lookUps(test)).toEqual(["absent", "absent"]);
  });

  it("heeds a twin in `__mocks__`, and a set-up file of the tests", async () => {
    expect(await lookUps('vi.mock("../src/db");', { "src/__mocks__/db.ts": "export {};\n" })).toEqual([MOCKED, MOCKED]);
    const setup = 'import "../src/db";\nvi.mock("../src/db", () => ({}));\n';
    expect(await lookUps("", { "tests/setup.ts": setup })).toEqual([MOCKED, MOCKED]);
  });

  it("lets a mocked module export anything", async () => {
    const mock = 'vi.mock("../src/db", () => ({ extra: vi.fn() }));';
    const project = await linked({ "src/db.ts": DB, "tests/a.test.ts": `${IMPORTS}${mock}\ndb.extra();` });
    expect(project.memberAt("tests/a.test.ts", "db.extra()")).toBe("unknown: the module is mocked");
  });
});

describe("in Python", () => {
  const DB = "class Manager:\n    def open(self): ...\nmanager = Manager()\n";
  const IMPORTS = "from app import db\nfrom app.db import Manager\n";

  async function lookUps(test: string, beside: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
    const use = "from app.db import Manager\nManager.gone()\n";
    const files = { "app/__init__.py": "", "app/db.py": DB, "app/use.py": use, ...beside };
    const body = [test, "db.Manager.gone()", "db.manager.gone()"].map((line) => `    ${line}\n`).join("");
    const project = await linked({
      ...files,
      "tests/test_a.py": `${IMPORTS}def test_a(monkeypatch, mocker):\n${body}`,
    });
    expect(project.memberAt("app/use.py", "Manager.gone()")).toBe("absent");
    return ["db.Manager.gone()", "db.manager.gone()"].map((code) => project.memberAt("tests/test_a.py", code));
  }

  it.each([
    ['monkeypatch.setattr(db, "Manager", Fake)', [MOCKED, MOCKED]],
    ['monkeypatch.setattr("app.db.Manager", Fake)', [MOCKED, MOCKED]],
    ['monkeypatch.setattr("app.db.manager", Fake())', ["absent", MOCKED]],
    ['patch("app.db.Manager").start()', [MOCKED, MOCKED]],
    ['mock.patch("app.use.Manager").start()', [MOCKED, MOCKED]],
    ['mocker.patch("app.db.Manager")', [MOCKED, MOCKED]],
    ['mocker.patch.object(db, "Manager")', [MOCKED, MOCKED]],
    ['patch.multiple("app.db", Manager=Fake).start()', [MOCKED, MOCKED]],
    ["db.Manager = Fake", [MOCKED, MOCKED]],
    ['setattr(db, "Manager", Fake)', [MOCKED, MOCKED]],
    ['with patch("app.db.Manager") as m: pass', [MOCKED, MOCKED]],
  ])("what is replaced: `%s`", async (test, expected) => {
    expect(await lookUps(test)).toEqual(expected);
  });

  it.each([
    'patch("app.db.Manager.open").start()',
    'patch.object(Manager, "open").start()',
    'monkeypatch.setattr(Manager, "open", fake)',
    'patch("app.other.Manager").start()',
    'monkeypatch.setenv("DATABASE_URL", "x")',
  ])("leaves alone a member that is replaced, and other things: `%s`", async (test) => {
    expect(await lookUps(test)).toEqual(["absent", "absent"]);
  });

  it("heeds a `conftest.py`", async () => {
    const conftest = 'from app import db\ndef setup(monkeypatch):\n    monkeypatch.setattr(db, "Manager", None)\n';
    expect(await lookUps("pass", { "tests/conftest.py": conftest })).toEqual([MOCKED, MOCKED]);
  });
});
