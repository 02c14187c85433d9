/**
 * What a body does beside beginning, committing, rolling back and closing, in words that two bodies can be compared by: how it
 * sets its handle up, what it makes of an error, and what it calls around the work of a caller.
 */
import { ts } from "ts-morph";
import type { Told } from "../../facts/facts.js";
import {
  asksFor,
  calls,
  callsOfHandle,
  changesNothing,
  isSetting,
  keepsHandle,
  ONLOOKERS,
  runsInside,
  sets,
} from "../besides.js";
import { ENDS, HARMLESS, isOtherThing, RETRIES, SENDS, told } from "../effects.js";
import { blocksAround, errorsCaught } from "./around.js";
import { circumstancesOf } from "./circumstances.js";
import { type Context, rangeOf } from "./context.js";
import { calledName, type Effect, isWork, NEUTRAL, templateText } from "./effects.js";
import { isParameter } from "./related.js";
import { inside } from "./tree.js";

export interface Body {
  readonly body: ts.ConciseBody;
  /** Names of what the function gives. */
  readonly handles: ReadonlySet<string>;
  readonly effects: readonly Effect[];
  /** Whether a name is a local variable about something else. */
  readonly isElse: (name: string | undefined) => boolean;
}

type Query = ts.CallExpression | ts.TaggedTemplateExpression;

/** Each thing is told once, where it stands first. */
export function besidesOf(context: Context, given: Body): readonly Told[] {
  const { body } = given;
  const places = workPlaces(context, given);
  const queries: readonly Query[] = [...inside(context.tree.calls, body), ...inside(context.tree.templates, body)];
  const found = [
    ...inside(context.tree.assignments, body).flatMap((each) => setting(context, each, given)),
    ...queries.flatMap((each) => work(context, each, given)),
    ...inside(context.tree.calls, body).flatMap((each) => options(context, each, given)),
    ...givenPlaces(context, given, places).flatMap((each) => errorsCaught(context, each, body)),
    ...places.flatMap((each) => blocksAround(context, each, given, (call) => isTransaction(call, given))),
    ...(places.length === 0
      ? []
      : inside(context.tree.calls, body).flatMap((call) => ownWork(context, call, given, places))),
  ];
  return found.filter(
    ({ start, text }, index) => found.findIndex((other) => other.start === start && other.text === text) === index,
  );
}

/** Where the work of a caller runs: its call, a call that it is handed on to, or a `yield`. */
function workPlaces(context: Context, { body, effects }: Body): readonly (ts.CallExpression | ts.YieldExpression)[] {
  const called = inside(context.tree.calls, body).filter(
    (call) =>
      isParameter(context, call.expression, body) ||
      (call.arguments.some((argument) => isWork(argument) && isParameter(context, argument, body)) &&
        effects.some(({ node, found }) => node === call && (found.kind === "block" || found.kind === "does"))),
  );
  const yields = inside(context.tree.results, body).filter(ts.isYieldExpression);
  return [...called, ...yields.filter((each) => ts.findAncestor(each, ts.isFunctionLike) === body.parent)];
}

/** Those, or else where a handle is given back. */
function givenPlaces(context: Context, { body }: Body, places: readonly ts.Node[]): readonly ts.Node[] {
  if (places.length > 0) return places;
  return inside(context.tree.results, body).filter(
    (each) => each.expression !== undefined && ts.findAncestor(each, ts.isFunctionLike) === body.parent,
  );
}

function isTransaction(call: ts.Node, { effects }: Body): boolean {
  return effects.some(
    ({ node, found }) =>
      node === call && found.kind !== "fallback" && !(found.kind === "block" && found.does.length === 0),
  );
}

/** `client.tenant = tenant`, `session["user"] = user` */
function setting(context: Context, node: ts.BinaryExpression, given: Body): readonly Told[] {
  const { left, right } = node;
  if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return [];
  const [name = "", ...path] = left.getText().split(/(?=[.[])/);
  if (!given.handles.has(name) || !circumstancesOf(left, given.body).runs) return [];
  const what = `${path.join("").replace(/^\./, "")} = ${right.getText()}`;
  return [told(rangeOf(context, node), sets(what))];
}

/** `client.query("SET search_path TO tenant")`, `db.$use(audit)`; to ask whether the connection lives changes nothing. */
function work(context: Context, query: Query, given: Body): readonly Told[] {
  const callee = ts.isCallExpression(query) ? query.expression : query.tag;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const method = callee.name.text;
  const receiver = callee.expression.getText();
  const text = sentText(query);
  const sql = SENDS.test(method) ? text : undefined;
  const isOwn = given.handles.has(receiver) || EXTENDS.test(method) || (sql !== undefined && isSetting(sql));
  if (!isOwn || given.isElse(/^[\w$]+/.exec(receiver)?.[0]) || isTransaction(query, given)) return [];
  if ((text !== undefined && changesNothing(text)) || (sql === undefined && isLook(query, method))) return [];
  if (!circumstancesOf(query, given.body).runs) return [];
  const start = callee.name.getStart(context.source);
  return [told(rangeOf(context, query), callsOfHandle(context.source.text.slice(start, query.end)))];
}

/** What gives a client that does more than the one before. */
const EXTENDS = /^(\$extends|\$use|withSchema|withPlugin)$/;

/** Looks, opens, reads, or listens to events; who listens for a new connection may set it up. */
function isLook(query: Query, method: string): boolean {
  const [first] = ts.isCallExpression(query) ? query.arguments : [];
  if (LISTENS.test(method)) return !(first && ts.isStringLiteralLike(first) && /^(connect|acquire)$/.test(first.text));
  return LOOKS.test(method) || HARMLESS.test(method) || NEUTRAL.test(method);
}

const LISTENS = /^(\$?on|once|addListener)$/;

const LOOKS =
  /^(is[A-Z]\w*|has[A-Z]\w*|get([A-Z]\w*)?|find\w*|select\w*|ping|\$?connect|open|init(ialize)?|authenticate|ready|ref|unref|off|remove(All)?Listeners?|setMaxListeners|db|collection|model|fork|createQueryRunner|startSession|to[A-Z]\w*|bind|keys|values|entries|count)$/;

function sentText(query: Query): string | undefined {
  if (ts.isTaggedTemplateExpression(query)) return templateText(query.template) + restOf(query.template);
  const [first] = query.arguments;
  if (first === undefined) return undefined;
  if (ts.isStringLiteralLike(first)) return first.text;
  if (ts.isTemplateExpression(first)) return templateText(first) + restOf(first);
  return ts.isTaggedTemplateExpression(first) ? templateText(first.template) + restOf(first.template) : undefined;
}

function restOf(template: ts.TemplateLiteral): string {
  return ts.isTemplateExpression(template) ? template.templateSpans.map(({ literal }) => literal.text).join("?") : "";
}

/** `client.startSession({ snapshot: true })` where the handle is made, `db.$transaction(work, { timeout: 5000 })`. */
function options(context: Context, call: ts.CallExpression, given: Body): readonly Told[] {
  if (!call.arguments.some((argument) => ts.isObjectLiteralExpression(argument) || ts.isStringLiteralLike(argument)))
    return [];
  if (!makesHandle(call, given) && !given.effects.some(({ node, found }) => node === call && found.kind === "block"))
    return [];
  return call.arguments.flatMap((argument) => {
    if (ts.isStringLiteralLike(argument) && argument.text === "slave")
      return [told(rangeOf(context, argument), asksFor(argument.getText()))];
    if (!ts.isObjectLiteralExpression(argument)) return [];
    const asked = argument.properties.filter(({ name }) => name !== undefined && OPTIONS.test(name.getText()));
    return asked.map((each) => told(rangeOf(context, each), asksFor(each.getText())));
  });
}

function makesHandle(call: ts.CallExpression, { handles }: Body): boolean {
  const at = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  if (ts.isVariableDeclaration(at)) return ts.isIdentifier(at.name) && handles.has(at.name.text);
  return ts.isReturnStatement(at) || (ts.isBinaryExpression(at) && handles.has(at.left.getText()));
}

const OPTIONS =
  /^(timeout|maxWait|readOnly|readonly|accessMode|deferrable|snapshot|causalConsistency|readPreference|readConcern|writeConcern|schema|filters|flushMode|statement_?timeout)$/i;

/** `await events.flush()` after the work, which nothing but this body would call. */
function ownWork(context: Context, call: ts.CallExpression, given: Body, places: readonly ts.Node[]): readonly Told[] {
  const name = call.expression.getText();
  const method = calledName(call) ?? "";
  const receiver = name.split(/\??\./).at(-2) ?? "";
  const isHandle = call.arguments.some((each) => ts.isIdentifier(each) && given.handles.has(each.text));
  const isRunning = (): boolean => circumstancesOf(call, given.body).runs;
  if (isHandle && KEEPS.test(method) && isRunning())
    return [told(rangeOf(context, call), keepsHandle(receiverText(call)))];
  if (LOCKS.test(receiver) && /^(acquire|lock|wait)$/.test(method) && !call.arguments.some(isWork) && isRunning()) {
    return [told(rangeOf(context, call), runsInside(receiverText(call)))];
  }
  const statement = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  if (!ts.isExpressionStatement(statement) || isHandle || places.includes(call)) return [];
  const root = /^[\w$]+/.exec(name)?.[0] ?? "";
  if (root === "" || given.handles.has(root) || given.isElse(root) || isOtherThing(receiver)) return [];
  if (
    [HARMLESS, ENDS, RETRIES, NEUTRAL, PREPARES, SENDS, EXTENDS].some((each) => each.test(method)) ||
    ONLOOKERS.test(name)
  )
    return [];
  if (call.arguments.some(isWork) || given.effects.some(({ node }) => node === call) || !isRunning()) return [];
  return [told(rangeOf(context, call), calls(name))];
}

const KEEPS = /^(set|enterWith)$/;

const LOCKS = /(lock|mutex|sema(phore)?)$/i;

/** Sees to it that there is something to work with, or answers a promise. */
const PREPARES =
  /^(assert\w*|ensure\w*|require\w*|check\w*|invariant|init\w*|\$?connect\w*|open\w*|load\w*|config\w*|resolve|reject|next|done|on|once|off|clear(Timeout|Interval)|super)$/;

function receiverText({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.expression.getText() : expression.getText();
}
