/** The effects of SQL statements on their transaction or session. */
import type { EffectName } from "./words.js";

/** What a statement does, if it is one of a transaction's. */
export function statementEffect(sql: string): EffectName | undefined {
  const found = /^\s*(begin|start\s+transaction|commit|rollback|savepoint)\b\s*([^;]*)/i.exec(sql);
  const [, word = "", rest = ""] = found ?? [];
  const effect = STATEMENTS.get(word.toLowerCase().slice(0, 5));
  // A block of PL/SQL begins with the same word.
  const isBlock = effect === "begins" && !BEGINNING.test(rest.trim());
  return isBlock ? undefined : effect;
}

const STATEMENTS: ReadonlyMap<string, EffectName> = new Map<string, EffectName>([
  ["begin", "begins"],
  ["start", "begins"],
  ["commi", "commits"],
  ["rollb", "rollsBack"],
  ["savep", "joins"],
]);

const BEGINNING = /^(transaction|work|isolation|read|deferred|immediate|exclusive|concurrent|try_?tran|tran)\b|^$/i;

/** The level that a statement asks for: `BEGIN ISOLATION LEVEL SERIALIZABLE`. */
export function statementLevel(sql: string): string | undefined {
  if (!/^\s*(begin|start\s+transaction|set\s+(session|transaction|local))\b/i.test(sql)) return undefined;
  const found = /isolation\s+level\s+(serializable|repeatable\s+read|read\s+(?:un)?committed)|\b(read\s+only)\b/i.exec(
    sql,
  );
  const level = found?.[1] ?? found?.[2];
  return level && levelOf(level);
}

/** `Serializable`, `REPEATABLE READ` and `IsolationLevel.REPEATABLE_READ` in one spelling. */
export function levelOf(written: string): string {
  const last = written.split(".").at(-1) ?? written;
  const spaced = last.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_\s-]+/g, " ");
  return spaced
    .replace(/^isolation level /i, "")
    .trim()
    .toLowerCase();
}

export const LEVELS = /^(serializable|repeatable read|read|snapshot)/;

/** Asks the database, or is a part of a transaction; a function that a question calls may set or lock something. */
export function changesNothing(sql: string): boolean {
  const isQuestion = /^\s*(select|show)\b(?!.*\b(set_config|pg_\w*advisory\w*)\b)/is.test(sql);
  return isQuestion || statementEffect(sql) !== undefined || statementLevel(sql) !== undefined;
}

/** A statement that changes what later ones on the same connection mean, whatever the connection is called. */
export function isSetting(sql: string): boolean {
  return SETTING.test(sql) && statementLevel(sql) === undefined;
}

const SETTING = /^\s*(set\s|pragma\s|alter\s+session\s|use\s|select\b.*\b(set_config|pg_\w*advisory\w*)\b)/is;

/** A statement whose effect lasts in the session: a setting, of the isolation too, a lock, a listener, a temporary table. */
export function lastsBeyondStatement(sql: string): boolean {
  return SETTING.test(sql) || LASTING.test(sql);
}

const LASTING = /^\s*(?:reset|listen|lock)\s|\bpg_\w*advisory|\bcreate\s+temp/i;
