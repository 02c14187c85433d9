import { expect, test } from "vitest";
import { codeFrame, type FrameOptions, type Mark } from "../../../src/base/text/frame.js";
import { Lines } from "../../../src/base/text/lines.js";

/** Marks what stands between `«` and `»`, in order, with the labels given. */
function frame(marked: string, labels: readonly (string | undefined)[] = [], options?: FrameOptions): string {
  const marks: Mark[] = [];
  let text = "";
  for (const piece of marked.split(/([«»])/)) {
    const label = labels[marks.length];
    if (piece === "«") marks.push({ start: text.length, end: text.length, ...(label === undefined ? {} : { label }) });
    else if (piece === "»") marks.push({ ...(marks.pop() as Mark), end: text.length });
    else text += piece;
  }
  return codeFrame(new Lines(text), marks, options);
}

const drawn = (...lines: string[]) => lines.join("\n");

test("draws the line before, the line, and the underline with its label", () => {
  const marked = "async function ready() {\n  using db = await «Manager».«getSession»();\n}\n";
  expect(frame(marked, [undefined, "not on the class"])).toBe(
    drawn(
      "1 | async function ready() {",
      "2 |   using db = await Manager.getSession();",
      "  |                    ^^^^^^^ ^^^^^^^^^^ not on the class",
    ),
  );
});

test("puts the labels of several marks of one line below each other", () => {
  expect(frame("«a» + «b» + «c»", ["first", "second", "third"])).toBe(
    drawn("1 | a + b + c", "  | ^   ^   ^ third", "  |     second", "  | first"),
  );
});

test("shows what lies between marks of distant lines as a gap", () => {
  expect(frame("one\ntwo «x»\nthree\nfour\nfive «y»\n")).toBe(
    drawn("1 | one", "2 | two x", "  |     ^", "  ...", "4 | four", "5 | five y", "  |      ^"),
  );
});

test("leaves a blank line before out, and aligns numbers", () => {
  expect(frame(`${"\n".repeat(9)}«x»`)).toBe(drawn("10 | x", "   | ^"));
  expect(frame(`${"\n".repeat(8)}a\n«x»`)).toBe(drawn(" 9 | a", "10 | x", "   | ^"));
});

test("keeps the underline below its word behind tabs, wide characters and combining ones", () => {
  expect(frame("\tif (a)\t«b»")).toBe(drawn("1 |     if (a)    b", "  |               ^"));
  expect(frame('"数据库"; «x»')).toBe(drawn('1 | "数据库"; x', "  |           ^"));
  expect(frame('"👍"; «x»')).toBe(drawn('1 | "👍"; x', "  |       ^"));
  expect(frame('"e\u0301"; «x»')).toBe(drawn('1 | "e\u0301"; x', "  |      ^"));
});

test("underlines a mark that spans lines to the end of its first, and an empty one with a single sign", () => {
  expect(frame("call«(\n  a,\n)»;")).toBe(drawn("1 | call(", "  |     ^"));
  expect(frame("ab«»")).toBe(drawn("1 | ab", "  |   ^"));
});

test("cuts a long line around its mark", () => {
  const long = `${"x".repeat(500)}«here»${"y".repeat(500)}`;
  expect(frame(long, ["label"], { width: 20 })).toBe(drawn("1 | …xxxxxhereyyyyyyyyyyy…", "  |       ^^^^ label"));
  expect(frame(`«here»${"y".repeat(500)}`, [], { width: 8 })).toBe(drawn("1 | hereyyyy…", "  | ^^^^"));
});

test("puts a label that does not fit beside its mark below it, moved to the left if needed", () => {
  expect(frame("call(«here»)", ["a label"], { width: 12 })).toBe(
    drawn("1 | call(here)", "  |      ^^^^", "  |      a label"),
  );
  expect(frame("call(«here»)", ["a longer label"], { width: 15 })).toBe(
    drawn("1 | call(here)", "  |      ^^^^", "  |  a longer label"),
  );
});

test("cuts no character in two", () => {
  expect(frame(`${"👍".repeat(100)}«here»`, [], { width: 9 })).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
});

test("lets nothing in a source act on the terminal", () => {
  expect(frame("\x1b[31m«x»\u202e")).toBe(drawn("1 | ␛[31mx␦", "  |      ^"));
});

test("treats CRLF and a byte order mark as no part of the code", () => {
  expect(frame("\ufeff«a»\r\nb\r\n")).toBe(drawn("1 | a", "  | ^"));
});

test("paints each part with the function given", () => {
  const paint: FrameOptions["paint"] = (part, text) => `<${part}>${text}</>`;
  expect(frame("«a»", ["l"], { paint })).toBe(
    drawn("<gutter>1 |</> <code>a</>", "<gutter>  |</> <mark>^</> <label>l</>"),
  );
});

test("draws nothing where nothing is marked", () => {
  expect(codeFrame(new Lines("a"), [])).toBe("");
});
