/** Import statements that go: takes what is no longer used, gives the edits that take it away. */

import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import { contains, type Range } from "../../../../base/text/span.js";
import type { FileFacts, ImportedName } from "../../../facts/facts.js";
import { mask } from "./mask.js";
import { bindingOf } from "./scope.js";
import type { ImportStatement } from "./statements.js";

/**
 * Whether every reference to the imported name lies in a replaced stretch. A name that nothing referred to before is not
 * the fix's to remove: it may be there for its side effects, or for a JSX transform.
 */
export function losesItsUse(facts: FileFacts, name: ImportedName, replaced: readonly Range[]): boolean {
  const binding = bindingOf(facts, name);
  if (binding === undefined || binding.references.length === 0) return false;
  const exported = facts.exports.some((one) => {
    return one.kind === "name" && one.term.kind === "binding" && one.term.id === name.binding;
  });
  return !exported && binding.references.every((reference) => replaced.some((range) => contains(range, reference)));
}

/**
 * Takes a whole statement away, with its line where nothing else stands on it, and with comments that speak to tools
 * about this very line. Other comments stay: they may head a group, a file, or say more than the import did.
 */
export function removeStatement(text: string, range: Range): TextEdit {
  const line = lineStart(text, range.start);
  const end = lineEnd(text, range.end);
  const after = text.slice(range.end, end);
  if (!isBlank(text.slice(line, range.start)) || !goesWithLine(after)) {
    return { start: range.start, end: skipSpaces(text, range.end), text: "" };
  }
  const start = startOfDirectives(text, line);
  return { start, end: skipBlankLine(text, start, nextLine(text, range.end)), text: "" };
}

/** What follows on a line says nothing once the rest is gone: nothing, or a comment for tools about this line. */
export function goesWithLine(rest: string): boolean {
  return isBlank(rest) || LINE_DIRECTIVE.test(rest);
}

/** Takes the default import or the namespace out of a statement that keeps others. */
export function removePlainName(text: string, statement: ImportStatement, name: ImportedName): TextEdit {
  const { start, end } = name.range;
  const masked = mask(text.slice(end, statement.range.end));
  const next = /^\s*,\s*/.exec(masked);
  if (next !== null) return { start, end: end + next[0].length, text: "" };
  const previous = /,\s*$/.exec(mask(text.slice(statement.range.start, start)));
  return { start: previous === null ? start : statement.range.start + previous.index, end, text: "" };
}

/** Takes the braces out of a statement that keeps its default import. */
export function removeBraces(text: string, statement: ImportStatement, braces: Range): TextEdit {
  const before = mask(text.slice(statement.range.start, braces.start));
  return { start: statement.range.start + before.replace(/\s*,\s*$/, "").length, end: braces.end, text: "" };
}

const NEXT_LINE_DIRECTIVE =
  /^\s*(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|expect-error)|(?:eslint|oxlint)-disable-next-line|biome-ignore\s|prettier-ignore|deno-lint-ignore\s|db-ssot-ignore-next-line)/;
const LINE_DIRECTIVE = /^\s*(?:\/\/|\/\*)\s*(?:eslint|oxlint)-disable-line/;

/** A comment for tools about the next line would speak of another line once its own is gone. */
export function startOfDirectives(text: string, line: number): number {
  if (line === 0) return line;
  const above = lineStart(text, line - 1);
  return NEXT_LINE_DIRECTIVE.test(text.slice(above, line)) ? startOfDirectives(text, above) : line;
}

/** Where a blank line stood on both sides, one is enough. */
function skipBlankLine(text: string, start: number, end: number): number {
  const isFirst = start === lineStart(text, 0);
  const blankBefore = isFirst || isBlank(text.slice(lineStart(text, start - 1), start));
  const blankAfter = end < text.length && isBlank(text.slice(end, nextLine(text, end)));
  return blankBefore && blankAfter ? nextLine(text, end) : end;
}
