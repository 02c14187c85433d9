/** What a Python file brings in from other modules. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

describe("imports", () => {
  it.each([
    ["import db", "db", ["* as db"]],
    ["import app.db.session", "app.db.session", ["* as app"]],
    ["import app.db as database", "app.db", ["* as database"]],
    ["from app.db import get_db, close as end", "app.db", ["get_db as get_db", "close as end"]],
    [
      "from ..db.session import (\n  get_db,  # the one accessor\n  close,\n)",
      "..db.session",
      ["get_db as get_db", "close as close"],
    ],
    ["from . import db", ".", ["db as db"]],
    ["from .db import *", ".db", []],
    ["from __future__ import annotations", "__future__", ["annotations as annotations"]],
  ])("reads `%s`", (code, specifier, names) => {
    const { facts, textOf } = read(code);
    const [only, ...others] = facts.imports;
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kind: "static", specifier, typeOnly: false, nested: false, guarded: false });
    expect(only && [textOf(only.specifierRange), textOf(only.range)]).toEqual([specifier, code]);
    expect(only?.names.map(({ imported, local }) => `${imported} as ${local}`)).toEqual(names);
  });

  it("makes one import of each module of a statement", () => {
    const { facts, textOf } = read("import a.b, c as d");
    expect(facts.imports.map(({ specifier, range }) => [specifier, textOf(range)])).toEqual([
      ["a.b", "import a.b, c as d"],
      ["c", "import a.b, c as d"],
    ]);
  });

  it("knows where each name stands, and what it binds", () => {
    const { facts, textOf } = read("from a import b as c, d");
    const names = facts.imports.flatMap((each) => each.names);
    expect(names.map(({ range, nameRange }) => [textOf(range), textOf(nameRange)])).toEqual([
      ["b as c", "b"],
      ["d", "d"],
    ]);
    expect(names.map(({ binding }) => facts.bindings[binding ?? -1]?.name)).toEqual(["c", "d"]);
  });

  it("leaves out the spaces and line breaks that may stand in a dotted name", () => {
    expect(read("from . . a .b \\", "  import c").facts.imports.map(({ specifier }) => specifier)).toEqual(["..a.b"]);
  });

  it.each([
    ["importlib.import_module", ['import importlib\nimportlib.import_module("a.b")'], ["a.b"]],
    ["an alias of it", ['from importlib import import_module as load\nload("a")'], ["a"]],
    ["its own name", ['from importlib import import_module\nimport_module("a")'], ["a"]],
    ["`__import__`", ['__import__("a")'], ["a"]],
    [
      "a relative name with its package",
      ['import importlib\nimportlib.import_module(".a", package=__package__)'],
      [".a"],
    ],
    ["a relative name from elsewhere", ['import importlib\nimportlib.import_module(".a", "b")'], []],
    ["a computed name", ["__import__(name); __import__(f'a.{b}')"], []],
    ["a function that only has that name", ['def import_module(x): pass\nimport_module("a")'], []],
  ])("follows calls that import by name: %s", (_, code, expected) => {
    const dynamic = read(...code).facts.imports.filter(({ kind }) => kind === "dynamic");
    expect(dynamic.map(({ specifier }) => specifier)).toEqual(expected);
  });
});

describe("a guarded import", () => {
  it.each([
    [["except ImportError as e:", "  log(e)"], true],
    [["except Exception:", "  pass"], true],
    [["except Exception:", "  x = None"], true],
    [["except:", "  import y as x"], true],
    [["except Exception:", "  return None"], true],
    [["except Exception as e:", "  log(e)"], false],
    [["except Exception as e:", "  raise Failed() from e"], false],
    [["except Exception as e:", "  return failed(e)"], false],
  ])("is of a module that the code does without, or not: %j", (handler, optional) => {
    const lines = ["try:", "  import x", "  x.f()", ...handler];
    const [found] = read("def f():", ...lines.map((line) => `  ${line}`)).facts.imports;
    expect(found).toMatchObject({ specifier: "x", guarded: true, optional });
  });
});

describe("when an import runs", () => {
  const flags = (...code: readonly string[]) => {
    const { imports } = read(...code).facts;
    const found = imports.find(({ specifier }) => specifier === "x");
    return (["typeOnly", "nested", "guarded"] as const).filter((flag) => found?.[flag]);
  };

  it.each([
    ["at the top", ["import x"], []],
    ["in a function", ["def f():", "  import x"], ["nested"]],
    ["in a branch", ["if a:", "  pass", "else:", "  import x"], ["nested"]],
    ["for type checkers", ["from typing import TYPE_CHECKING", "if TYPE_CHECKING:", "  import x"], ["typeOnly"]],
    [
      "for type checkers, by way of a module",
      ["import typing as t", "if t.TYPE_CHECKING:", "  import x"],
      ["typeOnly"],
    ],
    ["for all but type checkers", ["from typing import TYPE_CHECKING", "if not TYPE_CHECKING:", "  import x"], []],
    [
      "in the other branch",
      ["from typing import TYPE_CHECKING", "if TYPE_CHECKING:", "  pass", "else:", "  import x"],
      [],
    ],
    ["where it may fail", ["try:", "  import x", "except ImportError:", "  pass"], ["nested", "guarded"]],
    ["where all may fail", ["try:", "  import x", "except:", "  pass"], ["nested", "guarded"]],
    [
      "instead of another",
      ["try:", "  import a", "except (KeyError, ImportError) as e:", "  import x"],
      ["nested", "guarded"],
    ],
    ["where other errors are expected", ["try:", "  import x", "except KeyError:", "  pass"], ["nested"]],
    ["after all went well", ["try:", "  pass", "except ImportError:", "  pass", "else:", "  import x"], ["nested"]],
    [
      "under `suppress`",
      ["import contextlib", "with contextlib.suppress(ImportError):", "  import x"],
      ["nested", "guarded"],
    ],
    ["under another `with`", ["with open(a):", "  import x"], ["nested"]],
    [
      "in a function that is defined in `try`",
      ["try:", "  def f():", "    import x", "except ImportError:", "  pass"],
      ["nested"],
    ],
  ])("is told: %s", (_, code, expected) => {
    expect(flags(...code)).toEqual(expected);
  });
});
