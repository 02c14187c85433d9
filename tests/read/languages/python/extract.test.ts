/** Whole files of Python, good and bad: facts and problems, and never an exception. */
import { describe, expect, it } from "vitest";
import type { FileFacts } from "../../../../src/read/facts/facts.js";
import { createExtract } from "../../../../src/read/languages/python/extract.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";

const { extract } = createExtract(await loadParser());
const read = (code: string): FileFacts => extract("src/a.py", code);

const MODULE = [
  '"""The way to the database."""',
  "from contextlib import asynccontextmanager",
  "from .engine import create_engine",
  "",
  "class Manager:",
  "    def __init__(self):",
  "        self.engine = create_engine()",
  "",
  "@asynccontextmanager",
  "async def get_db():",
  "    yield Manager().engine",
  "",
].join("\n");

describe("extract", () => {
  it("tells imports, definitions, names and sites of a file", () => {
    const facts = read(MODULE);
    expect(facts).toMatchObject({
      file: "src/a.py",
      language: "python",
      problems: [],
      interfaces: [],
      clientBundle: false,
    });
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(["contextlib", ".engine"]);
    expect(facts.classes.map(({ name }) => name)).toEqual(["Manager"]);
    expect(facts.functions.flatMap(({ name }) => name ?? [])).toEqual(expect.arrayContaining(["__init__", "get_db"]));
    expect(facts.exports.flatMap((each) => (each.kind === "name" && !each.implicit ? [each.name] : []))).toEqual([
      "Manager",
      "get_db",
    ]);
    expect(facts.sites.length).toBeGreaterThan(0);
  });

  it("gives the same facts for the same text, and facts that can be stored", () => {
    const facts = read(MODULE);
    expect(read(MODULE)).toEqual(facts);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  it("counts offsets in the text as it is: with a byte order mark, wide characters and Windows line ends", () => {
    for (const text of [`\uFEFF${MODULE}`, `# 🙂 ü\n${MODULE}`, MODULE.replaceAll("\n", "\r\n")]) {
      const facts = read(text);
      expect(facts.problems).toEqual([]);
      for (const { name, nameRange } of facts.bindings) expect(text.slice(nameRange.start, nameRange.end)).toBe(name);
      for (const { names } of facts.imports) {
        for (const { local, range } of names) expect(text.slice(range.start, range.end)).toBe(local);
      }
    }
  });

  it("reads a file without anything in it", () => {
    for (const text of ["", "\n", "# only a comment", "\uFEFF", "\f\n"]) {
      expect(read(text)).toMatchObject({ problems: [], imports: [], exports: [], bindings: [] });
    }
  });
});

describe("what does not parse", () => {
  const problems = (code: string) =>
    read(code).problems.map(({ message, range }) => [message, code.slice(range.start, range.end)]);

  it("is named, with its place", () => {
    expect(problems("def f(:\n  pass\n")).toEqual([["`)` is missing", ""]]);
    expect(problems("x = 1\nif x\n    y()\n")).toEqual([["`if x` does not fit in here", "if x"]]);
    expect(problems("x = = 1\n")).toEqual([["`=` does not fit in here", "="]]);
  });

  it("leaves the rest of the file readable", () => {
    const {
      imports,
      functions,
      problems: found,
    } = read("import a\ndef f(:\n  pass\ndef g(): pass\nx = = 1\nimport b\n");
    expect(found.length).toBeGreaterThan(0);
    expect(imports.map(({ specifier }) => specifier)).toEqual(["a", "b"]);
    expect(functions.map(({ name }) => name)).toContain("g");
  });

  it("is Python 2 where it says `print` and `exec` without parentheses", () => {
    expect(problems('print "a"\n')).toEqual([["`print` without parentheses, as in Python 2", "print"]]);
    expect(problems('exec "a = 1"\n')).toEqual([["`exec` without parentheses, as in Python 2", "exec"]]);
    const former =
      "import db\ntry:\n    raise E, 'a'\nexcept E, e:\n    print >>log, `e`\ndef f(a, (b, c)): return a <> 0777L\n";
    expect(read(former).imports.map(({ specifier }) => specifier)).toEqual(["db"]);
  });

  it("is not what Python 3 accepts, though it looks older", () => {
    expect(
      problems('print("a")\nprint >> log\nprint\nexec("a")\nprint(a), b\nmatch = type = _ = case = 1\nmatch[a]\n'),
    ).toEqual([]);
    expect(problems("class A:\n\tdef f(self):\n\t\tpass\n        \n\f\nclass B: pass\n")).toEqual([]);
  });

  it("never throws, whatever the text", () => {
    const pieces = [
      "def f(",
      "class A(",
      "import ",
      "from . import (",
      "with a as (",
      "@",
      "lambda",
      "match x:\n case [",
      '"""',
      "'",
      "f'{",
      "\t",
      "    ",
      "\r",
      "\0",
      "\uD800",
      "del ",
      "global ",
      "__all__ +=",
      "type X[",
      ":=",
      "*",
      "**",
      "async ",
      "await ",
      "yield ",
      "x: 'A[",
      "\\",
      ")",
      "]",
      ":\n  ",
      "Annotated[",
      "for x in ",
    ];
    for (const first of pieces) {
      for (const second of pieces) {
        for (const text of [first + second, `${first}x\n${second}`, `def f():\n  ${first}${second}x`]) {
          expect(() => read(text), JSON.stringify(text)).not.toThrow();
        }
      }
    }
  });

  it("never throws for what is nested without end", () => {
    for (const [open, close] of [
      ["(", ")"],
      ["[", "]"],
      ["f(", ")"],
      ["not ", ""],
      ["lambda: ", ""],
      ["-", ""],
      ["a.b(c).", "d"],
    ]) {
      const text = `x = ${(open ?? "").repeat(3000)}1${(close ?? "").repeat(3000)}\ny = 1\n`;
      expect(() => read(text), open).not.toThrow();
    }
    const blocks = Array.from({ length: 90 }, (_, depth) => `${" ".repeat(depth)}if x:\n`).join("");
    expect(() => read(`${blocks}${" ".repeat(90)}import a\n`)).not.toThrow();
  });

  it("says by which names the text names a database, and where", () => {
    const text = [
      'first = create_engine(os.environ["DATABASE_URL"])',
      "second = create_engine(url=str(settings.REPORTS_URL))",
      'third = connect("postgresql+asyncpg://localhost/shop")',
      "fourth = connect(timeout)",
      "",
    ].join("\n");
    const names = read(text).databaseNames;
    expect(names.map(({ name }) => name)).toEqual(["DATABASE_URL", "REPORTS_URL", "postgres://localhost/shop"]);
    expect(names.slice(0, 2).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      "DATABASE_URL",
      "REPORTS_URL",
    ]);
  });

  it("says what a block enters, and leaves receivers and new names alone", () => {
    const text = [
      "with first, Session(second) as db, third.begin():",
      "    pass",
      "async with closing(fourth):",
      "    stack.enter_context(fifth())",
      "",
    ].join("\n");
    const entered = read(text).entered.map(({ range, by }) => `${by} ${text.slice(range.start, range.end)}`);
    expect(entered).toEqual([
      "block first",
      "block Session",
      "block second",
      "block closing",
      "block fourth",
      "closing fourth",
      "stack fifth()",
    ]);
  });

  it("says whether a file is a script, sets the environment, and listens", () => {
    const flagsOf = ({ isScript, setsEnvironment, listens }: FileFacts) => ({ isScript, setsEnvironment, listens });
    const all = 'os.environ["A"] = "b"\nconnection.execute("LISTEN orders")\nif __name__ == "__main__":\n    main()\n';
    expect(flagsOf(read(all))).toEqual({ isScript: true, setsEnvironment: true, listens: true });
    const none = 'if os.environ["A"] == "b":\n    listen(__name__)\n';
    expect(flagsOf(read(none))).toEqual({ isScript: false, setsEnvironment: false, listens: false });
  });

  it("says which arguments are statements that write", () => {
    const text = 'db.execute(text("insert into a values (1)"))\ndb.execute(update(users))\ndb.execute("select 1")\n';
    const writing = read(text).sites.flatMap(({ target, arguments: given }) =>
      target.kind === "member" ? given.map(({ writes }) => writes) : [],
    );
    expect(writing).toEqual([true, true, false]);
  });
});
