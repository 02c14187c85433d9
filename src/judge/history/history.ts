/**
 * How the accesses of a project have changed: each chosen revision is judged by the configuration of today, as a checkout
 * of it would be, from the objects of git.
 */
import type { Share } from "../../base/diagnostics/diagnostic.js";
import { groupBy } from "../../base/text/group.js";
import { compareText } from "../../base/text/span.js";
import { type Commit, GitError, type LineCommit } from "../../base/world/git.js";
import type { Cache, World } from "../../base/world/world.js";
import type { Analysis } from "../analysis/analyse.js";
import { openProject } from "../analysis/open.js";
import type { CheckRequest } from "../check/check.js";
import { checkLikeLater } from "../check/earlier.js";
import { canonicalShare, type InventoryRow, takeInventory } from "../inventory/inventory.js";
import { chosenAmong, commitsSince, type RevisionStep, statesOf } from "./commits.js";

export interface HistoryReport {
  /** Oldest first; there is one at least. */
  readonly points: readonly HistoryPoint[];
  /** Oldest first. */
  readonly turns: readonly Turn[];
  /** What came before the first commit was not fetched. */
  readonly isCut: boolean;
}

export interface HistoryPoint {
  /** Its date is that on which it came in. */
  readonly commit: Commit;
  readonly state: RevisionState;
}

export type RevisionState = CountedState | { readonly kind: "unjudged"; readonly reason: string };

export interface CountedState {
  readonly kind: "counted";
  /** Of today, or the revision's own, where that of today names what was not there. */
  readonly configuration: "today" | "own";
  readonly patterns: readonly PatternCount[];
  readonly canonical: Share;
  /** By id, most frequent first; what the baseline accepts counts, what comments allow does not. */
  readonly findings: readonly { readonly rule: string; readonly count: number }[];
}

/** `files`: how many. */
export interface PatternCount extends Omit<InventoryRow, "files"> {
  readonly files: number;
}

/** A commit with which patterns come in, or are gone. */
export interface Turn {
  readonly commit: Commit;
  /** The first point that shows it. */
  readonly point: number;
  /** As `getDb()`. */
  readonly brought: readonly string[];
  readonly removed: readonly string[];
}

export interface HistoryRequest extends Pick<CheckRequest, "config" | "progress"> {
  readonly since?: string | undefined;
  readonly step: RevisionStep;
  /** Called before each revision is judged. */
  readonly judging?: (commit: Commit) => void;
}

/**
 * @returns `undefined` where no commit is that young
 * @throws {GitError} where there is no repository, no commit, or no such revision
 * @throws {Fault} where the configuration of today is wrong
 */
export async function takeHistory(world: World, request: HistoryRequest): Promise<HistoryReport | undefined> {
  if ((await world.git.head()) === undefined)
    throw new GitError({ kind: "unknown-revision", name: request.since ?? "HEAD" });
  const { loaded } = await openProject(world, { config: request.config });
  const line = await commitsSince(world, request.since);
  if (line.length === 0) return undefined;
  const stateAt = createStates(world, line, request, loaded);
  const chosen = chosenAmong(line, request.step);
  const points: HistoryPoint[] = [];
  for (const index of chosen) points.push({ commit: commitAt(line, index), state: await stateAt(index) });
  const turns = await findTurns(line, chosen, stateAt);
  return { points, turns, isCut: line.at(-1)?.isCut === true };
}

type StateAt = (index: number) => Promise<RevisionState>;

/** Judges each input once, and extracts each text once. */
function createStates(
  world: World,
  line: readonly LineCommit[],
  { config, progress, judging }: HistoryRequest,
  loaded: Analysis["loaded"],
): StateAt {
  const states = statesOf(line);
  const known = new Map<number, RevisionState>();
  const cache = keptInRun(world.cache);
  let gathered: Analysis["gathered"] | undefined;
  return async (index) => {
    const key = states[index] ?? index;
    const found = known.get(key);
    if (found !== undefined) return found;
    const commit = commitAt(line, index);
    judging?.(commit);
    const files = await world.git.snapshot({ kind: "revision", name: commit.id });
    // With the parsers at hand, no new text makes a check begin again.
    const request: CheckRequest = { config, progress, baseline: false, cached: "load-first" };
    const judged = await checkLikeLater({ ...world, files, cache }, request, { loaded, gathered });
    if (judged.kind === "judged") gathered = judged.analysis?.gathered ?? gathered;
    const state: RevisionState = judged.kind === "unjudged" ? judged : countedOf(judged);
    known.set(key, state);
    return state;
  };
}

function countedOf({
  report,
  by,
  analysis,
}: Extract<Awaited<ReturnType<typeof checkLikeLater>>, { kind: "judged" }>): CountedState {
  const inventory = analysis === undefined ? [] : takeInventory(analysis.subject, analysis.discovery.files);
  return {
    kind: "counted",
    configuration: by === "later" ? "today" : "own",
    patterns: inventory.map((row) => ({ ...row, files: row.files.length })),
    canonical: canonicalShare(inventory),
    findings: [...groupBy(report.diagnostics, ({ rule }) => rule)]
      .map(([rule, { length: count }]) => ({ rule, count }))
      .sort((a, b) => b.count - a.count || compareText(a.rule, b.rule)),
  };
}

/** The commits between two points are halved until the one is found with which a pattern comes in or is gone. */
async function findTurns(line: readonly LineCommit[], chosen: readonly number[], stateAt: StateAt) {
  const turns = new Map<number, { point: number; brought: string[]; removed: string[] }>();
  const has = async (index: number, pattern: string): Promise<boolean | undefined> =>
    patternsIn(await stateAt(index))?.has(pattern);
  const turnAt = async (older: number, newer: number, pattern: string, isThere: boolean): Promise<number> => {
    if (older - newer <= 1) return newer;
    const middle = Math.floor((older + newer) / 2);
    return (await has(middle, pattern)) === isThere
      ? turnAt(older, middle, pattern, isThere)
      : turnAt(middle, newer, pattern, isThere);
  };
  let before: { readonly index: number; readonly patterns: ReadonlySet<string> } | undefined;
  for (const [point, index] of chosen.entries()) {
    const patterns = patternsIn(await stateAt(index));
    if (patterns === undefined) continue;
    for (const pattern of new Set([...patterns, ...(before?.patterns ?? [])])) {
      const isThere = patterns.has(pattern);
      if (before === undefined || before.patterns.has(pattern) === isThere) continue;
      const at = await turnAt(before.index, index, pattern, isThere);
      const turn = turns.get(at) ?? { point, brought: [], removed: [] };
      turns.set(at, turn);
      (isThere ? turn.brought : turn.removed).push(pattern);
    }
    before = { index, patterns };
  }
  return [...turns]
    .sort(([a], [b]) => b - a)
    .map(
      ([index, { point, brought, removed }]): Turn => ({
        commit: commitAt(line, index),
        point,
        brought: brought.sort(compareText),
        removed: removed.sort(compareText),
      }),
    );
}

function patternsIn(state: RevisionState): ReadonlySet<string> | undefined {
  return state.kind === "counted" ? new Set(state.patterns.map(({ pattern }) => pattern)) : undefined;
}

/** With the day on which it came in. */
function commitAt(line: readonly LineCommit[], index: number): Commit {
  const found = line[index];
  if (found === undefined) throw new Error(`there is no commit ${index}`);
  const { changes: _, committed: date, ...commit } = found;
  return { ...commit, date };
}

/** Most texts of a revision are those of the one before: their answers are neither read nor parsed again. */
function keptInRun(cache: Cache | undefined): Cache {
  const known = new Map<string, unknown>();
  return {
    get(key) {
      const name = key.join("\n");
      const value = known.get(name) ?? cache?.get(key);
      if (value !== undefined) known.set(name, value);
      return value;
    },
    put(key, value) {
      known.set(key.join("\n"), value);
      cache?.put(key, value);
    },
    save: async () => cache?.save(),
    clear: async () => cache?.clear() ?? 0,
  };
}
