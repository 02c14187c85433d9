/** The facts of a file as they are for an import that comes in the place of a declaration. */
import type { FileFacts } from "../facts/facts.js";
import type { ImportRequest } from "./language.js";

/** The declaration that goes has no name, so that it hides nothing and is in nobody's way; bindings keep their places in the list. */
export function withoutDeclaration({ facts, instead }: ImportRequest): FileFacts {
  if (instead === undefined) return facts;
  const bindings = facts.bindings.map((binding, id) => (id === instead ? { ...binding, name: "" } : binding));
  return { ...facts, bindings };
}
