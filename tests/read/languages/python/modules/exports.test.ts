/** What a Python module gives to others. */
import { describe, expect, it } from "vitest";
import { createExtract } from "../../../../../src/read/languages/python/extract.js";
import { loadParser } from "../../../../../src/read/languages/python/syntax/parse.js";

const { extract } = createExtract(await loadParser());

function exportsOf(code: string, file = "src/a.py"): readonly string[] {
  return extract(file, code).exports.map((each) => {
    if (each.kind === "star") return `* ${each.specifier}`;
    const flags = [each.implicit && "implicit", each.hidden && "hidden", each.typeOnly && "typeOnly"];
    return [each.name, ...flags.filter(Boolean)].join(" ");
  });
}

describe("names that a module has", () => {
  it.each([
    ["a = 1\ndef b(): c = 1\nclass D: e = 1", ["a", "b", "D"]],
    ["if a:\n  b = 1\nelse:\n  def c(): pass", ["b", "c"]],
    ["try:\n  from a import b\nexcept ImportError:\n  b = None", ["b"]],
    ["for a in b: pass\nwith c as d: pass\n[e for e in f]", ["a", "d"]],
    ["_a = 1", ["_a hidden"]],
    ["from a import b\nimport c.d", ["b implicit", "c implicit"]],
    ["from a import b as b\nimport c as c", ["b", "c"]],
    ["from a import b as c", ["c implicit"]],
    ["from .a import *", ["* .a"]],
    ["def f():\n  global a\n  a = 1", ["f", "a"]],
    ["try: pass\nexcept E as e: pass", []],
    ["a = 1\ndel a", []],
    ["a = b = 1\ndel (a, b)\nb = 2", ["b"]],
    ["a = 1\nif b: del a", ["a"]],
    ["from typing import TYPE_CHECKING as t\nif t:\n  from a import B", ["t implicit", "B implicit typeOnly"]],
  ])("reads `%s`", (code, expected) => {
    expect(exportsOf(code)).toEqual(expected);
  });

  it("passes on what a package imports", () => {
    expect(exportsOf("from .a import b", "src/app/__init__.py")).toEqual(["b"]);
    expect(exportsOf("from .a import b", "src/app/not__init__.py")).toEqual(["b implicit"]);
  });
});

describe("__all__", () => {
  it.each([
    ["a list", '__all__ = ["a"]', ["a", "b hidden", "_c hidden"]],
    ["a tuple of private names", '__all__ = "a", "_c"', ["a", "b hidden", "_c"]],
    ["an annotation", '__all__: list[str] = ["b"]', ["a hidden", "b", "_c hidden"]],
    ["a sum", '__all__ = ["a"] + ["b"]', ["a", "b", "_c hidden"]],
    ["`+=`", '__all__ = ["a"]\n__all__ += ["b"]', ["a", "b", "_c hidden"]],
    ["`append` and `extend`", '__all__ = []\n__all__.append("a")\n__all__.extend(["_c"])', ["a", "b hidden", "_c"]],
    ["names of another module", '__all__ = ["a"] + other.__all__', ["a", "b", "_c"]],
    ["what is computed", "__all__ = [name for name in dir()]", ["a", "b", "_c"]],
    ["what is taken away", '__all__ = ["a", "b"]\n__all__.remove("b")', ["a", "b", "_c"]],
  ])("is followed, or hides nothing: %s", (_, code, expected) => {
    const names = exportsOf(`a = b = _c = 1\n${code}`).filter((name) => !name.startsWith("__all__"));
    expect(names).toEqual(expected);
  });

  it("makes an import one that is passed on", () => {
    const names = exportsOf('from a import b, c\n__all__ = ["b"]');
    expect(names).toEqual(["b", "c implicit hidden", "__all__ hidden"]);
  });

  it("leaves a local of that name alone", () => {
    expect(exportsOf('a = 1\ndef f():\n  __all__ = ["b"]')).toEqual(["a", "f"]);
  });
});

describe("names that cannot be listed", () => {
  const reasons = (...code: readonly string[]) => extract("src/a.py", code.join("\n")).openExports;

  it.each([
    [["def __getattr__(name): pass"], "the module has `__getattr__`"],
    [["__getattr__, __dir__, __all__ = attach(__name__)"], "the module has `__getattr__`"],
    [["globals()[name] = 1"], "sets names through `globals()`"],
    [["def f():", "  globals().update(names)"], "sets names through `globals()`"],
    [["names = globals()", "names['a'] = 1"], "sets names through `globals()`"],
    [["locals()[name] = 1"], "sets names through `globals()`"],
    [["import sys", "sys.modules[__name__] = Lazy()"], "sets names through `sys.modules`"],
    [["import sys", "setattr(sys.modules[__name__], name, 1)"], "sets names through `sys.modules`"],
  ])("are admitted: %s", (code, reason) => {
    expect(reasons(...code)).toEqual([reason]);
  });

  it.each([
    [["class A:", "  def __getattr__(self, name): pass"]],
    [["x = globals()[name]", "globals().get(name)", "name in globals()"]],
    [["def f():", "  locals()[name] = 1"]],
    [["import sys", "getattr(sys.modules[__name__], name)", "sys.modules['a'] = 1"]],
  ])("are not seen where there are none: %s", (code) => {
    expect(reasons(...code)).toEqual([]);
  });
});
