import { expect, test } from "vitest";
import { Lines } from "../../../src/base/text/lines.js";

const places = (text: string) =>
  Array.from({ length: text.length + 1 }, (_, offset) => {
    const { line, column } = new Lines(text).positionOf(offset);
    return `${line}:${column}`;
  });

test("counts lines and columns from 1, whatever ends a line", () => {
  expect(places("a\nb")).toEqual(["1:1", "1:2", "2:1", "2:2"]);
  expect(places("a\r\nb")).toEqual(["1:1", "1:2", "1:3", "2:1", "2:2"]);
  expect(places("a\rb")).toEqual(["1:1", "1:2", "2:1", "2:2"]);
});

test("gives the byte order mark no column", () => {
  expect(places("\ufeffab")).toEqual(["1:1", "1:1", "1:2", "1:3"]);
});

test("has one line in an empty text, and one more after a final line ending", () => {
  expect([new Lines("").count, new Lines("a").count, new Lines("a\n").count]).toEqual([1, 1, 2]);
  expect(places("")).toEqual(["1:1"]);
});

test("keeps an offset outside of the text inside", () => {
  const lines = new Lines("ab\ncd");
  expect([lines.positionOf(-5), lines.positionOf(99)]).toEqual([
    { line: 1, column: 1 },
    { line: 2, column: 3 },
  ]);
});

test("gives the stretch of a line without its ending and without the mark", () => {
  const text = "\ufeffa\r\n\r\nbc\r";
  const lines = new Lines(text);
  const texts = [1, 2, 3, 4].map((line) => {
    const { start = -1, end = -1 } = lines.rangeOf(line) ?? {};
    return text.slice(start, end);
  });
  expect(texts).toEqual(["a", "", "bc", ""]);
  expect([lines.rangeOf(0), lines.rangeOf(5)]).toEqual([undefined, undefined]);
});
