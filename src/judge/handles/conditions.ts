/** What a condition depends on, by its words. */
import { wordsOf } from "../../read/facts/body.js";

/**
 * The handle itself decides (`if (client)`, `if session.is_active`), or how the work ended.
 *
 * @param names of the handle, and of what it is kept in: `session`, `client`
 */
export function isAboutHandle(condition: string, names: readonly string[]): boolean {
  return wordsOf(condition).every((word) => names.includes(word) || STATE.test(word) || ENDING.test(word));
}

/** `if exc_type: …`, `if (!committed) …`: the work failed. */
export function isAboutFailure(condition: string): boolean {
  return wordsOf(condition).some((word) => ENDING.test(word));
}

/** `if (!this.pool) throw …`: the handle or its configuration decides, and not the caller. */
export function isAboutSetUp(condition: string, names: readonly string[]): boolean {
  return wordsOf(condition).every((word) => {
    return names.includes(word) || STATE.test(word) || ENDING.test(word) || SET_UP.test(word);
  });
}

const SET_UP =
  /init|ready|start|config|url|uri|dsn|env|pool|engine|factory|maker|client|conn|session|database|^_?db|db$|instance|source|manager|prisma|knex|sequelize|mongo|orm|default|status|state|attempt|retr|^(?:os|process|get|getenv|settings?|has|len|length|size)$/i;

/** What a handle says of itself, and what code notes of it. */
const STATE =
  /^_?(is_?)?(in_?|has_?)?(nested_?)?(active|alive|closed|closing|connected|open|opened|released|disposed|destroyed|ended|transaction|transaction_?active|transaction_?status|new|dirty|deleted|Error|Exception|BaseException)$/i;

/** How the work ended. */
const ENDING =
  /^_?(e|ex|exc|err|error|exception|failed|failure|committed|succeeded|success|completed|ok)(_?(type|val|value|info|tb))?$/i;
