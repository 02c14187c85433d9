/** Walks over parts of the tree that stop where another function begins. */
import type { SyntaxNode } from "./node.js";
import { fieldOf, namedChildren } from "./node.js";

/** Where code begins that does not run when the code around it runs. */
const OTHERS = new Set(["function_definition", "lambda", "class_definition"]);

/** The nodes with a name in the body of a function, without those of functions and classes inside of it. */
export function ownNodes(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const body = fieldOf(node, "body");
  const step = (inner: SyntaxNode): void => {
    found.push(inner);
    if (!OTHERS.has(inner.type)) for (const child of inner.children) if (child.named) step(child);
  };
  if (body !== undefined) step(body);
  return found;
}

/** Statements whose blocks hold statements of the same scope. */
const COMPOUND =
  /^(if_statement|elif_clause|else_clause|try_statement|except_clause|except_group_clause|finally_clause|with_statement|for_statement|while_statement|match_statement|case_clause|block)$/;

export interface Placed {
  readonly node: SyntaxNode;
  /** It stands under `if`, `try` and the like, where the block itself is not all there is. */
  readonly conditional: boolean;
}

/** The statements of a block and of the blocks under its `if`s, `try`s and loops; decorated definitions unwrapped. */
export function statementsIn(block: SyntaxNode, conditional = false): readonly Placed[] {
  return namedChildren(block).flatMap((node): readonly Placed[] => {
    if (COMPOUND.test(node.type)) return statementsIn(node, true);
    if (node.type !== "decorated_definition") return [{ node, conditional }];
    const definition = fieldOf(node, "definition");
    return definition === undefined ? [] : [{ node: definition, conditional }];
  });
}
