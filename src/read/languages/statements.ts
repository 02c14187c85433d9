/** SQL statements in the text of a file. */

import type { Range } from "../../base/text/span.js";

/** Sends the statement itself, or has asyncpg's `add_listener()` send it. */
export function sendsListen(text: string): boolean {
  return /["'`]\s*LISTEN\s|\.add_listener\(/i.test(text);
}

/** Whether an argument is a statement that writes. Looks at its beginning alone, because arguments hold one another. */
export function writesData(text: string, { start, end }: Range): boolean {
  const written = text.slice(start, Math.min(end, start + 500));
  return WRITTEN_TEXT.test(written) || /^(?:\w+\.)*(?:insert|update|delete)\(/.test(written);
}

const WRITTEN_TEXT =
  /["'`]\s*(?:insert\s|update\s|delete\s+from\s|replace\s|merge\s|truncate\s|alter\s|create\s|drop\s)/i;
