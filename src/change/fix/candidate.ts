/** A candidate: the groups of one round, and what any part of them makes of the texts. Plain text work, cheap to ask again. */
import { applyToFiles } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import type { Group } from "./group.js";
import type { Candidate, Texts } from "./proof.js";
import { narrowLayers, type Trail, traceBack } from "./trail.js";

/** @returns edits of `after`, the files that changed */
export type Tidy = (before: Texts, after: Texts) => readonly Edit[];

export interface LayeredCandidate extends Candidate {
  /** The edits of the groups, then those that tidy up after them. */
  layers(groups: readonly Group[]): readonly (readonly Edit[])[];
}

/** @param groups that can be applied together */
export function createCandidate(
  { texts: before }: Pick<Trail, "texts">,
  originals: Texts,
  groups: readonly Group[],
  tidy: Tidy,
): LayeredCandidate {
  // Every proof asks for all groups together, and so does the round that they pass.
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
    layers: (some) => made(some).layers,
    apply: (some) => made(some).texts,
    trace: (some) => {
      const layers = narrowLayers(before, made(some).layers);
      return (span) => traceBack(span, layers);
    },
  };
}

interface Made {
  readonly layers: readonly (readonly Edit[])[];
  readonly texts: Texts;
}

function make(before: Texts, groups: readonly Group[], tidy: Tidy): Made {
  const own = uniqueEdits(groups);
  const edited = applyToFiles(before, own);
  const tidying = tidy(before, edited);
  const tidied = new Map([...edited, ...applyToFiles(edited, tidying)]);
  return {
    layers: [own, tidying],
    texts: new Map([...tidied].filter(([file, text]) => before.get(file) !== text)),
  };
}

/** The files that differ from how they were when the run began, with these groups applied. */
export function sinceStart({ originals, before, apply }: Candidate, groups: readonly Group[]): Texts {
  return new Map([...before, ...apply(groups)].filter(([file, text]) => originals.get(file) !== text));
}

/** Two groups may share an edit, an import that both add. */
function uniqueEdits(groups: readonly Group[]): readonly Edit[] {
  const edits = groups.flatMap(({ fix }) => fix.edits);
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}
