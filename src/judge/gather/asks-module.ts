/** Whether a file asks names of a module that it may import; found without parsing. */
import { escaped } from "../../base/text/regexp.js";

/**
 * `users.get_db` or `patch.object(users, "get_db")`, where `users` is the module's own name or one that the file gives to
 * something it imports.
 */
export function asksModule(text: string, stem: string, names: readonly string[]): boolean {
  const name = `(?:${names.map(escaped).join("|")})`;
  const of = "(?:(?<![\\w$])([\\w$]+)|[)\\]])\\s*";
  const asked = new RegExp(`${of}(?:\\??\\.\\s*${name}(?![\\w$])|,\\s*(["'\`])${name}\\2)`, "g");
  return [...text.matchAll(asked)].some(([, owner]) => {
    if (owner === undefined || owner === stem) return true;
    return new RegExp(`\\b(?:as|import|const|let|var)\\s+${escaped(owner)}(?![\\w$])`).test(text);
  });
}
