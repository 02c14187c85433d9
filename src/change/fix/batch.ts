/** A batch: the groups of one round, and the texts that any subset of them results in. */
import { applyToFiles } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import { type EditHistory, narrowSteps, originalOffset } from "./edit-history.js";
import type { Group } from "./group.js";
import type { Batch, Texts } from "./proof.js";

/** @returns edits of `after`, the files that changed */
export type Tidy = (before: Texts, after: Texts) => readonly Edit[];

export interface BatchWithSteps extends Batch {
  /** The edits of the groups, then those that tidy up after them. */
  steps(groups: readonly Group[]): readonly (readonly Edit[])[];
}

/** @param groups that can be applied together */
export function createBatch(
  { texts: before }: Pick<EditHistory, "texts">,
  originals: Texts,
  groups: readonly Group[],
  tidy: Tidy,
): BatchWithSteps {
  // Every proof asks for all groups together.
  const known = new WeakMap<readonly Group[], Made>();
  const made = (some: readonly Group[]): Made => {
    const found = known.get(some) ?? make(before, some, tidy);
    known.set(some, found);
    return found;
  };
  return {
    groups,
    originals,
    before,
    steps: (some) => made(some).steps,
    apply: (some) => made(some).texts,
    sourceMap: (some) => {
      const steps = narrowSteps(before, made(some).steps);
      return (span) => originalOffset(span, steps);
    },
  };
}

interface Made {
  readonly steps: readonly (readonly Edit[])[];
  readonly texts: Texts;
}

function make(before: Texts, groups: readonly Group[], tidy: Tidy): Made {
  const own = uniqueEdits(groups);
  const edited = applyToFiles(before, own);
  const tidying = tidy(before, edited);
  const tidied = new Map([...edited, ...applyToFiles(edited, tidying)]);
  return {
    steps: [own, tidying],
    texts: new Map([...tidied].filter(([file, text]) => before.get(file) !== text)),
  };
}

/** The files that differ from the originals once these groups are applied. */
export function sinceStart({ originals, before, apply }: Batch, groups: readonly Group[]): Texts {
  return new Map([...before, ...apply(groups)].filter(([file, text]) => originals.get(file) !== text));
}

/** Two groups may share an edit, an import that both add. */
function uniqueEdits(groups: readonly Group[]): readonly Edit[] {
  const edits = groups.flatMap(({ fix }) => fix.edits);
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
