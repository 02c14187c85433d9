import { expect, it } from "vitest";
import { keepComments } from "../../../../../src/read/languages/typescript/writer/comments.js";

/** What comes in the place of the call after `= `, with its comments. */
function kept(text: string, replacement: string): string | undefined {
  const start = text.indexOf("= ") + 2;
  return keepComments(text, { start, end: text.lastIndexOf(";"), text: replacement })?.text;
}

it("keeps a comment between the parentheses of the call that comes", () => {
  expect(kept("const s = await M.get(/* main */);", "await getDb()")).toBe("await getDb(/* main */)");
  expect(kept("const s = (await M./* a */get(/* b */));", "(await getDb())")).toBe("(await getDb(/* a */ /* b */))");
});

it("keeps a comment to the end of its line on a line of its own", () =>
  expect(kept('  const s = M.get(\r\n    "main", // the main one\r\n  );\r\n', "getDb()")).toBe(
    "getDb(\r\n    // the main one\r\n  )",
  ));

it("keeps a comment after a name, as one that code may follow", () => {
  expect(kept("const s = M.get(/* main */);", "db")).toBe("db /* main */");
  expect(kept("const s = M.get(\n  // main\n);", "db")).toBe("db /* main */");
});

it("keeps none after a name that runs over lines, or would end too early", () => {
  expect(kept("const s = M.get(\n  /* main\n */\n);", "db")).toBeUndefined();
  expect(kept("const s = M.get(\n  // **/*.ts\n);", "db")).toBeUndefined();
});

it("takes no string for a comment", () => expect(kept('const s = M.get("/* main */");', "getDb()")).toBeUndefined());
