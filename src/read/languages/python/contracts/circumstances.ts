/** When an expression of a function's body runs: always, on a condition, or after a failure. */
import { isAboutFailure } from "../../circumstances.js";
import { type Context, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

export interface Circumstances {
  /** What decides whether it runs. */
  readonly tests: readonly SyntaxNode[];
  /** It runs only where something failed. */
  readonly failing: boolean;
  /** It is what catches a failure. */
  readonly caught: boolean;
  /** It runs however the body ends. */
  readonly final: boolean;
}

/** @param owner the function that it stands in */
export function circumstancesOf(context: Context, node: SyntaxNode, owner: SyntaxNode): Circumstances {
  const tests: SyntaxNode[] = [];
  let failing = false;
  let caught = false;
  let final = false;
  for (let at = node; at !== owner && at.parent !== undefined; at = at.parent) {
    const test = testOf(at, at.parent);
    if (test !== undefined) tests.push(test);
    caught ||= /^except(_group)?_clause$/.test(at.type);
    failing ||= test !== undefined && isAboutFailure(written(context, test));
    final ||= at.type === "finally_clause";
  }
  return { tests, failing: failing || caught, caught, final };
}

/** The condition under which `parent` comes to this part of it. */
function testOf(part: SyntaxNode, parent: SyntaxNode): SyntaxNode | undefined {
  switch (parent.type) {
    case "if_statement":
    case "elif_clause": {
      const condition = fieldOf(parent, "condition");
      return part === condition ? undefined : condition;
    }
    case "conditional_expression": {
      const condition = namedChildren(parent)[1];
      return part === condition ? undefined : condition;
    }
    case "boolean_operator":
      return part.field === "right" ? fieldOf(parent, "left") : undefined;
    case "case_clause":
      return parent.parent?.parent && fieldOf(parent.parent.parent, "subject");
    default:
      return undefined;
  }
}
