/** What the result has to hold up to: it parses, nothing is missing that was there, and the duplicate is gone. */
import type { CheckResult } from "../check/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { Lines } from "../text/lines.js";
import type { FileChange } from "../text/patch.js";
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
    ...changes.flatMap((change) => newProblem(before, change)),
    ...newlyMissing(before, after),
    ...after.report.diagnostics
      .filter(({ rule, symbol, span }) => /^duplicate-/.test(rule) && symbol === other.name && span.file === other.file)
      .map(({ message, span }) => `${span.file} would still be told: ${message}`),
  ];
}

function newProblem({ analysis }: CheckResult, { file, before = "", after }: FileChange): readonly string[] {
  const language = analysis.gathered.language(file);
  if (after === undefined || language === undefined) return [];
  const problems = language.extract(file, after).problems;
  const [first] = problems;
  if (first === undefined || problems.length <= language.extract(file, before).problems.length) return [];
  const { line, column } = new Lines(after).positionOf(first.range.start);
  return [`${file} would not parse at ${line}:${column}: ${first.message}`];
}

/** Findings are told by what they say, since their places have moved. */
function newlyMissing(before: CheckResult, after: CheckResult): readonly string[] {
  const count = new Map<string, number>();
  for (const each of missing(before)) count.set(keyOf(each), (count.get(keyOf(each)) ?? 0) + 1);
  return missing(after).flatMap((each) => {
    const left = count.get(keyOf(each)) ?? 0;
    count.set(keyOf(each), left - 1);
    return left > 0 ? [] : [`${each.span.file} would be told by \`${each.rule}\`: ${each.message}`];
  });
}

function missing({ report }: CheckResult): readonly Diagnostic[] {
  return report.diagnostics.filter(({ rule }) => /^missing-/.test(rule));
}

function keyOf({ rule, span, message }: Diagnostic): string {
  return `${rule} ${span.file} ${message}`;
}
