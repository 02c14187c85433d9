/** Functions: their parameters, results, and what they pass to callbacks. */
import { ts } from "ts-morph";
import type { FunctionFacts, Invocation, Parameter } from "../../facts/facts.js";
import { type Term, unknownTerm } from "../../facts/terms.js";
import { implementationOf } from "./body.js";
import {
  decoratorNames,
  deprecation,
  hasModifier,
  propertyName,
  rangeOf,
  type TypeScriptExtraction,
} from "./context.js";
import { termOf, unionTerm } from "./expressions.js";
import { isTopLevel, optional } from "./members.js";
import { inside } from "./tree.js";
import { typeTerm } from "./types.js";

export function readFunction(context: TypeScriptExtraction, node: ts.SignatureDeclaration): FunctionFacts {
  const name = functionName(node);
  const body = "body" in node ? (node.body as ts.ConciseBody | undefined) : undefined;
  const implementation = implementationOf(node);
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
    // What a generator yields is not followed yet.
    yields: [],
    invokes: body ? invocations(context, node, body) : [],
    body: implementation && rangeOf(context, implementation),
    ...optional("deprecated", deprecation(context, declarationOf(node))),
    decorators: decoratorNames(node),
  };
}

/** Of a function with overloads, what those say: they are what its callers see. */
function returnTerm(context: TypeScriptExtraction, node: ts.SignatureDeclaration): Term | undefined {
  const declared = node.name && ts.isFunctionDeclaration(node) ? context.scopes.of(node.name) : undefined;
  const others = declared && declared.merged.length > 0 ? [declared.node, ...declared.merged] : [];
  const types = others.flatMap((other) => (ts.isFunctionDeclaration(other) && !other.body && other.type) || []);
  if (types.length > 0) return unionTerm(types.map((type) => typeTerm(context, type)));
  const type = node.type ?? (context.hasJsDoc ? ts.getJSDocReturnType(node) : undefined);
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

function readParameter(context: TypeScriptExtraction, node: ts.ParameterDeclaration): Parameter {
  const binding = ts.isIdentifier(node.name) ? context.scopes.of(node.name)?.id : undefined;
  return {
    name: node.name.getText(context.source),
    ...optional("binding", binding),
    optional: node.questionToken !== undefined || node.initializer !== undefined,
    rest: node.dotDotDotToken !== undefined,
  };
}

function returnedTerms(context: TypeScriptExtraction, body: ts.ConciseBody): readonly Term[] {
  if (!ts.isBlock(body)) return [termOf(context, body)];
  const own = inside(context.tree.results, body).filter(
    (node) => ts.findAncestor(node, ts.isFunctionLike) === body.parent,
  );
  return own.flatMap(({ expression }) => (expression ? [termOf(context, expression)] : []));
}

function invocations(
  context: TypeScriptExtraction,
  node: ts.SignatureDeclaration,
  body: ts.Node,
): readonly Invocation[] {
  if (node.parameters.length === 0) return [];
  return inside(context.tree.calls, body).flatMap((call) => {
    const callee = ts.isIdentifier(call.expression) ? context.scopes.resolve(call.expression.text, call) : undefined;
    const parameter = node.parameters.findIndex(
      (candidate) => candidate === callee?.node && callee.nameNode === candidate.name,
    );
    if (parameter < 0) return [];
    return [{ parameter, arguments: call.arguments.map((argument) => termOf(context, argument)) }];
  });
}

/** What the caller of a function literal hands to one of its parameters. */
export function handedTerm(context: TypeScriptExtraction, node: ts.ParameterDeclaration): Term {
  const owner = node.parent;
  const call = owner.parent;
  if (!call || !ts.isCallExpression(call)) return unknownTerm("parameter without a type");
  const argument = call.arguments.indexOf(owner as unknown as ts.Expression);
  if (argument < 0) return unknownTerm("parameter without a type");
  return { kind: "handed", of: termOf(context, call.expression), argument, parameter: owner.parameters.indexOf(node) };
}
