/** Expressions as terms: the value of an expression as this file alone shows it. */
import { ts } from "ts-morph";
import { type Term, unknownTerm } from "../../facts/terms.js";
import type { TypeScriptExtraction } from "./context.js";
import { narrowedTo } from "./narrowing.js";
import { typeTerm } from "./types.js";

const LITERAL: Term = { kind: "literal" };

export function termOf(context: TypeScriptExtraction, node: ts.Expression): Term {
  const known = context.terms.get(node);
  if (known !== undefined) return known;
  const term = readTerm(context, node);
  context.terms.set(node, term);
  return term;
}

function readTerm(context: TypeScriptExtraction, node: ts.Expression): Term {
  switch (node.kind) {
    case ts.SyntaxKind.Identifier:
      return nameTerm(context, node as ts.Identifier);
    case ts.SyntaxKind.ThisKeyword:
      return thisTerm(context, node);
    case ts.SyntaxKind.SuperKeyword:
      return superTerm(context, node);
    case ts.SyntaxKind.PropertyAccessExpression:
      return memberTerm(context, node as ts.PropertyAccessExpression);
    case ts.SyntaxKind.ElementAccessExpression:
      return elementTerm(context, node as ts.ElementAccessExpression);
    case ts.SyntaxKind.CallExpression:
      return callTerm(context, node as ts.CallExpression);
    case ts.SyntaxKind.NewExpression:
      return newTerm(context, node as ts.NewExpression);
    case ts.SyntaxKind.AwaitExpression:
      return { kind: "await", of: termOf(context, (node as ts.AwaitExpression).expression) };
    case ts.SyntaxKind.ClassExpression:
      return { kind: "class", index: context.classes.indexOf(node as ts.ClassExpression) };
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return { kind: "function", index: context.functions.indexOf(node as ts.ArrowFunction | ts.FunctionExpression) };
    case ts.SyntaxKind.ObjectLiteralExpression:
      return { kind: "object", index: context.objects.indexOf(node as ts.ObjectLiteralExpression) };
    case ts.SyntaxKind.ArrayLiteralExpression:
      return collectionTerm((node as ts.ArrayLiteralExpression).elements.map((element) => termOf(context, element)));
    default:
      return compoundTerm(context, node);
  }
}

function compoundTerm(context: TypeScriptExtraction, node: ts.Expression): Term {
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)) {
    return termOf(context, node.expression);
  }
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return castTerm(context, node);
  if (ts.isConditionalExpression(node))
    return unionTerm([termOf(context, node.whenTrue), termOf(context, node.whenFalse)]);
  if (ts.isBinaryExpression(node)) return binaryTerm(context, node);
  if (ts.isSpreadElement(node)) return { kind: "element", of: termOf(context, node.expression) };
  if (ts.isTaggedTemplateExpression(node)) return { kind: "call", of: termOf(context, node.tag) };
  if (ts.isYieldExpression(node)) return unknownTerm("result of yield");
  return LITERAL;
}

export function nameTerm(context: TypeScriptExtraction, node: ts.Identifier): Term {
  if (node.text === "undefined") return LITERAL;
  const declared = context.scopes.resolve(node.text, node);
  if (declared === undefined) return { kind: "global", name: node.text };
  return narrowedTo(context, declared, node) ?? { kind: "binding", id: declared.id };
}

function memberTerm(context: TypeScriptExtraction, node: ts.PropertyAccessExpression): Term {
  return { kind: "member", of: termOf(context, node.expression), name: node.name.text };
}

function elementTerm(context: TypeScriptExtraction, node: ts.ElementAccessExpression): Term {
  const of = termOf(context, node.expression);
  const key = node.argumentExpression;
  return ts.isStringLiteralLike(key) ? { kind: "member", of, name: key.text } : { kind: "element", of };
}

/** Helpers with which compilers wrap `require`, so that a CommonJS module has a `default`. */
const INTEROP = /^_*(importDefault|importStar|interopRequireDefault|interopRequireWildcard|toESM)$/;

function callTerm(context: TypeScriptExtraction, node: ts.CallExpression): Term {
  const specifier = importedSpecifier(context, node);
  if (specifier !== undefined) {
    const dynamic = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const module: Term = { kind: "import", specifier, name: dynamic ? "*" : "=" };
    return dynamic ? { kind: "promise", of: module } : module;
  }
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return unknownTerm("import of a computed specifier");
  const first = node.arguments[0];
  if (first !== undefined && ts.isCallExpression(first) && INTEROP.test(calleeName(node))) {
    const wrapped = importedSpecifier(context, first);
    if (wrapped !== undefined) return { kind: "import", specifier: wrapped, name: "*" };
  }
  return (first && standardTerm(context, node, first)) ?? { kind: "call", of: termOf(context, node.expression) };
}

/** Functions of the language that give back what they get, or a part of it. */
function standardTerm(context: TypeScriptExtraction, node: ts.CallExpression, first: ts.Expression): Term | undefined {
  switch (standardFunction(context, node)) {
    case "Object.freeze":
    case "Object.seal":
    case "Array.from":
      return termOf(context, first);
    case "Object.values":
      return { kind: "collection", of: { kind: "element", of: termOf(context, first) } };
    case "Promise.resolve":
      return { kind: "promise", of: termOf(context, first) };
    case "Promise.all": {
      const one: Term = { kind: "await", of: { kind: "element", of: termOf(context, first) } };
      return { kind: "promise", of: { kind: "collection", of: one } };
    }
    default:
      return undefined;
  }
}

/** What `{ value: … }` or `{ get() { … } }` describes. */
export function describedTerm(context: TypeScriptExtraction, descriptor: ts.Expression | undefined): Term {
  const value = descriptor ? termOf(context, descriptor) : unknownTerm("no descriptor");
  const members = value.kind === "object" ? context.objects.list[value.index]?.members : undefined;
  const getter = members?.find((member) => member.name === "get");
  if (getter) return { kind: "call", of: getter.value };
  return members?.find((member) => member.name === "value")?.value ?? unknownTerm("defined by a descriptor");
}

/** `Object.assign` of `Object.assign(…)`, where `Object` is the language's own. */
export function standardFunction(context: TypeScriptExtraction, node: ts.CallExpression): string | undefined {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const owner = expression.expression.text;
  if (!STANDARD_OWNERS.has(owner) || context.scopes.resolve(owner, node) !== undefined) return undefined;
  return `${owner}.${expression.name.text}`;
}

const STANDARD_OWNERS = new Set(["Array", "Object", "Promise", "Reflect"]);

/** Without parentheses and what is for types alone: `Manager` of `(Manager as any)`, `<any>Manager` and `Manager!`. */
export function bareExpression(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isSatisfiesExpression(node);
  return isWrapped ? bareExpression(node.expression) : node;
}

export function calleeName(node: ts.CallExpression): string {
  if (ts.isIdentifier(node.expression)) return node.expression.text;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : "";
}

/** The specifier of `require("x")` or `import("x")`. */
export function importedSpecifier(context: TypeScriptExtraction, node: ts.CallExpression): string | undefined {
  const argument = node.arguments[0];
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined;
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return argument.text;
  return isRequire(context, node) ? argument.text : undefined;
}

function isRequire(context: TypeScriptExtraction, node: ts.CallExpression): boolean {
  const { expression } = node;
  if (!ts.isIdentifier(expression) || expression.text !== "require") return false;
  const declared = context.scopes.resolve("require", node);
  // `const require = createRequire(import.meta.url)` makes the same function in an ES module.
  return (
    declared === undefined ||
    (ts.isVariableDeclaration(declared.node) &&
      (declared.node.initializer?.getText(context.source).startsWith("createRequire(") ?? false))
  );
}

function newTerm(context: TypeScriptExtraction, node: ts.NewExpression): Term {
  const name = ts.isIdentifier(node.expression) ? node.expression.text : "";
  const isStandard = STANDARD_CLASSES.has(name) && context.scopes.resolve(name, node) === undefined;
  if (!isStandard) return { kind: "construct", of: termOf(context, node.expression) };
  return name === "Proxy" ? unknownTerm("proxy") : { kind: "collection", of: contentTerm(context, name, node) };
}

const STANDARD_CLASSES = new Set(["Array", "Map", "Proxy", "Set", "WeakMap", "WeakSet"]);

/** What a new collection holds, by its type arguments or by what it is filled with. */
function contentTerm(context: TypeScriptExtraction, name: string, node: ts.NewExpression): Term {
  const isKeyed = name.endsWith("Map");
  const type = node.typeArguments?.[isKeyed ? 1 : 0];
  if (type) return typeTerm(context, type);
  const [first] = node.arguments ?? [];
  if (first === undefined || name === "Array") return LITERAL;
  const element: Term = { kind: "element", of: termOf(context, first) };
  return isKeyed ? { kind: "element", of: element } : element;
}

function castTerm(context: TypeScriptExtraction, node: ts.AsExpression | ts.TypeAssertion): Term {
  const inner = termOf(context, node.expression);
  if (isConstAssertion(node)) return inner;
  const type = typeTerm(context, node.type);
  if (type.kind === "unknown") return inner;
  // What was built here is what runs, whatever it is called.
  return inner.kind === "construct" || inner.kind === "object" ? inner : type;
}

function isConstAssertion(node: ts.AsExpression | ts.TypeAssertion): boolean {
  return ts.isTypeReferenceNode(node.type) && node.type.typeName.getText() === "const";
}

function binaryTerm(context: TypeScriptExtraction, node: ts.BinaryExpression): Term {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
      return unionTerm([termOf(context, node.left), termOf(context, node.right)]);
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.CommaToken:
      return termOf(context, node.right);
    default:
      return LITERAL;
  }
}

/** One of several; what can only be nothing is left out. */
export function unionTerm(terms: readonly Term[]): Term {
  const some = terms.filter((term) => term.kind !== "literal");
  const [only] = some;
  if (only === undefined) return LITERAL;
  return some.length === 1 ? only : { kind: "union", of: some };
}

function collectionTerm(elements: readonly Term[]): Term {
  return { kind: "collection", of: unionTerm(elements) };
}

function thisTerm(context: TypeScriptExtraction, node: ts.Node): Term {
  const owner = thisOwner(node);
  // `function setup(this: Manager)` says it; no variable can have that name.
  const declared = owner === undefined ? context.scopes.resolve("this", node) : undefined;
  if (declared !== undefined) return { kind: "binding", id: declared.id };
  if (owner === undefined) return unknownTerm("`this` outside a class");
  if (ts.isObjectLiteralExpression(owner.node)) return { kind: "object", index: context.objects.indexOf(owner.node) };
  return { kind: "this", class: context.classes.indexOf(owner.node), side: owner.side };
}

interface ThisOwner {
  readonly node: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
  readonly side: "static" | "instance";
}

/** The class or object literal whose member `node` stands in; arrow functions keep the outer `this`. */
export function thisOwner(node: ts.Node): ThisOwner | undefined {
  let at: ts.Node = node;
  while (at.parent !== undefined) {
    const parent = at.parent;
    if (ts.isClassElement(at) && ts.isClassLike(parent)) {
      const isStatic =
        ts.isClassStaticBlockDeclaration(at) ||
        ts.getCombinedModifierFlags(at as ts.Declaration) & ts.ModifierFlags.Static;
      return { node: parent, side: isStatic ? "static" : "instance" };
    }
    if (ts.isObjectLiteralExpression(parent) && (ts.isMethodDeclaration(at) || ts.isAccessor(at))) {
      return { node: parent, side: "instance" };
    }
    if (ts.isFunctionExpression(at) && ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
      return { node: parent.parent, side: "instance" };
    }
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return undefined;
    at = parent;
  }
  return undefined;
}

function superTerm(context: TypeScriptExtraction, node: ts.Node): Term {
  const owner = thisOwner(node);
  if (owner === undefined || !ts.isClassLike(owner.node)) return unknownTerm("`super` outside a class");
  const base = owner.node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (base === undefined) return unknownTerm("`super` without a base");
  const of = termOf(context, base.expression);
  return owner.side === "static" ? of : { kind: "instance", of };
}
