/** Where a text names a word: in code and in strings, and not in what is written for people. */
import { describe, expect, it } from "vitest";
import { python } from "../../../src/read/languages/python/index.js";
import { typescript } from "../../../src/read/languages/typescript/index.js";

/** The lines, from 1, that name `open`. */
function lines(mentions: typeof python.mentions, text: string): readonly number[] {
  return mentions(text, "open").map((at) => text.slice(0, at).split("\n").length);
}

describe("TypeScript", () => {
  it("counts calls, keys, strings and templates", () =>
    expect(
      lines(typescript.mentions, `manager.open();\nconst a = { open };\nspy(m, 'open');\n\`\${m.open}\`;\n`),
    ).toEqual([1, 2, 3, 4]));

  it("leaves comments alone, also behind what looks like one in a string", () =>
    expect(lines(typescript.mentions, "// open\n/** open\n * open */\n'http://x'; m.open(); // open\n")).toEqual([4]));

  it("leaves longer names alone", () => expect(lines(typescript.mentions, "reopen(); opened(); $open;")).toEqual([]));
});

describe("Python", () => {
  it("counts calls and strings, also those of three quotes that are given to something", () =>
    expect(lines(python.mentions, 'manager.open()\npatch("m.open")\nrun("""m.open""")\n')).toEqual([1, 2, 3]));

  it("leaves comments and docstrings alone, also behind a `#` in a string", () =>
    expect(lines(python.mentions, 'def f():\n    """open\n    open"""\n    x = "#"; open()  # open\n')).toEqual([4]));
});
