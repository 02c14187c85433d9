/** What both languages say of a body that does more than open, begin, end and close, and what neither of them counts. */
import { statementEffect, statementLevel } from "./effects.js";

/** Whoever says the same does the same: contracts are compared by these words. */
export const KEEPS_ERROR = "keeps an error to itself";

export const turnsError = (into: string): string => `turns an error into \`${inOneLine(into)}\``;
export const sets = (what: string): string => `sets \`${inOneLine(what)}\` of its handle`;
export const callsOfHandle = (what: string): string => `calls \`${inOneLine(what)}\` of its handle`;
export const calls = (what: string): string => `calls \`${inOneLine(what)}\``;
export const keepsHandle = (where: string): string => `keeps its handle in \`${inOneLine(where)}\``;
export const asksFor = (what: string): string => `asks for \`${inOneLine(what)}\``;
export const mayThrow = (test: string): string => `may throw, depending on \`${inOneLine(test)}\``;
export const runsInside = (what: string): string => `runs inside of \`${inOneLine(what)}\``;

/** What writes down, counts or waits. */
export const ONLOOKERS =
  /log|print|span|trac(e|ing)|timer|metric|stats|monitor|histogram|counter|warnings|sleep|\.(inc|observe|reset)$/i;

/** Blocks that only look on. */
export const WATCHES = /span|trac(e|ing)|tim(er|ing|ed)|metric|measure|profil|monitor|log|nullcontext|warnings/i;

/** Asks the database, or is told of as a part of a transaction; a function of it may set or lock something. */
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

export function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
