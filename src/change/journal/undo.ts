/** Undoes runs: the last one at the user's request, and an interrupted one before anything else is done. */

import type { FilePath } from "../../base/text/span.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { Fault } from "../../read/config/fault.js";
import { fault, faultRow } from "../../read/config/faults.js";
import type { JournalRun, Step } from "./format.js";
import { stagedSides, writingIndex } from "./indexing.js";
import { removeLeftovers } from "./leftovers.js";
import { holdingLock } from "./lock.js";
import { JOURNAL } from "./places.js";
import { demandRun, endedRuns, forgetRun, freeRoom, markUnfinished, recordOf, unfinishedRuns } from "./record.js";
import { isRefusal, refusalRow, told } from "./refusals.js";
import { bringTo, inOrderTo, sideOf } from "./states.js";

type Writable = Pick<World, "files" | "processes" | "staging" | "machine">;

export interface Undone {
  readonly command: string;
  /** It had not come to its end. */
  readonly interrupted: boolean;
  /** In the order of paths. */
  readonly files: readonly UndoneFile[];
  /** What became of the files that the run had changed in the index, in the order of paths. */
  readonly index: readonly UndoneEntry[];
}

export interface UndoneEntry {
  readonly file: FilePath;
  /** `moved-on`: something else was staged since, and stays. */
  readonly did: "restored" | "kept" | "moved-on";
}

export interface UndoneFile {
  readonly file: FilePath;
  /** `kept`: it was as before the run already. */
  readonly did: "restored" | "removed" | "made" | "kept";
}

/**
 * Takes back the run that was interrupted, or else the last one that ended. Asked again, it takes back the one before.
 *
 * @returns `undefined` where there is nothing to take back
 * @throws {Fault} where files have changed since, cannot be written, or another run is at work; nothing is changed then,
 *   except where the disk refuses in the middle: then the next `undo` goes on
 */
export async function undo(world: Writable): Promise<Undone | undefined> {
  const { files } = world;
  if (files.stat(JOURNAL) === undefined) return undefined;
  return holdingLock(world, async () => (await takeBackUnfinished(world)) ?? (await takeBackEnded(world)));
}

/**
 * Makes whole what an interrupted run left. To be called before a run reads the files that it will write.
 *
 * @returns `undefined` where no run was interrupted; nothing is touched then
 * @throws {Fault} as `undo`
 */
export async function recover(world: Writable): Promise<Undone | undefined> {
  const { files } = world;
  if (unfinishedRuns(files).length === 0) return undefined;
  return holdingLock(world, () => takeBackUnfinished(world));
}

async function takeBackUnfinished(world: Writable): Promise<Undone | undefined> {
  const { files } = world;
  for (const number of unfinishedRuns(files)) {
    const run = await demandRun(world, number);
    if (run !== undefined) return takeBack(world, run, true);
    // It had not come to writing.
    await forgetRun(files, { number });
  }
  return undefined;
}

async function takeBackEnded(world: Writable): Promise<Undone | undefined> {
  const number = endedRuns(world.files)[0];
  const run = number === undefined ? undefined : await demandRun(world, number);
  return run && takeBack(world, run, false);
}

async function takeBack(world: Writable, run: JournalRun, interrupted: boolean): Promise<Undone> {
  const { files } = world;
  refuseChanged(files, run, interrupted);
  if (interrupted) await refuseBeforeCommit(world, run);
  const written = run.steps.filter((step) => sideOf(files, step) === "after");
  refuseUnwritable(files, written);
  if (!interrupted) await markUnfinished(files, run);
  const sides = await restoreOrTell(world, run, written);
  const done = new Set(written);
  return {
    command: run.command,
    interrupted,
    files: run.steps.map((step) => ({ file: step.file, did: done.has(step) ? whatWasDone(step) : "kept" })),
    index: [...sides].map(([{ file }, side]) => ({ file, did: DONE[side] })),
  };
}

const DONE = { after: "restored", before: "kept", other: "moved-on" } as const;

async function restoreOrTell(world: Writable, run: JournalRun, written: readonly Step[]): Promise<StagedSides> {
  const { files } = world;
  try {
    const sides = await restore(world, run);
    await forgetRun(files, run);
    return sides;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const left = written.filter((step) => sideOf(files, step) === "after").map(({ file }) => file);
    throw fault("half-written", { ...told(error), written: left, obstacle: "the other files were not changed" });
  }
}

type StagedSides = Awaited<ReturnType<typeof stagedSides>>;

/**
 * Gives every file that holds its new text the old one, in the index as well, and leaves the others alone.
 *
 * @returns what the index held
 */
export async function restore(world: Pick<World, "files" | "staging">, run: JournalRun): Promise<StagedSides> {
  const { files, staging } = world;
  await freeRoom(files);
  await removeLeftovers(files, run);
  if (run.staged.length > 0) await staging.clear();
  const sides = await stagedSides(world, run.staged);
  const staged = run.staged.filter((step) => sides.get(step) === "after");
  await writingIndex(world, "before", staged, async () => {
    for (const step of inOrderTo("before", run.steps)) {
      if (sideOf(files, step) === "after") await bringTo("before", files, step);
      // The directory of a file that was still to be made.
      else if (step.before === undefined && sideOf(files, step) === "before") await files.remove(step.file);
    }
  });
  return sides;
}

/** In the index of a commit that has begun, nothing could be taken back that would also be taken back outside of it. */
async function refuseBeforeCommit({ staging }: Writable, { staged, command }: JournalRun): Promise<void> {
  if (staged.length > 0 && (await staging.isTemporary())) throw fault("interrupted-before-commit", { command });
}

function refuseChanged(files: FileSystem, { number, command, steps }: JournalRun, interrupted: boolean): void {
  const rows = steps
    .filter((step) => sideOf(files, step) === "other")
    .map(({ file: path }) =>
      interrupted
        ? faultRow("changed-after-interruption", { path, command, journal: `\`${recordOf(number)}\`` })
        : faultRow("changed-since", { path, command }),
    );
  if (rows.length > 0) throw new Fault(rows);
}

/** @throws {Fault} with all files that would refuse, before the first is written */
export function refuseUnwritable(files: FileSystem, steps: readonly Step[]): void {
  const rows = steps.flatMap(({ file }) => {
    try {
      files.checkWritable(file);
      return [];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return [refusalRow(error, { written: [] })];
    }
  });
  if (rows.length > 0) throw new Fault(rows);
}

function whatWasDone({ before, after }: Step): UndoneFile["did"] {
  if (before === undefined) return "removed";
  return after === undefined ? "made" : "restored";
}
