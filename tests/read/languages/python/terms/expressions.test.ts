import { describe, expect, it } from "vitest";
import { lastValue } from "../reading.js";

describe("names and members", () => {
  it("tells a name that the file binds from one that it does not", () => {
    expect(lastValue("from db import manager\nx = manager.session")).toBe("manager.session");
    expect(lastValue("x = somewhere.session")).toBe("global somewhere.session");
  });

  it("takes a chain that names an imported module for that module", () => {
    expect(lastValue("import app.db.manager\nx = app.db.manager.Manager")).toBe("* of app.db.manager.Manager");
    expect(lastValue("import app.db.manager\nx = app.db.manager.Manager.get")).toBe("* of app.db.manager.Manager.get");
    expect(lastValue("import app.db.manager\nx = app.db.get_db")).toBe("* of app.db.get_db");
  });

  it("leaves a chain alone whose first name is a variable", () => {
    expect(lastValue("import app.db.manager\ndef f(app):\n    x = app.db.manager.Manager")).toBe(
      "app.db.manager.Manager",
    );
  });

  it("takes a module under an alias for the name that it has here", () => {
    expect(lastValue("import app.db as d\nx = d.get_db()")).toBe("call(d.get_db)");
  });

  it("knows the class of an instance in its methods", () => {
    const body = (line: string) => `class A:\n    def f(self):\n        x = ${line}\n`;
    expect(lastValue(body("self.__class__"))).toBe("this static");
    expect(lastValue(body("type(self).create()"))).toBe("call(this static.create)");
    expect(lastValue(body("other.__class__"))).toBe("unknown (class of a value)");
    expect(lastValue("class A:\n    def __new__(cls):\n        x = super().__new__(cls)")).toBe("this instance");
  });

  it("looks a key up in a dictionary that is written out, and takes one of the values elsewhere", () => {
    expect(lastValue('d = {"a": 1}\nx = d["a"]')).toBe("d.a");
    expect(lastValue("d = {}\nx = d[name]")).toBe("element(d)");
    expect(lastValue('x = pools["a"]')).toBe("element(global pools)");
  });
});

describe("calls and what holds values", () => {
  it.each([
    ["await f()", "await(call(global f))"],
    ["a or b", "global a | global b"],
    ["a and b", "global b"],
    ["a if c else None", "global a"],
    ["(y := f())", "call(global f)"],
    ["[a, b]", "collection(global a | global b)"],
    ["(a for a in f())", "collection(a)"],
    ["{k: v for k, v in f()}", "collection(v)"],
    ["f'{a}'", "literal"],
    ["None", "literal"],
    ["a + b", "unknown (result of an operator)"],
    ["-1", "literal"],
    ["~a", "unknown (result of an operator)"],
    ["lambda: a", "function"],
    ["{'a': a}", "object"],
  ])("reads %s", (code, term) => {
    expect(lastValue(`x = ${code}`)).toBe(term);
  });

  it.each([
    ["next(f())", "iterated(call(global f))"],
    ["await anext(f())", "await(iterated(call(global f)))"],
    ["await f().__anext__()", "await(iterated(call(global f)))"],
    ["f().__enter__()", "entered(call(global f))"],
    ["await f().__aenter__()", "await(entered(call(global f)))"],
    ["stack.enter_context(f())", "entered(call(global f))"],
    ["await stack.enter_async_context(f())", "await(entered(call(global f)))"],
    ["getattr(a, 'get')", "global a.get"],
    ["getattr(a, 'get', None)", "unknown (getattr with a default)"],
    ["getattr(a, name)", "unknown (getattr of a computed name)"],
    ["super()", "unknown (`super()`)"],
    ["list(a)", "collection(iterated(global a))"],
  ])("knows what the language does in %s", (code, term) => {
    expect(lastValue(`x = ${code}`)).toBe(term);
  });

  it("knows functions of the standard library however they are imported", () => {
    expect(lastValue("from typing import cast as c\nx = c(A, f())")).toBe("instance(global A)");
    expect(lastValue("import typing as t\nx = t.cast('A', f())")).toBe("instance(global A)");
    expect(lastValue("import functools\nx = functools.partial(f, 1)()")).toBe("call(global f)");
    expect(lastValue("from contextlib import closing\nx = closing(f())")).toBe("call(global f)");
    expect(lastValue("import asyncio\nx = asyncio.run(f())")).toBe("await(call(global f))");
  });

  it("leaves functions alone that only share a name with them", () => {
    expect(lastValue("def next(a): ...\nx = next(f())")).toBe("call(next)");
    expect(lastValue("from mine import closing\nx = closing(f())")).toBe("call(closing)");
  });

  it("knows what a framework injects", () => {
    expect(lastValue("from fastapi import Depends\nx = Depends(get_db)")).toBe("injected(global get_db)");
    expect(lastValue("import fastapi\nx = fastapi.Security(get_db, scopes=[])")).toBe("injected(global get_db)");
    expect(lastValue("def Depends(f): ...\nx = Depends(get_db)")).toBe("call(Depends)");
  });

  it("lets a name for an annotated type stand for the class", () => {
    const imports = "from typing import Annotated, Optional\nfrom fastapi import Depends\n";
    expect(lastValue(`${imports}x = Annotated[Session, Depends(get_db)]`)).toBe("global Session");
    expect(lastValue(`${imports}x = Optional[Session]`)).toBe("global Session");
    expect(lastValue("x = Session | None")).toBe("global Session");
  });

  it("reads code that nests without end", () => {
    expect(lastValue(`x = ${"(".repeat(5000)}a${")".repeat(5000)}`)).toBe("unknown (not read)");
    expect(lastValue(`x = a${".b()".repeat(5000)}`)).toContain("unknown (not read)");
  });
});
