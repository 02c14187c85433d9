/**
 * The trail of a run: texts, and the edits that led to them, so that a finding in the texts of any round can be told by the
 * place that it had before the first.
 */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { applyToFiles, editsByFile } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import { narrowed, originOf } from "../../base/edits/trace.js";
import { linesByFile } from "../../base/text/lines.js";
import type { FilePath, Span } from "../../base/text/span.js";
import type { Group } from "./group.js";
import type { Texts } from "./proof.js";

export interface Trail {
  /** All files of the project as they are here. */
  readonly texts: Texts;
  /** Those that differ from the beginning. */
  changed(): Texts;
  /** The group of a finding in these texts; none where it has no fix. */
  groupOf(finding: Diagnostic): readonly Group[];
  /** The trail that goes on, with edits of these texts, then of what comes of them, and so on. */
  after(layers: readonly (readonly Edit[])[]): Trail;
}

/** @param first what was reported in the beginning */
export function startTrail(originals: Texts, first: readonly Diagnostic[]): Trail {
  const atFirst = new Map(first.map((finding) => [identify(finding, finding.span.start), finding]));
  const linesOf = linesByFile((file: FilePath) => originals.get(file) ?? "");
  const from = (texts: Texts, layers: readonly Layer[]): Trail => {
    return {
      texts,
      changed: () => new Map([...texts].filter(([file, text]) => originals.get(file) !== text)),
      groupOf: (finding) => {
        if (finding.fix === undefined) return [];
        const start = traceBack(finding.span, layers);
        const { file } = finding.span;
        const { line, column } = linesOf(file).positionOf(start);
        const diagnostic = atFirst.get(identify(finding, start)) ?? finding;
        return [{ name: `${file}:${line}:${column}`, diagnostic, finding, fix: finding.fix, line }];
      },
      after: (more) => from(more.reduce(applyLayer, texts), [...layers, ...narrowLayers(texts, more)]),
    };
  };
  return from(originals, []);
}

/** A place keeps its rule and its name while the text around it moves. */
export function identify({ rule, span, symbol }: Diagnostic, start: number): string {
  return JSON.stringify([rule, span.file, start, symbol]);
}

/** The edits of one step, by file: a trail is asked about one place after another. */
export type Layer = ReadonlyMap<FilePath, readonly Edit[]>;

/** Where a place of the last layer's texts was before the first layer. */
export function traceBack({ file, start }: Span, layers: readonly Layer[]): number {
  return layers.reduceRight((offset, layer) => originOf(offset, layer.get(file) ?? []), start);
}

/** Layers for tracing: what each edit really changes. */
export function narrowLayers(texts: Texts, layers: readonly (readonly Edit[])[]): readonly Layer[] {
  let current = texts;
  return layers.map((layer) => {
    const narrow = layer.map((edit) => narrowed(current.get(edit.file) ?? "", edit));
    current = applyLayer(current, layer);
    return editsByFile(narrow);
  });
}

function applyLayer(texts: Texts, layer: readonly Edit[]): Texts {
  return new Map([...texts, ...applyToFiles(texts, layer)]);
}
