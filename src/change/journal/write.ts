/** Writes the changes of a run to the work tree and the index, all or none, recorded before the first byte changes. */

import type { FileChange } from "../../base/text/patch.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { GitError } from "../../base/world/git.js";
import { type FileSystem, UnwritableError, type World } from "../../base/world/world.js";
import { Fault } from "../../read/config/fault.js";
import { fault, faultRow } from "../../read/config/faults.js";
import type { JournalRun, StagedStep, Step } from "./format.js";
import { writingIndex } from "./indexing.js";
import { holdingLock } from "./lock.js";
import { type Beginning, beginRun, endedRuns, endRun, forgetRun, type Journalled, readRun } from "./record.js";
import { gitRow, isRefusal, refusalRow, told, type WriteRefusal } from "./refusals.js";
import { bringTo, CHANGED, inOrderTo, sideOf } from "./states.js";
import { recover, refuseUnwritable, restore } from "./undo.js";

export interface WriteRequest {
  /** As `undo` will name the run: `db-ssot fix src`. */
  readonly command: string;
  /** Also into files that git could not bring back. */
  readonly allowDirty: boolean;
  /** What goes into the index together with the changes. */
  readonly staged?: readonly StagedStep[];
}

/**
 * Writes the changes, of which there is at most one to a file. Nothing is written where anything stands in the way.
 *
 * @throws {Fault} `unwritable-file` where a file cannot be written or is no longer as it was before; `unwritable-index`;
 *   `uncommitted-changes`; `unknown-changes` where git does not say; `already-running`; `half-written` where the disk refuses in the middle and refuses to take back
 *   what was written, too
 */
export async function writeChanges(
  world: Pick<World, "files" | "git" | "processes" | "staging" | "machine">,
  changes: readonly FileChange[],
  { command, allowDirty, staged = [] }: WriteRequest,
): Promise<void> {
  const { files } = world;
  const wanted = inOrder(changes);
  const wantedInIndex = inOrder(staged);
  if (wanted.length === 0 && wantedInIndex.length === 0) return;
  await holdingLock(world, async () => {
    await recover(world);
    refuseStale(files, wanted);
    if (!allowDirty) await refuseUncommitted(world, wanted);
    refuseUnwritable(files, wanted);
    await writeAll(world, await begin(world, { command, changes: wanted, staged: wantedInIndex }));
  });
}

function inOrder<Change extends FileChange>(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ before, after }) => before !== after).sort((a, b) => compareText(a.file, b.file));
}

/** What somebody saved while the run went on is not written over. */
function refuseStale(files: FileSystem, steps: readonly Step[]): void {
  const rows = steps
    .filter((step) => sideOf(files, step) !== "before")
    .map(({ file }) => faultRow("unwritable-file", { path: file, reason: CHANGED, written: [] }));
  if (rows.length > 0) throw new Fault(rows);
}

async function refuseUncommitted(world: Journalled & Pick<World, "git">, steps: readonly Step[]): Promise<void> {
  const uncommitted = await askUncommitted(world, steps);
  if (uncommitted.length === 0) return;
  const own = await ownTexts(world);
  const dirty = new Set(uncommitted);
  const paths = steps
    .filter(({ file, before }) => dirty.has(file) && before !== undefined && own.get(file) !== before)
    .map(({ file }) => file);
  if (paths.length > 0) throw fault("uncommitted-changes", { paths });
}

async function askUncommitted({ git }: Pick<World, "git">, steps: readonly Step[]): Promise<readonly FilePath[]> {
  try {
    return await git.uncommitted(steps.map(({ file }) => file));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { what, why, fix } = gitRow(error.problem);
    const reason = error.problem.kind === "git-failed" ? `${what}; ${why}` : what;
    throw fault("unknown-changes", { reason, fix });
  }
}

/** What the runs left of each file: a file that is still so differs from the last commit by what can be taken back. */
async function ownTexts(world: Journalled): Promise<ReadonlyMap<FilePath, string | undefined>> {
  const texts = new Map<FilePath, string | undefined>();
  for (const number of [...endedRuns(world.files)].reverse()) {
    const found = await readRun(world, number);
    if (found.kind === "read") for (const { file, after } of found.run.steps) texts.set(file, after);
  }
  return texts;
}

async function begin(world: Journalled, beginning: Beginning): Promise<JournalRun> {
  try {
    return await beginRun(world, beginning);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    throw fault("unwritable-file", { path: error.path, reason: error.reason, written: [] });
  }
}

/** The index is replaced last, by one step that is ready before the first file is written. */
async function writeAll(world: Pick<World, "files" | "staging">, run: JournalRun): Promise<void> {
  const { files } = world;
  const written: FilePath[] = [];
  try {
    await writingIndex(world, "after", run.staged, async () => {
      for (const step of inOrderTo("after", run.steps)) {
        await bringTo("after", files, step);
        written.push(step.file);
      }
    });
    await endRun(files, run);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await takeBack(world, run, error, written);
    throw new Fault([refusalRow(error, { written: [], restored: written })]);
  }
}

/** @throws {Fault} where that fails as well; the journal stays, so that the tree can be made whole later */
async function takeBack(
  world: Pick<World, "files" | "staging">,
  run: JournalRun,
  refusal: WriteRefusal,
  written: readonly FilePath[],
): Promise<void> {
  try {
    await restore(world, run);
    await forgetRun(world.files, run);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw fault("half-written", { ...told(refusal), written, obstacle: error.message });
  }
}
