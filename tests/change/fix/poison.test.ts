/** The poison test: whatever fixes break the user's tests, the tree stays green, and nearly all other fixes land. */
import { expect, test } from "vitest";
import { realWorld } from "../../../src/base/world/real/world.js";
import type { Group } from "../../../src/change/fix/group.js";
import { MOST_RUNS } from "../../../src/change/fix/proofs/command.js";
import { type FixOutcome, fix } from "../../../src/change/fix/run.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { tempProject } from "../../support/temp-project.js";
import { CHECK_COMMAND, type PoisonProject, poisonProject } from "./poison-project.js";

const RUNS = 100;
const AT_ONCE = 3;

test(`in ${RUNS} projects with poison fixes the tests pass afterwards, and the good fixes are in`, async () => {
  const seeds = Array.from({ length: RUNS }, (_, index) => index + 1);
  const outcomes: Outcome[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) outcomes.push(await fixSeed(seed));
    }),
  );
  console.log(tell(outcomes));
  expect(outcomes.filter(({ isGreen }) => !isGreen)).toEqual([]);
  expect(outcomes.filter(({ unnamed }) => unnamed.length > 0)).toEqual([]);
  expect(sum(outcomes, "landed") / sum(outcomes, "good")).toBeGreaterThanOrEqual(0.99);
  for (const { runs, bound } of outcomes) expect(runs).toBeLessThanOrEqual(bound);
});

interface Outcome {
  readonly seed: number;
  readonly sites: number;
  /** The command passes in the tree as it was written. */
  readonly isGreen: boolean;
  /** Fixes that break nothing, with one of each pair. */
  readonly good: number;
  readonly landed: number;
  /** Culprits of which the result does not tell. */
  readonly unnamed: readonly (readonly number[])[];
  /** Of the command; never more than are made where nobody says how many. */
  readonly runs: number;
  /** The most that ddmin needs for as many culprits, with the runs that begin, end and confirm it. */
  readonly bound: number;
}

async function fixSeed(seed: number): Promise<Outcome> {
  const project = poisonProject(seed);
  const world = realWorld(tempProject(project.files));
  const result = await fix(world, { verify: { command: CHECK_COMMAND, timeoutMs: 3_600_000, mostRuns: MOST_RUNS } });
  await writeChanges(world, result.changes, { command: "fix", allowDirty: false });
  const directory = world.files.root;
  const { status } = await world.processes.run(CHECK_COMMAND, { directory, timeoutMs: 3_600_000 });
  return judge(seed, project, result, status === 0);
}

function judge(seed: number, project: PoisonProject, result: FixOutcome, isGreen: boolean): Outcome {
  const { sites, culprits } = project;
  const found = result.verification?.culprits ?? [];
  // What waited for a later round is found to fail on top of what was applied before it: its other is not isolated then.
  const isNamed = (culprit: readonly number[]): boolean =>
    found.some(({ groups, onTop }) => {
      const named = groups.map((group) => siteOf(group, project));
      return named.every((site) => culprit.includes(site)) && (onTop || named.length === culprit.length);
    });
  return {
    seed,
    sites,
    isGreen,
    good: sites - culprits.length,
    landed: result.applied.length,
    unnamed: culprits.filter((culprit) => !isNamed(culprit)),
    runs: result.verification?.runs ?? 0,
    bound: 3 + culprits.length * (sites ** 2 + 3 * sites + 3),
  };
}

/** Its number is in the name of the function around it. */
function siteOf({ diagnostic }: Group, { files }: PoisonProject): number {
  const before = files[diagnostic.span.file]?.slice(0, diagnostic.span.start) ?? "";
  return Number(before.slice(before.lastIndexOf("function site")).match(/\d+/)?.[0]);
}

function tell(outcomes: readonly Outcome[]): string {
  const runs = outcomes.map((outcome) => outcome.runs).sort((a, b) => a - b);
  return [
    `${outcomes.length} projects, ${sum(outcomes, "sites")} sites, ${sum(outcomes, "good")} good fixes`,
    `green: ${outcomes.filter(({ isGreen }) => isGreen).length}`,
    `landed: ${sum(outcomes, "landed")} (${((100 * sum(outcomes, "landed")) / sum(outcomes, "good")).toFixed(2)} %)`,
    `runs of the command: ${sum(outcomes, "runs")}, median ${runs[runs.length >> 1]}, most ${runs.at(-1)}`,
    `ddmin's bound for them: ${sum(outcomes, "bound")}`,
  ].join("\n");
}

function sum(outcomes: readonly Outcome[], field: "sites" | "good" | "landed" | "runs" | "bound"): number {
  return outcomes.reduce((total, outcome) => total + outcome[field], 0);
}
