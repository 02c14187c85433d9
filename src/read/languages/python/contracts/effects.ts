/**
 * What single calls and blocks do to a transaction or a connection, by their names and their SQL. Whether they are about
 * the handle that a function gives, and whether they always run, is for contract.ts to say.
 */
import type { Effect } from "../../../facts/facts.js";
import { RELEASES } from "../../../facts/releases.js";
import { isOtherThing, SENDS, statementEffect, statementLevel } from "../../effects.js";
import { type Context, written } from "../context.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";

const METHODS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["begin", "begins"],
  ["start_transaction", "begins"],
  ["begin_nested", "joins"],
  ["commit", "commits"],
  ["commit_transaction", "commits"],
  ["rollback", "rollsBack"],
  ["abort_transaction", "rollsBack"],
]);

/** Ends the session of a registry; collections have a method of this name too. */
const REGISTRIES = /(^|_)(session|scoped)/i;

/** What a call does to its receiver, or the statement that it sends. */
export function effectOf(context: Context, call: SyntaxNode, handles: ReadonlySet<string>): Effect | undefined {
  const sql = sqlSent(context, call);
  if (sql !== undefined) return statementEffect(sql);
  const { receiver, method } = calleeOf(context, call);
  if (receiver === "" || (isOtherThing(receiver) && !handles.has(receiver))) return undefined;
  const isClosed = method === "remove" ? REGISTRIES.test(receiver) : RELEASES.has(method);
  return isClosed ? "closes" : METHODS.get(method);
}

export function levelSent(context: Context, call: SyntaxNode): string | undefined {
  const sql = sqlSent(context, call);
  return sql === undefined ? undefined : statementLevel(sql);
}

/** `cursor.execute("COMMIT")`, `session.execute(text("COMMIT"))`: the one inside says it. */
function sqlSent(context: Context, call: SyntaxNode): string | undefined {
  const list = fieldOf(call, "arguments");
  return SENDS.test(calleeOf(context, call).method) && list ? stringText(context, namedChildren(list)[0]) : undefined;
}

/** Blocks that are transactions: `engine.begin()`, `connection.transaction()`, `transaction.atomic()`. */
const TRANSACTIONS = new Set(["atomic", "begin", "begin_nested", "in_transaction", "start_transaction", "transaction"]);

/** `engine.begin()` and `Session.begin()` open what they begin with, so the end of the block closes it. */
const OPENERS = /engine|sessions?_?(maker|factory|local)|(maker|factory)$/i;

/** What leaving the block does: `with Session() as session:`, `async with engine.begin() as connection:`. */
export function blockEffects(
  context: Context,
  call: SyntaxNode,
  name: string | undefined,
  handles: ReadonlySet<string>,
): readonly Effect[] {
  const { receiver, method } = calleeOf(context, call);
  const isElse = (thing: string): boolean => isOtherThing(thing) && !handles.has(thing);
  if (TRANSACTIONS.has(method) && !isElse(receiver)) {
    const transaction: readonly Effect[] = ["begins", "commits", "rollsBack"];
    if (method === "begin_nested") return [...transaction, "joins"];
    return OPENERS.test(receiver) ? [...transaction, "closes"] : transaction;
  }
  if (name === undefined) return [];
  const isOther = OTHER_BLOCKS.test(method) || isElse(receiver) || isElse(name);
  return handles.has(name) || !isOther ? ["closes"] : [];
}

/** Blocks that are about something else than a connection, by what is called. */
const OTHER_BLOCKS =
  /^(open|assert\w+|cursor|patch|raises|test_client|warns|suppress|timeout|NamedTemporaryFile|TemporaryDirectory|ThreadPoolExecutor|ProcessPoolExecutor|TaskGroup|create_task_group|ClientSession|lock|start_as_current_span|start_span|urlopen|ZipFile|connect_ws)$/;

export interface Callee {
  /** The last name before the method: `pool` of `self.pool.release`. */
  readonly receiver: string;
  readonly method: string;
}

export function calleeOf(context: Context, call: SyntaxNode): Callee {
  const callee = fieldOf(call, "function");
  const attribute = callee?.type === "attribute" ? fieldOf(callee, "attribute") : undefined;
  if (callee === undefined || attribute === undefined) {
    return { receiver: "", method: callee?.type === "identifier" ? written(context, callee) : "" };
  }
  const object = fieldOf(callee, "object");
  return { receiver: object === undefined ? "" : lastNameOf(context, object), method: written(context, attribute) };
}

function lastNameOf(context: Context, node: SyntaxNode): string {
  if (node.type === "identifier") return written(context, node);
  const inner =
    fieldOf(node, "attribute") ?? fieldOf(node, "function") ?? fieldOf(node, "value") ?? namedChildren(node)[0];
  return inner === undefined ? "" : lastNameOf(context, inner);
}

/** What a `with` enters. */
export interface Entered {
  /** Without what awaits it or stands around it. */
  readonly value: SyntaxNode;
  /** The name after `as`. */
  readonly alias: SyntaxNode | undefined;
}

/** @param item a `with_item` */
export function enteredBy(item: SyntaxNode): Entered | undefined {
  const [inner] = namedChildren(item);
  const alias = inner?.type === "as_pattern" ? fieldOf(inner, "alias") : undefined;
  let value = inner?.type === "as_pattern" ? namedChildren(inner)[0] : inner;
  while (value?.type === "await" || value?.type === "parenthesized_expression") value = namedChildren(value)[0];
  return value && { value, alias: alias && namedChildren(alias)[0] };
}

/** Whether a `with` enters what the call gives. */
export function isEntered(call: SyntaxNode): boolean {
  let outer = call;
  while (outer.parent?.type === "await" || outer.parent?.type === "parenthesized_expression") outer = outer.parent;
  const { parent } = outer;
  if (parent?.type === "with_item") return true;
  return parent?.type === "as_pattern" && ancestor(parent, "with_item", "block")?.type === "with_item";
}
