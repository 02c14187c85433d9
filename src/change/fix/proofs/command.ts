/**
 * The last proof: the user's own command, such as the tests, passes in a copy of the tree. If it fails, the fixes that break
 * it are isolated and the others stay.
 */
import { asTyped } from "../../../base/text/shell.js";
import type { World } from "../../../base/world/world.js";
import { sinceStart } from "../batch.js";
import type { Group } from "../group.js";
import { type Isolated, isolate } from "../isolate.js";
import type { Batch, Proof, Refusal, Texts } from "../proof.js";
import { lastLines, tellingLine } from "./command-output.js";
import { type CommandRequest, CommandRuns } from "./command-runs.js";

export interface CommandProof {
  readonly prove: Proof;
  /** What is known so far. */
  verification(): Verification;
  /** To be called when the last question has been asked, whatever came of it: takes the copy away. */
  end(): Promise<void>;
}

/** What was learnt by running a command. */
export interface Verification {
  readonly command: string;
  readonly runs: number;
  readonly mostRuns: number;
  /** The command has failed and passed with the same texts; what stands has passed twice in a row since then. */
  readonly isFlaky: boolean;
  readonly culprits: readonly Culprit[];
  /** Left out because no runs were left to judge them. */
  readonly unjudged: readonly Group[];
}

/** Fixes with which the command fails, and without any one of which it does not. */
export interface Culprit {
  readonly groups: readonly Group[];
  /** What the command printed last with these fixes alone. */
  readonly lastLines: readonly string[];
  readonly timedOut: boolean;
  /** Fixes of earlier rounds were there beside them, and may have their part in it. */
  readonly onTop: boolean;
}

/** Enough for 60 fixes of which five, or five pairs, break something. */
export const MOST_RUNS = 200;

/** @throws never; the proof itself throws a fault where the command does not pass without any fix */
export function commandProof(world: World, request: CommandRequest): CommandProof {
  const runs = new CommandRuns(world, request);
  const culprits: Culprit[] = [];
  const unjudged: Group[] = [];
  let passed: string | undefined;
  const prove = async (batch: Batch): Promise<readonly Refusal[]> => {
    await runs.start();
    // What is left after a refusal is asked about again, and has passed already.
    if (fingerprint(sinceStart(batch, batch.groups)) === passed) return [];
    const found = await search(batch, runs);
    passed = fingerprint(sinceStart(batch, found.kept));
    culprits.push(...found.culprits);
    unjudged.push(...found.unjudged);
    return batch.groups
      .filter((group) => !found.kept.includes(group))
      .map((group) => ({ group, reason: reasonOf(group, found, request) }));
  };
  const { command, mostRuns } = request;
  const verification = () => ({ command, runs: runs.count, mostRuns, isFlaky: runs.isFlaky, culprits, unjudged });
  return { prove, verification, end: () => runs.end() };
}

interface Found extends Pick<Isolated<Group>, "kept" | "unjudged"> {
  readonly culprits: readonly Culprit[];
}

/** A failure is believed when the same fixes have failed twice. */
async function search(batch: Batch, runs: CommandRuns): Promise<Found> {
  const { groups } = batch;
  if (runs.isOver) return { kept: [], culprits: [], unjudged: groups };
  const ends = new Map<string, Pick<Culprit, "lastLines" | "timedOut">>();
  const keyOf = (some: readonly Group[]): string => some.map((group) => groups.indexOf(group)).join();
  const passes = async (some: readonly Group[]): Promise<boolean> => {
    const result = await runs.passes(sinceStart(batch, some), some.length);
    const { output = "", timedOut = false } = runs.last ?? {};
    if (!result) ends.set(keyOf(some), { lastLines: lastLines(output), timedOut });
    return result;
  };
  if (await passes(groups)) return { kept: groups, culprits: [], unjudged: [] };
  const bounds = { mostTests: runs.request.mostRuns, isOver: () => runs.isOver };
  let isolated = await isolate(groups, passes, bounds);
  if (!runs.isFlaky && (await isFlaky(isolated, groups, passes, runs))) {
    runs.isFlaky = true;
    isolated = await isolate(groups, passes, bounds);
  }
  const onTop = sinceStart(batch, []).size > 0;
  // What fails only in the absence of others, and is kept beside them, is no culprit.
  const left = isolated.culprits.filter((culprit) => culprit.some((group) => !isolated.kept.includes(group)));
  return {
    ...isolated,
    culprits: left.map((culprit) => ({
      groups: culprit,
      onTop,
      ...(ends.get(keyOf(culprit)) ?? { lastLines: [], timedOut: false }),
    })),
  };
}

/** Isolating began with all fixes again, of which it is known that they have failed; the culprits are tried again here. */
async function isFlaky(
  { kept, culprits }: Isolated<Group>,
  groups: readonly Group[],
  passes: (some: readonly Group[]) => Promise<boolean>,
  runs: CommandRuns,
): Promise<boolean> {
  if (kept.length === groups.length) return true;
  for (const culprit of culprits) {
    if (runs.isOver) return false;
    if (await passes(culprit)) return true;
  }
  return false;
}

function reasonOf(group: Group, { kept, culprits }: Found, { command, mostRuns }: CommandRequest): string {
  const alone = `see it alone: \`db-ssot fix --only ${asTyped([group.name])} --diff\``;
  const othersOf = ({ groups }: Culprit) => groups.filter((other) => other !== group);
  const culprit = culprits.find((each) => each.groups.includes(group) && othersOf(each).every((o) => kept.includes(o)));
  if (culprit === undefined) {
    return `\`${command}\` fails with other fixes, and the limit of ${mostRuns} runs was reached before this one was tested; ${alone}`;
  }
  const names = othersOf(culprit).map(({ name }) => name);
  const together = names.length === 0 ? "" : ` together with ${names.join(" and ")}`;
  const onTop = culprit.onTop ? " on top of fixes that were applied before it" : "";
  const line = culprit.timedOut ? "it timed out" : tellingLine(culprit.lastLines.join("\n"));
  return `\`${command}\` fails with it${together}${onTop}: ${line ?? "it prints nothing"}; ${alone}`;
}

function fingerprint(texts: Texts): string {
  return JSON.stringify([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
