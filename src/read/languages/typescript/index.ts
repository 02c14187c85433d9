/** The TypeScript and JavaScript front end. The parser is loaded when the first file needs it, not before. */
import type { Language } from "../language.js";
import { mentions } from "./mentions.js";
import { outline } from "./outline.js";
import { createResolver } from "./resolve/index.js";

export const typescript: Language = {
  id: "typescript",
  extensions: [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"],
  outline,
  mentions,
  createResolver,
  async load() {
    const [{ extract, codeOf }, { comments, commentRanges }, { locate, definitions }, { writer }, { mover }] =
      await Promise.all([
        import("./extract.js"),
        import("./comments.js"),
        import("./locate/index.js"),
        import("./writer/index.js"),
        import("./mover/index.js"),
      ]);
    return { extract, codeOf, comments, docstrings: () => [], commentRanges, locate, definitions, writer, mover };
  },
};
