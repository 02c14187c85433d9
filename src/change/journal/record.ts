/**
 * The journal on the disk: one file per run, with the texts of all files before and after it. write.ts and undo.ts use it;
 * README.md explains the layout.
 */

import { encode } from "../../base/text/encoding.js";
import type { FileChange } from "../../base/text/patch.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { fault } from "../../read/config/faults.js";
import { type JournalRun, readContent, type Step, writeContent } from "./format.js";
import { neighboursOf } from "./leftovers.js";
import { PRIVATE, RESERVE, RUNS } from "./places.js";

export type Journalled = Pick<World, "files" | "machine">;

/** Numbers of the runs that ended, the last one first. */
export function endedRuns(files: FileSystem): readonly number[] {
  const unfinished = new Set(unfinishedRuns(files));
  return numbered(files, /^(\d+)\.json$/).filter((each) => !unfinished.has(each));
}

/** Numbers of the runs that began to write and did not end, the last one first; more than one only if edited by hand. */
export function unfinishedRuns(files: FileSystem): readonly number[] {
  return numbered(files, /^(\d+)\.writing$/);
}

export type ReadRun =
  | { readonly kind: "read"; readonly run: JournalRun }
  | { readonly kind: "faulty"; readonly problem: string }
  /** The run was interrupted before its record was written, and so before it wrote anything. */
  | { readonly kind: "absent" };

export async function readRun(world: Journalled, number: number): Promise<ReadRun> {
  const bytes = world.files.read(recordOf(number));
  if (bytes === undefined) return { kind: "absent" };
  const content = await readContent(world, bytes);
  return content.kind === "faulty" ? content : { kind: "read", run: { number, ...content.content } };
}

/** @returns `undefined` where the run wrote nothing. @throws {Fault} `unreadable-journal` */
export async function demandRun(world: Journalled, number: number): Promise<JournalRun | undefined> {
  const found = await readRun(world, number);
  if (found.kind === "faulty") throw fault("unreadable-journal", { path: recordOf(number), problem: found.problem });
  return found.kind === "read" ? found.run : undefined;
}

export interface Beginning extends Pick<JournalRun, "command" | "staged"> {
  readonly changes: readonly FileChange[];
}

/**
 * Writes down what is about to be done. From here on the run is unfinished, until it is ended or forgotten.
 *
 * @throws {UnwritableError} with nothing left behind
 */
export async function beginRun(world: Journalled, { command, changes, staged }: Beginning): Promise<JournalRun> {
  const { files } = world;
  const number = 1 + Math.max(0, ...endedRuns(files), ...unfinishedRuns(files));
  const steps = changes.map((change) => withMode(files, change));
  const run: JournalRun = { number, command, steps, neighbours: neighboursOf(files, steps), staged };
  try {
    await markUnfinished(files, run);
    await reserveRoom(files, steps);
    await files.write(recordOf(number), await writeContent(world, run), PRIVATE);
  } catch (error) {
    await forgetRun(files, run);
    throw error;
  }
  return run;
}

/** Everything is written. The oldest runs are forgotten beyond a number that nobody takes back one by one. */
export async function endRun(files: FileSystem, run: JournalRun): Promise<void> {
  await freeRoom(files);
  await files.remove(markerOf(run.number));
  for (const number of endedRuns(files).slice(MOST_RUNS)) await files.remove(recordOf(number));
}

/** The run is about to be taken back: from here on its files may be a mixture, as while it was writing. */
export async function markUnfinished(files: FileSystem, { number }: JournalRun): Promise<void> {
  await files.create(markerOf(number), new Uint8Array(), PRIVATE);
}

/** The run is taken back. The marker goes last: without the record it says that nothing is to be done. */
export async function forgetRun(files: FileSystem, { number }: Pick<JournalRun, "number">): Promise<void> {
  await freeRoom(files);
  await files.remove(recordOf(number));
  await files.remove(markerOf(number));
}

/** Gives back the room that was reserved, for texts of before to be written where the disk is full. */
export async function freeRoom(files: FileSystem): Promise<void> {
  await files.remove(RESERVE);
}

/** The file without which a run is not known. */
export function recordOf(number: number): FilePath {
  return `${RUNS}/${number}.json`;
}

const MOST_RUNS = 20;

function markerOf(number: number): FilePath {
  return `${RUNS}/${number}.writing`;
}

function numbered(files: FileSystem, pattern: RegExp): readonly number[] {
  const numbers = files.entries(RUNS).flatMap(({ name }) => pattern.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => b - a);
}

function withMode(files: FileSystem, change: FileChange): Step {
  if (change.after !== undefined) return change;
  const mode = files.stat(change.file)?.mode;
  return mode === undefined ? change : { ...change, mode };
}

/** As much as the largest file takes that might have to be written back: taking a run back must not fail for want of room. */
async function reserveRoom(files: FileSystem, steps: readonly Step[]): Promise<void> {
  const sizes = steps.map(({ before }) => (before === undefined ? 0 : encode(before).length));
  await files.write(RESERVE, new Uint8Array(Math.max(0, ...sizes)), PRIVATE);
}
