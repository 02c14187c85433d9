/** Class tests: after `isinstance(x, Other)`, `x` has more members than its declaration says. */
import { fieldOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";

/** Statements that leave a block unless something has a class, by the block. */
export type ClassExits = ReadonlyMap<SyntaxNode, readonly SyntaxNode[]>;

/** All of a file, in one walk: a block may hold thousands of statements, and as many places that ask. */
export function readClassExits(tree: SyntaxTree): ClassExits {
  const exits = new Map<SyntaxNode, SyntaxNode[]>();
  for (const node of tree.nodes) {
    if (node.parent === undefined || !isClassExit(tree, node)) continue;
    const earlier = exits.get(node.parent);
    if (earlier === undefined) exits.set(node.parent, [node]);
    else earlier.push(node);
  }
  return exits;
}

function isClassExit(tree: SyntaxTree, node: SyntaxNode): boolean {
  const denied = node.type === "if_statement" ? deniedBy(node) : undefined;
  return denied !== undefined && testedIn(tree, denied).length > 0 && leaves(fieldOf(node, "consequence"));
}

/** `if not isinstance(x, Other): return` stands before the statement `at`, in the same block. */
export function isLeftBefore(tree: SyntaxTree, exits: ClassExits, at: SyntaxNode, receiver: string): boolean {
  const before = at.parent === undefined ? undefined : exits.get(at.parent);
  return (before ?? []).some((exit) => {
    const denied = exit.end <= at.start ? deniedBy(exit) : undefined;
    return denied !== undefined && testsClass(tree, denied, receiver);
  });
}

function deniedBy(statement: SyntaxNode): SyntaxNode | undefined {
  const condition = fieldOf(statement, "condition");
  return condition?.type === "not_operator" ? fieldOf(condition, "argument") : undefined;
}

function leaves(block: SyntaxNode | undefined): boolean {
  const last = block && namedChildren(block).at(-1);
  return last !== undefined && LEAVING.has(last.type);
}

const LEAVING = new Set(["return_statement", "raise_statement", "continue_statement", "break_statement"]);

/** Whether a condition asks for the class of a receiver, alone or among more. */
export function testsClass(tree: SyntaxTree, condition: SyntaxNode, receiver: string): boolean {
  return testedIn(tree, condition).some((tested) => textOf(tree, tested) === receiver);
}

function testedIn(tree: SyntaxTree, condition: SyntaxNode): readonly SyntaxNode[] {
  if (condition.type === "parenthesized_expression" || condition.type === "boolean_operator")
    return namedChildren(condition).flatMap((part) => testedIn(tree, part));
  const callee = condition.type === "call" ? fieldOf(condition, "function") : undefined;
  const list = fieldOf(condition, "arguments");
  if (callee === undefined || list === undefined || !/^is(instance|subclass)$/.test(textOf(tree, callee))) return [];
  return namedChildren(list).slice(0, 1);
}
