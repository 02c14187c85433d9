/** The texts of a run and the edits that led to them: maps a finding of any round to its place before the first round. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { applyToFiles, editsByFile } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import { narrowEdit, offsetBefore } from "../../base/edits/source-map.js";
import { linesByFile } from "../../base/text/lines.js";
import type { FilePath, Span } from "../../base/text/span.js";
import type { Group } from "./group.js";
import type { Texts } from "./proof.js";

export interface EditHistory {
  /** All files of the project in their current state. */
  readonly texts: Texts;
  /** The files that differ from the originals. */
  changed(): Texts;
  /** The group of a finding in these texts; empty if it has no fix. */
  groupOf(finding: Diagnostic): readonly Group[];
  /** The history after further steps; the edits of each step count from the texts after the step before. */
  after(steps: readonly (readonly Edit[])[]): EditHistory;
}

/** @param first findings of the originals */
export function startHistory(originals: Texts, first: readonly Diagnostic[]): EditHistory {
  const atFirst = new Map(first.map((finding) => [placeKey(finding, finding.span.start), finding]));
  const linesOf = linesByFile((file: FilePath) => originals.get(file) ?? "");
  const from = (texts: Texts, steps: readonly EditStep[]): EditHistory => {
    return {
      texts,
      changed: () => new Map([...texts].filter(([file, text]) => originals.get(file) !== text)),
      groupOf: (finding) => {
        if (finding.fix === undefined) return [];
        const start = originalOffset(finding.span, steps);
        const { file } = finding.span;
        const { line, column } = linesOf(file).positionOf(start);
        const diagnostic = atFirst.get(placeKey(finding, start)) ?? finding;
        return [{ name: `${file}:${line}:${column}`, diagnostic, finding, fix: finding.fix, line }];
      },
      after: (more) => from(more.reduce(applyStep, texts), [...steps, ...narrowSteps(texts, more)]),
    };
  };
  return from(originals, []);
}

/** Identifies a finding while the text around it moves; `start` is its offset in the texts that are compared. */
export function placeKey({ rule, span, symbol }: Diagnostic, start: number): string {
  return JSON.stringify([rule, span.file, start, symbol]);
}

/** The edits of one step, by file. */
export type EditStep = ReadonlyMap<FilePath, readonly Edit[]>;

/** The offset before the first step of a place in the texts after the last one. */
export function originalOffset({ file, start }: Span, steps: readonly EditStep[]): number {
  return steps.reduceRight((offset, step) => offsetBefore(offset, step.get(file) ?? []), start);
}

/** Steps reduced to what each edit really changes. */
export function narrowSteps(texts: Texts, steps: readonly (readonly Edit[])[]): readonly EditStep[] {
  let current = texts;
  return steps.map((step) => {
    const narrow = step.map((edit) => narrowEdit(current.get(edit.file) ?? "", edit));
    current = applyStep(current, step);
    return editsByFile(narrow);
  });
}

function applyStep(texts: Texts, step: readonly Edit[]): Texts {
  return new Map([...texts, ...applyToFiles(texts, step)]);
}
