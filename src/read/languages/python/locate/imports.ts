/** Imports in words that outlast a move of the importing file: what is taken, and the last word of where from. */
import { compareText } from "../../../../base/text/span.js";
import { fieldOf, fieldsOf, hasToken, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";

/** @param innermost  the node that the finding is about: one of the names, or all of them */
export function importedAt(tree: SyntaxTree, statement: SyntaxNode, innermost: SyntaxNode): string | undefined {
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
