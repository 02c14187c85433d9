/** How a run is named afterwards: as it could be typed again. */
import { expect, it } from "vitest";
import { asTyped } from "../../../src/base/text/shell.js";

it("leaves words alone that a shell takes as they are", () => {
  expect(asTyped(["db-ssot", "fix", "--only", "src/a.ts:14:29"])).toBe("db-ssot fix --only src/a.ts:14:29");
});

it("puts words in quotes that a shell would take apart", () => {
  expect(asTyped(["db-ssot", "fix", "--verify", "npm test"])).toBe('db-ssot fix --verify "npm test"');
  expect(asTyped(["--verify", 'test -n "$CI"'])).toBe("--verify 'test -n \"$CI\"'");
  expect(asTyped(["--verify", "echo it's $CI"])).toBe("--verify 'echo it'\\''s $CI'");
  expect(asTyped(["--verify", ""])).toBe('--verify ""');
});
