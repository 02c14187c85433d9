import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { FORMS } from "./databases.js";
import { ROWS } from "./rows.js";
import { REASONS, verdictOf } from "./verdicts.js";

const PAGE = new URL("../../../../src/change/fix/README.md", import.meta.url);

it("the page has the row of every place and the verdict of every form, as the programs prove them", async () => {
  const cells = ROWS.map(({ name }) => [
    name,
    ...FORMS.map((form) => {
      const verdict = verdictOf(name, form);
      return verdict.kind === "safe" ? "safe" : `${verdict.kind} (${verdict.note})`;
    }),
  ]);
  expect(rowsOf(await typescriptPart())).toEqual(cells);
});

it("the page gives every reason in the words of the messages", async () => {
  const page = await typescriptPart();
  const listed = [...page.matchAll(/^- \((\w)\) (.+)$/gm)].map(([, note, reason]) => [note, reason]);
  expect(listed).toEqual(Object.entries(REASONS));
});

async function typescriptPart(): Promise<string> {
  const page = await readFile(PAGE, "utf8");
  return page.split(/^## /m).find((part) => part.startsWith("TypeScript and JavaScript")) ?? "";
}

/** The cells of the first table, row by row, without its head. */
function rowsOf(part: string): readonly (readonly string[])[] {
  const lines = part.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) => {
    return line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  });
}
