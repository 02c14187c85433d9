/** The style of a file that a new import statement follows. */

import { lineEnd } from "../../../../base/text/offsets.js";
import type { FileFacts } from "../../../facts/facts.js";

export interface Style {
  readonly newline: "\n" | "\r\n";
  readonly quote: '"' | "'";
  readonly semicolons: boolean;
  /** Spaces inside the braces: `{ a }`. */
  readonly spacedBraces: boolean;
  /** Which words bring in a module at the top of the file. */
  readonly system: "import" | "require";
}

/** The file's imports decide; where it has none, the rest of its text; where that is silent, the commoner habit. */
export function readStyle(facts: FileFacts, text: string): Style {
  return {
    newline: isMajority(text.split("\r\n").length - 1, text.split("\n").length - 1) ? "\r\n" : "\n",
    quote: readQuote(facts, text),
    semicolons: readSemicolons(facts, text),
    spacedBraces: !/^[ \t]*(?:import|const|let|var)\b[^\n'"`=]*\{[^\s}]/m.test(text),
    system: readSystem(facts, text),
  };
}

function readQuote(facts: FileFacts, text: string): '"' | "'" {
  const quotes = facts.imports
    .map((one) => text[one.specifierRange.start - 1])
    .filter((mark) => /['"]/.test(mark ?? ""));
  const marks =
    quotes.length > 0 ? quotes : (text.match(/(['"])(?:(?!\1)[^\\\n]|\\.)*\1/g) ?? []).map((found) => found[0]);
  const single = marks.filter((mark) => mark === "'").length;
  return single > marks.length - single ? "'" : '"';
}

function readSemicolons(facts: FileFacts, text: string): boolean {
  const statements = facts.imports.filter((one) => one.kind === "static" || one.kind === "side-effect");
  const ended = statements.filter(({ range }) => text.slice(range.end - 1, lineEnd(text, range.end)).includes(";"));
  if (statements.length > 0) return isMajority(ended.length, statements.length);
  const lines = text.match(/[\w)"'`\]];?[ \t]*$/gm) ?? [];
  return lines.length === 0 || lines.some((line) => line.includes(";"));
}

function readSystem(facts: FileFacts, text: string): "import" | "require" {
  const top = facts.imports.filter((one) => !one.nested);
  if (/\.[mc]?ts$|\.tsx$|\.mjs$/.test(facts.file) && !top.some((one) => one.kind === "require")) return "import";
  if (top.some((one) => one.kind === "static" || one.kind === "reexport" || one.kind === "side-effect"))
    return "import";
  if (/\.cjs$/.test(facts.file) || top.some((one) => one.kind === "require")) return "require";
  if (/^export\b/m.test(text)) return "import";
  return /\bmodule\.exports\b|^exports\.|\brequire\(|^["']use strict["']/m.test(text) ? "require" : "import";
}

function isMajority(count: number, of: number): boolean {
  return count * 2 > of;
}
