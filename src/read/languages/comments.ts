/** Comments, and the code that one of them may speak of: what a language tells to whoever reads directives in comments. */
import type { FilePath, Range } from "../../base/text/span.js";

/** With what begins and ends it: `// …`, `# …`. */
export interface Comment extends Range {
  /** It, with the code that is there for its sake alone and may go with it: the braces in JSX. */
  readonly whole?: Range;
}

/**
 * What a comment holds for. A stretch is a statement, or the largest part of one that begins or ends there: an argument,
 * a property. Statements inside of it are left out, since one before a function or a loop speaks of its head alone.
 */
export interface Stretches {
  /** Of the code whose first character stands at an offset; none where nothing begins there. */
  from(file: FilePath, text: string, offset: number): readonly Range[];
  /** Of the code that ends at an offset. */
  to(file: FilePath, text: string, offset: number): readonly Range[];
  /** Where the first statement begins; docstrings and `"use strict"` are none. The length of the text where there is none. */
  first(file: FilePath, text: string): number;
}

/** @param holes  inside of `outer`, in any order; one may lie in another */
export function without(outer: Range, holes: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let at = outer.start;
  for (const { start, end } of [...holes].sort((a, b) => a.start - b.start)) {
    if (start > at) left.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  return at < outer.end ? [...left, { start: at, end: outer.end }] : left;
}
