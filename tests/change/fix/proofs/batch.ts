/** A batch out of texts and named edits, for tests of proofs. */
import type { Edit } from "../../../../src/base/edits/edit.js";
import { createBatch } from "../../../../src/change/fix/batch.js";
import type { Group } from "../../../../src/change/fix/group.js";
import type { Batch } from "../../../../src/change/fix/proof.js";

/**
 * @param texts  by path, all files of the project
 * @param fixes  the edits of each group, by the group's name; they do not overlap
 */
export function candidateOf(
  texts: Readonly<Record<string, string>>,
  fixes: Readonly<Record<string, readonly Edit[]>>,
): Batch {
  const originals = new Map(Object.entries(texts));
  const groups = Object.entries(fixes).map(([name, edits]) => groupOf(name, edits));
  return createBatch({ texts: originals }, originals, groups, () => []);
}

function groupOf(name: string, edits: readonly Edit[]): Group {
  const [first] = edits;
  const fix = { title: name, applicability: "safe", edits } as const;
  const span = { file: first?.file ?? "", start: first?.start ?? 0, end: first?.end ?? 0 };
  const finding = {
    rule: "legacy-accessor",
    severity: "error",
    span,
    message: name,
    notes: [],
    symbol: name,
    identity: { within: "", code: "" },
    fix,
  } as const;
  return { name, diagnostic: finding, finding, fix, line: 1 };
}
