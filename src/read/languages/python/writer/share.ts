/** Writes a module of Python that shares a client. */
import { indented, type ShareRequest, type ShareWriter } from "../../share.js";

export const shareWriter: ShareWriter = {
  isPlaced: (code) => /\b__file__\b/.test(code),
  isKnown: (name) => KNOWN.test(name),
  present: (code) => code,
  loadsEnvironment: (code) => /^load_dotenv\(/.test(code),
  write,
  inQuotesOf: (text) => text,
};

/** Keywords, prefixes of strings, and what is built in. */
const KNOWN =
  /^(?:await|if|else|for|in|is|not|and|or|lambda|True|False|None|r|b|f|u|rb|br|fr|rf|int|str|float|bool|bytes|dict|list|tuple|set|len|getattr)$/;

function write({ statements, expression, name, shape }: ShareRequest): string {
  const head = statements.join("\n");
  if (shape === "object") return `${head}${head === "" ? "" : "\n\n"}${name} = ${expression}\n`;
  const [def, value] = shape === "function" ? ["def", expression] : ["async def", `await ${expression}`];
  return `${head}${head === "" ? "" : "\n\n\n"}${def} ${name}():\n    return ${indented(value, "    ")}\n`;
}
