/** The same comments at the same places allow the same findings in both languages. */
import { describe, expect, it } from "vitest";
import { PYTHON, type Setting, TYPESCRIPT } from "../../stories/project.js";
import { checkFiles } from "../../support/snippet.js";
import { readProject, withConfig } from "../../support/snippet-project.js";
import { STORIES } from "./stories.js";

const IN_TYPESCRIPT = { file: "src/orders.ts", head: 'import { DatabaseManager } from "./db/database-manager.js";' };
const IN_PYTHON = { file: "app/orders.py", head: "from app.db.database_manager import DatabaseManager" };

/** How else the same file may be written. */
const WRITTEN = {
  "as it is": (text: string) => text,
  "with CRLF, a byte order mark, tabs and no last line break": (text: string) =>
    `\uFEFF${text.trimEnd().replaceAll("\n", "\r\n").replaceAll("    ", "\t")}`,
};

describe.each(STORIES)("$title", ({ says, allows, typescript, python }) => {
  describe.each(Object.entries(WRITTEN))("%s", (_, write) => {
    it("in TypeScript", async () => {
      expect(await judged(TYPESCRIPT, IN_TYPESCRIPT, typescript, write)).toEqual({ says, allows });
    });

    it("in Python", async () => expect(await judged(PYTHON, IN_PYTHON, python, write)).toEqual({ says, allows }));
  });
});

async function judged(
  { beside, config }: Setting,
  { file, head }: typeof IN_PYTHON,
  code: string,
  write: (text: string) => string,
) {
  const story = readProject(`// file: ${file}\n${unindented(code)}\n`).files[file] ?? "";
  // The import stands at the end, so that what has to come first can.
  const files = { ...readProject(beside).files, [file]: write(`${story}${head}\n`) };
  const { diagnostics, suppressed, problems } = await checkFiles(withConfig(files, config));
  expect(problems).toEqual([]);
  return {
    says: diagnostics.map(({ rule, message }) => `${rule}: ${message}`),
    allows: suppressed.map(({ diagnostic, suppression }) => `${diagnostic.rule}: ${suppression.reason}`),
  };
}

function unindented(code: string): string {
  return code
    .split("\n")
    .map((line) => line.slice(6))
    .join("\n")
    .trim();
}
