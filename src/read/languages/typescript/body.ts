/** Translates the tree of a file into the steps of its functions. */
import { ts } from "ts-morph";
import type { CallStep, Code, FunctionBlock, GivenArgument, OptionStep, StepId } from "../../facts/body.js";
import { inOneLine, wordsOf } from "../../facts/body.js";
import { type CodeBuilder, createCodeBuilder } from "../code.js";
import { propertyName, rangeOf, type TypeScriptExtraction } from "./context.js";
import { termOf } from "./expressions.js";
import { isAssignment } from "./tree.js";

/** The function with the body: of an overload, the one behind it. */
export function implementationOf(node: ts.SignatureDeclaration): ts.SignatureDeclaration | undefined {
  if ("body" in node && node.body) return node;
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node)) return;
  const { parent } = node;
  const siblings: readonly ts.Node[] = ts.isClassLike(parent)
    ? parent.members
    : ts.isBlock(parent) || ts.isSourceFile(parent)
      ? parent.statements
      : [];
  const name = node.name?.getText();
  return siblings.find(
    (other): other is ts.FunctionDeclaration | ts.MethodDeclaration =>
      (ts.isFunctionDeclaration(other) || ts.isMethodDeclaration(other)) &&
      other.body !== undefined &&
      other.name?.getText() === name,
  );
}

type Use = FunctionBlock["use"];

interface Walk {
  readonly context: TypeScriptExtraction;
  readonly builder: CodeBuilder;
}

export function readCode(context: TypeScriptExtraction): Code {
  const builder = createCodeBuilder();
  ts.forEachChild(context.source, (child) => visit({ context, builder }, child));
  return builder.code;
}

function visit(walk: Walk, node: ts.Node, use?: Use): void {
  if (ts.isIdentifier(node)) return;
  if (ts.isFunctionLike(node)) visitFunction(walk, node, use ?? namedUse(node));
  else if (!walk.builder.isInFunction()) visitChildren(walk, node);
  else if (ts.isCallExpression(node)) visitCall(walk, node);
  else if (ts.isTaggedTemplateExpression(node)) visitTemplate(walk, node);
  else if (ts.isBinaryExpression(node)) visitBinary(walk, node);
  else if (ts.isReturnStatement(node) || ts.isYieldExpression(node)) visitResult(walk, node, node.expression);
  else if (ts.isParenthesizedExpression(node)) visit(walk, node.expression, use);
  else if (ts.isNewExpression(node)) ts.forEachChild(node, (child) => visit(walk, child, { kind: "called" }));
  else if (ts.isThrowStatement(node)) visitThrow(walk, node);
  else if (ts.isVariableDeclaration(node)) visitVariable(walk, node);
  else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) visitProperty(walk, node);
  else visitStatement(walk, node);
}

function visitChildren(walk: Walk, node: ts.Node): void {
  ts.forEachChild(node, (child) => visit(walk, child));
}

function visitFunction(walk: Walk, node: ts.SignatureDeclaration, use: Use): void {
  const body = "body" in node ? (node.body as ts.ConciseBody | undefined) : undefined;
  for (const parameter of node.parameters) visit(walk, parameter);
  if (body === undefined) return;
  const block = { kind: "function", hasBody: true, decorators: [], use, ...rangeOf(walk.context, node) } as const;
  walk.builder.block(block, () => {
    if (ts.isBlock(body)) visitChildren(walk, body);
    else visitResult(walk, body, body);
  });
}

/** How a function around calls one inside of it, apart from calls that are given it. */
function namedUse(inner: ts.SignatureDeclaration): Use {
  if (ts.isFunctionDeclaration(inner)) return inner.name && { kind: "name", name: inner.name.text };
  const { parent } = inner;
  if (ts.isVariableDeclaration(parent))
    return ts.isIdentifier(parent.name) ? { kind: "name", name: parent.name.text } : undefined;
  const key = ts.isPropertyAssignment(parent) ? parent.name : ts.isMethodDeclaration(inner) ? inner.name : undefined;
  const name = key && propertyName(key);
  return name?.startsWith("[") ? { kind: "name", name } : undefined;
}

function visitStatement(walk: Walk, node: ts.Node): void {
  const { builder, context } = walk;
  const test = (part: ts.Node | undefined, condition: ts.Expression): void => {
    if (part === undefined) return;
    const block = { kind: "test", test: inOneLine(condition.getText()), ...rangeOf(context, part) } as const;
    builder.block(block, () => visit(walk, part));
  };
  if (ts.isIfStatement(node)) {
    visit(walk, node.expression);
    test(node.thenStatement, node.expression);
    test(node.elseStatement, node.expression);
  } else if (ts.isConditionalExpression(node)) {
    visit(walk, node.condition);
    test(node.whenTrue, node.condition);
    test(node.whenFalse, node.condition);
  } else if (ts.isSwitchStatement(node)) {
    visit(walk, node.expression);
    for (const clause of node.caseBlock.clauses) test(clause, node.expression);
  } else if (ts.isTryStatement(node)) visitTry(walk, node);
  else if (ts.isIterationStatement(node, false))
    builder.block({ kind: "loop", ...rangeOf(context, node) }, () => visitChildren(walk, node));
  else visitChildren(walk, node);
}

function visitTry(walk: Walk, { tryBlock, catchClause, finallyBlock }: ts.TryStatement): void {
  const { builder, context } = walk;
  const of = builder.block({ kind: "try", ...rangeOf(context, tryBlock) }, () => visit(walk, tryBlock));
  if (catchClause) {
    const { statements } = catchClause.block;
    const last = statements.at(-1);
    const block = {
      kind: "except",
      of,
      errors: "",
      alias: catchClause.variableDeclaration?.name.getText(),
      endsInRaise: last !== undefined && ts.isThrowStatement(last),
      ...rangeOf(context, catchClause),
    } as const;
    builder.block(block, () => visit(walk, catchClause.block));
  }
  if (finallyBlock)
    builder.block({ kind: "finally", ...rangeOf(context, finallyBlock) }, () => visit(walk, finallyBlock));
}

function visitCall(walk: Walk, call: ts.CallExpression): void {
  const step = walk.builder.step({ ...rangeOf(walk.context, call), ...readCall(walk, call) });
  const use: Use = { kind: "argument", call: step };
  const callee = call.expression;
  const method = ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
  if (method === "catch") visitCaught(walk, call, callee as ts.PropertyAccessExpression, use);
  else visit(walk, callee, { kind: "called" });
  if (method === "catch") return;
  for (const argument of call.arguments) {
    const read = (): void => visitArgument(walk, argument, step, use);
    if (method === "finally") walk.builder.block({ kind: "finally", ...rangeOf(walk.context, argument) }, read);
    else read();
  }
}

/** `work(client).catch(handler)` */
function visitCaught(walk: Walk, call: ts.CallExpression, callee: ts.PropertyAccessExpression, use: Use): void {
  const { builder, context } = walk;
  const of = builder.block({ kind: "try", ...rangeOf(context, callee.expression) }, () =>
    visit(walk, callee.expression),
  );
  const [handler] = call.arguments;
  if (handler === undefined) return;
  const isLiteral = ts.isArrowFunction(handler) || ts.isFunctionExpression(handler);
  const alias = isLiteral ? (handler.parameters[0]?.name.getText() ?? "") : undefined;
  const handled = isLiteral ? { alias } : { handler: inOneLine(handler.getText()) };
  builder.block({ kind: "except", of, errors: "", ...handled, ...rangeOf(context, handler) }, () =>
    visit(walk, handler, use),
  );
}

function visitArgument(walk: Walk, argument: ts.Expression, call: StepId, use: Use): void {
  if (!ts.isObjectLiteralExpression(argument)) visit(walk, argument, use);
  else for (const property of argument.properties) visitProperty(walk, property, call);
}

function visitProperty(walk: Walk, node: ts.ObjectLiteralElementLike, call?: StepId): void {
  const name = node.name && (propertyName(node.name) ?? node.name.getText());
  const isOption = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  if (isOption && name !== undefined) {
    const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
    walk.builder.step({ ...rangeOf(walk.context, node), ...readOption(name, value, node.getText(), call) });
  }
  visitIn(walk, node);
}

function visitIn(walk: Walk, node: ts.ObjectLiteralElementLike): void {
  if (ts.isFunctionLike(node)) visit(walk, node);
  else visitChildren(walk, node);
}

function readOption(name: string, value: ts.Expression, text: string, call?: StepId): OptionStep {
  const isText = ts.isStringLiteralLike(value);
  const isNested = ts.isFunctionLike(value) || ts.isObjectLiteralExpression(value);
  const valueKind = isText ? "string" : ts.isPropertyAccessExpression(value) ? "path" : isNested ? "nested" : "other";
  return {
    kind: "option",
    name,
    value: inOneLine(value.getText()),
    valueKind,
    literal: isText ? value.text : undefined,
    call,
    text: inOneLine(text),
  };
}

function visitTemplate(walk: Walk, node: ts.TaggedTemplateExpression): void {
  const { context, builder } = walk;
  const argument = {
    ...rangeOf(context, node.template),
    kind: "literal",
    names: [],
    text: templateText(node.template),
  };
  const given = readCallee(walk, node.tag, node.end);
  const place = placeOf(node);
  const step = { kind: "call", ...given, ...place, arguments: [argument], isTemplate: true } as const;
  builder.step({ ...rangeOf(context, node), ...step } as CallStep & { start: number; end: number });
  visitChildren(walk, node);
}

function visitBinary(walk: Walk, node: ts.BinaryExpression): void {
  const { context, builder } = walk;
  const { left, right } = node;
  const { kind } = node.operatorToken;
  const range = rangeOf(context, node);
  if (isAssignment(kind)) {
    const isName = ts.isIdentifier(left);
    const words = isName ? distinct(wordsOf(right.getText())) : [];
    const value = isName ? "" : inOneLine(right.getText());
    builder.step({ kind: "assign", ...range, target: inOneLine(left.getText()), isLocal: false, words, value });
  }
  const isOr = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
  if (isOr && ts.isIdentifier(left))
    builder.step({ kind: "fallback", ...range, left: left.text, binding: bindingOf(context, left) });
  visit(walk, left);
  if (kind !== ts.SyntaxKind.AmpersandAmpersandToken && kind !== ts.SyntaxKind.BarBarToken) visit(walk, right);
  else {
    const block = { kind: "test", test: inOneLine(left.getText()), ...rangeOf(context, right) } as const;
    builder.block(block, () => visit(walk, right));
  }
}

function visitVariable(walk: Walk, node: ts.VariableDeclaration): void {
  if (ts.isIdentifier(node.name)) {
    const words = node.initializer ? distinct(wordsOf(node.initializer.getText())) : [];
    const step = { kind: "assign", target: node.name.text, isLocal: true, words, value: "" } as const;
    walk.builder.step({ ...step, ...rangeOf(walk.context, node) });
  }
  visitChildren(walk, node);
}

function visitResult(walk: Walk, node: ts.Node, value: ts.Expression | undefined): void {
  const kind = ts.isYieldExpression(node) ? "yield" : "return";
  const names = value ? namesIn(value) : [];
  const isPlain = value === undefined || !value.getText().includes("(");
  walk.builder.step({ kind, ...rangeOf(walk.context, node), names, hasValue: value !== undefined, isPlain });
  if (value) visit(walk, value);
}

function visitThrow(walk: Walk, { expression }: ts.ThrowStatement): void {
  const isMade = ts.isNewExpression(expression) || ts.isCallExpression(expression);
  const error = inOneLine((isMade ? expression.expression : expression).getText());
  walk.builder.step({ kind: "raise", error, isMade, ...rangeOf(walk.context, expression.parent) });
  visit(walk, expression);
}

function readCall(walk: Walk, call: ts.CallExpression): CallStep {
  const given = call.arguments.map((argument) => readArgument(walk, argument));
  const callee = readCallee(walk, call.expression, call.end);
  return { kind: "call", ...callee, ...placeOf(call), arguments: given, isTemplate: false };
}

type Callee = Pick<CallStep, "callee" | "method" | "object" | "receiver" | "chain" | "text" | "term" | "binding">;

function readCallee({ context }: Walk, callee: ts.Expression, end: number): Callee {
  const isMember = ts.isPropertyAccessExpression(callee);
  const object = isMember || ts.isElementAccessExpression(callee) ? callee.expression : undefined;
  const start = (isMember ? callee.name : callee).getStart(context.source);
  return {
    callee: inOneLine(callee.getText()),
    method: lastName(callee),
    object: object && inOneLine(object.getText()),
    receiver: object && (isMember ? receiverName(object) : ""),
    chain: chainOf(callee),
    text: inOneLine(context.text.slice(start, end)),
    term: termOf(context, callee),
    binding: ts.isIdentifier(callee) ? bindingOf(context, callee) : undefined,
  };
}

function lastName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  const key = ts.isElementAccessExpression(callee) ? callee.argumentExpression.getText() : "";
  return key.startsWith("Symbol.") ? `[${key}]` : "";
}

/** `client` of `this.client` and of `client()!`. */
function receiverName(object: ts.Expression): string {
  let at = object;
  while (ts.isCallExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at)) at = at.expression;
  if (ts.isIdentifier(at)) return at.text;
  return ts.isPropertyAccessExpression(at) ? at.name.text : "";
}

function chainOf(callee: ts.Expression): readonly string[] {
  const names: string[] = [];
  let at = ts.isPropertyAccessExpression(callee) ? callee.expression : callee;
  while (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    names.push(at.expression.name.text);
    at = at.expression.expression;
  }
  return names;
}

/** What becomes of what a call gives. */
function placeOf(call: ts.Node): Pick<CallStep, "givenTo" | "isReturned" | "isStatement" | "isEntered"> {
  const at = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  const name = ts.isVariableDeclaration(at) ? at.name : ts.isBinaryExpression(at) ? at.left : undefined;
  return {
    givenTo: name && inOneLine(name.getText()),
    isReturned: ts.isReturnStatement(at),
    isStatement: ts.isExpressionStatement(at),
    isEntered: false,
  };
}

function readArgument({ context }: Walk, argument: ts.Expression): GivenArgument {
  const isName = ts.isIdentifier(argument);
  const isFunction = ts.isArrowFunction(argument) || ts.isFunctionExpression(argument);
  const text = sentText(argument);
  const isObject = ts.isObjectLiteralExpression(argument);
  return {
    ...rangeOf(context, argument),
    kind: isName ? "name" : isFunction ? "function" : isObject ? "object" : text === undefined ? "other" : "literal",
    name: isName ? argument.text : undefined,
    binding: isName ? bindingOf(context, argument) : undefined,
    text,
    isPlain: ts.isStringLiteralLike(argument) ? true : undefined,
    path: ts.isPropertyAccessExpression(argument) ? inOneLine(argument.getText()) : undefined,
    names: namesIn(argument),
    parameters: ts.isFunctionLike(argument) ? argument.parameters.length : undefined,
  };
}

/** Holes of a template are `?`. */
function sentText(argument: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isTemplateExpression(argument)) return templateText(argument);
  return ts.isTaggedTemplateExpression(argument) ? templateText(argument.template) : undefined;
}

function templateText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].join("?");
}

function namesIn(expression: ts.Expression): readonly string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isAwaitExpression(expression) || ts.isParenthesizedExpression(expression))
    return namesIn(expression.expression);
  if (ts.isNewExpression(expression)) return (expression.arguments ?? []).flatMap(namesIn);
  if (!ts.isObjectLiteralExpression(expression)) return [];
  return expression.properties.flatMap((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return [property.name.text];
    if (ts.isSpreadAssignment(property)) return namesIn(property.expression);
    return ts.isPropertyAssignment(property) && propertyName(property.name)?.startsWith("[") !== true
      ? namesIn(property.initializer)
      : [];
  });
}

function bindingOf(context: TypeScriptExtraction, name: ts.Identifier): number | undefined {
  return context.scopes.resolve(name.text, name)?.id;
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
