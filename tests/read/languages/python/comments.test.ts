import { describe, expect, it } from "vitest";
import { createComments } from "../../../../src/read/languages/python/comments.js";
import { loadParser } from "../../../../src/read/languages/python/syntax/parse.js";

const { comments, commentRanges } = createComments(await loadParser());

function written(text: string): readonly string[] {
  return comments("a.py", text).map(({ start, end }) => text.slice(start, end));
}

describe("comments of Python", () => {
  it("are found wherever a line ends, in the order of the text", () => {
    const text = `# one
import a  # two
def f(
    b,  # three
):  # four
    # five
    return [  # six
        b,
        # seven
    ]
# eight`;
    expect(written(text)).toEqual(["# one", "# two", "# three", "# four", "# five", "# six", "# seven", "# eight"]);
  });

  it.each([
    ["a string", "a = '# no'\nb = \"# no\"\n"],
    ["a docstring", 'def f():\n    """# no\n    # no\n    """\n'],
    ["an f-string", 'a = f"# no {b} # no"\n'],
    ["a raw string", "a = r'''\n# no\n'''\n"],
  ])("are not in %s", (_, text) => expect(written(text)).toEqual([]));

  it("end before a carriage return", () => expect(written("a = 1  # b\r\nc = 2  # d\r\n")).toEqual(["# b", "# d"]));
});

describe("ranges of code for comments of Python", () => {
  function shown(text: string, ranges: ReturnType<typeof commentRanges.from>): string {
    return ranges.map(({ start, end }) => text.slice(start, end)).join("…");
  }

  function from(marked: string): string {
    const text = marked.replace("‸", "");
    return shown(text, commentRanges.from("a.py", text, marked.indexOf("‸")));
  }

  function to(marked: string): string {
    const text = marked.replace("‸", "");
    return shown(text, commentRanges.to("a.py", text, marked.indexOf("‸")));
  }

  it("go over all lines of a statement", () => {
    expect(from("a()\n‸b = (\n    c()\n    .d()\n)\ne()\n")).toBe("b = (\n    c()\n    .d()\n)");
  });

  it("are the head of what has a block, with its decorators", () => {
    expect(from("‸@a\nasync def b(\n    c=d(),\n):\n    e()\n")).toBe("@a\nasync def b(\n    c=d(),\n):\n    ");
    expect(from("def f():\n    ‸async with (\n        a() as b,\n    ):\n        c()\n")).toBe(
      "async with (\n        a() as b,\n    ):\n        ",
    );
    expect(from("‸if a:\n    b()\nelif c:\n    d()\n")).toBe("if a:\n    …\nelif c:\n    ");
    expect(from("‸class A(B):\n    c = 1\n")).toBe("class A(B):\n    ");
  });

  it("are an argument or an element", () => {
    expect(from("a(\n    ‸b=c(\n        d,\n    ),\n    e=f,\n)\n")).toBe("b=c(\n        d,\n    )");
  });

  it("end where a statement ends, and not where its block does", () => {
    expect(to("def f():\n    a = b(\n        c,\n    )‸\n")).toBe("a = b(\n        c,\n    )");
    expect(to("class A:\n    def f(self):\n        if a:\n            b()‸\n")).toBe("b()");
  });

  it("are none where nothing begins", () => {
    expect(from("a = (\n    b\n    ‸.c()\n)\n")).toBe("");
    expect(from("a()\n‸")).toBe("");
  });

  it("begin behind the docstring", () => {
    const text = '# a\n"""b"""\n# c\nimport d\n';
    expect(commentRanges.first("a.py", text)).toBe(text.indexOf("import"));
    expect(commentRanges.first("a.py", "# nothing\n")).toBe(10);
  });
});
