/** Where a stretch of Python stands, in words that moves, renamed files and reformatting leave alone. */
import { lineAround } from "../../../../base/text/lines.js";
import type { FilePath, Identity, Range } from "../../../../base/text/span.js";
import { ENOUGH, LARGE, shorten } from "../../identity.js";
import type { LoadedLanguage } from "../../language.js";
import { fieldOf, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { importedAt } from "./imports.js";
import { written } from "./written.js";

export function createLocate(parse: Parse): Pick<LoadedLanguage, "locate" | "definitions"> {
  return {
    locate: (_: FilePath, text: string, range: Range): Identity => locateIn(parse(text), range),
    definitions: (_: FilePath, text: string) => pathsIn(parse(text)),
  };
}

/** Of what no code holds, such as a comment, the code is its line. */
function locateIn(tree: SyntaxTree, range: Range): Identity {
  const innermost = innermostNode(tree.root, range);
  const holder = holderOf(innermost);
  if (holder === undefined) return { within: "", code: shorten(lineAround(tree.text, range.start)) };
  const code = importedAt(tree, holder, innermost) ?? codeOf(tree, holder, innermost, range);
  return { within: pathOf(tree, holder), code: shorten(code) };
}

function innermostNode(root: SyntaxNode, range: Range): SyntaxNode {
  let at = root;
  for (;;) {
    const child = at.children.find((each) => each.named && each.start <= range.start && range.end <= each.end);
    if (child === undefined) return at;
    at = child;
  }
}

/** The innermost statement, or what stands in the place of one: a decorator, a parameter, the head of a branch. */
function holderOf(innermost: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = innermost;
  while (at !== undefined && !HOLDER.test(at.type) && at.parent?.type !== "parameters") at = at.parent;
  return at;
}

const HOLDER =
  /_statement$|^(?:function_definition|class_definition|decorator)$|^(?:elif|except|except_group|case)_clause$/;

function codeOf(tree: SyntaxTree, holder: SyntaxNode, innermost: SyntaxNode, range: Range): string {
  const code = written(tree, holder, range);
  if (code.length <= LARGE) return code;
  for (let at = innermost; at !== holder && at.parent !== undefined; at = at.parent) {
    const part = LIST.test(at.parent.type) ? written(tree, at, range) : "";
    if (part.length >= ENOUGH) return part;
  }
  return code;
}

/** What stands in it stands beside others of which each could go without the rest. */
const LIST = /^(?:list|set|tuple|dictionary|expression_list|argument_list)$/;

function pathOf(tree: SyntaxTree, node: SyntaxNode): string {
  const names: string[] = [];
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const isHead = at === node.parent && at.type === "decorated_definition";
    const definition = isHead ? fieldOf(at, "definition") : at;
    const name = definition && DEFINITION.test(definition.type) ? fieldOf(definition, "name") : undefined;
    if (name !== undefined) names.unshift(textOf(tree, name));
  }
  return names.join(".");
}

const DEFINITION = /^(?:function|class)_definition$/;

function pathsIn(tree: SyntaxTree): ReadonlySet<string> {
  const bodies = tree.nodes.filter(({ type, parent }) => type === "block" && DEFINITION.test(parent?.type ?? ""));
  return new Set(["", ...bodies.map((body) => pathOf(tree, body))]);
}
