import { describe, expect, it } from "vitest";
import { contextOf, functionIn } from "../reading.js";

describe("functions", () => {
  it("lists what they take, without the receiver of a method", () => {
    const { parameters } = functionIn("class A:\n    def f(self, a, b: X = 1, /, *args, c, d=2, **more): ...");
    expect(parameters.map(({ name, optional, rest }) => [name, optional, rest])).toEqual([
      ["a", false, false],
      ["b", true, false],
      ["args", false, true],
      ["c", false, false],
      ["d", true, false],
      ["more", false, true],
    ]);
    expect(functionIn("class A:\n    @staticmethod\n    def f(a): ...").parameters).toHaveLength(1);
    expect(functionIn("def f(self): ...").parameters).toHaveLength(1);
  });

  it("lists what they return and yield, functions inside of them left out", () => {
    const facts = functionIn(`
async def f():
    def inner():
        yield 1
        return x
    if a:
        return b
    return
`);
    expect(facts.returns).toHaveLength(1);
    expect(facts).toMatchObject({ async: true, generator: false, yields: [] });
    const generator = functionIn("def f():\n    with g() as x:\n        yield x\n    yield from h()\n    yield\n");
    expect(generator.generator).toBe(true);
    expect(generator.yields.map(({ kind }) => kind)).toEqual(["binding", "iterated", "literal"]);
  });

  it.each([
    "from contextlib import asynccontextmanager as acm\n@acm\nasync def f(): yield 1",
    "import contextlib\n@contextlib.contextmanager\ndef f(): yield 1",
    "class A:\n    @classmethod\n    @asynccontextmanager\n    async def f(cls): yield 1",
  ])("knows a context manager: %j", (text) => {
    expect(functionIn(text).contextManager).toBe(true);
  });

  it("leaves a bare generator and other decorators alone", () => {
    expect(functionIn("def f(): yield 1").contextManager).toBeUndefined();
    expect(functionIn("def contextmanager(f): ...").contextManager).toBeUndefined();
    const own = contextOf("def contextmanager(f): ...\n@contextmanager\ndef g(): yield 1\n");
    const node = own.tree.nodes.filter(({ type }) => type === "function_definition").at(-1);
    expect(node && own.functions.list[own.functions.indexOf(node)]?.contextManager).toBeUndefined();
  });

  it("says that a coroutine function gives a promise of what its annotation names", () => {
    expect(functionIn("async def f() -> X: ...").returnType).toMatchObject({
      kind: "promise",
      of: { kind: "instance" },
    });
    expect(functionIn("def f() -> X: ...").returnType?.kind).toBe("instance");
    expect(functionIn("async def f() -> AsyncIterator[X]:\n    yield x").returnType?.kind).not.toBe("promise");
  });

  it("lists the parameters that the body calls, and what it hands them", () => {
    const { invokes } = functionIn("def f(a, work):\n    def inner():\n        return work(a, 1, key=2)\n    other(a)");
    expect(invokes).toMatchObject([{ parameter: 1, arguments: [{ kind: "binding" }, { kind: "literal" }] }]);
  });

  it("names decorators as written", () => {
    expect(functionIn("@app.get('/')\n@retry\ndef f(): ...").decorators).toEqual(["app.get", "retry"]);
  });

  it("takes the name of a lambda from what it is assigned to", () => {
    const context = contextOf("f = lambda a, *b: a.get(b)");
    const node = context.tree.nodes.find(({ type }) => type === "lambda");
    const facts = node && context.functions.list[context.functions.indexOf(node)];
    expect(facts).toMatchObject({ name: "f", parameters: [{ name: "a" }, { name: "b", rest: true }] });
    expect(facts?.returns).toHaveLength(1);
  });

  it("reads a function that `asynccontextmanager` makes of a generator", () => {
    const context = contextOf(`
from contextlib import asynccontextmanager
async def get_db():
    session = Session()
    try:
        yield session
    finally:
        await session.close()
get_session = asynccontextmanager(get_db)
`);
    const call = context.tree.nodes.find(({ type, field }) => type === "call" && field === "right");
    const made = context.tree.nodes.findLast(({ type, field }) => type === "call" && field === "right");
    expect(call).not.toBe(made);
    const facts = made && context.functions.list[context.functions.indexOf(made)];
    expect(facts).toMatchObject({
      name: "get_session",
      async: true,
      contextManager: true,
      yields: [{ kind: "iterated" }],
    });
    expect(facts?.body).toEqual({ start: 44, end: 161 });
  });
});
