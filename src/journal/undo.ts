/** Taking runs back: the last one that ended, at a person's word, and one that was interrupted, before anything else is done. */
import { Fault } from "../config/fault.js";
import { fault, faultRow } from "../config/faults.js";
import type { FilePath } from "../text/span.js";
import { type FileSystem, UnwritableError, type World } from "../world/world.js";
import type { Run, Step } from "./format.js";
import { removeLeftovers } from "./leftovers.js";
import { holdingLock } from "./lock.js";
import { JOURNAL } from "./places.js";
import { endedRuns, forgetRun, freeRoom, markUnfinished, readRun, recordOf, unfinishedRuns } from "./record.js";
import { bringTo, inOrderTo, sideOf } from "./states.js";

export interface Undone {
  readonly command: string;
  /** It had not come to its end. */
  readonly interrupted: boolean;
  /** In the order of paths. */
  readonly files: readonly UndoneFile[];
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
export async function undo(world: Pick<World, "files" | "processes">): Promise<Undone | undefined> {
  const { files } = world;
  if (files.stat(JOURNAL) === undefined) return undefined;
  return holdingLock(world, async () => (await takeBackUnfinished(files)) ?? (await takeBackEnded(files)));
}

/**
 * Makes whole what an interrupted run left. To be called before a run reads the files that it will write.
 *
 * @returns `undefined` where no run was interrupted; nothing is touched then
 * @throws {Fault} as `undo`
 */
export async function recover(world: Pick<World, "files" | "processes">): Promise<Undone | undefined> {
  const { files } = world;
  if (unfinishedRuns(files).length === 0) return undefined;
  return holdingLock(world, () => takeBackUnfinished(files));
}

async function takeBackUnfinished(files: FileSystem): Promise<Undone | undefined> {
  for (const number of unfinishedRuns(files)) {
    const run = readRun(files, number);
    if (run !== undefined) return takeBack(files, run, true);
    // It had not come to writing.
    await forgetRun(files, { number });
  }
  return undefined;
}

async function takeBackEnded(files: FileSystem): Promise<Undone | undefined> {
  const number = endedRuns(files)[0];
  const run = number === undefined ? undefined : readRun(files, number);
  return run && takeBack(files, run, false);
}

async function takeBack(files: FileSystem, run: Run, interrupted: boolean): Promise<Undone> {
  refuseChanged(files, run, interrupted);
  const written = run.steps.filter((step) => sideOf(files, step) === "after");
  refuseUnwritable(files, written);
  if (!interrupted) await markUnfinished(files, run);
  try {
    await restore(files, run);
    await forgetRun(files, run);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    const { path, reason } = error;
    const left = written.filter((step) => sideOf(files, step) === "after").map(({ file }) => file);
    throw fault("half-written", { path, reason, written: left, obstacle: "the other files are as they were" });
  }
  const done = new Set(written);
  return {
    command: run.command,
    interrupted,
    files: run.steps.map((step) => ({ file: step.file, did: done.has(step) ? whatWasDone(step) : "kept" })),
  };
}

/** Gives every file that holds its new text the old one, and leaves the others alone. */
export async function restore(files: FileSystem, run: Run): Promise<void> {
  await freeRoom(files);
  await removeLeftovers(files, run);
  for (const step of inOrderTo("before", run.steps)) {
    if (sideOf(files, step) === "after") await bringTo("before", files, step);
    // The directory of a file that was still to be made.
    else if (step.before === undefined && sideOf(files, step) === "before") await files.remove(step.file);
  }
}

function refuseChanged(files: FileSystem, { number, command, steps }: Run, interrupted: boolean): void {
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
      if (!(error instanceof UnwritableError)) throw error;
      return [faultRow("unwritable-file", { path: error.path, reason: error.reason, written: [] })];
    }
  });
  if (rows.length > 0) throw new Fault(rows);
}

function whatWasDone({ before, after }: Step): UndoneFile["did"] {
  if (before === undefined) return "removed";
  return after === undefined ? "made" : "restored";
}
