import { expect, it } from "vitest";
import { outline } from "../../../../src/read/languages/python/outline.js";

/** `a.b: c d` for an import with names, `a.b` for one without, `(a.b)` for a guess. */
function outlined(text: string): readonly string[] {
  return outline(text).map(({ specifier, names, guess }) => {
    if (guess) return `(${specifier})`;
    return names === undefined ? specifier : `${specifier}: ${names.join(" ")}`;
  });
}

it.each([
  ["import a", ["a"]],
  ["import a.b, c as d", ["a", "a.b", "c"]],
  ["import a.b as c", ["a.b"]],
  ["from a.b import c", ["a.b: c", "(a.b.c)"]],
  ["from a import b as c, d", ["a: b d", "(a.b)", "(a.d)"]],
  ["from a import *", ["a: *"]],
  ["from . import b", [".: b", "(.b)"]],
  ["from ..a import b", ["..a: b", "(..a.b)"]],
  ["from.a import(b)", [".a: b", "(.a.b)"]],
  ["    from a import b; import c", ["a: b", "(a.b)", "c"]],
  ["if x: import a", ["a"]],
  ["from a import (\n    b,  # the (best) one\n    c as d,\n)", ["a: b c", "(a.b)", "(a.c)"]],
  ["from a import \\\r\n    b, \\\r\n    c", ["a: b c", "(a.b)", "(a.c)"]],
  ["from größe import ø", ["größe: ø", "(größe.ø)"]],
  ['importlib.import_module("a.b")', ["a.b"]],
  ["__import__('a')", ["a"]],
  ['@patch("a.b.Manager.open")', ["(a)", "(a.b)", "(a.b.Manager)"]],
])("finds the imports of %j", (text, expected) => {
  expect(outlined(text)).toEqual(expected);
});

it.each(["x = important", "yield from rows", "raise A from error", "reimport a", "from x import", 'patch("name")'])(
  "finds no name in %j",
  (text) => {
    expect(outline(text).flatMap(({ names = [] }) => names)).toEqual([]);
    expect(outline(text).filter(({ guess }) => guess)).toEqual([]);
  },
);

it("tells the package that an absolute import would lead to", () => {
  expect(outline("from sqlalchemy.ext.asyncio import AsyncSession")[0]?.package).toEqual({
    package: "pypi:sqlalchemy",
    subpath: "ext/asyncio",
  });
  expect(outline("from mysql import connector")[1]?.package).toEqual({ package: "pypi:mysql", subpath: "connector" });
  expect(outline("from .db import a")[0]?.package).toBeUndefined();
});
