/** The values of string literals. */
import { type PythonExtraction, written } from "../context.js";
import type { SyntaxNode } from "./node.js";

/** The text of a plain string literal, as written between its quotes; none of f-strings and bytes. */
export function stringText(context: PythonExtraction, node: SyntaxNode | undefined): string | undefined {
  if (node?.type === "concatenated_string") {
    const parts = node.children.filter(({ type }) => type === "string").map((part) => stringText(context, part));
    return parts.some((part) => part === undefined) ? undefined : parts.join("");
  }
  const [start] = node?.type === "string" ? node.children : [];
  if (node === undefined || start === undefined || /[bft]/i.test(written(context, start))) return undefined;
  const end = node.children.at(-1);
  return context.tree.text.slice(start.end, end === start ? node.end : (end?.start ?? node.end));
}
