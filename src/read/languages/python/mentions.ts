/** Finds words in Python outside of comments and docstrings. */
import { isBlank, lineStart } from "../../../base/text/offsets.js";
import { mentionsIn } from "../mentions.js";

const TOKEN = /("""|''')[\s\S]*?(?:\1|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#[^\r\n]*/g;

export function mentions(text: string, word: string): readonly number[] {
  const isDocstring = (code: string, start: number) =>
    /^(?:"""|''')/.test(code) && isBlank(text.slice(lineStart(text, start), start).replace(/[rRuU]$/, ""));
  return mentionsIn(text, word, TOKEN, (code, start) => code.startsWith("#") || isDocstring(code, start));
}
