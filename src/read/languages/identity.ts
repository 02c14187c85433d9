/** What both languages do to the code that tells findings apart: words of paths that moves leave alone, spaces, and length. */
import { sha256 } from "../../base/text/hash.js";

/** Longer code is looked at for a part of it that is enough by itself. */
export const LARGE = 240;

/** A part of large code is enough by itself from this length on: `db.find({ … })` in a list, but not `db`. */
export const ENOUGH = 80;

/** Of what is written out of longer code; a hash tells the rest. */
const SHOWN = 160;

/** Code that can stand on a line; two texts that differ anywhere still do. */
export function shorten(code: string): string {
  if (code.length <= LARGE) return code;
  return `${wholeCharacters(code.slice(0, SHOWN))}…${sha256(code).slice(0, 16)}`;
}

/** A pair of surrogates that was cut in two would not survive UTF-8. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}

/** A text of several lines without the indentation that it has by where it stands. */
export function onOneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replaceAll(/\s+/g, " ") : text;
}

/** Tokens as one text: a space only where two words would run together, and where people expect one. */
export function joinTokens(tokens: readonly string[]): string {
  let text = "";
  for (const token of tokens.filter((each) => each !== "")) {
    const isApart = SPACED.has(token) || (WORD_END.test(text) && WORD_START.test(token));
    text += isApart && text !== "" && !text.endsWith(" ") ? ` ${token}` : token;
    if (SPACED.has(token) || token === ",") text += " ";
  }
  return text.trimEnd();
}

const SPACED = new Set(["=", "=>", "->", ":="]);
const WORD_START = /^(?:[\w$"'`@]|[^\0-\x7f])/;
const WORD_END = /(?:[\w$"'`]|[^\0-\x7f])$/;
