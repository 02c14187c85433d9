/** How Python code holds what it got. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

/** The usage of the one site of `get_db` in a function. */
function usage(...lines: readonly string[]) {
  const { site, textOf, facts } = read("from app.db import get_db", ...lines);
  const found = site("get_db").usage;
  const { declaration } = found;
  return {
    ...found,
    expression: textOf(found.expression),
    declaration: declaration && {
      ...declaration,
      keywordRange: textOf(declaration.keywordRange),
      range: textOf(declaration.range),
      binding: declaration.binding === undefined ? undefined : facts.bindings[declaration.binding]?.name,
    },
  };
}

const inAsync = (...lines: readonly string[]) => usage("async def f():", ...lines.map((line) => `    ${line}`));

describe("the kind of usage", () => {
  it.each([
    ["with get_db() as x: pass", "using"],
    ["async with get_db() as x: pass", "using"],
    ["async with get_db(): pass", "using"],
    ["async with a() as x, get_db() as y: pass", "using"],
    ["async with (a() as x, get_db() as y): pass", "using"],
    ["async with (get_db() as y): pass", "using"],
    ["async with (await get_db()) as y: pass", "using"],
    ["x = get_db()", "bound"],
    ["x: Session = await get_db()", "bound"],
    ["(x := get_db())", "bound"],
    ["if (x := get_db()): pass", "other"],
    ["a, b = get_db()", "destructured"],
    ["[a, *b] = await get_db()", "destructured"],
    ["(await get_db()).query()", "inline"],
    ["get_db().execute()", "inline"],
    ["get_db()[0]", "inline"],
    ["get_db()()", "inline"],
    ["return get_db()", "returned"],
    ["return await get_db()", "returned"],
    ["yield get_db()", "returned"],
    ["yield from get_db()", "returned"],
    ["return 1, get_db()", "returned"],
    ["lambda: get_db()", "returned"],
    ["run(get_db())", "argument"],
    ["run(db=get_db())", "argument"],
    ["class A(get_db(), metaclass=M): pass", "other"],
    ["class A(B, metaclass=get_db()): pass", "other"],
    ["self.x = get_db()", "stored"],
    ["x = self.x = get_db()", "stored"],
    ["xs['a'] = get_db()", "stored"],
    ["{'a': get_db()}", "stored"],
    ["[get_db()]", "stored"],
    ["class A: x = get_db()", "stored"],
    ["for x in get_db(): pass", "iterated"],
    ["async for x in get_db(): pass", "iterated"],
    ["[x async for x in get_db()]", "iterated"],
    ["def g(x=get_db()): pass", "default"],
    ["def g(x: X = get_db()): pass", "default"],
    ["get_db()", "dropped"],
    ["await get_db()", "dropped"],
    ["get_db(lambda db: db.run())", "callback"],
    ["get_db() or 1", "other"],
    ["x += get_db()", "other"],
    ["raise get_db()", "other"],
    ["@get_db()\n    def g(): pass", "other"],
    ["f'{get_db()}'", "other"],
    ["not get_db()", "other"],
  ])("of `%s` is %s", (code, kind) => {
    expect(inAsync(code).kind).toBe(kind);
  });

  it("tells a name that is made from one that was there", () => {
    expect(usage("x = get_db()").kind).toBe("bound");
    expect(usage("x = None", "x = get_db()").kind).toBe("assigned");
    expect(usage("x = None", "def f():", "    global x", "    x = get_db()").kind).toBe("assigned");
    expect(usage("def f():", "    global x", "    x = get_db()").kind).toBe("assigned");
    expect(usage("x = None", "def f():", "    x = get_db()").kind).toBe("bound");
    expect(usage("def f(x):", "    x = get_db()").kind).toBe("assigned");
  });

  it.each([
    ["def f(db=Depends(get_db)): pass", "injected"],
    ["def f(db=Depends(dependency=get_db)): pass", "injected"],
    ["def f(db: Annotated[X, Security(get_db, scopes=[])]): pass", "injected"],
    ["run(get_db)", "argument"],
    ["def f(db=Depends(get_db())): pass", "injected"],
  ])("of `%s` is %s", (code, kind) => {
    expect(usage("from fastapi import Depends, Security", code).kind).toBe(kind);
  });
});

describe("declarations", () => {
  const statement = "async with get_db() as x: pass";

  it("of a `with` are the whole statement and its name", () => {
    expect(inAsync(statement).declaration).toEqual({
      keyword: "async with",
      keywordRange: "async with",
      name: "x",
      binding: "x",
      range: statement,
      single: true,
    });
    expect(usage("with get_db(): pass").declaration).toEqual({
      keyword: "with",
      keywordRange: "with",
      name: "",
      binding: undefined,
      range: "with get_db(): pass",
      single: true,
    });
  });

  it.each([
    ["with get_db() as (a, b): pass", "(a, b)", true],
    ["with get_db() as self.x: pass", "self.x", true],
    ["with a() as x, get_db() as y: pass", "y", false],
    ["with (\n  a() as x,\n  get_db(),\n): pass", "", false],
    ["with (get_db() as x): pass", "x", true],
    ["with ((get_db()) as x): pass", "x", true],
    ["x = y = get_db()", "y", false],
    ["a, b = get_db()", "a, b", false],
    ["x = (\n  get_db()\n)", "x", true],
    ["(x := get_db())", "x", true],
    ["for x in get_db(): pass", "x", true],
    ["for a, b in get_db(): pass", "a, b", true],
  ])("of `%s` name `%s`", (code, name, single) => {
    const { declaration } = usage(code);
    expect([declaration?.name, declaration?.single, declaration?.range]).toEqual([name, single, code]);
  });

  it("of an assignment have an empty keyword at its start", () => {
    const { site } = read("from app.db import get_db", "x: X = get_db()");
    const { declaration } = site("get_db").usage;
    expect(declaration?.keyword).toBe("");
    expect(declaration?.keywordRange).toEqual({ start: 26, end: 26 });
  });

  it.each(["run(get_db())", "with a(get_db()) as x: pass", "return_ = [get_db()]", "x.y = get_db()", "get_db()"])(
    "are none of `%s`",
    (code) => expect(usage(code).declaration).toBeUndefined(),
  );

  it("of a loop say whether it is asynchronous", () => {
    expect(inAsync("async for x in get_db(): pass").declaration?.keywordRange).toBe("async for");
    expect(inAsync("[x for x in get_db()]").declaration).toMatchObject({ keyword: "for", range: "for x in get_db()" });
  });
});

describe("await", () => {
  it("is part of the expression, as parentheses are", () => {
    expect(inAsync("x = (await (get_db()))")).toMatchObject({ expression: "(await (get_db()))", awaited: true });
    expect(inAsync("x = get_db()")).toMatchObject({ expression: "get_db()", awaited: false });
  });

  it.each([
    [["async def f():", "  get_db()"], true],
    [["async def f():", "  return [get_db() for x in xs]"], true],
    [["async def f():", "  if a:", "    get_db()"], true],
    [["def f():", "  get_db()"], false],
    [["get_db()"], false],
    [["async def f():", "  return lambda: get_db()"], false],
    [["async def f():", "  def g(): get_db()"], false],
    [["async def f():", "  class A:", "    x = get_db()"], false],
    [["async def f():", "  def g(x=get_db()): pass"], true],
    [["async def f(x=get_db()): pass"], false],
    [["@get_db()", "async def f(): pass"], false],
    [["async def f():", "  class A(get_db()): pass"], true],
  ])("in `%s` may stand: %s", (lines, may) => {
    expect(usage(...lines).mayAwait).toBe(may);
  });
});
