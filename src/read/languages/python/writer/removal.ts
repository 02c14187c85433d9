/** Statements that go: takes what is no longer used, gives the edits that take it away. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, lineStart, nextLine, skipSpaces } from "../../../../base/text/offsets.js";
import { contains, type Range } from "../../../../base/text/span.js";
import type { FileFacts, ImportedName } from "../../../facts/facts.js";
import type { StatementRequest } from "../../language.js";
import { type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { startsLine } from "./lines.js";
import { bindingOf } from "./scope.js";
import { lineMates, statementsOf } from "./statements.js";

/**
 * Whether every reference to the imported name lies in a replaced stretch. A name that nothing referred to before is not
 * the fix's to remove: it may be there for others to import, or for what its module does on loading.
 */
export function losesItsUse(facts: FileFacts, name: ImportedName, replaced: readonly Range[]): boolean {
  const references = bindingOf(facts, name)?.references ?? [];
  if (references.length === 0) return false;
  return references.every((reference) => replaced.some((range) => contains(range, reference)));
}

/**
 * Others count on the name, whatever this file does with it: it is there for them to import, it is bound in another way
 * too (a fallback where the import fails), or an example in a docstring names it.
 */
export function isHeld(facts: FileFacts, tree: SyntaxTree, name: ImportedName): boolean {
  const binding = bindingOf(facts, name);
  if (binding === undefined || binding.assigned.length > 0) return true;
  if (!binding.topLevel) return false;
  const exported = facts.exports.some((one) => {
    return one.kind === "name" && one.implicit !== true && one.name === name.local;
  });
  return exported || isInExample(tree, name.local);
}

/** Another file imports the name from this one, or a test puts a mock in its place: without it both would fail. */
export function isTakenFrom(
  facts: FileFacts,
  name: ImportedName,
  isTaken: ((name: string) => boolean) | undefined,
): boolean {
  return bindingOf(facts, name)?.topLevel === true && isTaken?.(name.local) === true;
}

function isInExample(tree: SyntaxTree, name: string): boolean {
  const example = new RegExp(`^[ \\t]*(?:>>>|\\.\\.\\.) .*\\b${name}\\b`, "m");
  return tree.nodes.some((node) => node.type === "string" && example.test(textOf(tree, node)));
}

/** A comment that speaks to tools about this very line. */
const LINE_DIRECTIVE =
  /^\s*#\s*(?:noqa|type:\s*ignore|pylint:|pyright:|mypy:|isort:|ruff:|flake8:|pragma:|fmt:\s*skip)/i;

/** What follows on a line says nothing once the rest is gone: nothing, or a comment for tools about this line. */
export function goesWithLine(rest: string): boolean {
  return isBlank(rest) || LINE_DIRECTIVE.test(rest);
}

/**
 * Takes a whole statement away, with its line where nothing else stands on it, and with comments that speak to tools
 * about this very line. Other comments stay: they may head a group, or say more than the statement did.
 */
export function removeStatement(text: string, node: SyntaxNode): TextEdit {
  const mates = lineMates(text, node);
  const next = mates[mates.indexOf(node) + 1];
  const previous = mates[mates.indexOf(node) - 1];
  if (next !== undefined) return { start: node.start, end: next.start, text: "" };
  if (previous !== undefined) return { start: previous.end, end: node.end, text: "" };
  const separator = /^[ \t]*;/.exec(text.slice(node.end))?.[0].length ?? 0;
  const end = node.end + separator;
  if (!startsLine(text, node.start) || !goesWithLine(text.slice(end, lineEnd(text, end)))) {
    return { start: node.start, end: skipSpaces(text, end), text: "" };
  }
  return { start: lineStart(text, node.start), end: skipBlankLine(text, node, nextLine(text, end)), text: "" };
}

/** Only at module level: a statement may be the whole body of its block. */
export function removeTopStatement(parse: Parse, { text, statement }: StatementRequest): TextEdit | undefined {
  const tree = parse(text);
  const node = tree.root.children.find(({ start, end }) => start <= statement.start && statement.end <= end);
  return node?.type === "expression_statement" ? removeStatement(text, node) : undefined;
}

/** Where a blank line stood on both sides, one is enough; at the beginning of a block, none. */
function skipBlankLine(text: string, node: SyntaxNode, end: number): number {
  const start = lineStart(text, node.start);
  const isFirst = start === lineStart(text, 0) || isBlockStart(text, node, start);
  const blankBefore = isFirst || isBlank(text.slice(lineStart(text, start - 1), start));
  const blankAfter = end < text.length && isBlank(text.slice(end, nextLine(text, end)));
  return blankBefore && blankAfter ? nextLine(text, end) : end;
}

function isBlockStart(text: string, node: SyntaxNode, start: number): boolean {
  const { parent } = node;
  return parent?.type === "block" && statementsOf(parent)[0] === node && /:[ \t]*\r?\n$/.test(text.slice(0, start));
}
