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
