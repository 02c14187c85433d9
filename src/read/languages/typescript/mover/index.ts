/** How TypeScript and JavaScript definitions are moved from one file to another. */
import type { MockedModule, Mover } from "../../mover.js";
import { reexport, removeExport } from "./exports.js";
import { outlineOf } from "./outline.js";
import { retarget } from "./retarget.js";
import { statementsOf } from "./statements.js";

/** `vi.mock("./db")` and similar calls. */
const CALL =
  /\b(?:vi|vitest|jest|mock|td|import_?[mM]ock)\s*\.\s*(?:mock|doMock|unmock|dontMock|doUnmock|setMock|module|replace|importActual|importMock|requireActual|requireMock|createMockFromModule|unstable_mockModule)\s*(?:<[^()"'`]*(?:\(\s*["'][^"']*["']\s*\))?[^()"'`]*>)?\s*\(\s*(["'`])([^"'`\n]+)\1/g;

export const mover: Mover = {
  gap: 1,
  statements: statementsOf,
  outline: outlineOf,
  retarget,
  removeExport,
  reexport,
  mentions,
};

function mentions(text: string): readonly MockedModule[] {
  return [...text.matchAll(CALL)].map((match) => {
    const path = match[2] ?? "";
    const end = match.index + match[0].length - 1;
    return { path, range: { start: end - path.length, end }, call: callAround(text, match.index, end), dotted: false };
  });
}

/** To the bracket that closes the call; a bracket in a string only makes the range longer. */
function callAround(text: string, start: number, from: number): MockedModule["call"] {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return { start, end: at + 1 };
  }
  return { start, end: text.length };
}
