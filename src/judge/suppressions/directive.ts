/** Parses a directive in a comment: what it suppresses, or why it suppresses nothing. */
import type { TextEdit } from "../../base/edits/apply.js";
import { nearest } from "../../base/text/nearest.js";
import type { Range } from "../../base/text/span.js";
import type { Comment } from "../../read/languages/comments.js";
import { type Reason, readReason } from "./reason.js";

export type DirectiveKind = "next-line" | "line" | "start" | "end" | "file";

export interface Directive extends Range {
  readonly comment: Comment;
  /** Where it is nearly one, the one that it is near to. */
  readonly kind: DirectiveKind | undefined;
  readonly rules: readonly RuleName[];
  readonly reason: Reason;
  readonly flaws: readonly DirectiveFlaw[];
}

export interface RuleName extends Range {
  readonly id: string;
}

/** Why it allows nothing. */
export interface DirectiveFlaw extends Range {
  readonly message: string;
  readonly label: string;
  readonly help: string;
  /** Where the right spelling is certain. */
  readonly fix?: TextEdit;
}

/** The rules that a comment may name, and those that no comment can speak for. */
export interface KnownRules {
  readonly allowable: readonly string[];
  readonly others: readonly string[];
}

/** A text without it holds no directive. */
export const DIRECTIVE = "db-ssot-";

/**
 * A comment to the end of its line may hold several directives, and those of other tools, each after a mark of its own:
 * `# noqa: F401  # db-ssot-ignore-line …`.
 */
export function readDirectives(text: string, comment: Comment, known: KnownRules): readonly Directive[] {
  return partsOf(text, comment).flatMap((part) => readPart(text, comment, part, known) ?? []);
}

const WORDS: Readonly<Record<string, DirectiveKind>> = {
  "db-ssot-ignore-next-line": "next-line",
  "db-ssot-ignore-line": "line",
  "db-ssot-ignore-start": "start",
  "db-ssot-ignore-end": "end",
  "db-ssot-ignore-file": "file",
};

/** Ranges of a comment, each from its mark to what comes before the next. */
function partsOf(text: string, { start, end }: Range): readonly Range[] {
  const written = text.slice(start, end);
  if (/^(?:\/\*|<!--)/.test(written)) return [{ start, end }];
  const marks = [0, ...[...written.matchAll(LATER_PART)].map(({ index }) => index)];
  return marks.map((mark, index) => ({
    start: start + mark,
    end: start + written.slice(0, marks[index + 1]).trimEnd().length,
  }));
}

/** What tools write behind a comment of another tool; a `#` or `//` before anything else belongs to the reason. */
const LATER_PART = /(?<=\s)(?:#|\/\/)(?=\s*(?:db-ssot-|noqa\b|nosec\b|@ts-|[a-z]+-(?:ignore|disable)|[a-z]+: ?[a-z]))/g;

function readPart(text: string, comment: Comment, part: Range, known: KnownRules): Directive | undefined {
  const written = text.slice(part.start, part.end);
  const [, before = "", word = ""] = OPENING.exec(written) ?? [];
  const kind = WORDS[word];
  const near = kind === undefined ? nearestWord(word) : undefined;
  // Other words of ours, the name of a file, say, are no directives.
  if (kind === undefined && near === undefined && !MEANT.test(word)) return undefined;
  const at = { start: part.start + before.length, end: part.start + before.length + word.length };
  const content = written.slice(before.length + word.length).replace(/(?<!\*)\*+\/$|-->$/, "");
  const separator = /(?:^|\s)--(?:\s|$)/.exec(content);
  const rules = readRules(content.slice(0, separator?.index), at.end);
  const reason = readReason(separator ? flat(content.slice(separator.index + separator[0].length)) : "");
  const meant = kind ?? (near === undefined ? undefined : WORDS[near]);
  const directive = { ...part, comment, kind: meant, rules, reason };
  if (kind === undefined) return { ...directive, flaws: [unknownWord(word, at, near)] };
  // Without the two dashes, what follows the first word is likely to be the reason.
  const named = separator === null && kind !== "end" ? rules.slice(0, 1) : rules;
  const flaws = [...missing(directive, word, at), ...badDays(reason, part), ...unknownRules(named, known)];
  return { ...directive, flaws };
}

/** What begins a comment, the stars of a block among it, and the word. */
const OPENING = /^((?:\/\/+|#+|\/\*|<!--+)[\s*!]*)(db-ssot-[^\s,]+)/;

/** Also what other tools call it. */
const MEANT = /^db-ssot-(?:ignore|disable|enable|allow|suppress|expect)(?:-|\W|$)/;

/** What all words have in common says nothing of which of them is meant. */
function nearestWord(word: string): string | undefined {
  const words = Object.keys(WORDS);
  const [own] = MEANT.exec(word) ?? [];
  if (own === undefined) return nearest(word, words);
  const rest = word.slice(own.length);
  const ends = words.map((each) => each.slice(COMMON.length));
  const near = ends.includes(rest) ? rest : nearest(rest, ends);
  return near === undefined ? undefined : `${COMMON}${near}`;
}

const COMMON = "db-ssot-ignore-";

function readRules(written: string, offset: number): readonly RuleName[] {
  return [...written.matchAll(/[^\s,*]+/g)].map(({ 0: id, index }) => {
    return { id, start: offset + index, end: offset + index + id.length };
  });
}

/** A reason may go on over the lines of a block. */
function flat(reason: string): string {
  return reason
    .split("\n")
    .map((line) => line.replace(/^[\s*]+/, "").trim())
    .filter((line) => line !== "")
    .join(" ");
}

function unknownWord(word: string, at: Range, near: string | undefined): DirectiveFlaw {
  return {
    ...at,
    message: `there is no \`${word}\``,
    label: "unknown",
    help: near ? `write \`${near}\`` : `write one of ${listed(Object.keys(WORDS))}`,
    ...(near ? { fix: { ...at, text: near } } : {}),
  };
}

function missing({ kind, rules, reason }: Omit<Directive, "flaws">, word: string, at: Range): readonly DirectiveFlaw[] {
  if (kind === "end") return [];
  const flaws: DirectiveFlaw[] = [];
  if (rules.length === 0) {
    const help = `name the rule whose finding is meant: \`${word} direct-client -- why\``;
    flaws.push({ ...at, message: `\`${word}\` names no rule`, label: "no rule", help });
  }
  if (reason.text === "") {
    const help = "write ` -- ` and the reason after the rules";
    flaws.push({ ...at, message: `\`${word}\` gives no reason`, label: "no reason", help });
  }
  return flaws;
}

function badDays({ badDay }: Reason, part: Range): readonly DirectiveFlaw[] {
  if (badDay === undefined) return [];
  return [
    {
      ...part,
      message: `\`until ${badDay}\` is not a date`,
      label: "not a date",
      help: "write a date, as in `until 2027-03-01`",
    },
  ];
}

function unknownRules(rules: readonly RuleName[], { allowable, others }: KnownRules): readonly DirectiveFlaw[] {
  return rules.flatMap(({ id, start, end }): readonly DirectiveFlaw[] => {
    if (allowable.includes(id)) return [];
    if (others.includes(id)) {
      const help = "set its severity in `rules` of the configuration";
      return [{ start, end, message: `\`${id}\` cannot be allowed by a comment`, label: "not allowable", help }];
    }
    const near = nearest(id, allowable);
    return [
      {
        start,
        end,
        message: `there is no rule \`${id}\``,
        label: "unknown",
        help: near ? `write \`${near}\`` : `the rules are ${listed(allowable)}`,
        ...(near ? { fix: { start, end, text: near } } : {}),
      },
    ];
  });
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
