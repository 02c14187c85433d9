/** Escapes one line of text for Markdown on GitHub and GitLab, so that it contains no markup, mention or link. */
import { visible } from "./width.js";

/** What stands in backticks becomes code; the rest is prose. */
export function markdownText(text: string): string {
  return visible(text)
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part) : prose(part)))
    .join("");
}

/** As code, in a tag: a fence of backticks would have to be longer than those within, and a table takes no `|` in it. */
export function markdownCode(text: string): string {
  return `<code>${literal(visible(text))}</code>`;
}

/** In prose, unlike in code, `@name` notifies a user, and `#1` or `~label` becomes a link. */
function prose(text: string): string {
  return text.replace(/[@#!%&~$]|[^@#!%&~$]+/g, (part) =>
    /[@#!%&~$]/.test(part) ? `${literal(part)}&#8203;` : literal(part),
  );
}

/** A character reference stands for its character and is never markup. */
function literal(text: string): string {
  return text.replace(MARKUP, (part) => `${part.slice(0, -1)}&#${part.charCodeAt(part.length - 1)};`);
}

/** Two slashes after a colon, and a point after `www`, make an address; a word between colons is the name of a picture. */
const MARKUP = /[\\`*_[\]<>&|~$@#!%]|:(?=\/\/|[\w+-]+:)|www\./gi;

/**
 * One line of text for Markdown that people also read as it is written: what stands in backticks becomes a code span, and only characters
 * that would be markup, a mention or a link get a backslash or a reference.
 */
export function markdownWords(text: string): string {
  const parts = visible(text).split(/`([^`]+)`/);
  const line = parts.map((part, index) => (index % 2 === 1 ? markdownSpan(part) : words(part))).join("");
  return line.trim().replace(AT_BLOCK_START, (_all, before: string, mark: string) => `${before}\\${mark}`);
}

/** As a code span, in as many backticks as it needs. A table takes a bar in it only with a backslash, which is no code elsewhere. */
export function markdownSpan(text: string): string {
  const shown = visible(text).trim();
  if (shown === "") return "` `";
  // A CI system would obey `##[command]`, even in the middle of a printed line.
  if (/\||#.*\[/.test(shown)) return markdownCode(shown);
  const fence = "`".repeat(longestFence(shown) + 1);
  const space = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

/** Lines of code, in a fence that is longer than those within. @param word  by which the code is highlighted: `ts` */
export function markdownBlock(lines: readonly string[], word: string): string {
  const fence = "`".repeat(Math.max(3, longestFence(lines.join("\n")) + 1));
  return [`${fence}${/^[a-z]+$/.test(word) ? word : ""}`, ...lines.map(visible), fence].join("\n");
}

function longestFence(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((each) => each.length));
}

function words(text: string): string {
  return text.replace(NOT_WORDS, (mark) => {
    if (/[<>&]/.test(mark)) return `&#${mark.charCodeAt(0)};`;
    return /[@#!%~$]/.test(mark) ? `&#${mark.charCodeAt(0)};&#8203;` : `\\${mark}`;
  });
}

/** An underscore within a word is none; neither is `%` before a space. */
const NOT_WORDS = /[<>&\\`*[\]|]|@|[#!%~$](?=\S)|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|:(?=\/\/|[\w+-]+:)|(?<=www)\./giu;

/** What begins a heading, a list or a quotation: `# `, `- `, `1. `. */
const AT_BLOCK_START = /^(\d*)([-+=#.):])/;
