import { expect, it } from "vitest";
import { projectPath } from "../../../src/read/project/written-path.js";

it.each([
  ["/work/shop", "/work/shop/src/a.ts", "src/a.ts"],
  ["/work/shop", "/work/shop", "."],
  ["/work/shop", "src/a.ts", "src/a.ts"],
  ["/work/shop", "/work/shop-old/a.ts", "/work/shop-old/a.ts"],
  ["/work/shop", "src\\odd.ts", "src\\odd.ts"],
  ["C:\\work\\shop", "C:\\work\\shop\\src\\a.ts", "src/a.ts"],
  ["C:\\work\\shop", "src\\a.ts", "src/a.ts"],
  ["/", "/src/a.ts", "src/a.ts"],
])("in %s, %s is %s", (root, path, expected) => {
  expect(projectPath(root, path)).toBe(expected);
});

it.each([
  ["src/a.ts", "packages/api/src/a.ts"],
  ["../web/a.ts", "packages/web/a.ts"],
  ["../..", "."],
  ["../../../other/a.ts", "../other/a.ts"],
  ["/work/shop/src/a.ts", "src/a.ts"],
  ["/elsewhere/a.ts", "/elsewhere/a.ts"],
])("typed in packages/api, %s is %s", (path, expected) => {
  expect(projectPath("/work/shop", path, "packages/api")).toBe(expected);
});
