/** A unit test starts no other program: those that do are in the project `process`, or `long`. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import picomatch from "picomatch";
import ts from "typescript";
import { expect, it } from "vitest";
import { LONG, PROCESSES } from "../vitest.config.js";

const ROOT = join(import.meta.dirname, "../..");

const FILES = readdirSync(join(ROOT, "tests"), { recursive: true, encoding: "utf8" })
  .map((path) => `tests/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".test.ts"))
  .sort();

it("has the tests that start programs in their own projects", () => {
  const isUnit = picomatch(["tests/**/*.test.ts"], { ignore: [...PROCESSES, ...LONG] });
  expect(FILES.filter((file) => isUnit(file) && startsPrograms(file))).toEqual([]);
});

it.each([...PROCESSES, ...LONG])("has a file for %s", (glob) => {
  const isMeant = picomatch(glob);
  expect(FILES.some((file) => isMeant(file))).toBe(true);
});

/** By its own imports, or by those of the tests' support that it imports. */
function startsPrograms(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const imported = ts.preProcessFile(readFileSync(join(ROOT, file), "utf8"), true, true).importedFiles;
  return imported.some(({ fileName }) => {
    if (fileName === "node:child_process") return true;
    const target = fileName.startsWith(".") ? posix.join(posix.dirname(file), fileName).replace(/\.js$/, ".ts") : "";
    return target.startsWith("tests/") && target.endsWith(".ts") && startsPrograms(target, seen);
  });
}
