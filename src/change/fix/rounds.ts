/**
 * Applies fixes in rounds. A fix that conflicts with another waits for the next round, where it is computed anew from the new
 * text. A fix that a proof refuses is left out of all rounds. Writes nothing.
 */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { applyFixes } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath } from "../../base/text/span.js";
import { createBatch, type Tidy } from "./batch.js";
import { type EditHistory, startHistory } from "./edit-history.js";
import { type Group, groupKey } from "./group.js";
import type { Batch, Proof, Refusal, Texts } from "./proof.js";

/** More rounds than overlapping fixes need: they nest a few levels at most. Guards against our own bugs. */
export const MOST_ROUNDS = 10;

export interface RoundsRequest {
  /** Every file that a fix may edit. */
  readonly originals: Texts;
  /** The findings of the project with these files changed; the fixes of earlier ones win. */
  readonly diagnose: (changed: Texts) => Promise<readonly Diagnostic[]>;
  readonly isWanted: (diagnostic: Diagnostic) => boolean;
  /** Chooses the groups to apply; asked once for each group. */
  readonly choose?: Choose;
  readonly proofs: readonly Proof[];
  /** Cleans up what several fixes together leave behind. */
  readonly tidy: Tidy;
  readonly mostRounds?: number;
}

/** @param batch shows the change that each group makes */
export type Choose = (groups: readonly Group[], batch: Batch) => Promise<readonly Group[]>;

export interface RoundsResult {
  /** Texts of the files that differ from the originals. */
  readonly texts: Texts;
  /** What each round applied; no round is empty. */
  readonly rounds: readonly (readonly Group[])[];
  /** Wanted groups that a proof refused, in the order of the refusals. */
  readonly refused: readonly Refusal[];
  /** Groups that conflicted with another in some round, and waited for the next. */
  readonly waited: readonly Waited[];
}

export interface Waited {
  readonly group: Group;
  readonly winner: Group;
}

/** @throws {Fault} if a proof cannot run */
export async function applyInRounds(request: RoundsRequest): Promise<RoundsResult> {
  const memory: Memory = { refused: new Map(), chosen: new Map(), endless: new Set() };
  for (;;) {
    const { settled, ...run } = await runRounds(request, memory);
    if (settled) return { ...run, refused: [...memory.refused.values()] };
    // Fixes that do not come to an end fix nothing: their files are left alone, and the run begins again.
    for (const group of run.rounds.at(-1) ?? []) {
      for (const edit of group.fix.edits) memory.endless.add(edit.file);
    }
  }
}

/** Decisions about groups over all rounds, by group key. */
interface Memory {
  readonly refused: Map<string, Refusal>;
  readonly chosen: Map<string, boolean>;
  readonly endless: Set<FilePath>;
}

type Run = Omit<RoundsResult, "refused"> & { readonly settled: boolean };

async function runRounds(request: RoundsRequest, memory: Memory): Promise<Run> {
  const { originals, mostRounds = MOST_ROUNDS } = request;
  const rounds: (readonly Group[])[] = [];
  const waited: Waited[] = [];
  let history = startHistory(originals, await request.diagnose(new Map()));
  const seen = new Set([fingerprint(history.changed())]);
  for (;;) {
    const round = await proveRound(request, memory, history);
    const done = (settled: boolean): Run => ({ texts: history.changed(), rounds, waited, settled });
    waited.push(...round.waited);
    if (round.groups.length === 0) return done(true);
    rounds.push(round.groups);
    const next = history.after(round.steps);
    const print = fingerprint(next.changed());
    if (rounds.length > mostRounds || seen.has(print)) return done(false);
    seen.add(print);
    history = next;
  }
}

interface Round {
  readonly groups: readonly Group[];
  readonly steps: readonly (readonly Edit[])[];
  readonly waited: readonly Waited[];
}

/** Applies all wanted groups together, then again without those that are refused, until a proof refuses none. */
async function proveRound(request: RoundsRequest, memory: Memory, history: EditHistory): Promise<Round> {
  let wanted = await chooseGroups(request, memory, history);
  for (;;) {
    const { applied, left } = applyGroups(history.texts, wanted);
    const batch = createBatch(history, request.originals, applied, request.tidy);
    const impossible = left.flatMap((each) => (each.kind === "impossible" ? [each] : []));
    const refusals = impossible.length > 0 || applied.length === 0 ? impossible : await judge(request.proofs, batch);
    for (const refusal of refusals) memory.refused.set(groupKey(refusal.group), refusal);
    if (refusals.length === 0) {
      const waited = left.flatMap((each) => (each.kind === "waiting" ? [each] : []));
      return { groups: applied, steps: batch.steps(applied), waited };
    }
    wanted = wanted.filter((group) => !memory.refused.has(groupKey(group)));
  }
}

async function chooseGroups(request: RoundsRequest, memory: Memory, history: EditHistory): Promise<readonly Group[]> {
  const { choose, diagnose, isWanted } = request;
  const groups = (await diagnose(history.changed())).filter(isWanted).flatMap((finding) => history.groupOf(finding));
  for (const group of groups.filter((each) => isEndless(each, memory))) {
    memory.refused.set(groupKey(group), { group, reason: "its fixes would not come to an end" });
  }
  const open = groups.filter((group) => !memory.refused.has(groupKey(group)));
  const unasked = open.filter((group) => !memory.chosen.has(groupKey(group)));
  const batch = createBatch(history, request.originals, unasked, request.tidy);
  const chosen = choose && unasked.length > 0 ? await choose(unasked, batch) : unasked;
  const wanted = new Set(chosen);
  for (const group of unasked) memory.chosen.set(groupKey(group), wanted.has(group));
  return open.filter((group) => memory.chosen.get(groupKey(group)));
}

function isEndless({ fix }: Group, { endless }: Memory): boolean {
  return fix.edits.some((edit) => endless.has(edit.file));
}

/** Stops at the first proof that refuses anything; the next ones judge the rest in the next attempt. */
async function judge(proofs: readonly Proof[], batch: Batch): Promise<readonly Refusal[]> {
  for (const proof of proofs) {
    const refusals = await proof(batch);
    if (refusals.length > 0) return refusals;
  }
  return [];
}

type RemainingGroup = (Refusal & { readonly kind: "impossible" }) | (Waited & { readonly kind: "waiting" });

function applyGroups(
  texts: Texts,
  groups: readonly Group[],
): { readonly applied: readonly Group[]; readonly left: readonly RemainingGroup[] } {
  const ofFix = new Map(groups.map((group) => [group.fix, group]));
  const { applied, remaining } = applyFixes(
    texts,
    groups.map(({ fix }) => fix),
  );
  return {
    applied: applied.flatMap((fix) => ofFix.get(fix) ?? []),
    left: remaining.flatMap((each): readonly RemainingGroup[] => {
      const group = ofFix.get(each.fix);
      if (group === undefined) return [];
      if (each.kind === "impossible") return [{ kind: each.kind, group, reason: each.reason }];
      const winner = ofFix.get(each.winner);
      return winner === undefined ? [] : [{ kind: each.kind, group, winner }];
    }),
  };
}

function fingerprint(texts: Texts): string {
  return JSON.stringify([...texts]);
}
