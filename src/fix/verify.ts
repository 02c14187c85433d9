/**
 * Verification: which of the changed texts may be written. Takes texts before and after and the fixes that made them,
 * gives the texts that stand, and the reason for every file that keeps its old text.
 */

import type { Fix } from "../edits/edit.js";
import type { LoadedLanguage } from "../languages/language.js";
import { Lines } from "../text/lines.js";
import type { FilePath } from "../text/span.js";

export interface VerifyRequest {
  readonly before: ReadonlyMap<FilePath, string>;
  /** Files that changed. */
  readonly after: ReadonlyMap<FilePath, string>;
  /** Every fix that was applied to them. */
  readonly applied: readonly Fix[];
  /** Those of the last round that was allowed, where further ones would follow. */
  readonly endless?: readonly Fix[];
  readonly language: (file: FilePath) => LoadedLanguage | undefined;
}

export interface Verdict {
  /** Texts that may be written. */
  readonly sound: ReadonlyMap<FilePath, string>;
  /** Files that keep their old text, and why. */
  readonly kept: ReadonlyMap<FilePath, string>;
}

/** A fix is whole or not at all: where one of its files is kept, so are its others, and those of their fixes. */
export function verify(request: VerifyRequest): Verdict {
  const kept = new Map<FilePath, string>();
  for (const [file, text] of request.after) {
    const problem = newProblem(request, file, text);
    if (problem !== undefined) kept.set(file, problem);
  }
  for (const { file } of (request.endless ?? []).flatMap(({ edits }) => edits)) {
    if (!kept.has(file)) kept.set(file, "its fixes would not come to an end");
  }
  const filesOf = request.applied.map((fix) => [...new Set(fix.edits.map((edit) => edit.file))]);
  for (let size = -1; size !== kept.size; ) {
    size = kept.size;
    for (const files of filesOf) keepTogether(files, kept);
  }
  return { sound: new Map([...request.after].filter(([file]) => !kept.has(file))), kept };
}

/** What does not parse now and did before. */
function newProblem({ before, language }: VerifyRequest, file: FilePath, text: string): string | undefined {
  const loaded = language(file);
  const problems = loaded?.extract(file, text).problems ?? [];
  const [first] = problems;
  if (first === undefined) return undefined;
  if (problems.length <= (loaded?.extract(file, before.get(file) ?? "").problems.length ?? 0)) return undefined;
  const { line, column } = new Lines(text).positionOf(first.range.start);
  return `the result would not parse at ${line}:${column}: ${first.message}`;
}

function keepTogether(files: readonly FilePath[], kept: Map<FilePath, string>): void {
  const broken = files.find((file) => kept.has(file));
  if (broken === undefined) return;
  for (const file of files) if (!kept.has(file)) kept.set(file, `it goes together with ${broken}, which is kept`);
}
