/** Which local variables of a function are about another handle than the one that it gives: one to try the connection with. */
import { ts } from "ts-morph";
import { wordsOf } from "../circumstances.js";
import type { Context } from "./context.js";
import { inside } from "./tree.js";

/**
 * @param handles names of what the function gives; without any, nothing is told apart
 * @returns whether a name is a local variable that neither leads to the handle nor was made from it
 */
export function otherLocals(
  context: Context,
  body: ts.ConciseBody,
  handles: ReadonlySet<string>,
): (name: string | undefined) => boolean {
  if (handles.size === 0) return () => false;
  const made = madeFrom(context, body);
  const related = new Set(handles);
  // A set that grows while it is walked gives what was added, too.
  for (const name of related) for (const word of made.get(name) ?? []) related.add(word);
  for (const [name, words] of made) if (words.some((word) => handles.has(word))) related.add(name);
  return (name) => name !== undefined && made.has(name) && !related.has(name);
}

/** The words in what each local variable is given. */
function madeFrom(context: Context, body: ts.ConciseBody): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  const note = (name: ts.Node, value: ts.Node | undefined): void => {
    if (!ts.isIdentifier(name)) return;
    made.set(name.text, [...(made.get(name.text) ?? []), ...(value ? wordsOf(value.getText()) : [])]);
  };
  const isInside = ({ pos, end }: ts.Node): boolean => body.pos <= pos && end <= body.end;
  for (const { node } of context.scopes.declared) {
    if (ts.isVariableDeclaration(node) && isInside(node)) note(node.name, node.initializer);
  }
  for (const { left, right } of inside(context.tree.assignments, body)) {
    if (ts.isIdentifier(left) && made.has(left.text)) note(left, right);
  }
  return made;
}

/** A name for what the function of a body was given. */
export function isParameter(context: Context, node: ts.Node, body: ts.ConciseBody): boolean {
  const declared = ts.isIdentifier(node) ? context.scopes.resolve(node.text, node) : undefined;
  return declared?.node.parent === body.parent && ts.isParameter(declared.node);
}
