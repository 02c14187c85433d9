/** Which of a step's two texts its file holds, and switching it to the other. */
import { encode, isSameBytes } from "../../base/text/encoding.js";
import { type FileSystem, UnreadableError, UnwritableError } from "../../base/world/world.js";
import type { Step } from "./format.js";

export type StepSide = "before" | "after";

/** `other`: neither of the two. A file that cannot be read could hold anything. */
export function sideOf(files: FileSystem, step: Step): StepSide | "other" {
  const bytes = readIfPossible(files, step);
  if (bytes === "unreadable") return "other";
  if (holds(bytes, step.before)) return "before";
  return holds(bytes, step.after) ? "after" : "other";
}

/**
 * Gives the file its text of one side; it holds that of the other.
 *
 * @throws {UnwritableError} where it does not, or cannot be written; it is as it was then
 */
export async function bringTo(side: StepSide, files: FileSystem, step: Step): Promise<void> {
  const { file, mode } = step;
  const from = side === "after" ? "before" : "after";
  if (sideOf(files, step) !== from) throw new UnwritableError(file, CHANGED);
  const text = step[side];
  if (text === undefined) return files.remove(file);
  if (step[from] !== undefined) return files.write(file, encode(text));
  if (!(await files.create(file, encode(text), mode))) throw new UnwritableError(file, CHANGED);
}

export const CHANGED = "it was changed during this run";

/** Creates files first and removes files last, so that a file is missing as briefly as possible. */
export function inOrderTo(side: StepSide, steps: readonly Step[]): readonly Step[] {
  return [...steps.filter((step) => step[side] !== undefined), ...steps.filter((step) => step[side] === undefined)];
}

function readIfPossible(files: FileSystem, { file }: Step): Uint8Array | undefined | "unreadable" {
  try {
    return files.read(file);
  } catch (error) {
    if (error instanceof UnreadableError) return "unreadable";
    throw error;
  }
}

function holds(bytes: Uint8Array | undefined, text: string | undefined): boolean {
  return bytes === undefined || text === undefined ? bytes === text : isSameBytes(bytes, encode(text));
}
