/** A candidate: the groups of one round, and what any part of them makes of the texts. Plain text work, cheap to ask again. */
import { applyEdits } from "../edits/apply.js";
import type { Edit } from "../edits/edit.js";
import type { FilePath } from "../text/span.js";
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
  const layers = (some: readonly Group[]): readonly (readonly Edit[])[] => {
    const own = uniqueEdits(some);
    return [own, tidy(before, changedBy(before, own))];
  };
  return {
    groups,
    originals,
    before,
    layers,
    apply: (some) => {
      const [own = [], tidying = []] = layers(some);
      const edited = changedBy(before, own);
      const tidied = new Map([...edited, ...changedBy(edited, tidying)]);
      return new Map([...tidied].filter(([file, text]) => before.get(file) !== text));
    },
    trace: (some) => {
      const made = narrowLayers(before, layers(some));
      return (span) => traceBack(span, made);
    },
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

function changedBy(texts: Texts, edits: readonly Edit[]): Map<FilePath, string> {
  const byFile = new Map<FilePath, Edit[]>();
  for (const edit of edits) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return new Map([...byFile].map(([file, own]) => [file, applyEdits(texts.get(file) ?? "", own).text]));
}
