/** Finds qualified names and bare names in blocks of text, with how each is written there and what its sentence says. */
import { escaped } from "../../base/text/regexp.js";
import type { Range } from "../../base/text/span.js";
import type { TextBlock } from "./block.js";
import { tellsOfAbsence } from "./tense.js";

/** `app.db.manager.DatabaseManager.get_session(…)`. The range ends before the parentheses. */
export interface WrittenName extends Range {
  /** What is named: `DatabaseManager`. */
  readonly word: string;
  /** The names before it, joined by dots: `app`, `db`, `manager`. */
  readonly before: readonly string[];
  /** The names after it. */
  readonly members: readonly Range[];
  /** Of the word and of each member, whether it is called: `Manager().getSession`. */
  readonly called: readonly boolean[];
  /** What stands behind the last name: nothing, `()`, or parentheses with something in them. */
  readonly call: "none" | "empty" | "filled";
}

/** A name in text: `app.db.Manager.getSession` names `Manager`, with what stands before and after it. */
export interface NamedPath {
  readonly word: string;
  readonly before: readonly string[];
  /** The members; `called` says of what each is asked whether it is called first: `Manager().getSession`. */
  readonly members: readonly { readonly name: string; readonly called: boolean }[];
  /** The last name is called. */
  readonly isCalled: boolean;
}

/** A name in its block. */
export interface Mention {
  readonly name: WrittenName;
  readonly block: TextBlock["kind"];
  /** It is marked as code, or part of code. */
  readonly isCode: boolean;
  /** The text around says that the name is not to be found, or should not be used. */
  readonly isPast: boolean;
  /** Its sentence, the name itself left out. */
  readonly sentence: string;
  /** Why another name in its place may make the sentence wrong; absent where nothing but the name is said. */
  readonly bound?: string;
  /** The word right before it, where that is one of code: `await`, `=`. */
  readonly lead?: string;
}

/** Where a text may name a word and members of it; no block is looked at. */
export function namesIn(text: string, word: string): readonly WrittenName[] {
  if (!text.includes(word)) return [];
  const pattern = new RegExp(
    `(?<![\\w$@/\\\\.-])((?:[A-Za-z_]\\w*\\.)*)${escaped(word)}(?![\\w$])((?:(?:\\(\\))?(?:\\.|#|::)[A-Za-z_$][\\w$]*)*)(\\(\\)?)?`,
    "g",
  );
  return [...text.matchAll(pattern)].flatMap((match) => nameAt(word, match) ?? []);
}

function nameAt(word: string, match: RegExpMatchArray): WrittenName | undefined {
  const [whole, before = "", tail = "", parentheses = ""] = match;
  const start = match.index ?? 0;
  const at = start + before.length + word.length;
  const parts = [...tail.matchAll(/(\(\))?(?:\.|#|::)([\w$]+)/g)];
  const members = parts.map((part) => {
    const end = at + (part.index ?? 0) + part[0].length;
    return { start: end - (part[2] ?? "").length, end };
  });
  const end = start + whole.length - parentheses.length;
  const call = parentheses === "" ? "none" : parentheses === "()" ? "empty" : "filled";
  return {
    word,
    before: before.split(".").filter((name) => name !== ""),
    start,
    end,
    members,
    called: [...parts.map((part) => part[1] !== undefined), call !== "none"],
    call,
  };
}

export function pathOf(text: string, { word, before, members, called, call }: WrittenName): NamedPath {
  return {
    word,
    before,
    members: members.map(({ start, end }, index) => ({ name: text.slice(start, end), called: called[index] ?? false })),
    isCalled: call !== "none",
  };
}

/** Whether code in a text gives a word a meaning of its own, other than an object of one of the known names. */
export function declares(text: string, word: string, known: readonly string[]): boolean {
  const name = escaped(word);
  const defined = new RegExp(
    `\\b(?:class|interface|enum|namespace|struct|object)\\s+${name}(?![\\w$])|[{,]\\s*${name}\\s*[,}][^=\\n]*=(?![=>])`,
  );
  const assigned = new RegExp(`(?<![\\w$.])${name}\\s*(?::[^=\\n]{0,60})?=(?![=>])([^\\n]*)`, "g");
  return (
    defined.test(text) ||
    [...text.matchAll(assigned)].some(([, value = ""]) => !known.some((each) => isIn(value, each)))
  );
}

function isIn(code: string, word: string): boolean {
  return code.includes(word) && new RegExp(`(?<![\\w$.])${escaped(word)}(?![\\w$])`).test(code);
}

/** `undefined` where the name is in none of the blocks, or is no name there: the path of a file, the start of a sentence. */
export function mentionOf(text: string, blocks: readonly TextBlock[], name: WrittenName): Mention | undefined {
  const block = blocks.find(({ start, end }) => start <= name.start && name.end <= end);
  if (block === undefined) return undefined;
  const isCode = block.code.some(({ start, end }) => start <= name.start && name.end <= end);
  const last = name.members.at(-1);
  if (last !== undefined && isFileName(text, name, last)) return undefined;
  if (!isCode && last !== undefined && name.call === "none" && /^[A-Z]/.test(text.slice(last.start, last.end)))
    return undefined;
  const { sentence, next } = sentenceAround(text, block, name);
  const lead = LEAD.exec(text.slice(Math.max(block.start, name.start - 40), name.start))?.[1];
  const bound = whyBound(text, block, name, sentence);
  return {
    name,
    block: block.kind,
    isCode,
    isPast: block.past || tellsOfAbsence(sentence) || (REFERS_BACK.test(next) && tellsOfAbsence(next)),
    sentence,
    ...(bound === undefined ? {} : { bound }),
    ...(lead === undefined ? {} : { lead }),
  };
}

/** `DatabaseManager.ts`, `DatabaseManager.test`. */
function isFileName(text: string, { call, members }: WrittenName, { start, end }: Range): boolean {
  return members.length <= 2 && call === "none" && FILE_ENDING.test(text.slice(start, end));
}

const FILE_ENDING =
  /^(?:[cm]?[jt]sx?|d|pyi?|mdx?|rst|txt|json[c5l]?|ya?ml|toml|ini|cfg|conf|env|html?|css|scss|vue|svelte|astro|java|kt|go|rs|rb|php|cs|cpp|h|swift|sql|sqlite3?|db|log|lock|csv|png|svg|jpe?g|gif|pdf|test|spec|stories|mock|snap|e2e|com|org|io|net|dev|local|example|internal)$/i;

const LEAD = /(?:\b(await|with|using|new|return|yield|for)|([=]))\s*$/;

const REFERS_BACK =
  /^\W*(?:it|this|that|these|those|they|both|neither|such|which|the (?:method|function|call|name|member))\b/i;

interface Sentence {
  readonly sentence: string;
  readonly next: string;
}

/** Without the marks of comments, and without the name itself, which may hold any word. */
function sentenceAround(text: string, block: TextBlock, name: Range): Sentence {
  const written = text.slice(block.start, block.end);
  const plain = block.kind === "fence" ? written : withoutMarks(written);
  const at = name.start - block.start;
  const to = name.end - block.start;
  const blank = `${plain.slice(0, at)}${"_".repeat(to - at)}${plain.slice(to)}`;
  if (block.kind === "fence") return { sentence: lineWithComment(blank, at), next: "" };
  const ends = [...blank.matchAll(SENTENCE_END)].map(({ 0: whole, index }) => index + whole.length);
  const start = ends.filter((end) => end <= at).at(-1) ?? 0;
  const [end = blank.length, after = blank.length] = ends.filter((each) => each > at);
  return { sentence: flat(blank.slice(start, end)), next: flat(blank.slice(end, after)) };
}

/** A full stop before a capital letter, an empty line, the start of an item or of a tag. */
const SENTENCE_END =
  /(?<!\b(?:e\.g|i\.e|etc|vs|cf|resp))[.!?][)"'*_`]*(?=\s+["'(`*_[]*[A-Z_`])|\n\s*\n|\n(?=\s*(?:[-*+•] |\d+[.)] |@\w|:\w+|\w+:\s*\n))|\n(?=\s*\|)/g;

function withoutMarks(written: string): string {
  return written.replace(/^([ \t]*)(\/\*\*?|\/\/+!?|#+!?|\*+(?!\/))/gm, (mark) => " ".repeat(mark.length));
}

/** A line of code, with the comment above it. */
function lineWithComment(code: string, at: number): string {
  const start = code.lastIndexOf("\n", at) + 1;
  const end = code.indexOf("\n", at);
  const above = code.slice(code.lastIndexOf("\n", start - 2) + 1, Math.max(0, start - 1));
  const line = code.slice(start, end < 0 ? code.length : end);
  const comment = /^\s*(?:\/\/|#|--)/.test(above) ? `${above} ` : "";
  return flat(`${comment}${/(?:\/\/|#).*$/.exec(line)?.[0] ?? ""}`);
}

function flat(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function whyBound(text: string, block: TextBlock, name: WrittenName, sentence: string): string | undefined {
  if (block.kind === "heading") return "it is a heading, to which others may link";
  if (block.links.some(({ start, end }) => start <= name.start && name.end <= end)) return "it is the text of a link";
  if (/:\w+:`~?$/.test(text.slice(block.start, name.start))) return "its role says what it is";
  if (name.call === "filled") return "it is named with its arguments";
  const isOften = namesIn(text.slice(block.start, block.end), name.word).length > 1;
  if (block.kind === "fence") return isOften ? `the example names \`${name.word}\` elsewhere, too` : undefined;
  const line = text.slice(text.lastIndexOf("\n", name.start) + 1, name.end + 400).split("\n", 1)[0] ?? "";
  if (/^\s*\|/.test(line)) return "it is in a table";
  if (/^\s*(?:>>>|\.\.\.) /.test(line))
    return isOften ? `the example names \`${name.word}\` elsewhere, too` : undefined;
  if (new RegExp(`(?<![\\w$])${escaped(name.word)}(?![\\w$])`).test(sentence))
    return `the sentence speaks of \`${name.word}\``;
  return DESCRIBES.test(sentence) || !isObject(sentence) ? "the sentence says more of it than its name" : undefined;
}

/** The sentence uses, calls or points at what it names, or is nothing but the name; it does not say what it does. */
function isObject(sentence: string): boolean {
  const at = sentence.indexOf("_".repeat(3));
  const before = sentence.slice(0, Math.max(0, at)).replace(/[^\w:,)}]*(?:\{@\w+ |:\w+:`)?[^\w:,)]*$/, "");
  const after = sentence.slice(at).replace(/^_+/, "");
  return before === "" ? !/[a-z]{2}/i.test(after) : OBJECT_OF.test(before);
}

/** What a name follows that somebody uses. */
const OBJECT_OF =
  /(?:\b(?:us(?:e|es|ed|ing)|ask(?:s|ed|ing)?|via|through|from|by|with|call(?:s|ed|ing)?|sees?|get(?:s|ting)?|of|to|into|in|on|and|or|for|like|try|tr(?:y|ies)|prefer|invok(?:e|es|ed|ing)|await|acquir(?:e|es|ed|ing)|obtain(?:s|ed|ing)?|open(?:s|ed|ing)?|import(?:s|ed|ing)?)|[:,])$/i;

/** Says what kind of thing is named, or how it behaves. */
const DESCRIBES =
  /\b(?:(?:class|static|instance)[- ]?methods?|methods?|members?|propert(?:y|ies)|attributes?|getters?|takes?|accepts?|expects?|arguments?|parameters?|returns?|yields?|commits?|rolls? back|closes?|retries|retry|opens?|defaults? to|defined (?:in|on)|lives? (?:in|on)|belongs? to|pool|caches?|cached|singleton|lazily)\b/i;
