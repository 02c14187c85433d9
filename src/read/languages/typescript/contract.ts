/**
 * What a function does around the handle that it gives: takes its body, gives the places that begin, commit, roll back and
 * close, the calls that do so elsewhere, and why some of it cannot be told.
 */
import { ts } from "ts-morph";
import type { AroundCall, Contract, Told } from "../../facts/facts.js";
import { mayThrow } from "../besides.js";
import { isAboutHandle, isAboutSetUp, wordsOf } from "../circumstances.js";
import { type Draft, EFFECT_WORDS, emptyContract, HARMLESS, RETRIES, told } from "../effects.js";
import { besidesOf } from "./besides.js";
import { circumstancesOf } from "./circumstances.js";
import { type Context, propertyName, rangeOf } from "./context.js";
import { calledName, type Effect, NEUTRAL } from "./effects.js";
import { termOf } from "./expressions.js";
import { isParameter, otherLocals } from "./related.js";
import { inside } from "./tree.js";

export function contractOf(context: Context, node: ts.SignatureDeclaration): Contract {
  const body = bodyOf(node);
  const draft = emptyContract();
  if (body === undefined) draft.unclear.push(told(rangeOf(context, node), "has no body there"));
  else readBody(context, node, body, draft);
  return draft;
}

/** Of an overload, that of the function behind it. */
function bodyOf(node: ts.Node): ts.ConciseBody | undefined {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node)) {
    return "body" in node ? (node.body as ts.ConciseBody | undefined) : undefined;
  }
  if (node.body) return node.body;
  const { parent } = node;
  const siblings: readonly ts.Node[] = ts.isClassLike(parent)
    ? parent.members
    : ts.isBlock(parent) || ts.isSourceFile(parent)
      ? parent.statements
      : [];
  const name = node.name?.getText();
  const behind = siblings.find(
    (other) =>
      (ts.isFunctionDeclaration(other) || ts.isMethodDeclaration(other)) &&
      other.body &&
      other.name?.getText() === name,
  );
  return behind && (behind as ts.FunctionDeclaration).body;
}

function readBody(context: Context, node: ts.SignatureDeclaration, body: ts.ConciseBody, draft: Draft): void {
  const handles = handleNames(context, node, body);
  const isElse = otherLocals(context, body, handles);
  const effects = inside(context.effects, body).filter(
    ({ node: at }) => circumstancesOf(at, body).runs && !isElse(receiverWords(at)[0]),
  );
  for (const effect of effects) readEffect(context, effect, body, handles, draft);
  for (const call of inside(context.tree.calls, body)) {
    const given = effects.some((effect) => effect.node === call) ? undefined : givenCall(context, call, body, handles);
    if (given !== undefined) draft.calls.push(given);
  }
  readLeaving(context, node, body, effects, draft);
  draft.besides.push(...throwsOf(context, node, body, handles));
  draft.besides.push(...besidesOf(context, { body, handles, effects, isElse }));
  if (leavesOpen(context, effects, body)) draft.leaks.push(...draft.closes.slice(0, 1));
  // A rollback after a commit has nothing left to undo.
  if (draft.commits.length > 0) draft.rollsBack.push(...draft.discards.splice(0));
}

function readEffect(
  context: Context,
  { node, found }: Effect,
  body: ts.ConciseBody,
  handles: ReadonlySet<string>,
  draft: Draft,
): void {
  const range = rangeOf(context, node);
  const { tests, failing, caught, final } = circumstancesOf(node, body);
  if (found.kind === "fallback") {
    const { left } = node as ts.BinaryExpression;
    if (isParameter(context, left, body)) draft.joins.push(range);
    return;
  }
  if (found.kind === "isolation") {
    if (found.level === undefined) draft.unclear.push(told(range, "chooses its isolation where it runs"));
    else draft.isolation.push(told(range, found.level));
    return;
  }
  if (found.kind === "block") {
    const call = node as ts.CallExpression;
    const matters = found.does.length > 0 || runsWork(context, call, body);
    if (matters && !NEUTRAL.test(calledName(call) ?? "")) {
      draft.calls.push(aroundCall(context, call, "block", found.does, matters));
    }
    return;
  }
  if (found.kind === "ends") {
    draft.calls.push(aroundCall(context, node as ts.CallExpression, "given", ["closes"], false));
    return;
  }
  const { effect } = found;
  // Where it cannot be given, it is closed at once.
  if (effect === "closes" && caught) return;
  const names = [...receiverWords(node), ...handles];
  const unsure =
    effect !== "retries" && effect !== "joins" && tests.find((test) => !isAboutHandle(test.getText(), names));
  if (unsure || (effect === "commits" && caught))
    draft.unclear.push(told(range, `${EFFECT_WORDS[effect]} on a condition`));
  else draft[effect === "rollsBack" && !failing ? "discards" : effect].push(range);
  if (effect === "commits" && final && !failing && !unsure) draft.keeps.push(range);
  if (ts.isCallExpression(node)) draft.calls.push(aroundCall(context, node, "given", [effect], false));
}

/** `if (!user.admin) throw …`, before it returns anything. A test of an argument is left out: arguments are judged at the call. */
function throwsOf(
  context: Context,
  node: ts.SignatureDeclaration,
  body: ts.ConciseBody,
  handles: ReadonlySet<string>,
): readonly Told[] {
  const given = new Set(node.parameters.flatMap(({ name }) => wordsOf(name.getText())));
  return inside(context.tree.throws, body).flatMap((each) => {
    if (ts.findAncestor(each, ts.isFunctionLike) !== node) return [];
    const { tests, failing, caught } = circumstancesOf(each, body);
    const isAnswered = (one: ts.Expression): boolean =>
      isAboutSetUp(one.getText(), [...handles]) || wordsOf(one.getText()).some((word) => given.has(word));
    const test = failing || caught ? undefined : tests.find((one) => !isAnswered(one));
    return test === undefined ? [] : [told(rangeOf(context, each), mayThrow(test.getText()))];
  });
}

/** Where the work of a caller fails, nothing closes what is closed after it. */
function leavesOpen(context: Context, effects: readonly Effect[], body: ts.ConciseBody): boolean {
  const closing = effects.filter(({ found }) => found.kind === "does" && found.effect === "closes");
  const works = inside(context.tree.calls, body).some(({ expression }) => isParameter(context, expression, body));
  return (
    works &&
    closing.every(({ node }) => {
      const { final, caught } = circumstancesOf(node, body);
      return !final && !caught;
    })
  );
}

function aroundCall(
  context: Context,
  call: ts.CallExpression,
  kind: AroundCall["kind"],
  does: AroundCall["does"],
  matters: boolean,
): AroundCall {
  return { kind, ...rangeOf(context, call), of: termOf(context, call.expression), called: true, does, matters };
}

/** Calls what the function itself was given, or hands it on. */
function runsWork(context: Context, call: ts.CallExpression, body: ts.ConciseBody): boolean {
  if (call.arguments.some((argument) => isParameter(context, argument, body))) return true;
  return call.arguments.some(
    (argument) =>
      ts.isFunctionLike(argument) &&
      inside(context.tree.calls, argument).some(({ expression }) => isParameter(context, expression, body)),
  );
}

/** A call that is given the handle, the work of a caller and what ends the handle left out. */
function givenCall(
  context: Context,
  call: ts.CallExpression,
  body: ts.ConciseBody,
  handles: ReadonlySet<string>,
): AroundCall | undefined {
  const name = calledName(call) ?? "";
  const isGiven = call.arguments.some((argument) => ts.isIdentifier(argument) && handles.has(argument.text));
  if (!isGiven || HARMLESS.test(name) || RETRIES.test(name) || NEUTRAL.test(name)) return undefined;
  if (isParameter(context, call.expression, body) || !circumstancesOf(call, body).runs) return undefined;
  return aroundCall(context, call, "given", [], true);
}

/** Names of what the function gives: returned, put into what is returned, or handed to the work of a caller. */
function handleNames(context: Context, node: ts.SignatureDeclaration, body: ts.ConciseBody): ReadonlySet<string> {
  const own = inside(context.tree.results, body).filter((each) => ts.findAncestor(each, ts.isFunctionLike) === node);
  const given = ts.isBlock(body) ? own.flatMap(({ expression }) => expression ?? []) : [body];
  const handed = inside(context.tree.calls, body)
    .filter(({ expression }) => isParameter(context, expression, body))
    .flatMap((call) => [...call.arguments]);
  const isWork = handed.length > 0;
  const names = (isWork ? handed : given).flatMap((expression) => namesIn(expression));
  return new Set(names);
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

function receiverWords(node: ts.Node): readonly string[] {
  if (!ts.isCallExpression(node)) return [];
  const receiver = ts.isPropertyAccessExpression(node.expression) ? wordsOf(node.expression.expression.getText()) : [];
  return [...receiver, ...node.arguments.filter(ts.isIdentifier).map(({ text }) => text)];
}

/** What leaves before the end does not do what comes after it. */
function readLeaving(
  context: Context,
  node: ts.SignatureDeclaration,
  body: ts.ConciseBody,
  effects: readonly Effect[],
  draft: Draft,
): void {
  const names = effects.flatMap((effect) => receiverWords(effect.node));
  const last = Math.max(-1, ...effects.filter((effect) => isPlain(effect, body)).map(({ pos }) => pos));
  for (const result of inside(context.tree.results, body)) {
    if (result.pos > last || ts.findAncestor(result, ts.isFunctionLike) !== node) continue;
    const test = circumstancesOf(result, body).tests.find((each) => !isAboutHandle(each.getText(), names));
    if (test === undefined) continue;
    const range = rangeOf(context, result);
    if (isGivenBefore(context, test, body, draft)) draft.joins.push(range);
    else draft.unclear.push(told(range, "leaves early on a condition"));
  }
}

/** Does something of its own, and not in a `finally`, which runs in any case. */
function isPlain({ node, found }: Effect, body: ts.ConciseBody): boolean {
  const isEffect = found.kind === "does" || (found.kind === "block" && found.does.length > 0);
  return isEffect && !circumstancesOf(node, body).final;
}

/** `if (tx) return work(tx)`, where a caller or a store of the running task brought it. */
function isGivenBefore(context: Context, test: ts.Expression, body: ts.ConciseBody, { joins }: Draft): boolean {
  if (!ts.isIdentifier(test)) return false;
  if (isParameter(context, test, body)) return true;
  const declared = context.scopes.resolve(test.text, test)?.node;
  return joins.some(({ start, end }) => declared !== undefined && declared.pos <= start && end <= declared.end);
}
