/** What all commands that write share: their options, undoing an interrupted run first, and writing. */
import type { Command } from "commander";
import type { FileChange } from "../base/text/patch.js";
import { recover } from "../change/journal/undo.js";
import { writeChanges } from "../change/journal/write.js";
import type { CommandInvocation } from "./invocation.js";
import { undoneForPeople } from "./report/undone.js";

export interface WritingOptions {
  readonly diff?: boolean;
  readonly allowDirty?: boolean;
}

export function addWritingOptions(command: Command): Command {
  return command
    .option("--diff", "print the changes as a patch and write nothing")
    .option("--allow-dirty", "also change files with uncommitted changes");
}

/**
 * Before anything is read: half of an interrupted run would pass for the code of its author. Nothing is done where nothing is
 * going to be written.
 */
export async function recoverInterrupted({ world }: CommandInvocation, { diff }: WritingOptions): Promise<void> {
  const undone = diff ? undefined : await recover(world);
  if (undone !== undefined) world.terminal.writeError(undoneForPeople(undone, { colour: false }));
}

/**
 * @param staged what goes into the index together with the changes
 * @throws {Fault} where anything stands in the way; then nothing is written
 */
export async function writeAndReport(
  { world, circumstances }: CommandInvocation,
  changes: readonly FileChange[],
  { diff, allowDirty = false }: WritingOptions,
  staged: readonly Required<FileChange>[] = [],
): Promise<void> {
  if (!diff) await writeChanges(world, changes, { command: circumstances.command, allowDirty, staged });
}
