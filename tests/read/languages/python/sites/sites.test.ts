/** Which places of a Python file are sites, and what each says. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

const IMPORTS = "from app.db import DatabaseManager, get_db, manager";

/** `kind range -> target` of every site in what follows the import. */
function listed(...lines: readonly string[]): readonly string[] {
  const { facts, textOf, shown } = read(IMPORTS, ...lines);
  return facts.sites.map(({ kind, range, target }) => `${kind} ${textOf(range)} -> ${shown(target)}`);
}

describe("calls", () => {
  it("tells the whole call, the name, what stands before the dot, and what is given", () => {
    const { site, textOf, shown } = read(
      IMPORTS,
      "async def f():",
      '    x = await DatabaseManager.open("primary", retries=3)',
    );
    const call = site("open");
    expect(call.kind).toBe("call");
    expect(textOf(call.range)).toBe('DatabaseManager.open("primary", retries=3)');
    expect(call.receiverRange && textOf(call.receiverRange)).toBe("DatabaseManager");
    expect(shown(call.target)).toBe("DatabaseManager.open");
    expect(call.arguments.map(({ range, text, keyword }) => [textOf(range), text, keyword])).toEqual([
      ['"primary"', "primary", undefined],
      ["retries=3", undefined, "retries"],
    ]);
  });

  it("tells a function written in place by its parameters", () => {
    const { site } = read(IMPORTS, "get_db(lambda db, n=1: db.run(n))");
    expect(site("get_db").arguments.map(({ callback }) => callback)).toEqual([
      { parameters: ["db", "n=1"], async: false },
    ]);
  });

  it("says nothing of a member for arguments that are unpacked or generated", () => {
    const { site } = read(IMPORTS, "get_db(*xs, **ys)", "manager.all(x for x in xs)");
    expect(site("get_db").arguments.map(({ term }) => term.kind)).toEqual(["unknown", "unknown"]);
    expect(site("all").arguments).toHaveLength(1);
  });

  it("reads `getattr` with a name in it as the member", () => {
    const { site, textOf, shown } = read(IMPORTS, 'getattr(DatabaseManager, "open")()');
    const call = site("open");
    expect([call.kind, textOf(call.range), shown(call.target)]).toEqual([
      "call",
      'getattr(DatabaseManager, "open")()',
      "DatabaseManager.open",
    ]);
  });

  it.each(["print(1)", '"".join([])', "len([1])", "super().x()", "getattr(manager, name)"])(
    "leaves `%s` alone",
    (code) => expect(listed(code).filter((site) => site.startsWith("call"))).toEqual([]),
  );

  it("takes a member of its own class for a site", () => {
    expect(listed("class A:", "    def f(self):", "        return self.missing()")).toEqual([
      "call self.missing() -> self.missing",
    ]);
    expect(listed("class A:", "    @classmethod", "    def f(cls):", "        return cls.missing()")).toContain(
      "call cls.missing() -> cls.missing",
    );
  });
});

describe("reads", () => {
  it.each([
    ["x = manager.engine", "read manager.engine -> manager.engine"],
    ["run(get_db)", "read get_db -> get_db"],
    ["run(key=get_db)", "read get_db -> get_db"],
    ["class A(DatabaseManager): pass", "read DatabaseManager -> DatabaseManager"],
    [
      "@DatabaseManager.transactional\ndef f(): pass",
      "read DatabaseManager.transactional -> DatabaseManager.transactional",
    ],
    [
      "@DatabaseManager.transactional()\ndef f(): pass",
      "call DatabaseManager.transactional() -> DatabaseManager.transactional",
    ],
    ["@get_db\ndef f(): pass", "read get_db -> get_db"],
    ["def f(db=manager.db): pass", "read manager.db -> manager.db"],
    ["try: pass\nexcept (ValueError, manager.Error) as e: pass", "read manager.Error -> manager.Error"],
    ["try: pass\nexcept DatabaseManager: pass", "read DatabaseManager -> DatabaseManager"],
    ['x = f"{manager.name!r:>{manager.width}}"', "read manager.width -> manager.width"],
    ["del manager.engine", "read manager.engine -> manager.engine"],
    ["x = [get_db, 1]", "read get_db -> get_db"],
    ["x = {'a': get_db}", "read get_db -> get_db"],
    ["manager.count += 1", undefined],
  ])("of `%s`", (code, site) => {
    const sites = listed(code);
    if (site === undefined) expect(sites).toEqual([]);
    else expect(sites).toContain(site);
  });

  it("leaves what is written to alone", () => {
    expect(listed("manager.a = 1", "manager.b, (manager.c, *manager.d) = 1, (2, 3)")).toEqual([]);
    expect(listed("for manager.i in []: pass", "with open('x') as manager.file: pass")).toEqual([]);
    expect(listed("with open('x') as (manager.a, [manager.b]): pass")).toEqual([]);
  });

  it("leaves names of functions' own, of builtins, of keywords and of declarations alone", () => {
    expect(listed("def f(a, *b, c=1, **d):", "    e = a", "    return [b, c, d, e, len]")).toEqual([]);
    expect(listed("def get_db(): pass", "class DatabaseManager: pass", "print(get_db=1)")).toEqual([]);
    expect(listed("global get_db", "get_db: int", "get_db = 1", "for get_db in []: pass")).toEqual([]);
  });

  it("takes the modules of a dotted name for what they are", () => {
    const { site, shown } = read("import app.db", "app.db.manager.open()");
    expect(shown(site("open").target)).toContain("manager.open");
  });
});

describe("types", () => {
  it.each([
    ["x: DatabaseManager", ["DatabaseManager"]],
    ["def f(x: manager.Session | None) -> list[DatabaseManager]: pass", ["manager.Session", "DatabaseManager"]],
    ["def f(x: 'DatabaseManager | None'): pass", ["DatabaseManager"]],
    ["x: dict[str, 'manager.Session'] = {}", ["manager.Session"]],
    ["def f(x: str, y: Unknown) -> None: pass", []],
  ])("reads those of `%s`", (code, types) => {
    const { facts, textOf } = read(IMPORTS, code);
    expect(facts.sites.filter(({ kind }) => kind === "type").map(({ range }) => textOf(range))).toEqual(types);
  });

  it("takes what is called in an annotation for a call", () => {
    const sites = listed("from fastapi import Depends", "def f(db: Annotated[DatabaseManager, Depends(get_db)]): pass");
    expect(sites).toEqual(
      expect.arrayContaining([
        "type DatabaseManager -> DatabaseManager",
        "call Depends(get_db) -> Depends",
        "read get_db -> get_db",
      ]),
    );
    expect(sites).not.toContain("type Depends -> Depends");
  });
});

describe("the name of what is around", () => {
  it("is that of the functions and classes, outermost first", () => {
    const { sites } = read(
      IMPORTS,
      "get_db()",
      "class A:",
      "    x = get_db()",
      "    async def f(self):",
      "        def g(): return get_db()",
      "        return lambda: get_db()",
    );
    expect(sites("get_db").map(({ enclosing }) => enclosing)).toEqual([undefined, "A", "A.f.g", "A.f"]);
  });
});
