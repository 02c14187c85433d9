/** Proves the result: it parses, adds no finding, and removes that of the duplicate. */

import type { FileChange } from "../../base/text/patch.js";
import type { CheckResult } from "../../judge/check/check.js";
import { newlyMissing } from "../../judge/check/missing.js";
import { newProblem } from "../../read/languages/problems.js";
import type { Definition } from "./consolidation.js";

export interface ProofRequest {
  readonly before: CheckResult;
  readonly after: CheckResult;
  readonly changes: readonly FileChange[];
  /** The definition that went. */
  readonly other: Definition;
}

/** @returns why it may not be written; none where it may */
export function prove({ before, after, changes, other }: ProofRequest): readonly string[] {
  return [
    ...changes.flatMap((change) => unreadable(before, change)),
    ...newlyMissing(before, after).map(
      ({ rule, span, message }) => `${span.file} would have a new finding of \`${rule}\`: ${message}`,
    ),
    ...after.report.diagnostics
      .filter(({ rule, symbol, span }) => /^duplicate-/.test(rule) && symbol === other.name && span.file === other.file)
      .map(({ message, span }) => `${span.file} would still have a finding: ${message}`),
  ];
}

function unreadable({ analysis }: CheckResult, { file, before = "", after }: FileChange): readonly string[] {
  const problem = after === undefined ? undefined : newProblem(analysis.gathered.language(file), file, before, after);
  return problem === undefined ? [] : [`${file} would not parse at ${problem}`];
}
