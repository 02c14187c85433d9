/** Baselines of two branches, merged by the real git: what either fixed is gone, and nothing has to be settled by hand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BaselineEntry, withoutEntries, writeEntries } from "../../../src/judge/baseline/entry.js";
import { parseBaseline } from "../../../src/judge/baseline/parse.js";
import { BASELINE_FILE } from "../../../src/judge/baseline/read.js";
import { commitAll, committed, git, put } from "../../support/repository.js";

const CODES = ["a", "b", "c", "c", "d", "e"];

function entry(code: string): BaselineEntry {
  return { rule: "direct-client", symbol: "new Pool", within: "open", code, path: "src/a.ts" };
}

/** @returns the codes that are left when a branch that fixed `ours` merges one that fixed `theirs` */
function merge(ours: readonly number[], theirs: readonly number[]): readonly string[] {
  const root = committed({ [BASELINE_FILE]: writeEntries(CODES.map(entry)) });
  const path = join(root, BASELINE_FILE);
  const fix = (gone: readonly number[]) => {
    const text = readFileSync(path, "utf8");
    const { entries } = parseBaseline(text);
    const without = entries.filter((_, index) => gone.includes(index));
    put(root, { [BASELINE_FILE]: withoutEntries(text, without) });
    commitAll(root, "fixed");
  };
  git(root, "switch", "-q", "-c", "theirs");
  fix(theirs);
  git(root, "switch", "-q", "main");
  fix(ours);
  git(root, "merge", "-q", "--no-edit", "theirs"); // A conflict is an error.
  return parseBaseline(readFileSync(path, "utf8")).entries.map(({ code }) => code);
}

describe("two branches that both fixed something merge without a conflict", () => {
  it.each([
    ["neighbours", [0], [1], ["c", "c", "d", "e"]],
    ["neighbours in turns", [0, 2, 4], [1, 3, 5], []],
    ["the first and the last", [0], [5], ["b", "c", "c", "d"]],
    ["the last two, one each", [4], [5], ["a", "b", "c", "c"]],
    ["the same", [1, 2], [1, 2], ["a", "c", "d", "e"]],
    ["some of the same", [0, 1], [1, 4], ["c", "c", "e"]],
    ["each one of two that are equal", [2], [3], ["a", "b", "d", "e"]],
    ["all, and some", [0, 1, 2, 3, 4, 5], [2, 4], []],
    ["nothing, and some", [], [3], ["a", "b", "c", "d", "e"]],
  ])("%s", (_, ours, theirs, left) => {
    expect(merge(ours, theirs)).toEqual(left);
  });
});
