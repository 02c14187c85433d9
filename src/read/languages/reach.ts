/** Which terms may lead to a definition or import of the program; other terms produce no facts. */
import type { Term } from "../facts/terms.js";

/** @param standard names that the language itself gives, and that no file has to bind */
export function reaches(term: Term, standard: ReadonlySet<string>): boolean {
  switch (term.kind) {
    case "literal":
    case "unknown":
      return false;
    case "global":
      return !standard.has(term.name);
    case "union":
      return term.of.some((part) => reaches(part, standard));
    case "member":
    case "call":
    case "construct":
    case "await":
    case "element":
    case "collection":
    case "promise":
    case "instance":
    case "entered":
    case "iterated":
    case "injected":
    case "handed":
      return reaches(term.of, standard);
    default:
      return true;
  }
}
