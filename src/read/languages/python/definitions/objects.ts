/** Dictionary literals: the values under string keys. */
import type { Member, ObjectFacts } from "../../../facts/facts.js";
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "../terms/expressions.js";

/** @param node  a `dictionary` */
export function readObject(context: PythonExtraction, node: SyntaxNode): ObjectFacts {
  const members: Member[] = [];
  const spreads: Term[] = [];
  for (const child of namedChildren(node)) {
    const [spread] = child.type === "dictionary_splat" ? namedChildren(child) : [];
    const member = child.type === "pair" ? readPair(context, child) : undefined;
    if (member !== undefined) members.push(member);
    if (spread !== undefined) spreads.push(termOf(context, spread));
  }
  // Keys are no attributes, and come and go: that one is not written here says nothing.
  return { range: rangeOf(node), members, spreads, open: ["keys of a dictionary"] };
}

function readPair(context: PythonExtraction, pair: SyntaxNode): Member | undefined {
  const key = fieldOf(pair, "key");
  const value = fieldOf(pair, "value");
  if (key === undefined || value === undefined) return undefined;
  return {
    // What is under a key that only the run knows may be meant by any other such key.
    name: stringText(context, key) ?? `[${written(context, key)}]`,
    side: "instance",
    kind: "field",
    visibility: "public",
    range: rangeOf(pair),
    nameRange: rangeOf(key),
    value: termOf(context, value),
  };
}
