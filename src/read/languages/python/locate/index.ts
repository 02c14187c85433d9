/** Identifies Python code. */
import { compareText, type FilePath, type Identity, type Range } from "../../../../base/text/span.js";
import { type IdentityView, identify } from "../../identity.js";
import type { LoadedLanguage } from "../../language.js";
import { fieldOf, fieldsOf, hasToken, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";
import { written } from "./written.js";

export function createLocate(parse: Parse): Pick<LoadedLanguage, "locate" | "definitions"> {
  return {
    locate(_: FilePath, text: string, range: Range): Identity {
      const tree = parse(text);
      return identify(viewOf(tree), text, innermostNode(tree.root, range), range);
    },
    definitions: (_: FilePath, text: string) => pathsIn(parse(text)),
  };
}

function viewOf(tree: SyntaxTree): IdentityView<SyntaxNode> {
  return {
    isHolder: ({ type, parent }) => HOLDER.test(type) || parent?.type === "parameters",
    isElement: ({ parent }) => LIST.test(parent?.type ?? ""),
    written: (node, range) => written(tree, node, range),
    importedAt: (holder, innermost) => importedAt(tree, holder, innermost),
    pathOf: (node) => pathOf(tree, node),
  };
}

const HOLDER =
  /_statement$|^(?:function_definition|class_definition|decorator)$|^(?:elif|except|except_group|case)_clause$/;

const LIST = /^(?:list|set|tuple|dictionary|expression_list|argument_list)$/;

function innermostNode(root: SyntaxNode, range: Range): SyntaxNode {
  let at = root;
  for (;;) {
    const child = at.children.find((each) => each.named && each.start <= range.start && range.end <= each.end);
    if (child === undefined) return at;
    at = child;
  }
}

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

/**
 * An import as text that outlasts a move of its file: the names, and the last word of the module.
 *
 * @param innermost  one of the names, or all of them
 */
function importedAt(tree: SyntaxTree, statement: SyntaxNode, innermost: SyntaxNode): string | undefined {
  if (statement.type !== "import_statement" && statement.type !== "import_from_statement") return undefined;
  const all = fieldsOf(statement, "name");
  const about = all.filter((name) => name.start <= innermost.start && innermost.end <= name.end);
  const names = (about.length > 0 ? about : all).map((name) => plainName(tree, name)).sort(compareText);
  if (statement.children.some(({ type }) => type === "wildcard_import")) names.push("*");
  const module = fieldOf(statement, "module_name");
  if (module === undefined || !hasToken(statement, "from")) return `import ${names.join(", ")}`;
  return `from ${lastWord(textOf(tree, module))} import ${names.join(", ")}`;
}

/** Without the name that it is given here. */
function plainName(tree: SyntaxTree, name: SyntaxNode): string {
  return textOf(tree, fieldOf(name, "name") ?? name).replaceAll(/\s+/g, "");
}

/** Dots count the packages up to where both meet, and change with either. */
function lastWord(module: string): string {
  return module.replaceAll(/\s+/g, "").split(".").at(-1) || ".";
}
