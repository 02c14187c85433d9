/** Statements to remove, and imported names that must stay. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { lineStart } from "../../../../base/text/offsets.js";
import type { FileFacts, ImportedName } from "../../../facts/facts.js";
import type { StatementRequest } from "../../language.js";
import { bindingOf } from "../../writer/names.js";
import { type LineDirectives, removeStatementLine } from "../../writer/removal.js";
import { type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { lineMates, statementsOf } from "./statements.js";

/**
 * The name is needed even if the file does not use it: others import it, it is bound in another way too (a fallback for a
 * failed import), or an example in a docstring names it.
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

/** Another file imports the name from this one, or a test mocks it there. */
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

const DIRECTIVES: LineDirectives = {
  sameLine: /^\s*#\s*(?:noqa|type:\s*ignore|pylint:|pyright:|mypy:|isort:|ruff:|flake8:|pragma:|fmt:\s*skip)/i,
};

/** Removes a statement: from between `;` if it shares its line, or with its line. */
export function removeStatement(text: string, node: SyntaxNode): TextEdit {
  const mates = lineMates(text, node);
  const next = mates[mates.indexOf(node) + 1];
  const previous = mates[mates.indexOf(node) - 1];
  if (next !== undefined) return { start: node.start, end: next.start, text: "" };
  if (previous !== undefined) return { start: previous.end, end: node.end, text: "" };
  const separator = /^[ \t]*;/.exec(text.slice(node.end))?.[0].length ?? 0;
  const range = { start: node.start, end: node.end + separator };
  return removeStatementLine(text, range, DIRECTIVES, opensBlock(text, node));
}

/** Only at module level: a statement may be the whole body of its block. */
export function removeTopStatement(parse: Parse, { text, statement }: StatementRequest): TextEdit | undefined {
  const tree = parse(text);
  const node = tree.root.children.find(({ start, end }) => start <= statement.start && statement.end <= end);
  return node?.type === "expression_statement" ? removeStatement(text, node) : undefined;
}

function opensBlock(text: string, node: SyntaxNode): boolean {
  const { parent } = node;
  const isFirst = parent?.type === "block" && statementsOf(parent)[0] === node;
  return isFirst && /:[ \t]*\r?\n$/.test(text.slice(0, lineStart(text, node.start)));
}
