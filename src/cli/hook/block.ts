/**
 * Adds and removes lines in a file of somebody else, between two comments that mark them, without changing any other byte.
 * For all files in which `#` begins a comment.
 */

const OPENING = "# >>> db-ssot: `db-ssot hook uninstall` removes these lines";
const OPENING_OF_WHOLE = "# >>> db-ssot: `db-ssot hook uninstall` removes this file";
const CLOSING = "# <<< db-ssot";
const BLOCK =
  /^[ \t]*# >>> db-ssot\b[^\r\n]*(?:\r?\n(?![ \t]*# [<>]{3} db-ssot\b)[^\r\n]*)*\r?\n[ \t]*# <<< db-ssot[^\r\n]*(?:\r?\n|$)/gm;

export interface Insertion {
  /** The start of a line, or the end of the text. */
  readonly offset: number;
  readonly lines: readonly string[];
  /** What stands before each line. */
  readonly indent?: string;
}

/**
 * Where the text has no line break at its end, the block gets none either, and one before it instead: that is how
 * `removeBlock` knows.
 */
export function insertBlock(text: string, { offset, lines, indent = "" }: Insertion): string {
  const lineEnd = lineEndOf(text);
  const block = [OPENING, ...lines, CLOSING].map((line) => indent + line).join(lineEnd);
  const before = text.slice(0, offset);
  if (before !== "" && !before.endsWith("\n")) return `${before}${lineEnd}${block}${text.slice(offset)}`;
  return `${before}${block}${lineEnd}${text.slice(offset)}`;
}

/** @param opening what the file begins with: `#!/bin/sh` */
export function wholeFile(opening: readonly string[], lines: readonly string[]): string {
  return [...opening, OPENING_OF_WHOLE, ...lines, CLOSING].map((line) => `${line}\n`).join("");
}

/** @returns `undefined` where the file was made for the block, and holds nothing else of anybody */
export function removeBlock(text: string): string | undefined {
  const rest = text.replaceAll(BLOCK, (block) => (block.endsWith("\n") ? "" : NO_LINE_END));
  const fixed = rest.replace(new RegExp(`\\r?\\n?${NO_LINE_END}`), "");
  return text.includes(OPENING_OF_WHOLE) && OPENING_ALONE.test(fixed) ? undefined : fixed;
}

export function hasBlock(text: string): boolean {
  return text.search(BLOCK) >= 0;
}

/** A character that no file of a hook manager holds. */
const NO_LINE_END = "\uffff";

/** What the files begin with that are made here, and nothing after it. */
const OPENING_ALONE = /^(?:#!\/bin\/sh\n|#!\/usr\/bin\/env sh\n\. "\$\(dirname -- "\$0"\)\/_\/husky\.sh"\n\n)?$/;

export function lineEndOf(text: string): "\r\n" | "\n" {
  return /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
}
