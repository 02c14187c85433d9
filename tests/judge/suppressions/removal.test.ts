import { describe, expect, it } from "vitest";
import { withoutUnused } from "./support.js";

const NEXT = "db-ssot-ignore-next-line direct-client -- why";
const LINE = "db-ssot-ignore-line direct-client -- why";

describe("what allows nothing is taken away", () => {
  it.each([
    ["with its line", "a.ts", `a();\n  // ${NEXT}\n  b();\n`, "a();\n  b();\n"],
    ["with its line, in Python", "a.py", `def f():\n\t# ${NEXT}\n\tb()\n`, "def f():\n\tb()\n"],
    ["with lines that end in CRLF", "a.ts", `a();\r\n// ${NEXT}\r\nb();\r\n`, "a();\r\nb();\r\n"],
    ["behind a byte order mark", "a.ts", `\uFEFF// ${NEXT}\nb();\n`, "\uFEFFb();\n"],
    ["as the last line, without a line break", "a.ts", `a();\r\n// ${NEXT}`, "a();"],
    ["as all there is", "a.py", `# ${NEXT}`, ""],
    ["behind code, with the blanks before it", "a.py", `a()  # ${LINE}\nb()\n`, "a()\nb()\n"],
    ["behind code that ends in CRLF", "a.py", `a()\t# ${LINE}\r\nb()\r\n`, "a()\r\nb()\r\n"],
    ["behind the last code, without a line break", "a.ts", `a(); // ${LINE}`, "a();"],
    ["before code, with the blanks behind it", "a.ts", `  /* ${LINE} */ a();\n`, "  a();\n"],
    ["between code, which stays apart", "a.ts", `return /* ${LINE} */ a;\n`, "return a;\n"],
    ["between code that only it keeps apart", "a.ts", `return/* ${LINE} */a;\n`, "return a;\n"],
    ["between code that needs nothing between", "a.ts", `a(/* ${LINE} */);\n`, "a();\n"],
    ["between code that a line break in it keeps apart", "a.ts", `a()/* ${LINE}\n */b()\n`, "a()\nb()\n"],
    ["as a block of several lines", "a.ts", `a();\n/*\n * ${NEXT}\n * not\n */\nb();\n`, "a();\nb();\n"],
    ["as a paragraph, whose empty lines stay", "a.ts", `a();\n\n// ${NEXT}\n\nb();\n`, "a();\n\n\nb();\n"],
    ["at the top, with the empty line below", "a.ts", `// ${NEXT}\n\nb();\n`, "b();\n"],
    [
      "as an element of JSX, with its braces",
      "a.tsx",
      `a = (\n  <p>\n    {/* ${NEXT} */}\n    <b />\n  </p>\n);\n`,
      "a = (\n  <p>\n    <b />\n  </p>\n);\n",
    ],
    [
      "beside text of JSX, which the braces keep apart",
      "a.tsx",
      `a = <p>b {/* ${LINE} */} c</p>;\n`,
      "a = <p>b {} c</p>;\n",
    ],
    ["from a block that it leaves empty", "a.ts", `if (a) {/* ${LINE} */}\n`, "if (a) {}\n"],
    ["from before the comment of another tool", "a.py", `a()  # ${LINE}  # noqa: E501\n`, "a()  # noqa: E501\n"],
    ["from behind the comment of another tool", "a.py", `a()  # noqa: E501  # ${LINE}\n`, "a()  # noqa: E501\n"],
    [
      "from between those of other tools",
      "a.py",
      `a()  # type: ignore  # ${LINE}  # noqa\n`,
      "a()  # type: ignore  # noqa\n",
    ],
  ])("%s", (_, file, text, expected) => expect(withoutUnused(file, text)).toBe(expected));
});

describe("a rule that allows nothing is taken from among the others", () => {
  const code = (rules: string) => `// db-ssot-ignore-next-line ${rules} -- why\na();\n`;

  it.each([
    ["direct-client, missing-member", ["missing-member"], "missing-member"],
    ["missing-member, direct-client", ["missing-member"], "missing-member"],
    ["missing-member direct-client deep-import", ["missing-member", "deep-import"], "missing-member deep-import"],
    ["missing-member,direct-client,deep-import", ["deep-import"], "deep-import"],
  ])("%s, with use for %s", (rules, used, left) => expect(withoutUnused("a.ts", code(rules), used)).toBe(code(left)));

  it("leaves alone what has use", () => {
    const text = code("missing-member, direct-client");
    expect(withoutUnused("a.ts", text, ["missing-member", "direct-client"])).toBe(text);
  });
});

describe("a start goes with its end", () => {
  it.each([
    ["alone", "# db-ssot-ignore-start direct-client -- why\na()\n# db-ssot-ignore-end\n", "a()\n"],
    [
      "and leaves an end that names others",
      "# db-ssot-ignore-start direct-client -- why\n# db-ssot-ignore-start missing-member -- why\na()\n# db-ssot-ignore-end missing-member, direct-client\n",
      "# db-ssot-ignore-start missing-member -- why\na()\n# db-ssot-ignore-end missing-member\n",
    ],
    [
      "rule by rule",
      "# db-ssot-ignore-start direct-client, missing-member -- why\na()\n# db-ssot-ignore-end direct-client\nb()\n# db-ssot-ignore-end missing-member\n",
      "# db-ssot-ignore-start missing-member -- why\na()\nb()\n# db-ssot-ignore-end missing-member\n",
    ],
    [
      "but not where the end, which names none, has others to end",
      "# db-ssot-ignore-start direct-client, missing-member -- why\na()\n# db-ssot-ignore-end\n",
      "# db-ssot-ignore-start missing-member -- why\na()\n# db-ssot-ignore-end\n",
    ],
  ])("%s", (_, text, expected) => expect(withoutUnused("a.py", text, ["missing-member"])).toBe(expected));
});
