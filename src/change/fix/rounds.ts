/**
 * Fixes in rounds: those that overlap another wait for the next round, where they are computed anew from the new text; those
 * that a proof refuses are left out of all rounds. Takes texts, a way to diagnose them and proofs; gives the last texts.
 * Writes nothing.
 */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { applyFixes } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath } from "../../base/text/span.js";
import { createCandidate, type Tidy } from "./candidate.js";
import { type Group, groupKey } from "./group.js";
import type { Candidate, Proof, Refusal, Texts } from "./proof.js";
import { startTrail, type Trail } from "./trail.js";

/** More rounds than overlapping fixes need: they nest a few levels at most. Guards against our own bugs. */
export const MOST_ROUNDS = 10;

export interface RoundsRequest {
  /** Every file that a fix may edit. */
  readonly originals: Texts;
  /** What is reported of the project with these files changed, in the order in which the fixes are to win. */
  readonly diagnose: (changed: Texts) => Promise<readonly Diagnostic[]>;
  readonly isWanted: (diagnostic: Diagnostic) => boolean;
  /** Of the groups that a round begins with, those to apply; a group is asked about once. */
  readonly choose?: Choose;
  readonly proofs: readonly Proof[];
  /** What several fixes together leave over: edits of the files that they changed. */
  readonly tidy: Tidy;
  readonly mostRounds?: number;
}

/** @param candidate lets each group be seen as the change that it makes */
export type Choose = (groups: readonly Group[], candidate: Candidate) => Promise<readonly Group[]>;

export interface RoundsResult {
  /** Texts of the files that differ from what they were at the start. */
  readonly texts: Texts;
  /** What each round applied; no round is empty. */
  readonly rounds: readonly (readonly Group[])[];
  /** What was wanted and did not stand, in the order in which it was found. */
  readonly refused: readonly Refusal[];
  /** Groups that overlapped another in some round, and waited for the next. */
  readonly waited: readonly Waited[];
}

export interface Waited {
  readonly group: Group;
  readonly winner: Group;
}

/** @throws {Fault} where a proof cannot be had */
export async function applyInRounds(request: RoundsRequest): Promise<RoundsResult> {
  const memory: Memory = { refused: new Map(), chosen: new Map(), endless: new Set() };
  for (;;) {
    const { settled, ...run } = await runRounds(request, memory);
    if (settled) return { ...run, refused: [...memory.refused.values()] };
    // What would go on for ever has not mended what it was for: its files are left as they were, and all begins again.
    for (const group of run.rounds.at(-1) ?? []) {
      for (const edit of group.fix.edits) memory.endless.add(edit.file);
    }
  }
}

/** What is known of groups over all rounds, by their keys. */
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
  let trail = startTrail(originals, await request.diagnose(new Map()));
  const seen = new Set([fingerprint(trail.changed())]);
  for (;;) {
    const round = await proveRound(request, memory, trail);
    const done = (settled: boolean): Run => ({ texts: trail.changed(), rounds, waited, settled });
    waited.push(...round.waited);
    if (round.groups.length === 0) return done(true);
    rounds.push(round.groups);
    const next = trail.after(round.layers);
    const print = fingerprint(next.changed());
    if (rounds.length > mostRounds || seen.has(print)) return done(false);
    seen.add(print);
    trail = next;
  }
}

interface Round {
  readonly groups: readonly Group[];
  readonly layers: readonly (readonly Edit[])[];
  readonly waited: readonly Waited[];
}

/** Tries what is wanted, all together, and tries again without what is refused, until the rest stands. */
async function proveRound(request: RoundsRequest, memory: Memory, trail: Trail): Promise<Round> {
  let wanted = await chooseGroups(request, memory, trail);
  for (;;) {
    const { applied, left } = applyGroups(trail.texts, wanted);
    const candidate = createCandidate(trail, request.originals, applied, request.tidy);
    const impossible = left.flatMap((each) => (each.kind === "impossible" ? [each] : []));
    const refusals =
      impossible.length > 0 || applied.length === 0 ? impossible : await judge(request.proofs, candidate);
    for (const refusal of refusals) memory.refused.set(groupKey(refusal.group), refusal);
    if (refusals.length === 0) {
      const waited = left.flatMap((each) => (each.kind === "waiting" ? [each] : []));
      return { groups: applied, layers: candidate.layers(applied), waited };
    }
    wanted = wanted.filter((group) => !memory.refused.has(groupKey(group)));
  }
}

async function chooseGroups(request: RoundsRequest, memory: Memory, trail: Trail): Promise<readonly Group[]> {
  const { choose, diagnose, isWanted } = request;
  const groups = (await diagnose(trail.changed())).filter(isWanted).flatMap((finding) => trail.groupOf(finding));
  for (const group of groups.filter((each) => isEndless(each, memory))) {
    memory.refused.set(groupKey(group), { group, reason: "its fixes would not come to an end" });
  }
  const open = groups.filter((group) => !memory.refused.has(groupKey(group)));
  const unasked = open.filter((group) => !memory.chosen.has(groupKey(group)));
  const candidate = createCandidate(trail, request.originals, unasked, request.tidy);
  const chosen = choose && unasked.length > 0 ? await choose(unasked, candidate) : unasked;
  const wanted = new Set(chosen);
  for (const group of unasked) memory.chosen.set(groupKey(group), wanted.has(group));
  return open.filter((group) => memory.chosen.get(groupKey(group)));
}

function isEndless({ fix }: Group, { endless }: Memory): boolean {
  return fix.edits.some((edit) => endless.has(edit.file));
}

/** The first proof that refuses anything: what comes after it is asked about what is left. */
async function judge(proofs: readonly Proof[], candidate: Candidate): Promise<readonly Refusal[]> {
  for (const proof of proofs) {
    const refusals = await proof(candidate);
    if (refusals.length > 0) return refusals;
  }
  return [];
}

type LeftGroup = (Refusal & { readonly kind: "impossible" }) | (Waited & { readonly kind: "waiting" });

function applyGroups(
  texts: Texts,
  groups: readonly Group[],
): { readonly applied: readonly Group[]; readonly left: readonly LeftGroup[] } {
  const ofFix = new Map(groups.map((group) => [group.fix, group]));
  const { applied, remaining } = applyFixes(
    texts,
    groups.map(({ fix }) => fix),
  );
  return {
    applied: applied.flatMap((fix) => ofFix.get(fix) ?? []),
    left: remaining.flatMap((each): readonly LeftGroup[] => {
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
