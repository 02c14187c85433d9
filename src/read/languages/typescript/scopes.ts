/** Lexical scopes of one file: the declaration that a name refers to at a place. */
import { ts } from "ts-morph";
import type { Binding } from "../../facts/facts.js";
import type { BindingId } from "../../facts/terms.js";
import type { Tree } from "./tree.js";

/** One bound name, with the node that declares it first and those that declare it again. */
export interface DeclaredName {
  readonly id: BindingId;
  readonly name: string;
  readonly kind: Binding["kind"];
  readonly nameNode: ts.Node;
  readonly node: ts.Node;
  /** Declarations that merge with the first: overloads, a namespace beside a class, `interface` beside `class`. */
  readonly merged: ts.Node[];
  readonly topLevel: boolean;
  /** The node in which the name is visible. */
  readonly home: ts.Node;
}

export interface NameScopes {
  readonly declared: readonly DeclaredName[];
  /** What `name` means at `at`; `undefined` where the file does not bind it. */
  resolve(name: string, at: ts.Node): DeclaredName | undefined;
  /** The binding that a declaring identifier makes. */
  of(nameNode: ts.Node): DeclaredName | undefined;
}

export function buildScopes(source: ts.SourceFile, { nodes }: Tree): NameScopes {
  const declared: DeclaredName[] = [];
  const byName = new Map<string, DeclaredName[]>();
  const byNameNode = new Map<ts.Node, DeclaredName>();

  function declare(nameNode: ts.Node, node: ts.Node, kind: Binding["kind"], home: ts.Node): void {
    const name = (nameNode as ts.Identifier).text;
    const others = byName.get(name);
    const earlier = others?.find((other) => other.home === home);
    if (earlier !== undefined) {
      earlier.merged.push(node);
      byNameNode.set(nameNode, earlier);
      return;
    }
    const entry: DeclaredName = {
      id: declared.length,
      name,
      kind,
      nameNode,
      node,
      merged: [],
      topLevel: home === source,
      home,
    };
    declared.push(entry);
    byNameNode.set(nameNode, entry);
    if (others === undefined) byName.set(name, [entry]);
    else others.push(entry);
  }

  for (const node of nodes) if (!ts.isIdentifier(node)) declareNames(node, declare);

  return {
    declared,
    of: (nameNode) => byNameNode.get(nameNode),
    resolve: (name, at) => innermost(byName.get(name), at),
  };
}

/** Of bindings of one name, the one whose home lies closest around a place. */
function innermost(declared: readonly DeclaredName[] | undefined, at: ts.Node): DeclaredName | undefined {
  let found: DeclaredName | undefined;
  for (const candidate of declared ?? []) {
    const { pos, end } = candidate.home;
    if (pos > at.pos || at.end > end) continue;
    if (found === undefined || end - pos < found.home.end - found.home.pos) found = candidate;
  }
  return found;
}

type Declare = (nameNode: ts.Node, node: ts.Node, kind: Binding["kind"], home: ts.Node) => void;

function declareNames(node: ts.Node, declare: Declare): void {
  if (ts.isVariableDeclaration(node)) {
    const scope = isVar(node) ? functionScope(node) : blockScope(node);
    declarePattern(node.name, node, "variable", scope, declare);
  } else if (ts.isParameter(node)) {
    declarePattern(node.name, node, "parameter", node.parent, declare);
  } else if (ts.isFunctionDeclaration(node) && node.name) {
    declare(node.name, node, "function", blockScope(node));
  } else if (ts.isClassDeclaration(node) && node.name) {
    declare(node.name, node, "class", blockScope(node));
  } else if ((ts.isClassExpression(node) || ts.isFunctionExpression(node)) && node.name) {
    // Such a name is visible inside the expression alone.
    declare(node.name, node, ts.isClassExpression(node) ? "class" : "function", node);
  } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    declare(node.name, node, "type", blockScope(node));
  } else if (ts.isEnumDeclaration(node) || (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name))) {
    if (!isGlobalAugmentation(node)) declare(node.name, node, "variable", blockScope(node));
  } else if (ts.isTypeParameterDeclaration(node)) {
    declare(node.name, node, "type", node.parent);
  } else {
    declareImport(node, declare);
  }
}

function declareImport(node: ts.Node, declare: Declare): void {
  if (ts.isImportClause(node) && node.name) declare(node.name, node, "import", blockScope(node));
  else if (ts.isNamespaceImport(node) || ts.isImportSpecifier(node) || ts.isImportEqualsDeclaration(node)) {
    declare(node.name, node, "import", blockScope(node));
  }
}

function declarePattern(
  name: ts.BindingName,
  node: ts.Node,
  kind: Binding["kind"],
  scope: ts.Node,
  declare: Declare,
): void {
  if (ts.isIdentifier(name)) {
    declare(name, node, kind, scope);
    return;
  }
  for (const element of name.elements) {
    if (ts.isBindingElement(element)) declarePattern(element.name, element, kind, scope, declare);
  }
}

function isVar(node: ts.VariableDeclaration): boolean {
  return ts.isVariableDeclarationList(node.parent) && (node.parent.flags & ts.NodeFlags.BlockScoped) === 0;
}

function isGlobalAugmentation(node: ts.Node): boolean {
  return (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
}

function functionScope(node: ts.Node): ts.Node {
  let at = node.parent;
  while (
    !(ts.isFunctionLike(at) || ts.isSourceFile(at) || ts.isModuleBlock(at) || ts.isClassStaticBlockDeclaration(at))
  ) {
    at = at.parent;
  }
  return at;
}

function blockScope(node: ts.Node): ts.Node {
  let at = node.parent;
  while (!isBlockScope(at)) at = at.parent;
  return at;
}

function isBlockScope(node: ts.Node): boolean {
  return (
    ts.isBlock(node) ||
    ts.isSourceFile(node) ||
    ts.isModuleBlock(node) ||
    ts.isCaseBlock(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassStaticBlockDeclaration(node)
  );
}
