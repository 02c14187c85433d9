import { expect, it } from "vitest";
import { pageList, renderPage } from "../../../src/cli/report/page.js";

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

it("wraps paragraphs and list items between words, and leaves headings and code", () => {
  const page = `# A heading that is longer than thirty columns

A paragraph whose lines were
broken for an editor, with [a link](https://example.org/a/long/address).
- An item that goes on
  in a second line
- Another

\`\`\`sh
echo "one"
echo "code keeps its lines, however long they are"
\`\`\`
`;
  expect(renderPage(page, { colour: false, width: 30 })).toBe(`A heading that is longer than thirty columns

A paragraph whose lines were
broken for an editor, with a
link.
- An item that goes on in a
  second line
- Another

    echo "one"
    echo "code keeps its lines, however long they are"
`);
});

const TABLE = `\
| form     | TypeScript   | Python      |
| -------- | ------------ | ----------- |
| \`object\` | \`db \\| null\` | [a page](b) |
| \`value\`  | \`getDb()\`    |             |
`;

it("aligns the columns of a table that fits", () => {
  expect(renderPage(TABLE, { colour: false, width: 40 })).toBe(`\
form      TypeScript   Python
\`object\`  \`db | null\`  a page
\`value\`   \`getDb()\`
`);
});

it("lists the rows of a table that is too wide, each cell under its heading", () => {
  expect(renderPage(TABLE.replace("a page", "another page"), { colour: false, width: 30 })).toBe(`\
- \`object\`
    TypeScript: \`db | null\`
    Python: another page
- \`value\`
    TypeScript: \`getDb()\`
`);
});

it("leaves a table as it is written where the width is unknown", () => {
  expect(renderPage(TABLE, { colour: false })).toContain("| `value`  | `getDb()`    |             |");
});

it("wraps the list of pages beside its names", () => {
  const list = pageList({ Rules: [{ id: "a-rule", summary: "reports what nobody should write" }] }, NARROW);
  expect(list).toBe("Rules:\n  a-rule  reports what nobody\n          should write\n");
});

const NARROW = { colour: false, width: 30 };
