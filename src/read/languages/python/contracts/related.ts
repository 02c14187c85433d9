/** Which local variables of a function are about another handle than the one that it gives: one to try the connection with. */
import { wordsOf } from "../../circumstances.js";
import { type Context, written } from "../context.js";
import { fieldOf, type SyntaxNode } from "../syntax/node.js";

/**
 * @param handles names of what the function gives; without any, nothing is told apart
 * @returns whether a name is a local variable that neither leads to the handle nor was made from it
 */
export function otherLocals(
  context: Context,
  nodes: readonly SyntaxNode[],
  handles: ReadonlySet<string>,
): (name: string | undefined) => boolean {
  if (handles.size === 0) return () => false;
  const made = madeFrom(context, nodes);
  const related = new Set(handles);
  // A set that grows while it is walked gives what was added, too.
  for (const name of related) for (const word of made.get(name) ?? []) related.add(word);
  for (const [name, words] of made) if (words.some((word) => handles.has(word))) related.add(name);
  return (name) => name !== undefined && made.has(name) && !related.has(name);
}

/** The words in what each local variable is given. */
function madeFrom(context: Context, nodes: readonly SyntaxNode[]): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const node of nodes) {
    const [name, value] =
      node.type === "assignment"
        ? [fieldOf(node, "left"), fieldOf(node, "right")]
        : node.type === "as_pattern"
          ? [fieldOf(node, "alias"), node.children[0]]
          : [];
    if (name === undefined || value === undefined) continue;
    const text = written(context, name);
    made.set(text, [...(made.get(text) ?? []), ...wordsOf(written(context, value))]);
  }
  return made;
}
