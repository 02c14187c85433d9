/** Comments and the code that each applies to: what a language provides for directives in comments. */
import type { FilePath, Range } from "../../base/text/span.js";

/** With its marks: `// …`, `# …`. */
export interface Comment extends Range {
  /** With code that exists only for the comment and is removed with it: the braces in JSX. */
  readonly whole?: Range;
}

/**
 * The code that a comment applies to: a statement, or the largest part of one that begins or ends there, such as an
 * argument or a property. Nested statements are left out: a comment before a function or a loop applies to its head only.
 */
export interface CommentRanges {
  /** Of the code that begins at an offset; empty if none does. */
  from(file: FilePath, text: string, offset: number): readonly Range[];
  /** Of the code that ends at an offset. */
  to(file: FilePath, text: string, offset: number): readonly Range[];
  /** Where the first statement begins, docstrings and `"use strict"` not counted; the length of the text if there is none. */
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
