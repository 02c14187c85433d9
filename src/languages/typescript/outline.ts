/** Imports of a text, found by regular expressions: quick, and never less than what the parser would find. */
import type { OutlinedImport } from "../language.js";

export function outline(text: string): readonly OutlinedImport[] {
  const found: OutlinedImport[] = [];
  for (const [, clause = "", double, single] of text.matchAll(FROM)) {
    const names = clauseNames(clause);
    found.push({ specifier: double ?? single ?? "", ...(names === undefined ? {} : { names }) });
  }
  for (const [, double, single] of text.matchAll(BARE)) found.push({ specifier: double ?? single ?? "" });
  return found;
}

const QUOTED = `(?:"([^"\\n]+)"|'([^'\\n]+)')`;

/** `import … from "x"`, `export … from "x"`, with all that stands between. */
const FROM = new RegExp(`\\b(?:import|export)\\b([^'";()]*?)\\bfrom\\s*${QUOTED}`, "g");

/** `import "x"`, `import("x")`, `require("x")`, also over several lines and behind a comment. */
const BARE = new RegExp(`\\b(?:import|require)\\s*(?:\\(\\s*)?(?:/\\*.*?\\*/\\s*)*${QUOTED}`, "g");

/** The names of a clause that is a plain list; anything else may stand for the whole module. */
function clauseNames(clause: string): readonly string[] | undefined {
  const [, type, list] = /^\s*(type\b)?\s*\{([^{}]*)\}\s*$/.exec(clause) ?? [];
  if (type !== undefined || /^\s*type\s+[\w$*]/.test(clause)) return [];
  return list
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !part.startsWith("type "))
    .map((part) => part.split(/\s/)[0] ?? "");
}
