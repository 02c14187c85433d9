import { expect, test } from "vitest";
import { workspacePackages } from "../../../src/read/project/pnpm-workspace.js";

test.each([
  ["quoted and plain entries", "packages:\n  - 'a/*'\n  - \"b/**\"\n  - c\n", ["a/*", "b/**", "c"]],
  ["entries without indentation", "packages:\n- a\n- b\nother: x\n", ["a", "b"]],
  ["comments", "# all\npackages: # here\n  # first\n  - a # one\n  - '#b'\n", ["a", "#b"]],
  ["a negated entry", "packages:\n  - 'a/*'\n  - '!**/test/**'\n", ["a/*", "!**/test/**"]],
  ["a list in brackets", "packages: [\"a/*\", b, 'c']\n", ["a/*", "b", "c"]],
  ["a list in brackets over lines", "packages: [\n  a, # one\n  b,\n]\nx: [c]\n", ["a", "b"]],
  ["other keys before and after", "catalog:\n  x: 1\npackages:\n  - a\ncatalogs:\n  - b\n", ["a"]],
  ["CRLF and blank lines", "packages:\r\n\r\n  - a\r\n\r\n  - b\r\n", ["a", "b"]],
])("reads %s", (_name, yaml, expected) => {
  expect(workspacePackages(yaml)).toEqual(expected);
});

test.each(["", "catalog:\n  - a\n", "packages:\n", "packages: {}\n", "  packages:\n    - a\n"])(
  "finds no packages in %j",
  (yaml) => {
    expect(workspacePackages(yaml)).toEqual([]);
  },
);
