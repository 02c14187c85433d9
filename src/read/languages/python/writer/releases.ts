/** Statements that release the handle of a block, which a `with` makes superfluous. */
import { fieldOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import { statementsOf } from "./statements.js";

/** A handle with a name of its own, and what follows in its block. */
export interface BoundHandle {
  readonly tree: SyntaxTree;
  /** The statement that binds it. */
  readonly statement: SyntaxNode;
  readonly block: SyntaxNode;
  /** The statements that follow in the block and concern the handle. */
  readonly rest: readonly SyntaxNode[];
  readonly name: string;
  /** Names of the methods that release it. */
  readonly releases: ReadonlySet<string>;
  /** What keeps it, and releases it by `remove()`. */
  readonly registry?: string;
}

export interface Releases {
  /** Statements that go. */
  readonly statements: readonly SyntaxNode[];
  /** `try` statements whose `finally` did nothing else: with an `except` they keep it, without they go around their body. */
  readonly emptied: readonly SyntaxNode[];
}

/** Those that are sure to run: in the block itself, or in the `finally` of a `try` in it. */
export function findReleases(enclosed: BoundHandle): Releases {
  const own = enclosed.rest.filter((node) => isRelease(enclosed, node));
  const closers = enclosed.rest.flatMap((node) => {
    const body = finallyBody(node);
    const found = body ? statementsOf(body).filter((one) => isRelease(enclosed, one)) : [];
    return body && found.length > 0 ? [{ node, found, isEmptied: found.length === statementsOf(body).length }] : [];
  });
  return {
    statements: [...own, ...closers.flatMap(({ found }) => found)],
    emptied: closers.filter(({ isEmptied }) => isEmptied).map(({ node }) => node),
  };
}

/**
 * A `try` at the end of all that follows releases it once, in a `finally` that does nothing else; an `async` handle is awaited.
 * If what comes before the `try` fails, the handle was left open, and is released now.
 */
export function isReleasedAtEnd(
  { rest, async }: BoundHandle & { readonly async: boolean },
  releases: Releases,
): boolean {
  const last = rest.at(-1);
  const [release] = releases.statements;
  if (last === undefined || release === undefined || releases.statements.length !== 1) return false;
  return releases.emptied.includes(last) && (namedChildren(release)[0]?.type === "await") === async;
}

/** The `finally` whose block this is. */
export function finallyOf(block: SyntaxNode | undefined): SyntaxNode | undefined {
  return block?.parent?.type === "finally_clause" ? block.parent.parent : undefined;
}

export function finallyClause(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === "try_statement" ? node.children.find((child) => child.type === "finally_clause") : undefined;
}

function finallyBody(node: SyntaxNode): SyntaxNode | undefined {
  return finallyClause(node)?.children.find((child) => child.type === "block");
}

/** `await x.close()`, `x.close()`. */
export function isRelease(
  { tree, name, releases, registry }: Pick<BoundHandle, "tree" | "name" | "releases" | "registry">,
  node: SyntaxNode,
): boolean {
  if (node.type !== "expression_statement") return false;
  const [expression] = namedChildren(node);
  const call = expression?.type === "await" ? namedChildren(expression)[0] : expression;
  const callee = call?.type === "call" ? fieldOf(call, "function") : undefined;
  const given = call && fieldOf(call, "arguments");
  if (callee?.type !== "attribute" || given === undefined || namedChildren(given).length > 0) return false;
  const object = fieldOf(callee, "object");
  const method = fieldOf(callee, "attribute");
  if (object === undefined || method === undefined) return false;
  const [owner, called] = [textOf(tree, object), textOf(tree, method)];
  return owner === name ? releases.has(called) : owner === registry && called === "remove";
}
