/** Places where something is called, read or named as a type. */

import type { Range } from "../../../../base/text/span.js";
import type { Site } from "../../../facts/facts.js";
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "../terms/expressions.js";
import { mayReach } from "../terms/reach.js";
import { readArguments } from "./arguments.js";
import { guardOf } from "./guards.js";
import { enclosingName, isAnnotation, isHandedOn, isWritten } from "./roles.js";
import { usageOf } from "./usages.js";

/** To be called with each named node of the tree, in the order of the text. */
export function readSiteNode(context: PythonExtraction, node: SyntaxNode): void {
  switch (node.type) {
    case "call":
      readCall(context, node);
      break;
    case "attribute":
      readAttribute(context, node);
      break;
    case "identifier":
      readName(context, node);
      break;
    case "string":
      if (isAnnotation(node)) readQuotedTypes(context, node);
      break;
  }
}

function readCall(context: PythonExtraction, node: SyntaxNode): void {
  const callee = fieldOf(node, "function");
  if (callee === undefined) return;
  pushSite(context, "call", node, subjectOf(context, callee));
  const asked = isCallee(node) ? undefined : askedMember(context, node);
  if (asked !== undefined) pushSite(context, "read", node, asked);
}

/** A member that is read, not called; a module in a dotted name is one too. */
function readAttribute(context: PythonExtraction, node: SyntaxNode): void {
  if (isCallee(node) || isWritten(node)) return;
  if (!isAnnotation(node)) pushSite(context, "read", node, subjectOf(context, node));
  else if (node.field !== "object") pushType(context, node, rangeOf(node), termOf(context, node));
}

/** A name that is handed on as it is, or stands as a type; what is bound in a function and goes on in there is left out. */
function readName(context: PythonExtraction, node: SyntaxNode): void {
  if (node.field === "object" || node.field === "attribute") return;
  const declared = context.scopes.of(node);
  if (isAnnotation(node)) {
    if (declared !== undefined) pushType(context, node, rangeOf(node), termOf(context, node));
  } else if (isHandedOn(node) && (declared === undefined || declared.kind === "import" || declared.topLevel)) {
    pushSite(context, "read", node, subjectOf(context, node));
  }
}

function isCallee({ parent, field }: SyntaxNode): boolean {
  return parent?.type === "call" && field === "function";
}

/** What a site is about, and where the code names it. */
interface SiteSubject {
  readonly target: Term;
  readonly nameRange: Range;
  readonly receiver?: SyntaxNode;
  readonly guard?: string;
}

function subjectOf(context: PythonExtraction, node: SyntaxNode): SiteSubject {
  const bare = unparenthesised(node);
  const receiver = bare.type === "attribute" ? fieldOf(bare, "object") : undefined;
  const name = bare.type === "attribute" ? fieldOf(bare, "attribute") : undefined;
  if (receiver === undefined || name === undefined)
    return askedMember(context, bare) ?? { target: termOf(context, bare), nameRange: rangeOf(bare) };
  const guard = guardOf(context, receiver, written(context, name));
  return {
    target: termOf(context, bare),
    nameRange: rangeOf(name),
    receiver,
    guard,
  };
}

function unparenthesised(node: SyntaxNode): SyntaxNode {
  const inner = node.type === "parenthesized_expression" ? namedChildren(node)[0] : undefined;
  return inner === undefined ? node : unparenthesised(inner);
}

/** `getattr(manager, "close")` is `manager.close`; with a third argument it does not count on it. */
function askedMember(context: PythonExtraction, node: SyntaxNode): SiteSubject | undefined {
  const list = node.type === "call" ? fieldOf(node, "arguments") : undefined;
  if (list === undefined || originOf(context, fieldOf(node, "function")) !== "builtins.getattr") return undefined;
  const [receiver, literal, fallback] = namedChildren(list);
  const name = stringText(context, literal);
  if (receiver === undefined || literal === undefined || name === undefined) return undefined;
  const guard = fallback === undefined ? guardOf(context, receiver, name) : "read with a default";
  return {
    target: { kind: "member", of: termOf(context, receiver), name },
    nameRange: contentOf(literal),
    receiver,
    guard,
  };
}

/** A string without its quotes. */
function contentOf(literal: SyntaxNode): Range {
  const content = literal.children.find(({ type }) => type === "string_content");
  return rangeOf(content ?? literal);
}

function pushSite(context: PythonExtraction, kind: "call" | "read", node: SyntaxNode, subject: SiteSubject): void {
  const { target, nameRange, receiver, guard } = subject;
  if (!mayReach(target)) return;
  const enclosing = enclosingName(context, node);
  context.sites.push({
    kind,
    target,
    range: rangeOf(node),
    nameRange,
    ...(receiver === undefined ? {} : { receiverRange: rangeOf(receiver) }),
    arguments: kind === "call" ? readArguments(context, node) : [],
    usage: usageOf(context, node),
    guard,
    enclosing,
  });
}

/** `"DatabaseManager | None"`: names that are bound where the annotation stands. */
function readQuotedTypes(context: PythonExtraction, node: SyntaxNode): void {
  const text = stringText(context, node);
  if (text === undefined) return;
  const { start } = contentOf(node);
  for (const match of text.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/gu)) {
    const [first = "", ...members] = match[0].split(".");
    const declared = context.scopes.resolve(first, node);
    if (declared === undefined) continue;
    const from: Term = { kind: "binding", id: declared.id };
    const target = members.reduce<Term>((of, name) => ({ kind: "member", of, name }), from);
    const range = { start: start + match.index, end: start + match.index + match[0].length };
    pushType(context, node, range, target);
  }
}

function pushType(context: PythonExtraction, node: SyntaxNode, range: Range, target: Term): void {
  if (!mayReach(target)) return;
  const enclosing = enclosingName(context, node);
  const site: Site = {
    kind: "type",
    target,
    range,
    nameRange: range,
    arguments: [],
    usage: { kind: "other", expression: range, awaited: false, mayAwait: false },
    enclosing,
  };
  context.sites.push(site);
}
