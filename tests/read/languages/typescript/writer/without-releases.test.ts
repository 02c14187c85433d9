import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../../src/base/edits/apply.js";
import { extract } from "../../../../../src/read/languages/typescript/extract.js";
import { withoutReleases } from "../../../../../src/read/languages/typescript/writer/without-releases.js";

/** The code without its calls of `s.close()`, or why it cannot be without them. */
function without(text: string, call = "s.close()"): string {
  const releases = [...text.matchAll(new RegExp(call.replace(/[().?]/g, "\\$&"), "g"))].map(({ index }) => ({
    start: index,
    end: index + call.length,
  }));
  const removal = withoutReleases({ facts: extract("src/a.ts", text), text, releases });
  if (removal.kind === "refused") return removal.reason;
  const edited = applyEdits(text, removal.edits);
  expect(edited.overlapping).toEqual([]);
  expect(extract("src/a.ts", edited.text).problems).toEqual([]);
  return edited.text;
}

describe("a statement", () => {
  it("goes with its line", () => expect(without("a();\nawait s.close();\nb();\n")).toBe("a();\nb();\n"));

  it("goes with the blank line before it at the end of a block", () =>
    expect(without("{\n  a();\n\n  await s.close();\n}\n")).toBe("{\n  a();\n}\n"));

  it("goes from among others on its line", () => expect(without("a(); s.close(); b();")).toBe("a(); b();"));

  it("leaves the comment beside it and the one above it", () =>
    expect(without("a();\n// give it back\nawait s.close(); // done\nb();\n")).toBe(
      "a();\n// give it back\n// done\nb();\n",
    ));

  it("goes with what hides its failure", () =>
    expect(without("a();\nawait s.close().catch(() => undefined);\n")).toBe("a();\n"));

  it("goes with the test of its handle", () => {
    expect(without("a();\nif (s) await s.close();\n")).toBe("a();\n");
    expect(without("a();\nif (s !== undefined) {\n  await s.close();\n}\n")).toBe("a();\n");
    expect(without("a();\ns && s.close();\n")).toBe("a();\n");
  });

  it("keeps a condition that has an effect of its own", () =>
    expect(without("if (await idle()) {\n  await s.close();\n}\n")).toBe("if (await idle()) {\n}\n"));

  it("goes with the `try` that was there for it alone", () =>
    expect(without("a();\ntry {\n  await s.close();\n} catch {}\nb();\n")).toBe("a();\nb();\n"));

  it("stays where it is part of more", () => {
    expect(without("const done = s.close();")).toBe("`s.close()` is part of an expression");
    expect(without("run().finally(() => s.close());")).toBe("`s.close()` is part of an expression");
    expect(without("if (await idle()) s.close();")).toBe("a release is the whole of a branch");
  });
});

describe("a `finally`", () => {
  it("goes where nothing is left in it", () =>
    expect(without("try {\n  a();\n} catch {\n  b();\n} finally {\n  await s.close();\n}\nc();\n")).toBe(
      "try {\n  a();\n} catch {\n  b();\n}\nc();\n",
    ));

  it("stays with what else it does", () =>
    expect(without("try {\n  a();\n} finally {\n  await s.close();\n  log();\n}\n")).toBe(
      "try {\n  a();\n} finally {\n  log();\n}\n",
    ));

  it("stays with a comment", () =>
    expect(without("try {\n  a();\n} finally {\n  // always\n  await s.close();\n}\n")).toBe(
      "try {\n  a();\n} finally {\n  // always\n}\n",
    ));
});

describe("a `try` without `catch`", () => {
  it("gives its lines back to the block around it", () =>
    expect(
      without("{\n  try {\n    a();\n    // then\n    b();\n  } finally {\n    s.close();\n  }\n  c();\n}\n"),
    ).toBe("{\n  a();\n  // then\n  b();\n  c();\n}\n"));

  it("does so with the line breaks of Windows, and with tabs", () =>
    expect(without("{\r\n\ttry {\r\n\t\ta();\r\n\t} finally {\r\n\t\ts.close();\r\n\t}\r\n}\r\n")).toBe(
      "{\r\n\ta();\r\n}\r\n",
    ));

  it("does so on one line, and at the end of a file without a line break", () => {
    expect(without("try { a(); } finally { s.close(); }")).toBe("a();");
    expect(without("b();\ntry {\n  a();\n} finally {\n  s.close();\n}")).toBe("b();\na();");
  });

  it("keeps the comments beside its braces", () =>
    expect(without("try { // work\n  a();\n} finally {\n  s.close();\n} // end\n")).toBe("// work\na();\n// end\n"));

  it("leaves the inside of a template literal as it is", () =>
    expect(without("try {\n  a(`\n    x\n  `, `$\n    y`);\n} finally {\n  s.close();\n}\n")).toBe(
      "a(`\n    x\n  `, `$\n    y`);\n",
    ));

  it("becomes a bare block where a name of it is used around it", () => {
    const around = "const rows = [];\ntry {\n  const rows = a();\n} finally {\n  s.close();\n}\n";
    expect(without(around)).toBe("const rows = [];\n{\n  const rows = a();\n}\n");
    const parameter = "function f(row) {\n  try {\n    const row = a();\n  } finally {\n    s.close();\n  }\n}\n";
    expect(without(parameter)).toContain("  {\n    const row = a();\n  }\n");
  });

  it("becomes a bare block where what it declares ends with it, or where no block is around it", () => {
    expect(without("try {\n  using t = a();\n} finally {\n  s.close();\n}\n")).toBe("{\n  using t = a();\n}\n");
    expect(without("if (x) try {\n  a();\n} finally {\n  s.close();\n}\n")).toBe("if (x) {\n  a();\n}\n");
  });

  it("becomes a bare block where a line would go on with the one before it", () =>
    expect(without("a()\ntry {\n  (b)()\n} finally {\n  s.close()\n}\nc()\n")).toBe("a()\n{\n  (b)()\n}\nc()\n"));
});
