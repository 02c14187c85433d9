/** The role of an expression: an assignment target, an annotation, a name that is passed on. */
import { type PythonExtraction, written } from "../context.js";
import { ancestor, fieldOf, type SyntaxNode } from "../syntax/node.js";

/** What is written to, not read: the left side of an assignment, the name after `as`, the variable of a loop. */
export function isWritten(node: SyntaxNode): boolean {
  let at = node;
  while (at.parent !== undefined && PATTERNS.has(at.parent.type)) at = at.parent;
  if (at.parent?.type === "as_pattern_target") return true;
  return at.field === "left" && at.parent !== undefined && WRITERS.has(at.parent.type);
}

/** A target after `as` is parsed as an expression, hence the plain `tuple` and `list`. */
const PATTERNS = new Set([
  "pattern_list",
  "tuple_pattern",
  "list_pattern",
  "list_splat_pattern",
  "list_splat",
  "tuple",
  "list",
  "parenthesized_expression",
]);
const WRITERS = new Set([
  "assignment",
  "augmented_assignment",
  "for_statement",
  "for_in_clause",
  "type_alias_statement",
]);

/** Names a type in an annotation; what is called in there, as `Depends(f)` in `Annotated[…]`, runs like any code. */
export function isAnnotation(node: SyntaxNode): boolean {
  let at = node.parent;
  while (at !== undefined && IN_ANNOTATIONS.has(at.type)) at = at.parent;
  return at?.type === "type";
}

const IN_ANNOTATIONS = new Set([
  "generic_type",
  "type_parameter",
  "union_type",
  "member_type",
  "constrained_type",
  "splat_type",
  "subscript",
  "binary_operator",
  "list",
  "tuple",
  "attribute",
  "parenthesized_expression",
]);

/** The value itself goes somewhere: an argument, a variable, a decorator; not called, and no member taken. */
export function isHandedOn(node: SyntaxNode): boolean {
  const { parent, field } = node;
  if (parent === undefined || NAMING.has(parent.type)) return false;
  if (field === "name" || field === "alias" || field === "function" || field === "attribute") return false;
  if (field === "object" || (field === "value" && parent.type === "subscript")) return false;
  return !isWritten(node);
}

/** Nodes whose names are declarations, labels or types. */
const NAMING = new Set([
  "as_pattern_target",
  "aliased_import",
  "constrained_type",
  "dictionary_splat_pattern",
  "dotted_name",
  "generic_type",
  "global_statement",
  "keyword_pattern",
  "lambda_parameters",
  "list_pattern",
  "list_splat_pattern",
  "member_type",
  "nonlocal_statement",
  "parameters",
  "pattern_list",
  "splat_pattern",
  "splat_type",
  "tuple_pattern",
  "type",
  "type_parameter",
  "typed_parameter",
  "union_type",
]);

/** `Class.method`, or the names of the functions around a place, outermost first. */
export function enclosingName(context: PythonExtraction, node: SyntaxNode): string | undefined {
  const owner = ancestor(node, "function_definition", "class_definition");
  if (owner === undefined) return undefined;
  const known = context.enclosing.get(owner);
  if (known !== undefined) return known;
  const own = fieldOf(owner, "name");
  const name = [enclosingName(context, owner), own && written(context, own)].filter(Boolean).join(".");
  context.enclosing.set(owner, name);
  return name;
}

/** The innermost function whose body a node stands in; defaults, annotations and bases run outside of theirs. */
export function runsIn(node: SyntaxNode): SyntaxNode | undefined {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const isBody = at.field === "body" && BODIES.has(at.parent.type);
    if (isBody) return at.parent;
  }
  return undefined;
}

/** Of a class too: its body runs where the class is defined, but may not await there. */
const BODIES = new Set(["function_definition", "lambda", "class_definition"]);
