import { describe, expect, it } from "vitest";
import { commentRanges, comments } from "../../../../src/read/languages/typescript/comments.js";

function written(text: string, file = "a.tsx"): readonly string[] {
  return comments(file, text).map(({ start, end }) => text.slice(start, end));
}

describe("comments of TypeScript", () => {
  it("are found wherever a token may stand, in the order of the text", () => {
    const text = `#!/usr/bin/env node
// one
import a /* two */ from "a"; // three
/** four */
export function f(/* five */ b = 1 /* six */) {
  // seven
}
switch (a) { // eight
  case 1: // nine
}
const t = \`\${/* ten */ a /* eleven */}\`;
// twelve`;
    expect(written(text, "a.ts")).toEqual([
      "// one",
      "/* two */",
      "// three",
      "/** four */",
      "/* five */",
      "/* six */",
      "// seven",
      "// eight",
      "// nine",
      "/* ten */",
      "/* eleven */",
      "// twelve",
    ]);
  });

  it.each([
    ["a string", "const a = \"// no\"; const b = '/* no */';"],
    ["a template", "const a = `// no $" + "{b} /* no */ $" + "{c} // no`;"],
    ["a tagged template", "const a = sql`-- // no\n/* no */`;"],
    ["a pattern", "const a = /[/*]no/; const b = /\\/\\/ no/;"],
    ["the text of an element", "const a = <p>// no {b} /* no */ <b/> // no</p>;"],
    ["an attribute", 'const a = <p title="// no" />;'],
    ["division", "const a = b / c / d;"],
  ])("are not in %s", (_, text) => expect(written(text)).toEqual([]));

  it("are found in JavaScript and in its JSDoc", () => {
    expect(written("/** @type {string} */\nlet a; // b", "a.js")).toEqual(["/** @type {string} */", "// b"]);
  });

  it("are found in an element, with the braces that are there for their sake", () => {
    const text =
      "const a = (\n  <p>\n    {/* c */}\n    <b /* d */ />\n    text\n    {/* e */}\n    text {/* f */}\n  </p>\n);";
    const found = comments("a.tsx", text).map(({ start, end, whole }) => [
      text.slice(start, end),
      whole && text.slice(whole.start, whole.end),
    ]);
    expect(found).toEqual([
      ["/* c */", "{/* c */}"],
      ["/* d */", undefined],
      ["/* e */", undefined],
      ["/* f */", undefined],
    ]);
  });

  it("keep the braces of an empty block", () => {
    expect(comments("a.ts", "if (a) {/* c */}")).toEqual([{ start: 8, end: 15 }]);
  });
});

describe("ranges of code for comments of TypeScript", () => {
  /** What the statement at `‸` holds, with what is left out of it as `…`. */
  function from(marked: string): string {
    const offset = marked.indexOf("‸");
    const text = marked.replace("‸", "");
    return shown(text, commentRanges.from("a.tsx", text, offset));
  }

  function to(marked: string): string {
    const offset = marked.indexOf("‸");
    const text = marked.replace("‸", "");
    return shown(text, commentRanges.to("a.tsx", text, offset));
  }

  function shown(text: string, ranges: ReturnType<typeof commentRanges.from>): string {
    return ranges.map(({ start, end }) => text.slice(start, end)).join("…");
  }

  it("go over all lines of a statement", () => {
    expect(from("a();\n‸b\n  .c()\n  .d(\n    e,\n  );\nf();")).toBe("b\n  .c()\n  .d(\n    e,\n  );");
  });

  it("leave out the statements of a function in it", () => {
    expect(from('‸app.get("/", async () => {\n  a();\n}, b());')).toBe('app.get("/", async () => {…\n}, b());');
  });

  it("are the head of what has a block, with its decorators", () => {
    expect(from("‸@a\nexport class B extends C {\n  d = 1;\n}")).toBe("@a\nexport class B extends C {…\n}");
    expect(from("‸if (a) {\n  b();\n} else if (c) {\n  d();\n}")).toBe("if (a) {…\n} else if (c) {…\n}");
  });

  it("are a member, an argument, a property, or an element without what is in it", () => {
    expect(from("class A {\n  ‸b =\n    c();\n  d = 1;\n}")).toBe("b =\n    c();");
    expect(from("a(\n  ‸b({\n    c,\n  }),\n  d,\n);")).toBe("b({\n    c,\n  })");
    expect(from("a = {\n  ‸b:\n    c,\n  d,\n};")).toBe("b:\n    c");
    expect(from("a = (\n  <p>\n    ‸<b\n      c={d()}\n    >\n      {e()}\n    </b>\n  </p>\n);")).toBe(
      "<b\n      c={d()}\n    >…</b>",
    );
  });

  it("end where a statement ends, whatever line it began on", () => {
    expect(to("a();\nb(\n  c,\n);‸\nd();")).toBe("b(\n  c,\n);");
    expect(to("const a = () => {\n  return b(\n    c\n  )‸\n}")).toBe("return b(\n    c\n  )");
  });

  it("are none where nothing begins", () => {
    expect(from("a\n  ‸.b()")).toBe("");
    expect(from("a();\n‸")).toBe("");
  });

  it("begin behind `use strict`", () => {
    const text = '// a\n"use client";\n// b\nimport c from "c";';
    expect(commentRanges.first("a.ts", text)).toBe(text.indexOf("import"));
    expect(commentRanges.first("a.ts", "// nothing")).toBe(10);
  });
});
