import { expect, it } from "vitest";
import { renderPage } from "../../../src/cli/report/page.js";

const plain = (line: string): string => renderPage(line, { colour: false }).trimEnd();

it.each([
  ["- **A computed name**: `manager[name]()`.", "- A computed name: `manager[name]()`."],
  ["`on(db)[0](a)` and `2 ** 3 ** 4`", "`on(db)[0](a)` and `2 ** 3 ** 4`"],
])("leaves the code of a sentence alone: %s", (line, expected) => {
  expect(plain(line)).toBe(expected);
});

it.each([
  ["see [the rules](../rules/README.md), all", "see the rules, all"],
  ["see [`check`](check.md) and [`a[0]`](b.md)", "see `check` and `a[0]`"],
  ["**`--staged`** and **words**", "`--staged` and words"],
])("keeps the text of links and of emphasis, code or not: %s", (line, expected) => {
  expect(plain(line)).toBe(expected);
});
