/** Functions: what they take, give back, hand to their callbacks, and do around the handle that they give. */
import { ts } from "ts-morph";
import type { Contract, FunctionFacts, Invocation, Parameter } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import type { Range } from "../../text/span.js";
import { type Context, decoratorNames, deprecation, hasModifier, propertyName, rangeOf } from "./context.js";
import { termOf, unionTerm } from "./expressions.js";
import { isTopLevel, optional } from "./members.js";
import { typeTerm } from "./types.js";

export function readFunction(context: Context, node: ts.SignatureDeclaration): FunctionFacts {
  const name = functionName(node);
  const body = "body" in node ? (node.body as ts.ConciseBody | undefined) : undefined;
  return {
    ...optional("name", name && nameText(name)),
    ...optional("nameRange", name && rangeOf(context, name)),
    range: rangeOf(context, node),
    topLevel: isTopLevel(node),
    async: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
    generator: "asteriskToken" in node && node.asteriskToken !== undefined,
    parameters: node.parameters.map((parameter) => readParameter(context, parameter)),
    ...optional("returnType", returnTerm(context, node)),
    returns: body ? returnedTerms(context, body) : [],
    invokes: body ? invocations(context, node, body) : [],
    contract: body ? readContract(context, body) : { commits: [], rollsBack: [], closes: [] },
    ...optional("deprecated", deprecation(context, declarationOf(node))),
    decorators: decoratorNames(node),
  };
}

/** Of a function with overloads, what those say: they are what its callers see. */
function returnTerm(context: Context, node: ts.SignatureDeclaration): Term | undefined {
  const declared = node.name && ts.isFunctionDeclaration(node) ? context.scopes.of(node.name) : undefined;
  const others = declared && declared.merged.length > 0 ? [declared.node, ...declared.merged] : [];
  const types = others.flatMap((other) => (ts.isFunctionDeclaration(other) && !other.body && other.type) || []);
  if (types.length > 0) return unionTerm(types.map((type) => typeTerm(context, type)));
  const type = node.type ?? ts.getJSDocReturnType(node);
  return type && typeTerm(context, type);
}

function functionName(node: ts.SignatureDeclaration): ts.Node | undefined {
  if (node.name) return node.name;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.name;
  return undefined;
}

function nameText(name: ts.Node): string {
  return propertyName(name as ts.PropertyName) ?? name.getText();
}

/** The node whose leading comment speaks of the function: `const f = () => …` is a statement around it. */
function declarationOf(node: ts.Node): ts.Node {
  return ts.isVariableDeclaration(node.parent) ? node.parent.parent.parent : node;
}

function readParameter(context: Context, node: ts.ParameterDeclaration): Parameter {
  const binding = ts.isIdentifier(node.name) ? context.scopes.of(node.name)?.id : undefined;
  return {
    name: node.name.getText(context.source),
    ...optional("binding", binding),
    optional: node.questionToken !== undefined || node.initializer !== undefined,
    rest: node.dotDotDotToken !== undefined,
  };
}

function returnedTerms(context: Context, body: ts.ConciseBody): readonly Term[] {
  if (!ts.isBlock(body)) return [termOf(context, body)];
  const terms: Term[] = [];
  visitOwn(body, (node) => {
    if (ts.isReturnStatement(node) && node.expression) terms.push(termOf(context, node.expression));
    else if (ts.isYieldExpression(node) && node.expression) terms.push(termOf(context, node.expression));
  });
  return terms;
}

/** Every node of a body, but not those of functions inside it. */
function visitOwn(body: ts.Node, seen: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    seen(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
}

function visitAll(body: ts.Node, seen: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    seen(node);
    ts.forEachChild(node, visit);
  };
  visit(body);
}

function invocations(context: Context, node: ts.SignatureDeclaration, body: ts.Node): readonly Invocation[] {
  const names = node.parameters.map((parameter) => (ts.isIdentifier(parameter.name) ? parameter.name.text : ""));
  if (names.length === 0) return [];
  const found: Invocation[] = [];
  visitAll(body, (at) => {
    if (!ts.isCallExpression(at) || !ts.isIdentifier(at.expression)) return;
    const parameter = names.indexOf(at.expression.text);
    if (parameter < 0 || context.scopes.resolve(at.expression.text, at)?.node !== node.parameters[parameter]) return;
    found.push({ parameter, arguments: at.arguments.map((argument) => termOf(context, argument)) });
  });
  return found;
}

const COMMITS = /^(commit|commitTransaction)$/;
const ROLLS_BACK = /^(rollback|rollbackTransaction|abortTransaction)$/;
const CLOSES = /^(close|end|release|destroy|disconnect|\$disconnect|dispose|\[Symbol\.(asyncDispose|dispose)\])$/;

function readContract(context: Context, body: ts.Node): Contract {
  const commits: Range[] = [];
  const rollsBack: Range[] = [];
  const closes: Range[] = [];
  visitAll(body, (node) => {
    const name = effectName(node);
    if (name === undefined) return;
    if (COMMITS.test(name)) commits.push(rangeOf(context, node));
    else if (ROLLS_BACK.test(name)) rollsBack.push(rangeOf(context, node));
    else if (CLOSES.test(name)) closes.push(rangeOf(context, node));
  });
  return { commits, rollsBack, closes };
}

/** The name of a method called or defined, or the statement of a transaction sent as SQL text, in lower case. */
function effectName(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const sql = node.arguments[0];
    if (sql && ts.isStringLiteralLike(sql) && /^\s*(commit|rollback)\b/i.test(sql.text))
      return sql.text.trim().toLowerCase().split(/\W/)[0];
    return ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : undefined;
  }
  if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) {
    const name = propertyName(node.name);
    return name?.startsWith("[") ? name : undefined;
  }
  return undefined;
}

/** What the caller of a function literal hands to one of its parameters. */
export function handedTerm(context: Context, node: ts.ParameterDeclaration): Term {
  const owner = node.parent;
  const call = owner.parent;
  if (!call || !ts.isCallExpression(call)) return unknownTerm("parameter without a type");
  const argument = call.arguments.indexOf(owner as unknown as ts.Expression);
  if (argument < 0) return unknownTerm("parameter without a type");
  return { kind: "handed", of: termOf(context, call.expression), argument, parameter: owner.parameters.indexOf(node) };
}
