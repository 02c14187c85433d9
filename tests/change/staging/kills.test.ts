/**
 * Runs of `fix --staged` that are killed at some place of writing, each on a staging of its own: index and work tree are
 * both as before, or both fixed, after the next run. The processes run the built journal.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { realWorld } from "../../../src/base/world/real/world.js";
import { recover, undo } from "../../../src/change/journal/undo.js";
import { fixStaged, type StagedFixResult } from "../../../src/change/staging/fix-staged.js";
import { makeStaging } from "./cases.js";
import { type Random, randomFrom } from "./random.js";
import { clear, entriesOf, look, makeRepository, put, type Repository, type Seen, workTree } from "./repository.js";
import { landStaged, part } from "./stagings.js";

const DRIVER = fileURLToPath(new URL("driver.mjs", import.meta.url));
const SEED = 700_000;
const KILLS = part(300);
/** Of each staging: what is healed is as it was before. */
const KILLS_EACH = 6;
/** More than the longest run takes; a place behind the end kills nothing, and is not counted. */
const MOST_STEPS = 45;

interface Figures {
  stagings: number;
  killed: number;
  /** Killed before anything had changed, with everything changed, and in between. */
  old: number;
  new: number;
  mixture: number;
  healedByUndo: number;
}

it(`leaves index and work tree both old or both fixed after ${KILLS} kills, and loses no line of either`, async () => {
  const repositories = (["as-written", "autocrlf"] as const).map(makeRepository);
  const figures: Figures = { stagings: 0, killed: 0, old: 0, new: 0, mixture: 0, healedByUndo: 0 };
  for (let seed = SEED; figures.killed < KILLS; seed++) {
    const repository = repositories[seed % 2];
    if (repository === undefined) continue;
    try {
      await killSome(repository, randomFrom(seed), figures);
    } catch (error) {
      throw new Error(`staging ${seed} of ${repository.kind}`, { cause: error });
    }
    clear(repository);
  }
  console.log(`kills: ${JSON.stringify(figures)}`);
  // Without these the kills would have missed the writing, and nothing would have been shown.
  expect(Math.min(figures.old, figures.new, figures.mixture)).toBeGreaterThanOrEqual(KILLS / 30);
});

async function killSome(repository: Repository, random: Random, figures: Figures): Promise<void> {
  put(repository, makeStaging(random));
  const result = await fixStaged(realWorld(repository.root), { unsafe: true });
  if (result.changes.length === 0) return;
  figures.stagings += 1;
  const before = look(repository);
  for (let time = 0; time < KILLS_EACH; time++) await killOnce(repository, random, { result, before, figures });
}

interface Case {
  readonly result: StagedFixResult;
  readonly before: Seen;
  readonly figures: Figures;
}

async function killOnce(repository: Repository, random: Random, { result, before, figures }: Case): Promise<void> {
  const { root } = repository;
  const action = random(4) === 0 ? "undo" : "write";
  if (action === "undo") await landStaged(realWorld(root), result);
  const isKilled = drive(root, action, result, 1 + random(MOST_STEPS));
  const middle = expectWhole(repository, before, result);
  const heal = random(2) === 0 ? "recover" : "undo";
  if (heal === "recover") {
    await recover(realWorld(root));
    expect(expectWhole(repository, before, result)).not.toBe("mixture");
    expect(existsSync(join(root, ".git/index.lock"))).toBe(false);
  }
  await undo(realWorld(root));
  expect(look(repository)).toEqual(before);
  expect(existsSync(join(root, ".db-ssot"))).toBe(false);
  if (!isKilled) return;
  figures.killed += 1;
  figures[middle] += 1;
  figures.healedByUndo += heal === "undo" ? 1 : 0;
}

function drive(root: string, action: "write" | "undo", { changes, workTree: landed }: StagedFixResult, killAt: number) {
  const own = landed.flatMap((each) => (each.kind === "written" ? [each.change] : []));
  const input = JSON.stringify({ root, action, changes: own, staged: changes, killAt });
  const { status, signal, stderr } = spawnSync(process.execPath, [DRIVER], { input, encoding: "utf8" });
  expect([status === 0 || signal === "SIGKILL", stderr]).toEqual([true, ""]);
  return signal === "SIGKILL";
}

/** The index is of one side; each file of the work tree holds all that it held, without the fix or with it. */
function expectWhole(repository: Repository, before: Seen, { changes, workTree: landed }: StagedFixResult) {
  const { root } = repository;
  const index = entriesOf(repository);
  const isStaged = changes.map(({ file }) => index[file] !== before.index[file]);
  expect(new Set(isStaged).size).toBe(1);
  const fixed = new Set(changes.map(({ file }) => file));
  const others = (entries: Seen["index"]) => Object.entries(entries).filter(([path]) => !fixed.has(path));
  expect(others(index)).toEqual(others(before.index));
  const texts = new Map(
    landed.flatMap((each) => (each.kind === "written" ? [[each.change.file, each.change.after]] : [])),
  );
  const now = Object.entries(workTree(root)).filter(([path]) => !/\.\d+$/.test(path));
  expect(now.map(([path]) => path)).toEqual(Object.keys(before.work));
  const isWritten = now.flatMap(([path, held]) => {
    const old = before.work[path] ?? "";
    const after = texts.get(path);
    if (after === undefined) expect([path, held]).toEqual([path, old]);
    else expect([path, [old, old.slice(0, 4) + after]]).toEqual([path, expect.arrayContaining([held])]);
    return after === undefined ? [] : [held !== old];
  });
  const sides = new Set([...isStaged, ...isWritten]);
  if (sides.size > 1) return "mixture";
  return sides.has(true) ? "new" : "old";
}
