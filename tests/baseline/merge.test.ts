/** Baselines of two branches, merged by the real git: what either mended is gone, and nothing has to be settled by hand. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Entry, withoutEntries, writeEntries } from "../../src/baseline/entry.js";
import { parseBaseline } from "../../src/baseline/parse.js";
import { BASELINE_FILE } from "../../src/baseline/read.js";
import { tempProject } from "../support/temp-project.js";

const CODES = ["a", "b", "c", "c", "d", "e"];

function entry(code: string): Entry {
  return { rule: "direct-client", symbol: "new Pool", within: "open", code, path: "src/a.ts" };
}

/** @returns the codes that are left when a branch that mended `ours` merges one that mended `theirs`; undefined in conflict */
function merge(ours: readonly number[], theirs: readonly number[]): readonly string[] | undefined {
  const root = tempProject({ [BASELINE_FILE]: writeEntries(CODES.map(entry)) });
  const git = gitIn(root);
  const path = join(root, BASELINE_FILE);
  const commit = (gone: readonly number[]) => {
    const text = readFileSync(path, "utf8");
    const { entries } = parseBaseline(text);
    writeFileSync(
      path,
      withoutEntries(
        text,
        gone.flatMap((index) => entries[index] ?? []),
      ),
    );
    git("commit", "--quiet", "--allow-empty", "--all", "--message", "mended");
  };
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("commit", "--quiet", "--message", "accepted");
  git("switch", "--quiet", "--create", "theirs");
  commit(theirs);
  git("switch", "--quiet", "main");
  commit(ours);
  try {
    git("merge", "--quiet", "--no-edit", "theirs");
  } catch {
    return undefined;
  }
  return parseBaseline(readFileSync(path, "utf8")).entries.map(({ code }) => code);
}

function gitIn(root: string): (...args: readonly string[]) => void {
  const person = { NAME: "A Person", EMAIL: "person@example.com", DATE: "2026-01-01T00:00:00Z" };
  const who = Object.entries(person).flatMap(([key, value]) =>
    ["AUTHOR", "COMMITTER"].map((role) => [`GIT_${role}_${key}`, value] as const),
  );
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", ...Object.fromEntries(who) };
  return (...args) => void execFileSync("git", args, { cwd: root, env, stdio: "pipe" });
}

describe("two branches that both mended something merge without a conflict", () => {
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
