/** Writing a run's changes so that they can be taken back: all of them or none, written down before the first byte changes. */
import { Fault } from "../config/fault.js";
import { fault, faultRow } from "../config/faults.js";
import type { FileChange } from "../text/patch.js";
import { compareText, type FilePath } from "../text/span.js";
import { type FileSystem, UnwritableError, type World } from "../world/world.js";
import type { Run, Step } from "./format.js";
import { holdingLock } from "./lock.js";
import { beginRun, endedRuns, endRun, forgetRun, readRun } from "./record.js";
import { bringTo, CHANGED, inOrderTo, sideOf } from "./states.js";
import { recover, refuseUnwritable, restore } from "./undo.js";

export interface LandRequest {
  /** As `undo` will name the run: `db-ssot fix src`. */
  readonly command: string;
  /** Also into files that git could not bring back. */
  readonly allowDirty: boolean;
}

/**
 * Writes the changes, of which there is at most one to a file. Nothing is written where anything stands in the way.
 *
 * @throws {Fault} `unwritable-file` where a file cannot be written or is no longer as it was before; `uncommitted-changes`;
 *   `already-running`; `half-written` where the disk refuses in the middle and refuses to take back what was written, too
 */
export async function land(
  world: Pick<World, "files" | "git" | "processes">,
  changes: readonly FileChange[],
  { command, allowDirty }: LandRequest,
): Promise<void> {
  const { files } = world;
  const wanted = changes.filter(({ before, after }) => before !== after).sort((a, b) => compareText(a.file, b.file));
  if (wanted.length === 0) return;
  await holdingLock(world, async () => {
    await recover(world);
    refuseStale(files, wanted);
    if (!allowDirty) await refuseUncommitted(world, wanted);
    refuseUnwritable(files, wanted);
    await writeAll(files, await begin(files, command, wanted));
  });
}

/** What somebody saved while the run went on is not written over. */
function refuseStale(files: FileSystem, steps: readonly Step[]): void {
  const rows = steps
    .filter((step) => sideOf(files, step) !== "before")
    .map(({ file }) => faultRow("unwritable-file", { path: file, reason: CHANGED, written: [] }));
  if (rows.length > 0) throw new Fault(rows);
}

async function refuseUncommitted({ files, git }: Pick<World, "files" | "git">, steps: readonly Step[]): Promise<void> {
  const uncommitted = await git.uncommitted(steps.map(({ file }) => file));
  if (uncommitted === undefined || uncommitted.length === 0) return;
  const own = ownTexts(files);
  const dirty = new Set(uncommitted);
  const paths = steps
    .filter(({ file, before }) => dirty.has(file) && before !== undefined && own.get(file) !== before)
    .map(({ file }) => file);
  if (paths.length > 0) throw fault("uncommitted-changes", { paths });
}

/** What the runs left of each file: a file that is still so differs from the last commit by what can be taken back. */
function ownTexts(files: FileSystem): ReadonlyMap<FilePath, string | undefined> {
  const texts = new Map<FilePath, string | undefined>();
  for (const number of [...endedRuns(files)].reverse()) {
    for (const { file, after } of readRun(files, number)?.steps ?? []) texts.set(file, after);
  }
  return texts;
}

async function begin(files: FileSystem, command: string, changes: readonly FileChange[]): Promise<Run> {
  try {
    return await beginRun(files, command, changes);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    throw fault("unwritable-file", { path: error.path, reason: error.reason, written: [] });
  }
}

async function writeAll(files: FileSystem, run: Run): Promise<void> {
  const written: FilePath[] = [];
  try {
    for (const step of inOrderTo("after", run.steps)) {
      await bringTo("after", files, step);
      written.push(step.file);
    }
    await endRun(files, run);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    await takeBack(files, run, error, written);
    throw fault("unwritable-file", { path: error.path, reason: error.reason, written: [], restored: written });
  }
}

/** @throws {Fault} where that fails as well; the journal stays, so that the tree can be made whole later */
async function takeBack(
  files: FileSystem,
  run: Run,
  { path, reason }: UnwritableError,
  written: readonly FilePath[],
): Promise<void> {
  try {
    await restore(files, run);
    await forgetRun(files, run);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    throw fault("half-written", { path, reason, written, obstacle: error.message });
  }
}
