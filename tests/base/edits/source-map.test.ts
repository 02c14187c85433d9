import fc from "fast-check";
import { expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../../../src/base/edits/apply.js";
import { narrowEdit, offsetBefore } from "../../../src/base/edits/source-map.js";

const EDITS: readonly TextEdit[] = [
  { start: 8, end: 9, text: "" },
  { start: 2, end: 4, text: "longer" },
  { start: 6, end: 6, text: "++" },
];

it("gives the offset before for a place that no edit touched", () => {
  expect(applyEdits("0123456789", EDITS).text).toBe("01longer45++679");
  const text = "01longer45++679";
  for (const kept of ["0", "1", "4", "5", "6", "7", "9"]) {
    expect(offsetBefore(text.indexOf(kept), EDITS)).toBe(Number(kept));
  }
});

it("gives the start of the edit for a place that it wrote", () => {
  expect(offsetBefore(2, EDITS)).toBe(2);
  expect(offsetBefore(7, EDITS)).toBe(2);
  expect(offsetBefore(10, EDITS)).toBe(6);
});

it("finds every kept character again, whatever the edits", () => {
  const stretches = fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 12 }).map((points) => {
    const sorted = points.sort((a, b) => a - b);
    const pairs = sorted.flatMap((start, index) =>
      index % 2 === 0 ? [{ start, end: sorted[index + 1] ?? start }] : [],
    );
    return pairs;
  });
  fc.assert(
    fc.property(stretches, fc.string({ maxLength: 5 }), (ranges, written) => {
      // Characters above the ones written, so that each is found by what it is.
      const text = Array.from({ length: 41 }, (_, index) => String.fromCharCode(0x4e00 + index)).join("");
      const edits = ranges.map((range) => ({ ...range, text: written }));
      const after = applyEdits(text, edits).text;
      for (const [offset, character] of [...after].entries()) {
        const index = text.indexOf(character);
        if (index >= 0) expect(offsetBefore([...after].slice(0, offset).join("").length, edits)).toBe(index);
      }
    }),
  );
});

it("narrows an edit to what it changes", () => {
  const edit = { start: 1, end: 9, text: "get(old(1))".slice(0, 8) };
  expect(narrowEdit("(old(old(1)))", edit)).toEqual({ start: 1, end: 4, text: "get" });
  expect(narrowEdit("aaa", { start: 0, end: 3, text: "aa" })).toEqual({ start: 2, end: 3, text: "" });
  expect(narrowEdit("aa", { start: 0, end: 2, text: "aaa" })).toEqual({ start: 2, end: 2, text: "a" });
});
