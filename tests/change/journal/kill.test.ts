/**
 * Runs that are killed at some moment of writing, by the hundred: the next run makes the tree whole. The processes run the
 * built journal; what comes after them runs the sources.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { realFiles } from "../../../src/base/world/real/files.js";
import { realGit } from "../../../src/base/world/real/git/git.js";
import { realStaging } from "../../../src/base/world/real/git/staging.js";
import { realMachine } from "../../../src/base/world/real/machine.js";
import { realProcesses } from "../../../src/base/world/real/processes.js";
import { recover, undo } from "../../../src/change/journal/undo.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { tempProject } from "../../support/temp-project.js";
import {
  CHANGES,
  FILES,
  isSame,
  makeExecutable,
  type Outcome,
  outcomeOf,
  type Snapshot,
  snapshot,
} from "./kill-tree.js";

const DRIVER = fileURLToPath(new URL("driver.mjs", import.meta.url));
const SEED = 20_260_711;
/** At random times, besides those at every place. Which of them come too late depends on the machine. */
const BY_TIME = 150;
/** Calls by which `land` and `undo` change something: each is died before, twice. */
const STEPS = { write: 18, undo: 20 };
/** Files that they fill: each is died in the middle of, twice. */
const HALVES = { write: 13, undo: 10 };
const AT_ONCE = 3;

type Action = "write" | "undo";

interface Attempt {
  readonly action: Action;
  /** After a part of the time that a run takes, from 0; or at a place in the run. */
  readonly kill:
    | { readonly at: "time"; readonly part: number }
    | { readonly at: "step" | "half"; readonly count: number };
  readonly heal: "undo" | "recover";
}

interface Result {
  readonly attempt: Attempt;
  readonly killed: boolean;
  readonly outcome: Outcome;
  readonly leftovers: number;
}

it("leaves the old tree, the new one, or a mixture that the next run makes whole, wherever it is killed", async () => {
  const bench = await makeBench();
  const left = attempts();
  const results: Result[] = [];
  const work = async (): Promise<void> => {
    const root = makeTree();
    for (let { value } = left.next(); value !== undefined; { value } = left.next()) {
      results.push(await tryOnce(bench, root, value));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  const figures = (at: readonly Attempt["kill"]["at"][]) => {
    const killed = results.filter((each) => each.killed && at.includes(each.attempt.kill.at));
    const count = (outcome: Outcome): number => killed.filter((each) => each.outcome === outcome).length;
    const withLeftovers = killed.filter((each) => each.leftovers > 0).length;
    return { killed: killed.length, old: count("old"), new: count("new"), mixture: count("mixture"), withLeftovers };
  };
  const byPlace = figures(["step", "half"]);
  console.log(`kills: ${JSON.stringify({ byPlace, byTime: figures(["time"]) })}`);
  // Without these the kills would have missed the writing, and nothing would have been shown.
  expect(byPlace).toEqual({ killed: 122, old: 36, new: 22, mixture: 64, withLeftovers: 32 });
});

interface Bench {
  readonly old: Snapshot;
  readonly landed: Snapshot;
  /** Path of the changes, for the driver. */
  readonly changes: string;
  /** What a run takes that is not killed, while as many run beside it as later on. */
  readonly takesMs: Record<Action, number>;
}

async function makeBench(): Promise<Bench> {
  const changes = join(tempProject({ "changes.json": JSON.stringify(CHANGES) }), "changes.json");
  const roots = Array.from({ length: AT_ONCE }, makeTree);
  const [root = ""] = roots;
  const old = snapshot(root);
  const measure = (action: Action) => Promise.all(roots.map((each) => drive({ root: each, changes, action })));
  const landing = await measure("write");
  const landed = snapshot(root);
  const undoing = await measure("undo");
  expect([...landing, ...undoing].map(({ output }) => output)).toEqual(Array.from({ length: 6 }, () => "go\ndone\n"));
  expect(isSame(snapshot(root), old)).toBe(true);
  return { old, landed, changes, takesMs: { write: shortest(landing), undo: shortest(undoing) } };
}

/** A kill after the end would show nothing. */
function shortest(runs: readonly Driven[]): number {
  return Math.min(...runs.map(({ tookMs }) => tookMs));
}

function makeTree(): string {
  const root = tempProject(FILES);
  makeExecutable(root);
  return root;
}

/** Every place first, then random times, as many as are asked for. */
function* attempts(): Generator<Attempt, undefined> {
  const random = seeded(SEED);
  let index = 0;
  const next = (action: Action, kill: Attempt["kill"]): Attempt => {
    index += 1;
    return { action, kill, heal: index % 2 === 0 ? "undo" : "recover" };
  };
  for (const action of ["write", "undo"] as const) {
    for (const [at, most] of [
      ["step", STEPS[action]],
      ["half", HALVES[action]],
    ] as const) {
      // Each place twice, for each way to heal.
      for (let place = 2; place < 2 * most + 2; place++) yield next(action, { at, count: Math.floor(place / 2) });
    }
  }
  for (let run = 0; run < BY_TIME; run++) {
    yield next(run % 4 === 3 ? "undo" : "write", { at: "time", part: random() });
  }
}

async function tryOnce(bench: Bench, root: string, attempt: Attempt): Promise<Result> {
  const { old, landed, changes } = bench;
  const { action, kill, heal } = attempt;
  const world = {
    files: realFiles(root),
    processes: realProcesses(),
    machine: realMachine(),
    git: { ...realGit(root), uncommitted: async () => [] },
    staging: realStaging(root),
  };
  if (action === "undo") await writeChanges(world, CHANGES, { command: "db-ssot fix", allowDirty: false });
  const order = { root, changes, action, ...(kill.at === "time" ? {} : { kill }) };
  const { killed } = await drive(order, kill.at === "time" ? kill.part * bench.takesMs[action] : undefined);
  // The machine may have more or less to do than when it was measured.
  if (kill.at === "time") bench.takesMs[action] *= killed ? 1.03 : 0.85;
  const { outcome, leftovers } = outcomeOf(snapshot(root), old, landed);
  if (heal === "recover") {
    await recover(world);
    const now = snapshot(root);
    expect(isSame(now, old) || isSame(now, landed), `whole after ${JSON.stringify(attempt)}`).toBe(true);
  }
  await undo(world);
  expect(isSame(snapshot(root), old), `as before after ${JSON.stringify(attempt)}`).toBe(true);
  expect(existsSync(join(root, ".db-ssot")), `a journal left after ${JSON.stringify(attempt)}`).toBe(false);
  return { attempt, killed, outcome, leftovers };
}

interface Driven {
  readonly killed: boolean;
  readonly output: string;
  /** From the first call to the end. */
  readonly tookMs: number;
}

/** @param killAfterMs  after the first call of the journal; absent where the process ends, or kills itself */
function drive(order: object, killAfterMs?: number): Promise<Driven> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DRIVER, JSON.stringify(order)], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    let startedMs = 0;
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      if (output === "") {
        startedMs = performance.now();
        if (killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
      }
      output += chunk;
    });
    child.on("close", (_, signal) => {
      if (output === "") reject(new Error("the built journal did not start; run `npm run build`"));
      resolve({ killed: signal === "SIGKILL", output, tookMs: performance.now() - startedMs });
    });
  });
}

/** The same numbers from 0 to 1 in each run of the test: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
