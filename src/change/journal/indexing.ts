/**
 * The part of a run that changes the index: which of a step's two texts the index holds, and switching all of them to one
 * side.
 */
import { encode, isSameBytes } from "../../base/text/encoding.js";
import type { IndexChange } from "../../base/world/staging.js";
import type { World } from "../../base/world/world.js";
import type { StagedStep } from "./format.js";
import type { StepSide } from "./states.js";

type WithStaging = Pick<World, "staging">;

/** Which text the index holds of each; `other`: neither, or it is not in it. Git is not asked where there are no steps. */
export async function stagedSides(
  { staging }: WithStaging,
  steps: readonly StagedStep[],
): Promise<ReadonlyMap<StagedStep, StepSide | "other">> {
  const held = steps.length === 0 ? new Map() : await staging.read(steps.map(({ file }) => file));
  return new Map(steps.map((step) => [step, sideOf(step, held.get(step.file))]));
}

/**
 * Gives the index the texts of one side, in one step, after some other work.
 *
 * @param steps  all of which it holds with the text of the other side
 * @param work   is done when all is ready; where it fails, the index stays as it is
 * @throws {StagingError}
 */
export async function writingIndex(
  { staging }: WithStaging,
  side: StepSide,
  steps: readonly StagedStep[],
  work: () => Promise<void>,
): Promise<void> {
  if (steps.length === 0) return work();
  const prepared = await staging.prepare(steps.map((step) => changeTo(side, step)));
  try {
    await work();
    await prepared.commit();
  } finally {
    prepared.end();
  }
}

function changeTo(side: StepSide, { file, before, after }: StagedStep): IndexChange {
  const [from, to] = side === "after" ? [before, after] : [after, before];
  return { file, before: encode(from), after: encode(to) };
}

function sideOf({ before, after }: StagedStep, held: Uint8Array | undefined): StepSide | "other" {
  if (held === undefined) return "other";
  if (isSameBytes(held, encode(before))) return "before";
  return isSameBytes(held, encode(after)) ? "after" : "other";
}
