/**
 * Removes the temporary files of a killed process. Such a file lies beside its target, is named after it with a number, and
 * holds the beginning of a text of the run.
 */

import { encode, startsWith } from "../../base/text/encoding.js";
import { childPath, directoryOf } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import type { JournalRun, Step } from "./format.js";
import { JOURNAL, RUNS } from "./places.js";

/** Files that are named like leftovers. Those that are there before the run are somebody's own. */
export function neighboursOf(files: FileSystem, steps: readonly Step[]): readonly FilePath[] {
  return namedLikeLeftovers(files, steps).map(({ path }) => path);
}

export async function removeLeftovers(files: FileSystem, { steps, neighbours }: JournalRun): Promise<void> {
  const own = new Set(neighbours);
  for (const { path, step } of namedLikeLeftovers(files, steps)) {
    if (!own.has(path) && isBeginning(files, path, step)) await files.remove(path);
  }
}

/** Of the journal's own files. Nothing else is named like that there. */
export async function removeOwnLeftovers(files: FileSystem): Promise<void> {
  for (const directory of [JOURNAL, RUNS]) {
    for (const { name } of files.entries(directory)) {
      if (TEMPORARY.test(name)) await files.remove(childPath(directory, name));
    }
  }
}

const TEMPORARY = /^(.+)\.\d+$/;

interface Candidate {
  readonly path: FilePath;
  readonly step: Step;
}

function namedLikeLeftovers(files: FileSystem, steps: readonly Step[]): readonly Candidate[] {
  // The temporary file lies where the file really is, also where a link leads to it.
  const stepOf = new Map(steps.map((step) => [files.realPath(step.file), step]));
  const directories = new Set([...stepOf.keys()].map(directoryOf));
  return [...directories].flatMap((directory) =>
    files.entries(directory).flatMap(({ name }) => {
      const of = TEMPORARY.exec(name)?.[1];
      const step = of === undefined ? undefined : stepOf.get(childPath(directory, of));
      return step === undefined ? [] : [{ path: childPath(directory, name), step }];
    }),
  );
}

function isBeginning(files: FileSystem, path: FilePath, { before, after }: Step): boolean {
  const bytes = readIfPossible(files, path);
  if (bytes === undefined) return false;
  return [before, after].some((text) => text !== undefined && startsWith(encode(text), bytes));
}

function readIfPossible(files: FileSystem, path: FilePath): Uint8Array | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}
