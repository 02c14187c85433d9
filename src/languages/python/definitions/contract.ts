/** What a body does around the handle that it gives: the places that begin, commit, roll back and close. */
import type { Contract } from "../../../facts/facts.js";
import type { Range } from "../../../text/span.js";
import { type Context, rangeOf, written } from "../context.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { ownNodes } from "../syntax/walks.js";

export const NO_CONTRACT: Contract = { begins: [], commits: [], rollsBack: [], closes: [] };

type Effect = keyof Contract;

/** Of a `function_definition` or `lambda`; functions inside of it do what they do when somebody calls them. */
export function contractOf(context: Context, node: SyntaxNode): Contract {
  const contract: Record<Effect, Range[]> = { begins: [], commits: [], rollsBack: [], closes: [] };
  const nodes = ownNodes(node);
  const handles = handedOut(context, nodes);
  for (const inner of nodes) {
    const effects = inner.type === "call" ? callEffects(context, inner, handles) : [];
    for (const effect of effects) contract[effect].push(rangeOf(inner));
  }
  return contract;
}

/** The names that the body yields or returns: whatever they are called, they are the handle. */
function handedOut(context: Context, nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const results = nodes.filter(({ type }) => type === "yield" || type === "return_statement");
  const values = results.flatMap((result) => namedChildren(result).slice(0, 1));
  return new Set(values.filter(({ type }) => type === "identifier").map((value) => written(context, value)));
}

function callEffects(context: Context, call: SyntaxNode, handles: ReadonlySet<string>): readonly Effect[] {
  const entered = enteredAs(call);
  if (entered !== undefined) return blockEffects(context, call, entered, handles);
  const sql = statementSent(context, call);
  if (sql !== undefined) return sql;
  const { receiver, method } = calleeOf(context, call);
  const effect = receiver === "" || isElse(receiver, handles) ? undefined : METHODS.get(method);
  return effect === undefined ? [] : [effect];
}

const METHODS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["begin", "begins"],
  ["start_transaction", "begins"],
  ["commit", "commits"],
  ["commit_transaction", "commits"],
  ["rollback", "rollsBack"],
  ["abort_transaction", "rollsBack"],
  ["aclose", "closes"],
  ["close", "closes"],
  ["close_all", "closes"],
  ["close_connection", "closes"],
  ["disconnect", "closes"],
  ["dispose", "closes"],
  ["end_session", "closes"],
  ["putconn", "closes"],
  ["release", "closes"],
]);

/** Blocks that are transactions: `engine.begin()`, `connection.transaction()`, `transaction.atomic()`. */
const TRANSACTIONS = new Set(["atomic", "begin", "begin_nested", "in_transaction", "start_transaction", "transaction"]);

/** `engine.begin()` and `Session.begin()` open what they begin with, so the end of the block closes it. */
const OPENERS = /engine|sessions?_?(maker|factory|local)|(maker|factory)$/i;

/** What leaving the block does: `with Session() as session:`, `async with engine.begin() as connection:`. */
function blockEffects(
  context: Context,
  call: SyntaxNode,
  as: Entered,
  handles: ReadonlySet<string>,
): readonly Effect[] {
  const { receiver, method } = calleeOf(context, call);
  if (TRANSACTIONS.has(method) && !isElse(receiver, handles)) {
    const transaction: readonly Effect[] = ["begins", "commits", "rollsBack"];
    return OPENERS.test(receiver) ? [...transaction, "closes"] : transaction;
  }
  const name = as.alias && written(context, as.alias);
  if (name === undefined) return [];
  const isOther = OTHER_BLOCKS.test(method) || isElse(receiver, handles) || isElse(name, handles);
  return handles.has(name) || !isOther ? ["closes"] : [];
}

/** Blocks that are about something else than a connection, by what is called. */
const OTHER_BLOCKS =
  /^(open|assert\w+|cursor|patch|raises|test_client|warns|suppress|timeout|NamedTemporaryFile|TemporaryDirectory|ThreadPoolExecutor|ProcessPoolExecutor|TaskGroup|create_task_group|ClientSession|lock|start_as_current_span|start_span|urlopen|ZipFile|connect_ws)$/;

/** Names of receivers that are clearly something else. */
const OTHER_THINGS =
  /(^|_)(buffer|browser|cur|cursor|executor|fh|figure|file|fp|handler|image|lock|log|logger|loop|mock|mutex|page|patch|process|queue|reader|request|response|resp|sem|semaphore|sock|socket|span|stream|task|thread|tmp|tracer|transport|websocket|writer|ws)s?$/i;

function isElse(name: string, handles: ReadonlySet<string>): boolean {
  return OTHER_THINGS.test(name) && !handles.has(name);
}

interface Callee {
  /** The last name before the method: `pool` of `self.pool.release`. */
  readonly receiver: string;
  readonly method: string;
}

function calleeOf(context: Context, call: SyntaxNode): Callee {
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

interface Entered {
  /** The name after `as`. */
  readonly alias: SyntaxNode | undefined;
}

/** How a `with` enters what a call gives, where it does. */
function enteredAs(call: SyntaxNode): Entered | undefined {
  let outer = call;
  while (outer.parent?.type === "await" || outer.parent?.type === "parenthesized_expression") outer = outer.parent;
  const { parent } = outer;
  if (parent?.type === "with_item") return { alias: undefined };
  if (parent?.type !== "as_pattern" || ancestor(parent, "with_item", "block")?.type !== "with_item") return undefined;
  const target = fieldOf(parent, "alias");
  return { alias: target && namedChildren(target)[0] };
}

const STATEMENTS: ReadonlyMap<string, readonly Effect[]> = new Map<string, readonly Effect[]>([
  ["begin", ["begins"]],
  ["commit", ["commits"]],
  ["rollback", ["rollsBack"]],
]);

/** `cursor.execute("COMMIT")`, `session.execute(text("COMMIT"))`: the one inside says it. */
function statementSent(context: Context, call: SyntaxNode): readonly Effect[] | undefined {
  const list = fieldOf(call, "arguments");
  const text = list && stringText(context, namedChildren(list)[0]);
  const word =
    text === undefined ? undefined : /^\s*(begin|commit|rollback)\s*(;|transaction\b|work\b|$)/i.exec(text)?.[1];
  return word === undefined ? undefined : STATEMENTS.get(word.toLowerCase());
}
