/** The TypeScript and JavaScript front end. The compiler is loaded when the first file needs it, not before. */
import type { Language } from "../language.js";
import { createResolver } from "./resolve/index.js";

export const typescript: Language = {
  id: "typescript",
  extensions: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"],
  specifiers(text) {
    return [...text.matchAll(SPECIFIER)].map((match) => match[1] ?? match[2] ?? "");
  },
  createResolver,
  async load() {
    const [{ extract }, { writer }] = await Promise.all([import("./extract.js"), import("./writer/index.js")]);
    return { extract, writer };
  },
};

/** A quoted string after `from`, `import` or `require`, with a parenthesis or without. */
const SPECIFIER = /\b(?:from|import|require)\b\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)')/g;
