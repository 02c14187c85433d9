import { describe, expect, it } from "vitest";
import type { Member } from "../../../../../src/read/facts/facts.js";
import { classesIn, classIn } from "../reading.js";

function listed(text: string): readonly string[] {
  return classIn(text).members.map(({ side, kind, name }) => `${side} ${kind} ${name}`);
}

function member(text: string, name: string): Member {
  const found = classIn(text).members.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no member ${name}`);
  return found;
}

describe("members of classes", () => {
  it("lists methods, by whom they are called", () => {
    const text = `
class A:
    def plain(self): ...
    async def later(self): ...
    @classmethod
    def made(cls): ...
    @staticmethod
    def helper(x): ...
    def __new__(cls): ...
`;
    expect(listed(text)).toEqual([
      "instance method plain",
      "instance method later",
      "static method made",
      "static method helper",
      "static method __new__",
    ]);
  });

  it("lists what stands in the body: attributes, with types and without, nested classes and imports", () => {
    const text = `
class A:
    a = b = 1
    c: X
    d: X = X()
    e, f = 1, 2
    from db import g as h
    class Meta: ...
`;
    const names = ["a", "b", "c", "d", "e", "f", "h", "Meta"];
    expect(listed(text)).toEqual(names.map((name) => `static field ${name}`));
    expect(member(text, "c").type?.kind).toBe("instance");
  });

  it("lists properties, cached ones and their setters", () => {
    const text = `
from functools import cached_property
class A:
    @property
    def a(self): return self._a
    @a.setter
    def a(self, value): ...
    @cached_property
    def b(self): ...
    @hybrid_property
    def c(self): ...
`;
    expect(listed(text)).toEqual(["instance getter a", "instance setter a", "instance getter b", "instance getter c"]);
    expect(member(text, "a").value.kind).toBe("call");
  });

  it("lists what any method puts on the instance or the class, at any depth", () => {
    const text = `
class A:
    def open(self):
        self.pool = None
        if x:
            for y in z:
                self.pool = Pool()
        async def inner():
            self.late: X = f()
        with g() as self.entered: ...
        self.one, self.two = 1, 2
    @classmethod
    def get(cls):
        cls._instance = cls()
    def reset(self):
        self.__class__.count = 1
        other.foreign = 1
`;
    expect(listed(text).slice(3)).toEqual([
      "instance field pool",
      "instance field late",
      "instance field entered",
      "instance field one",
      "instance field two",
      "static field _instance",
      "static field count",
    ]);
    expect(member(text, "pool").value).toMatchObject({ kind: "call" });
  });

  it("does not take what a nested class or a static method does for its own", () => {
    const text = `
class A:
    @staticmethod
    def f(self):
        self.x = 1
    class B:
        def g(self):
            self.y = 1
`;
    expect(listed(text)).toEqual(["static method f", "static field B"]);
  });

  it("lists slots", () => {
    expect(listed(`class A:\n    __slots__ = ("a", "b")`)).toEqual(["instance field a", "instance field b"]);
    expect(listed(`class A:\n    __slots__ = "a"`)).toEqual(["instance field a"]);
  });

  it("knows what is put into a field", () => {
    const text = `
class A:
    def f(self):
        self.pools = {}
        self.pools[key] = Pool()
        self.all = []
        self.all.append(Pool())
`;
    expect(member(text, "pools").value).toMatchObject({
      kind: "union",
      of: [{ kind: "object" }, { kind: "collection" }],
    });
    expect(member(text, "all").value).toMatchObject({
      kind: "union",
      of: [{ kind: "collection" }, { kind: "collection", of: { kind: "call" } }],
    });
  });

  it("gives a field the type that the body of the class gives its name", () => {
    const text = "class A:\n    db: Session\n    def __init__(self, db): self.db = db\n";
    const [declared, made] = classIn(text).members.filter(({ name }) => name === "db");
    expect(declared?.side).toBe("static");
    expect(made).toMatchObject({ side: "instance", type: { kind: "instance" } });
  });

  it("puts a later definition first, and leaves alternatives in their order", () => {
    const again = "class A:\n    x = 1\n    def f(self): ...\n    f = other\n    @staticmethod\n    def x(): ...\n";
    expect(listed(again)).toEqual(["static method x", "static field x", "instance method f", "static field f"]);
    const either =
      "class A:\n    if c:\n        def f(self): ...\n    else:\n        f: X = None\n        def f(self, a): ...\n";
    expect(classIn(either).members.map(({ kind }) => kind)).toEqual(["method", "field", "method"]);
  });

  it("leaves overloads out where there is an implementation", () => {
    const overload = "    @overload\n    def f(self, a: int): ...\n";
    expect(listed(`class A:\n${overload}${overload}    def f(self, a): ...\n`)).toEqual(["instance method f"]);
    expect(listed(`class A:\n${overload}`)).toEqual(["instance method f"]);
  });

  it("knows by their names which members are for whom", () => {
    const text = "class A:\n    a = 1\n    _b = 1\n    __c = 1\n    __d__ = 1\n";
    expect(classIn(text).members.map(({ visibility }) => visibility)).toEqual([
      "public",
      "protected",
      "private",
      "public",
    ]);
  });
});

describe("bases of classes", () => {
  it("lists those that add members", () => {
    const text = "from db import Base, Repo\nclass A(Base, Repo[int], dict, metaclass=ABCMeta): ...";
    expect(classIn(text).bases.map(({ kind }) => kind)).toEqual(["binding", "binding", "global"]);
  });

  it("leaves those out that add nothing, however they are imported", () => {
    const imports = "from abc import ABC as Abstract\nimport typing as t\n";
    expect(classIn(`${imports}class A(Abstract, t.Protocol[T], t.Generic[T], object): ...`).bases).toEqual([]);
  });

  it("keeps a base of the project that shares such a name", () => {
    expect(classIn("from mine import ABC\nclass A(ABC): ...").bases).toHaveLength(1);
  });
});

describe("why a class may have other members", () => {
  it.each([
    ["class A(metaclass=Meta): ...", "metaclass `Meta`"],
    ["class A:\n    def __getattr__(self, name): ...", "`__getattr__`"],
    ["class A:\n    def __getattribute__(self, name): ...", "`__getattribute__`"],
    ["class A:\n    def f(self): setattr(self, name, 1)", "`setattr` of itself"],
    ["class A:\n    @classmethod\n    def f(cls): setattr(cls, name, 1)", "`setattr` of itself"],
    ["class A:\n    def f(self, x): self.__dict__.update(x)", "`__dict__` of its instances"],
    ["class A:\n    def f(self, x): vars(self).update(x)", "`vars` of itself"],
    ["class A:\n    locals()[name] = 1", "members are computed"],
    ["@adding\nclass A: ...", "class decorator `@adding`"],
    ["def adding(c): ...\n@adding(1)\nclass A: ...", "class decorator `@adding`"],
  ])("reports %j", (text, reason) => {
    expect(classIn(text).open).toEqual([{ reason }]);
  });

  it.each([
    "from abc import ABCMeta\nclass A(metaclass=ABCMeta): ...",
    "from dataclasses import dataclass as dc\n@dc(frozen=True)\nclass A: ...",
    "import typing\n@typing.final\nclass A: ...",
    "class A:\n    def f(self, other): setattr(other, name, 1)",
    "class A:\n    def f(self):\n        def __getattr__(name): ...",
    "class A(Base, table=True): ...",
  ])("leaves %j alone", (text) => {
    expect(classIn(text).open).toEqual([]);
  });

  it("tells a nested class from the one around it", () => {
    const text = "class A:\n    class B:\n        def f(self): setattr(self, name, 1)\n";
    expect(classesIn(text).map(({ name, open }) => [name, open.length])).toEqual([
      ["A", 0],
      ["B", 1],
    ]);
  });
});

describe("what a class says of itself", () => {
  it("is deprecated by a decorator, a docstring or a warning", () => {
    expect(classIn('@deprecated("use B")\nclass A: ...').deprecated).toBe("use B");
    expect(classIn('class A:\n    """Old.\n\n    .. deprecated:: 2.0\n    """').deprecated).toBe("2.0");
    expect(classIn('class A:\n    """Old.\n\n    .. deprecated:: 2.0\n       Use B.\n    """').deprecated).toBe(
      "Use B.",
    );
    expect(classIn('class A:\n    """DEPRECATED: use B."""').deprecated).toBe("use B.");
    const method = 'class A:\n    def f(self):\n        """Deprecated: use g()."""\n';
    expect(member(method, "f").deprecated).toBe("use g().");
    const warning = 'import warnings\nclass A:\n    def f(self):\n        warnings.warn("use g", DeprecationWarning)\n';
    expect(member(warning, "f").deprecated).toBe("use g");
  });

  it("is not deprecated because it speaks of something that is", () => {
    expect(classIn('class A:\n    """Replaces the deprecated B."""').deprecated).toBeUndefined();
    expect(classIn('import warnings\nclass A:\n    warnings.warn("careful", UserWarning)').deprecated).toBeUndefined();
  });

  it("stands at the top also under a condition, but not in a function", () => {
    expect(classIn("if x:\n    class A: ...").topLevel).toBe(true);
    expect(classIn("def f():\n    class A: ...").topLevel).toBe(false);
  });
});
