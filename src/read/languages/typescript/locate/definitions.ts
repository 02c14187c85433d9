/** The names of the definitions around a node: `HealthRoutes.ready`, `it("answers")`. */
import { ts } from "ts-morph";
import { propertyName } from "../context.js";

/** From the outside in; empty at the top of a module. */
export function pathOf(node: ts.Node): string {
  const names: string[] = [];
  // A variable is a definition where it holds functions; what waits for one holds its result.
  let isDefinition = false;
  for (let at = node; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isAwaitExpression(parent)) isDefinition = false;
    const name = isDefinition ? holderName(parent, at) : undefined;
    const own = ownName(parent);
    if (name !== undefined) names.unshift(name);
    if (own !== undefined) names.unshift(own);
    if (ts.isFunctionLike(parent) || ts.isClassLike(parent)) isDefinition = true;
    else if (ts.isStatement(parent)) isDefinition = false;
  }
  return names.join(".");
}

/** What an arrow with a name gives: `pool.connect()` of `const open = () => pool.connect()`. */
export function isNamedBody(node: ts.Node): boolean {
  const { parent } = node;
  return parent !== undefined && ts.isArrowFunction(parent) && parent.body === node && isNamed(parent);
}

/** The paths of all definitions of a file, and of the file itself. */
export function pathsIn(source: ts.SourceFile): ReadonlySet<string> {
  const paths = new Set<string>([""]);
  const step = (node: ts.Node): void => {
    if (ts.isFunctionLike(node.parent) || ts.isClassLike(node.parent)) paths.add(pathOf(node));
    ts.forEachChild(node, step);
  };
  ts.forEachChild(source, step);
  return paths;
}

function isNamed(arrow: ts.ArrowFunction): boolean {
  let at: ts.Node = arrow;
  while (WRAPPERS.has(at.parent.kind)) at = at.parent;
  return holderName(at.parent, at) !== undefined;
}

const WRAPPERS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
]);

function ownName(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (ts.isClassLike(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)) return node.name?.text;
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return memberName(node.name);
  return ts.isModuleDeclaration(node) ? node.name.text : undefined;
}

/** The name that something gives to the functions which `part` of it is or holds. */
function holderName(node: ts.Node, part: ts.Node): string | undefined {
  if (ts.isVariableDeclaration(node)) {
    return node.initializer === part && ts.isIdentifier(node.name) ? node.name.text : undefined;
  }
  if (ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node)) {
    return node.initializer === part ? memberName(node.name) : undefined;
  }
  if (ts.isBinaryExpression(node)) return node.right === part ? assignedName(node) : undefined;
  return ts.isCallExpression(node) && node.expression !== part ? titleOf(node) : undefined;
}

function memberName(name: ts.PropertyName): string {
  return propertyName(name) ?? name.getText().replaceAll(/\s+/g, "");
}

/** `exports.find`, `Users.prototype.find` */
function assignedName({ operatorToken, left }: ts.BinaryExpression): string | undefined {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  return (
    left
      .getText()
      .replaceAll(/\s+/g, "")
      .replace(/^(?:module\.)?exports\.?|^this\./, "") || undefined
  );
}

/** `it("answers")`, `get("/users")`: what is given a function and, before it, a text that names it. */
function titleOf({ expression, arguments: given }: ts.CallExpression): string | undefined {
  const [title] = given;
  if (title === undefined || !ts.isStringLiteralLike(title) || !TITLE.test(title.text)) return undefined;
  return `${calledName(expression)}(${JSON.stringify(title.text)})`;
}

/** Longer ones are statements of SQL and the like. */
const TITLE = /^.{1,100}$/;

/** What `it.only` and `it.each(…)` add comes and goes. */
function calledName(callee: ts.Expression): string {
  if (ts.isCallExpression(callee) || ts.isTaggedTemplateExpression(callee)) {
    return calledName(ts.isCallExpression(callee) ? callee.expression : callee.tag);
  }
  if (!ts.isPropertyAccessExpression(callee)) return ts.isIdentifier(callee) ? callee.text : "";
  return PASSING.test(callee.name.text) ? calledName(callee.expression) : callee.name.text;
}

const PASSING = /^(?:only|skip|skipIf|runIf|each|for|concurrent|sequential|failing|fails|todo)$/;
