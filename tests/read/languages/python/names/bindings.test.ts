/** What the names of a Python file stand for, and where they are named. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

/** The binding of a name: its kind and terms as the code might have them. */
function binding(name: string, ...lines: readonly string[]) {
  const { facts, shown, textOf } = read(...lines);
  const found = facts.bindings.find((each) => each.name === name);
  if (found === undefined) throw new Error(`nothing binds ${name}`);
  return {
    ...found,
    shown: shown(found.term),
    shownType: found.type && shown(found.type),
    later: found.assigned.map(shown),
    named: found.references.map(textOf),
    visible: textOf(found.scope),
  };
}

const term = (name: string, ...lines: readonly string[]) => binding(name, ...lines).shown;
const type = (name: string, ...lines: readonly string[]) => binding(name, ...lines).shownType;

describe("what a name stands for", () => {
  it.each([
    ["import a.b", "a", { kind: "import", specifier: "a", name: "*" }],
    ["import a.b as c", "c", { kind: "import", specifier: "a.b", name: "*" }],
    ["from . import a", "a", { kind: "import", specifier: ".", name: "a" }],
    ["from ..a import b as c", "c", { kind: "import", specifier: "..a", name: "b" }],
    ["def f(): pass", "f", { kind: "function", index: 0 }],
    ["class A: pass", "A", { kind: "class", index: 0 }],
    ["class A:\n  def f(self): pass", "self", { kind: "this", class: 0, side: "instance" }],
    ["class A:\n  @classmethod\n  def f(cls): pass", "cls", { kind: "this", class: 0, side: "static" }],
  ])("reads `%s`", (code, name, expected) => {
    expect(binding(name, code).term).toEqual(expected);
  });

  it("does not take the first parameter of a static method for the class or its instance", () => {
    expect(binding("x", "class A:", "  @staticmethod", "  def f(x): pass").term.kind).toBe("unknown");
    expect(binding("x", "class A:", "  def f(self, x): pass").term.kind).toBe("unknown");
  });

  const call = (code: string) => term("x", "from m import f, g", code);
  const f = call("x = f");

  it("follows assignments, also through other names", () => {
    expect(call("x = f()")).toBe(call("y = x = f()"));
    expect(call("x = f()")).toBe(call("(x := f())"));
    expect(call("x = f()")).not.toBe(f);
    expect(binding("x", "x: int").term.kind).toBe("literal");
    expect(binding("x", "x = 0", "x += f()").assigned.map(({ kind }) => kind)).toEqual(["unknown"]);
  });

  it("takes each part of a pattern from its place, and from the whole where there is no such place", () => {
    const kind = (code: string) => binding("x", "from m import f, g", code).term;
    const whole = binding("x", "from m import f, g", "x = f()").term;
    expect(kind("y, x = g(), f()")).toEqual(whole);
    expect(kind("y, (z, x) = g(), (1, f())")).toEqual(whole);
    expect(kind("y, x = f()")).toEqual({ kind: "element", of: whole });
    expect(kind("*y, x = g(), f()")).toMatchObject({ kind: "element" });
    expect(kind("y, x = *g(), f()")).toMatchObject({ kind: "element" });
    expect(kind("y, *x = f()").kind).toBe("unknown");
    expect(kind("import asyncio\ny, x = await asyncio.gather(g(), f())")).toEqual({ kind: "await", of: whole });
  });

  it("tells what is entered, iterated and injected", () => {
    const kind = (code: string) => binding("x", "from m import f, Depends", code).term;
    const whole = binding("x", "from m import f, Depends", "x = f()").term;
    expect(kind("with f() as x: pass")).toEqual({ kind: "entered", of: whole });
    expect(kind("async def g():\n  async with f() as x: pass")).toEqual({ kind: "entered", of: whole });
    expect(kind("with f() as (y, x): pass")).toEqual({ kind: "element", of: { kind: "entered", of: whole } });
    expect(kind("for x in f(): pass")).toEqual({ kind: "iterated", of: whole });
    expect(kind("[x for x in f()]")).toEqual({ kind: "iterated", of: whole });
    expect(kind("for y, x in f(): pass")).toEqual({ kind: "element", of: { kind: "iterated", of: whole } });
    expect(kind("def g(x=Depends(f)): pass").kind).toBe("injected");
    expect(kind("from typing import Annotated\ndef g(x: Annotated[int, Depends(f)]): pass").kind).toBe("injected");
  });

  it("knows that a callee hands something to the parameters of a function in place", () => {
    expect(binding("x", "from m import run", "run(1, lambda y, x: x)").term).toMatchObject({
      kind: "handed",
      argument: 1,
      parameter: 1,
    });
    expect(binding("x", "f = lambda x: x").term.kind).toBe("unknown");
  });

  it("says nothing of what is caught or matched", () => {
    expect(binding("x", "try: pass", "except E as x: pass").term.kind).toBe("unknown");
    expect(binding("x", "match a:", "  case [x]: pass").term.kind).toBe("unknown");
    expect(binding("x", "def f(x): pass").term.kind).toBe("unknown");
  });

  it("keeps what is bound to a name later", () => {
    const { term: first, assigned } = binding(
      "X",
      "try:",
      "  from a import X",
      "except ImportError:",
      "  class X: pass",
    );
    expect([first, ...assigned].map(({ kind }) => kind)).toEqual(["import", "class"]);
    const twice = binding("f", "if a:", "  def f(): pass", "else:", "  def f(): pass");
    expect([twice.term, ...twice.assigned].map(({ kind }) => kind)).toEqual(["function", "function"]);
    expect(binding("x", "x = None", "def f():", "  global x", "  x = g()").assigned.map(({ kind }) => kind)).toEqual([
      "call",
    ]);
  });

  it("takes the definition for a function, and leaves its overloads alone", () => {
    const code = ["from typing import overload", "@overload", "def f(a: int): ...", "def f(a): return g()"];
    const { facts } = read(...code);
    const f = facts.bindings.find(({ name }) => name === "f");
    const index = f?.term.kind === "function" ? f.term.index : -1;
    expect([facts.functions[index]?.returns.length, f?.assigned]).toEqual([1, []]);
  });
});

describe("annotations", () => {
  it("say what a variable or a parameter holds", () => {
    const instance = type("x", "class A: pass", "x: A = make()");
    expect(instance).toBeDefined();
    expect(type("x", "class A: pass", "def f(x: A): pass")).toBe(instance);
    expect(type("x", "class A: pass", "def f(x: 'A' = None): pass")).toBe(instance);
    expect(type("x", "class A: pass", "x = None", "x: A")).toBe(instance);
    expect(binding("x", "class A: pass", "def f(*x: A): pass").type?.kind).toBe("collection");
    expect(type("x", "from typing import Annotated", "class A: pass", "def f(x: Annotated[A, Depends(g)]): pass")).toBe(
      instance,
    );
  });

  it("say nothing where there are none, or none that help", () => {
    expect(type("x", "x = 1")).toBeUndefined();
    expect(type("x", "def f(x): pass")).toBeUndefined();
    expect(type("x", "from typing import Any", "x: Any = f()")).toBeUndefined();
  });
});

describe("where a name is named", () => {
  const places = (...lines: readonly string[]) => binding("X", ...lines).references.length;

  it.each([
    ["in code", ["from a import X", "X()", "def f(): return X"], 2],
    ["in an annotation", ["from a import X", "def f(x: X) -> X: pass"], 2],
    ["in an annotation in quotes", ["from a import X", "def f(x: 'list[X]') -> \"X | None\": pass"], 2],
    ["in quotes within an annotation", ["from a import X", "x: Optional['X'] = None", "y: t.List['X'] = []"], 2],
    [
      "for the type system",
      ["from typing import cast, TypeVar", "from a import X", "cast('X', y)", "TypeVar('T', bound='X')"],
      2,
    ],
    ["in a type comment", ["from a import X", "x = None  # type: X"], 1],
    ["in `__all__`", ["from a import X", '__all__ = ["X"]'], 1],
    ["in an f-string", ["from a import X", "f'{X}'"], 1],
    ["where it is changed in place", ["X = 1", "X += 1"], 1],
    ["where it is deleted", ["X = 1", "del X"], 1],
  ])("is found %s", (_, code, expected) => {
    expect(places(...code)).toBe(expected);
  });

  it.each([
    ["in other strings", ["from a import X", "x = 'X'", "f('X')", "x['X']"]],
    [
      "in literals and texts",
      ["from typing import Annotated, Literal", "from a import X", "x: Literal['X']", "y: Annotated[int, 'X']"],
    ],
    ["in comments", ["from a import X", "x = None  # X", "y = 1  # type: ignore[X]"]],
    ["as attributes and keywords", ["from a import X", "y.X", "f(X=1)", "z: 'm.X'"]],
    ["where another name hides it", ["from a import X", "def f(X): return X"]],
    ["where it is bound again", ["X = 1", "X = 2"]],
    ["in `global`", ["X = 1", "def f():", "  global X"]],
  ])("is not found %s", (_, code) => {
    expect(places(...code)).toBe(0);
  });

  it("gives the exact stretch, in quotes too", () => {
    const code = "from a import X\nx: 'list[X]'";
    const [reference] = binding("X", code).references;
    expect(reference).toEqual({ start: code.lastIndexOf("X"), end: code.lastIndexOf("X") + 1 });
  });
});

describe("where a name is visible", () => {
  it("is the whole file, the function, the class or the comprehension that binds it", () => {
    expect(binding("x", "# a", "x = 1", "").visible).toBe("# a\nx = 1\n");
    expect(binding("x", "y = 1", "def f():", "  x = 1").visible).toBe("def f():\n  x = 1");
    expect(binding("x", "y = [x for x in z]").visible).toBe("[x for x in z]");
    expect(binding("x", "class A:", "  x = 1", "y = 2").visible).toBe("class A:\n  x = 1");
  });

  it("is the top of the module only for what is bound there", () => {
    const top = (...lines: readonly string[]) => binding("x", ...lines).topLevel;
    expect([top("if a:", "  x = 1"), top("try:", "  import x", "finally: pass")]).toEqual([true, true]);
    expect([top("def f(): x = 1"), top("class A: x = 1"), top("[x for x in y]")]).toEqual([false, false, false]);
  });
});
