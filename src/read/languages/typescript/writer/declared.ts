/** Names that statements declare, and whether other code has them. */
import { ts } from "ts-morph";

/** Of the statements themselves, not of blocks and functions inside. */
export function declaredBy(statements: readonly ts.Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) collectNames(name, names);
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      if (statement.name) names.add(statement.name.text);
    } else if (ts.isEnumDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      names.add(statement.name.text);
    } else if (ts.isInterfaceDeclaration(statement)) names.add(statement.name.text);
  }
  return names;
}

function collectNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) collectNames(element.name, names);
}

/** Something in the nodes, outside of those left out, has one of these names. */
export function isNamedIn(
  nodes: readonly ts.Node[],
  names: ReadonlySet<string>,
  leftOut: readonly ts.Node[] = [],
): boolean {
  const visit = (node: ts.Node): boolean => {
    if (leftOut.includes(node)) return false;
    return (ts.isIdentifier(node) && names.has(node.text)) || (ts.forEachChild(node, visit) ?? false);
  };
  return names.size > 0 && nodes.some(visit);
}
