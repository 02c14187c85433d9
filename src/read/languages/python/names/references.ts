/** Where each binding is referenced: in code, in types in quotes or comments, and in `__all__`. */
import type { Range } from "../../../../base/text/span.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { readAllNames } from "../modules/all-names.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { originOf, typingName } from "./origins.js";
import type { Declared } from "./scopes.js";

/** Fills the context's list; places that bind are not in it, but what is changed in place is named too. */
export function readReferences(context: PythonExtraction): void {
  const binding = new Set(context.scopes.all.flatMap(({ places }) => places));
  for (const node of context.tree.nodes) {
    if (node.type === "identifier") readName(context, node, binding);
    else if (node.type === "string" && holdsType(context, node)) readQuoted(context, node, rangeOf(node));
    else if (node.type === "comment") readComment(context, node);
  }
  const all = readAllNames(context);
  if (all.kind === "listed") for (const name of all.names) readListed(context, name);
}

function note(context: PythonExtraction, declared: Declared | undefined, range: Range): void {
  if (declared === undefined) return;
  const earlier = context.references.get(declared.id);
  if (earlier === undefined) context.references.set(declared.id, [range]);
  else earlier.push(range);
}

function readName(context: PythonExtraction, node: SyntaxNode, binding: ReadonlySet<SyntaxNode>): void {
  const { parent } = node;
  if (parent?.type === "global_statement" || parent?.type === "nonlocal_statement") return;
  if (binding.has(node) && parent?.type !== "augmented_assignment") return;
  note(context, context.scopes.of(node), rangeOf(node));
}

/** A string in an annotation, or where the type system takes one: `cast("Manager", x)`, `TypeVar("T", bound="Base")`. */
function holdsType(context: PythonExtraction, node: SyntaxNode): boolean {
  let isType = false;
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (parent.type === "type") isType = true;
    else if (parent.type === "subscript" || parent.type === "type_parameter") {
      if (!takesType(context, parent, at)) return false;
    } else if (!IN_TYPES.has(parent.type)) return isType || isTypeArgument(context, at);
  }
  return false;
}

const IN_TYPES: ReadonlySet<string> = new Set([
  "binary_operator",
  "concatenated_string",
  "generic_type",
  "list",
  "parenthesized_expression",
  "tuple",
  "union_type",
]);

/** `Literal["text"]` is no type, and of `Annotated["Type", "text"]` only the first is one. */
function takesType(context: PythonExtraction, parent: SyntaxNode, part: SyntaxNode): boolean {
  const [head, ...given] =
    parent.type === "subscript" ? namedChildren(parent) : [parent.parent?.children[0], ...namedChildren(parent)];
  const name = typingName(originOf(context, head));
  return name !== "Literal" && (name !== "Annotated" || given[0] === part);
}

function isTypeArgument(context: PythonExtraction, node: SyntaxNode): boolean {
  const isBound = node.parent?.type === "keyword_argument";
  const list = isBound ? node.parent?.parent : node.parent;
  const callee = list?.type === "argument_list" && list.parent ? fieldOf(list.parent, "function") : undefined;
  if (list === undefined || callee === undefined || !/(?:cast|TypeVar)$/.test(written(context, callee))) return false;
  const name = typingName(originOf(context, callee));
  return name === "TypeVar" ? isBound : name === "cast" && namedChildren(list)[0] === node;
}

/** `# type: Manager`, as it was written before annotations could be. */
function readComment(context: PythonExtraction, node: SyntaxNode): void {
  const [opening] = /^#\s*type:(?!\s*ignore\b)\s*/.exec(written(context, node)) ?? [];
  if (opening !== undefined) readQuoted(context, node, { start: node.start + opening.length, end: node.end });
}

/** Names that do not follow a dot. */
const NAMES = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_]*/gu;

function readQuoted(context: PythonExtraction, at: SyntaxNode, { start, end }: Range): void {
  for (const match of written(context, { start, end }).matchAll(NAMES)) {
    const from = start + match.index;
    note(context, context.scopes.resolve(match[0], at), { start: from, end: from + match[0].length });
  }
}

function readListed(context: PythonExtraction, name: SyntaxNode): void {
  const content = name.children.find((child) => child.type === "string_content");
  if (content === undefined) return;
  const text = written(context, content);
  note(
    context,
    context.scopes.all.find((declared) => declared.topLevel && declared.name === text),
    rangeOf(content),
  );
}
