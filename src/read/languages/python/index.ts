/** The Python front end. Its parser is loaded when the first file needs it, not before; no Python is needed. */
import type { Language } from "../language.js";
import { mentions } from "./mentions.js";
import { outline } from "./outline.js";
import { createResolver } from "./resolve/index.js";
import { definedNames, usesOf } from "./uses.js";

export const python: Language = {
  id: "python",
  extensions: [".py"],
  outline,
  mentions,
  usesOf,
  definedNames,
  createResolver,
  async load() {
    const [{ createExtract }, { createComments }, { createLocate }, { createWriter }, { createMover }, { loadParser }] =
      await Promise.all([
        import("./extract.js"),
        import("./comments.js"),
        import("./locate/index.js"),
        import("./writer/index.js"),
        import("./mover/index.js"),
        import("./syntax/parse.js"),
      ]);
    const parse = await loadParser();
    return {
      ...createExtract(parse),
      ...createComments(parse),
      ...createLocate(parse),
      writer: createWriter(parse),
      mover: createMover(parse),
    };
  },
};
