/** Import statements and names to remove. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { Range } from "../../../../base/text/span.js";
import type { ImportedName } from "../../../facts/facts.js";
import { type LineDirectives, removeStatementLine } from "../../writer/removal.js";
import { mask } from "./mask.js";

export const DIRECTIVES: LineDirectives = {
  sameLine: /^\s*(?:\/\/|\/\*)\s*(?:eslint|oxlint)-disable-line/,
  lineBefore:
    /^\s*(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|expect-error)|(?:eslint|oxlint)-disable-next-line|biome-ignore\s|prettier-ignore|deno-lint-ignore\s|db-ssot-ignore-next-line)/,
};

export function removeStatement(text: string, range: Range): TextEdit {
  return removeStatementLine(text, range, DIRECTIVES);
}

/** Removes the default import or the namespace from a statement that keeps other names. */
export function removePlainName(text: string, statement: Range, name: ImportedName): TextEdit {
  const { start, end } = name.range;
  const masked = mask(text.slice(end, statement.end));
  const next = /^\s*,\s*/.exec(masked);
  if (next !== null) return { start, end: end + next[0].length, text: "" };
  const previous = /,\s*$/.exec(mask(text.slice(statement.start, start)));
  return { start: previous === null ? start : statement.start + previous.index, end, text: "" };
}

/** Removes the braces from a statement that keeps its default import. */
export function removeBraces(text: string, statement: Range, braces: Range): TextEdit {
  const before = mask(text.slice(statement.start, braces.start));
  return { start: statement.start + before.replace(/\s*,\s*$/, "").length, end: braces.end, text: "" };
}
