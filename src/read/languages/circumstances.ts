/**
 * What a condition is about, by the words in it: takes its text and the names of a handle, and says whether the handle
 * itself decides (`if (client)`, `if session.is_active`) or how the work ended. Both languages write these alike.
 */

/** @param names of the handle, and of what it is kept in: `session`, `client` */
export function isAboutHandle(condition: string, names: readonly string[]): boolean {
  return wordsOf(condition).every((word) => names.includes(word) || STATE.test(word) || ENDING.test(word));
}

/** `except E: …`, `if exc_type: …`, `if (!committed) …`: the work failed. */
export function isAboutFailure(condition: string): boolean {
  return wordsOf(condition).some((word) => ENDING.test(word));
}

/** `if (!this.pool) throw …`: the test is about the handle or its configuration, not about the caller. */
export function isAboutSetUp(condition: string, names: readonly string[]): boolean {
  return wordsOf(condition).every((word) => {
    return names.includes(word) || STATE.test(word) || ENDING.test(word) || SET_UP.test(word);
  });
}

const SET_UP =
  /init|ready|start|config|url|uri|dsn|env|pool|engine|factory|maker|client|conn|session|database|^_?db|db$|instance|source|manager|prisma|knex|sequelize|mongo|orm|default|status|state|attempt|retr|^(?:os|process|get|getenv|settings?|has|len|length|size)$/i;

/** Names in an expression, without what the languages themselves bring. */
export function wordsOf(expression: string): readonly string[] {
  const code = expression.replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/g, "");
  return (code.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((word) => !LANGUAGE.has(word));
}

const LANGUAGE = new Set([
  ...["this", "self", "cls", "not", "and", "or", "is", "in", "await", "typeof", "instanceof", "new"],
  ...["None", "True", "False", "null", "undefined", "true", "false", "hasattr", "isinstance", "callable", "bool"],
]);

/** What a handle says of itself, and what code notes of it. */
const STATE =
  /^_?(is_?)?(in_?|has_?)?(nested_?)?(active|alive|closed|closing|connected|open|opened|released|disposed|destroyed|ended|transaction|transaction_?active|transaction_?status|new|dirty|deleted|Error|Exception|BaseException)$/i;

/** How the work ended. */
const ENDING =
  /^_?(e|ex|exc|err|error|exception|failed|failure|committed|succeeded|success|completed|ok)(_?(type|val|value|info|tb))?$/i;
