/** Why a module may have names that its statements do not bind. */
import { type PythonExtraction, written } from "../context.js";
import { originOf } from "../names/origins.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

export function dynamicExports(context: PythonExtraction): readonly string[] {
  const reasons = new Set<string>();
  const hasGetattr = context.scopes.all.some(({ name, topLevel }) => topLevel && name === "__getattr__");
  if (hasGetattr) reasons.add("the module has `__getattr__`");
  if (HINT.test(context.tree.text)) {
    for (const node of context.tree.nodes) {
      const names = namespaceOf(context, node);
      if (names !== undefined && isChangedThrough(context, node)) reasons.add(`sets names through \`${names}\``);
    }
  }
  return [...reasons];
}

/** Most files have none of these words, and their nodes need no look. */
const HINT = /\b(?:globals|locals|vars|modules)\b/;

/** An expression that stands for the module, or for the dictionary of its names. */
function namespaceOf(context: PythonExtraction, node: SyntaxNode): string | undefined {
  if (node.type === "subscript") {
    const [key] = node.children.filter((child) => child.field === "subscript");
    const isOwn = key !== undefined && written(context, key) === "__name__";
    return isOwn && originOf(context, fieldOf(node, "value")) === "sys.modules" ? "sys.modules" : undefined;
  }
  if (node.type !== "call") return undefined;
  const origin = originOf(context, fieldOf(node, "function"));
  if (origin === "builtins.globals") return "globals()";
  const isHere = origin === "builtins.locals" || origin === "builtins.vars";
  if (!isHere || written(context, node).replace(/\s/g, "") !== `${origin.slice("builtins.".length)}()`)
    return undefined;
  return ancestor(node, "function_definition", "class_definition", "lambda") === undefined ? "globals()" : undefined;
}

/** Something is set through it, or it gets a name of its own through which that may be done. */
function isChangedThrough(context: PythonExtraction, node: SyntaxNode): boolean {
  const { parent, field } = node;
  if (parent === undefined) return false;
  switch (parent.type) {
    case "assignment":
    case "named_expression":
      return true;
    case "subscript":
      return field === "value" && isTarget(parent);
    case "attribute": {
      const name = fieldOf(parent, "attribute");
      return isTarget(parent) || (name !== undefined && CHANGING.test(written(context, name)));
    }
    case "argument_list": {
      const callee = parent.parent && fieldOf(parent.parent, "function");
      const isFirst = namedChildren(parent)[0] === node;
      const called = callee && written(context, callee);
      return called === "exec" || (called === "setattr" && isFirst);
    }
    default:
      return false;
  }
}

const CHANGING = /^(?:update|setdefault|__setitem__|__ior__|__dict__)$/;

function isTarget({ parent, field }: SyntaxNode): boolean {
  return field === "left" || parent?.type === "pattern_list" || parent?.type === "tuple_pattern";
}
