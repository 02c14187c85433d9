import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { changedLines, type FileChange, gitPatch } from "../../../src/base/text/patch.js";
import { tempProject } from "../../support/temp-project.js";

/** What the files hold after `git apply` of the patch of all changes. */
function applied(changes: readonly FileChange[]): (string | undefined)[] {
  const before = changes.flatMap((each) => (each.before === undefined ? [] : [[each.file, each.before]]));
  const root = tempProject(Object.fromEntries(before));
  const patch = gitPatch(changes);
  if (patch !== "")
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: root, input: patch, stdio: "pipe" });
  return changes.map(({ file }) => {
    const path = join(root, file);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  });
}

test("writes a patch as git does", () => {
  expect(gitPatch([{ file: "src/a.ts", before: "one\ntwo\n", after: "one\n2\n" }])).toBe(
    [
      "diff --git a/src/a.ts b/src/a.ts",
      "--- a/src/a.ts",
      "+++ b/src/a.ts",
      "@@ -1,2 +1,2 @@",
      " one",
      "-two",
      "+2",
      "",
    ].join("\n"),
  );
});

test("leaves files out that stay as they are, and orders the others by path", () => {
  const change = (file: string) => ({ file, before: "a\n", after: "b\n" });
  const patch = gitPatch([
    change("b.ts"),
    { file: "same.ts", before: "x", after: "x" },
    change("B.ts"),
    change("a.ts"),
  ]);
  expect([...patch.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file)).toEqual(["B.ts", "a.ts", "b.ts"]);
});

test.each([
  ["CRLF", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"],
  ["no final line ending, before and after", "a\nb", "a\nB"],
  ["a final line ending gained", "a\nb", "a\nb\n"],
  ["a final line ending lost", "a\nb\n", "a\nb"],
  ["CRLF turned into LF", "a\r\nb\r\n", "a\nb\n"],
  ["a lone CR", "a\rb\nc\n", "a\rB\nc\n"],
  ["a byte order mark", "\ufeffa\nb\n", "\ufeffa\nB\n"],
  ["all gone", "a\nb\n", ""],
  ["all new", "", "a\n"],
  ["lines that look like a patch", "--- a\n+++ b\n@@ -1 +1 @@\n", "--- a\n+++ c\n@@ -1 +1 @@\n"],
])("is accepted by git: %s", (_name, before, after) => {
  expect(applied([{ file: "a.ts", before, after }])).toEqual([after]);
});

test.each(["a b.ts", "src/(app)/[id]/page.ts", "ünï/数据.ts", 'quo"te.ts', "back\\slash.ts", "tab\there.ts", "-x.ts"])(
  "is accepted by git for a file called %j",
  (file) => {
    expect(applied([{ file, before: "a\n", after: "b\n" }])).toEqual(["b\n"]);
  },
);

test("makes and removes files, several in one patch", () => {
  const changes: FileChange[] = [
    { file: "new folder/made.ts", after: "made\n" },
    { file: "gone.ts", before: "gone" },
    { file: "kept.ts", before: "a\n", after: "b\n" },
  ];
  expect(applied(changes)).toEqual(["made\n", undefined, "b\n"]);
});

test("is accepted by git for any text", () => {
  const line = fc.stringMatching(/^[ab+\- \t\r@\\é]{0,6}$/);
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"))
    .map(([lines, end]) => lines.join(end));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applied([{ file: "a.ts", before, after }])).toEqual([after]);
    }),
    { numRuns: 40 },
  );
});

test("lists the lines that a change replaces, without those around them", () => {
  const change = { file: "a.ts", before: "import a\n\none\ntwo\nthree\n", after: "import b\n\none\n2\nthree\nfour\n" };
  expect(changedLines(change)).toEqual([
    { line: 1, before: ["import a"], after: ["import b"] },
    { line: 4, before: ["two"], after: ["2"] },
    { line: 6, before: [], after: ["four"] },
  ]);
  expect(changedLines({ file: "a.ts", before: "a\r\nb", after: "a\r\nc" })).toEqual([
    { line: 2, before: ["b"], after: ["c"] },
  ]);
});
