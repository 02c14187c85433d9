import { expect, it } from "vitest";
import { projectPath } from "../../src/project/written-path.js";

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
