/** Finds words in TypeScript and JavaScript outside of comments. Regular expression literals are not recognized. */
import { mentionsIn } from "../mentions.js";

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/g;

export function mentions(text: string, word: string): readonly number[] {
  return mentionsIn(text, word, TOKEN, (code) => code.startsWith("/"));
}
