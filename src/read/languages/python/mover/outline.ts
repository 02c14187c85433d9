/** Outlines a class or function at the top level of a module: its members, and where new ones go. */
import { indentAt, lineEnd, lineStart } from "../../../../base/text/offsets.js";
import type { DefinitionOutline, MemberPart } from "../../mover.js";
import { fieldOf, namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import { assignedIn, definitionOf, readStatement, withComments } from "./statements.js";
import { endOfCode, isDocstring, longStrings, wordsOf } from "./words.js";

export function outlineOf(tree: SyntaxTree, name: string): DefinitionOutline | undefined {
  const found = namedChildren(tree.root).filter((node) => isCalled(tree, definitionOf(node), name));
  const [node] = found;
  if (node === undefined || found.length > 1) return undefined;
  const definition = definitionOf(node);
  if (definition.type === "class_definition") return outlineOfClass(tree, node, definition);
  const own = fieldOf(definition, "name");
  const statement = { ...readStatement(tree, node), words: wordsOf(tree, node, new Set(own ? [own] : [])) };
  const nowhere = { indent: "", fieldsAt: statement.range.end, methodsAt: statement.range.end, closing: "" };
  return { kind: "function", statement, head: [], headRange: statement.range, members: [], ...nowhere };
}

function isCalled(tree: SyntaxTree, definition: SyntaxNode, name: string): boolean {
  if (definition.type !== "class_definition" && definition.type !== "function_definition") return false;
  const own = fieldOf(definition, "name");
  return own !== undefined && textOf(tree, own) === name;
}

function outlineOfClass(tree: SyntaxTree, node: SyntaxNode, definition: SyntaxNode): DefinitionOutline | undefined {
  const { text } = tree;
  const body = fieldOf(definition, "body");
  const own = fieldOf(definition, "name");
  if (body === undefined || own === undefined) return undefined;
  const nodes = namedChildren(body);
  const fillers = nodes.filter((each) => /^(?:pass|\.\.\.)$/.test(textOf(tree, each)));
  const members = nodes.filter((each) => !fillers.includes(each)).map((each) => readMember(tree, each));
  const isOneLine = !text.slice(definition.start, body.start).includes("\n");
  const outer = indentAt(text, definition.start);
  const colon = definition.children.find(({ type }) => type === ":")?.end ?? body.start;
  const head = members.filter(({ role }) => role === "field" || role === "documentation");
  const fieldsAt = lineEnd(text, head.at(-1)?.range.end ?? colon);
  const [filler] = fillers;
  return {
    kind: "class",
    statement: readStatement(tree, node),
    head: wordsOf(tree, node, new Set([body, own])),
    headRange: { start: node.start, end: colon },
    members,
    indent: isOneLine ? `${outer}    ` : indentAt(text, nodes[0]?.start ?? body.start),
    fieldsAt: isOneLine ? endOfCode(definition) : fieldsAt,
    methodsAt: isOneLine ? endOfCode(definition) : lineEnd(text, endOfCode(definition)),
    closing: "",
    ...(filler && { filler: isOneLine ? { start: colon, end: filler.end } : fillerLine(text, filler) }),
  };
}

/** With its line break, and the blank lines above it. */
function fillerLine(text: string, { start, end }: SyntaxNode): { readonly start: number; readonly end: number } {
  return { start: text.slice(0, lineStart(text, start)).trimEnd().length, end };
}

function readMember(tree: SyntaxTree, node: SyntaxNode): MemberPart {
  const range = { start: node.start, end: endOfCode(node) };
  const words = wordsOf(tree, node);
  const strings = longStrings(tree, node).map(({ start, end }) => ({ start, end }));
  return { ...identityOf(tree, node, words), range, whole: withComments(tree.text, range), words, strings };
}

type Identity = Pick<MemberPart, "name" | "role" | "key" | "slots" | "shares" | "wantsArguments">;

/** The names of a class are one list, whatever side they are for. */
function identityOf(tree: SyntaxTree, node: SyntaxNode, words: readonly string[]): Identity {
  const definition = definitionOf(node);
  const nameNode = assignedIn(node) ?? typedOnly(node) ?? fieldOf(definition, "name");
  if (isDocstring(node)) return { ...plain("docstring"), role: "documentation" };
  if (nameNode === undefined) return { ...plain(words.join(" ")), name: words[0] ?? "code", role: "code" };
  const name = textOf(tree, nameNode);
  if (definition.type === "class_definition") return plain(name);
  if (definition.type !== "function_definition") return { ...plain(name), role: "field" };
  if (name === "__init__") {
    return { ...plain(name), role: "constructor", wantsArguments: wantsArguments(definition) };
  }
  const half = halfOf(tree, node, name);
  return half === undefined ? plain(name) : { ...plain(`${half} ${name}`), slots: [name], shares: true };
}

function plain(name: string): Identity {
  return { name, role: "method", key: name, slots: [name], shares: false, wantsArguments: false };
}

/** `x: int`, which declares a field and gives it no value. */
function typedOnly(node: SyntaxNode): SyntaxNode | undefined {
  const [assignment] = node.type === "expression_statement" ? namedChildren(node) : [];
  const left = assignment?.type === "assignment" ? fieldOf(assignment, "left") : undefined;
  return left?.type === "identifier" ? left : undefined;
}

/** `@property`, `@size.setter`, `@size.deleter` */
function halfOf(tree: SyntaxTree, node: SyntaxNode, name: string): "get" | "set" | "delete" | undefined {
  for (const decorator of node.children.filter(({ type }) => type === "decorator")) {
    const written = textOf(tree, decorator).slice(1).trim();
    if (/^(?:\w+\.)?(?:cached_)?property\b/.test(written)) return "get";
    if (written === `${name}.setter`) return "set";
    if (written === `${name}.deleter`) return "delete";
  }
  return undefined;
}

/** Not counting `self`. */
function wantsArguments(definition: SyntaxNode): boolean {
  const parameters = fieldOf(definition, "parameters");
  const [, ...others] = parameters === undefined ? [] : namedChildren(parameters);
  return others.some(({ type }) => type === "identifier" || type === "typed_parameter" || type === "tuple_pattern");
}
