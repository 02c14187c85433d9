/** What identifies a finding: the definition around it, and its code without what formatters, moves and renames change. */
import { sha256 } from "../../base/text/hash.js";
import { lineAround } from "../../base/text/lines.js";
import type { Identity, Range } from "../../base/text/span.js";

/** What identifying code asks of a language's tree. */
export interface IdentityView<Node> {
  /** A statement, or what is in the place of one: a member, a parameter, a decorator, the head of a branch. */
  isHolder(node: Node): boolean;
  /** A part of a list, whose other parts may change without it. */
  isElement(node: Node): boolean;
  /** Code as text without what formatters change. @param range  of the finding */
  written(node: Node, range: Range): string;
  /** An import as text that outlasts a move of its file. */
  importedAt(holder: Node, innermost: Node): string | undefined;
  /** The names of the definitions around a node. */
  pathOf(node: Node): string;
}

/** @param innermost  the smallest node around the range */
export function identify<Node extends { readonly parent?: Node }>(
  view: IdentityView<Node>,
  text: string,
  innermost: Node,
  range: Range,
): Identity {
  let holder: Node | undefined = innermost;
  while (holder !== undefined && !view.isHolder(holder)) holder = holder.parent;
  // A comment is in no statement.
  if (holder === undefined) return { within: "", code: shorten(lineAround(text, range.start)) };
  const code = view.importedAt(holder, innermost) ?? codeOf(view, holder, innermost, range);
  return { within: view.pathOf(holder), code: shorten(code) };
}

function codeOf<Node extends { readonly parent?: Node }>(
  view: IdentityView<Node>,
  holder: Node,
  innermost: Node,
  range: Range,
): string {
  const code = view.written(holder, range);
  if (code.length <= LARGE) return code;
  for (let at: Node | undefined = innermost; at !== undefined && at !== holder; at = at.parent) {
    const part = view.isElement(at) ? view.written(at, range) : "";
    if (part.length >= ENOUGH) return part;
  }
  return code;
}

/** Of longer code, a part is used if one is long enough. */
const LARGE = 240;

/** `db.find({ … })` in a list is long enough, `db` is not. */
const ENOUGH = 80;

/** Longer code is cut to this length; a hash stands for the rest. */
const SHOWN = 160;

/** At most one line; texts that differ anywhere still differ. */
function shorten(code: string): string {
  if (code.length <= LARGE) return code;
  return `${wholeCharacters(code.slice(0, SHOWN))}…${sha256(code).slice(0, 16)}`;
}

/** A pair of surrogates that was cut in two would not survive UTF-8. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}

/** Multi-line text without its indentation. */
export function onOneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replaceAll(/\s+/g, " ") : text;
}

/** Tokens as one text: a space only between two words, and around the usual operators. */
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
