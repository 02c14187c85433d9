/** Runs generated stagings of one kind of repository, and gives the figures. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { realWorld } from "../../../src/base/world/real/world.js";
import type { World } from "../../../src/base/world/world.js";
import { undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { fixStaged, type StagedFixResult } from "../../../src/change/staging/fix-staged.js";
import { makeStaging } from "./cases.js";
import { expectIndex, expectWork, findingsElsewhere, findingsOf, isNear, meet, type Texts } from "./judge.js";
import { randomFrom } from "./random.js";
import { clear, type Kind, look, makeRepository, put, type Repository, type Seen, textsOf } from "./repository.js";

export interface Figures {
  stagings: number;
  /** Stagings in which something was fixed. */
  fixed: number;
  /** Files that were merged beside work that is not staged. */
  merged: number;
  /** Fixes that met such work. */
  refused: number;
  undone: number;
}

/**
 * How many of them to run: a fifth in a run of all tests, and every one (2,000, and 300 kills) with
 * `STAGINGS=all npx vitest run --config tests/vitest.config.ts tests/change/staging`.
 */
export function part(count: number): number {
  return process.env.STAGINGS === "all" ? count : Math.ceil(count / 5);
}

export async function runStagings(kind: Kind, count: number, seed: number): Promise<Figures> {
  const repository = makeRepository(kind);
  const figures: Figures = { stagings: 0, fixed: 0, merged: 0, refused: 0, undone: 0 };
  for (let number = 0; number < count; number++) {
    try {
      await runOne(repository, seed + number, figures);
    } catch (error) {
      throw new Error(`staging ${seed + number} of ${kind}`, { cause: error });
    }
  }
  expect(existsSync(join(repository.top, ".git/refs/stash"))).toBe(false);
  return figures;
}

async function runOne(repository: Repository, seed: number, figures: Figures): Promise<void> {
  const random = randomFrom(seed);
  put(repository, makeStaging(random));
  const world = realWorld(repository.root);
  const before = look(repository);
  const result = await fixStaged(world, { unsafe: random(5) > 0 });
  await landStaged(world, result);
  const after = look(repository);
  const fixed = result.changes.map(({ file }) => file);
  const staged = textsOf(repository, before.tree);
  expectIndex(before, after, fixed);
  expectWork(before, after, staged, fixed);
  expect(after.unstaged).toBe(before.unstaged);
  if (repository.kind === "as-written" || repository.kind === "below") expectJudged(result, before, staged);
  expectTidy(repository);
  figures.stagings += 1;
  figures.fixed += fixed.length > 0 ? 1 : 0;
  figures.merged += result.workTree.filter((each) => each.kind === "written" && each.beside).length;
  figures.refused += result.refused.length;
  if (random(6) === 0 && fixed.length > 0) {
    figures.undone += 1;
    await undo(world);
    expect(look(repository)).toEqual(before);
  } else await expectCommitted(repository, staged, result);
  clear(repository);
}

export async function landStaged(world: World, { workTree, changes }: StagedFixResult): Promise<void> {
  const own = workTree.flatMap((each) => (each.kind === "written" ? [each.change] : []));
  await writeChanges(world, own, { command: "db-ssot fix --staged", allowDirty: true, staged: changes });
}

/** What landed met no work that is not staged, and what was refused did. */
function expectJudged({ changes, refused }: StagedFixResult, { work }: Seen, staged: Texts): void {
  const held = (file: string): string => work[file]?.slice(4) ?? "";
  for (const { file, before, after } of changes)
    if (work[file] !== undefined) expect([file, meet(before, held(file), after)]).toEqual([file, false]);
  for (const { group, reason } of refused) {
    const { file } = group.diagnostic.span;
    expect(reason).toMatch(/the same or adjacent lines|it removes the import of|unstaged changes import/);
    expect([file, isNear(staged[file] ?? "", held(file), group.fix.edits) || !reason.includes("lines")]).toEqual([
      file,
      true,
    ]);
  }
}

/** What is committed is what was checked. */
async function expectCommitted(repository: Repository, texts: Texts, result: StagedFixResult): Promise<void> {
  const [, names = ""] = repository.gits(
    "commit -q --allow-empty -m staged",
    "diff --relative --name-only -z --no-renames HEAD^ HEAD",
  );
  const staged = new Set(names.split("\0"));
  const isStaged = (file: string): boolean => staged.has(file);
  expect(findingsOf(result.before, isStaged)).toEqual(await findingsElsewhere(texts, isStaged));
  expect(findingsOf(result.after, isStaged)).toEqual(await findingsElsewhere(textsOf(repository, "HEAD"), isStaged));
}

function expectTidy({ top }: Repository): void {
  const left = readdirSync(join(top, ".git")).filter((name) => /lock|db-ssot/.test(name));
  expect(left).toEqual([]);
}
