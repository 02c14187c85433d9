/** Where TypeScript and JavaScript name a word outside of comments. Regular expressions are not known. */
import { mentionsIn } from "../mentions.js";

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\r\n]*/g;

export function mentions(text: string, word: string): readonly number[] {
  return mentionsIn(text, word, TOKEN, (stretch) => stretch.startsWith("/"));
}
