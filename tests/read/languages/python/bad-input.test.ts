/** Input that nobody writes on purpose: each file is read, or told with the reason, and the run goes on. */
import { describe, expect, it } from "vitest";
import { createExtract } from "../../../../src/read/languages/python/extract.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";
import { runCli } from "../../../support/cli.js";

const { extract } = createExtract(await loadParser());

const BEFORE = "from shop.db import DatabaseManager\n";
const AFTER = "\nsession = DatabaseManager.get_session()\n";

function problemsOf(text: string): readonly string[] {
  return extract("a.py", text).problems.map(({ message }) => message);
}

/** Whether what stands behind a piece of text is still read. */
function goesOn(text: string): boolean {
  return extract("a.py", BEFORE + text + AFTER).sites.some(({ kind }) => kind === "call");
}

const blocks = (count: number) =>
  Array.from({ length: count + 1 }, (_, depth) => `${" ".repeat(depth)}${depth < count ? "if x:" : "pass"}\n`).join("");

describe("code that is nested too deeply is reported, and what follows is read", () => {
  it.each([
    ["parentheses", `x = ${"(".repeat(5_000)}1${")".repeat(5_000)}`],
    ["lists", `x = ${"[".repeat(5_000)}${"]".repeat(5_000)}`],
    ["calls", `x = ${"f(".repeat(5_000)}${")".repeat(5_000)}`],
    ["operands", `x = ${"a + ".repeat(20_000)}a`],
    ["a chain of methods", `x = a${".b()".repeat(5_000)}`],
    ["a chain of elements", `x = a${"[0]".repeat(5_000)}`],
    ["signs", `x = ${"-".repeat(5_000)}1`],
    ["lambdas", `x = ${"lambda: ".repeat(5_000)}1`],
    ["conditions", `x = ${"1 if a else ".repeat(5_000)}2`],
    ["blocks", blocks(400)],
  ])("%s", (_what, text) => {
    expect(problemsOf(text)).toEqual(["nested too deeply to be read"]);
    expect(goesOn(text)).toBe(true);
  });
});

describe("what is long or deep and can be read is no problem", () => {
  it.each([
    ["parentheses", `x = ${"(".repeat(150)}1${")".repeat(150)}`],
    ["operands", `x = ${"a + ".repeat(500)}a`],
    ["a chain of methods", `x = a${".b()".repeat(100)}`],
    ["branches", `if a: pass\n${"elif a: pass\n".repeat(5_000)}`],
    ["blocks", blocks(90)],
    ["elements", `x = [${"1, ".repeat(20_000)}]`],
    ["names", Array.from({ length: 5_000 }, (_, index) => `x${index + 1} = x${index}\n`).join("")],
    ["tabs of eight columns beside spaces", "if a:\n\tx = 1\n        y = 2\n"],
    ["form feeds", "x = 1\n\f\ndef f():\n\f\n    pass\n"],
    ["a byte order mark", "\uFEFFx = 1\n"],
    ["line endings of old", "# text\rx = 1\rif x:\r    y = 2\r"],
    ["mixed line endings", "x = 1\r\nif x:\n    y = 2\r\n"],
    ["nothing", ""],
    ["comments alone", "# nothing\n"],
    ["no final newline", "x = 1"],
  ])("%s", (_what, text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(goesOn(text)).toBe(true);
  });
});

describe("code that does not parse is reported where it begins", () => {
  it.each([
    ["print of Python 2", 'print "text"\n', "`print` without parentheses, as in Python 2"],
    ["exec of Python 2", 'exec "text" in scope\n', "`exec` without parentheses, as in Python 2"],
    ["a conflict", "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n", "`<<<<<<<` does not fit in here"],
    ["a bracket that is left open", "x = f(\n", "does not fit in here"],
    ["a string that is left open", "x = 'never\ny = 1\n", "does not fit in here"],
    ["a block that is missing", "def f():\nx = 1\n", "an indented block is missing"],
    ["a character that is none", "x = 1\n\u001a", "does not fit in here"],
  ])("%s", (_what, text, message) => {
    expect(problemsOf(text)[0]).toContain(message);
  });

  it("in words that quote something, also where the parser stopped at the end of a line", () => {
    const messages = problemsOf("        finally:\n            if lock:\n# a comment\n");
    expect(messages).toContain("something is missing here");
    expect(messages.join("\n")).not.toContain("``");
  });
});

it("reads on behind a comment that ends as lines of old did", () => {
  const { sites } = extract("a.py", "# text\rfrom shop.db import get_db\rdb = get_db()\r");
  expect(sites.map(({ kind, range }) => [kind, range])).toEqual([["call", { start: 39, end: 47 }]]);
});

describe("a run", () => {
  const files = {
    "shop/__init__.py": "",
    "shop/db.py":
      "from sqlalchemy import create_engine\n\nengine = create_engine(url)\n\n\ndef get_db():\n    yield engine.connect()\n\n\nclass DatabaseManager:\n    @classmethod\n    def get_session(cls):\n        return engine.connect()\n",
    "shop/health.py":
      "from shop.db import DatabaseManager\n\n\ndef ready():\n    return DatabaseManager.get_async_session()\n",
  };
  const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const import_ = "from shop.db import get_db\n";
  const bad = {
    "shop/cookie.py": bytes(`# -*- coding: latin-1 -*-\n${import_}x = "\xe9"\n`),
    "shop/latin.py": bytes(`${import_}x = "\xe9"\n`),
    "shop/zero.py": bytes(`${import_}x = "\0"\n`),
    "shop/wide.py": bytes("\xff\xfex\0 \0=\0 \x001\0\n\0"),
    "shop/huge.py": new Uint8Array(6_000_000).fill(0x0a),
    "shop/old.py": `${import_}print "text"\n`,
    "shop/deep.py": `${import_}x = ${"(".repeat(1_000)}get_db${")".repeat(1_000)}\n`,
    "shop/empty.py": "",
  };

  it("tells each file that it cannot read in full, and judges the others", async () => {
    const { output, status } = await runCli("check", { ...files, ...bad });
    const told = [...output.matchAll(/^(shop\/\w+\.py)\S* {2}problem {2}(\S+)\n {2}(.*)/gm)].map(
      ([, file, kind, message]) => `${file} ${kind}: ${message}`,
    );
    expect(told.sort()).toEqual([
      "shop/cookie.py encoding: is `latin-1`, as it declares, not UTF-8; save it as UTF-8 and declare that",
      "shop/deep.py syntax: does not parse at 2:602: nested too deeply to be read",
      "shop/huge.py too-large: has 6.0 MB, more than the 5.0 MB that are read; add it to `ignore`",
      "shop/latin.py encoding: is not UTF-8: byte 32 belongs to no character; save the file as UTF-8",
      "shop/old.py syntax: does not parse at 2:1: `print` without parentheses, as in Python 2",
      "shop/wide.py encoding: is UTF-16, not UTF-8; save the file as UTF-8",
      "shop/zero.py encoding: is not a text: byte 32 is zero",
    ]);
    expect(output).toMatch(/shop\/health\.py:5:\d+ {2}error {2}missing-member/);
    expect(status).toBe(1);
  });

  it("tells nothing of an empty file", async () => {
    const { output } = await runCli("check", { ...files, "shop/empty.py": "" });
    expect(output).not.toContain("problem");
  });
});

it("has one grammar a process, since its place in WebAssembly is never given back", async () => {
  expect(await loadParser()).toBe(await loadParser());
});
