/**
 * Lists of names with a meaning for handles, one list per kind. src/read/facts/releases.ts has the names that release a
 * handle.
 */

import { RELEASES } from "../../read/facts/releases.js";

/**
 * One thing that a function can do to its handle. `alwaysRollsBack`: whether there was an error or not; `leaksOnError`: it
 * closes only if there was none; `joins`: it uses a transaction that is open already, or begins one inside of it.
 */
export const EFFECT_NAMES = [
  "begins",
  "commits",
  "commitsOnError",
  "rollsBack",
  "alwaysRollsBack",
  "closes",
  "leaksOnError",
  "retries",
  "joins",
] as const;

export type EffectName = (typeof EFFECT_NAMES)[number];

/** A list for each effect, with nothing in it. */
export function noEffects<Item>(): Record<EffectName, Item[]> {
  return {
    begins: [],
    commits: [],
    commitsOnError: [],
    rollsBack: [],
    alwaysRollsBack: [],
    closes: [],
    leaksOnError: [],
    retries: [],
    joins: [],
  };
}

const METHODS: ReadonlyMap<string, EffectName> = new Map<string, EffectName>([
  ...["begin", "beginTransaction", "start_transaction", "startTransaction", "startUnmanagedTransaction"].map(
    (name) => [name, "begins"] as const,
  ),
  ["transaction", "begins"],
  ...["commit", "commitTransaction", "commit_transaction"].map((name) => [name, "commits"] as const),
  ...["rollback", "rollbackTransaction", "abortTransaction", "abort_transaction"].map(
    (name) => [name, "rollsBack"] as const,
  ),
  ...["begin_nested", "savepoint", "getStore"].map((name) => [name, "joins"] as const),
]);

/** What a method of this name does to what it is called on. */
export function effectOfMethod(method: string, receiver: string): EffectName | undefined {
  // Collections have a `remove` too.
  const isClosed = method === "remove" ? REGISTRIES.test(receiver) : RELEASES.has(method);
  return isClosed ? "closes" : METHODS.get(method);
}

const REGISTRIES = /(^|_)(session|scoped)/i;

/** `db.transaction(work)`, `sql.begin(work)`, `with engine.begin() as connection:`. */
export const TRANSACTIONS: ReadonlySet<string> = new Set([
  ...["transaction", "$transaction", "withTransaction", "inTransaction", "in_transaction", "runInTransaction"],
  ...["transactional", "atomic", "begin", "start_transaction", "begin_nested", "savepoint"],
]);

/** What opens the handle that its transaction runs on closes it as well: `engine.begin()`, `Session.begin()`. */
export const OPENERS = /engine|sessions?_?(maker|factory|local)|(maker|factory)$/i;

/** Methods that ask for a level of isolation by their first argument. */
export const LEVEL_SETTERS = /^(setIsolationLevel|startTransaction|beginTransaction)$/;

/** Methods that send a text to the database; events have the same names as statements. */
export const SENDS =
  /^(\$?(query|execute|queryRaw|executeRaw|queryRawUnsafe|executeRawUnsafe)|exec|exec_driver_sql|execute_sql|run|raw|unsafe|sql|text|prepare|simpleQuery|void|none|fetch)$/i;

/** Names of what tries again: `retry(…)`, `withRetry`, `@backoff.on_exception`, `AsyncRetrying`. */
export const RETRIES =
  /^(p_?|async_?|with_?)?(auto_?)?(retry|retries|retrying|retryable|backoff|on_exception)(_?(async|on_?error|on_?failure|with_?backoff|operation|transaction|call|deadlock|db))?$/i;

/** Names of functions that end something by calling what does. */
export const ENDS =
  /^_*(safe|safely|force)?_?(close|release|dispose|commit|rollback|roll_back|return|put|finish|cleanup|clean_up|tear_?down|disconnect|end|free)(_|[A-Z])\w*$/;

/** Functions that are given a handle and do nothing to it. */
export const HARMLESS =
  /^(id|len|repr|str|type|bool|print|isinstance|issubclass|hasattr|callable|cast|String|Boolean|Number|append|add|push|set|delete|discard|has|debug|info|warn|warning|error|log|trace|exception)$/;

/** What runs a function that it is given, and does nothing else. */
export const NEUTRAL =
  /^(then|catch|finally|map|forEach|flatMap|filter|reduce|some|every|find|run|exit|setTimeout|nextTick)$/;

/** Calls what it is given later, or never. */
export const LATER = /(^|\.)(on|once|addListener|addEventListener|setTimeout|setInterval)$/;

/** Names of functions that a caller hands over to be run. */
export const WORK = /^(\w*(work|callback|handler|operation|task)|fn|func|cb|run|body|block|action)$/i;

/** Methods of a handle that look, open, read, or listen. */
export const LOOKS =
  /^(is[A-Z]\w*|is_\w+|in_\w*transaction|has[A-Z]\w*|has_\w+|get([A-Z]\w*)?|get_bind(params)?|find\w*|select\w*|fetch\w*|scalar\w*|first|all|one\w*|ping|\$?connect|connection|cursor|open|init(ialize)?|authenticate|ready|ref|unref|off|remove(All)?Listeners?|setMaxListeners|db|collection|model|fork|createQueryRunner|startSession|expunge_all|to[A-Z]\w*|bind|keys|values|entries|count|__a?(enter|exit)__)$/;

export const LISTENS = /^(\$?on|once|addListener)$/;

/** Events at which a listener may set up the connection. */
export const SETS_UP = /^(connect|acquire)$/;

/** Methods that give a client which does more than the one before. */
export const EXTENDS = /^(\$extends|\$use|withSchema|withPlugin)$/;

/** Options of a handle or a transaction that change what it does. */
export const OPTIONS =
  /^(timeout|maxWait|readOnly|readonly|accessMode|deferrable|snapshot|causalConsistency|readPreference|readConcern|writeConcern|schema|filters|flushMode|statement_?timeout|expire_on_commit|autoflush|info|execution_options|schema_translate_map|row_factory|cursor_factory|twophase)$/i;

/** What an option is without being asked for. */
export const DEFAULTS = /^(expire_on_commit|autoflush)\s*=\s*True$/;

/** What writes down, counts or waits. */
export const ONLOOKERS =
  /log|print|span|trac(e|ing)|timer|metric|stats|monitor|histogram|counter|warnings|sleep|\.(inc|observe|reset)$/i;

/** Blocks that only look on. */
export const WATCHES = /span|trac(e|ing)|tim(er|ing|ed)|metric|measure|profil|monitor|log|nullcontext|warnings/i;

/** Makes sure that there is something to connect to; `assertAllowed` may refuse the caller. */
export const ENSURES =
  /^(assert|ensure|require|check)(_?(is_?)?(connect|init|open|ready|started|set_?up|load|config|env|db|database|pool|client|engine|driver)\w*)?$/i;

/** Prepares a connection, or answers a promise. */
export const PREPARES =
  /^(invariant|init\w*|\$?connect\w*|open\w*|load\w*|config\w*|resolve|reject|next|done|on|once|off|clear(Timeout|Interval)|super)$/;

/** Functions that receive an error. */
export const REPORTS_ERROR = /^(reject|next|done|cb|callback)$/;

/** Methods by which a store of the running task is given the handle. */
export const STORES = /^(set|enterWith)$/;

/** Things that are locked, methods that lock one, and functions that run other code meanwhile. */
export const LOCKS = /(lock|mutex|sema(phore)?)$/i;
export const ACQUIRES = /^(acquire|lock|wait)$/;
export const RUNS_LOCKED = /^(runExclusive|with_?lock|exclusive|synchronized?|single_?flight)$/i;

/** Blocks that are about something else than a connection, by what is called. */
export const OTHER_BLOCKS =
  /^(open|assert\w+|cursor|patch|raises|test_client|warns|suppress|timeout|NamedTemporaryFile|TemporaryDirectory|ThreadPoolExecutor|ProcessPoolExecutor|TaskGroup|create_task_group|ClientSession|lock|start_as_current_span|start_span|urlopen|ZipFile|connect_ws)$/;

/** Names of things that are clearly no entry to a database, whatever is closed or released of them. */
export function isOtherThing(name: string): boolean {
  return OTHER_THINGS.test(name.replace(/([a-z\d])([A-Z])/g, "$1_$2"));
}

const OTHER_THINGS =
  /(^|_)(browser|buffer|controller|cur|cursor|emitter|executor|fh|figure|file|fp|handler|image|lock|log|logger|loop|mock|mutex|page|patch|process|queue|reader|req|request|res|resp|response|sem|semaphore|server|sock|socket|span|stream|task|thread|timer|tmp|tracer|transport|watcher|websocket|worker|writer|ws)s?$/i;
