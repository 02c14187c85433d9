/** Python's table in src/change/fix/README.md says what the matrix proves, cell by cell. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EXPECTED, FORMS, REASONS } from "./expected.js";

const README = readFileSync(new URL("../../../../src/change/fix/README.md", import.meta.url), "utf8");
const section = README.split(/^## /m).find((part) => part.startsWith("Python\n")) ?? "";

const [head = [], , ...rows] = section
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

it("the table has a column for each form", () => {
  expect(head.slice(1).map((cell) => /^`([\w-]+)`/.exec(cell)?.[1])).toEqual([...FORMS]);
});

it("the table has the cells of the matrix, and no others", () => {
  expect(rows).toEqual(Object.entries(EXPECTED).map(([name, cells]) => [name, ...cells]));
});

it("the reasons under the table are those that the tool prints", () => {
  const reasons = section.split("\n").flatMap((line) => {
    const [, letter, text] = /^- \((\w)\) (.*)$/.exec(line) ?? [];
    return letter === undefined ? [] : [[letter, text]];
  });
  expect(reasons).toEqual(Object.entries(REASONS));
});

it("every letter in the table has its reason", () => {
  const used = new Set(rows.flat().flatMap((cell) => /\((\w)\)$/.exec(cell)?.[1] ?? []));
  expect([...used].sort()).toEqual(Object.keys(REASONS));
});
