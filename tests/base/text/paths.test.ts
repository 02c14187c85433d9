import { describe, expect, it } from "vitest";
import { relativePath, resolvePath } from "../../../src/base/text/paths.js";

describe("paths that are written in a directory", () => {
  it.each([
    ["", "./src/a.ts", "src/a.ts"],
    ["packages/api", "../db/index.ts", "packages/db/index.ts"],
    ["packages/api", ".", "packages/api"],
    ["packages", "..", ""],
    ["packages", "../../shared/a.json", "../shared/a.json"],
    ["../shared", "./b.json", "../shared/b.json"],
  ])("lead from %j by %j to %j", (directory, path, expected) => {
    expect(resolvePath(directory, path)).toBe(expected);
  });

  it.each([
    ["", "src/a.ts", "src/a.ts"],
    ["packages/api", "packages/api/src/a.ts", "src/a.ts"],
    ["packages/api", "packages/db/a.ts", "../db/a.ts"],
    ["packages/api", "packages/apis/a.ts", "../apis/a.ts"],
    ["packages/api", "db-ssot.json", "../../db-ssot.json"],
    ["packages/api", "packages/api", "."],
    ["packages/api", "../a.json", "../../../a.json"],
  ])("are written in %j for %s as %j", (directory, path, expected) => {
    expect(relativePath(directory, path)).toBe(expected);
  });
});
