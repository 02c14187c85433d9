/**
 * What a place of a body runs inside of, up to the body: what becomes of an error there, and the calls that run it as a part
 * of the function that they are given. Whether such a call begins a transaction is for effects.ts to say.
 */
import { ts } from "ts-morph";
import type { Told } from "../../facts/facts.js";
import { KEEPS_ERROR, keepsHandle, runsInside, turnsError, WATCHES } from "../besides.js";
import { wordsOf } from "../circumstances.js";
import { RETRIES, told } from "../effects.js";
import { type Context, rangeOf } from "./context.js";
import { calledName, NEUTRAL } from "./effects.js";
import { inside } from "./tree.js";

/** Of what catches an error of a place that after which it is another one, or none. */
export function errorsCaught(context: Context, place: ts.Node, body: ts.ConciseBody): readonly Told[] {
  const found: Told[] = [];
  for (let at = place; at !== body; at = at.parent) {
    const { parent } = at;
    if (ts.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause) {
      const { variableDeclaration, block } = parent.catchClause;
      found.push(...caught(context, parent.catchClause, variableDeclaration?.name, block, body));
    }
    const handler = ts.isExpression(at) ? handlerOf(at) : undefined;
    if (handler !== undefined) found.push(...handled(context, handler, body));
  }
  return found;
}

/** `work(client).catch(handler)` */
function handlerOf(at: ts.Expression): ts.Expression | undefined {
  const { parent } = at;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== at || parent.name.text !== "catch") return;
  return ts.isCallExpression(parent.parent) ? parent.parent.arguments[0] : undefined;
}

function handled(context: Context, handler: ts.Expression, body: ts.ConciseBody): readonly Told[] {
  if (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)) {
    return caught(context, handler, handler.parameters[0]?.name, handler.body, body);
  }
  return [told(rangeOf(context, handler), turnsError(handler.getText()))];
}

function caught(
  context: Context,
  owner: ts.Node,
  name: ts.Node | undefined,
  block: ts.ConciseBody,
  body: ts.ConciseBody,
): readonly Told[] {
  const alias = name?.getText() ?? "";
  const own = inside(context.tree.nodes, block).filter((node) => ownerOf(node) === owner);
  const thrown = own.flatMap((node) => (ts.isThrowStatement(node) ? [node.expression] : []));
  const other = thrown.find((error) => error.getText() !== alias);
  if (other !== undefined) return [told(rangeOf(context, owner), turnsError(errorName(other)))];
  const isPassedOn = thrown.length > 0 || PASSES_ON.test(block.getText()) || isThrownLater(context, block, body);
  const isKept = own.some((node) => ts.isReturnStatement(node) && isPlainResult(node));
  return isPassedOn && !(isKept && thrown.length > 0) ? [] : [told(rangeOf(context, owner), KEEPS_ERROR)];
}

/** The function or the `catch` that a node is a part of: what fails in a rollback is another error. */
function ownerOf(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each) || ts.isCatchClause(each));
}

const PASSES_ON = /(?<![\w$])(reject|next|done|cb|callback)\(\s*[\w$]/;

/** `failure = error`, and after the block `throw failure`. */
function isThrownLater(context: Context, block: ts.ConciseBody, body: ts.ConciseBody): boolean {
  return inside(context.tree.nodes, body).some(
    (node) => node.pos >= block.end && ts.isThrowStatement(node) && ts.isIdentifier(node.expression),
  );
}

/** Gives up, and does not try again. */
function isPlainResult({ expression }: ts.ReturnStatement): boolean {
  return expression === undefined || !expression.getText().includes("(");
}

function errorName(error: ts.Expression): string {
  return ts.isNewExpression(error) || ts.isCallExpression(error) ? error.expression.getText() : error.getText();
}

/**
 * Locks, stores of the running task, and whatever else runs a function that it gives nothing to.
 *
 * @param isEffect whether a call is told of as a transaction
 */
export function blocksAround(
  context: Context,
  place: ts.CallExpression | ts.YieldExpression,
  { body, handles }: { readonly body: ts.ConciseBody; readonly handles: ReadonlySet<string> },
  isEffect: (call: ts.CallExpression) => boolean,
): readonly Told[] {
  const found: Told[] = [];
  const add = (call: ts.CallExpression, work: ts.Expression): void => {
    const text = isEffect(call) ? undefined : blockText(call, work, handles);
    if (text !== undefined) found.push(told(rangeOf(context, call), text));
  };
  if (ts.isCallExpression(place)) for (const argument of place.arguments) add(place, argument);
  for (let at: ts.Node = place; at !== body; at = at.parent) {
    if ((ts.isArrowFunction(at) || ts.isFunctionExpression(at)) && ts.isCallExpression(at.parent)) add(at.parent, at);
  }
  return found;
}

function blockText(call: ts.CallExpression, work: ts.Expression, handles: ReadonlySet<string>): string | undefined {
  const name = calledName(call) ?? "";
  const index = call.arguments.indexOf(work);
  const isStore = name === "run" && index > 0;
  // What is given something may be given the handle by it.
  const isGivenNothing = ts.isFunctionLike(work) && work.parameters.length === 0;
  if (index < 0 || !(isStore || LOCKS.test(name) || isGivenNothing)) return undefined;
  const callee = call.expression.getText();
  if (WATCHES.test(callee) || RETRIES.test(name) || (NEUTRAL.test(name) && !isStore)) return undefined;
  const stored = isStore ? call.arguments.slice(0, index).flatMap((each) => wordsOf(each.getText())) : [];
  return stored.some((word) => handles.has(word))
    ? keepsHandle(callee.replace(/\??\.run$/, ""))
    : runsInside(callee.replace(/\??\.(run|runExclusive)$/, ""));
}

const LOCKS = /^(runExclusive|with_?lock|exclusive|synchronized?|single_?flight)$/i;
