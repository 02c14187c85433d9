/** Masks a text without parsing: comments and the insides of strings are blanked, offsets stay. */

const QUOTED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[\s\S])*`/;
const COMMENT = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/;
/** Each quoted text and each comment, so that neither is looked for inside of the other. */
export const QUOTED_OR_COMMENT = new RegExp(`${QUOTED.source}|${COMMENT.source}`, "g");

/**
 * The text with comments as spaces, the insides of strings as `x`, and line breaks as they were. Regular expressions are
 * not known, so it is for import statements and what stands between them, not for any code.
 */
export function mask(text: string): string {
  return text.replace(QUOTED_OR_COMMENT, (found) => {
    if (found.startsWith("/")) return found.replace(/[^\r\n]/g, " ");
    return `${found[0]}${found.slice(1, -1).replace(/[^\r\n]/g, "x")}${found.at(-1)}`;
  });
}
