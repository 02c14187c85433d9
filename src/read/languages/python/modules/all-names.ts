/** The names in `__all__`. */
import { type PythonExtraction, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";

export type AllNames =
  | { readonly kind: "none" }
  /** The string literals of the list. */
  | { readonly kind: "listed"; readonly names: readonly SyntaxNode[] }
  /** It is made in a way that is not followed. */
  | { readonly kind: "computed" };

export function readAllNames(context: PythonExtraction): AllNames {
  const mentions = context.tree.nodes.filter((node) => node.type === "identifier" && isAll(context, node));
  if (mentions.length === 0) return { kind: "none" };
  const names: SyntaxNode[] = [];
  for (const mention of mentions) {
    const added = addedNames(context, mention);
    if (added === undefined) return { kind: "computed" };
    names.push(...added);
  }
  return { kind: "listed", names };
}

/** `__all__` of the module itself: at its top, or in a function without being bound there. */
function isAll(context: PythonExtraction, node: SyntaxNode): boolean {
  if (node.end - node.start !== "__all__".length || written(context, node) !== "__all__") return false;
  return context.scopes.of(node)?.topLevel === true;
}

/** The names that a statement adds to `__all__`; `undefined` if they are not literal. */
function addedNames(context: PythonExtraction, node: SyntaxNode): readonly SyntaxNode[] | undefined {
  const { parent, field } = node;
  if (parent === undefined) return undefined;
  if (field === "left" && (parent.type === "assignment" || parent.type === "augmented_assignment")) {
    const right = fieldOf(parent, "right");
    return right === undefined ? [] : listedNames(context, right);
  }
  if (field === "object" && parent.type === "attribute") return addedByCall(context, parent);
  // Places that only read it take nothing away.
  return parent.type === "delete_statement" || field === "value" ? undefined : [];
}

/** `__all__.append("x")`, `__all__.extend(["x", "y"])` */
function addedByCall(context: PythonExtraction, method: SyntaxNode): readonly SyntaxNode[] | undefined {
  const call = method.parent?.type === "call" && method.field === "function" ? method.parent : undefined;
  const list = call && fieldOf(call, "arguments");
  const name = fieldOf(method, "attribute");
  const [given] = list === undefined ? [] : namedChildren(list);
  if (given === undefined || name === undefined) return undefined;
  switch (written(context, name)) {
    case "append":
      return stringText(context, given) === undefined ? undefined : [given];
    case "extend":
      return listedNames(context, given);
    default:
      return undefined;
  }
}

function listedNames(context: PythonExtraction, node: SyntaxNode): readonly SyntaxNode[] | undefined {
  switch (node.type) {
    case "parenthesized_expression":
      return all(namedChildren(node).map((inner) => listedNames(context, inner)));
    case "binary_operator": {
      const isSum = node.children.some((child) => child.type === "+");
      return isSum ? all(namedChildren(node).map((part) => listedNames(context, part))) : undefined;
    }
    case "list":
    case "tuple":
    case "expression_list":
      return all(namedChildren(node).map((item) => (stringText(context, item) === undefined ? undefined : [item])));
    default:
      return undefined;
  }
}

function all(lists: readonly (readonly SyntaxNode[] | undefined)[]): readonly SyntaxNode[] | undefined {
  const found: SyntaxNode[] = [];
  for (const list of lists) {
    if (list === undefined) return undefined;
    found.push(...list);
  }
  return found;
}
