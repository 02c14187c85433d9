/** Pieces of HTML. Every text is escaped, so that no text from a file can become markup. */

import { visible } from "../../../base/text/width.js";
import { xmlAttribute } from "../../../base/text/xml.js";

export interface Markup {
  readonly html: string;
}

export type Part = string | number | Markup | readonly Markup[];

/** Strings between the pieces are text, in tags as well as in attributes within double quotes. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: String.raw({ raw: pieces }, ...parts.map(htmlOf)) };
}

export const NOTHING: Markup = { html: "" };

/** What a reporter of ours has put together from escaped parts. */
export function trusted(html: string): Markup {
  return { html };
}

export function escaped(text: string): string {
  return xmlAttribute(visible(text)).replace(NO_CHARACTERS, "\ufffd");
}

/** XML has them, HTML does not. */
const NO_CHARACTERS = /\p{Noncharacter_Code_Point}/gu;

/** What stands in backticks is code. */
export function prose(text: string): Markup {
  const parts = text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`));
  return markup`${parts}`;
}

function htmlOf(part: Part): string {
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return "html" in part ? part.html : part.map(({ html }) => html).join("");
}
