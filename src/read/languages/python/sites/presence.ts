/** Tests for a member: `hasattr(manager, "close")`, `"close" in dir(manager)`. */
import { ancestor, fieldOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";

/** By the name of the member. */
export type PresenceTests = ReadonlyMap<string, readonly PresenceTest[]>;

interface PresenceTest {
  /** The receiver as written. */
  readonly receiver: string;
  /** The function in which the test stands; the whole file outside of functions. */
  readonly within: SyntaxNode;
}

export function readPresenceTests(tree: SyntaxTree): PresenceTests {
  const tests = new Map<string, PresenceTest[]>();
  for (const node of tree.nodes) {
    const asked = node.type === "call" ? askedByCall(tree, node) : askedByListing(tree, node);
    const name = asked && literal(tree, asked.name);
    if (asked === undefined || name === undefined) continue;
    const within = ancestor(node, "function_definition") ?? tree.root;
    const test = { receiver: receiverKey(tree, asked.receiver), within };
    const earlier = tests.get(name);
    if (earlier === undefined) tests.set(name, [test]);
    else earlier.push(test);
  }
  return tests;
}

/** What one function tests, it and the functions inside it may count on; another one may not. */
export function isTested({ tests, tree }: Presence, receiver: SyntaxNode, name: string): boolean {
  const candidates = tests.get(name);
  if (candidates === undefined) return false;
  const key = receiverKey(tree, receiver);
  return candidates.some(
    ({ receiver: tested, within }) => tested === key && within.start <= receiver.start && receiver.end <= within.end,
  );
}

interface Presence {
  readonly tests: PresenceTests;
  readonly tree: SyntaxTree;
}

interface Asked {
  readonly receiver: SyntaxNode;
  readonly name: SyntaxNode;
}

/** `hasattr(x, "m")`, and `getattr(x, "m", None)`, which gives something else where there is none. */
function askedByCall(tree: SyntaxTree, node: SyntaxNode): Asked | undefined {
  const callee = fieldOf(node, "function");
  const list = fieldOf(node, "arguments");
  if (callee?.type !== "identifier" || list === undefined) return undefined;
  const [receiver, name, fallback] = namedChildren(list);
  const called = textOf(tree, callee);
  const asks = called === "hasattr" || (called === "getattr" && fallback !== undefined);
  return asks && receiver && name ? { receiver, name } : undefined;
}

/** `"m" in dir(x)`, `"m" in vars(x)`, `"m" in x.__dict__` */
function askedByListing(tree: SyntaxTree, node: SyntaxNode): Asked | undefined {
  if (node.type !== "comparison_operator") return undefined;
  const [name, listing, ...others] = namedChildren(node);
  const operator = node.children.find((child) => child.field === "operators")?.type;
  if (name === undefined || listing === undefined || others.length > 0 || !/^(not )?in$/.test(operator ?? ""))
    return undefined;
  const receiver = listed(tree, listing);
  return receiver && { receiver, name };
}

function listed(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "attribute") {
    const attribute = fieldOf(node, "attribute");
    return attribute && textOf(tree, attribute) === "__dict__" ? fieldOf(node, "object") : undefined;
  }
  const callee = node.type === "call" ? fieldOf(node, "function") : undefined;
  const list = fieldOf(node, "arguments");
  return callee && list && /^(dir|vars)$/.test(textOf(tree, callee)) ? namedChildren(list)[0] : undefined;
}

function literal(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const content = node.type === "string" ? namedChildren(node).filter(({ type }) => type === "string_content") : [];
  const [only] = content;
  return only !== undefined && content.length === 1 ? textOf(tree, only) : undefined;
}

function receiverKey(tree: SyntaxTree, node: SyntaxNode): string {
  const inner = node.type === "parenthesized_expression" ? namedChildren(node)[0] : undefined;
  return inner === undefined ? textOf(tree, node) : receiverKey(tree, inner);
}
