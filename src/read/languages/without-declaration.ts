/** Facts for an import that replaces a declaration. */
import type { FileFacts } from "../facts/facts.js";
import type { ImportRequest } from "./language.js";

/** Clears the name of the removed declaration, so that it shadows nothing and its name is free. Binding ids stay valid. */
export function withoutDeclaration({ facts, instead }: ImportRequest): FileFacts {
  if (instead === undefined) return facts;
  const bindings = facts.bindings.map((binding, id) => (id === instead ? { ...binding, name: "" } : binding));
  return { ...facts, bindings };
}
