/** Finds imports by regular expressions: fast, and never fewer than the parser finds. */
import type { OutlinedImport } from "../language.js";
import { MOCKERS, MOCKS_MODULE } from "./mock-names.js";

export function outline(text: string): readonly OutlinedImport[] {
  const found: OutlinedImport[] = [];
  let end = 0;
  for (const { 0: whole, 1: double, 2: single, index } of text.matchAll(FROM)) {
    const clause = clauseBefore(text, end, index);
    end = index + whole.length;
    if (clause === undefined) continue;
    const names = clauseNames(clause);
    found.push({ specifier: double ?? single ?? "", names });
  }
  for (const [, double, single] of [...text.matchAll(BARE), ...text.matchAll(MOCKED)])
    found.push({ specifier: double ?? single ?? "" });
  return found;
}

const QUOTED = `(?:"([^"\\n]+)"|'([^'\\n]+)')`;

/** The end of `import … from "x"` and `export … from "x"`. What stands before it is read backwards, once. */
const FROM = new RegExp(`\\bfrom\\s*${QUOTED}`, "g");

/** `import "x"`, `import("x")`, `require("x")`, also over several lines and behind a comment. */
const BARE = new RegExp(`\\b(?:import|require)\\s*(?:\\(\\s*)?(?:/\\*(?:[^*\\n]|\\*(?!/))*\\*/\\s*)*${QUOTED}`, "g");

/** `vi.mock("x", factory)`: a test that mocks a module says what the code gets from it. */
const MOCKED = new RegExp(
  `\\b(?:${MOCKERS.join("|")})\\s*\\.\\s*(?:${MOCKS_MODULE.join("|")})\\s*\\(\\s*${QUOTED}`,
  "g",
);

/** What stands between the keyword and `from`; `undefined` where there is no keyword in the same statement. */
function clauseBefore(text: string, start: number, end: number): string | undefined {
  let at = end;
  while (at > start && !ENDS_STATEMENT.has(text[at - 1] ?? "")) at -= 1;
  const statement = text.slice(at, end);
  const keyword = /\b(?:import|export)\b/.exec(statement);
  return keyword === null ? undefined : statement.slice(keyword.index + keyword[0].length);
}

const ENDS_STATEMENT = new Set(["'", '"', ";", "(", ")"]);

/** The names of a clause that is a plain list; anything else may stand for the whole module. */
function clauseNames(clause: string): readonly string[] | undefined {
  const [, type, list] = /^\s*(?:(type)\b\s*)?\{([^{}]*)\}\s*$/.exec(clause) ?? [];
  if (type !== undefined || /^\s*type\s+[\w$*]/.test(clause)) return [];
  return list
    ?.split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !part.startsWith("type "))
    .map((part) => part.split(/\s/)[0] ?? "");
}
