/** What both languages read alike in contracts: SQL sent as text, levels of isolation, names of helpers. */

import type { Range } from "../../base/text/span.js";
import { noEffects } from "../facts/contract.js";
import type { Contract, Effect, Told } from "../facts/facts.js";

/** A contract while it is read. */
export type Draft = { readonly [Key in keyof Contract]: Contract[Key][number][] };

export function emptyContract(): Draft {
  return { ...noEffects<Range>(), isolation: [], besides: [], calls: [], unclear: [] };
}

/** What an effect is, where it is told that it is not certain. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  begins: "begins a transaction",
  commits: "commits",
  keeps: "commits",
  rollsBack: "rolls back",
  discards: "rolls back",
  closes: "closes",
  leaks: "closes",
  retries: "retries",
  joins: "joins a transaction",
};

/** What a statement sent as SQL text does, where it is one of a transaction's. */
export function statementEffect(sql: string): Effect | undefined {
  const found = /^\s*(begin|start\s+transaction|commit|rollback|savepoint)\b\s*([^;]*)/i.exec(sql);
  const [, word = "", rest = ""] = found ?? [];
  const effect = STATEMENTS.get(word.toLowerCase().slice(0, 5));
  // A block of PL/SQL begins with the same word.
  const isBlock = effect === "begins" && !BEGINNING.test(rest.trim());
  return isBlock ? undefined : effect;
}

const STATEMENTS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ["begin", "begins"],
  ["start", "begins"],
  ["commi", "commits"],
  ["rollb", "rollsBack"],
  ["savep", "joins"],
]);

const BEGINNING = /^(transaction|work|isolation|read|deferred|immediate|exclusive|concurrent|try_?tran|tran)\b|^$/i;

/** Methods that send a text to the database; events have the same names as statements. */
export const SENDS =
  /^(\$?(query|execute|queryRaw|executeRaw|queryRawUnsafe|executeRawUnsafe)|exec|exec_driver_sql|execute_sql|run|raw|unsafe|sql|text|prepare|simpleQuery|void|none|fetch)$/i;

/** The level that a statement of SQL asks for: `BEGIN ISOLATION LEVEL SERIALIZABLE`. */
export function statementLevel(sql: string): string | undefined {
  if (!/^\s*(begin|start\s+transaction|set\s+(session|transaction|local))\b/i.test(sql)) return undefined;
  const found = /isolation\s+level\s+(serializable|repeatable\s+read|read\s+(?:un)?committed)|\b(read\s+only)\b/i.exec(
    sql,
  );
  const level = found?.[1] ?? found?.[2];
  return level && levelOf(level);
}

/** `Serializable`, `REPEATABLE READ` and `IsolationLevel.REPEATABLE_READ` as one spells them here. */
export function levelOf(written: string): string {
  const last = written.split(".").at(-1) ?? written;
  const spaced = last.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_\s-]+/g, " ");
  return spaced
    .replace(/^isolation level /i, "")
    .trim()
    .toLowerCase();
}

/** Names of what tries again: `retry(…)`, `withRetry`, `@backoff.on_exception`, `AsyncRetrying`. */
export const RETRIES =
  /^(p_?|async_?|with_?)?(auto_?)?(retry|retries|retrying|retryable|backoff|on_exception)(_?(async|on_?error|on_?failure|with_?backoff|operation|transaction|call|deadlock|db))?$/i;

/** Names of functions that end something by calling what does. */
export const ENDS =
  /^_*(safe|safely|force)?_?(close|release|dispose|commit|rollback|roll_back|return|put|finish|cleanup|clean_up|tear_?down|disconnect|end|free)(_|[A-Z])\w*$/;

/** What is told of a handle without doing anything to it. */
export const HARMLESS =
  /^(id|len|repr|str|type|bool|print|isinstance|issubclass|hasattr|callable|cast|String|Boolean|Number|append|add|push|set|delete|discard|has|debug|info|warn|warning|error|log|trace|exception)$/;

/** Names of things that are clearly something else than a way to a database, whatever is closed or released of them. */
export function isOtherThing(name: string): boolean {
  return OTHER_THINGS.test(name.replace(/([a-z\d])([A-Z])/g, "$1_$2"));
}

const OTHER_THINGS =
  /(^|_)(browser|buffer|controller|cur|cursor|emitter|executor|fh|figure|file|fp|handler|image|lock|log|logger|loop|mock|mutex|page|patch|process|queue|reader|req|request|res|resp|response|sem|semaphore|server|sock|socket|span|stream|task|thread|timer|tmp|tracer|transport|watcher|websocket|worker|writer|ws)s?$/i;

export function told({ start, end }: Range, text: string): Told {
  return { start, end, text };
}
