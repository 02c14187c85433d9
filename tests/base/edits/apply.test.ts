import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, applyFixes } from "../../../src/base/edits/apply.js";
import type { Edit, Fix } from "../../../src/base/edits/edit.js";

const insert = (at: number, text: string) => ({ start: at, end: at, text });
const replace = (start: number, end: number, text: string) => ({ start, end, text });

describe("applyEdits", () => {
  it("applies edits in any order", () => {
    const edits = [replace(8, 11, "C"), replace(0, 3, "A")];
    expect(applyEdits("one two three", edits).text).toBe("A two Cee");
  });

  it("keeps the order of inserts at the same place", () => {
    expect(applyEdits("ab", [insert(1, "1"), insert(1, "2")]).text).toBe("a12b");
  });

  it("puts an insert before the replacement that starts at the same place", () => {
    expect(applyEdits("ab", [replace(1, 2, "B"), insert(1, "-")]).text).toBe("a-B");
  });

  it("leaves an insert at either end of a removed range alone", () => {
    expect(applyEdits("abc", [replace(1, 2, ""), insert(1, "<"), insert(2, ">")])).toEqual({
      text: "a<>c",
      overlapping: [],
    });
  });

  it("reports an edit that overlaps an earlier one, and leaves it out", () => {
    const late = replace(2, 5, "x");
    expect(applyEdits("abcdef", [replace(0, 3, "-"), late])).toEqual({ text: "-def", overlapping: [late] });
  });

  it("reports an insert into a replaced range", () => {
    expect(applyEdits("abcd", [replace(0, 3, ""), insert(1, "x")]).overlapping).toEqual([insert(1, "x")]);
  });

  it("applies the same edit once", () => {
    expect(applyEdits("ab", [insert(1, "x"), insert(1, "x"), replace(0, 1, ""), replace(0, 1, "")])).toEqual({
      text: "xb",
      overlapping: [],
    });
  });

  it("keeps a byte order mark, CRLF, tabs and a missing final newline", () => {
    const text = "\uFEFFa;\r\n\tb;\r\nc";
    expect(applyEdits(text, [replace(6, 7, "B")]).text).toBe("\uFEFFa;\r\n\tB;\r\nc");
  });

  it("changes nothing outside its edits", () => {
    const ranges = fc.array(fc.tuple(fc.nat(20), fc.nat(5), fc.string({ maxLength: 4 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ minLength: 25, maxLength: 40 }), ranges, (text, raw) => {
        const edits = raw.map(([start, length, inserted]) => replace(start, start + length, inserted));
        const { text: edited, overlapping } = applyEdits(text, edits);
        const taken = edits.filter((edit, index) => edits.indexOf(edit) === index && !overlapping.includes(edit));
        const distinct = [...new Map(taken.map((edit) => [JSON.stringify(edit), edit])).values()];
        const growth = distinct.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
        expect(edited.length).toBe(text.length + growth);
        const first = Math.min(...distinct.map((edit) => edit.start), text.length);
        const last = Math.max(...distinct.map((edit) => edit.end), 0);
        expect(edited.startsWith(text.slice(0, first))).toBe(true);
        expect(edited.endsWith(text.slice(last))).toBe(true);
      }),
    );
  });
});

describe("applyFixes", () => {
  it("gives the new texts of the files that changed, and only of those", () => {
    const texts = new Map([
      ["a.ts", "one"],
      ["b.ts", "two"],
    ]);
    const result = applyFixes(texts, [fix("first", edit("a.ts", 0, 3, "1"))]);
    expect([...result.texts]).toEqual([["a.ts", "1"]]);
  });

  it("applies none of the edits of a fix that overlaps an earlier one", () => {
    const first = fix("first", edit("a.ts", 0, 3, "1"));
    const second = fix("second", edit("a.ts", 2, 5, "2"), edit("b.ts", 0, 0, "new "));
    const result = applyFixes(files({ "a.ts": "abcdef", "b.ts": "text" }), [first, second]);
    expect([...result.texts]).toEqual([["a.ts", "1def"]]);
    expect(result.applied).toEqual([first]);
    expect(result.remaining).toEqual([{ kind: "waiting", fix: second, winner: first }]);
  });

  it("lets a third fix go ahead where only the second overlaps it", () => {
    const first = fix("first", edit("a.ts", 0, 3, "1"));
    const second = fix("second", edit("a.ts", 2, 5, "2"));
    const third = fix("third", edit("a.ts", 4, 6, "3"));
    expect(applyFixes(files({ "a.ts": "abcdef" }), [first, second, third])).toMatchObject({
      texts: new Map([["a.ts", "1d3"]]),
      applied: [first, third],
    });
  });

  it("shares the import that two fixes add and the one that both remove", () => {
    const text = "import old;\nold.a; old.b;";
    const both = [{ ...edit("a.ts", 12, 12, "import new;\n"), shared: true }, edit("a.ts", 0, 12, "")];
    const result = applyFixes(files({ "a.ts": text }), [
      fix("first", edit("a.ts", 12, 15, "new"), ...both),
      fix("second", edit("a.ts", 19, 22, "new"), ...both),
    ]);
    expect(result.texts.get("a.ts")).toBe("import new;\nnew.a; new.b;");
    expect(result.remaining).toEqual([]);
  });

  it("brings a name once: of two fixes that do it in two ways, the second waits", () => {
    const brings = (title: string, at: number) =>
      fix(title, { ...edit("a.ts", at, at, "+"), shared: true, brings: "getDb" });
    const result = applyFixes(files({ "a.ts": "abc" }), [brings("first", 1), brings("second", 2), brings("third", 1)]);
    expect(result.texts.get("a.ts")).toBe("a+bc");
    expect(result.remaining).toMatchObject([{ kind: "waiting", fix: { title: "second" }, winner: { title: "first" } }]);
  });

  it("lets the second of two fixes wait that make the same insert, unless it is shared", () => {
    const insert = (title: string) => fix(title, edit("a.ts", 1, 1, "await "));
    const result = applyFixes(files({ "a.ts": "abc" }), [insert("first"), insert("second")]);
    expect(result.texts.get("a.ts")).toBe("aawait bc");
    expect(result.remaining).toMatchObject([{ kind: "waiting", fix: { title: "second" }, winner: { title: "first" } }]);
  });

  it("does not share one half of a pair of brackets", () => {
    const wrap = (title: string, end: number) => fix(title, edit("a.ts", 0, 0, "(await "), edit("a.ts", end, end, ")"));
    const result = applyFixes(files({ "a.ts": "f.g.h" }), [wrap("first", 3), wrap("second", 5)]);
    expect(result.texts.get("a.ts")).toBe("(await f.g).h");
    expect(result.remaining).toMatchObject([{ kind: "waiting", fix: { title: "second" }, winner: { title: "first" } }]);
  });

  it("does not share a step to the right: the fix of a block inside another waits", () => {
    const move = (title: string, ...lines: readonly number[]) =>
      fix(title, ...lines.map((at) => edit("a.py", at, at, "    ")));
    const result = applyFixes(files({ "a.py": "a\nb\nc\n" }), [move("outer", 2, 4), move("inner", 4)]);
    expect(result.texts.get("a.py")).toBe("a\n    b\n    c\n");
    expect(result.remaining).toMatchObject([{ kind: "waiting", fix: { title: "inner" }, winner: { title: "outer" } }]);
  });

  it("refuses a fix that names a place which is not there, and says which", () => {
    const result = applyFixes(files({ "a.ts": "abc" }), [
      fix("unread", edit("b.ts", 0, 0, "x")),
      fix("outside", edit("a.ts", 2, 9, "x")),
      fix("with itself", edit("a.ts", 0, 2, "x"), edit("a.ts", 1, 3, "y")),
    ]);
    expect(result.texts.size).toBe(0);
    expect(result.remaining.map((one) => one.kind === "impossible" && one.reason)).toEqual([
      "it edits `b.ts`, which was not read",
      "it edits a place outside `a.ts`",
      "two of its edits of `a.ts` overlap",
    ]);
  });
});

function files(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(texts));
}

function edit(file: string, start: number, end: number, text: string): Edit {
  return { file, start, end, text };
}

function fix(title: string, ...edits: Edit[]): Fix {
  return { title, applicability: "safe", edits };
}
