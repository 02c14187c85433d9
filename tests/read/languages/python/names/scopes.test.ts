/** Which binding each name of a Python file means. */
import { beforeAll, describe, expect, it } from "vitest";
import { buildScopes } from "../../../../../src/read/languages/python/names/scopes.js";
import { textOf } from "../../../../../src/read/languages/python/syntax/node.js";
import { loadParser, type Parse } from "../../../../../src/read/languages/python/syntax/parse.js";

let parse: Parse;
beforeAll(async () => {
  parse = await loadParser();
});

function read(code: string) {
  const tree = parse(code);
  const scopes = buildScopes(tree);
  const lineOf = (offset: number) => code.slice(0, offset).split("\n").length;
  return {
    /** For each place that reads `name`: the line on which what it means is bound first; 0 for what is not bound. */
    lines: (name: string) =>
      tree.nodes
        .filter((node) => node.type === "identifier" && textOf(tree, node) === name)
        .map((node) => {
          const declared = scopes.of(node);
          return declared === undefined ? 0 : lineOf(declared.node.start);
        }),
    names: scopes.all.map(({ kind, name, topLevel }) => `${topLevel ? "top " : ""}${kind} ${name}`),
    scopes,
    tree,
  };
}

const lines = (name: string, ...code: readonly string[]) => read(code.join("\n")).lines(name);
const names = (...code: readonly string[]) => read(code.join("\n")).names;

describe("what binds a name", () => {
  it.each([
    ["import a.b.c, d as e, f.g as h", ["import a", "import e", "import h"]],
    ["from x import y as z, (w)", ["import z"]],
    ["from . import (\n  a,\n  b as c,\n)", ["import a", "import c"]],
    ["from x import *", []],
    ["from __future__ import annotations", ["import annotations"]],
    ["a = b = c, (d, *e) = [f, [g]] = 1", ["a", "b", "c", "d", "e", "f", "g"].map((name) => `variable ${name}`)],
    ["a: int\nb: int = 1\nc += 1", ["variable a", "variable b", "variable c"]],
    ["a.b = 1; a[b] = 2; (a.b, c) = 3", ["variable c"]],
    ["for a, (b, *c) in d: pass", ["variable a", "variable b", "variable c"]],
    ["with a() as b, c() as (d, e), f() as g.h: pass", ["variable b", "variable d", "variable e"]],
    ["with (a() as b, c() as d): pass", ["variable b", "variable d"]],
    ["try: pass\nexcept (A, B) as c: pass\nexcept* D as e: pass", ["variable c", "variable e"]],
    ["if (a := b) and (c := d): pass", ["variable a", "variable c"]],
    ["class A(B, metaclass=C): pass\ndef f(): pass", ["class A", "function f"]],
    ["del a, (b, c[0])\nprint(d=1)", []],
  ])("finds the names of `%s`", (code, expected) => {
    expect(names(code)).toEqual(expected.map((name) => `top ${name}`));
  });

  it("finds parameters of every sort, of functions and lambdas", () => {
    expect(names("def f(a, b=1, /, c: int = 2, *d: str, e, f=3, **g: X): pass").slice(1)).toEqual(
      ["a", "b", "c", "d", "e", "f", "g"].map((name) => `parameter ${name}`),
    );
    expect(names("lambda a, *b, c=1, **d: a")).toEqual(["a", "b", "c", "d"].map((name) => `parameter ${name}`));
    expect(names("def f(a, *, b): pass").slice(1)).toEqual(["parameter a", "parameter b"]);
  });

  it("finds what patterns capture, and leaves alone what they compare with or name", () => {
    const code = [
      "match a:",
      "  case [b, *c, Color.RED]: pass",
      "  case {'key': d, Key.NAME: e, **f}: pass",
      "  case Point(g, x=h, y=0) as i: pass",
      "  case (1 | j) | None | str(): pass",
      "  case _ if k: pass",
    ];
    expect(names(...code)).toEqual(["b", "c", "d", "e", "f", "g", "h", "i", "j"].map((name) => `top variable ${name}`));
  });

  it("finds type aliases and type parameters", () => {
    expect(names("type A = B\ntype C[D] = list[D]")).toEqual(["top type A", "top type C", "type D"]);
    expect(names("def f[T: int, *Ts, **P](a: T): pass\nclass A[U](B[U]): pass")).toEqual([
      "top function f",
      "type T",
      "type Ts",
      "type P",
      "parameter a",
      "top class A",
      "type U",
    ]);
  });

  it("makes one binding of all that bind a name in a scope, the first one leading", () => {
    const { scopes } = read("try:\n  from a import X\nexcept ImportError:\n  X = None\nif y:\n  def X(): pass");
    expect(scopes.all.map(({ name, kind, places }) => [name, kind, places.length])).toEqual([["X", "import", 3]]);
  });

  it("binds in conditions, loops and blocks at the top as at the top", () => {
    expect(names("if a:\n  import b\nfor c in d:\n  with e:\n    f = 1")).toEqual([
      "top import b",
      "top variable c",
      "top variable f",
    ]);
  });
});

describe("what a name means", () => {
  it.each([
    ["a local that shadows an import", ["from a import x", "def f():", "  x = 1", "  x", "x"], [1, 3, 3, 1]],
    ["a local that is bound after it is read", ["x = 1", "def f():", "  x", "  x = 2"], [1, 4, 4]],
    ["a name of the function around", ["x = 1", "def f():", "  x = 2", "  def g():", "    return x"], [1, 3, 3]],
    ["a name that nothing binds", ["def f():", "  return x"], [0]],
    ["a parameter", ["x = 1", "def f(x):", "  return x"], [1, 2, 2]],
    ["a parameter's default, evaluated outside", ["x = 1", "def f(x=x): pass"], [1, 2, 1]],
    ["an annotation, evaluated outside", ["class x: pass", "def f(x: x) -> x: pass"], [1, 2, 1, 1]],
    ["a decorator, evaluated outside", ["x = 1", "@x", "def f(x): pass"], [1, 1, 3]],
    ["the body of a lambda", ["x = 1", "lambda x, y=x: x"], [1, 2, 1, 2]],
    [
      "class scope, which methods do not see",
      ["x = 1", "class A:", "  x = 2", "  y = x", "  def f(self): return x"],
      [1, 3, 3, 1],
    ],
    [
      "class scope, which comprehensions do not see",
      ["x = 1", "class A:", "  x = [2]", "  y = [x for _ in x]"],
      [1, 3, 1, 3],
    ],
    ["a class in a class", ["class A:", "  class x: pass", "  class B:", "    y = x"], [2, 0]],
    ["a comprehension, whose first iterable is outside", ["x = 1", "[x for x in x for x in x]"], [1, 2, 2, 1, 2, 2]],
    ["a comprehension, whose names end with it", ["{x: y for x, y in z}", "x"], [1, 1, 0]],
    ["`:=` in a comprehension", ["def f():", "  [y for y in z if (x := y)]", "  return x"], [2, 2]],
    ["`global`", ["x = 1", "def f():", "  global x", "  x = 2", "  def g(): return x"], [1, 1, 1, 1]],
    ["`global` of a name bound nowhere else", ["def f():", "  global x", "  x = 2", "x"], [3, 3, 3]],
    ["`nonlocal`, bound further down", ["def f():", "  def g():", "    nonlocal x", "    x = 1", "  x = 2"], [5, 5, 5]],
    ["an attribute and a keyword", ["x = 1", "y.x", "f(x=x)"], [1, 0, 0, 1]],
    ["`+=`", ["x = 1", "x += 1"], [1, 1]],
    ["`del`", ["x = 1", "del x"], [1, 1]],
    ["a type parameter", ["class x: pass", "def f[x](a: x) -> x:", "  x"], [1, 2, 2, 2, 2]],
    ["a method with type parameters", ["class A:", "  x = 1", "  def f[T](self, a: x): return x"], [2, 2, 0]],
    ["an f-string", ["x = 1", "f'{x} x {x!r:>{x}}'"], [1, 1, 1, 1]],
    ["the class of a pattern", ["class x: pass", "match y:", "  case x(): pass", "  case x.y: pass"], [1, 1, 1]],
  ])("knows %s", (_, code, expected) => {
    expect(lines("x", ...code)).toEqual(expected);
  });

  it("finds what a name in quotes means at the place of the quotes", () => {
    const { scopes, tree } = read("def f():\n  from a import X\n  def g(a: 'X'): pass\n'X'");
    const strings = tree.nodes.filter((node) => node.type === "string");
    expect(strings.map((at) => scopes.resolve("X", at)?.kind)).toEqual(["import", undefined]);
  });
});
