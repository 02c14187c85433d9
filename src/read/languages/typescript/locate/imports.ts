/**
 * Describes imports and re-exports so that the text survives a move of the importing file: the imported names, and the last
 * part of the specifier.
 */
import { ts } from "ts-morph";
import { compareText } from "../../../../base/text/span.js";

/** @param innermost  the node that the finding is about: one of the names, or all of them */
export function importedAt(statement: ts.Node, innermost: ts.Node): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const verb = ts.isImportDeclaration(statement) ? "import" : "export";
  const names = namesFrom(innermost, statement).join(", ");
  return `${verb} ${names} from ${JSON.stringify(steadySpecifier(moduleSpecifier.text))}`.replace("  from", "");
}

/**
 * A path from file to file changes when either moves, or when an alias takes its place; its last word does not. What an
 * index file ends is called by its directory.
 */
export function steadySpecifier(specifier: string): string {
  if (!/^(?:\.|~|#|@\/)/.test(specifier)) return specifier;
  const parts = specifier.replace(/\.[cm]?[jt]sx?$/, "").split("/");
  const named = parts.filter((part) => !/^(?:\.{0,2}|[@~#]|index)$/.test(part));
  return `./${named.at(-1) ?? ""}`;
}

function namesFrom(innermost: ts.Node, statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly string[] {
  for (let at = innermost; at !== statement; at = at.parent) {
    const name = nameOf(at);
    if (name !== undefined) return [name];
  }
  const names: string[] = [];
  const step = (node: ts.Node): void => {
    const name = nameOf(node);
    if (name !== undefined) names.push(name);
    ts.forEachChild(node, step);
  };
  ts.forEachChild(statement, step);
  if (ts.isExportDeclaration(statement) && statement.exportClause === undefined) names.push("*");
  return names.sort(compareText);
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return (node.propertyName ?? node.name).text;
  if (ts.isNamespaceImport(node) || ts.isNamespaceExport(node)) return "*";
  return ts.isIdentifier(node) && ts.isImportClause(node.parent) ? "default" : undefined;
}
