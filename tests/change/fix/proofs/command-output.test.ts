import { expect, test } from "vitest";
import { lastLines, tellEnd, tellingLine } from "../../../../src/change/fix/proofs/command-output.js";

test("the last fifteen lines are reported, without colours, titles, and overwritten text", () => {
  const output = `${"line\n".repeat(20)}\u001b]0;title\u0007\u001b[31;1mred\u001b[0m \r\n10 %\r100 %\n[1] a\n\n`;
  expect(lastLines(output)).toEqual([..."line ".repeat(12).trim().split(" "), "red", "100 %", "[1] a"]);
  expect(lastLines("")).toEqual([]);
});

test.each([
  ["an error by its name", "ok 1\nAssertionError: 1 !== 2\n1 failed\nTime: 3 s", "AssertionError: 1 !== 2"],
  [
    "an exception of Python",
    "E  sqlalchemy.exc.NoSuchTableError: users\n=== 1 failed ===",
    "E  sqlalchemy.exc.NoSuchTableError: users",
  ],
  ["a line that speaks of a failure", "Tests  1 failed | 3 passed\nDuration 3 s", "Tests  1 failed | 3 passed"],
  ["the last line, where none does", "one\ntwo\n", "two"],
  ["no line of the package manager", "✗ adds\nnpm error code 1\nnpm error path /shop", "✗ adds"],
])("the line that tells most is %s", (_what, output, expected) => {
  expect(tellingLine(output)).toBe(expected);
});

test("a long line is cut, and no output is reported as nothing", () => {
  expect(tellingLine(`Error: ${"x".repeat(500)}`)).toHaveLength(160);
  expect(tellingLine("\n")).toBeUndefined();
});

test("the end of a command is reported with its status and what it printed", () => {
  expect(tellEnd({ status: 2, output: "a\nb\n" })).toBe("it ended with status 2 and printed last\na\nb");
  expect(tellEnd({ timedOut: true, output: "" })).toBe("it timed out and printed nothing");
});
