/** SQL statements in the text of a file. */

import type { Range } from "../../base/text/span.js";

/** Sends the statement itself, or has asyncpg's `add_listener()` send it. */
export function sendsListen(text: string): boolean {
  return /["'`]\s*LISTEN\s|\.add_listener\(/i.test(text);
}

/**
 * Whether an argument is a statement that writes, or the name of one: `INSERT`, `text(query)`. Looks at its beginning alone,
 * because arguments hold one another.
 */
export function writesData(text: string, { start, end }: Range): boolean {
  const written = text.slice(start, Math.min(end, start + 500));
  if (isWriting(written)) return true;
  const name = NAMED.exec(written)?.[1];
  const at = name === undefined ? -1 : text.lastIndexOf(`${name} = `, start);
  return (
    name !== undefined && at > 0 && /\s/.test(text[at - 1] ?? "") && isWriting(valueAt(text, at + name.length + 3))
  );
}

/** The statement that a name is set to, as far as it goes on. */
function valueAt(text: string, at: number): string {
  const value = text.slice(at, at + 200);
  return /^[frbu]*(?:"""|\(|`)/i.test(value) ? value : (value.split("\n")[0] ?? "");
}

function isWriting(written: string): boolean {
  return (
    WRITTEN_TEXT.test(written) || WRITTEN_BEHIND.test(written) || /^(?:\w+\.)*(?:insert|update|delete)\(/.test(written)
  );
}

/** A name that statements have, alone or in a call of one word. */
const NAMED = /^(?:\w+\()?([A-Z][A-Z0-9_]*|\w*(?:sql|query|stmt|statement|insert|update))\)?$/i;

const WRITTEN_TEXT =
  /["'`]\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*(?:insert\s|update\s|delete\s+from\s|replace\s|merge\s|truncate\s|alter\s|create\s|drop\s)/i;

/** `with one as (…) insert into …` */
const WRITTEN_BEHIND = /["'`]\s*with\s[^;]*\)\s*(?:insert\s+into|update\s+\w+\s+set|delete\s+from)\s/i;
