/** Translates the tree of a file into the steps of its functions. */
import type { AssignStep, CallStep, Code, EnterStep, GivenArgument, OptionStep, StepId } from "../../facts/body.js";
import { inOneLine, wordsOf } from "../../facts/body.js";
import { type CodeBuilder, createCodeBuilder } from "../code.js";
import { type PythonExtraction, rangeOf, written } from "./context.js";
import { decoratorsOf, plainName } from "./definitions/decorators.js";
import { ancestor, fieldOf, hasToken, namedChildren, type SyntaxNode } from "./syntax/node.js";
import { stringText } from "./syntax/strings.js";
import { termOf } from "./terms/expressions.js";

interface Walk {
  readonly context: PythonExtraction;
  readonly builder: CodeBuilder;
}

export function readCode(context: PythonExtraction): Code {
  const builder = createCodeBuilder();
  visitChildren({ context, builder }, context.tree.root);
  return builder.code;
}

function visitChildren(walk: Walk, node: SyntaxNode): void {
  for (const child of node.children) if (child.named) visit(walk, child);
}

function visit(walk: Walk, node: SyntaxNode): void {
  if (node.type === "function_definition" || node.type === "lambda") visitFunction(walk, node);
  else if (node.type === "class_definition") visitClass(walk, node);
  else if (!walk.builder.isInFunction()) visitChildren(walk, node);
  else visitStatement(walk, node);
}

function visitFunction(walk: Walk, node: SyntaxNode): void {
  const { builder, context } = walk;
  const body = fieldOf(node, "body");
  if (body === undefined) return;
  const decorators = decoratorsOf(context, node).map((each) => ({ ...rangeOf(each.node), name: plainName(each) }));
  const block = { kind: "function", hasBody: !isStub(context, body), decorators, ...rangeOf(node) } as const;
  builder.block(block, () => visit(walk, body));
}

/** Inside a function, a class body gets a block of its own. */
function visitClass(walk: Walk, node: SyntaxNode): void {
  const read = (): void => visitChildren(walk, node);
  const block = { kind: "function", hasBody: false, decorators: [], ...rangeOf(node) } as const;
  if (walk.builder.isInFunction()) walk.builder.block(block, read);
  else read();
}

/** `...`, `pass` and `raise NotImplementedError` stand for what another class does. */
function isStub(context: PythonExtraction, block: SyntaxNode): boolean {
  if (block.type !== "block") return false;
  const statements = namedChildren(block).filter((each) => namedChildren(each)[0]?.type !== "string");
  return statements.every((each) => {
    if (each.type === "raise_statement") return written(context, each).includes("NotImplementedError");
    return each.type === "pass_statement" || namedChildren(each)[0]?.type === "ellipsis";
  });
}

function visitStatement(walk: Walk, node: SyntaxNode): void {
  switch (node.type) {
    case "call":
      walk.builder.step({ ...rangeOf(node), ...readCall(walk.context, node) });
      visitCall(walk, node);
      return;
    case "assignment":
      walk.builder.step({ ...rangeOf(node), ...readAssignment(walk.context, node) });
      visitChildren(walk, node);
      return;
    case "return_statement":
    case "yield":
      visitResult(walk, node);
      return;
    case "raise_statement":
      visitRaise(walk, node);
      return;
    case "boolean_operator":
      visitOperator(walk, node);
      return;
    case "if_statement":
    case "elif_clause":
      visitTested(walk, node, fieldOf(node, "condition"));
      return;
    case "conditional_expression":
      visitTested(walk, node, namedChildren(node)[1]);
      return;
    case "match_statement":
      visitMatch(walk, node);
      return;
    case "for_statement":
    case "while_statement":
      visitLoop(walk, node);
      return;
    case "try_statement":
      visitTry(walk, node);
      return;
    case "with_statement":
      visitWith(walk, node);
      return;
    default:
      visitChildren(walk, node);
  }
}

function visitCall(walk: Walk, node: SyntaxNode): void {
  const call = walk.builder.code.steps.length - 1;
  for (const child of node.children) {
    if (child.type !== "argument_list") visit(walk, child);
    else for (const argument of namedChildren(child)) visitArgument(walk, argument, call);
  }
}

function visitArgument(walk: Walk, node: SyntaxNode, call: StepId): void {
  const option = node.type === "keyword_argument" ? readOption(walk.context, node, call) : undefined;
  if (option) walk.builder.step({ ...rangeOf(node), ...option });
  visit(walk, node);
}

function readOption(context: PythonExtraction, node: SyntaxNode, call: StepId): OptionStep | undefined {
  const [name, value] = [fieldOf(node, "name"), fieldOf(node, "value")];
  if (name === undefined || value === undefined) return undefined;
  const literal = stringText(context, value);
  return {
    kind: "option",
    name: written(context, name),
    value: inOneLine(written(context, value)),
    valueKind: literal === undefined ? "other" : "string",
    literal,
    call,
    text: inOneLine(written(context, node)),
  };
}

function readAssignment(context: PythonExtraction, node: SyntaxNode): AssignStep {
  const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
  const isName = left?.type === "identifier";
  const value = right ? written(context, right) : "";
  return {
    kind: "assign",
    target: left ? inOneLine(written(context, left)) : "",
    isLocal: isName,
    words: isName ? [...new Set(wordsOf(value))] : [],
    value: isName ? "" : inOneLine(value),
    literal: isName ? undefined : stringText(context, right),
  };
}

function visitResult(walk: Walk, node: SyntaxNode): void {
  const { context, builder } = walk;
  const [value] = namedChildren(node);
  builder.step({
    kind: node.type === "yield" ? "yield" : "return",
    ...rangeOf(node),
    names: value?.type === "identifier" ? [written(context, value)] : [],
    hasValue: value !== undefined,
    isPlain: value === undefined || !written(context, value).includes("("),
  });
  visitChildren(walk, node);
}

function visitRaise(walk: Walk, node: SyntaxNode): void {
  // A class may be raised without a call.
  const [, error, made] = /^raise\b\s*([\w.]+)(\s*\()?/.exec(written(walk.context, node)) ?? [];
  const isMade = made !== undefined || /(^|\.)[A-Z]\w*$/.test(error ?? "");
  walk.builder.step({ kind: "raise", error, isMade, ...rangeOf(node) });
  visitChildren(walk, node);
}

function visitOperator(walk: Walk, node: SyntaxNode): void {
  const { context, builder } = walk;
  const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
  if (left?.type === "identifier" && hasToken(node, "or")) {
    const name = { left: written(context, left), binding: context.scopes.of(left)?.id };
    builder.step({ kind: "fallback", ...rangeOf(node), ...name });
  }
  if (left) visit(walk, left);
  if (left && right) inTest(walk, right, left);
}

function inTest(walk: Walk, part: SyntaxNode, condition: SyntaxNode): void {
  const test = inOneLine(written(walk.context, condition));
  walk.builder.block({ kind: "test", test, ...rangeOf(part) }, () => visit(walk, part));
}

/** All parts but the condition run because of it. */
function visitTested(walk: Walk, node: SyntaxNode, condition: SyntaxNode | undefined): void {
  if (condition) visit(walk, condition);
  for (const part of namedChildren(node)) if (condition && part !== condition) inTest(walk, part, condition);
}

function visitMatch(walk: Walk, node: SyntaxNode): void {
  const subject = fieldOf(node, "subject");
  const body = fieldOf(node, "body");
  if (subject) visit(walk, subject);
  for (const clause of body ? namedChildren(body) : []) if (subject) inTest(walk, clause, subject);
}

function visitLoop(walk: Walk, node: SyntaxNode): void {
  const iterated = fieldOf(node, "right");
  const over = iterated?.type === "call" ? calleeOf(walk.context, iterated).method : undefined;
  walk.builder.block({ kind: "loop", over, ...rangeOf(node) }, () => visitChildren(walk, node));
}

function visitTry(walk: Walk, node: SyntaxNode): void {
  const { builder } = walk;
  const body = fieldOf(node, "body");
  if (body === undefined) return;
  const of = builder.block({ kind: "try", ...rangeOf(body) }, () => visit(walk, body));
  for (const clause of namedChildren(node)) {
    const read = (): void => visitChildren(walk, clause);
    if (/^except/.test(clause.type)) builder.block({ ...readExcept(walk.context, clause), of }, read);
    else if (clause.type === "finally_clause") builder.block({ kind: "finally", ...rangeOf(clause) }, read);
    else if (clause !== body) read();
  }
}

function readExcept(context: PythonExtraction, clause: SyntaxNode) {
  const block = namedChildren(clause).find(({ type }) => type === "block");
  const statements = block ? namedChildren(block) : [];
  const head = written(context, { start: clause.start, end: block?.start ?? clause.end });
  return {
    kind: "except" as const,
    ...rangeOf(clause),
    errors: head,
    alias: /\bas\s+(\w+)/.exec(head)?.[1],
    endsInRaise: statements.at(-1)?.type === "raise_statement",
  };
}

function visitWith(walk: Walk, node: SyntaxNode): void {
  const { builder, context } = walk;
  const items = namedChildren(node).flatMap((clause) => (clause.type === "with_clause" ? namedChildren(clause) : []));
  const enter = ([item, ...rest]: readonly SyntaxNode[]): void => {
    if (item === undefined) {
      const body = fieldOf(node, "body");
      if (body) visit(walk, body);
      return;
    }
    const read = readEntered(context, item);
    const step = read && builder.step(read);
    visit(walk, item);
    if (step === undefined) enter(rest);
    else builder.block({ kind: "entered", step, ...rangeOf(node) }, () => enter(rest));
  };
  enter(items);
}

/** @param item  a `with_item` */
function readEntered(
  context: PythonExtraction,
  item: SyntaxNode,
): (EnterStep & { start: number; end: number }) | undefined {
  const [inner] = namedChildren(item);
  const target = inner?.type === "as_pattern" ? fieldOf(inner, "alias") : undefined;
  const alias = target && namedChildren(target)[0];
  let value = inner?.type === "as_pattern" ? namedChildren(inner)[0] : inner;
  while (value?.type === "await" || value?.type === "parenthesized_expression") value = namedChildren(value)[0];
  if (value === undefined) return undefined;
  const called = value.type === "call" ? fieldOf(value, "function") : undefined;
  return {
    kind: "enter",
    ...rangeOf(value),
    value: inOneLine(written(context, value)),
    alias: alias && written(context, alias),
    term: termOf(context, called ?? value),
    call: called && calleeOf(context, value),
  };
}

/** Whether a `with` enters what the call gives. */
function isEntered(call: SyntaxNode): boolean {
  let outer = call;
  while (outer.parent?.type === "await" || outer.parent?.type === "parenthesized_expression") outer = outer.parent;
  const { parent } = outer;
  if (parent?.type === "with_item") return true;
  return parent?.type === "as_pattern" && ancestor(parent, "with_item", "block")?.type === "with_item";
}

function readCall(context: PythonExtraction, call: SyntaxNode): CallStep {
  const callee = fieldOf(call, "function") ?? call;
  const list = fieldOf(call, "arguments");
  const object = callee.type === "attribute" ? fieldOf(callee, "object") : undefined;
  const start = (callee.type === "attribute" ? fieldOf(callee, "attribute") : undefined)?.start ?? callee.start;
  const statement = call.parent?.type === "await" ? call.parent.parent : call.parent;
  const holder = ancestor(call, "assignment", "as_pattern", "block");
  const name = holder && (fieldOf(holder, "left") ?? fieldOf(holder, "alias"));
  return {
    kind: "call",
    callee: inOneLine(written(context, callee)),
    ...calleeOf(context, call),
    object: object && inOneLine(written(context, object)),
    chain: [],
    text: inOneLine(written(context, { start, end: call.end })),
    term: termOf(context, callee),
    binding: callee.type === "identifier" ? context.scopes.of(callee)?.id : undefined,
    arguments: (list ? namedChildren(list) : []).map((argument) => readArgument(context, argument)),
    givenTo: name && inOneLine(written(context, name)),
    isReturned: statement?.type === "return_statement",
    isStatement: statement?.type === "expression_statement",
    isEntered: isEntered(call),
    isTemplate: false,
  };
}

function calleeOf(context: PythonExtraction, call: SyntaxNode): Pick<CallStep, "method" | "receiver"> {
  const callee = fieldOf(call, "function");
  const attribute = callee?.type === "attribute" ? fieldOf(callee, "attribute") : undefined;
  const object = callee && fieldOf(callee, "object");
  if (attribute === undefined || object === undefined)
    return { method: callee?.type === "identifier" ? written(context, callee) : "" };
  return { method: written(context, attribute), receiver: lastNameOf(context, object) };
}

function lastNameOf(context: PythonExtraction, node: SyntaxNode): string {
  if (node.type === "identifier") return written(context, node);
  const inner =
    fieldOf(node, "attribute") ?? fieldOf(node, "function") ?? fieldOf(node, "value") ?? namedChildren(node)[0];
  return inner === undefined ? "" : lastNameOf(context, inner);
}

function readArgument(context: PythonExtraction, argument: SyntaxNode): GivenArgument {
  const isKeyword = argument.type === "keyword_argument";
  const value = (isKeyword ? fieldOf(argument, "value") : undefined) ?? argument;
  const keyword = isKeyword ? fieldOf(argument, "name") : undefined;
  const name = value.type === "identifier" ? written(context, value) : undefined;
  const plain = stringText(context, value);
  const inner = value.type === "call" ? fieldOf(value, "arguments") : undefined;
  const text = plain ?? stringText(context, inner && namedChildren(inner)[0]);
  const parameters = value.type === "lambda" ? fieldOf(value, "parameters") : undefined;
  return {
    ...rangeOf(value),
    kind:
      name !== undefined ? "name" : value.type === "lambda" ? "function" : plain === undefined ? "other" : "literal",
    name,
    binding: name === undefined ? undefined : context.scopes.of(value)?.id,
    text,
    isPlain: plain === undefined ? undefined : true,
    path: value.type === "attribute" ? inOneLine(written(context, value)) : undefined,
    names: name === undefined ? [] : [name],
    parameters: value.type === "lambda" ? (parameters ? namedChildren(parameters).length : 0) : undefined,
    keyword: keyword && written(context, keyword),
  };
}
