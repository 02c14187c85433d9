import { describe, expect, it } from "vitest";
import { matchFiles } from "../../../src/read/config/globs.js";

const FILES = ["a.ts", "src/a.ts", "src/old/b.ts", "src/.hidden/c.ts", "src/[id]/d.ts", "src/(group)/e f.ts"];

describe("matching files", () => {
  it.each([
    [["**"], FILES],
    [["*.ts"], ["a.ts"]],
    [
      ["src/**", "!src/old/**"],
      ["src/a.ts", "src/.hidden/c.ts", "src/[id]/d.ts", "src/(group)/e f.ts"],
    ],
    [["!src/**"], ["a.ts"]],
    [["src/{a,z}.ts"], ["src/a.ts"]],
    [["src/[id]/d.ts"], ["src/[id]/d.ts"]],
    [["src/\\[id\\]/*"], ["src/[id]/d.ts"]],
    [["src/(group)/e f.ts"], ["src/(group)/e f.ts"]],
    [["!(src)"], ["a.ts"]],
    [["src"], []],
    [[], []],
  ])("takes %j for what it says", (globs, expected) => {
    expect(FILES.filter(matchFiles(globs))).toEqual(expected);
  });
});
